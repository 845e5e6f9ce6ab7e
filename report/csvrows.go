package report

import (
	"strings"

	"chatcompat/audit"
	"chatcompat/inventory"
)

// csvRows renders findings by their rows, as csvLine does the same findings whole.
type csvRows struct {
	csvLine
	tables         *csvTables
	pairs          *inventory.Reader
	listed         []classText   // by class; those not met are empty
	apis, versions []csvWritten  // by the numbers of readings; likewise
	table          inventory.Row // any of the table at hand
	runs           []csvRun      // by part, in that table
	file           string        // of that table; "" where positions in it need quotes
	keys, places   bool          // there are columns of keys, of positions
	place          csvPlace      // of the row at hand
	joined         csvJoined     // of that table
}

// csvWritten is the text of a reading as CSV has it.
type csvWritten struct {
	cell       string
	met, blank bool
}

// csvPlace is where a row is one line of a text with both versions.
type csvPlace struct {
	line         []byte // its position without a column; "" where it is not
	api, version int    // columns
}

// csvRun is a run of parts that a row of a table may have as they are written: how
// many, and the field of the first. Most parts begin none.
type csvRun struct {
	parts int
	first inventory.Field
}

func newCSVRows(line csvLine, pairs *inventory.Reader, tables *csvTables) *csvRows {
	l := &csvRows{csvLine: line, pairs: pairs, tables: tables}
	for _, c := range line.record.columns {
		l.keys = l.keys || c.Key == "key"
		l.places = l.places || c.Key == "position" || c.Key == "basis"
	}
	return l
}

// approach looks at the cells of joined rows, and at what keys are made of: the
// processor then waits for the memory of all of them at once.
func (l *csvRows) approach(block []audit.Listed) {
	for i := range block {
		if row := &block[i].Row; row.SameTable(l.table) && !row.IsZero() {
			l.joined.approach(row)
		}
	}
	for step := 0; l.keys && step < 2; step++ {
		for i := range block {
			if row := &block[i].Row; !row.IsZero() {
				l.pairs.ApproachKey(*row, step)
			}
		}
	}
}

// appendRow appends the line of a finding that has a row. Everything that the row
// says has a column, since its table is one of those that columns are made for.
func (l *csvRows) appendRow(b []byte, f *audit.Listed) []byte {
	common := l.classOf(f)
	if len(l.runs) != len(l.parts) || !f.Row.SameTable(l.table) {
		l.findRuns(f.Row)
	}
	l.joined.begin(l, &f.Row)
	if l.places {
		l.findPlace(&f.Row)
	}
	for i := 0; i < len(l.parts); {
		if i > 0 {
			b = append(b, ',')
		}
		if run := &l.runs[i]; run.parts > 0 && !l.joined.on {
			if text, ok := f.Row.Verbatim(run.first, run.parts); ok {
				b = append(b, text...)
				i += run.parts
				continue
			}
		}
		b = l.appendRowPart(b, &l.parts[i], common.parts, f)
		i++
	}
	for i := range l.extras {
		if i > 0 || len(l.parts) > 0 {
			b = append(b, ',')
		}
	}
	return append(b, "\r\n"...)
}

func (l *csvRows) appendRowPart(b []byte, p *csvPart, common []csvClassPart, f *audit.Listed) []byte {
	switch {
	case p.class >= 0 && f.Contradiction == "":
		return append(b, common[p.class].text...)
	case p.class >= 0:
		return common[p.class].append(b, p.columns, f)
	case p.append.row != nil:
		return p.append.row(l, b, f)
	case l.joined.on:
		return l.joined.appendNext(b)
	}
	return appendCSVText(b, p.row.text(f.Row))
}

func (l *csvRows) appendKey(b []byte, f *audit.Listed) []byte { return l.pairs.AppendKey(b, f.Row) }

// findPlace finds where a row is.
func (l *csvRows) findPlace(row *inventory.Row) {
	p := &l.place
	p.line = p.line[:0]
	if l.file == "" {
		return
	}
	line, api, version, ok := row.StatedOn()
	if p.api, p.version = api, version; ok {
		p.line = inventory.Pos{File: l.file, Row: line}.Append(p.line)
	}
}

func (l *csvRows) appendPosition(b []byte, f *audit.Listed) []byte {
	if line := l.place.line; len(line) > 0 {
		return inventory.AppendColumn(append(b, line...), 1)
	}
	return l.appendAt(b, f.Row.At())
}

