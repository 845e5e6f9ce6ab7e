package sheet

import (
	"bytes"
	"context"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"reflect"
	"strconv"
	"strings"
	"testing"
)

// readTokens reads a workbook with or without the shapes of its cells.
func readTokens(data []byte, tokensOnly bool) ([]*Table, error) {
	ctx := context.Background()
	wb, err := openWorkbook(ctx, Input{"estate.xlsx", int64(len(data)), bytes.NewReader(data)})
	if err != nil {
		return nil, err
	}
	wb.zip.tokensOnly = tokensOnly
	if err := wb.readCommon(ctx); err != nil {
		return nil, err
	}
	var tables []*Table
	wanted, _ := wb.choose(nil)
	for _, s := range wanted {
		t, err := wb.readSheet(ctx, s)
		if err != nil {
			return tables, err
		}
		tables = append(tables, t)
	}
	return tables, nil
}

// checkQuick fails unless cells read by their shapes come out exactly as those
// that the tokenizer reads: text, kinds, positions, notes and errors.
func checkQuick(t *testing.T, what string, data []byte) {
	t.Helper()
	want, wantErr := readTokens(data, true)
	got, err := readTokens(data, false)
	if fmt.Sprint(err) != fmt.Sprint(wantErr) {
		t.Errorf("%s: error\n got %v\nwant %v", what, err, wantErr)
	}
	if got, want := dumpWorkbook(got), dumpWorkbook(want); got != want {
		t.Errorf("%s: read\n%swant\n%s", what, got, want)
	}
}

// roomy puts blanks behind a sheet, so that its last cells do not stand so near
// the end of the buffer that they are left to the tokenizer.
func roomy(xml []byte) []byte {
	return append(bytes.Clone(xml), strings.Repeat(" ", 2*(shapeRoom+endRoom))...)
}

func TestQuickCellsReadLikeTokensOnTheCorpus(t *testing.T) {
	for _, file := range corpusFiles(t) {
		data := loadCorpus(t, file)
		checkQuick(t, file, data)
		checkQuick(t, file+" with room", repack(t, data, roomy))
	}
}

func TestQuickCellsReadLikeTokensOnMutants(t *testing.T) {
	const each = 40
	r := rand.New(rand.NewPCG(2015, 2019))
	for _, name := range mutationCorpus {
		data := repack(t, loadCorpus(t, filepath.Join("testdata", "workbooks", name)), roomy)
		for range each {
			m := mutate(t, r, data)
			checkQuick(t, name+", "+m.how, m.data)
		}
	}
}

// writerStyle is how a program writes the rows and cells of a sheet: %s are
// position, what stands behind it and value.
type writerStyle struct{ name, root, row, rowEnd, shared, inline, text, number, empty string }

var writerStyles = []writerStyle{
	{"Excel", "", `<row r="%d" spans="1:8" x14ac:dyDescent="0.25">`, `</row>`,
		`<c r="%s"%s t="s"><v>%s</v></c>`, `<c r="%s"%s t="inlineStr"><is><t>%s</t></is></c>`,
		`<c r="%s"%s t="str"><v>%s</v></c>`, `<c r="%s"%s><v>%s</v></c>`, `<c r="%s"%s/>`},
	{"LibreOffice", "", `<row r="%d" customFormat="false" ht="12.8" hidden="false">`, `</row>`,
		`<c r="%s"%s t="s"><v>%s</v></c>`, `<c r="%s"%s t="inlineStr"><is><t xml:space="preserve">%s</t></is></c>`,
		`<c r="%s"%s t="str"><v>%s</v></c>`, `<c r="%s"%s t="n"><v>%s</v></c>`, `<c r="%s"%s t="n"></c>`},
	{"Gnumeric", "", "\n    <row r=\"%d\" hidden=\"1\">", "\n    </row>",
		"\n      <c r=\"%s\"%s t=\"s\">\n        <v>%s</v>\n      </c>", "\n      <c r=\"%s\"%s t=\"inlineStr\">\n        <is>\n          <t>%s</t>\n        </is>\n      </c>",
		"\n      <c r=\"%s\"%s t=\"str\">\n        <v>%s</v>\n      </c>", "\n      <c r=\"%s\"%s>\n        <v>%s</v>\n      </c>", "\n      <c r=\"%s\"%s/>"},
	{"Open XML SDK", "x:", `<x:row r="%d">`, `</x:row>`,
		`<x:c r="%s"%s t="s"><x:v>%s</x:v></x:c>`, `<x:c r="%s"%s t="inlineStr"><x:is><x:t>%s</x:t></x:is></x:c>`,
		`<x:c r="%s"%s t="str"><x:v>%s</x:v></x:c>`, `<x:c r="%s"%s><x:v>%s</x:v></x:c>`, `<x:c r="%s"%s />`},
}

