package report

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"hash/crc32"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"
	"testing"

	"chatcompat/audit"
	"chatcompat/inventory"
)

func TestWorkbookContinuesOnTheNextSheet(t *testing.T) {
	meta, findings, s := largeEstate(23)
	limits := limits{rows: 9, chars: excelLimits.chars, links: 5}
	data := writeWorkbookWithin(t, limits, meta, findings, s)
	book := openWorkbook(t, data)
	var keys []string
	for _, sheet := range []string{"All pairs", "All pairs 2", "All pairs 3"} {
		rows := rowsOf(t, book, sheet)
		if len(rows) > limits.rows {
			t.Errorf("%s has %d rows, want at most %d", sheet, len(rows), limits.rows)
		}
		keys = append(keys, columnOf(t, rows, "Key")...)
	}
	if !slices.Equal(keys, keysOf(findings)) {
		t.Errorf("keys over all sheets %q, want %q", keys, keysOf(findings))
	}
	for name, part := range partsOf(t, data) {
		if n := bytes.Count(part, []byte("<hyperlink ")); strings.Contains(name, "sheet2.") && n > limits.links {
			t.Errorf("%s has %d links, want at most %d", name, n, limits.links)
		}
	}
	checkParts(t, data)
}

func TestWorkbookPartsAreSound(t *testing.T) {
	for name, estate := range map[string]func() (Meta, []audit.Finding, audit.Summary){
		"fixture": fixture,
		"empty":   func() (Meta, []audit.Finding, audit.Summary) { return largeEstate(0) },
		"estate":  func() (Meta, []audit.Finding, audit.Summary) { return largeEstate(500) },
	} {
		t.Run(name, func(t *testing.T) {
			meta, findings, s := estate()
			checkParts(t, writeWorkbook(t, meta, findings, s))
		})
	}
}

// partsOf reads every part; archive/zip checks sizes and CRC on the way.
func partsOf(t testing.TB, data []byte) map[string][]byte {
	t.Helper()
	archive, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	parts := map[string][]byte{}
	for _, file := range archive.File {
		r, err := file.Open()
		if err != nil {
			t.Fatal(err)
		}
		part, err := io.ReadAll(r)
		if err != nil {
			t.Fatalf("%s: %v", file.Name, err)
		}
		parts[file.Name] = part
	}
	return parts
}

// checkParts checks what makes Excel offer a repair: XML that is not well
// formed, tables without rows or with headers twice, links to nowhere.
func checkParts(t *testing.T, data []byte) {
	t.Helper()
	tables := map[string]string{}
	for name, part := range partsOf(t, data) {
		if !strings.HasSuffix(name, ".xml") && !strings.HasSuffix(name, ".rels") {
			continue
		}
		checkWellFormed(t, name, part)
		if strings.HasPrefix(name, "xl/tables/") {
			table := checkTable(t, name, part)
			if other, ok := tables[table]; ok {
				t.Errorf("table %s stands in %s and %s", table, name, other)
			}
			tables[table] = name
		}
	}
	checkLinks(t, data)
}

func checkWellFormed(t *testing.T, name string, part []byte) {
	t.Helper()
	decoder := xml.NewDecoder(bytes.NewReader(part))
	for {
		if _, err := decoder.Token(); errors.Is(err, io.EOF) {
			return
		} else if err != nil {
			t.Errorf("%s: %v", name, err)
			return
		}
	}
}

