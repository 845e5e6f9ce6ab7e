package sheet

import (
	"bytes"
	"context"
	"encoding/csv"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// randomCell is text of characters that mean something to a reader.
func randomCell(r *rand.Rand) string {
	var b strings.Builder
	for range r.IntN(8) {
		b.WriteString([]string{"a", "Lync", "ü", `"`, `""`, ",", ";", "\n", " ", "4.0", "'", "#TYPE "}[r.IntN(12)])
	}
	return b.String()
}

// TestReadAgreesWithEncodingCSV reads random well-formed text and compares
// every cell with what the standard library makes of it.
func TestReadAgreesWithEncodingCSV(t *testing.T) {
	for seed := range uint64(500) {
		r := rand.New(rand.NewPCG(seed, 1))
		delimiter := []rune{',', ';', '\t', '|', '§'}[r.IntN(5)]
		width := 2 + r.IntN(6)
		var want [][]string
		for range 1 + r.IntN(40) {
			row := make([]string, width)
			for i := range row {
				row[i] = randomCell(r)
			}
			row[0] = "x" + row[0]
			want = append(want, row)
		}
		var b bytes.Buffer
		w := csv.NewWriter(&b)
		w.Comma = delimiter
		if err := w.WriteAll(want); err != nil {
			t.Fatal(err)
		}
		table, err := readBytes(t, "a.csv", b.Bytes(), Options{Delimiter: delimiter})
		if err != nil {
			t.Fatal(err)
		}
		got := cellsOfTable(table)
		if !slices.EqualFunc(got, want, slices.Equal) || len(table.faults) > 0 {
			t.Fatalf("seed %d: %q\ngot  %q\nwant %q\nfaults %v", seed, b.String(), got, want, table.faults)
		}
	}
}

func cellsOfTable(t *Table) [][]string {
	var rows [][]string
	for row := range t.Rows() {
		var cells []string
		for col := range t.Width(row) {
			cells = append(cells, t.Text(row, col))
		}
		rows = append(rows, cells)
	}
	return rows
}

// TestReadOfStrayQuotesIsLinear has a hundred thousand quotes that never close
// as they should, in the ways that tempt a reader to look far ahead each time.
// Anything worse than linear does not come back.
func TestReadOfStrayQuotesIsLinear(t *testing.T) {
	const lines = 100_000
	for _, line := range []string{"a,\"b,c\n", "\"a\n", "a,\"\n", "a,\"\"\"b,c\n", "\",x,\"\n", "\"\",\"\n", "a,\"b\"c,\"d\n", "\"a,b,c\"\"\n"} {
		text := "h,i,j\nx,y,z\nx,y,z\n" + strings.Repeat(line, lines)
		table, err := readBytes(t, "a.csv", []byte(text), Options{Delimiter: ','})
		if err != nil {
			t.Fatalf("%q: %v", line, err)
		}
		if len(table.Notes) > 2*notesOfKind {
			t.Errorf("%q: %d notes", line, len(table.Notes))
		}
		if err := accountForText(table); err != nil {
			t.Errorf("%q: %v", line, err)
		}
	}
}

// accountForText checks that every byte of the text belongs to one cell or
// separates cells, and that positions are where the cells stand.
func accountForText(t *Table) error {
	if t.Rows() == 0 && strings.Trim(t.data, blanks+"\x1a") == "" {
		return nil
	}
	at, line, lineStart, counted := 0, 1, 0, 0
	for row := range t.Rows() {
		if row > 0 && t.Line(row) <= t.Line(row-1) {
			return fmt.Errorf("row %d begins on line %d, the row before on line %d", row, t.Line(row), t.Line(row-1))
		}
		for col := range t.Width(row) {
			b, i := t.text.find(row)
			from, to := t.text.ordinal(b, i, col, false), t.text.ordinal(b, i, col, true)
			if from < at {
				return fmt.Errorf("cell %d of row %d begins at byte %d, the one before ends at %d", col, row, from, at)
			}
			if gap := t.data[at:from]; !separates(gap, t.Delimiter) {
				return fmt.Errorf("%q in front of byte %d is in no cell", gap, from)
			}
			line += countLines(t.data[counted:from])
			if i := strings.LastIndexAny(t.data[counted:from], "\r\n"); i >= 0 {
				lineStart = counted + i + 1
			}
			counted, at = from, to
			if pos, want := t.Pos(row, col), (Pos{File: t.File, Row: line, Col: from - lineStart + 1}); pos != want {
				return fmt.Errorf("cell %d of row %d stands at %v, not at %v", col, row, want, pos)
			}
		}
	}
	if rest := t.data[at:]; !separates(rest, t.Delimiter) {
		return fmt.Errorf("%q at the end is in no cell", rest)
	}
	return nil
}

// separates reports text that holds nothing but what stands between cells, and
// lines that are known to be no rows.
func separates(gap string, delimiter rune) bool {
	for line := range strings.FieldsFuncSeq(gap, func(r rune) bool { return r == '\r' || r == '\n' }) {
		line = strings.TrimLeft(line, bomUTF8+"\x1a\f")
		line = strings.TrimPrefix(line, `"`)
		if strings.HasPrefix(line, "#TYPE ") || len(line) >= 5 && strings.EqualFold(line[:4], "sep=") {
			continue
		}
		if strings.Trim(line, string(delimiter)+"\" \ufeff\x1a\f") != "" {
			return false
		}
	}
	return true
}

// FuzzReadText checks on any bytes that reading does not fail by accident:
// text is accounted for, both ways of scanning agree, and text without quotes
// is exactly its lines split at the delimiter.
func FuzzReadText(f *testing.F) {
	for _, seed := range []string{"a,b\n1,\"2\n3\",4\n", "sep=;\na;b\n", "#TYPE x\n\"a\"\n\"b\n", "\xff\xfea\x00,\x00b\x00\n\x00", "a,\"b\"c,d\r\"e\",\"f\"\"\"\n\x1a",
		"\xef\xbb\xbfa|b\n\xef\xbb\xbfc|\xe4\n", "a\tb\n\tc\x00\n", "x,\"oops,1\ny,z,2\n\"q\",3,4\n", "1,\"oops,b,c\n19\",b,c,d\n3,b,c,d\n",
		`<Topology xmlns="urn:schema:Microsoft.Rtc.Management.Deploy.Topology.2008"><Cluster Fqdn="p"><ClusterId SiteId="1" Number="1"/><Machine Fqdn="m"/></Cluster><Service><ServiceId RoleName="r"/><InstalledOn><ClusterId SiteId="1" Number="1"/></InstalledOn></Service></Topology>`} {
		f.Add([]byte(seed), byte(0))
		f.Add([]byte(seed), byte(','))
	}
	f.Fuzz(func(t *testing.T, data []byte, delimiter byte) {
		opt := Options{}
		if delimiter < 0x80 && ValidDelimiter(rune(delimiter)) {
			opt.Delimiter = rune(delimiter)
		}
		if isZip(data) {
			return
		}
		table, err := readBytes(t, "a.csv", data, opt)
		if err != nil || table.rowCols != nil {
			return
		}
		if err := accountForText(table); err != nil {
			t.Fatalf("%v in\n%s", err, dump(table))
		}
		checkScans(t, table, opt)
		checkSplit(t, table)
	})
}

// checkScans reads the text again without the fast way for plain records, and
// in ranges of a few bytes that are read ahead.
func checkScans(t *testing.T, table *Table, opt Options) {
	want := dump(table)
	if got := dump(slowTable(t, table, opt)); got != want {
		t.Fatalf("the fast way reads\n%s\nthe slow way\n%s", want, got)
	}
	for _, length := range []int{1, 2, 3, 7, 16, 64, 300} {
		got, err := inRanges(table, opt, blocking{length, 3})
		if err != nil {
			t.Fatal(err)
		}
		if got := dump(got); got != want {
			t.Fatalf("in ranges of %d bytes it reads\n%s\nas one\n%s", length, got, want)
		}
	}
}

// inRanges reads the text of a table again in other ranges.
func inRanges(table *Table, opt Options, how blocking) (*Table, error) {
	dec := decoded{text: table.data, encoding: table.Encoding, facts: factsOf([]byte(table.data))}
	t, err := scanText(context.Background(), table.File, dec, opt, how)
	if err == nil {
		t.Notes = withEncodingNote(t.Notes, table.Notes)
	}
	return t, err
}

// withEncodingNote is notes with what decoding noted, which stands first in others.
func withEncodingNote(notes, others []Note) []Note {
	if n := len(others) - len(notes); n == 1 {
		return append(others[:1:1], notes...)
	}
	return notes
}

// slowTable reads the text of a table again, all records by the rules of quotes.
func slowTable(t *testing.T, table *Table, opt Options) *Table {
	slow := &Table{File: table.File, Encoding: table.Encoding, Delimiter: table.Delimiter, data: table.data, Notes: table.Notes}
	if table.text == nil {
		return slow
	}
	data := trimEnd(table.data)
	declared, start := sepLine(data)
	s := newScanner(table.File, data, profileOf(data[start:], opt, declared))
	s.begin(start, 1)
	if start > 0 {
		s.line = 2
		s.begin(start, 2)
	}
	for s.pos < len(s.data) {
		if err := s.record(); err != nil {
			t.Fatal(err)
		}
	}
	slow.text = &textRows{data: table.data, gap: len(s.delim)}
	slow.text.add(s.out.block())
	notes := &noteList{}
	tell(s.events, slow, notes, 0, 0, 0)
	markNULs(slow, data)
	return slow
}

// checkSplit compares text without quotes with its lines.
func checkSplit(t *testing.T, table *Table) {
	text := trimEnd(table.data)
	if strings.ContainsAny(text, "\"#\ufeff") || strings.Contains(strings.ToLower(text), "sep=") || table.Rows() == 0 {
		return
	}
	text = strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\r", "\n")
	var want [][]string
	for line := range strings.Lines(text) {
		line = strings.TrimSuffix(line, "\n")
		switch {
		case line == "":
			want = append(want, nil)
		case table.Delimiter == 0:
			want = append(want, []string{line})
		default:
			want = append(want, strings.Split(line, string(table.Delimiter)))
		}
	}
	if got := cellsOfTable(table); !slices.EqualFunc(got, want, slices.Equal) {
		t.Fatalf("got %q, want %q", got, want)
	}
}

// TestReadIsTheSameInPieces has long texts, in which looking at the context,
// at a sample and at many ranges at once must not show.
func TestReadIsTheSameInPieces(t *testing.T) {
	data := inventoryOf(20_000)
	whole, err := readBytes(t, "a.csv", data, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if err := accountForText(whole); err != nil {
		t.Fatal(err)
	}
	if whole.Rows() != 20_001 {
		t.Errorf("%d rows", whole.Rows())
	}
	want := dump(whole)
	for _, length := range []int{1000, 100_000, 1 << 20} {
		got, err := inRanges(whole, Options{}, blocking{length, 4})
		if err != nil {
			t.Fatal(err)
		}
		if dump(got) != want {
			t.Errorf("in ranges of %d bytes another table is read", length)
		}
	}
}
