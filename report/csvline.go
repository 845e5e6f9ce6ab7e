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
	common  int         // parts that the class decides
	classes []classText // by class; those not met are empty
	values  []string    // by field: those of the finding at hand
	cell    []byte      // scratch
	file    string      // of the position last appended
	plain   bool        // positions in file are plain cells
	extras  []string    // scratch: the cells of unknown columns
	runs    []csvRun    // by part, in the table of the row
	row     inventory.Row
	joined  csvJoined
}

// csvRun is a run of parts that a row of a table may have as they are written: how
// many parts, from which field on and how many fields. No part begins one of none.
type csvRun struct {
	parts, fields int
	first         inventory.Field
}

// classText is what the findings of a class have in common.
type classText struct {
	parts []string // of those that the class decides; nil where no finding was met
	basis bool     // every basis needs quotes, and nothing in the rule needs more
}

// csvPart is a run of columns that the class of a finding decides, or one other column.
type csvPart struct {
	columns []Column
	cells   []inventory.Field // those that the columns show as written, if all of them do
	class   int               // its place in the texts of a class; -1: not decided by it
	field   inventory.Field   // the column is the value of this field
	row     rowCell           // how the row of the pair tells it, if there is one
	append  func(*csvLine, []byte, *audit.Finding) []byte
}

// classColumns are the columns that the class of a finding decides, and the day of the report.
var classColumns = map[string]bool{
	"verdict": true, "risk": true, "api": true, "api-written": true, "server-version": true, "server-version-written": true,
	"mixed": true, "cause": true, "reason": true, "remedy": true, "advisories": true, "lifecycle": true,
}

// cellColumns are the columns beside those of fields that show a cell as written.
var cellColumns = map[string]inventory.Field{
	"application": inventory.FieldApplication, "server": inventory.FieldServer,
	"api-written": inventory.FieldAPI, "server-version-written": inventory.FieldServerVersion,
}

// appendedColumns are columns that are appended without a text of their own.
var appendedColumns = map[string]func(*csvLine, []byte, *audit.Finding) []byte{
	"basis":    (*csvLine).appendBasis,
	"position": (*csvLine).appendPosition,
	"key":      (*csvLine).appendKey,
}

func newCSVLine(r record) csvLine {
	l := csvLine{record: r, values: make([]string, len(inventory.Fields())+1), extras: make([]string, len(r.extras))}
	for _, c := range r.columns {
		p := csvPart{columns: []Column{c}, class: -1, append: appendedColumns[c.Key]}
		if field, ok := inventory.ParseField(c.Key); ok && isFieldColumn(field) && field != inventory.FieldApplicationID {
			p.field = field
		}
		p.row = rowCellOf(c.Key, p.field)
		cell, shown := cellColumns[c.Key]
		if p.field != inventory.NoField {
			cell, shown = p.field, true
		}
		if shown {
			p.cells = []inventory.Field{cell}
		}
		if !classColumns[c.Key] {
			l.parts = append(l.parts, p)
			continue
		}
		if last := len(l.parts) - 1; last >= 0 && l.parts[last].class >= 0 && (len(l.parts[last].cells) > 0) == shown {
			l.parts[last].columns, l.parts[last].cells = append(l.parts[last].columns, c), append(l.parts[last].cells, p.cells...)
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
	common, hasRow := l.commonOf(f), !f.Row.IsZero()
	if hasRow {
		l.findRuns(f.Row)
		l.joined.begin(l, f.Row)
	} else if lost := l.setValues(f); lost && !l.record.partial {
		return b, l.record.lost(f)
	}
	for i := 0; i < len(l.parts); {
		if i > 0 {
			b = append(b, ',')
		}
		if hasRow && l.runs[i].parts > 0 {
			run := l.runs[i]
			if text, ok := f.Row.Verbatim(run.first, run.fields); ok {
				b = append(b, text...)
				i += run.parts
				continue
			}
		}
		b = l.appendPart(b, &l.parts[i], common.parts, f)
		i++
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

// findRuns finds the parts that stand in the table of a row as they are written.
// Two cells are the fewest that are worth it.
func (l *csvLine) findRuns(row inventory.Row) {
	if len(l.runs) == len(l.parts) && row.SameTable(l.row) {
		return
	}
	l.row, l.runs, l.joined = row, make([]csvRun, len(l.parts)), csvJoined{}
	for i := 0; i < len(l.parts); {
		run, last := csvRun{}, inventory.NoField
		for _, p := range l.parts[i:] {
			if len(p.cells) == 0 || last != inventory.NoField && !row.Follows(p.cells[0], last) || !follow(row, p.cells) {
				break
			}
			run.parts, run.fields, last = run.parts+1, run.fields+len(p.cells), p.cells[len(p.cells)-1]
		}
		if run.fields > 1 {
			run.first = l.parts[i].cells[0]
			l.runs[i] = run
		}
		i += max(run.parts, 1)
	}
}

// follow reports fields whose columns follow each other in the table of the row.
func follow(row inventory.Row, fields []inventory.Field) bool {
	for i := range fields[1:] {
		if !row.Follows(fields[i+1], fields[i]) {
			return false
		}
	}
	return true
}

func (l *csvLine) appendPart(b []byte, p *csvPart, common []string, f *audit.Finding) []byte {
	switch {
	case p.class >= 0 && common != nil:
		return append(b, common[p.class]...)
	case p.class >= 0:
		return appendCSVColumns(b, p.columns, f)
	case p.append != nil:
		return p.append(l, b, f)
	case p.row.text != nil && !f.Row.IsZero():
		return l.appendRowCell(b, p, f.Row)
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

func (l *csvLine) appendPosition(b []byte, f *audit.Finding) []byte {
	if l.isPlain(f.At) {
		return f.At.Append(b)
	}
	l.cell = f.At.Append(l.cell[:0])
	return appendCSVText(b, unsafe.String(unsafe.SliceData(l.cell), len(l.cell))) // not kept
}

// appendBasis appends a basis; the rule in it mostly has commas.
func (l *csvLine) appendBasis(b []byte, f *audit.Finding) []byte {
	if l.commonOf(f).basis && l.isPlain(f.API.At) && l.isPlain(f.ServerVersion.At) {
		return append(f.AppendBasis(append(b, '"')), '"')
	}
	l.cell = f.AppendBasis(l.cell[:0])
	return appendCSVText(b, unsafe.String(unsafe.SliceData(l.cell), len(l.cell))) // not kept
}

// isPlain reports a position that needs neither quotes nor a guard, which
// follows from its file where that has no sheets.
func (l *csvLine) isPlain(at inventory.Pos) bool {
	if at.Sheet != "" || at.File == "" {
		return false
	}
	if at.File != l.file {
		l.file, l.plain = at.File, isPlainCell(at.File)
	}
	return l.plain
}

// commonOf is what the finding has in common with those of its class; the zero
// value where it has no class.
func (l *csvLine) commonOf(f *audit.Finding) classText {
	if f.Class <= 0 {
		return classText{}
	}
	for int(f.Class) >= len(l.classes) {
		l.classes = append(l.classes, make([]classText, max(64, len(l.classes)))...)
	}
	common := &l.classes[f.Class]
	if common.parts == nil {
		common.parts = make([]string, 0, l.common)
		for _, p := range l.parts {
			if p.class >= 0 {
				common.parts = append(common.parts, string(appendCSVColumns(nil, p.columns, f)))
			}
		}
		common.basis = f.Rule != "" && startsPlain(f.Rule) && strings.Contains(f.Rule, ",") && !strings.ContainsAny(f.Rule, "\"\r\n")
	}
	return *common
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
