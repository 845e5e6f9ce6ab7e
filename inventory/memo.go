package inventory

import (
	"encoding/binary"
	"unsafe"

	"chatcompat/inventory/sheet"
)

// memo numbers what rows say in some columns: rows that say the same have the
// same number, from 0 in the order of the first row that does. It keeps a copy
// of each distinct text, so that what repeats stays near the processor whatever
// the size of the table; where the table numbers its texts, those numbers suffice.
type memo struct {
	raw    *sheet.Table
	cols   []int
	firsts []int32 // by number: the first row that says it
	texts  textNumbers
	rows   [batchRows]int32 // of the batch
	keys   []byte           // likewise

	known []int32  // by the table's number of a text: one more than the number here; nil: see texts
	cells []uint32 // by number here: that of the table
}

func newMemo(raw *sheet.Table, cols ...int) *memo {
	m := &memo{raw: raw}
	for _, col := range cols {
		if col >= 0 {
			m.cols = append(m.cols, col)
		}
	}
	if texts := usefulTexts(raw); len(m.cols) == 1 && texts > 0 {
		m.known = make([]int32, texts)
	} else {
		m.texts = newTextNumbers(0)
	}
	return m
}

// usefulTexts is how many texts a table numbers, where that is worth the memory of
// something for each of them.
func usefulTexts(raw *sheet.Table) int {
	if texts := raw.Texts(); texts <= raw.Rows() {
		return texts
	}
	return 0
}

// numberBatch writes the numbers of the rows of a batch, of which there are fates
// from a place on, and the first of all is given; those that are not open are left
// out.
func (m *memo) numberBatch(ids *codes, fates []fate, first, from int) {
	if len(m.cols) == 0 && len(m.firsts) > 0 {
		return // all say nothing, as the first did
	}
	fates = fates[from:min(from+batchRows, len(fates))]
	if m.known != nil {
		m.numberCells(ids, fates, first, from)
		return
	}
	m.read(fates, first+from)
	for i, id := range m.lookUp() {
		ids.set(int(m.rows[i])-first, id)
	}
}

// numberCells does what numberBatch does by the table's numbers. All that is known
// is looked up first: nothing in that loop depends on what it waits for.
func (m *memo) numberCells(ids *codes, fates []fate, first, from int) {
	var cells [batchRows]uint32
	var known [batchRows]int32
	m.raw.Numbers(cells[:len(fates)], first+from, m.cols[0])
	for i, cell := range cells[:len(fates)] {
		known[i] = m.known[cell]
	}
	for i, f := range fates {
		if f != fateOpen {
			continue
		}
		number := known[i] - 1
		if number < 0 {
			number = m.number(cells[i], int32(first+from+i))
		}
		ids.set(from+i, number)
	}
}

// number is the number here for one of the table, that a row has.
func (m *memo) number(cell uint32, row int32) int32 {
	known := &m.known[cell]
	if *known == 0 {
		m.cells, m.firsts = append(m.cells, cell), append(m.firsts, row)
		*known = int32(len(m.firsts))
	}
	return *known - 1
}

// lookUp gives the numbers of the batch, and takes down which rows are the first
// to say something.
func (m *memo) lookUp() []int32 {
	ids := m.texts.lookUp()
	for i, id := range ids {
		if int(id) == len(m.firsts) {
			m.firsts = append(m.firsts, m.rows[i])
		}
	}
	return ids
}

// read takes down what the open ones of a batch of rows say.
func (m *memo) read(fates []fate, row int) {
	b := &m.texts.batch
	plain := len(m.cols) == 1
	if plain {
		m.raw.Column(b.texts[:len(fates)], row, m.cols[0])
	}
	m.keys = m.keys[:0]
	b.n = 0
	for i, f := range fates {
		if f != fateOpen {
			continue
		}
		switch {
		case !plain:
			b.texts[b.n] = sheet.HeadOf(m.said(row + i))
		case b.n < i:
			b.texts[b.n] = b.texts[i]
		}
		m.rows[b.n] = int32(row + i)
		b.n++
	}
}

// said is what a row says, as one text. It is valid until the next batch.
func (m *memo) said(row int) string {
	start := len(m.keys)
	for _, col := range m.cols {
		text := m.raw.Text(row, col)
		m.keys = append(m.keys, byte(m.raw.Kind(row, col)))
		m.keys = binary.AppendUvarint(m.keys, uint64(len(text)))
		m.keys = append(m.keys, text...)
	}
	key := m.keys[start:]
	return unsafe.String(unsafe.SliceData(key), len(key)) // what it points at stays as it is, even where keys grow
}

// take takes in what another memo, of later rows, has found: it gives the
// numbers here by the numbers there.
func (m *memo) take(other *memo) []int32 {
	numbers := make([]int32, 0, len(other.firsts))
	if m.known != nil {
		for i, cell := range other.cells {
			numbers = append(numbers, m.number(cell, other.firsts[i]))
		}
		return numbers
	}
	b := &m.texts.batch
	for len(numbers) < len(other.firsts) {
		b.n = min(batchRows, len(other.firsts)-len(numbers))
		for i := range b.n {
			number := len(numbers) + i
			b.texts[i], m.rows[i] = other.texts.texts.at(number), other.firsts[number]
		}
		numbers = append(numbers, m.lookUp()...)
	}
	return numbers
}
