package inventory

import (
	"fmt"
	"slices"
	"strings"
)

// Doubts lists what of the tables was not understood beside cells and rows, in
// input order: columns that may say what pairs lack, tables that are not used
// though they have headers of an inventory, and last tables whose pairs all lack
// an API or a server version.
func (e *Estate) Doubts() []Problem {
	if e.joiner == nil {
		return nil
	}
	var all []Problem
	for _, l := range e.joiner.layouts {
		all = append(all, l.doubts...)
		if p, doubtful := l.unusedTable(); doubtful {
			all = append(all, p)
		}
	}
	return append(all, e.joiner.versionsNobodyHas()...)
}

// doubt takes down that a column is not understood, and notes it.
func (l *layout) doubt(col int, format string, values ...any) {
	p := Problem{At: l.raw.Pos(l.header, l.headerCell(col)), Column: l.columns[col].Header, Message: fmt.Sprintf(format, values...)}
	l.doubts = append(l.doubts, p)
	l.notes = append(l.notes, fmt.Sprintf("%s: column %s %s", p.At, Quote(headerOrPlace(p.Column, col)), p.Message))
}

// doubtColumns finds the columns of no field that may say what the table lacks.
func (l *layout) doubtColumns() {
	if l.export != nil || l.dictionary {
		return
	}
	application := l.has(FieldApplication) || l.has(FieldApplicationID)
	for col, c := range l.columns {
		if c.Field != NoField || isVersionHeader(c.Header) {
			continue // see placeVersionColumn
		}
		of := recogniseHeader(withoutNumber(c.Header)).field
		switch {
		case c.Header != "" && (of == FieldServerVersion || of == FieldAPI) && withoutNumber(c.Header) != c.Header:
			l.doubt(col, "is one of several and is not used: a row has one %s; write a row for each server", strings.ToLower(of.Label()))
		case l.shape != ShapeServers && namesFurther(c.Header):
			l.doubt(col, "names further servers and is not used: a row says the version of one; write a row for each server")
		default:
			l.doubtValues(col, application && !l.has(FieldAPI) && l.vote(col, but(isAllDigits, l.isAPI)),
				l.hasTarget() && !l.has(FieldServerVersion) && l.vote(col, but(isAllDigits, l.isServerVersion)))
		}
	}
	switch {
	case !application && (l.shape == ShapePairs || l.shape == ShapeApplications):
		l.doubt(l.column(FieldAPI), "stands beside no column for the application, and pairs without a name are judged; name it with --map application=HEADER")
	case l.has(FieldAPI) && !application:
		l.doubt(l.column(FieldAPI), "is of no use without a column for the application; name it with --map application=HEADER")
	}
}

// doubtValues takes down a column whose cells read as what the table lacks.
func (l *layout) doubtValues(col int, apis, versions bool) {
	header := l.columns[col].Header
	switch {
	case apis && versions && header != "":
		l.doubt(col, "is not known and not used, and its cells read as versions; say of what with %s or %s",
			mapOption(FieldAPI, header), mapOption(FieldServerVersion, header))
	case apis:
		l.doubt(col, "is not known and not used, and its cells read as APIs; if they are, %s", howToMap(FieldAPI, header))
	case versions:
		l.doubt(col, "is not known and not used, and its cells read as server versions; if they are, %s", howToMap(FieldServerVersion, header))
	}
}

// howToMap is what to type, or to write where there is no header to name.
func howToMap(f Field, header string) string {
	if header == "" {
		return "give the column a header"
	}
	return "say " + mapOption(f, header)
}

func mapOption(f Field, header string) string {
	return fmt.Sprintf("--map %s=%s", f.Key(), shellWord(header))
}

// but is a test that leaves out what another finds: 2013 may be a year.
func but(not, fits func(string) bool) func(string) bool {
	return func(text string) bool { return !not(text) && fits(text) }
}

func isAllDigits(text string) bool { return strings.Trim(text, "0123456789") == "" }

// unusedTable reports a table without a shape that has rows and, among several
// headers, one that tells an inventory.
func (l *layout) unusedTable() (Problem, bool) {
	if l.shape != ShapeNone || l.header < 0 || l.dictionary || l.filled(l.header) < 2 || !slices.Contains(l.fates, fateUnused) {
		return Problem{}, false
	}
	var known []string
	for _, f := range []Field{FieldApplication, FieldApplicationID, FieldAPI, FieldServer, FieldServerVersion, FieldTargets, FieldPool} {
		if l.has(f) && recogniseHeader(l.columns[l.column(f)].Header).rank != weak {
			known = append(known, f.Key())
		}
	}
	if len(known) == 0 {
		return Problem{}, false
	}
	return Problem{At: l.raw.Pos(l.header, -1), Value: l.rowText(l.header), Message: fmt.Sprintf(
		"the rows of the table are not used: of all that it needs it has only %s; name other columns with --map FIELD=HEADER", strings.Join(known, ", "))}, true
}

// versionsNobodyHas reports the sides of which no pair of a table has a version,
// although there are some.
func (j *joiner) versionsNobodyHas() []Problem {
	var all []Problem
	for i := range j.records.parts {
		p := &j.records.parts[i]
		api, version := false, false
		for k := 0; k < len(p.rows) && !(api && version); k++ {
			v := j.view(record{rowRef{p.table, p.rows[k]}, p.nths.at(k) - 1})
			api = api || j.apiSaid(&v).Cause != Missing
			version = version || j.versionSaid(&v).Cause != Missing
		}
		if len(p.rows) == 0 {
			continue
		}
		l := j.layouts[p.table]
		for _, side := range []struct {
			known bool
			field Field
			more  string
		}{{api, FieldAPI, "a table of applications"}, {version, FieldServerVersion, "a table of servers"}} {
			if !side.known {
				all = append(all, Problem{At: l.raw.Pos(l.header, -1), Value: l.rowText(l.header), Message: fmt.Sprintf(
					"no pair of the table has %s: no table says any; name the column with --map %s=HEADER, or add %s", side.field.article(), side.field.Key(), side.more)})
			}
		}
	}
	return all
}

// article is the field in a sentence.
func (f Field) article() string {
	if f == FieldAPI {
		return "an API"
	}
	return "a " + strings.ToLower(f.Label())
}
