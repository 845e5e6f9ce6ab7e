package report

import (
	"io"

	"chatcompat/audit"
)

// advisoryHeaders are the columns of the list of advisories as a record.
var advisoryHeaders = []string{"id", "scope", "title", "when", "text", "needs", "source", "url", "since"}

func advisoryRow(a audit.Advisory) []string {
	return []string{a.ID, a.Scope.Key(), a.Title, a.When, a.Text, a.Needs, a.Source.String(), a.Source.URL, a.Since}
}

func writeAdvisoriesCSV(out io.Writer) error {
	return writeCSVTable(out, advisoryHeaders, each(audit.Advisories(), advisoryRow))
}

type (
	jsonListedAdvisory struct {
		ID     string     `json:"id"`
		Scope  string     `json:"scope"`
		Title  string     `json:"title"`
		Text   string     `json:"text"`
		When   string     `json:"when"`
		Source string     `json:"source"`
		Page   jsonSource `json:"page"`
		Since  string     `json:"since"`
		Needs  string     `json:"needs"`
	}
	jsonAdvisoryList struct {
		Schema     string               `json:"schema"`
		Advisories []jsonListedAdvisory `json:"advisories"`
	}
)

func writeAdvisoriesJSON(out io.Writer) error {
	encoder := plainEncoder(out)
	encoder.SetIndent("", "  ")
	return encoder.Encode(jsonAdvisoryList{"chatcompat/advisories/1",
		each(audit.Advisories(), func(a audit.Advisory) jsonListedAdvisory {
			return jsonListedAdvisory{a.ID, a.Scope.Key(), a.Title, a.Text, a.When, a.Source.String(), jsonSource(a.Source), a.Since, a.Needs}
		})})
}

func writeAdvisoriesMarkdown(out io.Writer) error {
	table := newMarkdownTable([]string{"Id", "Scope", "Advisory", "Holds if", "Needs a column", "Source"})
	for _, a := range audit.Advisories() {
		table.add([]string{a.ID, a.Scope.Key(), a.Title, a.When, a.Needs, a.Source.String()})
	}
	_, err := io.WriteString(out, table.rest(0, ""))
	return err
}

// writeAdvisoriesTable prints what each advisory says in a line or two; explain
// prints one in full.
func writeAdvisoriesTable(out io.Writer, terminal Terminal) error {
	w := newTerminalText(out, Meta{Terminal: terminal})
	table := drawn{columns: []drawnColumn{
		{title: "Id", floor: 5, weight: 1},
		{title: "Scope", floor: 6, weight: 1},
		{title: "Advisory", floor: 10, weight: 4},
		{title: "Holds if", floor: 10, weight: 4},
	}}
	table.rows = textRows(each(audit.Advisories(), func(a audit.Advisory) []string { return []string{a.ID, a.Scope.Key(), a.Title, a.When} }))
	w.draw(&table)
	w.line("")
	w.paragraph("One in full, with its source: chatcompat explain " + audit.Advisories()[0].ID)
	return w.flush()
}
