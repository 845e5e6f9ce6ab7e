package report

import (
	"slices"
	"strings"
	"sync"
	"time"

	"chatcompat/audit"
	"chatcompat/inventory"
)

// Column is one column of a report: one list under every format, so that
// formats cannot drift apart.
type Column struct {
	Key    string                      // of --columns and --sort: "server-version"
	Record string                      // header in CSV: "server version"
	Title  string                      // header for people: "Server version"
	Text   func(*audit.Finding) string // for people: verdicts in words
	Code   func(*audit.Finding) string // for programs: verdicts as keys; nil where it is Text
}

// Value is the text of the column for programs.
func (c Column) Value(f *audit.Finding) string {
	if c.Code != nil {
		return c.Code(f)
	}
	return c.Text(f)
}

// recordColumns are the columns that every record has, in the order of CSV.
var recordColumns = []Column{
	{"verdict", "verdict", "Verdict",
		func(f *audit.Finding) string { return f.Verdict.String() },
		func(f *audit.Finding) string { return f.Verdict.Key() }},
	{"risk", "risk", "Risk", func(f *audit.Finding) string { return f.Risk.Key() }, nil},
	{"application", "application", "Application", func(f *audit.Finding) string { return f.Application }, nil},
	{"api", "api", "API", func(f *audit.Finding) string { return f.API.Version.String() }, nil},
	{"api-written", "api written", "API as written", func(f *audit.Finding) string { return f.API.Written }, nil},
	{"server", "server", "Server", func(f *audit.Finding) string { return f.Server }, nil},
	{"server-version", "server version", "Server version",
		func(f *audit.Finding) string { return f.ServerVersion.Version.String() }, nil},
	{"server-version-written", "server version written", "Server version as written",
		func(f *audit.Finding) string { return f.ServerVersion.Written }, nil},
	{"mixed", "mixed", "Mixed", func(f *audit.Finding) string { return yesNo(f.Mixed) }, nil},
	{"cause", "cause", "Cause", func(f *audit.Finding) string { return f.Cause.Key() }, nil},
	{"reason", "reason", "Reason", func(f *audit.Finding) string { return f.Reason }, nil},
	{"remedy", "remedy", "Remedy", func(f *audit.Finding) string { return f.Remedy }, nil},
	{"basis", "basis", "Basis", (*audit.Finding).Basis, nil},
	{"advisories", "advisories", "Advisories",
		func(f *audit.Finding) string { return strings.Join(f.Advisories, " ") }, titledAdvisories},
	{"position", "position", "Position", func(f *audit.Finding) string { return f.At.String() }, nil},
	{"key", "key", "Key", func(f *audit.Finding) string { return f.Key }, nil},
}

// fieldColumns are the columns of the known fields that recordColumns do not have.
var fieldColumns = func() []Column {
	var columns []Column
	for _, field := range inventory.Fields() {
		if !isFieldColumn(field) {
			continue
		}
		text := func(f *audit.Finding) string { return f.Field(field) }
		if field == inventory.FieldApplicationID {
			text = func(f *audit.Finding) string { return f.ApplicationID }
		}
		columns = append(columns, Column{field.Key(), field.Key(), field.Label(), text, nil})
	}
	return columns
}()

// isFieldColumn reports whether a field has a column beyond recordColumns.
func isFieldColumn(f inventory.Field) bool {
	switch f {
	case inventory.FieldApplication, inventory.FieldAPI, inventory.FieldServer,
		inventory.FieldServerVersion, inventory.FieldTargets:
		return false
	}
	return true
}

// Columns lists every column that --columns and --sort know. The last one tells
// of the server version's support; its text for a day is that of lifecycleColumn.
func Columns() []Column {
	return append(slices.Concat(recordColumns, fieldColumns), placesColumn, lifecycleColumn(time.Time{}))
}

// columnByKey finds a column of Columns.
func columnByKey(key string) (Column, bool) {
	for _, c := range Columns() {
		if c.Key == key {
			return c, true
		}
	}
	return Column{}, false
}

// columnsByKeys lists the columns that the keys name, in their order. Keys
// that name none are refused before a report is made, and skipped here.
func columnsByKeys(keys []string) []Column {
	var columns []Column
	for _, key := range keys {
		if c, ok := columnByKey(key); ok {
			columns = append(columns, c)
		}
	}
	return columns
}

// columns lists the columns that the keys name, as of the day of the report.
func (m Meta) columns(keys []string) []Column {
	columns := columnsByKeys(keys)
	for i := range columns {
		if lifecycle := lifecycleColumn(m.AsOf); columns[i].Key == lifecycle.Key {
			columns[i] = lifecycle
		}
	}
	return columns
}

// titledAdvisories are the ids with their titles: "CC101: Category management is lost; CC107: …".
func titledAdvisories(f *audit.Finding) string {
	if len(f.Advisories) == 0 {
		return ""
	}
	var buf [256]byte
	titled := buf[:0]
	for i, id := range f.Advisories {
		if i > 0 {
			titled = append(titled, "; "...)
		}
		titled = append(titled, id...)
		if title, ok := advisoryTitles()[strings.ToUpper(id)]; ok {
			titled = append(append(titled, ": "...), title...)
		}
	}
	return string(titled)
}

// advisoryTitles are the titles by id, made once because every finding may ask.
var advisoryTitles = sync.OnceValue(func() map[string]string {
	titles := map[string]string{}
	for _, a := range audit.Advisories() {
		titles[a.ID] = a.Title
	}
	return titles
})

func yesNo(b bool) string {
	if b {
		return "yes"
	}
	return "no"
}
