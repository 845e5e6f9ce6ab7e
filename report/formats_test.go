package report

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"chatcompat/audit"
	"chatcompat/inventory"
)

var update = flag.Bool("update", false, "write the golden files anew")

// textFormats are those whose output is compared byte by byte.
var textFormats = []string{"table", "vertical", "markdown", "csv", "json", "jsonl", "junit", "sarif"}

// sample is an estate to be rendered.
type sample struct {
	name     string
	meta     Meta
	findings []audit.Finding
	fired    []audit.FiredAdvisory
	checks   []audit.CheckStatus
}

// summary counts the findings of the sample and carries what its rules found.
func (s sample) summary() audit.Summary {
	summary := summarise(s.findings)
	for _, c := range cellsInForce(s.meta.Overrides)[len(summary.Matrix):] {
		summary.Matrix = append(summary.Matrix, audit.Cell{API: c.API, Server: c.Server})
	}
	summary.Matrix = recount(summary.Matrix, s.findings)
	summary.Advisories, summary.Checks = s.fired, s.checks
	return summary
}

// samples are the estates of the golden files.
func samples() []sample {
	meta, findings, _ := fixture()
	freezeWords(findings)
	nothing := meta
	nothing.Files = []inventory.File{{Path: "estate.csv", Tables: []inventory.Table{{Shape: inventory.ShapePairs, HeaderRow: 1, Columns: meta.Files[0].Tables[0].Columns}}}}
	nothing.Problems, nothing.Options = nil, nil
	many := meta
	many.PreparedFor, many.Excluded = "Change board", 2
	for i := range 25 {
		many.Problems = append(many.Problems, inventory.Problem{At: inventory.Pos{File: `\\fileserver\share\inventories\2026\emea\estate.xlsx`, Sheet: "Chat servers", Row: i + 2, Col: 3},
			Column: "Server Version", Value: "Lync", Message: "ambiguous, want Lync Server 2013 or Lync Server 2010"})
	}
	return []sample{
		{name: "empty", meta: nothing},
		{name: "one", meta: nothing, findings: findings[1:2]},
		{name: "nine", meta: meta, findings: findings[:9]},
		{name: "whole", meta: many, findings: findings},
		rulesSample(),
		{name: "scripts", meta: meta, findings: renamed(findings[:4], "勤務交代チャット 東京", "تسليم المناوبة", "Übergabe e\u0301 für Ko\u0308ln", "👩‍👩‍👧‍👦 ops 🇩🇪 हिन्दी ไทย")},
		{name: "long", meta: meta, findings: renamed(findings[1:4], strings.Repeat("shift ", 834), strings.Repeat("x", 5000), strings.Repeat("値", 5000))},
	}
}

// frozen are reasons and remedies as long as real ones, so that rewording those
// of the matrix changes no golden file.
var frozen = map[audit.Verdict]struct{ reason, remedy string }{
	audit.Incompatible:       {"an application of this API must not be deployed against a server of this version", "retarget the application to a pool of its own generation, or re-author it against the API of this server version"},
	audit.MayBeCompatible:    {"applications of this API may work against this server version, but two functions are not supported there; the inventory does not say whether the application uses them", "test sign-in, joining, posting and history against a pool of this version and move both functions to the tools of the server; where the application needs them, keep it on a server of its own generation"},
	audit.NotAssessed:        {"API version \"Lync\" is not understood: write the full name", "find out which version it is, enter it in the inventory and audit again; do not deploy before"},
	audit.Compatible:         {"the vendor lists this API as compatible with this server version", "no change needed; run the functional tests of the application once on this pool and record the result"},
	audit.CompatibleByDesign: {"the API was made for this server version", "nothing to do"},
}

func freezeWords(findings []audit.Finding) {
	for i := range findings {
		f := &findings[i]
		f.Reason, f.Remedy, f.Rule = frozen[f.Verdict].reason, frozen[f.Verdict].remedy, "the page of the vendor: row "+f.API.Version.Key()+", column "+f.ServerVersion.Version.Key()
	}
}

// renamed gives findings other applications.
func renamed(findings []audit.Finding, names ...string) []audit.Finding {
	var list []audit.Finding
	for i, name := range names {
		f := findings[i]
		f.Application, f.ApplicationKey = name, name
		f.Key, f.PairKey = f.Keys()
		list = append(list, f)
	}
	return list
}

func TestFormatsMatchTheirGoldenFiles(t *testing.T) {
	for _, s := range samples() {
		for _, name := range textFormats {
			format, ok := FormatByName(name)
			if !ok {
				t.Fatalf("there is no format %s", name)
			}
			s.meta.Terminal = Terminal{Width: 100, UTF8: true}
			compareGolden(t, s.name+"."+name, render(t, format, s.meta, s.findings, s.summary()))
		}
	}
	meta, findings, summary := fixture()
	freezeWords(findings)
	table, _ := FormatByName("table")
	for name, terminal := range map[string]Terminal{
		"width60.table": {Width: 60}, "width80color.table": {Width: 80, Color: true, UTF8: true}, "width160.table": {Width: 160, UTF8: true}, "unlimited.table": {},
	} {
		meta.Terminal = terminal
		compareGolden(t, name, render(t, table, meta, findings, summary))
	}
}

