package sheet

import (
	"bytes"
	"fmt"
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

// noteMerges notes merged cells whose lower rows look empty in the table.
func (r *sheetReader) noteMerges() {
	t := r.t
	end := 0
	if len(t.rows) > 0 {
		end = t.Line(len(t.rows) - 1)
	}
	var first *merge
	more := 0
	for i := range r.merges {
		m := &r.merges[i]
		switch {
		case m.top >= end:
		case first == nil:
			first = m
		default:
			more++
		}
	}
	if first == nil {
		return
	}
	message := fmt.Sprintf("merged cells %s: only the first row carries the value", first.ref)
	if more > 0 {
		message += fmt.Sprintf(" (and %d more such ranges)", more)
	}
	t.Notes = append(t.Notes, Note{Pos{t.File, t.Sheet, first.top, first.left}, message})
}