func checkTable(t *testing.T, name string, part []byte) string {
	t.Helper()
	var table struct {
		Name    string `xml:"name,attr"`
		Ref     string `xml:"ref,attr"`
		Columns []struct {
			Name string `xml:"name,attr"`
		} `xml:"tableColumns>tableColumn"`
	}
	if err := xml.Unmarshal(part, &table); err != nil {
		t.Fatal(err)
	}
	from, to, _ := strings.Cut(table.Ref, ":")
	if strings.TrimLeft(from, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == strings.TrimLeft(to, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") {
		t.Errorf("%s: %s has no row: %s", name, table.Name, table.Ref)
	}
	seen := map[string]bool{}
	for _, c := range table.Columns {
		if key := strings.ToLower(c.Name); seen[key] || key == "" {
			t.Errorf("%s: %s has the header %q twice or empty", name, table.Name, c.Name)
		} else {
			seen[key] = true
		}
	}
	return table.Name
}

// checkLinks follows every link inside the workbook to a cell that is not empty.
func checkLinks(t *testing.T, data []byte) {
	t.Helper()
	book := openWorkbook(t, data)
	for _, sheet := range book.GetSheetList() {
		links, err := book.GetHyperLinkCells(sheet, "Location")
		if err != nil {
			t.Fatal(err)
		}
		for _, cell := range links {
			_, target, err := book.GetCellHyperLink(sheet, cell)
			if err != nil {
				t.Fatal(err)
			}
			to, at, _ := strings.Cut(strings.ReplaceAll(target, "'", ""), "!")
			if text, err := book.GetCellValue(to, at); err != nil || text == "" {
				t.Errorf("%s!%s leads to %s, where nothing is (%v)", sheet, cell, target, err)
			}
		}
	}
}

func TestWorkbookKeepsHostileText(t *testing.T) {
	meta, findings, s := fixture()
	hostile := map[string]string{
		"=cmd|'/c calc'!A1":     "=cmd|'/c calc'!A1",
		"0012":                  "0012",
		"_x0041_ and _x005F_":   "_x0041_ and _x005F_",
		" two  spaces ":         " two  spaces ",
		"line\r\ntwo\rthree":    "line\ntwo\nthree",
		"bell\a esc\x1b":        `bell\x07 esc\x1b`,
		"\u202egnp.exe":         `\u202egnp.exe`,
		"bad\xffbyte \ufffe":    "bad\ufffdbyte \\ufffe",
		`<a&b> "c" 'd' ]]>`:     `<a&b> "c" 'd' ]]>`,
		"日本語 👩‍👩‍👧 é":           "日本語 👩‍👩‍👧 é",
		"@SUM(1) +1 -1\ttabbed": "@SUM(1) +1 -1\ttabbed",
	}
	var texts []string
	for text := range hostile {
		texts = append(texts, text)
	}
	for i := range findings {
		findings[i].Server = texts[i%len(texts)]
	}
	meta.Files[0].Tables[0].Columns = append(meta.Files[0].Tables[0].Columns,
		inventory.Column{Header: "key"}, inventory.Column{Header: ""}, inventory.Column{Header: "COST CENTRE"}, inventory.Column{Header: "_x0041_"}, inventory.Column{Header: "\uffff \ufffe"})
	data := writeWorkbook(t, meta, findings, s)
	checkParts(t, data)
	book := openWorkbook(t, data)
	for i, got := range columnOf(t, rowsOf(t, book, "All pairs"), "Server") {
		if want := hostile[findings[i].Server]; got != want {
			t.Errorf("%q reads back as %q, want %q", findings[i].Server, got, want)
		}
	}
}

func TestWorkbookCutsLongTextVisiblyAndReportsIt(t *testing.T) {
	meta, findings, s := fixture()
	findings[0].Extra = []inventory.Extra{{Header: "Cost centre", Text: strings.Repeat("😀", 20062)}}
	book := openWorkbook(t, writeWorkbook(t, meta, findings, s))
	got := columnOf(t, rowsOf(t, book, "All pairs"), "Cost centre")[0]
	if n := utf16Len(got); n > 32767 || n < 32760 || !strings.HasSuffix(got, "😀… [cut: 40,124 characters]") {
		t.Errorf("cell of %d characters ends %q", n, got[len(got)-40:])
	}
	quality := rowsOf(t, book, "Data quality")
	want := []string{"Cut", "estate.csv", "", "2:1", "Cost centre", "", "the text has 40,124 characters and is cut on sheet All pairs, " +
		"where a cell holds 32,767; the formats csv and json hold all of it"}
	if last := quality[len(quality)-1]; !slices.Equal(last, want) {
		t.Errorf("Data quality ends %q, want %q", last, want)
	}
}

func TestWorkbookReportsCutsOfEverySheet(t *testing.T) {
	meta, findings, s := fixture()
	findings[1].Application = strings.Repeat("long ", 7000)
	quality := rowsOf(t, openWorkbook(t, writeWorkbook(t, meta, findings, s)), "Data quality")
	var got []string
	for _, row := range quality[1:] {
		if row[0] == "Cut" {
			_, sheet, _ := strings.Cut(row[6], "is cut on sheet ")
			sheet, _, _ = strings.Cut(sheet, ",")
			got = append(got, sheet+": "+row[4])
		}
	}
	slices.Sort(got)
	want := []string{"All pairs: Application", "By application: Application", "Change requests: description",
		"Change requests: implementation_plan", "Findings: Application"}
	if !slices.Equal(got, want) {
		t.Errorf("cuts %q, want %q", got, want)
	}
}

// TestWorkbookDoesNotKeepTheBlock feeds blocks that are overwritten after each call.
func TestWorkbookDoesNotKeepTheBlock(t *testing.T) {
	meta, findings, s := fixture()
	want := writeWorkbook(t, meta, findings, s)
	var out bytes.Buffer
	w := newWorkbook(&out, meta)
	for _, f := range findings {
		block := []audit.Finding{f}
		block[0].Fields, block[0].ServerFields = slices.Clone(f.Fields), slices.Clone(f.ServerFields)
		if err := w.Write(block); err != nil {
			t.Fatal(err)
		}
		clear(block[0].Fields)
		clear(block[0].ServerFields)
		clear(block)
	}
	if err := w.Close(s); err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(out.Bytes(), want) {
		t.Error("overwritten blocks give another workbook")
	}
}

func TestFitCell(t *testing.T) {
	for _, test := range []struct {
		text, want string
		limit      int
		cut        bool
	}{
		{"", "", 40, false},
		{strings.Repeat("é", 40), strings.Repeat("é", 40), 40, false},
		{strings.Repeat("a", 41), strings.Repeat("a", 41), 41, false},
		{strings.Repeat("a", 1234), strings.Repeat("a", 16) + "… [cut: 1,234 characters]", 41, true},
		{strings.Repeat("😀", 30), strings.Repeat("😀", 9) + "… [cut: 60 characters]", 41, true},
	} {
		if got, cut := fitCell(test.text, test.limit); got != test.want || cut != test.cut {
			t.Errorf("fitCell(%.10q…, %d) = %q, %v, want %q, %v", test.text, test.limit, got, cut, test.want, test.cut)
		}
	}
}

func FuzzCellTextReadsBack(f *testing.F) {
	for _, seed := range []string{"", "_x0041_", "_x005F_x0041_", " a ", "\x00", "a\r\nb", "\u202e", "<&>\"'", "\xff", "__x0041__"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		cleaned := clean(text)
		if again := clean(cleaned); again != cleaned {
			t.Errorf("clean(%q) = %q, cleaned again %q", text, cleaned, again)
		}
		var read struct {
			Text string `xml:",chardata"`
		}
		if err := xml.Unmarshal(append(appendXML([]byte("<t>"), cleaned), "</t>"...), &read); err != nil {
			t.Fatalf("%q: %v", text, err)
		}
		if got := decodeOOXML(read.Text); got != cleaned {
			t.Errorf("%q reads back as %q, want %q", text, got, cleaned)
		}
		if got := decodeOOXML(escapeOOXML(cleaned)); got != cleaned {
			t.Errorf("%q escaped for excelize reads back as %q", cleaned, got)
		}
	})
}

