package sheet

import (
	"bytes"
	"cmp"
	"fmt"
	"slices"
	"strings"
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
	note   Note         // the one about them, as long as none is filled
	filled []filledCell // cells that FillMerges filled, by column and row
}

// filledCell is a cell that takes its text from the same column of another row.
type filledCell struct{ col, row, from int32 }

func (c filledCell) compare(other filledCell) int {
	return cmp.Or(cmp.Compare(c.col, other.col), cmp.Compare(c.row, other.row))
}

// source is the row that the text of a cell comes from.
func (m *merges) source(row, col int) int {
	if i, ok := slices.BinarySearchFunc(m.filled, filledCell{col: int32(col), row: int32(row)}, filledCell.compare); ok {
		return int(m.filled[i].from)
	}
	return row
}

// setMerges takes down the ranges that span rows of the table.
func (t *Table) setMerges(ranges []merge) {
	end := 0
	if len(t.rows) > 0 {
		end = t.Line(len(t.rows) - 1)
	}
	known := map[merge]bool{}
	for _, m := range ranges {
		if m.top < end && !known[m] {
			known[m] = true
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
// nothing else stays blank, and what a cell holds itself stays as it is, unless
// it cannot be seen. Of ranges
// that overlap in their first column, which Excel does not allow, the first counts.
func (t *Table) FillMerges(from, columns int) {
	if len(t.merges.ranges) == 0 {
		return
	}
	visible := t.visibleTexts()
	filled, did := t.findFilled(t.fillable(from, columns, visible), visible)
	if len(filled) == 0 || !t.fill(filled) {
		return
	}
	var fill, rest []merge
	for i, m := range t.merges.ranges {
		if did[i] {
			fill = append(fill, m)
		} else {
			rest = append(rest, m)
		}
	}
	t.Notes = slices.DeleteFunc(t.Notes, func(n Note) bool { return n == t.merges.note })
	if len(rest) > 0 {
		t.Notes = append(t.Notes, t.mergeNote(rest, firstCounts))
	}
	t.Notes = append(t.Notes, t.mergeNote(fill, eachCounts))
}

// fillable are the indices of the ranges that may be filled, by first column and
// row. No two of them overlap in that column, so that no cell is looked at twice.
func (t *Table) fillable(from, columns int, visible []bool) (chosen []int) {
	ranges := t.merges.ranges
	for i, m := range ranges {
		row, there := t.rowOf(m.top)
		if there && row >= from && m.left <= columns && t.says(row, m.left-1, visible) {
			chosen = append(chosen, i)
		}
	}
	slices.SortStableFunc(chosen, func(a, b int) int {
		return cmp.Or(cmp.Compare(ranges[a].left, ranges[b].left), cmp.Compare(ranges[a].top, ranges[b].top))
	})
	left, bottom := 0, 0 // of the last one
	return slices.DeleteFunc(chosen, func(i int) bool {
		m := ranges[i]
		if m.left == left && m.top <= bottom {
			return true
		}
		left, bottom = m.left, m.bottom
		return false
	})
}

// visibleTexts tells of each text of the table whether anything of it can be seen.
func (t *Table) visibleTexts() []bool {
	visible := make([]bool, len(t.texts))
	for i, text := range t.texts {
		visible[i] = strings.IndexFunc(text.text(t.data), isVisible) >= 0
	}
	return visible
}

func isVisible(r rune) bool { return !Invisible(r) }

// says reports a cell whose text is among the visible ones.
func (t *Table) says(row, col int, visible []bool) bool {
	cells := t.row(row)
	return col < len(cells) && visible[cells[col]]
}

// rowOf is the row of a line; there is false where it has no row, which would come there.
func (t *Table) rowOf(line int) (row int, there bool) {
	return slices.BinarySearchFunc(t.rows, line, func(r rowStart, line int) int { return cmp.Compare(int(r.line), line) })
}

// findFilled finds the cells that the chosen ranges fill, and which of all ranges
// fill any. There are none where they would be too many.
func (t *Table) findFilled(chosen []int, visible []bool) (filled []filledCell, did []bool) {
	const most = 1 << 24
	if len(chosen) == 0 {
		return nil, nil
	}
	var rows []int // that say something
	for row := range t.rows {
		if slices.ContainsFunc(t.row(row), func(text uint32) bool { return visible[text] }) {
			rows = append(rows, row)
		}
	}
	did = make([]bool, len(t.merges.ranges))
	for _, i := range chosen {
		m := t.merges.ranges[i]
		top, _ := t.rowOf(m.top)
		below, _ := slices.BinarySearch(rows, top+1)
		for _, row := range rows[below:] {
			if t.Line(row) > m.bottom {
				break
			}
			if t.says(row, m.left-1, visible) {
				continue
			}
			if len(filled) == most {
				return nil, nil
			}
			filled = append(filled, filledCell{int32(m.left - 1), int32(row), int32(top)})
			did[i] = true
		}
	}
	return filled, did
}

// fill fills cells, and widens rows for them; ok is false where the table would
// become too large.
func (t *Table) fill(filled []filledCell) (ok bool) {
	widths := make([]int, len(t.rows))
	for row := range widths {
		widths[row] = t.Width(row)
	}
	cells := len(t.cells)
	for _, c := range filled {
		if more := int(c.col) + 1 - widths[c.row]; more > 0 {
			widths[c.row] += more
			cells += more
		}
	}
	if cells > maxBookCells {
		return false
	}
	old := *t
	t.rows, t.cells = make([]rowStart, 0, len(old.rows)), make([]uint32, 0, cells)
	for row, width := range widths {
		t.addRow(old.Line(row))
		t.cells = append(t.cells, old.row(row)...)
		t.cells = append(t.cells, make([]uint32, width-old.Width(row))...)
	}
	for _, c := range filled {
		t.row(int(c.row))[c.col] = t.row(int(c.from))[c.col]
	}
	t.merges.filled = filled
	return true
}
