package sheet

import "slices"

// cellReader holds what the element of a cell said; its buffers are reused.
type cellReader struct {
	style              int
	kind               byte // see cellTypes; 0 is a number
	value, formula     []byte
	hasValue, hasInner bool // <v>, <is>
	hasFormula         bool
	out                []byte // text made of a value
}

// Types of cells (attribute t), as one byte: ECMA-376 part 1, 18.18.11.
const (
	cellNumber byte = iota
	cellShared
	cellFormulaText
	cellInline
	cellBool
	cellError
	cellDate
)

// readCell reads a cell into the row opened last.
func (r *sheetReader) readCell() error {
	if r.x.ns != nsMain || string(r.x.name) != "c" {
		return r.x.unknown("row")
	}
	began := r.x.began
	if err := r.readCellTag(); err != nil {
		return err
	}
	if err := r.readCellContent(); err != nil {
		return err
	}
	struck := r.wb.formats[r.cell.style].struck
	if r.learns() && !struck {
		r.shapes.learnCell(r.x.since(began), &r.cell)
	}
	text, err := r.cellText()
	if err != nil {
		return r.atCell(err)
	}
	if struck && text != 0 {
		r.t.noteStruck(r.row, r.col)
	}
	return r.place(text)
}

// learns reports whether what the tokenizer just read may be a model for
// others. What it read only because the buffer ends soon is none.
func (r *sheetReader) learns() bool {
	return !r.wb.zip.tokensOnly && r.shapes.usable(r.x) && r.x.end-r.x.pos >= shapeRoom+endRoom
}

// atCell adds the position of the cell to a message about its value.
func (r *sheetReader) atCell(err error) error {
	if d, ok := err.(damage); ok {
		return damagef("cell %s%d: %s", ColumnName(r.col), r.row, string(d))
	}
	return err
}

// readCellTag reads position, style and type of a cell.
func (r *sheetReader) readCellTag() error {
	c := &r.cell
	*c = cellReader{value: c.value[:0], formula: c.formula[:0], out: c.out[:0]}
	var position []byte
	for i := range r.x.attrs {
		a := &r.x.attrs[i]
		if a.prefix != nil {
			continue
		}
		var err error
		switch string(a.name) {
		case "r":
			position = a.value
		case "s":
			c.style, err = parseIndex(a.value, "style")
		case "t":
			c.kind, err = cellType(a.value)
		case "cm", "vm", "ph", "xmlns":
		default:
			err = damagef("attribute %q is not known on <c>", shorten(a.name))
		}
		if err != nil {
			return err
		}
	}
	if c.style >= len(r.wb.formats) {
		return damagef("style %d does not exist (the workbook holds %d)", c.style, len(r.wb.formats))
	}
	return r.setPosition(position)
}

// setPosition moves to the cell's column: the one it names, or else the next.
func (r *sheetReader) setPosition(position []byte) error {
	if err := r.setNumbering(1, position != nil); err != nil {
		return err
	}
	col := r.col + 1
	if position != nil {
		row, c, err := parseCell(position)
		if err != nil {
			return err
		}
		if row != r.row && r.numbering[0] == unnumbered && r.col == 0 {
			err = r.renumber(row)
		} else if row != r.row {
			err = damagef("cell %s stands in row %d", shorten(position), r.row)
		}
		if err != nil {
			return err
		}
		if c <= r.col {
			return damagef("cell %s stands behind column %s", shorten(position), ColumnName(r.col))
		}
		col = c
	}
	if col > maxColumns {
		return damagef("a row has more than the %d columns of a worksheet", maxColumns)
	}
	r.col = col
	return nil
}

// renumber gives the row opened last, whose element has no number, that of its first cell.
func (r *sheetReader) renumber(row int) error {
	if row < r.row {
		return damagef("a cell of row %d stands in row %d", row, r.row)
	}
	r.row, r.last, r.mark = row, row, newRowMark(row)
	r.t.rows[len(r.t.rows)-1].line = uint32(row)
	return nil
}

