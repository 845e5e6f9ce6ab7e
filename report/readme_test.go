package report

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"chatcompat/audit"
)

// The table of advisories in README.md stands between these lines.
const (
	readmeBegin = "<!-- advisories -->\n"
	readmeEnd   = "<!-- /advisories -->\n"
)

// readmeAdvisories is what README.md says of every advisory.
func readmeAdvisories() string {
	t := newMarkdownTable([]string{"Id", "About a", "Fires where", "What it says", "Source", "Needs a column"})
	for _, a := range audit.Advisories() {
		t.add([]string{a.ID, a.Scope.Key(), a.When, a.Title, a.Source.String(), a.Needs})
	}
	return t.rest(0, "")
}

// TestReadmeListsEveryAdvisory holds README.md to the table of advisories.
func TestReadmeListsEveryAdvisory(t *testing.T) {
	path := filepath.Join("..", "README.md")
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	text := strings.ReplaceAll(string(data), "\r\n", "\n")
	before, rest, ok := strings.Cut(text, readmeBegin)
	got, after, closed := strings.Cut(rest, readmeEnd)
	if !ok || !closed {
		t.Fatalf("README.md has no lines %q and %q", readmeBegin, readmeEnd)
	}
	want := "\n" + readmeAdvisories()
	if got == want {
		return
	}
	if *update {
		if err := os.WriteFile(path, []byte(before+readmeBegin+want+readmeEnd+after), 0o600); err != nil {
			t.Fatal(err)
		}
		return
	}
	t.Errorf("README.md says\n%s\nwant (go test ./report -run Readme -update writes it)\n%s", got, want)
}
