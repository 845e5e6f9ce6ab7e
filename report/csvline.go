package report

import (
	"unsafe"

	"chatcompat/audit"
	"chatcompat/inventory"
)

// csvLine renders the record of one finding as a line of CSV. What findings of
// one class have in common is rendered once for all of them.
type csvLine struct {
	record  record
	parts   []csvPart
	common  int        // parts that the class decides
	classes [][]string // by class: the text of those parts; nil where none was met
	values  []string   // by field: those of the finding at hand
	cell    []byte     // scratch
	cells   []string   // scratch, of all columns
}

// csvPart is a run of columns that the class of a finding decides, or one other column.
type csvPart struct {
	columns []Column
	class   int             // its place in the texts of a class; -1: not decided by it
	field   inventory.Field // the column is the value of this field
	append  func([]byte, *audit.Finding) []byte
}

// classColumns are the columns that the class of a finding decides, and the day of the report.
var classColumns = map[string]bool{
	"verdict": true, "risk": true, "api": true, "api-written": true, "server-version": true, "server-version-written": true,
	"mixed": true, "cause": true, "reason": true, "remedy": true, "advisories": true, "lifecycle": true,
}

// appendedColumns are columns that can be appended without a text of their own.
var appendedColumns = map[string]func([]byte, *audit.Finding) []byte{
	"basis":    func(b []byte, f *audit.Finding) []byte { return f.AppendBasis(b) },
	"position": func(b []byte, f *audit.Finding) []byte { return f.At.Append(b) },
}

func newCSVLine(r record) csvLine {
	l := csvLine{record: r, values: make([]string, len(inventory.Fields())+1), cells: make([]string, len(r.headers))}
	for _, c := range r.columns {
		p := csvPart{columns: []Column{c}, class: -1, append: appendedColumns[c.Key]}
		if field, ok := inventory.ParseField(c.Key); ok && isFieldColumn(field) && field != inventory.FieldApplicationID {
			p.field = field
		}
		if !classColumns[c.Key] {
			l.parts = append(l.parts, p)
			continue
		}
		if last := len(l.parts) - 1; last >= 0 && l.parts[last].class >= 0 {
			l.parts[last].columns = append(l.parts[last].columns, c)
			continue
		}
		p.class = l.common
		l.common++
		l.parts = append(l.parts, p)
	}
	return l
}

// append appends the line of a finding. A value that no column is for would be
// lost, and is an error.
func (l *csvLine) append(b []byte, f *audit.Finding) ([]byte, error) {
	start := len(b)
	if !l.record.partial {
		if err := l.record.lost(f); err != nil {
			return b, err
		}
	}
	l.setValues(f)
	common := l.commonOf(f)
	for i := range l.parts {
		if i > 0 {
			b = append(b, ',')
		}
		b = l.appendPart(b, &l.parts[i], common, f)
	}
	if extras := l.cells[len(l.record.columns):]; !l.record.partial && len(extras)+len(f.Extra) > 0 {
		if err := l.record.fillExtras(l.cells, f); err != nil {
			return b[:start], err
		}
		for i, cell := range extras {
			if i > 0 || len(l.parts) > 0 {
				b = append(b, ',')
			}
			b = appendCSVText(b, cell)
		}
	}
	return append(b, "\r\n"...), nil
}

func (l *csvLine) appendPart(b []byte, p *csvPart, common []string, f *audit.Finding) []byte {
	switch {
	case p.class >= 0 && common != nil:
		return append(b, common[p.class]...)
	case p.class >= 0:
		return appendCSVColumns(b, p.columns, f)
	case p.append != nil:
		l.cell = p.append(l.cell[:0], f)
		return appendCSVText(b, unsafe.String(unsafe.SliceData(l.cell), len(l.cell))) // not kept
	case p.field != inventory.NoField:
		return appendCSVText(b, l.values[p.field])
	}
	return appendCSVColumns(b, p.columns, f)
}

// setValues finds the values of all fields at once, as [inventory.Pair.Field] does.
func (l *csvLine) setValues(f *audit.Finding) {
	clear(l.values)
	for _, v := range f.ServerFields {
		l.values[v.Field] = v.Text
	}
	for _, v := range f.Fields {
		if v.Text != "" {
			l.values[v.Field] = v.Text
		}
	}
}

// commonOf are the texts that the finding has in common with those of its
// class; nil where it has none.
func (l *csvLine) commonOf(f *audit.Finding) []string {
	if f.Class <= 0 {
		return nil
	}
	for int(f.Class) >= len(l.classes) {
		l.classes = append(l.classes, make([][]string, max(64, len(l.classes)))...)
	}
	if l.classes[f.Class] != nil {
		return l.classes[f.Class]
	}
	texts := make([]string, 0, l.common)
	for _, p := range l.parts {
		if p.class >= 0 {
			texts = append(texts, string(appendCSVColumns(nil, p.columns, f)))
		}
	}
	l.classes[f.Class] = texts
	return texts
}

func appendCSVColumns(b []byte, columns []Column, f *audit.Finding) []byte {
	for i, c := range columns {
		if i > 0 {
			b = append(b, ',')
		}
		b = appendCSVText(b, c.Value(f))
	}
	return b
}
