package report

import (
	"strings"
	"testing"

	"chatcompat/audit"
	"chatcompat/inventory"
)

// TestMarkdownStaysWithinItsBounds renders far more than a page takes.
func TestMarkdownStaysWithinItsBounds(t *testing.T) {
	meta, fixed, _ := fixture()
	format, _ := FormatByName("md")
	var findings []audit.Finding
	for i := range 4000 {
		f := fixed[i%len(fixed)]
		f.Application += strings.Repeat("|\n<b>", i%90)
		f.Remedy += strings.Repeat("*", i%100)
		findings = append(findings, f)
		meta.Problems = append(meta.Problems, inventory.Problem{Message: strings.Repeat("_", i)})
		meta.Files[0].Tables = append(meta.Files[0].Tables, inventory.Table{Sheet: f.Application})
	}
	meta.Title, meta.PreparedFor = strings.Repeat("<", 70_000), strings.Repeat("`", 70_000)
	text := render(t, format, meta, findings, summarise(findings))
	if len(text) > markdownMost {
		t.Errorf("%d bytes, want at most %d", len(text), markdownMost)
	}
	for _, want := range []string{"more findings; the full list is in the workbook or with -o csv", "more tables; -o json has them all", "more; -o json has them all", "more remedies; "} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is missing", want)
		}
	}
}

// TestMarkdownRowsAreWhole counts the unescaped bars of each row.
func TestMarkdownRowsAreWhole(t *testing.T) {
	format, _ := FormatByName("md")
	for _, s := range samples() {
		bars := 0
		for line := range strings.SplitSeq(render(t, format, s.meta, s.findings, s.summary()), "\n") {
			if !strings.HasPrefix(line, "|") {
				bars = 0
				continue
			}
			n := strings.Count(strings.ReplaceAll(strings.ReplaceAll(line, `\\`, ""), `\|`, ""), "|")
			if bars > 0 && n != bars {
				t.Errorf("%s: a row has %d bars, its header %d: %s", s.name, n, bars, line)
			}
			bars = n
			if strings.ContainsAny(line, "\r<>") {
				t.Errorf("%s: a row holds markup: %s", s.name, line)
			}
		}
	}
}