// cellType parses the type of a cell.
func cellType(b []byte) (byte, error) {
	switch string(b) {
	case "s":
		return cellShared, nil
	case "n":
		return cellNumber, nil
	case "str":
		return cellFormulaText, nil
	case "inlineStr":
		return cellInline, nil
	case "b":
		return cellBool, nil
	case "e":
		return cellError, nil
	case "d":
		return cellDate, nil
	}
	return 0, damagef("the cell type %q is not known", shorten(b))
}

// parseIndex parses a number that refers to an entry of a list.
func parseIndex(b []byte, what string) (int, error) {
	n := 0
	for _, c := range b {
		if c < '0' || c > '9' || n > maxShared {
			return 0, damagef("%q is no number of a %s", shorten(b), what)
		}
		n = n*10 + int(c-'0')
	}
	if len(b) == 0 {
		return 0, damagef("the number of a %s is empty", what)
	}
	return n, nil
}

// readCellContent reads the children of a cell.
func (r *sheetReader) readCellContent() error {
	x, c := r.x, &r.cell
	if value, ok := x.plainValue(); ok {
		c.value, c.hasValue = append(c.value, value...), true
		return nil
	}
	for {
		tok, err := x.next()
		switch {
		case err != nil:
			return err
		case tok == xmlEnd:
			return nil
		case tok == xmlText:
			err = x.noText()
		case x.ns == nsMain && string(x.name) == "v":
			err = once(&c.hasValue, "v")
			if err == nil {
				c.value, err = x.appendText(c.value)
			}
		case x.ns == nsMain && string(x.name) == "f":
			err = once(&c.hasFormula, "f")
			if err == nil {
				c.formula, err = x.appendText(c.formula)
			}
		case x.ns == nsMain && string(x.name) == "is":
			err = once(&c.hasInner, "is")
			if err == nil {
				c.out, err = appendRich(x, c.out)
			}
		default:
			err = x.unknown("c")
		}
		if err != nil {
			return err
		}
	}
}

// plainValue takes the usual content of a cell, <v>12</v></c>, at one go. It
// accepts nothing that next would not: what is not exactly so is left to it.
func (x *xmlScanner) plainValue() (value []byte, ok bool) {
	const before, after = "<v>", "</v></c>"
	b := x.buf[x.pos:x.end]
	if x.selfClosed || x.inherited != nsMain || len(b) < len(before) || string(b[:len(before)]) != before {
		return nil, false
	}
	i := len(before)
	for i < len(b) && (b[i]-'0' <= 9 || b[i] == '.' || b[i] == '-') {
		i++
	}
	if len(b) < i+len(after) || string(b[i:i+len(after)]) != after || string(x.top()) != "c" {
		return nil, false
	}
	x.pos += i + len(after)
	x.pop()
	return b[len(before):i], true
}

// once notes that an element of a cell was seen.
func once(seen *bool, name string) error {
	if *seen {
		return damagef("a cell has two <%s>", name)
	}
	*seen = true
	return nil
}

// place puts a cell into its column, behind empty ones where the row has gaps.
func (r *sheetReader) place(text uint32) error {
	t := r.t
	start := int(t.rows[len(t.rows)-1].cell)
	if text == 0 {
		return nil
	}
	r.makeRoom(1)
	for missing := r.col - 1 - (len(t.cells) - start); missing > 0; missing-- {
		t.cells = append(t.cells, 0)
		r.wb.cells++
	}
	t.cells = append(t.cells, text)
	if r.wb.cells++; r.wb.cells > maxBookCells {
		return limitf("the workbook has more than the limit of %d cells", maxBookCells)
	}
	return nil
}

// makeRoom makes room for n more cells. It grows a long list of cells, and that of
// rows, to what the whole part will need if it goes on as it began, since growing
// step by step holds it in memory twice.
func (r *sheetReader) makeRoom(n int) {
	const long, most = 1 << 16, 16
	cells := r.t.cells
	switch {
	case len(cells)+n <= cap(cells):
		return
	case len(cells) < long:
		r.t.cells = slices.Grow(cells, n)
		return
	}
	ahead := min(max(float64(r.size)/float64(r.x.taken)*1.02, 1.25), most)
	r.t.cells = append(make([]uint32, 0, int(float64(len(cells))*ahead)), cells...)
	if rows := len(r.t.rows); rows > long/16 {
		r.t.rows = append(make([]rowStart, 0, int(float64(rows)*ahead)), r.t.rows...)
	}
}
