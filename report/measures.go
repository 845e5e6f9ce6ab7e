package report

import "strings"

// measures are what the widths of a table follow from.
type measures struct {
	natural []int                 // the widths at which nothing would have to be wrapped
	words   []int                 // the widths at which no ordinary word would have to be broken
	texts   []map[string]struct{} // all cells, where a column has few; nil where it has many
}

// fewTexts is how many different cells of a column are remembered.
const fewTexts = 1 << 10

// wordMost is the width up to which words are kept whole; longer ones must not
// take the room of others.
const wordMost = 16

// newMeasures are those of a table that has no rows yet.
func newMeasures(columns []drawnColumn) *measures {
	m := &measures{make([]int, len(columns)), make([]int, len(columns)), make([]map[string]struct{}, len(columns))}
	for i, c := range columns {
		m.see(i, c.title)
		m.texts[i] = map[string]struct{}{}
	}
	return m
}

// measure looks at all cells, once.
func (d *drawn) measure() *measures {
	if d.measured == nil {
		d.measured = newMeasures(d.columns)
		for i := range d.rows.len() {
			d.measured.row(d.rows.at(i))
		}
	}
	return d.measured
}

// row takes in a row.
func (m *measures) row(cells []string) {
	for i, cell := range cells {
		if texts := m.texts[i]; texts != nil {
			if _, met := texts[cell]; met {
				continue
			}
			if texts[cell] = struct{}{}; len(texts) > fewTexts {
				m.texts[i] = nil
			}
		}
		m.see(i, cell)
	}
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
