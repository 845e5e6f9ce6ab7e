package report

import (
	"io"

	"chatcompat/audit"
	"chatcompat/inventory"
)

// MatrixFormat is one entry of the list of formats of what pairs are judged by.
type MatrixFormat struct {
	Name, Alias     string
	Write           func(io.Writer, MatrixOptions) error // the matrix
	WriteAdvisories func(io.Writer, MatrixOptions) error // the list of advisories; nil where the format has none
}

// MatrixOptions is what some formats of the matrix ask for.
type MatrixOptions struct {
	Terminal Terminal // of table
	Dialect  string   // of sql: one of SQLDialects
}

// MatrixFormats is every format that the matrix and the advisories are written in.
var MatrixFormats = []MatrixFormat{
	{"table", "", onTerminal(writeMatrixTable), onTerminal(writeAdvisoriesTable)},
	{"markdown", "md", anywhere(writeMatrixMarkdown), anywhere(writeAdvisoriesMarkdown)},
	{"csv", "", anywhere(writeMatrixCSV), anywhere(writeAdvisoriesCSV)},
	{"json", "", anywhere(writeMatrixJSON), anywhere(writeAdvisoriesJSON)},
	{"sql", "", func(out io.Writer, o MatrixOptions) error { return writeMatrixSQL(out, o.Dialect) }, nil},
}

// onTerminal is a writer to which only the terminal matters.
func onTerminal(write func(io.Writer, Terminal) error) func(io.Writer, MatrixOptions) error {
	return func(out io.Writer, o MatrixOptions) error { return write(out, o.Terminal) }
}

// anywhere is a writer to which no option matters.
func anywhere(write func(io.Writer) error) func(io.Writer, MatrixOptions) error {
	return func(out io.Writer, _ MatrixOptions) error { return write(out) }
}

// matrixHeaders are the columns of the matrix as a table: the shape that an own
// matrix has, too. The last three say on whose word a row stands; one that loosens a
// cell needs them.
var matrixHeaders = []string{"api", "server", "verdict", "reason", "remedy", "source", "approver", "reference", "justification"}

func matrixRow(c audit.MatrixCell) []string {
	return []string{c.API.String(), c.Server.String(), c.Verdict.Key(), c.Reason, c.Remedy, audit.Page.String(), "", "", ""}
}

func writeMatrixCSV(out io.Writer) error {
	return writeCSVTable(out, matrixHeaders, each(audit.Matrix(), matrixRow))
}

type (
	jsonSource struct {
		Title string `json:"title"`
		ID    string `json:"id"`
		Date  string `json:"date"`
		URL   string `json:"url"`
	}
	jsonMatrixCell struct {
		API     string `json:"api"`
		Server  string `json:"server"`
		Verdict string `json:"verdict"`
		Reason  string `json:"reason"`
		Remedy  string `json:"remedy"`
	}
	jsonMatrix struct {
		Schema string           `json:"schema"`
		Source jsonSource       `json:"source"`
		SHA256 string           `json:"sha256"`
		Cells  []jsonMatrixCell `json:"cells"`
	}
)

func writeMatrixJSON(out io.Writer) error {
	encoder := plainEncoder(out)
	encoder.SetIndent("", "  ")
	return encoder.Encode(jsonMatrix{"chatcompat/matrix/1", jsonSource(audit.Page), audit.MatrixSHA256(),
		each(audit.Matrix(), func(c audit.MatrixCell) jsonMatrixCell {
			return jsonMatrixCell{c.API.Key(), c.Server.Key(), c.Verdict.Key(), c.Reason, c.Remedy}
		})})
}

func writeMatrixMarkdown(out io.Writer) error {
	table := newMarkdownTable([]string{"API", "Server version", "Verdict", "Why", "What to do"})
	for _, c := range audit.Matrix() {
		table.add([]string{c.API.String(), c.Server.String(), c.Verdict.String(), c.Reason, c.Remedy})
	}
	_, err := io.WriteString(out, table.rest(0, "")+"Source: ["+markdownText(audit.Page.String())+"](<"+audit.Page.URL+">)\n")
	return err
}

// writeMatrixTable prints the grid as on the vendor's page, then what each
// verdict means for an application.
func writeMatrixTable(out io.Writer, terminal Terminal) error {
	w := newTerminalText(out, Meta{Terminal: terminal})
	table := drawn{columns: []drawnColumn{{title: "API", floor: 12, weight: 3}}}
	for _, server := range inventory.ServerVersions()[:3] {
		table.columns = append(table.columns, drawnColumn{title: server.String(), floor: 12, weight: 2})
	}
	var rows textRows
	var notes []string
	for i, c := range audit.Matrix() {
		if i%3 == 0 {
			rows = append(rows, []string{c.API.String()})
		}
		row := &rows[len(rows)-1]
		*row = append(*row, c.Verdict.String())
		if c.API.Generation() != c.Server.Generation() {
			notes = append(notes, c.API.String()+" on "+c.Server.String()+": "+c.Verdict.String()+" – "+c.Reason+". "+c.Remedy)
		}
	}
	table.rows = rows
	w.draw(&table)
	w.line("")
	for _, note := range notes {
		w.hanging("  ", note)
	}
	w.line("")
	w.paragraph("Rows are the API that an application was authored with, columns the server version it targets.")
	w.paragraph("Source: " + audit.Page.String())
	w.paragraph(audit.Page.URL)
	return w.flush()
}
