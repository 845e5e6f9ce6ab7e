package report

import "strings"

// measures are what the widths of a table follow from.
type measures struct {
	natural []int // the widths at which nothing would have to be wrapped
	words   []int // the widths at which no ordinary word would have to be broken
}

// wordMost is the width up to which words are kept whole; longer ones must not
// take the room of others.
const wordMost = 16

// measure looks at all cells, once.
func (d *drawn) measure() *measures {
	if d.measured != nil {
		return d.measured
	}
	m := &measures{make([]int, len(d.columns)), make([]int, len(d.columns))}
	last := make([]string, len(d.columns))
	for i, c := range d.columns {
		m.see(i, c.title)
	}
	for row := range d.rows.len() {
		for i, cell := range d.rows.at(row) {
			if cell != last[i] {
				m.see(i, cell)
				last[i] = cell
			}
		}
	}
	d.measured = m
	return m
}

// see takes in a cell of a column. No text is wider than it has bytes, so that short
// ones need no look.
func (m *measures) see(column int, cell string) {
	if len(cell) > m.natural[column] {
		m.natural[column] = max(m.natural[column], cellWidth(cell))
	}
	widest := m.words[column]
	if len(cell) <= widest || widest == wordMost {
		return
	}
	for word := range strings.FieldsSeq(cell) {
		if len(word) > widest {
			widest = max(widest, min(wordMost, cellWidth(word)))
		}
	}
	m.words[column] = widest
}
