package sheet

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"slices"
)

const maxRows = 1 << 20 // rows of a worksheet, as in Excel

// sheetReader reads one worksheet into a table.
type sheetReader struct {
	wb    *workbook
	x     *xmlScanner
	t     *Table
	arena *arena
	size  uint64 // bytes of the part, as the archive says
	// used are the numbers of shared strings in the arena; zero: not yet there.
	used []uint32

	row       int // number of the row being read
	col       int // column of the cell read last in it
	last      int // greatest row number so far
	mark      rowMark
	numbering [2]numbering
	unordered bool // rows do not stand in the order of their numbers
	cell      cellReader
	shapes    *shapes
	pending   pending
	values    [1 << 11]shortValue // by hash
	merges    []merge
	sawData   bool
	announced int // last row that the sheet says it has; 0: it does not say
}

// numbering says whether the rows or cells of a sheet carry their position.
type numbering uint8

const (
	unnumbered numbering = 1 + iota
	numbered
)

// readSheet reads a worksheet. A large part is inflated ahead in its own goroutine.
func (wb *workbook) readSheet(ctx context.Context, s sheetEntry) (*Table, error) {
	part, err := wb.zip.open(ctx, s.part, maxSheetPart)
	if err != nil {
		return nil, wb.zip.fail(s.part, 0, err)
	}
	defer part.Close()
	var src io.Reader = part
	if part.size > aheadBlock {
		ahead := newReadAhead(part)
		defer ahead.Close()
		src = ahead
	}
	r := &sheetReader{wb: wb, arena: newArena(part.size), size: part.size, t: &Table{File: wb.zip.name, Sheet: s.name, Hidden: s.hidden}}
	if wb.strings != nil {
		r.used = make([]uint32, wb.strings.len())
	}
	if r.x, err = openXML(src, part.size); err == nil {
		err = r.read()
	}
	if err != nil {
		return nil, wb.zip.fail(s.part, r.row, err)
	}
	return r.t, nil
}

// read reads the worksheet part from its first to its last byte.
func (r *sheetReader) read() error {
	if err := r.x.root(nsMain, "worksheet"); err != nil {
		return err
	}
	if err := r.x.children(r.readSection); err != nil {
		return err
	}
	if err := r.x.finish(); err != nil {
		return err
	}
	if !r.sawData {
		return damagef("the sheet has no <sheetData>")
	}
	return r.complete()
}

// readSection reads a child of the root element.
func (r *sheetReader) readSection() error {
	if r.x.ns != nsMain {
		return r.x.skip()
	}
	switch string(r.x.name) {
	case "sheetData":
		if r.sawData {
			return damagef("the sheet has two <sheetData>")
		}
		r.sawData = true
		r.shapes = newShapes(r.x)
		err := r.readRows()
		if err == nil {
			r.row = 0
		}
		return err
	case "dimension":
		ref, _ := r.x.attr("ref")
		_, to, _ := bytes.Cut(ref, []byte(":"))
		if row, _, err := parseCell(to); err == nil { // what cannot be read announces nothing
			r.announced = row
		}
	case "mergeCells":
		return r.x.children(r.readMerge)
	}
	return r.x.skip()
}