// decodeOOXML reads _xHHHH_ as Excel does, from left to right.
func decodeOOXML(s string) string {
	var b strings.Builder
	for i := 0; i < len(s); {
		if len(s)-i >= 7 && s[i] == '_' && s[i+1] == 'x' && s[i+6] == '_' {
			if n, err := strconv.ParseUint(s[i+2:i+6], 16, 16); err == nil {
				b.WriteRune(rune(n))
				i += 7
				continue
			}
		}
		b.WriteByte(s[i])
		i++
	}
	return b.String()
}

func TestCombineCRC(t *testing.T) {
	text := []byte(strings.Repeat("rows of a sheet, deflated in pieces; ", 3000))
	for _, cut := range []int{0, 1, 7, 4096, 99999, len(text)} {
		got := combineCRC(crc32.ChecksumIEEE(text[:cut]), crc32.ChecksumIEEE(text[cut:]), len(text)-cut)
		if want := crc32.ChecksumIEEE(text); got != want {
			t.Errorf("cut at %d: %08x, want %08x", cut, got, want)
		}
	}
}

func TestColoursHaveContrast(t *testing.T) {
	paints := []paint{headPaint, inputPaint, quietPaint, {"FFFFFF", linkColour}, {"FFFFFF", quietColour}, {"FFFFFF", textColour}}
	paints = append(append(paints, verdictPaints[:]...), riskPaints[:]...)
	for _, colour := range barColours {
		paints = append(paints, paint{colour, textColour})
	}
	for _, p := range paints {
		if got := contrast(p.fill, p.ink); got < 4.5 {
			t.Errorf("%s on %s has a contrast of %.2f, want 4.5", p.ink, p.fill, got)
		}
	}
}

// contrast is the contrast ratio of WCAG 2.
func contrast(a, b string) float64 {
	x, y := luminance(a), luminance(b)
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

func luminance(colour string) float64 {
	sum := 0.0
	for i, weight := range []float64{0.2126, 0.7152, 0.0722} {
		n, err := strconv.ParseUint(colour[2*i:2*i+2], 16, 8)
		if err != nil {
			return math.NaN()
		}
		c := float64(n) / 255
		if c <= 0.04045 {
			c /= 12.92
		} else {
			c = math.Pow((c+0.055)/1.055, 2.4)
		}
		sum += weight * c
	}
	return sum
}

func TestWorkbookOf100000Findings(t *testing.T) {
	meta, findings, s := largeEstate(100_000)
	data := writeWorkbook(t, meta, findings, s)
	rows := bytes.Count(partsOf(t, data)["xl/worksheets/sheet3.xml"], []byte("<row "))
	if rows != 100_001 {
		t.Errorf("All pairs has %d rows, want 100,001", rows)
	}
}

func TestFooterText(t *testing.T) {
	x := strings.Repeat("x", 177)
	for text, want := range map[string]string{
		"R&D":                "R&&D",
		"&P of &&":           "&&P of &&&&",
		x + "xx&":            x + "xx",
		x + "x&y":            x + "x&&",
		x + "&&":             x + "&&",
		x + "xxxx":           x + "xxx",
		"a\r\nb\u202e\uffff": `a b\u202e\uffff`,
	} {
		if got := footerText(text); got != want {
			t.Errorf("footerText(%q) = %q, want %q", text, got, want)
		}
	}
}
