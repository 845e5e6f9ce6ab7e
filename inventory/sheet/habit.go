package sheet

import (
	"encoding/binary"
	"unsafe"
)

// habit is what the cell of a column looked like last. Programs write the cells of
// one column mostly alike, so that a cell is first held against that: all words of
// all its parts at once, since a branch for each would cost more than comparing.
type habit struct {
	cell                  *shape        // nil: not known
	fits                  bool          // there is a value, and the words hold the parts as a whole
	beforeN, afterN, endN int           // bytes of the parts
	before                [2]maskedWord // with the letters of the column
	after                 [3]maskedWord
	end                   [2]maskedWord
}

// habitRoom is how far from its beginning a cell is looked at without asking
// whether the buffer goes that far: its parts, the number of its row, its value.
const habitRoom = (2 + 1 + 3 + 1 + 2) * 8

// setHabit takes down what the cell of a column looks like, unless it is known.
func (s *shapes) setHabit(cell *shape, col int) {
	if col > len(s.habits) || s.habits[col-1].cell == cell {
		return
	}
	before := newPattern(append(s.before.appendTo(nil), ColumnName(col)...))
	h := habit{cell: cell, beforeN: before.n, afterN: cell.after.n, endN: cell.end.n}
	copy(h.before[:], before.words)
	copy(h.after[:], cell.after.words)
	copy(h.end[:], cell.end.words)
	h.fits = !cell.empty && len(before.words) <= len(h.before) && len(cell.after.words) <= len(h.after) && len(cell.end.words) <= len(h.end)
	s.habits[col-1] = h
}

// habitual reads cells for as long as they follow each other without a gap and
// each looks like the one before in its column.
func (r *sheetReader) habitual() error {
	t, s, x := r.t, r.shapes, r.x
	if start := t.rows[len(t.rows)-1].cell; len(t.cells)-int(start) != r.col || r.wb.cells > maxBookCells-len(s.habits) {
		return nil
	}
	r.makeRoom(len(s.habits))
	col, pos, last := r.col, x.pos, x.end-habitRoom
	buf, mark, used, cells := unsafe.Pointer(unsafe.SliceData(x.buf)), r.mark, r.used, t.cells
	for ; col < len(s.habits) && pos <= last; col++ {
		h := &s.habits[col]
		if !h.fits {
			break // it may need more room
		}
		b := unsafe.Add(buf, pos)
		differ := h.before[0].differs(b, 0) | h.before[1].differs(b, 8)
		b = unsafe.Add(b, h.beforeN)
		differ |= mark.differs(b, 0)
		b = unsafe.Add(b, mark.n)
		differ |= h.after[0].differs(b, 0) | h.after[1].differs(b, 8) | h.after[2].differs(b, 16)
		if differ != 0 {
			break
		}
		at := pos + h.beforeN + mark.n + h.afterN
		if h.cell.kind != cellShared {
			t.cells = cells
			n, err := r.habitualValue(h.cell, x.buf[at:x.end])
			if err != nil {
				return err
			}
			if n == 0 {
				break
			}
			pos, cells = at+n, t.cells
			continue
		}
		b = unsafe.Add(b, h.afterN)
		i, n := leadingNumber(wordAt(b, 0))
		b = unsafe.Add(b, n)
		if n == 0 || h.end[0].differs(b, 0)|h.end[1].differs(b, 8) != 0 || i >= len(used) || used[i] == 0 {
			break
		}
		pos, cells = at+n+h.endN, append(cells, used[i])
	}
	r.wb.cells += col - r.col
	x.pos, r.col, t.cells = pos, col, cells
	return nil
}

// habitualValue reads a value that is no shared string, and what stands behind it,
// into the next cell; n bytes in all, or none if the usual way must judge it.
func (r *sheetReader) habitualValue(cell *shape, b []byte) (n int, err error) {
	text := uint32(0)
	if cell.kind == cellInline || cell.kind == cellFormulaText {
		text, n, err = r.quickText(cell, b)
	} else {
		text, n, err = r.quickValue(cell, b)
	}
	if err != nil || text == 0 {
		return 0, nil // for the usual way to say or to leave out
	}
	r.t.cells = append(r.t.cells, text)
	if text == pendingText {
		err = r.pending.placed(r)
	}
	return n, err
}

// differs has the bits in which the word at a place of the buffer differs.
func (w *maskedWord) differs(b unsafe.Pointer, at int) uint64 {
	return (wordAt(b, at) ^ w.want) & w.mask
}

func wordAt(b unsafe.Pointer, at int) uint64 {
	return binary.LittleEndian.Uint64((*[8]byte)(unsafe.Add(b, at))[:])
}
