package main

import (
	"bytes"
	"context"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"chatcompat/report"
)

const skypeEstate = `Application,API version,Server,Server version
Ticker,Lync Server 2010 Group Chat API,chat01,Lync Server 2013
Relay,Lync Server 2013 Persistent Chat API,sfb01,Skype for Business Server 2015
Old board,Lync Server 2013 Persistent Chat API,gc01,Lync Server 2010
`

var ownRows = [][]any{
	{"api", "server", "verdict", "reason", "remedy", "source", "approver", "reference", "justification"},
	{"Lync Server 2010 Group Chat API", "Lync Server 2013", "incompatible", "It lost messages"},
	{"Lync Server 2013 Persistent Chat API", "Skype for Business Server 2015", "compatible", "", "", "Certificate 4"},
	{"Lync Server 2013 Persistent Chat API", "Lync Server 2010", "may be compatible", "", "", "", "Change Board", "CHG-7", "Certified in the lab"},
}

// TestWorkbookAndTextOfOwnRulesJudgeAlike: the findings differ in nothing but
// the places of the rows.
func TestWorkbookAndTextOfOwnRulesJudgeAlike(t *testing.T) {
	t.Chdir(t.TempDir())
	writeFile(t, "estate.csv", skypeEstate)
	writeFile(t, "own.csv", ownText())
	writeOwnWorkbook(t, "own.xlsx")
	text, workbook := auditJSON(t, "own.csv"), auditJSON(t, "own.xlsx")
	places := regexp.MustCompile(`own\.csv:(\d+):1`)
	if got, want := verdictsOf(workbook), places.ReplaceAllString(verdictsOf(text), "own.xlsx:Rules!A$1"); got != want {
		t.Errorf("by the workbook\n%s\nby the text\n%s", got, want)
	}
	if !strings.Contains(verdictsOf(text), "own.csv:4:1") {
		t.Errorf("no finding names a row:\n%s", verdictsOf(text))
	}
}

// TestSavedResultTellsOwnRules: path, hash and every row are part of the record.
func TestSavedResultTellsOwnRules(t *testing.T) {
	t.Chdir(t.TempDir())
	writeFile(t, "estate.csv", skypeEstate)
	writeFile(t, "own.csv", ownText())
	meta := auditJSON(t, "own.csv").Meta
	if meta.OwnMatrix == nil || meta.OwnMatrix.Path != "own.csv" || len(meta.OwnMatrix.SHA256) != 64 {
		t.Errorf("own matrix is %v", meta.OwnMatrix)
	}
	if len(meta.Overrides) != 3 || !meta.Overrides[2].Loosens() || meta.Overrides[2].Approver != "Change Board" {
		t.Errorf("overrides are %v", meta.Overrides)
	}
}

func ownText() string {
	var b strings.Builder
	for _, row := range ownRows {
		for i, cell := range row {
			if i > 0 {
				b.WriteByte(',')
			}
			b.WriteString(cell.(string))
		}
		b.WriteByte('\n')
	}
	return b.String()
}

func writeOwnWorkbook(t *testing.T, path string) {
	t.Helper()
	book := excelize.NewFile()
	if err := book.SetSheetName("Sheet1", "Rules"); err != nil {
		t.Fatal(err)
	}
	for i := range ownRows {
		cell, err := excelize.CoordinatesToCellName(1, i+1)
		if err != nil {
			t.Fatal(err)
		}
		if err := book.SetSheetRow("Rules", cell, &ownRows[i]); err != nil {
			t.Fatal(err)
		}
	}
	if err := book.SaveAs(path); err != nil {
		t.Fatal(err)
	}
}

func writeFile(t *testing.T, path, text string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

// auditJSON audits estate.csv by an own matrix and reads the result back.
func auditJSON(t *testing.T, matrix string) *report.Result {
	t.Helper()
	var out, stderr bytes.Buffer
	code := run(context.Background(), []string{"audit", "estate.csv", "--matrix", matrix, "-o", "json"},
		streams{in: strings.NewReader(""), out: &out, err: &stderr})
	if code != exitIncompatible {
		t.Fatalf("exit code %d: %s", code, stderr.String())
	}
	result, err := report.ReadResult(out.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	return result
}

// verdictsOf lists what was judged and on whose word, a line each.
func verdictsOf(r *report.Result) string {
	var b strings.Builder
	for _, f := range r.Findings {
		b.WriteString(f.Application + ": " + f.Verdict.Key() + ", " + f.Risk.Key() + ", " + f.Reason + ", " + f.Remedy + ", " + f.Rule + "\n")
	}
	return b.String()
}
