package inventory

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"
)

var update = flag.Bool("update", false, "write the expectations of testdata/estate anew")

// TestLoadCorpus loads the files of every archive of testdata/estate together
// and compares what became of them with the archive's last file, want: a dump
// of the estate, or the error. The lines above the first file are options.
func TestLoadCorpus(t *testing.T) {
	for _, dir := range []string{"ok", "err"} {
		paths, err := filepath.Glob(filepath.Join("testdata", "estate", dir, "*.txtar"))
		if err != nil || len(paths) == 0 {
			t.Fatalf("%d archives in %s: %v", len(paths), dir, err)
		}
		for _, path := range paths {
			t.Run(dir+"/"+strings.TrimSuffix(filepath.Base(path), ".txtar"), func(t *testing.T) {
				archive, err := txtar.ParseFile(path)
				if err != nil {
					t.Fatal(err)
				}
				files, want := splitWant(archive)
				estate, err := Load(context.Background(), inputsOf(files), corpusOptions(t, archive.Comment))
				if (err != nil) != (dir == "err") {
					t.Fatalf("error %v in %s", err, dir)
				}
				got := ""
				if err != nil {
					got = fmt.Sprintf("%T: %v\n", err, err)
				} else {
					got = dump(estate)
				}
				if *update {
					archive.Files = append(files, txtar.File{Name: "want", Data: []byte(got)})
					if err := os.WriteFile(path, txtar.Format(archive), 0o666); err != nil {
						t.Fatal(err)
					}
					return
				}
				if diff := cmp.Diff(want, got); diff != "" {
					t.Errorf("-want +got:\n%s", diff)
				}
			})
		}
	}
}

// splitWant takes the expectation off the end of an archive.
func splitWant(archive *txtar.Archive) (files []txtar.File, want string) {
	for _, f := range archive.Files {
		if f.Name == "want" {
			want = string(f.Data)
		} else {
			files = append(files, f)
		}
	}
	return files, want
}

func inputsOf(files []txtar.File) []Input {
	var inputs []Input
	for _, f := range files {
		inputs = append(inputs, inputOf(f.Name, f.Data))
	}
	return inputs
}

func inputOf(name string, data []byte) Input {
	return Input{Name: name, Size: int64(len(data)), ReaderAt: bytes.NewReader(data)}
}

// corpusOptions reads lines such as "map server=Chat host" and "where site=London".
func corpusOptions(t *testing.T, comment []byte) Options {
	t.Helper()
	var opt Options
	for line := range strings.Lines(string(comment)) {
		name, value, _ := strings.Cut(strings.TrimSpace(line), " ")
		key, rest, _ := strings.Cut(value, "=")
		field, _ := ParseField(key)
		switch name {
		case "", "//":
		case "map":
			opt.Map = append(opt.Map, Mapping{field, rest})
		case "where":
			opt.Where = append(opt.Where, Filter{field, rest})
		case "exclude":
			opt.Exclude = append(opt.Exclude, Filter{field, rest})
		case "sheet":
			opt.Sheets = append(opt.Sheets, value)
		case "header-row":
			opt.HeaderRow, _ = strconv.Atoi(value)
		default:
			t.Fatalf("no option %q", name)
		}
	}
	return opt
}

// dump writes all that an estate says, one fact a line.
func dump(e *Estate) string {
	var b strings.Builder
	for _, f := range e.Files {
		for _, table := range f.Tables {
			dumpTable(&b, f.Path, table)
		}
	}
	if e.Excluded > 0 {
		fmt.Fprintf(&b, "excluded %d\n", e.Excluded)
	}
	for _, p := range e.Problems {
		fmt.Fprintf(&b, "problem %s\n", p)
	}
	for block := range e.Pairs() {
		for i := range block {
			dumpPair(&b, &block[i])
		}
	}
	return b.String()
}

func dumpTable(b *strings.Builder, path string, t Table) {
	if t.Sheet != "" {
		path += ":" + t.Sheet
	}
	fmt.Fprintf(b, "table %s: %s, header %d, rows %d:", path, t.Shape.Key(), t.HeaderRow, t.Rows)
	a := t.Accounting
	for _, n := range []struct {
		name string
		rows int
	}{{"paired", a.Paired}, {"joined", a.Joined}, {"unused", a.Unused}, {"duplicate", a.Duplicate},
		{"excluded", a.Excluded}, {"blank", a.Blank}, {"unreadable", a.Unreadable}} {
		if n.rows > 0 {
			fmt.Fprintf(b, " %s %d", n.name, n.rows)
		}
	}
	b.WriteByte('\n')
	for _, c := range t.Columns {
		fmt.Fprintf(b, "  column %q %s", c.Header, orDash(c.Field.Key()))
		if c.Witness != NoField {
			b.WriteString(" beside " + c.Witness.Key())
		}
		b.WriteByte('\n')
	}
	for _, n := range t.Notes {
		fmt.Fprintf(b, "  note %s\n", n)
	}
}

func dumpPair(b *strings.Builder, p *Pair) {
	fmt.Fprintf(b, "pair %s: %q", p.At, p.Application)
	if p.ApplicationID != "" {
		fmt.Fprintf(b, " id %q", p.ApplicationID)
	}
	fmt.Fprintf(b, " on %q", p.Server)
	if foldHost(p.Server) != p.ServerKey {
		fmt.Fprintf(b, " = %s", p.ServerKey)
	}
	b.WriteByte('\n')
	dumpReading(b, "api", p.API)
	dumpReading(b, "version", p.ServerVersion)
	for _, at := range p.Also {
		fmt.Fprintf(b, "  also %s\n", at)
	}
	for _, v := range p.Fields {
		fmt.Fprintf(b, "  %s %q\n", v.Field.Key(), v.Text)
	}
	for _, v := range p.ServerFields {
		fmt.Fprintf(b, "  of the server: %s %q\n", v.Field.Key(), v.Text)
	}
	for _, x := range p.Extra {
		fmt.Fprintf(b, "  extra %q %q\n", x.Header, x.Text)
	}
	for _, problem := range p.Problems {
		fmt.Fprintf(b, "  problem %s\n", problem)
	}
}

func dumpReading[V API | ServerVersion](b *strings.Builder, name string, r Reading[V]) {
	words := slices.DeleteFunc([]string{versionKey(r.Version), r.Certainty.Key(), r.Cause.Key()}, func(s string) bool { return s == "" })
	fmt.Fprintf(b, "  %s %q: %s at %s", name, r.Written, strings.Join(words, " "), r.At)
	if r.Detail != "" {
		fmt.Fprintf(b, ": %s", r.Detail)
	}
	b.WriteByte('\n')
}

func orDash(s string) string {
	if s == "" {
		return "-"
	}
	return s
}
