package sheet

import (
	"bytes"
	"cmp"
	"fmt"
	"slices"
)

// merge is a range of merged cells that spans several rows.
type merge struct {
	ref                      string
	top, left, bottom, right int
}

// readMerge reads a range of merged cells.
func (r *sheetReader) readMerge() error {
	if r.x.ns != nsMain || string(r.x.name) != "mergeCell" {
		return r.x.unknown("mergeCells")
	}
	ref, _ := r.x.attr("ref")
	from, to, _ := bytes.Cut(ref, []byte(":"))
	if len(to) == 0 {
		to = from
	}
	m := merge{ref: string(ref)}
	var err error
	if m.top, m.left, err = parseCell(from); err != nil {
		return err
	}
	if m.bottom, m.right, err = parseCell(to); err != nil {
		return err
	}
	const most = 1 << 16 // as many as Excel allows; more need no naming
	if m.bottom > m.top && len(r.merges) < most {
		r.merges = append(r.merges, m)
	}
	return r.x.skip()
}

// merges are the ranges of merged cells of a table that span several of its rows.
type merges struct {
	ranges []merge
	note   Note               // the one about them, as long as none is filled
	filled map[filledCell]int // cells that FillMerges filled: the row that their text comes from
}

type filledCell struct{ row, col int }

// setMerges takes down the ranges that span rows of the table.
func (t *Table) setMerges(ranges []merge) {
	end := 0
	if len(t.rows) > 0 {
		end = t.Line(len(t.rows) - 1)
	}
	for _, m := range ranges {
		if m.top < end {
			t.merges.ranges = append(t.merges.ranges, m)
		}
	}
	if len(t.merges.ranges) > 0 {
		t.merges.note = t.mergeNote(t.merges.ranges, firstCounts)
		t.Notes = append(t.Notes, t.merges.note)
	}
}

// What notes say of ranges.
const (
	firstCounts = "only the first row carries the value"
	eachCounts  = "the value counts in each of the rows"
)

// mergeNote is a note about ranges of merged cells, at the first one.
func (t *Table) mergeNote(ranges []merge, what string) Note {
	first := ranges[0]
	message := "merged cells " + first.ref + ": " + what
	if more := len(ranges) - 1; more > 0 {
		message += fmt.Sprintf(" (and %d more such ranges)", more)
	}
	return Note{Pos{t.File, t.Sheet, first.top, first.left}, message}
}

// FillMerges puts the value of merged cells into all their rows, as the sheet
// shows it, where they begin in a row from the given one on and in one of so many
// columns. The position of such a cell is that of the first one. A row that says
// nothing else stays blank, and what a cell holds itself stays as it is.
func (t *Table) FillMerges(from, columns int) {
	var fill, rest []merge
	for _, m := range t.merges.ranges {
		row, there := t.rowOf(m.top)
		if there && row >= from && m.left <= columns && t.cell(row, m.left-1).len() > 0 {
			fill = append(fill, m)
		} else {
			rest = append(rest, m)
		}
	}
	if len(fill) == 0 || !t.fill(fill) {
		return
	}
	t.Notes = slices.DeleteFunc(t.Notes, func(n Note) bool { return n == t.merges.note })
	if len(rest) > 0 {
		t.Notes = append(t.Notes, t.mergeNote(rest, firstCounts))
	}
	t.Notes = append(t.Notes, t.mergeNote(fill, eachCounts))
}

// rowOf is the row of a line; there is false where it has no row, which would come there.
func (t *Table) rowOf(line int) (row int, there bool) {
	return slices.BinarySearchFunc(t.rows, line, func(r rowStart, line int) int { return cmp.Compare(int(r.line), line) })
}

// fill fills ranges; ok is false where the table would become too large.
func (t *Table) fill(ranges []merge) (ok bool) {
	t.merges.filled = map[filledCell]int{}
	more := map[int][]filledCell{} // by row
	cells := len(t.cells)
	for _, m := range ranges {
		top, _ := t.rowOf(m.top)
		for row := top + 1; row < len(t.rows) && t.Line(row) <= m.bottom; row++ {
			if t.cell(row, m.left-1).len() > 0 || len(t.row(row)) == 0 {
				continue
			}
			one := filledCell{row, m.left - 1}
			more[row] = append(more[row], one)
			t.merges.filled[one] = top
			if cells += m.left; cells > maxBookCells {
				t.merges.filled = nil
				return false
			}
		}
	}
	old := *t
	t.rows, t.cells = make([]rowStart, 0, len(old.rows)), make([]uint32, 0, cells)
	for row := range old.rows {
		t.addRow(old.Line(row))
		start := len(t.cells)
		t.cells = append(t.cells, old.row(row)...)
		for _, one := range more[row] {
			for len(t.cells) <= start+one.col {
				t.cells = append(t.cells, 0)
			}
			t.cells[start+one.col] = old.row(t.merges.filled[one])[one.col]
		}
	}
	return true
}
