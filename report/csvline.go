package report

import (
	"strings"
	"unsafe"

	"chatcompat/audit"
	"chatcompat/inventory"
)

// csvLine renders the record of one finding as a line of CSV. What findings of
// one class have in common is rendered once for all of them.
type csvLine struct {
	record  record
	parts   []csvPart
	common  int             // parts that the class decides
	classes []classText     // by class; those not met are empty
	values  []string        // by field: those of the finding at hand
	cell    []byte          // scratch
	file    string          // of the position last appended
	plain   bool            // positions in file are plain cells
	files   map[string]bool // whether they are, by file
	extras  []string        // scratch: the cells of unknown columns
}

// classText is what the findings of a class have in common.
type classText struct {
	parts []csvClassPart // of those that the class decides; nil where no finding was met
	basis string         // how every basis begins, which is in quotes; "" where a rule needs more than those
}

// csvPart is a run of columns that the class of a finding decides, or one other column.
type csvPart struct {
	columns []Column
	cell    inventory.Field // that the column shows as written, if it does
	class   int             // its place in the texts of a class; -1: not decided by it
	field   inventory.Field // the column is the value of this field
	row     rowCell         // how the row of the pair tells it, if there is one
	append  appendedColumn
}

// appendedColumn appends the cell of a whole finding, or of one with a row.
type appendedColumn struct {
	whole func(*csvLine, []byte, *audit.Finding) []byte
	row   func(*csvRows, []byte, *audit.Listed) []byte
}

// classColumns are the columns that the class of a finding decides, and the day of the report.
var classColumns = map[string]bool{
	"verdict": true, "risk": true, "api": true, "server-version": true, "mixed": true, "cause": true,
	"reason": true, "remedy": true, "advisories": true, "lifecycle": true,
}

// cellColumns are the columns beside those of fields that show a cell as written.
var cellColumns = map[string]inventory.Field{
	"application": inventory.FieldApplication, "server": inventory.FieldServer,
	"api-written": inventory.FieldAPI, "server-version-written": inventory.FieldServerVersion,
}

// appendedColumns are columns that are appended without a text of their own.
var appendedColumns = map[string]appendedColumn{
	"basis":                  {(*csvLine).appendBasis, (*csvRows).appendBasis},
	"position":               {(*csvLine).appendPosition, (*csvRows).appendPosition},
	"key":                    {(*csvLine).appendKey, (*csvRows).appendKey},
	"api-written":            {(*csvLine).appendAPI, (*csvRows).appendAPI},
	"server-version-written": {(*csvLine).appendVersion, (*csvRows).appendVersion},
}

