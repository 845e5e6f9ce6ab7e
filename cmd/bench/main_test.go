package main

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
)

// asProgram in the environment makes the test binary the program itself, which
// starts itself anew to generate data and to play rivals.
const asProgram = "CHATCOMPAT_BENCH_AS_PROGRAM"

func TestMain(m *testing.M) {
	if os.Getenv(asProgram) != "" {
		main()
		return
	}
	os.Exit(m.Run())
}

// TestMeasuresWithoutRivals runs every job on a small estate with nothing on
// the path, so that only chatcompat and the rivals of this program take part.
func TestMeasuresWithoutRivals(t *testing.T) {
	chatcompat := build(t)
	t.Setenv(asProgram, "1")
	t.Setenv("PATH", t.TempDir())
	data := t.TempDir()
	readme := filepath.Join(t.TempDir(), "README.md")
	if err := os.WriteFile(readme, []byte("before\n"+blockBegin+"\nold\n"+blockEnd+"\nafter\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	var out, errOut bytes.Buffer
	args := []string{"-rows", "1000", "-rounds", "1", "-large", "-dir", data, "-peers", t.TempDir(), "-chatcompat", chatcompat, "-readme", readme}
	if err := run(t.Context(), args, &out, &errOut); err != nil {
		t.Fatalf("%v\n%s", err, errOut.String())
	}
	l := &lab{options: options{rows: 1000}}
	for _, j := range jobs {
		if !strings.Contains(out.String(), "| "+l.title(j)+" | ") {
			t.Errorf("%s was not measured", l.title(j))
		}
	}
	wantLine(t, out.String(), "Not installed and not compared: ", "`wc -l`", "DuckDB, contains", "pandas, contains", "SheetJS, pairs sheet")
	wantLine(t, out.String(), "| Go encoding/csv, contains | ", " MiB | ")
	text, err := os.ReadFile(readme)
	if err != nil {
		t.Fatal(err)
	}
	table, _, _ := strings.Cut(out.String(), "\n\n| job | program |")
	if want := "before\n" + blockBegin + "\n" + table + "\n" + blockEnd + "\nafter\n"; string(text) != want {
		t.Errorf("README.md is\n%s\nwant\n%s", text, want)
	}
	if left, err := filepath.Glob(filepath.Join(data, "out-*")); err != nil || len(left) > 0 {
		t.Errorf("left behind: %v, %v", left, err)
	}
}

// wantLine wants a line that holds all texts.
func wantLine(t *testing.T, text string, holds ...string) {
	t.Helper()
	for line := range strings.Lines(text) {
		if !slices.ContainsFunc(holds, func(part string) bool { return !strings.Contains(line, part) }) {
			return
		}
	}
	t.Errorf("no line with %q in\n%s", holds, text)
}

func build(t *testing.T) string {
	t.Helper()
	program := filepath.Join(t.TempDir(), "chatcompat")
	if runtime.GOOS == "windows" {
		program += ".exe"
	}
	if output, err := exec.Command("go", "build", "-o", program, "chatcompat/cmd/chatcompat").CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, output)
	}
	return program
}

func TestWrongUsageIsAnError(t *testing.T) {
	for _, test := range []struct {
		args []string
		want string
	}{
		{[]string{"-generate"}, "-dir"},
		{[]string{"-generate", "-rows", "10", "-dir", t.TempDir()}, "10 rows: want 1000"},
		{[]string{"-generate", "-rows", "1000", "-dir", t.TempDir(), "pears.csv"}, "pears.csv: no file"},
		{[]string{"pairs.csv"}, "only -generate takes arguments"},
		{[]string{"-rounds", "0"}, "-rounds 0: want 1 or more"},
		{[]string{"peer", "nobody"}, "unknown"},
		{[]string{"peer", "csv", "one"}, "another number of arguments"},
	} {
		var out bytes.Buffer
		if err := run(t.Context(), test.args, &out, &out); err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("bench %v: %v, want %q", test.args, err, test.want)
		}
	}
}
