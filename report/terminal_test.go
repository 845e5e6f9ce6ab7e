package report

import (
	"bytes"
	"errors"
	"math/rand/v2"
	"regexp"
	"strings"
	"testing"
	"unicode"

	"chatcompat/audit"
	"chatcompat/inventory"
)

var colorSequence = regexp.MustCompile("\x1b\\[[0-9]*m")

// hostileText is text of many scripts and widths, with all that a terminal obeys.
func hostileText(random *rand.Rand) string {
	parts := []string{"shift", "chat01.contoso.example", " ", "  ", "\n", "\r\n", "\t", "\x1b[2J", "\x1b]0;x\x07", "\u009b31m", "\u202e", "\u2066",
		"日本語", "ｱ", "＝", "👩‍👩‍👧‍👦", "🇩🇪", "e\u0301\u0302", "تسليم", "हिन्दी", "ไทย", "\u200b", "\ufeff", "\xff", "│", "…", "|", "--", "\u00ad", "\U000e0041", "ﷺ", "%s", "\x00"}
	var s strings.Builder
	for range random.IntN(40) {
		s.WriteString(pick(random, parts))
	}
	return s.String()
}

// TestNoLineIsWiderThanTheTerminal covers all widths from 40 to 200, with and
// without colour, which changes nothing but the colour.
func TestNoLineIsWiderThanTheTerminal(t *testing.T) {
	random := rand.New(rand.NewPCG(5, 6))
	for width := 40; width <= 200; width++ {
		all := samples()[width%7:][:1]
		meta, findings, _ := fixture()
		for i := range findings {
			f := &findings[i]
			f.Application, f.Server, f.Reason = hostileText(random), hostileText(random), f.Reason+hostileText(random)
			f.At.File = hostileText(random)
		}
		meta.Title, meta.PreparedFor, meta.Files[0].Path = hostileText(random), hostileText(random), hostileText(random)
		meta.Problems[0].Value, meta.Problems[0].At.File = hostileText(random), hostileText(random)
		all = append(all, sample{name: "hostile", meta: meta, findings: findings})
		meta.Columns = []string{"verdict", "owner", "server", "key", "basis"}
		all = append(all, sample{name: "columns", meta: meta, findings: findings})
		for _, s := range all {
			checkWidth(t, s, Terminal{Width: width, UTF8: width%2 == 0})
		}
	}
}

func checkWidth(t *testing.T, s sample, terminal Terminal) {
	t.Helper()
	for _, name := range []string{"table", "vertical"} {
		format, _ := FormatByName(name)
		s.meta.Terminal = terminal
		plain := render(t, format, s.meta, s.findings, s.summary())
		for line := range strings.SplitSeq(plain, "\n") {
			if n := cellWidth(line); n > terminal.Width {
				t.Errorf("%s of %s at %d: a line is %d wide: %q", name, s.name, terminal.Width, n, line)
			}
			if strings.ContainsFunc(line, obeyed) {
				t.Errorf("%s of %s: a line holds what a terminal obeys: %q", name, s.name, line)
			}
		}
		s.meta.Terminal.Color = true
		if colored := render(t, format, s.meta, s.findings, s.summary()); colorSequence.ReplaceAllString(colored, "") != plain {
			t.Errorf("%s of %s at %d: colour changes more than colour", name, s.name, terminal.Width)
		}
	}
}

// obeyed reports characters that a terminal acts on.
func obeyed(r rune) bool {
	return unicode.IsControl(r) || unicode.Is(unicode.Cf, r) && r != 0x200c && r != 0x200d
}

// TestLayoutsFitTheirWidths adds up the floors of the columns.
func TestLayoutsFitTheirWidths(t *testing.T) {
	for _, l := range layouts {
		need := frame(len(l.columns))
		for _, key := range l.columns {
			column, ok := drawnColumns[key]
			if !ok {
				column = plainColumn
			}
			need += column.floor
		}
		if need > l.width {
			t.Errorf("the layout for %d columns of text needs %d: %v", l.width, need, l.columns)
		}
	}
}

