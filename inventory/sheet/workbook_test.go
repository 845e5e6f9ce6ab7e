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

// readBytes reads a workbook that is in memory.
func readWorkbookBytes(name string, data []byte, opt Options) ([]*Table, error) {
	return readWorkbook(context.Background(), Input{name, int64(len(data)), bytes.NewReader(data)}, opt)
}

var kindNames = map[Kind]string{Text: "", Number: "number", Bool: "bool", Error: "error", Date: "date", NoValue: "no value"}

// dump writes everything that a reader found, a line for each cell that is not empty.
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

// TestCorpusReadsAsExpected reads every workbook of the corpus and compares
// all that was found with the dump beside it.
func TestCorpusReadsAsExpected(t *testing.T) {
	files, err := filepath.Glob(filepath.Join("testdata", "workbooks", "*.xls[xm]"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no corpus: %v", err)
	}
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			data, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			tables, err := readWorkbookBytes(filepath.Base(file), data, Options{})
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