func newCSVLine(r record) csvLine {
	l := csvLine{record: r, values: make([]string, len(inventory.Fields())+1), extras: make([]string, len(r.extras)), files: map[string]bool{}}
	for _, c := range r.columns {
		p := csvPart{columns: []Column{c}, class: -1, append: appendedColumns[c.Key]}
		if field, ok := inventory.ParseField(c.Key); ok && isFieldColumn(field) && field != inventory.FieldApplicationID {
			p.field = field
		}
		p.row = rowCellOf(c.Key, p.field)
		if p.cell = p.field; p.cell == inventory.NoField {
			p.cell = cellColumns[c.Key]
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
	start, common := len(b), l.commonOf(f)
	if lost := l.setValues(f); lost && !l.record.partial {
		return b, l.record.lost(f)
	}
	for i := range l.parts {
		if i > 0 {
			b = append(b, ',')
		}
		b = l.appendPart(b, &l.parts[i], common.parts, f)
	}
	if !l.record.partial && len(l.extras)+len(f.Extra) > 0 {
		if err := l.record.fillExtras(l.extras, f); err != nil {
			return b[:start], err
		}
		for i, cell := range l.extras {
			if i > 0 || len(l.parts) > 0 {
				b = append(b, ',')
			}
			b = appendCSVText(b, cell)
		}
	}
	return append(b, "\r\n"...), nil
}

func (l *csvLine) appendPart(b []byte, p *csvPart, common []csvClassPart, f *audit.Finding) []byte {
	switch {
	case p.class >= 0 && common != nil:
		return append(b, common[p.class].text...)
	case p.class >= 0:
		return appendCSVColumns(b, p.columns, f)
	case p.append.whole != nil:
		return p.append.whole(l, b, f)
	case p.field != inventory.NoField:
		return appendCSVText(b, l.values[p.field])
	}
	return appendCSVColumns(b, p.columns, f)
}

// setValues finds the values of all fields at once, as [inventory.Pair.Field]
// does; lost reports one that no column is for.
func (l *csvLine) setValues(f *audit.Finding) (lost bool) {
	clear(l.values)
	for _, v := range f.ServerFields {
		l.values[v.Field] = v.Text
		lost = lost || l.record.lacks[v.Field]
	}
	for _, v := range f.Fields {
		if v.Text != "" {
			l.values[v.Field] = v.Text
		}
		lost = lost || l.record.lacks[v.Field]
	}
	return lost
}

// appendKey appends the key as it is where it was made from an estate: letters and digits.
func (l *csvLine) appendKey(b []byte, f *audit.Finding) []byte {
	if f.ApplicationNumber > 0 {
		return append(b, f.Key...)
	}
	return appendCSVText(b, f.Key)
}

func (l *csvLine) appendPosition(b []byte, f *audit.Finding) []byte { return l.appendAt(b, f.At) }

func (l *csvLine) appendAt(b []byte, at inventory.Pos) []byte {
	if l.isPlain(at) {
		return at.Append(b)
	}
	l.cell = at.Append(l.cell[:0])
	return appendCSVText(b, unsafe.String(unsafe.SliceData(l.cell), len(l.cell))) // not kept
}

func (l *csvLine) appendBasis(b []byte, f *audit.Finding) []byte {
	api, version := f.Stated()
	return l.appendBasisOf(b, l.commonOf(f), f, api, version)
}

// appendBasisOf appends a basis; the rule in it mostly has commas.
func (l *csvLine) appendBasisOf(b []byte, common *classText, f *audit.Finding, api, version audit.Stated) []byte {
	if common.basis != "" && l.isPlain(api.At) && l.isPlain(version.At) {
		return append(audit.AppendStatements(append(b, common.basis...), api, version), '"')
	}
	l.cell = audit.AppendStatements(f.AppendRule(l.cell[:0]), api, version)
	return appendCSVText(b, unsafe.String(unsafe.SliceData(l.cell), len(l.cell))) // not kept
}

func (l *csvLine) appendAPI(b []byte, f *audit.Finding) []byte {
	return appendCSVText(b, f.API.Written)
}

func (l *csvLine) appendVersion(b []byte, f *audit.Finding) []byte {
	return appendCSVText(b, f.ServerVersion.Written)
}

// isPlain reports a position that needs neither quotes nor a guard, which
// follows from its file where that has no sheets.
func (l *csvLine) isPlain(at inventory.Pos) bool {
	if at.Sheet != "" || at.File == "" {
		return false
	}
	if at.File != l.file {
		plain, known := l.files[at.File]
		if !known {
			any := inventory.Pos{File: at.File, Row: 1, Col: 1}.String()
			plain = string(appendCSVText(nil, any)) == any
			l.files[at.File] = plain
		}
		l.file, l.plain = at.File, plain
	}
	return l.plain
}

// commonOf is what the finding has in common with those of its class; nothing
// where it has no class.
func (l *csvLine) commonOf(f *audit.Finding) *classText {
	if f.Class <= 0 {
		return &classText{}
	}
	common := roomAt(&l.classes, f.Class)
	if common.parts == nil {
		*common = l.newClass(f)
	}
	return common
}

// roomAt is what has a number in a list, which gets room for it.
func roomAt[T any](all *[]T, number int32) *T {
	for int(number) >= len(*all) {
		*all = append(*all, make([]T, max(64, len(*all)))...)
	}
	return &(*all)[number]
}

func (l *csvLine) newClass(f *audit.Finding) classText {
	parts := make([]csvClassPart, 0, l.common)
	for i := range l.parts {
		if l.parts[i].class >= 0 {
			parts = append(parts, newCSVClassPart(l.parts[i].columns, f))
		}
	}
	basis := string(f.AppendRule([]byte{'"'}))
	if rule := basis[1:]; !startsPlain(rule) || !strings.Contains(rule, ",") || strings.ContainsAny(rule, "\"\r\n") {
		basis = ""
	}
	return classText{parts, basis}
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