func TestTableWithoutWidthHasOneLineARow(t *testing.T) {
	for _, s := range samples() {
		s.meta.Show = ShowAll
		table, _ := FormatByName("table")
		text := render(t, table, s.meta, s.findings, s.summary())
		rows := 0
		for line := range strings.SplitSeq(text, "\n") {
			if strings.HasPrefix(line, "| high") || strings.HasPrefix(line, "| unknown") || strings.HasPrefix(line, "| medium") ||
				strings.HasPrefix(line, "| low") || strings.HasPrefix(line, "| none") {
				rows++
			}
		}
		if rows != len(s.findings) {
			t.Errorf("%s: %d rows, want %d\n%s", s.name, rows, len(s.findings), text)
		}
	}
}

func TestColorMarksTheVerdictOnly(t *testing.T) {
	meta, findings, summary := fixture()
	for _, name := range []string{"table", "vertical"} {
		format, _ := FormatByName(name)
		meta.Terminal = Terminal{Width: 160, Color: true}
		text := render(t, format, meta, findings, summary)
		for _, part := range regexp.MustCompile("\x1b\\[3[0-9]m([^\x1b]*)\x1b\\[0m").FindAllStringSubmatch(text, -1) {
			known := false
			for _, v := range audit.Verdicts() {
				known = known || strings.Contains(v.String(), part[1])
			}
			if !known {
				t.Errorf("%s colours %q", name, part[1])
			}
		}
		if !strings.Contains(text, "\x1b[31mIncompatible\x1b[0m") {
			t.Errorf("%s does not colour Incompatible", name)
		}
	}
}

func TestWrap(t *testing.T) {
	for _, test := range []struct {
		text  string
		width int
		want  string
	}{
		{"", 5, ""},
		{"one two three", 0, "one two three"},
		{"one two three", 7, "one two/three"},
		{"one  two", 8, "one  two"},
		{"chat01.contoso.example", 10, "chat01./contoso./example"},
		{"abcdefghij", 4, "abcd/efgh/ij"},
		{"日本語版", 5, "日本/語版"},
		{"e\u0301e\u0301e\u0301", 2, "e\u0301e\u0301/e\u0301"},
	} {
		if got := strings.Join(wrap(test.text, test.width), "/"); got != test.want {
			t.Errorf("wrap(%q, %d) = %q, want %q", test.text, test.width, got, test.want)
		}
	}
}

func TestShorten(t *testing.T) {
	for _, test := range []struct {
		text  string
		width int
		want  string
	}{
		{"estate.csv:5:27", 0, "estate.csv:5:27"},
		{"estate.csv:5:27", 15, "estate.csv:5:27"},
		{"estate.csv:5:27", 10, "est…v:5:27"},
		{"日本語版日本語版", 8, "日…語版"},
	} {
		got := shorten(test.text, test.width)
		if got != test.want || test.width > 0 && cellWidth(got) > test.width {
			t.Errorf("shorten(%q, %d) = %q, want %q", test.text, test.width, got, test.want)
		}
	}
}

func TestInspectionAndMatrixFitTheTerminal(t *testing.T) {
	meta, _, _ := fixture()
	x := Inspection{Files: meta.Files, Pairs: 1, Versions: []inventory.VersionText{
		{Field: inventory.FieldServerVersion, Written: "Lync Server", Cause: inventory.Ambiguous,
			Detail: "names no generation: Lync Server 2013 or Lync Server 2010, write which", Rows: 12345}}}
	for _, width := range []int{40, 44, 50, 58, 60, 72, 80, 120} {
		terminal := Terminal{Width: width}
		x.Terminal = terminal
		var out bytes.Buffer
		if err := errors.Join(x.WriteText(&out), writeMatrixTable(&out, terminal)); err != nil {
			t.Fatal(err)
		}
		for line := range strings.SplitSeq(out.String(), "\n") {
			if cellWidth(line) > width {
				t.Errorf("width %d: %q", width, line)
			}
		}
		if text := strings.Join(strings.Fields(out.String()), " "); !strings.Contains(text, "12345") || !strings.Contains(text, "Incompatible") {
			t.Errorf("width %d: a row is missing:\n%s", width, out.String())
		}
	}
}

func TestMeaningOfColumns(t *testing.T) {
	for want, column := range map[string]inventory.Column{
		"server-version":                 {Header: "Product", Field: inventory.FieldServerVersion},
		"(not known: kept as it is)":     {Header: "Cost centre"},
		"(compared with server-version)": {Header: "Build", Witness: inventory.FieldServerVersion},
	} {
		if got := meaning(column); got != want {
			t.Errorf("%q is taken for %q, want %q", column.Header, got, want)
		}
	}
}
