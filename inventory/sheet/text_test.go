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

// TestReadBoundsItsNotes has more oddities of one kind than anybody wants to read.
func TestReadBoundsItsNotes(t *testing.T) {
	text := "App,Server\n" + strings.Repeat("\"a\"b,c\n", 100)
	table, err := readBytes(t, "a.csv", []byte(text), Options{})
	if err != nil {
		t.Fatal(err)
	}
	last := table.Notes[len(table.Notes)-1]
	want := Note{Pos{File: "a.csv", Row: 101, Col: 1}, "and 80 more of this kind, the last one here: cells with text after their closing quote"}
	if len(table.Notes) != notesOfKind+1 || last != want {
		t.Errorf("%d notes, the last is %v, want %v", len(table.Notes), last, want)
	}
}

// TestReadTakesOptions checks that what the user says wins over what the file looks like.
func TestReadTakesOptions(t *testing.T) {
	tests := []struct {
		text string
		opt  Options
		want string
	}{
		{"a,b;c\nd,e;f\n", Options{Delimiter: ';'}, `[["a,b" "c"] ["d,e" "f"]]`},
		{"sep=;\na,b;c\n", Options{Delimiter: ','}, `[["a" "b;c"]]`},
		{"a§b\n\"c§\"§d\u00a8\n", Options{Delimiter: '§'}, `[["a" "b"] ["c§" "d¨"]]`},
		{"a  \"b c\" d\n", Options{Delimiter: ' '}, `[["a" "" "b c" "d"]]`},
	}
	for _, test := range tests {
		table, err := readBytes(t, "a.csv", []byte(test.text), test.opt)
		if err != nil {
			t.Fatal(err)
		}
		if got := fmt.Sprintf("%q", cellsOfTable(table)); got != test.want || table.Delimiter != test.opt.Delimiter {
			t.Errorf("%q with %q: %s, want %s", test.text, test.opt.Delimiter, got, test.want)
		}
	}
}

// TestReadNamesItsLimits has a cell and a row that are larger than a table may hold.
func TestReadNamesItsLimits(t *testing.T) {
	tests := []struct{ text, want string }{
		{"a,b\nc," + strings.Repeat("x", MaxCell+1), "a.csv:2:3: a cell of more than 16777215 bytes"},
		{"a,b\nc\n" + strings.Repeat(",", maxColumns), "a.csv:3:16385: more than 16384 columns"},
	}
	for _, test := range tests {
		if _, err := readBytes(t, "a.csv", []byte(test.text), Options{}); err == nil || err.Error() != test.want {
			t.Errorf("error %v, want %s", err, test.want)
		}
	}
	if _, err := readBytes(t, "a.csv", []byte("a,b\nc,"+strings.Repeat("x", MaxCell)), Options{}); err != nil {
		t.Error(err)
	}
}

// TestReadDetectsDelimiters has texts that tempt to the wrong delimiter.
func TestReadDetectsDelimiters(t *testing.T) {
	tests := []struct {
		text string
		want rune
	}{
		{"a;b\n1,5;2,5\n1,5;2,5\n1,5;2,5\n", ';'},
		{"Stand, heute\na;b;c\n1,5;x;y\n2,5;x;y\n", ';'},
		{"Report of July, 2026\n\na,b\n1,2\n", ','},
		{"a,b\nx,1;2;3\ny,1;2;3\n", ','},
		{"a|b\n\"x,y,z\"|c\n\"x,y,z\"|d\n", '|'},
		{"a,b,c\n\"x;y\",\"u;v\",w\n\"x;y\",\"u;v\",w\n", ','},
		{"a\tb\tc\n1, 2, 3\t4\t5\n1, 2, 3\t4\t5\n", '\t'},
		{"\"a;b\";\"c\"\n\"d\ne,f\";g\n", ';'},
		{"a;b;c\n1;2\n1;2;3;4\n1,0;2;3\n", ';'},
		{"one\ntwo\n", ','},
		{"name\nLast, First\nBob\nEve\n", 0},
		{"a,b\n", ','},
		{"a;\nb;\n", ';'},
	}
	for _, test := range tests {
		table, err := readBytes(t, "a.csv", []byte(test.text), Options{})
		if err != nil {
			t.Fatal(err)
		}
		if table.Delimiter != test.want {
			t.Errorf("%q: %q, want %q", test.text, table.Delimiter, test.want)
		}
	}
}