// Values of random cells: those that shapes carry, and those that they must not misread.
var (
	randomTexts = []string{"", "Trade Floor", "Lync Server 2013", "exactly8", "srv_01.example.com", "R&amp;D", "a ]] b", "_x0041_b", "_X0041_",
		"M\u00fcller \u6771\u4eac", " blank ", "line\nbreak", "cr\r\nlf", "<![CDATA[a < b]]>", "<!-- gone -->x", "tab\tbed", "&lt;b&gt;", "DEL\x7f", "0", "~", "=1+1"}
	randomNumbers = []string{"0", "7", "12345678", "-4.50", "1e3", "2.0999999999999996", "41395", "0.25", " 3 ", "007"}
	oddCells      = []string{`<c r="%s"><f>A1</f><v>1</v></c>`, `<c r="%s" t="str"><f>A1</f></c>`, `<c r="%s" t="b"><v>1</v></c>`, `<c r="%s" t="e"><v>#REF!</v></c>`,
		`<c r="%s" t="inlineStr"><is><r><t>a</t></r><r><t>b</t></r></is></c>`, `<c r="%s" t="d"><v>2013-06-01</v></c>`, `<c  r="%s"><v>5</v></c>`, `<c s="1" r="%s"><v>5</v></c>`,
		`<c r="%s" xmlns:q="urn:q" q:w="1"><v>5</v></c>`, `<c r="%s" t='s'><v>1</v></c>`, `<c r="%s"><v>5</v><extLst><ext/></extLst></c>`}
	brokenCells = []string{`<c r="%s" t="s"><v>99</v></c>`, `<c r="%s"><v>x</v></c>`, `<c r="%s" xmlns:q="urn:q"><q:v>5</q:v></c>`, `<c r="%s" s="9"><v>1</v></c>`, `<c r="A1"><v>1</v></c>`, `<c r="%s"><v>1</c>`, "<c r=\"%s\" t=\"str\"><v>\x01</v></c>", `<c r="%s" t="str"><v>]]></v></c>`, `<c r="%s" t="str"><v>&x;</v></c>`, `<c><v>1</v></c>`}
)

// randomSheet is a sheet of random rows and cells in one style.
func randomSheet(r *rand.Rand, w writerStyle, rows int, broken bool) []byte {
	var b bytes.Buffer
	colon := strings.TrimSuffix(w.root, ":")
	if colon != "" {
		colon = ":" + colon
	}
	fmt.Fprintf(&b, `<%sworksheet xmlns%s="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:x14ac="urn:ac"><%ssheetData>`, w.root, colon, w.root)
	at, breakRow := rows, broken && r.IntN(3) == 0
	if broken {
		at = r.IntN(rows)
	}
	for i, row := 0, 0; i < rows; i++ {
		row += 1 + r.IntN(2)*r.IntN(60)
		if i == at && breakRow {
			row = []int{row - 1, row - 7, 0, 1 << 20, 1<<20 + 1, 9_999_999, 10_000_000}[r.IntN(7)]
		}
		fmt.Fprintf(&b, w.row, row)
		for j, col := 0, 0; j < 9; j++ {
			col += 1 + r.IntN(2)*r.IntN(12)
			if i == at && j == 4 && !breakRow {
				b.WriteString(strings.Replace(brokenCells[r.IntN(len(brokenCells))], "%s", ColumnName(col)+strconv.Itoa(row), 1))
			} else {
				writeRandomCell(r, &b, w, ColumnName(col)+strconv.Itoa(row))
			}
		}
		b.WriteString(w.rowEnd)
	}
	fmt.Fprintf(&b, `</%ssheetData></%sworksheet>`, w.root, w.root)
	return roomy(b.Bytes())
}

