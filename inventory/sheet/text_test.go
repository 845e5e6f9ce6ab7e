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
)

var update = flag.Bool("update", false, "write the .want files of testdata anew")

// readBytes reads a file that is in memory.
func readBytes(t testing.TB, name string, data []byte, opt Options) (*Table, error) {
	t.Helper()
	book, err := Read(context.Background(), Input{Name: name, Size: int64(len(data)), ReaderAt: bytes.NewReader(data)}, opt)
	if err != nil {
		return nil, err
	}
	if len(book.Tables) != 1 || book.Bytes != int64(len(data)) {
		t.Fatalf("%d tables of %d bytes, want 1 of %d", len(book.Tables), book.Bytes, len(data))
	}
	return book.Tables[0], nil
}

// dump writes a table in the form of the .want files: what is known of the
// table, then one line a cell, fault and note.
func dump(t *Table) string {
	var b strings.Builder
	fmt.Fprintf(&b, "encoding %s, delimiter %q, rows %d", t.Encoding, t.Delimiter, t.Rows())
	if t.TypeName != "" {
		fmt.Fprintf(&b, ", type %s", t.TypeName)
	}
	b.WriteByte('\n')
	for row := range t.Rows() {
		if t.Width(row) == 0 {
			fmt.Fprintf(&b, "%s: blank\n", t.Pos(row, -1))
		}
		for col := range t.Width(row) {
			fmt.Fprintf(&b, "%s: %d %q\n", t.Pos(row, col), t.Kind(row, col), t.Text(row, col))
		}
		if f, bad := t.Fault(row); bad {
			fmt.Fprintf(&b, "fault %s: %q: %s\n", f.At, f.Value, f.Message)
		}
	}
	for _, n := range t.Notes {
		fmt.Fprintf(&b, "note %s: %s\n", n.At, n.Message)
	}
	return b.String()
}

// TestReadCorpus reads every file of testdata/text and compares it with the
// .want beside it: a dump of the table, or the error. A file is a whole case;
// its name says what is odd about it.
func TestReadCorpus(t *testing.T) {
	for _, dir := range []string{"ok", "err"} {
		paths, err := filepath.Glob(filepath.Join("testdata", "text", dir, "*"))
		if err != nil || len(paths) == 0 {
			t.Fatalf("%d files in %s: %v", len(paths), dir, err)
		}
		for _, path := range paths {
			if strings.HasSuffix(path, ".want") {
				continue
			}
			name := filepath.Base(path)
			t.Run(dir+"/"+name, func(t *testing.T) {
				data, err := os.ReadFile(path)
				if err != nil {
					t.Fatal(err)
				}
				table, err := readBytes(t, name, data, Options{})
				if (err != nil) != (dir == "err") {
					t.Fatalf("error %v in %s", err, dir)
				}
				got := ""
				if err != nil {
					got = err.Error() + "\n"
				} else {
					got = dump(table)
				}
				compareWant(t, path+".want", got)
			})
		}
	}
}

func compareWant(t *testing.T, path, got string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o666); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}
