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
	if r.start >= brokenRow || at+uint(n) > uint(next.cell) { // else it is one line, and all of it
		return "", false
	}
	start := uint(r.start)
	begin := start
	if col > 0 {
		begin += uint(b.ends[at-1]&endMask) + 1
	}
	from, quotes := begin, false
	for _, end := range b.ends[at : at+uint(n)] {
		to := start + uint(end&endMask)
		switch {
		case from == to:
		case end > endMask:
			if quotes = true; !isVerbatimQuoted(b.text[from:to], end) {
				return "", false
			}
		case edges[b.text[from]]&plainFirst == 0 || edges[b.text[to-1]]&plainLast == 0:
			return "", false
		}
		from = to + 1
	}
	text = b.text[begin : from-1]
	if quotes {
		return text, !b.hasBareQuotes(start, begin, at, n)
	}
	return text, strings.IndexByte(text, '"') < 0
}

// isVerbatimQuoted reports a cell in quotes that it needs, without any inside.
func isVerbatimQuoted(cell string, end cellEnd) bool {
	inside := cell[1 : len(cell)-1]
	return end&doubled == 0 && inside != "" && edges[inside[0]]&plainFirst != 0 && edges[inside[len(inside)-1]]&plainLast != 0 &&
		strings.IndexByte(inside, ',') >= 0
}

// hasBareQuotes reports quotes in those of n cells that are not in quotes, of which
// the first is at a place in the ends and in the text.
func (b *textBlock) hasBareQuotes(start, from, at uint, n int) bool {
	for _, end := range b.ends[at : at+uint(n)] {
		to := start + uint(end&endMask)
		if end <= endMask && strings.IndexByte(b.text[from:to], '"') >= 0 {
			return true
		}
		from = to + 1
	}
	return false
}

// What a byte may be of a cell that is written as it is.
const (
	plainFirst = 1 << iota // the first: a letter or digit of ASCII
	plainLast              // the last: visible ASCII
)

var edges = func() (all [256]uint8) {
	for c := range all {
		letter := c | 0x20
		if 'a' <= letter && letter <= 'z' || '0' <= c && c <= '9' {
			all[c] |= plainFirst
		}
		if ' ' < c && c < 0x7f {
			all[c] |= plainLast
		}
	}
	return all
}()

// Line is where cells stand of a row that is one line of a text, and all of it.
type Line struct {
	Number int // from 1
	ends   []cellEnd
	gap    int
}

// OneLine is the line of a row; ok is false where it is not one line of a text.
func (t *Table) OneLine(row int) (line Line, ok bool) {
	if t.text == nil {
		return Line{}, false
	}
	b, i := t.text.find(row)
	next, r := b.rows[i+1], b.rows[i]
	if r.start >= brokenRow {
		return Line{}, false
	}
	return Line{b.lineOf(i), b.ends[r.cell:next.cell], t.text.gap}, true
}

// Column is the byte column of a cell, from 1; ok is false where the row has none.
func (l *Line) Column(col int) (column int, ok bool) {
	switch {
	case uint(col) >= uint(len(l.ends)):
		return 0, false
	case col == 0:
		return 1, true
	}
	return int(l.ends[col-1]&endMask) + l.gap + 1, true
}
