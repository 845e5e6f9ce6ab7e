package sheet

import (
	"fmt"
	"regexp"
	"strings"
	"sync"
)

// lazily makes a regular expression that is compiled when it is first asked for:
// few files need any.
func lazily(expression string) func() *regexp.Regexp {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(expression) })
}

// markup is a kind of text that is no delimited table.
type markup struct {
	is, fix  string
	topology bool
}

// topologySchema begins the namespaces of the topology documents of Lync Server.
const topologySchema = "urn:schema:Microsoft.Rtc.Management.Deploy."

// savedSchema begins the schema that a result saved with -o json names.
const savedSchema = `"chatcompat/audit/`

// markups are tried in order on the beginning of a text that starts with <.
var markups = []struct {
	pattern func() *regexp.Regexp
	markup
}{
	{lazily(`(?s)^\s*(<\?[^>]*>|<!--.*?-->|\s)*<(\w+:)?(Topology|TopologyBuilder|WritableTopology)\b[^>]*` + regexp.QuoteMeta(topologySchema)),
		markup{topology: true}},
	{lazily(`(?s)progid=["']Excel\.Sheet|<(\w+:)?Workbook\b[^>]*urn:schemas-microsoft-com:office:spreadsheet`),
		markup{is: "an XML spreadsheet of 2003", fix: "open it in Excel and save it as .xlsx"}},
	{lazily(`(?is)<(html|table|!doctype html)\b`),
		markup{is: "a web page, perhaps one named like a workbook", fix: "open it in Excel and save it as .xlsx or .csv"}},
	{lazily(`<Objs\b`),
		markup{is: "an object file of PowerShell (Export-Clixml)", fix: "read it with Import-Clixml FILE | Export-Csv FILE.csv -NoTypeInformation -Encoding UTF8"}},
	{lazily(`^\s*<([?!]|[^,;|\t\r\n]*>\s*([\r\n<]|$))`),
		markup{is: "an XML document that is no topology of Lync Server", fix: "export the table as .csv or .xlsx"}},
}

var jsonStart = lazily(`^\s*(\{\s*["}]|\[\s*([\[{"\]\d-]|true|false|null))`)

// markupOf recognises text that is a document of another kind; nil for what may be a table.
func markupOf(text string) *markup {
	head := text[:min(len(text), sniffLength)]
	switch trimmed := strings.TrimLeft(head, " \t\r\n"); {
	case strings.HasPrefix(trimmed, "<"):
		for i := range markups {
			if markups[i].pattern().MatchString(head) {
				return &markups[i].markup
			}
		}
	case strings.HasPrefix(trimmed, "MIME-Version:"):
		return &markup{is: "a web archive, perhaps one named like a workbook", fix: "open it in Excel and save it as .xlsx or .csv"}
	case strings.HasPrefix(trimmed, "{") && strings.Contains(head, savedSchema):
		return &markup{is: "a saved result", fix: "chatcompat report renders it, and merges it with others"}
	case strings.ContainsAny(head, "{[") && jsonStart().MatchString(head):
		return &markup{is: "JSON", fix: "turn it into .csv, in PowerShell: Get-Content FILE -Raw | ConvertFrom-Json | Export-Csv FILE.csv -NoTypeInformation -Encoding UTF8"}
	}
	return nil
}

const exportCSV = "export the objects themselves: … | Select-Object … | Export-Csv FILE.csv -NoTypeInformation -Encoding UTF8"

var (
	listLine = lazily(`^[A-Za-z]\w* +: ?`)
	dashLine = lazily(`^-{2,}( +-{1,})* *$`)
)

// screenOutput recognises what PowerShell formats for the screen, as Out-File
// and > write it, and says what to do; "" for anything else.
func screenOutput(text string) string {
	var lines []string // without blank ones and those that continue a value
	for line := range strings.Lines(text[:min(len(text), sniffLength)]) {
		if line = strings.TrimRight(line, "\r\n "); line != "" && line[0] != ' ' {
			lines = append(lines, line)
		}
	}
	listed := 0
	for i, line := range lines {
		if strings.Contains(line, " :") && listLine().MatchString(line) {
			listed++
		}
		if i > 0 && i < 3 && strings.HasPrefix(line, "--") && dashLine().MatchString(line) && !strings.ContainsAny(lines[i-1], ",;\t|") {
			return "is a table formatted for the screen (Format-Table), not data; " + exportCSV
		}
	}
	if listed >= 2 && listed*10 >= len(lines)*9 {
		return "is a list formatted for the screen (Format-List), not data; " + exportCSV
	}
	return ""
}

// formatHeaders are property names of the objects into which Format-Table and
// its like turn everything (Windows PowerShell, Export-Csv).
var formatHeaders = []string{"ClassId2e4f51ef21dd47e99d3c952918aff9cd", "pageHeaderEntry"}

// refuseExportMistake refuses tables that Export-Csv filled with something else than data.
func refuseExportMistake(t *Table) error {
	header := 0
	for header < t.Rows() && blankRow(t, header) {
		header++
	}
	if header == t.Rows() {
		return nil
	}
	for col := range t.Width(header) {
		for _, name := range formatHeaders {
			if strings.EqualFold(t.Text(header, col), name) {
				return fmt.Errorf("%s: holds formatting objects instead of data: Format-Table, Format-List or the like stood before Export-Csv; %s",
					t.Pos(header, col), exportCSV)
			}
		}
	}
	if t.Width(header) == 1 && t.Text(header, 0) == "Length" && onlyDigits(t, header+1) {
		return fmt.Errorf("%s: holds the lengths of texts instead of the texts: Export-Csv was given strings; %s", t.Pos(header, 0), exportCSV)
	}
	return nil
}

func onlyDigits(t *Table, from int) bool {
	for row := from; row < t.Rows(); row++ {
		if t.Width(row) > 1 || strings.Trim(t.Text(row, 0), "0123456789") != "" {
			return false
		}
	}
	return true
}
