package report

import (
	"fmt"
	"strconv"
	"strings"

	"chatcompat/audit"
	"chatcompat/inventory"
)

// pairLayout is what All pairs shows of a pair: the key, what every record of
// CSV has, and the unknown columns of the inventory.
type pairLayout struct {
	columns []Column
	record  record
	extras  []string       // texts of the unknown columns of one pair
	index   map[string]int // into extras, by header as written
}

func (w *workbook) newPairsList() *list {
	l := &list{name: sheetPairs, table: "AllPairs", tab: tabDetail, press: w.press, texts: w.shared, limits: w.limits, frozen: 1}
	layout := &w.layout
	layout.record = newRecord(w.meta)
	layout.columns = columnsOf(w.meta, append(keysOfColumns(layout.record.columns), "lifecycle"))
	for _, c := range layout.columns {
		l.columns = append(l.columns, listColumn{c.Title, widthOf(c.Key), w.styles.text})
	}
	if layout.record.partial {
		return l
	}
	headers := unknownHeaders(w.meta.Files)
	layout.extras, layout.index = make([]string, len(headers)), map[string]int{}
	for i, header := range headers {
		layout.index[header] = i
		l.columns = append(l.columns, listColumn{uniqueTitle(l.columns, header), defaultWidth, w.styles.text})
	}
	return l
}

func keysOfColumns(columns []Column) []string {
	keys := []string{"key"}
	for _, c := range columns {
		keys = append(keys, c.Key)
	}
	return keys
}

// uniqueTitle makes a header one that a table of Excel can have: not empty, not
// longer than 255 characters and, without case, unlike all others.
func uniqueTitle(columns []listColumn, header string) string {
	header = strings.TrimSpace(visible(header))
	if header == "" {
		header = "(no header)"
	}
	header = header[:utf16Prefix(header, 240)]
	title := header
	for n := 2; hasTitle(columns, title); n++ {
		title = header + " (" + strconv.Itoa(n) + ")"
	}
	return title
}

func hasTitle(columns []listColumn, title string) bool {
	for _, c := range columns {
		if strings.EqualFold(c.title, title) {
			return true
		}
	}
	return false
}

// writePair adds the row of a pair and tells where it stands. A value that no
// column is for would be lost, and is an error.
func (w *workbook) writePair(f *audit.Finding) place {
	w.try(w.layout.fill(f))
	l := w.pairs
	l.count++
	l.begin(f.At)
	for _, c := range w.layout.columns {
		w.addColoured(l, c.Key, c.Text(f), f)
	}
	for _, text := range w.layout.extras {
		l.text(text)
	}
	return l.end()
}

// fill takes the texts of the unknown columns; cells under the same header come
// together in one.
func (p *pairLayout) fill(f *audit.Finding) error {
	if p.record.partial {
		return nil
	}
	clear(p.extras)
	for _, extra := range f.Extra {
		i, ok := p.index[extra.Header]
		if !ok {
			return fmt.Errorf("%s: column %s is not among the columns of the tables read", f.At, inventory.Quote(extra.Header))
		}
		if p.extras[i] != "" {
			p.extras[i] += "; "
		}
		p.extras[i] += extra.Text
	}
	return p.record.lost(f)
}
