package report

import (
	"io"
	"strconv"
	"strings"

	"chatcompat/inventory"
)

// inspectSchema names the JSON of an inspection.
const inspectSchema = "chatcompat/inspect/1"

// Inspection is what was understood of an inventory, before anything is judged.
type Inspection struct {
	Version  string // of the tool
	Files    []inventory.File
	Versions []inventory.VersionText
	Problems []inventory.Problem
	Pairs    int
	Terminal Terminal
}

// Understood reports whether nothing is left for a person to look at.
func (x Inspection) Understood() bool {
	for _, v := range x.Versions {
		if !v.Understood() {
			return false
		}
	}
	return x.Pairs > 0 && len(x.Problems) == 0 && inventory.UnreadableRows(x.Files) == 0
}

type jsonInspection struct {
	Schema   string            `json:"schema"`
	Tool     jsonTool          `json:"tool"`
	Inputs   []jsonInput       `json:"inputs"`
	Pairs    int               `json:"pairs"`
	Versions []jsonVersionText `json:"versions"`
	Problems []jsonProblem     `json:"problems"`
}

type jsonVersionText struct {
	Field      string  `json:"field"`
	Written    string  `json:"written"`
	Version    string  `json:"version"`
	Recognised string  `json:"recognised"`
	Cause      string  `json:"cause"`
	Detail     string  `json:"detail"`
	Rows       int     `json:"rows"`
	At         jsonPos `json:"at"`
}

// WriteJSON writes the inspection as one object.
func (x Inspection) WriteJSON(out io.Writer) error {
	object := jsonInspection{Schema: inspectSchema, Tool: jsonTool{Name: "chatcompat", Version: x.Version},
		Inputs: inputsToJSON(x.Files), Pairs: x.Pairs, Problems: problemsToJSON(x.Problems),
		Versions: each(x.Versions, func(v inventory.VersionText) jsonVersionText {
			return jsonVersionText{v.Field.Key(), v.Written, v.Key, v.Certainty.Key(), v.Cause.Key(), v.Detail, v.Rows, jsonPos(v.At)}
		})}
	encoder := plainEncoder(out)
	encoder.SetIndent("", "  ")
	return encoder.Encode(object)
}

// WriteText prints the inspection for people.
func (x Inspection) WriteText(out io.Writer) error {
	w := newTerminalText(out, Meta{Files: x.Files, Problems: x.Problems, Terminal: x.Terminal})
	for _, file := range x.Files {
		for _, t := range file.Tables {
			w.table(file.Path, t)
		}
	}
	w.versions(x.Versions)
	w.rows()
	w.problems(len(x.Problems))
	w.paragraph(x.outcome())
	return w.flush()
}

func (x Inspection) outcome() string {
	switch {
	case x.Pairs == 0:
		return "There is no pair to audit."
	case x.Understood():
		return "Everything was understood: " + count(x.Pairs, "pair", "pairs") + " to audit."
	}
	return count(x.Pairs, "pair", "pairs") + " to audit; what was not understood is marked above and cannot be judged."
}

// table prints how one table is understood.
func (w *terminalText) table(path string, t inventory.Table) {
	title := shorten(visible(path), w.meta.Terminal.Width/2)
	if t.Sheet != "" {
		title += ", sheet " + visible(t.Sheet)
	}
	w.hanging("", title+": "+tableFacts(t))
	var rows textRows
	for _, c := range t.Columns {
		rows = append(rows, []string{visible(c.Header), meaning(c)})
	}
	if len(rows) > 0 {
		w.draw(&drawn{columns: []drawnColumn{{title: "Column", floor: 12, weight: 3}, {title: "Field", floor: 12, weight: 2}}, rows: rows})
	}
	for _, note := range t.Notes {
		w.hanging("  ", "note: "+visible(note))
	}
	w.line("")
}

// meaning is what a column is taken for.
func meaning(c inventory.Column) string {
	switch {
	case c.Field != inventory.NoField:
		return c.Field.Key()
	case c.Witness != inventory.NoField:
		return "(compared with " + c.Witness.Key() + ")"
	}
	return "(not known: kept as it is)"
}

func tableFacts(t inventory.Table) string {
	facts := []string{"shape " + t.Shape.Key()}
	if t.HeaderRow > 0 {
		facts = append(facts, "header in row "+strconv.Itoa(t.HeaderRow))
	}
	facts = append(facts, count(t.Rows, "row", "rows"))
	if t.Encoding != "" {
		facts = append(facts, t.Encoding)
	}
	if t.Delimiter != "" {
		facts = append(facts, "delimiter "+delimiterName(t.Delimiter))
	}
	if t.Hidden {
		facts = append(facts, "hidden sheet")
	}
	return strings.Join(facts, ", ")
}

func delimiterName(d string) string {
	switch d {
	case "\t":
		return "tab"
	case " ":
		return "space"
	}
	return d
}

// versions prints what each text of a version cell was taken for.
func (w *terminalText) versions(versions []inventory.VersionText) {
	if len(versions) == 0 {
		return
	}
	table := drawn{columns: []drawnColumn{
		{title: "Of", floor: 6, weight: 1}, {title: "Written", floor: 12, weight: 3}, {title: "Taken for", floor: 12, weight: 3},
		{title: "How", floor: 9, weight: 1}, {title: "Rows", floor: 4, weight: 1}, {title: "Why", floor: 12, weight: 4, lines: 6}}}
	var rows textRows
	for _, v := range versions {
		of := "API"
		if v.Field == inventory.FieldServerVersion {
			of = "server"
		}
		taken, how := v.Name, v.Certainty.Key()
		if taken == "" {
			taken, how = "("+v.Cause.Key()+")", ""
		}
		written := visible(v.Written)
		if v.Written == "" {
			written = "(blank)"
		}
		rows = append(rows, []string{of, written, taken, how, strconv.Itoa(v.Rows), visible(v.Detail)})
	}
	table.rows = rows
	w.line("Versions")
	w.draw(&table)
	w.line("")
}
