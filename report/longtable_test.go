package report

import (
	"bytes"
	"errors"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"chatcompat/audit"
)

// pieces are what cells of random tables are made of: words, what is broken inside a
// word, and characters whose width is not the number of their code points.
var pieces = []string{"", "a", "chat01.contoso.example", "Payments", "archiver", "C:\\estate\\2026\\inventory.csv:1234:5", "-", "12345", "Incompatible",
	"日本語版", "é", "e\u0301", "नमस्ते", "👩‍👩‍👧‍👦", "🇩🇪", "\u200d", "ﬁ", "สวัสดี", "…", "ß", "—", "|", "+--+", "(no server)", strings.Repeat("x", 45), "1️⃣", "\u00ad"}

// randomTable is a table of some columns and rows, the same of the same numbers.
func randomTable(r *rand.Rand, rows int) *drawn {
	d := &drawn{}
	for i := range 1 + r.IntN(7) {
		d.columns = append(d.columns, drawnColumn{title: []string{"Verdict", "Server version as written", "Id"}[r.IntN(3)], floor: 4 + r.IntN(14),
			weight: 1 + r.IntN(5), lines: []int{0, 1, 3}[r.IntN(3)], middle: i%3 == 2})
	}
	var all textRows
	plain := r.IntN(2) == 0
	for range rows {
		row := make([]string, len(d.columns))
		for i := range row {
			var words []string
			for range r.IntN(5) {
				words = append(words, pieces[r.IntN(len(pieces))])
			}
			row[i] = visible(strings.Join(words, []string{" ", "", "  "}[r.IntN(3)]))
			if plain && !isPlain(row[i]) {
				row[i] = "plain"
			}
		}
		all = append(all, row)
	}
	d.rows = all
	return d
}

// drawnBoth are the pictures that tablewriter and we draw of a table. Where cells are
// many it is not known what they all are.
func drawnBoth(t *testing.T, d *drawn, terminal Terminal, many bool) (want, got string) {
	t.Helper()
	var theirs, ours bytes.Buffer
	if err := new(drawer).draw(d, &theirs, terminal); err != nil {
		t.Fatal(err)
	}
	if many {
		clear(d.measure().texts)
	}
	if err := drawLong(d, d.widths(terminal.Width), &ours, terminal); err != nil {
		t.Fatal(err)
	}
	return theirs.String(), ours.String()
}

func TestLongTablesAreDrawnAsShortOnes(t *testing.T) {
	drawn := 0
	for seed := range uint64(1500) {
		r := rand.New(rand.NewPCG(seed, 7))
		d := randomTable(r, 1+r.IntN(25))
		terminal := Terminal{Width: []int{0, 40, 57, 60, 80, 96, 120, 160, 200}[r.IntN(9)], UTF8: r.IntN(2) == 0, Color: r.IntN(2) == 0}
		if !d.fits(terminal.Width) {
			continue
		}
		if terminal.Color {
			d.color = func(row, col int, line string, first bool) string {
				if col != 0 || needsStandIn(line) {
					return line
				}
				return colored(audit.Verdicts()[row%5], line, terminal)
			}
		}
		if want, got := drawnBoth(t, d, terminal, r.IntN(2) == 0); got != want {
			t.Fatalf("seed %d, %+v: drawn\n%s\nwant\n%s", seed, terminal, got, want)
		}
		drawn++
	}
	if drawn < 500 {
		t.Errorf("only %d tables fitted", drawn)
	}
}

// FuzzLongTable draws the lines of a text as rows and its tabs as cells.
func FuzzLongTable(f *testing.F) {
	for i, text := range []string{"a\tb\nc", "日本語版 日本\t1\n\t\n", "Payments archiver 018857\tgc05457.fabrikam.example\tx:1:1", "\u200d\t \n", "a\u0301\t👩‍👩‍👧‍👦 of four"} {
		f.Add(text, uint8(40+20*i), i%2 == 0)
	}
	f.Fuzz(func(t *testing.T, text string, width uint8, many bool) {
		d := &drawn{columns: []drawnColumn{{title: "Application", floor: 11, weight: 3, lines: 8}, {title: "Server version", floor: 10, weight: 3}, {title: "Position", floor: 11, weight: 3, middle: true}}}
		var rows textRows
		for line := range strings.SplitSeq(text, "\n") {
			row := make([]string, 3)
			for i, cell := range strings.SplitN(line, "\t", 3) {
				row[i] = visible(cell)
			}
			rows = append(rows, row)
		}
		if d.rows = rows; !d.fits(int(width)) || len(rows) > mostKept {
			return
		}
		if want, got := drawnBoth(t, d, Terminal{Width: int(width), UTF8: width%2 == 0}, many); got != want {
			t.Errorf("%q at %d is drawn as\n%s\nwant\n%s", text, width, got, want)
		}
	})
}

// TestLongTableOfFindings compares a list of more than tablewriter is given with the
// same list drawn by it, in every layout.
func TestLongTableOfFindings(t *testing.T) {
	meta, findings, _ := fixture()
	for n := range mostKept {
		f := findings[n%len(findings)]
		f.Server, f.At.Row = fmt.Sprintf("%s%04d", f.Server, n), n
		findings = append(findings, f)
	}
	meta.Show = ShowAll
	for _, width := range []int{0, 57, 60, 80, 96, 120, 150, 160, 240} {
		terminal := Terminal{Width: width, Color: width%20 == 0, UTF8: width > 90}
		meta.Terminal = terminal
		l := newListing(meta, ShowAll)
		l.add(findings)
		l.sort()
		d := drawFindings(meta.columns(layout(meta)), l, terminal)
		widths := d.widths(width)
		var long bytes.Buffer
		if err := drawLong(d, widths, &long, terminal); err != nil {
			t.Fatal(err)
		}
		var all textRows
		for i := range l.len() {
			all = append(all, append([]string(nil), d.rows.at(i)...))
		}
		want := drawnKept(t, d, all, widths, terminal)
		if got := long.String(); got != want {
			t.Errorf("width %d: the drawings differ at byte %d of %d", width, commonPrefix(got, want), len(want))
		}
	}
}

// drawnKept is the table that tablewriter draws, however long.
func drawnKept(t *testing.T, d *drawn, rows textRows, widths []int, terminal Terminal) string {
	t.Helper()
	var w drawer
	var out bytes.Buffer
	kept := *d
	kept.rows = rows
	if err := w.drawKept(&kept, widths, &out, terminal); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func commonPrefix(a, b string) int {
	n := 0
	for n < min(len(a), len(b)) && a[n] == b[n] {
		n++
	}
	return n
}

// TestLongTableEndsWithItsDestination: nothing more is drawn once nobody takes it.
func TestLongTableEndsWithItsDestination(t *testing.T) {
	full := errors.New("disk full")
	d := randomTable(rand.New(rand.NewPCG(1, 2)), 50)
	asked := 0
	d.rows = countedRows{d.rows, mostKept * 50, &asked}
	writes := 0
	err := new(drawer).draw(d, writerFunc(func(b []byte) (int, error) {
		if writes++; writes == 2 {
			asked = 0
			return 0, full
		}
		return len(b), nil
	}), Terminal{})
	if !errors.Is(err, full) || writes != 2 || asked > 0 {
		t.Errorf("ended with %v after %d writes, and asked for %d more rows", err, writes, asked)
	}
}

// countedRows are the same rows over and over, with how often one was asked for.
type countedRows struct {
	rows  cellRows
	n     int
	asked *int
}

func (r countedRows) len() int { return r.n }

func (r countedRows) at(i int) []string {
	*r.asked++
	return r.rows.at(i % r.rows.len())
}