func compareGolden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", "golden", name)
	if *update {
		if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(got), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatalf("%v (go test ./report -update writes it)", err)
	}
	if got != string(want) {
		t.Errorf("%s is\n%s\nwant\n%s", name, got, want)
	}
}

// limitedWriter fails once it took so many bytes.
type limitedWriter struct{ room int }

var errFull = errors.New("no space left on device")

func (w *limitedWriter) Write(p []byte) (int, error) {
	n := min(len(p), w.room)
	w.room -= n
	if n < len(p) {
		return n, errFull
	}
	return n, nil
}

func TestFormatsReturnTheErrorOfTheDestination(t *testing.T) {
	meta, findings, summary := fixture()
	for _, format := range writable(t) {
		var whole bytes.Buffer
		if err := feed(format.New(&whole, meta), findings, summary); err != nil {
			t.Fatalf("%s: %v", format.Name, err)
		}
		for _, room := range []int{0, 1, whole.Len() / 2, whole.Len() - 1} {
			if err := feed(format.New(&limitedWriter{room}, meta), findings, summary); !errors.Is(err, errFull) {
				t.Errorf("%s with room for %d of %d bytes: error %v, want %v", format.Name, room, whole.Len(), err, errFull)
			}
		}
	}
}

// TestFormatsDoNotKeepTheBlock feeds findings in blocks that are overwritten
// after each call, and in one that is not.
func TestFormatsDoNotKeepTheBlock(t *testing.T) {
	meta, findings, summary := fixture()
	meta.Sort = []string{"application"}
	for _, name := range textFormats {
		format, _ := FormatByName(name)
		var whole bytes.Buffer
		w := format.New(&whole, meta)
		if err := errors.Join(w.Write(findings), w.Close(summary)); err != nil {
			t.Fatal(err)
		}
		if inBlocks := render(t, format, meta, findings, summary); inBlocks != whole.String() {
			t.Errorf("%s in blocks is\n%s\nwant\n%s", name, inBlocks, whole.String())
		}
	}
}

func TestFormatByName(t *testing.T) {
	for name, want := range map[string]string{"table": "table", "MD": "markdown", "Markdown": "markdown", "jsonl": "jsonl", "": "", "pdf": ""} {
		if got, ok := FormatByName(name); got.Name != want || ok != (want != "") {
			t.Errorf("FormatByName(%q) = %q, %v, want %q", name, got.Name, ok, want)
		}
	}
	for path, want := range map[string]string{
		"board.csv": "csv", `out\BOARD.JSON`: "json", "a.b/x.ndjson": "jsonl", "notes.markdown": "markdown", "x.md": "markdown",
		"x.txt": "table", "csv": "", "x.csv.bak": "", "": "",
	} {
		if got, ok := FormatByExtension(path); got.Name != want || ok != (want != "") {
			t.Errorf("FormatByExtension(%q) = %q, %v, want %q", path, got.Name, ok, want)
		}
	}
}

// TestFormatsAreDistinct holds the list of formats to its promises.
func TestFormatsAreDistinct(t *testing.T) {
	taken := map[string]string{}
	for _, f := range Formats {
		if f.Help == "" || (f.New == nil) == (f.Parse == nil) {
			t.Errorf("format %q has no help or no writer", f.Name)
		}
		for _, name := range append([]string{f.Name, f.Alias}, f.Extensions...) {
			if other, ok := taken[name]; ok && name != "" {
				t.Errorf("%s belongs to %s and %s", name, other, f.Name)
			}
			taken[name] = f.Name
		}
	}
}

// TestShowDecidesWhatIsListed counts the findings of each format by a word that
// only they have.
func TestShowDecidesWhatIsListed(t *testing.T) {
	meta, findings, summary := fixture()
	for i := range findings {
		findings[i].Application = fmt.Sprintf("listed%02d", i)
	}
	for _, name := range textFormats {
		format, _ := FormatByName(name)
		byDefault := 16
		if name == "table" || name == "vertical" {
			byDefault = 11
		}
		for show, want := range map[Show]int{ShowDefault: byDefault, ShowRisky: 11, ShowMixed: 7, ShowAll: 16} {
			meta.Show = show
			listed := map[string]bool{}
			for _, name := range regexp.MustCompile(`listed\d\d`).FindAllString(render(t, format, meta, findings, summary), -1) {
				listed[name] = true
			}
			if got := len(listed); got != want {
				t.Errorf("%s with show %d lists %d findings, want %d", name, show, got, want)
			}
		}
	}
}

func BenchmarkFormats(b *testing.B) {
	meta, fixed, _ := fixture()
	var findings []audit.Finding
	for len(findings) < 100_000 {
		findings = append(findings, fixed...)
	}
	summary := summarise(findings)
	meta.Terminal.Width = 120
	for _, format := range writable(b) {
		b.Run(format.Name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				w := format.New(io.Discard, meta)
				for block := findings; len(block) > 0; block = block[min(1024, len(block)):] {
					if err := w.Write(block[:min(1024, len(block))]); err != nil {
						b.Fatal(err)
					}
				}
				if err := w.Close(summary); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
