package report

import (
	"strconv"
	"strings"

	"chatcompat/audit"
	"chatcompat/inventory"
)

func (w *workbook) newPairsList() *list {
	l := &list{name: sheetPairs, table: "AllPairs", tab: tabDetail, deflater: w.deflater, limits: w.limits, frozen: 1}
	w.pairColumns, w.pairExtras = columnsOf(w.meta, pairColumns(w.meta)), w.extras()
	for _, c := range w.pairColumns {
		l.columns = append(l.columns, listColumn{c.Title, widthOf(c.Key), w.styles.text})
	}
	for _, header := range w.pairExtras {
		l.columns = append(l.columns, listColumn{uniqueTitle(l.columns, header), defaultWidth, w.styles.text})
	}
	return l
}

// pairColumns are the columns of All pairs: the key, what every record has, and
// the known fields that occur.
func pairColumns(meta Meta) []string {
	occurring := map[string]bool{}
	for _, file := range meta.Files {
		for _, table := range file.Tables {
			for _, column := range table.Columns {
				occurring[column.Field.Key()] = true
			}
		}
	}
	keys := []string{"key"}
	for _, c := range recordColumns {
		keys = append(keys, c.Key)
	}
	for _, c := range fieldColumns {
		if occurring[c.Key] {
			keys = append(keys, c.Key)
		}
	}
	return keys
}

// extras are the headers of unknown columns of tables that pairs come from, in
// input order; none where the user named columns.
func (w *workbook) extras() []string {
	var headers []string
	if len(w.meta.Columns) > 0 {
		return nil
	}
	seen := map[string]bool{}
	for _, file := range w.meta.Files {
		for _, table := range file.Tables {
			for _, column := range table.Columns {
				if column.Field == inventory.NoField && table.Shape != inventory.ShapeNone && !seen[column.Header] {
					seen[column.Header] = true
					headers = append(headers, column.Header)
				}
			}
		}
	}
	return headers
}

// uniqueTitle makes a header one that a table of Excel can have: not empty, not
// longer than 255 characters and, without case, unlike all others.
func uniqueTitle(columns []listColumn, header string) string {
	header = strings.TrimSpace(visible(header))
	if header == "" {
		header = "Column"
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

// writePair adds the row of a pair and tells where it stands.
func (w *workbook) writePair(f *audit.Finding) place {
	l := w.pairs
	l.begin(f.At)
	for _, c := range w.pairColumns {
		w.addColoured(l, c.Key, c.Text(f), f)
	}
	for _, header := range w.pairExtras {
		l.text(extra(f, header))
	}
	return l.end()
}

// extra is the text under an unknown header, "" where the pair has none.
func extra(f *audit.Finding, header string) string {
	for _, e := range f.Extra {
		if e.Header == header {
			return e.Text
		}
	}
	return ""
}
