package sheet

import "strings"

// Verbatim is what the file has for n adjacent cells of a row, the commas between
// them included. ok is false where another file of commas would not have the
// same: where a cell begins or ends with anything but a letter, a digit or visible
// ASCII, or has quotes that it does not need, needs quotes inside, or line ends.
func (t *Table) Verbatim(row, col, n int) (text string, ok bool) {
	if t.text == nil || t.Delimiter != ',' {
		return "", false
	}
	b, i := t.text.find(row)
	next, r := b.rows[i+1], b.rows[i]
	at := uint(r.cell) + uint(col)
	if r.start >= brokenRow || at+uint(n) > uint(next.cell) {
		return "", false
	}
	start := uint(r.start)
	from := start
	if col > 0 {
		from += uint(b.ends[at-1]&endMask) + 1
	}
	begin := from
	for _, end := range b.ends[at : at+uint(n)] {
		to := start + uint(end&endMask)
		if cell := b.text[from:to]; cell != "" && !isVerbatim(cell, end) {
			return "", false
		}
		from = to + 1
	}
	text = b.text[begin : from-1]
	return text, strings.IndexByte(text, '\r') < 0 && strings.IndexByte(text, '\n') < 0
}

// isVerbatim reports a cell that is written as the file has it.
func isVerbatim(cell string, end cellEnd) bool {
	switch {
	case end&doubled != 0:
		return false
	case end&quoted != 0:
		cell = cell[1 : len(cell)-1]
		return cell != "" && isPlainEdge(cell) && strings.IndexByte(cell, ',') >= 0
	}
	return isPlainEdge(cell) && strings.IndexByte(cell, '"') < 0
}

// isPlainEdge reports a letter or digit of ASCII in front and visible ASCII at the end.
func isPlainEdge(cell string) bool {
	first, last := cell[0], cell[len(cell)-1]
	letter := first | 0x20
	return ('a' <= letter && letter <= 'z' || '0' <= first && first <= '9') && last > ' ' && last < 0x7f
}
