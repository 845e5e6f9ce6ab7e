package report

import (
	"fmt"

	"chatcompat/audit"
	"chatcompat/inventory"
)

// findingFromJSON is the inverse of findingToJSON.
func findingFromJSON(j jsonFinding) (audit.Finding, error) {
	d := keyDecoder{}
	f := audit.Finding{
		Pair: inventory.Pair{
			Application: j.Application, ApplicationID: j.ApplicationID, ApplicationKey: j.ApplicationKey,
			API:    readingFromJSON(&d, "api", j.API, inventory.APIByKey),
			Server: j.Server.Name, ServerKey: j.Server.Key,
			ServerVersion: readingFromJSON(&d, "server", j.Server.jsonReading, inventory.ServerVersionByKey),
			ServerFields:  valuesFromJSON(j.Server.Fields),
			At:            inventory.Pos(j.At),
			Also:          positionsFromJSON(j.Also),
			Fields:        valuesFromJSON(j.Fields),
			Extra:         j.Extra,
			Problems:      problemsFromJSON(j.Problems),
			Key:           j.Key, PairKey: j.Pair,
		},
		Verdict: decodeKey(&d, "verdict", j.Verdict, audit.Verdicts()),
		Cause:   decodeKey(&d, "cause", j.Cause, everyCause()),
		Risk:    decodeKey(&d, "risk", j.Risk, audit.Risks()),
		Mixed:   j.Mixed, Reason: j.Reason, Remedy: j.Remedy, Rule: j.Rule,
	}
	if len(j.Advisories) > 0 {
		f.Advisories = j.Advisories
	}
	return f, d.err
}

// keyDecoder turns fixed keys into values; the first unknown key sticks.
type keyDecoder struct{ err error }

func (d *keyDecoder) unknown(what, key string) {
	if d.err == nil {
		d.err = fmt.Errorf("%s %s is not known", what, inventory.Quote(key))
	}
}

// decodeKey finds the value that has the key.
func decodeKey[T interface{ Key() string }](d *keyDecoder, what, key string, values []T) T {
	for _, v := range values {
		if v.Key() == key {
			return v
		}
	}
	d.unknown(what, key)
	var zero T
	return zero
}

func everyCause() []inventory.Cause {
	return append([]inventory.Cause{inventory.NoCause}, inventory.Causes()...)
}

func everyCertainty() []inventory.Certainty {
	return []inventory.Certainty{inventory.NotRecognised, inventory.Exact, inventory.Inferred}
}

func everyShape() []inventory.Shape {
	return []inventory.Shape{inventory.ShapeNone, inventory.ShapePairs, inventory.ShapeApplications,
		inventory.ShapeServers, inventory.ShapeTargets}
}

func readingFromJSON[V inventory.API | inventory.ServerVersion](
	d *keyDecoder, side string, j jsonReading, byKey func(string) (V, bool),
) inventory.Reading[V] {
	return inventory.Reading[V]{
		Written:   j.Written,
		Version:   versionFromJSON(d, side, j.Version, byKey),
		Certainty: decodeKey(d, side+" recognised", j.Recognised, everyCertainty()),
		Cause:     decodeKey(d, side+" cause", j.Cause, everyCause()),
		Detail:    j.Detail,
		At:        inventory.Pos(j.At),
	}
}

// versionFromJSON finds a version; the empty key is the unknown one.
func versionFromJSON[V any](d *keyDecoder, side, key string, byKey func(string) (V, bool)) V {
	version, ok := byKey(key)
	if !ok && key != "" {
		d.unknown(side+" version", key)
	}
	return version
}

// valuesFromJSON orders the fields as inventory does.
func valuesFromJSON(fields map[string]string) inventory.Values {
	var values inventory.Values
	for _, field := range inventory.Fields() {
		if text, ok := fields[field.Key()]; ok {
			values = append(values, inventory.Value{Field: field, Text: text})
		}
	}
	return values
}

func positionsFromJSON(list []jsonPos) []inventory.Pos {
	if len(list) == 0 {
		return nil
	}
	return each(list, func(p jsonPos) inventory.Pos { return inventory.Pos(p) })
}

func problemsFromJSON(list []jsonProblem) []inventory.Problem {
	if len(list) == 0 {
		return nil
	}
	return each(list, func(j jsonProblem) inventory.Problem {
		return inventory.Problem{At: inventory.Pos(j.At), Column: j.Column, Value: j.Value, Message: j.Message}
	})
}

func inputsFromJSON(list []jsonInput) ([]inventory.File, error) {
	d := keyDecoder{}
	var files []inventory.File
	for _, j := range list {
		file := inventory.File{Path: j.Path, SHA256: j.SHA256, Bytes: j.Bytes}
		for _, t := range j.Tables {
			file.Tables = append(file.Tables, d.table(t))
		}
		files = append(files, file)
	}
	return files, d.err
}

func (d *keyDecoder) table(j jsonTable) inventory.Table {
	t := inventory.Table{
		Sheet: j.Sheet, Shape: decodeKey(d, "shape", j.Shape, everyShape()),
		HeaderRow: j.HeaderRow, Rows: j.Rows,
		Accounting: inventory.Accounting(j.Accounting),
		Encoding:   j.Encoding, Delimiter: j.Delimiter, Hidden: j.Hidden,
	}
	if len(j.Notes) > 0 {
		t.Notes = j.Notes
	}
	for _, c := range j.Columns {
		field, ok := inventory.ParseField(c.Field)
		if !ok && c.Field != "" {
			d.unknown("field", c.Field)
		}
		t.Columns = append(t.Columns, inventory.Column{Header: c.Header, Field: field})
	}
	return t
}

// summaryFromJSON is the inverse of summaryToJSON.
func summaryFromJSON(j jsonSummary) (audit.Summary, error) {
	d := keyDecoder{}
	s := audit.Summary{Pairs: j.Pairs, Applications: j.Applications, Servers: j.Servers, Mixed: j.Mixed}
	for key, n := range j.Verdicts {
		s.Verdicts[decodeKey(&d, "summary: verdict", key, audit.Verdicts())] = n
	}
	for key, n := range j.Risks {
		s.Risks[decodeKey(&d, "summary: risk", key, audit.Risks())] = n
	}
	for _, c := range j.Matrix {
		s.Matrix = append(s.Matrix, audit.Cell{
			API:    versionFromJSON(&d, "summary: api", c.API, inventory.APIByKey),
			Server: versionFromJSON(&d, "summary: server", c.Server, inventory.ServerVersionByKey),
			Pairs:  c.Pairs,
		})
	}
	return s, d.err
}
