package sheet

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var updateWorkbooks = flag.Bool("update-workbooks", false, "rewrite the expected dumps of testdata/workbooks")

// readWorkbookBytes reads a workbook that is in memory.
func readWorkbookBytes(name string, data []byte, opt Options) ([]*Table, error) {
	return readWorkbook(context.Background(), Input{name, int64(len(data)), bytes.NewReader(data)}, opt)
}

var kindNames = map[Kind]string{Text: "", Number: "number", Bool: "bool", Error: "error", Date: "date", NoValue: "no value"}

// dumpWorkbook writes everything that a reader found, a line for each cell that is not empty.
func dumpWorkbook(tables []*Table) string {
	var b strings.Builder
	for _, t := range tables {
		fmt.Fprintf(&b, "== %s hidden=%t hiddenRows=%d rows=%d\n", t.Sheet, t.Hidden, t.HiddenRows, t.Rows())
		for _, n := range t.Notes {
			fmt.Fprintf(&b, "note %s: %s\n", n.At, n.Message)
		}
		for row := range t.Rows() {
			fmt.Fprintf(&b, "row %d width=%d\n", t.Line(row), t.Width(row))
			for col := range t.Width(row) {
				if text := t.Text(row, col); text != "" {
					fmt.Fprintf(&b, "%s %q %s\n", t.Pos(row, col), text, kindNames[t.Kind(row, col)])
				}
			}
		}
	}
	return strings.ReplaceAll(b.String(), " \n", "\n")
}

// corpusFiles are the workbooks of the corpus.
func corpusFiles(tb testing.TB) []string {
	tb.Helper()
	var files []string
	for _, pattern := range []string{"*.xls[xm]", "*.txtar"} {
		found, err := filepath.Glob(filepath.Join("testdata", "workbooks", pattern))
		if err != nil || len(found) == 0 {
			tb.Fatalf("no %s in the corpus: %v", pattern, err)
		}
		files = append(files, found...)
	}
	return files
}

// TestCorpusReadsAsExpected reads every workbook of the corpus and compares
// all that was found with the dump beside it.
func TestCorpusReadsAsExpected(t *testing.T) {
	for _, file := range corpusFiles(t) {
		t.Run(filepath.Base(file), func(t *testing.T) {
			tables, err := readWorkbookBytes("estate.xlsx", loadCorpus(t, file), Options{})
			if err != nil {
				t.Fatal(err)
			}
			got := dumpWorkbook(tables)
			golden := file + ".txt"
			if *updateWorkbooks {
				if err := os.WriteFile(golden, []byte(got), 0o666); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(strings.ReplaceAll(string(want), "\r\n", "\n"), got); diff != "" {
				t.Errorf("read differently (-want +got):\n%s", diff)
			}
		})
	}
}
