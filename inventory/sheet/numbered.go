package sheet

// Texts is how many different texts the cells of the table have, the empty one
// included, where they are numbered; 0 where they are not, as in text files.
func (t *Table) Texts() int {
	if !t.distinct {
		return 0
	}
	return len(t.texts)
}

// Numbers fills numbers with those of the texts in a column, from a row on, of a
// table where they are numbered: cells have the same number if and only if they have
// the same text and are of the same kind. The number of a cell that the row does not
// have is 0, that of the empty text.
func (t *Table) Numbers(numbers []uint32, row, col int) {
	end := uint(len(t.cells))
	if row+len(numbers) < len(t.rows) {
		end = uint(t.rows[row+len(numbers)].cell)
	}
	rows := t.rows[row : row+len(numbers)]
	for i := len(rows) - 1; i >= 0; i-- { // backwards: a row ends where the next begins
		numbers[i] = 0
		begin := uint(rows[i].cell)
		if at := begin + uint(col); at < end {
			numbers[i] = t.cells[at]
		}
		end = begin
	}
}

// Numbered is the text of a number as Column gives it.
func (t *Table) Numbered(number uint32) TextHead { return t.texts[number].head(t.data) }

// Has reports whether there is a cell of a kind. It may be that no row has it any
// more, and in text files all cells are Text.
func (t *Table) Has(k Kind) bool {
	for _, text := range t.texts {
		if text.kind() == k {
			return true
		}
	}
	return t.text != nil && k == Text
}
