package sheet

import (
	"bytes"
	"encoding/binary"
	"strconv"
)

// quickRow reads the start tag of a row that has a shape which was learned.
func (r *sheetReader) quickRow() (row rowShape, ok bool, err error) {
	x, s := r.x, r.shapes
	if len(s.rows) == 0 || !s.usable(x) {
		return row, false, nil
	}
	b, ok := bytes.CutPrefix(x.buf[x.pos:x.end], s.rowBefore)
	if !ok {
		return row, false, nil
	}
	if len(b) < 8 {
		return row, false, nil
	}
	digits := binary.LittleEndian.Uint64(b)
	number, n := leadingNumber(digits)
	if row, ok = s.findRow(b[n:]); !ok || number == 0 {
		return row, false, nil
	}
	if err := x.push(row.name); err != nil {
		return row, false, err
	}
	x.pos += len(s.rowBefore) + n + len(row.after)
	if err := r.beginRow(number); err != nil {
		return row, false, err
	}
	r.mark.want, r.mark.mask, r.mark.n = digits&(1<<(8*n)-1), 1<<(8*n)-1, n
	return row, true, nil
}

// quickCells reads cells for as long as they have shapes that were learned, and
// the end of the row. The first that has none is left to the tokenizer, with
// nothing of it read; ended is then false.
func (r *sheetReader) quickCells() (ended bool, err error) {
	x, s := r.x, r.shapes
	if len(s.cells) == 0 || !s.usable(x) {
		return false, nil
	}
	for {
		if err := r.habitual(); err != nil {
			return false, r.atCell(err)
		}
		b := x.buf[x.pos:x.end]
		cell, col, at := s.match(b, r.mark, r.col)
		if cell == nil {
			return r.quickEnd(b), nil
		}
		s.setHabit(cell, col)
		text, n, err := uint32(0), 0, error(nil)
		switch {
		case cell.empty:
		case cell.kind == cellShared:
			text, n, err = r.quickShared(cell, b[at:])
		case cell.kind == cellInline, cell.kind == cellFormulaText:
			text, n, err = r.quickText(cell, b[at:])
		default:
			text, n, err = r.quickValue(cell, b[at:])
		}
		if n == 0 && !cell.empty {
			return false, nil
		}
		x.pos += at + n
		r.col = col
		if err == nil {
			err = r.place(text)
		}
		if err == nil && text == pendingText {
			err = r.pending.placed(r)
		}
		if err != nil {
			return false, r.atCell(err)
		}
	}
}

// quickEnd reads the end tag of a row.
func (r *sheetReader) quickEnd(b []byte) bool {
	x := r.x
	blank, name := 0, x.top()
	for blank < len(b) && xmlClass[b[blank]]&classSpace != 0 {
		blank++
	}
	n := blank + len("</>") + len(name)
	if len(b) < n || b[blank] != '<' || b[blank+1] != '/' || b[n-1] != '>' || string(b[blank+2:n-1]) != string(name) {
		return false
	}
	x.pos += n
	x.pop()
	return true
}

// match finds the shape of the cell at the beginning of b, which stands behind
// column last of the row, its column and where its value begins; nil if it has none.
func (s *shapes) match(b []byte, row rowMark, last int) (cell *shape, col, at int) {
	if len(b) < shapeRoom || !s.before.begins(b) {
		return nil, 0, 0
	}
	at = s.before.n
	for b[at]-'A' < 26 && col <= maxColumns {
		col = col*26 + int(b[at]-'A') + 1
		at++
	}
	if col <= last || col > maxColumns || binary.LittleEndian.Uint64(b[at:])&row.mask != row.want {
		return nil, 0, 0
	}
	at += row.n
	cell = s.find(b[at:], col)
	if cell == nil {
		return nil, 0, 0
	}
	return cell, col, at + cell.after.n
}

// quickShared reads a cell's reference to a shared string and what stands
// behind it; n bytes in all, or none if the tokenizer must judge it.
func (r *sheetReader) quickShared(cell *shape, b []byte) (text uint32, n int, err error) {
	if len(b) < endRoom {
		return 0, 0, nil
	}
	i, n := leadingNumber(binary.LittleEndian.Uint64(b))
	if n == 0 || i >= len(r.used) || !cell.end.begins(b[n:]) {
		return 0, 0, nil
	}
	n += cell.end.n
	text, err = r.shared(i)
	return text, n, err
}

// quickText does for a text what quickShared does for a reference.
func (r *sheetReader) quickText(cell *shape, b []byte) (text uint32, n int, err error) {
	n, hash, plain := scanPlain(b)
	if len(b)-n < endRoom || !cell.end.begins(b[n:]) {
		return 0, 0, nil
	}
	if plain && n > 0 && n <= MaxCell {
		return r.pending.text(b[:n], hash), n + cell.end.n, nil
	}
	r.x.spare = r.x.spare[:0]
	decoded, err := r.x.decode(b[:n], false)
	if err != nil {
		return 0, 0, nil // for the tokenizer to say
	}
	c := &r.cell
	c.out = append(c.out[:0], decoded...)
	text, err = r.arena.intern(unescape(c.out), Text)
	return text, n + cell.end.n, err
}

// quickValue does it for numbers, dates, truth values and errors.
func (r *sheetReader) quickValue(cell *shape, b []byte) (text uint32, n int, err error) {
	n, hash, plain := scanPlain(b)
	if len(b)-n < endRoom || !plain || !cell.end.begins(b[n:]) {
		return 0, 0, nil
	}
	if n > 8 {
		text, err = r.newValue(cell, b[:n])
		return text, n + cell.end.n, err
	}
	digits := binary.LittleEndian.Uint64(b) & (1<<(8*n) - 1)
	known := &r.values[hash%uint64(len(r.values))]
	if known.cell != cell || known.digits != digits || known.n != n {
		if text, err = r.newValue(cell, b[:n]); err != nil {
			return 0, n + cell.end.n, err
		}
		*known = shortValue{cell, digits, n, text}
	}
	return known.text, n + cell.end.n, nil
}

// newValue makes the text of a value.
func (r *sheetReader) newValue(cell *shape, value []byte) (uint32, error) {
	c := &r.cell
	*c = cellReader{value: append(c.value[:0], value...), formula: c.formula[:0], out: c.out[:0], hasValue: true, style: cell.style, kind: cell.kind}
	return r.cellText()
}

// shortValue is a value of a shape and what became of it: a year or a date
// comes many times, and making its text takes much longer than reading it.
type shortValue struct {
	cell   *shape
	digits uint64 // the value
	n      int    // bytes of it
	text   uint32
}

// rowMark is the number of a row as it stands in the positions of its cells, as one word.
type rowMark struct {
	maskedWord
	n int // bytes
}

func newRowMark(row int) rowMark {
	var text [8]byte
	n := len(strconv.AppendInt(text[:0], int64(row), 10))
	return rowMark{maskedWord{binary.LittleEndian.Uint64(text[:]), ^uint64(0) >> (64 - 8*n)}, n}
}