// readRows reads the rows, those whose start tags have known shapes in one step.
func (r *sheetReader) readRows() error {
	for more := true; more; {
		row, ok, err := r.quickRow()
		switch {
		case err != nil:
		case ok:
			err = r.readCells(row.hidden)
		default:
			more, err = r.slowly(r.readRow)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// readRow reads a row with its cells.
func (r *sheetReader) readRow() error {
	if r.x.ns != nsMain || string(r.x.name) != "row" {
		return r.x.unknown("sheetData")
	}
	if err := r.x.onlyAttrs(rowAttr); err != nil {
		return err
	}
	number, ok := r.x.attr("r")
	if err := r.setNumbering(0, ok); err != nil {
		return err
	}
	hidden, err := r.x.truth("hidden")
	if err != nil {
		return err
	}
	at := 0
	if ok {
		if at, err = parseRow(number); err != nil {
			return err
		}
	}
	if err := r.beginRow(at); err != nil {
		return err
	}
	r.mark = newRowMark(r.row)
	if ok && r.learns() {
		r.shapes.learnRow(r.x.since(r.x.began), hidden)
	}
	return r.readCells(hidden)
}

// readCells reads the cells of the row opened last, those with known shapes in one step.
func (r *sheetReader) readCells(hidden bool) error {
	for more := true; more; {
		ended, err := r.quickCells()
		if more = !ended; more && err == nil {
			more, err = r.slowly(r.readCell)
		}
		if err != nil {
			return err
		}
	}
	if hidden && len(r.t.row(len(r.t.rows)-1)) > 0 {
		r.t.HiddenRows++
	}
	return nil
}

// slowly lets the tokenizer read a row or cell. That may move the buffer.
func (r *sheetReader) slowly(visit func() error) (more bool, err error) {
	if err := r.settle(); err != nil {
		return false, err
	}
	return r.x.child(visit)
}

// beginRow opens a row; without number it is the one after the last.
func (r *sheetReader) beginRow(number int) error {
	if number == 0 {
		number = r.row + 1
	}
	switch {
	case number > maxRows:
		return damagef("row %d lies beyond the last row %d of a worksheet", number, maxRows)
	case number == r.last:
		return damagef("row %d stands twice", number)
	case number < r.last:
		r.unordered = true
	}
	r.row, r.last = number, max(number, r.last)
	r.col = 0
	r.t.addRow(number)
	return nil
}

// setNumbering checks that either all rows (which 0) or cells (which 1) carry
// their position or none does: one that lost it would land in a wrong place.
func (r *sheetReader) setNumbering(which int, has bool) error {
	now := unnumbered
	if has {
		now = numbered
	}
	if r.numbering[which] == 0 {
		r.numbering[which] = now
	}
	if r.numbering[which] != now {
		return damagef("a %s after row %d has no position (attribute r) while others have one", [2]string{"row", "cell"}[which], r.row)
	}
	return nil
}

// rowAttr knows the attributes of a row: ECMA-376 part 1, 18.3.1.73.
func rowAttr(name []byte) bool {
	switch string(name) {
	case "r", "spans", "s", "customFormat", "ht", "hidden", "customHeight",
		"outlineLevel", "collapsed", "thickTop", "thickBot", "ph":
		return true
	}
	return false
}

// parseRow parses a row number.
func parseRow(b []byte) (int, error) {
	n := 0
	for _, c := range b {
		if c < '0' || c > '9' || n > maxRows {
			return 0, damagef("%q is no row number up to %d", shorten(b), maxRows)
		}
		n = n*10 + int(c-'0')
	}
	if n == 0 {
		return 0, damagef("%q is no row number up to %d", shorten(b), maxRows)
	}
	return n, nil
}

// parseCell parses the position of a cell: C12.
func parseCell(b []byte) (row, col int, err error) {
	i := 0
	for ; i < len(b) && 'a' <= b[i]|0x20 && b[i]|0x20 <= 'z' && col <= maxColumns; i++ {
		col = col*26 + int(b[i]|0x20-'a') + 1
	}
	if col == 0 || col > maxColumns {
		return 0, 0, damagef("%q is no cell of a worksheet, whose last column is XFD", shorten(b))
	}
	row, err = parseRow(b[i:])
	return row, col, err
}

// complete puts the rows in order, drops the blank ones at the end and hands
// the text over to the table.
func (r *sheetReader) complete() error {
	t := r.t
	if r.unordered {
		if err := r.sortRows(); err != nil {
			return err
		}
	}
	if r.announced > max(r.last, 1) { // an empty sheet often announces A1
		t.Notes = append(t.Notes, Note{Pos{File: t.File, Sheet: t.Sheet}, fmt.Sprintf(
			"the sheet announces %d rows but ends with row %d: rows were removed or lost after that was written", r.announced, r.last)})
	}
	for len(t.rows) > 0 && len(t.row(len(t.rows)-1)) == 0 {
		t.rows = t.rows[:len(t.rows)-1]
	}
	t.setMerges(r.merges)
	t.data, t.texts, t.distinct = asString(r.arena.text), r.arena.texts, !r.arena.repeats
	return nil
}

// sortRows orders rows that do not stand in the order of their numbers.
func (r *sheetReader) sortRows() error {
	old := *r.t
	order := make([]int, len(old.rows))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(a, b int) int { return old.Line(a) - old.Line(b) })
	r.t.rows = make([]rowStart, 0, len(old.rows))
	r.t.cells = make([]uint32, 0, len(old.cells))
	for i, from := range order {
		line := old.Line(from)
		if i > 0 && line == r.t.Line(i-1) {
			return damagef("row %d stands twice", line)
		}
		r.t.addRow(line)
		r.t.cells = append(r.t.cells, old.row(from)...)
	}
	r.t.Notes = append(r.t.Notes, Note{
		Pos{File: r.t.File, Sheet: r.t.Sheet},
		"the rows do not stand in the order of their numbers in the file; they were read in that order",
	})
	return nil
}
