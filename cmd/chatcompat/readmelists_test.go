package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"chatcompat/inventory"
	"chatcompat/report"
)

// readRoot reads a file of the repository's root, with LF as line ends.
func readRoot(t *testing.T, name string) string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("..", "..", name))
	if err != nil {
		t.Fatal(err)
	}
	return strings.ReplaceAll(string(data), "\r\n", "\n")
}

// section is the text of README.md below a heading, up to the next one of its rank.
func section(t *testing.T, heading string) string {
	t.Helper()
	_, text, ok := strings.Cut(readRoot(t, "README.md"), "\n## "+heading+"\n")
	if !ok {
		t.Fatalf("README.md has no section %q", heading)
	}
	text, _, _ = strings.Cut(text, "\n## ")
	return text
}

func TestReadmeListsEveryFormat(t *testing.T) {
	formats := section(t, "Formats")
	for _, f := range report.Formats {
		row := strings.Index(formats, "| `"+f.Name+"`")
		if row < 0 {
			row = strings.Index(formats, ", `"+f.Name+"` |")
		}
		if row < 0 {
			t.Errorf("the table of formats in README.md has no row for %s", f.Name)
		}
	}
}

// TestReadmeListsEveryDependency holds README.md to the modules that go.mod
// requires directly, and to the tools.
func TestReadmeListsEveryDependency(t *testing.T) {
	dependencies := section(t, "Dependencies")
	found := 0
	for line := range strings.Lines(readRoot(t, "go.mod")) {
		fields := strings.Fields(line)
		if len(fields) != 2 || !strings.HasPrefix(line, "\t") {
			continue // a directive, a bracket, or an indirect requirement
		}
		found++
		if !strings.Contains(dependencies, fields[0]) {
			t.Errorf("README.md does not say what %s is for", fields[0])
		}
	}
	if found == 0 {
		t.Error("go.mod requires nothing directly")
	}
	if !strings.Contains(dependencies, "honnef.co/go/tools") {
		t.Error("README.md does not say what honnef.co/go/tools is for")
	}
}

func TestReadmeListsEveryField(t *testing.T) {
	var keys []string
	for _, f := range inventory.Fields() {
		keys = append(keys, "`"+f.Key()+"`")
	}
	want := "`--columns`: " + strings.Join(keys, ", ") + "."
	if !strings.Contains(section(t, "Inventories"), want) {
		t.Errorf("README.md does not say %s", want)
	}
}