func writeRandomCell(r *rand.Rand, b *bytes.Buffer, w writerStyle, at string) {
	style := []string{"", "", ` s="0"`, ` s="1"`}[r.IntN(4)]
	switch r.IntN(12) {
	case 0, 1, 2, 3:
		fmt.Fprintf(b, w.shared, at, style, strconv.Itoa(r.IntN(3)))
	case 4, 5, 6:
		fmt.Fprintf(b, w.inline, at, style, randomTexts[r.IntN(len(randomTexts))])
	case 7, 8:
		fmt.Fprintf(b, w.text, at, style, randomTexts[r.IntN(len(randomTexts))])
	case 9:
		fmt.Fprintf(b, w.number, at, style, randomNumbers[r.IntN(len(randomNumbers))])
	case 10:
		fmt.Fprintf(b, w.empty, at, style)
	default:
		if w.root == "" {
			fmt.Fprintf(b, oddCells[r.IntN(len(oddCells))], at)
		}
	}
}

// TestQuickCellsReadLikeTokensOnRandomSheets also reads sheets that are larger
// than the buffer, so that cells lie across its end.
func TestQuickCellsReadLikeTokensOnRandomSheets(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 7))
	for _, w := range writerStyles {
		for round := range 24 {
			rows := 30
			if round == 0 {
				rows = 1500
			}
			xml := randomSheet(r, w, rows, round%2 == 1)
			data := plainParts().with(sheetPart, string(xml)).zip(t)
			checkQuick(t, fmt.Sprintf("%s, round %d", w.name, round), data)
			if t.Failed() {
				return
			}
		}
	}
}

// TestQuickTextsReadLikeTokens compares shared strings of many shapes.
func TestQuickTextsReadLikeTokens(t *testing.T) {
	items := []string{`<si><t>%s</t></si>`, `<si><t>%s</t></si>`, `<si><t xml:space="preserve">%s</t></si>`, "\n<si><t>%s</t></si>", `<si><r><t>%s</t></r><r><t>x</t></r></si>`,
		`<si><t>%s</t><rPh sb="0" eb="1"><t>y</t></rPh></si>`, `<si></si>`, `<si/>`, `<si><t/></si>`, `<x:si xmlns:x="urn:x"/>`, `<si xmlns="urn:x"><t>%s</t></si>`}
	broken := []string{`<si><t>%s</si>`, `<si><t>&x;</t></si>`, "<si><t>\x01</t></si>", `<sj/>`, `<si><t>%s</t></sj>`}
	r := rand.New(rand.NewPCG(11, 12))
	for range 300 {
		p := plainParts()
		var b strings.Builder
		b.WriteString(`<sst ` + mainXMLNS + `>`)
		for range r.IntN(30) {
			b.WriteString(strings.Replace(items[r.IntN(len(items))], "%s", randomTexts[r.IntN(len(randomTexts))], 1))
		}
		if r.IntN(3) == 0 {
			b.WriteString(broken[r.IntN(len(broken))])
		}
		b.WriteString(`</sst>`)
		data := p.with(textPart, b.String()).zip(t)
		want, wantErr := readTexts(t, data, true)
		if got, err := readTexts(t, data, false); fmt.Sprint(err) != fmt.Sprint(wantErr) || err == nil && !reflect.DeepEqual(got, want) {
			t.Fatalf("%s:\n got %q %v\nwant %q %v", b.String(), got.data, err, want.data, wantErr)
		}
	}
}

func readTexts(t *testing.T, data []byte, tokensOnly bool) (*sharedStrings, error) {
	t.Helper()
	z, err := openArchive(Input{"estate.xlsx", int64(len(data)), bytes.NewReader(data)})
	if err != nil {
		t.Fatal(err)
	}
	z.tokensOnly = tokensOnly
	return z.readShared(t.Context(), textPart)
}