func (l *csvRows) appendBasis(b []byte, f *audit.Listed) []byte {
	common := l.classOf(f)
	if p := &l.place; len(p.line) > 0 && common.basis != "" && !l.api(f).blank && !l.version(f).blank {
		return append(audit.AppendStatementsOn(append(b, common.basis...), p.line, p.api, p.version), '"')
	}
	api, version := l.pairs.StatedAt(f.Row)
	return l.appendBasisOf(b, common, f.Finding, audit.Stated{At: api, Blank: l.api(f).blank}, audit.Stated{At: version, Blank: l.version(f).blank})
}

func (l *csvRows) appendAPI(b []byte, f *audit.Listed) []byte { return append(b, l.api(f).cell...) }

func (l *csvRows) appendVersion(b []byte, f *audit.Listed) []byte {
	return append(b, l.version(f).cell...)
}

func (l *csvRows) api(f *audit.Listed) *csvWritten {
	w := roomAt(&l.apis, f.APINumber)
	if !w.met {
		text, _ := l.pairs.Written(f.Row)
		*w = newCSVWritten(text)
	}
	return w
}

func (l *csvRows) version(f *audit.Listed) *csvWritten {
	w := roomAt(&l.versions, f.ServerVersionNumber)
	if !w.met {
		_, text := l.pairs.Written(f.Row)
		*w = newCSVWritten(text)
	}
	return w
}

func newCSVWritten(text string) csvWritten {
	return csvWritten{string(appendCSVText(nil, text)), true, text == ""}
}

// classOf is what the finding has in common with those of its class.
func (l *csvRows) classOf(f *audit.Listed) *classText {
	common := roomAt(&l.listed, f.Class)
	if common.parts == nil {
		*common = l.newClass(f.Finding)
	}
	return common
}

// findRuns finds the parts that stand in the table of a row as they are written.
func (l *csvRows) findRuns(row inventory.Row) {
	l.table, l.runs, l.joined, l.file = row, make([]csvRun, len(l.parts)), csvJoined{}, ""
	if file := row.File(); l.isPlain(inventory.Pos{File: file}) {
		l.file = file
	}
	for i := 0; i < len(l.parts); {
		run, last := csvRun{}, inventory.NoField
		for _, p := range l.parts[i:] {
			if p.cell == inventory.NoField || last != inventory.NoField && !row.Follows(p.cell, last) {
				break
			}
			run.parts, last = run.parts+1, p.cell
		}
		if run.parts > 0 {
			run.first = l.parts[i].cell
			l.runs[i] = run
		}
		i += max(run.parts, 1)
	}
}

// csvClassPart is what the columns of a part say of all findings of a class, as CSV
// has it. Where the reason of each finding goes on, see [audit.Listed], it does so
// behind the last letter of the class's reason.
type csvClassPart struct {
	text string
	hole int // where that is, in quotes; 0 where the whole reason has to be looked at, -1 where none is shown
}

func newCSVClassPart(columns []Column, f *audit.Finding) csvClassPart {
	var b []byte
	hole := -1
	for i, c := range columns {
		if i > 0 {
			b = append(b, ',')
		}
		start := len(b)
		b = appendCSVText(b, c.Value(f))
		if c.Key == "reason" {
			if hole = 0; len(b) > start && b[start] == '"' && startsPlain(f.Reason) && !severalLines(f.Reason) {
				hole = len(b) - 1
			}
		}
	}
	return csvClassPart{string(b), hole}
}

// append appends the columns of a finding whose reason goes on.
func (p *csvClassPart) append(b []byte, columns []Column, f *audit.Listed) []byte {
	switch {
	case p.hole < 0:
		return append(b, p.text...)
	case p.hole == 0 || severalLines(f.Contradiction):
		whole := *f.Finding
		whole.Reason += f.Contradiction
		return appendCSVColumns(b, columns, &whole)
	}
	b = appendDoubled(append(b, p.text[:p.hole]...), f.Contradiction)
	return append(b, p.text[p.hole:]...)
}

// appendDoubled appends a text inside a cell in quotes.
func appendDoubled(b []byte, text string) []byte {
	for {
		i := strings.IndexByte(text, '"')
		if i < 0 {
			return append(b, text...)
		}
		b = append(append(b, text[:i]...), `""`...)
		text = text[i+1:]
	}
}