// TestShapesAreLearned holds what is learned from a cell and what never is.
func TestShapesAreLearned(t *testing.T) {
	cases := []struct{ xml, before, after, end string }{
		{`<c r="A1" t="s"><v>0</v></c>`, `<c r="`, `" t="s"><v>`, `</v></c>`},
		{`<c r="AB12" s="1"><v>41395</v></c>`, `<c r="`, `" s="1"><v>`, `</v></c>`},
		{`<c r="A1" t="inlineStr"><is><t>Trade Floor</t></is></c>`, `<c r="`, `" t="inlineStr"><is><t>`, `</t></is></c>`},
		{`<c r="A1" t="inlineStr"><is><t xml:space="preserve"> a</t></is></c>`, `<c r="`, `" t="inlineStr"><is><t xml:space="preserve">`, `</t></is></c>`},
		{"\n  <c r=\"A1\" t=\"s\">\n    <v>0</v>\n  </c>", "\n  <c r=\"", "\" t=\"s\">\n    <v>", "</v>\n  </c>"},
		{`<x:c r="A1" t="s" xmlns:x="` + "urn:main" + `"><x:v>0</x:v></x:c>`, "", "", ""},
		{`<c r="A1" s="1"/>`, `<c r="`, `" s="1"/>`, ""},
		{`<c r="A1" s="1" />`, `<c r="`, `" s="1" />`, ""},
		{`<c r="A1" s="1"></c>`, `<c r="`, `" s="1"></c>`, ""},
		{`<c s="1" r="A1"><v>1</v></c>`, "", "", ""},
		{`<c r="A1"><f>B1</f><v>1</v></c>`, "", "", ""},
		{`<c r="A1" t="inlineStr"><is><r><t>a</t></r></is></c>`, "", "", ""},
		{`<c r="A1"><!-- --><v>1</v></c>`, "", "", ""},
		{`<c r="A1" t="str"><v><![CDATA[x]]></v></c>`, "", "", ""},
		{`<c r="A1"><v>1</v><extLst/></c>`, "", "", ""},
	}
	for _, c := range cases {
		t.Run(c.xml, func(t *testing.T) {
			s := newShapes(&xmlScanner{})
			s.learnCell([]byte(c.xml), &cellReader{})
			if learned := len(s.cells) == 1; learned != (c.before != "") {
				t.Fatalf("learned: %t", learned)
			}
			if c.before == "" {
				return
			}
			want := shape{after: newPattern([]byte(c.after)), end: newPattern([]byte(c.end)), empty: c.end == ""}
			if !reflect.DeepEqual(s.cells[0], want) || !s.before.equals(newPattern([]byte(c.before))) {
				t.Errorf("learned %+v %+v", s.before, s.cells[0])
			}
		})
	}
}

// TestLeadingNumber compares numbers of each length, with anything behind them.
func TestLeadingNumber(t *testing.T) {
	for _, digits := range []string{"", "0", "7", "42", "007", "123", "4096", "65536", "152000", "9876543", "12345678"} {
		for _, rest := range []string{"</v></c>", "x<<<<<<<", "/:;<=>?@", "\xff\x80\x00\x2f\x3a\xb0\xb9\xff", "\xb0\xb1\xb2\xb3\xb4\xb5\xb6\xb7"} {
			var word uint64
			for i, c := range []byte((digits + rest)[:8]) {
				word |= uint64(c) << (8 * i)
			}
			v, n := leadingNumber(word)
			want, wantN := 0, 0
			if len(digits) > 0 && len(digits) < 8 {
				want, _ = strconv.Atoi(digits)
				wantN = len(digits)
			}
			if v != want || n != wantN {
				t.Errorf("%q: got %d of %d digits, want %d of %d", digits+rest, v, n, want, wantN)
			}
		}
	}
}

// TestScanPlain compares the scan by words with one by bytes, wherever in a
// word each byte stands.
func TestScanPlain(t *testing.T) {
	for c := range 256 {
		for _, n := range []int{0, 1, 7, 8, 9, 15, 16, 30} {
			for at := range n + 1 {
				text := bytes.Repeat([]byte{'a'}, n)
				if at < n {
					text[at] = byte(c)
				}
				if at < n && c == '<' {
					continue
				}
				n, hash, plain := scanPlain(append(bytes.Clone(text), "<\x00]&_\xff<\x01<      "...))
				want := at == n || c >= ' ' && c < 0x80 && !strings.ContainsRune("&]_", rune(c))
				if n != len(text) || plain != want || hash != hashText(text) {
					t.Fatalf("%q: end %d, plain %t (want %t), hash as of the whole text: %t", text, n, plain, want, hash == hashText(text))
				}
			}
		}
	}
	if n, _, plain := scanPlain([]byte("no end in sight, anywhere")); n != 25 || plain {
		t.Errorf("without an end: %d, %t", n, plain)
	}
}

// FuzzQuickCells holds for any sheet that shapes change nothing.
func FuzzQuickCells(f *testing.F) {
	p := plainParts()
	f.Add([]byte(p[sheetPart]))
	for _, file := range corpusFiles(f) {
		for name, content := range unzip(f, loadCorpus(f, file)) {
			if isSheet(name) {
				f.Add(content)
			}
		}
	}
	r := rand.New(rand.NewPCG(3, 4))
	for _, w := range writerStyles {
		f.Add(randomSheet(r, w, 6, false))
	}
	f.Fuzz(func(t *testing.T, sheet []byte) {
		checkQuick(t, "sheet", p.with(sheetPart, string(roomy(sheet))).zip(t))
	})
}
