package sheet

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"io"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf16"
)

// TestDamageIsRefused holds the rule that a workbook is never read short or
// differently in silence: each case says which part and row are at fault. The
// remedy at the end of the message is left out where it is the usual one.
func TestDamageIsRefused(t *testing.T) {
	p := plainParts()
	many := strings.Repeat(`<row><c><v>1</v></c></row>`, 100)
	row := func(xml string) parts { return p.rows(`<row r="16"/><row r="17">` + xml + `</row>`) }
	sheet := func(xml string) parts { return p.with(sheetPart, xml) }
	worksheet := `<worksheet ` + mainXMLNS + `>`
	cases := []struct {
		name  string
		parts parts
		want  string
	}{
		// What excelize reads short or wrong without an error.
		{"sheet cut in the middle", sheet((worksheet + `<sheetData>` + many)[:1500]), `part xl/worksheets/sheet1.xml, row 55: the XML ends before </c>`},
		{"bad entity", row(`<c r="A17" t="str"><v>R&D;</v></c>`), `part xl/worksheets/sheet1.xml, row 17: "&D;" is no entity of XML`},
		{"raw less-than", row(`<c r="A17" t="str"><v>a < b</v></c>`), `part xl/worksheets/sheet1.xml, row 17: "< b</v></c></row></sheetData></worksheet…" is no tag`},
		{"row twice", p.rows(`<row r="3"/><row r="3"/>`), `part xl/worksheets/sheet1.xml, row 3: row 3 stands twice`},
		{"row twice, apart", p.rows(`<row r="3"/><row r="4"/><row r="3"/>`), `part xl/worksheets/sheet1.xml: row 3 stands twice`},
		{"shared string out of range", row(`<c r="A17" t="s"><v>912</v></c>`), `part xl/worksheets/sheet1.xml, row 17: cell A17: shared string 912 does not exist (the workbook holds 3)`},
		{"no shared strings", row(`<c r="A17" t="s"><v>0</v></c>`).with(bookRels, strings.Replace(p[bookRels], "/sharedStrings\"", "/other\"", 1)), `part xl/worksheets/sheet1.xml, row 17: cell A17: shared string 0 does not exist (the workbook holds 0)`},

		// Parts.
		{"no root relationships", p.with(rootRels, ""), `part _rels/.rels: the part is missing from the archive`},
		{"no workbook", p.with(bookPart, ""), `part xl/workbook.xml: the part is missing from the archive`},
		{"no workbook relationships", p.with(bookRels, ""), `part xl/_rels/workbook.xml.rels: the part is missing from the archive`},
		{"no shared strings part", p.with(textPart, ""), `part xl/sharedStrings.xml: the part is missing from the archive`},
		{"no styles part", p.with(stylePart, ""), `part xl/styles.xml: the part is missing from the archive`},
		{"no sheet part", p.with(sheetPart, ""), `part xl/worksheets/sheet1.xml: the part is missing from the archive`},
		{"no main document", p.with(rootRels, `<Relationships `+packXMLNS+`/>`), `part _rels/.rels: it names no workbook`},
		{"sheet of no kind", p.with(bookRels, strings.Replace(p[bookRels], "/worksheet\"", "/worksheep\"", 1)), `part xl/workbook.xml: sheet "Apps" is no kind of sheet that workbooks have`},
		{"sheet without relationship", p.with(bookRels, strings.Replace(p[bookRels], `"rId1"`, `"rId9"`, 1)), `part xl/workbook.xml: sheet "Apps" refers to "rId1", which the workbook's relationships do not list`},
		{"relationship twice", p.with(bookRels, strings.Replace(p[bookRels], `"rId2"`, `"rId1"`, 1)), `part xl/_rels/workbook.xml.rels: the relationship id "rId1" is empty or stands twice`},
		{"no sheets", p.with(bookPart, `<workbook `+mainXMLNS+`/>`), `part xl/workbook.xml: the workbook lists no sheet`},
		{"shared strings cut", p.with(textPart, p[textPart][:len(p[textPart])-20]), `part xl/sharedStrings.xml: the XML ends before </t>`},
		{"styles cut", p.with(stylePart, p[stylePart][:120]), `part xl/styles.xml: the XML ends before </cellXfs>`},
		{"empty sheet part", sheet(" "), `part xl/worksheets/sheet1.xml: the part holds no XML`},

		// XML.
		{"wrong end tag", row(`<c r="A17"><v>1</c>`), `part xl/worksheets/sheet1.xml, row 17: </c> stands where </v> must`},
		{"end tag of nothing", sheet("</>"), `part xl/worksheets/sheet1.xml: </> closes nothing`},
		{"second root", sheet(p[sheetPart] + p[sheetPart]), `part xl/worksheets/sheet1.xml: a second root element <worksheet> follows the first`},
		{"text behind the root", sheet(p[sheetPart] + "x"), `part xl/worksheets/sheet1.xml: text "x" stands outside the root element`},
		{"NUL behind the root", sheet(p[sheetPart] + "\x00"), `part xl/worksheets/sheet1.xml: "\x00" holds a character that XML does not allow`},
		{"document type", sheet(`<!DOCTYPE x [<!ENTITY a "b">]>` + p[sheetPart]), `part xl/worksheets/sheet1.xml: a document type is declared, which a workbook must not`},
		{"attribute twice", row(`<c r="A17" r="A17"/>`), `part xl/worksheets/sheet1.xml, row 17: attribute r stands twice in "<c r=\"A17\" r=\"A17\"/></row></sheetData></…"`},
		{"attribute without quotes", row(`<c r=A17/>`), `part xl/worksheets/sheet1.xml, row 17: the value of attribute r of "<c r=A17/></row></sheetData></worksheet>" is not quoted`},
		{"control character", row("<c r=\"A17\" t=\"str\"><v>a\x01</v></c>"), `part xl/worksheets/sheet1.xml, row 17: "a\x01" holds a character that XML does not allow`},
		{"broken UTF-8", row("<c r=\"A17\" t=\"str\"><v>M\xfcller</v></c>"), `part xl/worksheets/sheet1.xml, row 17: "M\xfcller" holds a character that XML does not allow`},
		{"unknown prefix", row(`<x:c r="A17"/>`), `part xl/worksheets/sheet1.xml, row 17: the prefix of <x:c> is not declared`},
		{"wrong namespace", sheet(strings.Replace(p[sheetPart], "2006/main", "2006/mein", 1)), `part xl/worksheets/sheet1.xml: wrong kind of part: the root element is <worksheet>, want <worksheet> in its namespace`},
		{"other encoding", sheet(`<?xml version="1.0" encoding="ISO-8859-1"?>` + p[sheetPart]), `part xl/worksheets/sheet1.xml: the XML declaration says encoding "iso-8859-1", want XML 1.0 in UTF-8 or UTF-16`},
		{"declaration in the middle", sheet(" <?xml version=\"1.0\"?>" + p[sheetPart]), `part xl/worksheets/sheet1.xml: an XML declaration stands in the middle of the part`},
		{"bad character reference", row(`<c r="A17" t="str"><v>&#0;</v></c>`), `part xl/worksheets/sheet1.xml, row 17: "&#0;" is no entity of XML`},

		// Sheets.
		{"no sheet data", sheet(worksheet + `</worksheet>`), `part xl/worksheets/sheet1.xml: the sheet has no <sheetData>`},
		{"sheet data twice", sheet(worksheet + `<sheetData/><sheetData/></worksheet>`), `part xl/worksheets/sheet1.xml: the sheet has two <sheetData>`},
		{"text between cells", row(`<c r="A17"/>x`), `part xl/worksheets/sheet1.xml, row 17: text "x" stands between the tags of <row>`},
		{"text between rows", p.rows(`<row r="1"/>x`), `part xl/worksheets/sheet1.xml, row 1: text "x" stands between the tags of <sheetData>`},
		{"text in a cell", row(`<c r="A17">x</c>`), `part xl/worksheets/sheet1.xml, row 17: text "x" stands between the tags of <c>`},
		{"unknown element in a row", row(`<d r="A17"/>`), `part xl/worksheets/sheet1.xml, row 17: <d> is not known inside <row>`},
		{"unknown element in a cell", row(`<c r="A17"><w>1</w></c>`), `part xl/worksheets/sheet1.xml, row 17: <w> is not known inside <c>`},
		{"unknown element among rows", p.rows(`<rov r="1"/>`), `part xl/worksheets/sheet1.xml: <rov> is not known inside <sheetData>`},
		{"row of another namespace", p.rows(`<row r="1"/><q:row xmlns:q="urn:q" r="2"><c r="A2"><v>1</v></c></q:row>`), `part xl/worksheets/sheet1.xml, row 1: <row> of another namespace is not known inside <sheetData>`},
		{"cell of another namespace", row(`<c xmlns="urn:q" r="A17"><v>1</v></c>`), `part xl/worksheets/sheet1.xml, row 17: <c> of another namespace is not known inside <row>`},
		{"value of another namespace", row(`<c r="A17"><q:v xmlns:q="urn:q">1</q:v></c>`), `part xl/worksheets/sheet1.xml, row 17: <v> of another namespace is not known inside <c>`},
		{"text of another namespace", p.with(textPart, `<sst `+mainXMLNS+`><si><q:t xmlns:q="urn:q">x</q:t></si></sst>`), `part xl/sharedStrings.xml: <t> of another namespace is not known inside <si>`},
		{"alternatives among rows", p.rows(`<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"/>`), `part xl/worksheets/sheet1.xml: <AlternateContent> is not known inside <sheetData>`},
		{"unknown attribute of a row", p.rows(`<row q="1"/>`), `part xl/worksheets/sheet1.xml: attribute "q" is not known on <row>`},
		{"unknown attribute of a cell", row(`<c q="A17"/>`), `part xl/worksheets/sheet1.xml, row 17: attribute "q" is not known on <c>`},
		{"row without number", p.rows(`<row r="1"/><row/>`), `part xl/worksheets/sheet1.xml, row 1: a row after row 1 has no position (attribute r) while others have one`},
		{"cell without position", row(`<c r="A17"/><c/>`), `part xl/worksheets/sheet1.xml, row 17: a cell after row 17 has no position (attribute r) while others have one`},
		{"cell twice", row(`<c r="B17"/><c r="B17"/>`), `part xl/worksheets/sheet1.xml, row 17: cell B17 stands behind column B`},
		{"cells out of order", row(`<c r="B17"/><c r="A17"/>`), `part xl/worksheets/sheet1.xml, row 17: cell A17 stands behind column B`},
		{"cell of another row", row(`<c r="A18"/>`), `part xl/worksheets/sheet1.xml, row 17: cell A18 stands in row 17`},
		{"row too far", p.rows(`<row r="1048577"/>`), `part xl/worksheets/sheet1.xml: row 1048577 lies beyond the last row 1048576 of a worksheet`},
		{"row zero", p.rows(`<row r="0"/>`), `part xl/worksheets/sheet1.xml: "0" is no row number up to 1048576`},
		{"column too far", row(`<c r="XFE17"/>`), `part xl/worksheets/sheet1.xml, row 17: "XFE17" is no cell of a worksheet, whose last column is XFD`},
		{"unknown type", row(`<c r="A17" t="z"><v>1</v></c>`), `part xl/worksheets/sheet1.xml, row 17: the cell type "z" is not known`},
		{"unknown style", row(`<c r="A17" s="2"><v>1</v></c>`), `part xl/worksheets/sheet1.xml, row 17: style 2 does not exist (the workbook holds 2)`},
		{"number that is none", row(`<c r="A17"><v>20x3</v></c>`), `part xl/worksheets/sheet1.xml, row 17: cell A17: the value "20x3" of a number cell is no number`},
		{"empty number", row(`<c r="A17"><v/></c>`), `part xl/worksheets/sheet1.xml, row 17: cell A17: the value of a number cell is empty`},
		{"empty shared string", row(`<c r="A17" t="s"><v/></c>`), `part xl/worksheets/sheet1.xml, row 17: cell A17: the number of a shared string is empty`},
		{"Boolean that is none", row(`<c r="A17" t="b"><v>7</v></c>`), `part xl/worksheets/sheet1.xml, row 17: cell A17: the value "7" of a Boolean cell is neither 0 nor 1`},
		{"error that is none", row(`<c r="A17" t="e"><v>7</v></c>`), `part xl/worksheets/sheet1.xml, row 17: cell A17: the value "7" of an error cell is no error such as #REF!`},
		{"date that is none", row(`<c r="A17" t="d"><v>2013-13-01</v></c>`), `part xl/worksheets/sheet1.xml, row 17: cell A17: the value "2013-13-01" of a date cell is no ISO 8601 date`},
		{"two values", row(`<c r="A17"><v>1</v><v>2</v></c>`), `part xl/worksheets/sheet1.xml, row 17: a cell has two <v>`},
		{"inline text of a number", row(`<c r="A17"><is><t>x</t></is></c>`), `part xl/worksheets/sheet1.xml, row 17: cell A17: the cell has inline text besides its value or type`},
		{"hidden neither true nor false", p.rows(`<row r="1" hidden="2"/>`), `part xl/worksheets/sheet1.xml: hidden="2" of <row> is neither true nor false`},
		{"merge of no cells", sheet(worksheet + `<sheetData/><mergeCells><mergeCell ref="A"/></mergeCells></worksheet>`), `part xl/worksheets/sheet1.xml: "" is no row number up to 1048576`},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			tables, err := readWorkbookBytes("estate.xlsx", c.parts.zip(t), Options{})
			if err == nil {
				t.Fatalf("read in silence:\n%s", dumpWorkbook(tables))
			}
			want := "estate.xlsx: " + c.want + repair
			if err.Error() != want {
				t.Errorf("message\n got %s\nwant %s", err, want)
			}
		})
	}
}

// TestOtherFilesAreNamed holds that a ZIP file of another kind is refused in
// words that say what it is and what to do.
func TestOtherFilesAreNamed(t *testing.T) {
	p := plainParts()
	document := func(target, xml string) parts {
		return parts{rootRels: strings.Replace(p[rootRels], "xl/workbook.xml", target, 1), target: xml}
	}
	cases := []struct {
		name  string
		parts parts
		want  string
	}{
		{"ods", parts{"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": "<x/>"}, "is an OpenDocument spreadsheet (.ods)" + convert + "estate.xlsx"},
		{"odt", parts{"mimetype": "application/vnd.oasis.opendocument.text"}, `is an OpenDocument or similar file ("text"), not a workbook` + convert + "estate.xlsx"},
		{"xlsb", p.with(bookPart, "").with("xl/workbook.bin", "x"), "is an Excel binary workbook (.xlsb)" + convert + "estate.xlsx"},
		{"docx", document("word/document.xml", `<w:document xmlns:w="urn:w"/>`), "is a Word document (.docx), not a workbook; copy its table into a workbook and save that as .xlsx"},
		{"numbers", parts{"Index/Document.iwa": "x"}, "is a document of Apple Numbers; export it as an Excel workbook (.xlsx) in Numbers"},
		{"zip", parts{"apps.csv": "a", "servers.csv": "b"}, "is a ZIP archive, not a workbook (it holds apps.csv, servers.csv); unpack it and name the files in it"},
		{"many", parts{"a": "", "b": "", "c": "", "d": ""}, "is a ZIP archive, not a workbook (it holds 4 files: a, b, c …); unpack it and name the files in it"},
		{"empty", parts{}, "is a ZIP archive, not a workbook (it is empty); unpack it and name the files in it"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			_, err := readWorkbookBytes("estate.xlsx", c.parts.zip(t), Options{})
			if err == nil || err.Error() != "estate.xlsx: "+c.want {
				t.Errorf("got %v\nwant estate.xlsx: %s", err, c.want)
			}
		})
	}
}

// TestArchiveDamageIsRefused damages the archive around the parts.
func TestArchiveDamageIsRefused(t *testing.T) {
	good := plainParts().zip(t)
	at := func(data []byte, what string, nth int) int {
		i := -1
		for range nth {
			i += 1 + bytes.Index(data[i+1:], []byte(what))
		}
		return i
	}
	twice := func() []byte {
		var b bytes.Buffer
		w := zip.NewWriter(&b)
		for _, name := range []string{"A.xml", "a.xml"} {
			if _, err := w.Create(name); err != nil {
				t.Fatal(err)
			}
		}
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
		return b.Bytes()
	}
	central := at(good, sheetPart, 2) - 46 // the entry of the sheet in the directory
	cases := []struct {
		name   string
		damage func(data []byte) []byte
		want   string
	}{
		{"checksum", func(d []byte) []byte { d[central+16]++; return d }, "part xl/worksheets/sheet1.xml: its checksum does not match its content"},
		{"no checksum", func(d []byte) []byte { copy(d[central+16:], "\x00\x00\x00\x00"); return d }, "part xl/worksheets/sheet1.xml: the part has no checksum"},
		{"size", func(d []byte) []byte { d[central+24]++; return d }, "part xl/worksheets/sheet1.xml: it is cut short"},
		{"packed size", func(d []byte) []byte { d[central+20] -= 9; return d }, "part xl/worksheets/sheet1.xml: it is cut short"},
		{"method", func(d []byte) []byte { d[central+10] = 99; return d }, "part xl/worksheets/sheet1.xml: it is compressed by a method that workbooks do not use"},
		{"offset", func(d []byte) []byte { d[central+42]++; return d }, "part xl/worksheets/sheet1.xml: its compressed content is broken"},
		{"stream", func(d []byte) []byte { d[at(d, sheetPart, 1)+len(sheetPart)] = 0xff; return d }, "part xl/worksheets/sheet1.xml: its compressed content is broken"},
		{"entry twice", func([]byte) []byte { return twice() }, "part a.xml: the archive holds it twice"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			_, err := readWorkbookBytes("estate.xlsx", c.damage(bytes.Clone(good)), Options{})
			if want := "estate.xlsx: " + c.want + repair; err == nil || err.Error() != want {
				t.Errorf("got %v\nwant %s", err, want)
			}
		})
	}
	_, err := readWorkbookBytes("estate.xlsx", good[:len(good)-30], Options{})
	want := "estate.xlsx: the archive has no readable directory at its end: the file is damaged, as after an incomplete copy or download; fetch it once more"
	if err == nil || err.Error() != want {
		t.Errorf("cut: got %v\nwant %s", err, want)
	}
	encrypted := bytes.Clone(good)
	encrypted[central+8] |= 1
	_, err = readWorkbookBytes("estate.xlsx", encrypted, Options{})
	want = "estate.xlsx: part xl/worksheets/sheet1.xml: it is encrypted with a password; unpack the archive, or save the workbook without a password"
	if err == nil || err.Error() != want {
		t.Errorf("encrypted: got %v\nwant %s", err, want)
	}
}

// TestLimitsAreNamed holds that what is too large is refused before it fills the memory.
func TestLimitsAreNamed(t *testing.T) {
	p := plainParts()
	long := strings.Repeat("x", MaxCell+1)
	cases := []struct {
		name  string
		parts parts
		want  string
	}{
		{"cell", p.rows(`<row r="1"><c r="A1" t="str"><v>` + long + `</v></c></row>`), "part xl/worksheets/sheet1.xml, row 1: a cell has 16777216 bytes of text, more than the limit of 16777215"},
		{"tag", p.rows(`<row r="` + long + long + `"/>`), "part xl/worksheets/sheet1.xml: a tag or text is longer than the limit of 33554432 bytes"},
		{"depth", p.with(sheetPart, strings.Repeat("<a>", 300)), "part xl/worksheets/sheet1.xml: wrong kind of part: the root element is <a>, want <worksheet> in its namespace"},
		{"depth inside", p.rows(`<row r="1"><extLst>` + strings.Repeat("<a>", 300)), "part xl/worksheets/sheet1.xml, row 1: elements are nested deeper than the limit of 256"},
		{"bomb", p.with(textPart, `<sst `+mainXMLNS+`>`+strings.Repeat("<si/>"+strings.Repeat(" ", 1<<20), 66)), "part xl/sharedStrings.xml: the part inflates to more than the limit of 200 times its size, as zip bombs do"},
		{"size", p.with(stylePart, strings.Repeat(" ", maxSmallPart+1)), "part xl/styles.xml: the part has 67108865 bytes, more than the limit of 67108864"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			_, err := readWorkbookBytes("estate.xlsx", c.parts.zip(t), Options{})
			got := ""
			if err != nil {
				got = strings.TrimSuffix(strings.TrimSuffix(err.Error(), split), repair)
			}
			if want := "estate.xlsx: " + c.want; got != want {
				t.Errorf("got %v\nwant %s", err, want)
			}
		})
	}
}

// TestCellsOfAWorkbookAreBounded holds that few bytes cannot ask for many empty cells.
func TestCellsOfAWorkbookAreBounded(t *testing.T) {
	data := plainParts().rows(`<row><c r="XFD1"><v>1</v></c></row>`).zip(t)
	wb, err := openWorkbook(t.Context(), Input{"estate.xlsx", int64(len(data)), bytes.NewReader(data)})
	if err == nil {
		err = wb.readCommon(t.Context())
	}
	if err != nil {
		t.Fatal(err)
	}
	wb.cells = maxBookCells - maxColumns + 1
	_, err = wb.readSheet(t.Context(), wb.sheets[0])
	want := "estate.xlsx: part xl/worksheets/sheet1.xml, row 1: the workbook has more than the limit of 134217728 cells" + split
	if err == nil || err.Error() != want {
		t.Errorf("got %v\nwant %s", err, want)
	}
}

// TestNamespacesAreDeclaredAnywhere holds that declarations in rows and cells are no
// attributes of these, and change nothing where they repeat what holds.
func TestNamespacesAreDeclaredAnywhere(t *testing.T) {
	p := plainParts()
	plain := p.rows(`<row r="1"><c r="A1" t="str"><v>a</v></c><c r="B1"><v>2</v></c></row><row r="2"><c r="A2"><v>3</v></c></row>`)
	declared := p.rows(`<row ` + mainXMLNS + ` r="1"><c r="A1" ` + mainXMLNS + ` t="str"><v ` + mainXMLNS + `>a</v></c><c r="B1"><v>2</v></c></row>` +
		`<x:row ` + strings.Replace(mainXMLNS, "xmlns", "xmlns:x", 1) + ` r="2"><x:c r="A2"><x:v>3</x:v></x:c></x:row>`)
	want, err := readWorkbookBytes("estate.xlsx", plain.zip(t), Options{})
	if err != nil {
		t.Fatal(err)
	}
	got, err := readWorkbookBytes("estate.xlsx", declared.zip(t), Options{})
	if err != nil || dumpWorkbook(got) != dumpWorkbook(want) {
		t.Errorf("%v\n%s\nwant\n%s", err, dumpWorkbook(got), dumpWorkbook(want))
	}
}

// TestHalfPairsOfUTF16AreRefused holds that half of a surrogate pair is damage, also
// where the halves lie in different blocks of the part, and that whole pairs are none.
func TestHalfPairsOfUTF16AreRefused(t *testing.T) {
	p := plainParts()
	wide := func(text string) string {
		var b []byte
		for _, u := range utf16.Encode([]rune(text)) {
			b = binary.LittleEndian.AppendUint16(b, u)
		}
		return string(b)
	}
	for _, c := range []struct{ text, want string }{
		{wide("a😀") + wide("b"), ""},
		{wide(strings.Repeat("😀", 70_001)), ""},
		{wide("a") + "\x3d\xd8" + wide("b"), "half of a surrogate pair stands in the UTF-16 of the part"},
		{wide("a") + "\x00\xde" + wide("b"), "half of a surrogate pair stands in the UTF-16 of the part"},
		{wide("a") + "\x3d\xd8\x3d\xd8\x00\xde", "half of a surrogate pair stands in the UTF-16 of the part"},
	} {
		before, after, _ := strings.Cut(p.rows(`<row r="1"><c r="A1" t="str"><v>|</v></c></row>`)[sheetPart], "|")
		_, err := readWorkbookBytes("estate.xlsx", p.with(sheetPart, wide("\ufeff"+before)+c.text+wide(after)).zip(t), Options{})
		if (err == nil) != (c.want == "") || err != nil && !strings.Contains(err.Error(), c.want) {
			t.Errorf("%d bytes of text: got %v, want %q", len(c.text), err, c.want)
		}
	}
}

// TestEncodingsOfParts reads the same sheet in each encoding that a part may have.
func TestEncodingsOfParts(t *testing.T) {
	p := plainParts().rows(`<row r="1"><c r="A1" t="str"><v>Müller 東京 😀</v></c></row>`)
	want, err := readWorkbookBytes("estate.xlsx", p.zip(t), Options{})
	if err != nil {
		t.Fatal(err)
	}
	wide := func(order binary.AppendByteOrder, text string) string {
		var b []byte
		for _, u := range utf16.Encode([]rune(text)) {
			b = order.AppendUint16(b, u)
		}
		return string(b)
	}
	xml := p[sheetPart]
	cases := map[string]string{
		"UTF-8 with mark":              "\ufeff" + `<?xml version="1.0" encoding="utf-8"?>` + xml,
		"UTF-16LE with mark":           wide(binary.LittleEndian, "\ufeff"+`<?xml version="1.0" encoding="UTF-16"?>`+xml),
		"UTF-16BE with mark":           wide(binary.BigEndian, "\ufeff"+xml),
		"UTF-16LE":                     wide(binary.LittleEndian, `<?xml version="1.0" encoding="UTF-16LE"?>`+xml),
		"UTF-16BE":                     wide(binary.BigEndian, xml),
		"declaration in single quotes": `<?xml version='1.0' encoding='UTF-8' standalone='yes' ?>` + xml,
	}
	for name, content := range cases {
		got, err := readWorkbookBytes("estate.xlsx", p.with(sheetPart, content).zip(t), Options{})
		if err != nil || dumpWorkbook(got) != dumpWorkbook(want) {
			t.Errorf("%s: %v\n%s", name, err, dumpWorkbook(got))
		}
	}
}

// TestSheetsAreChosen reads only the sheets asked for and says which it left out.
func TestSheetsAreChosen(t *testing.T) {
	data := loadCorpus(t, filepath.Join("testdata", "workbooks", "sheetjs-shared.xlsx"))
	tables, err := readWorkbookBytes("estate.xlsx", data, Options{Sheets: []string{"SERVERS", "nowhere"}})
	if err != nil {
		t.Fatal(err)
	}
	want := "== Servers hidden=false hiddenRows=0 rows=2\n" +
		"note estate.xlsx:Apps: not read: it is not among the sheets asked for\n" +
		"row 1 width=1\nestate.xlsx:Servers!A1 \"Server\"\nrow 2 width=1\nestate.xlsx:Servers!A2 \"fe01\"\n"
	if got := dumpWorkbook(tables); got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
	tables, err = readWorkbookBytes("estate.xlsx", data, Options{Sheets: []string{"nowhere"}})
	if len(tables) != 0 || err != nil {
		t.Errorf("no sheet of the name: got %d tables, %v", len(tables), err)
	}
}

// TestSharedTextIsKeptOnce holds that cells with one shared string share their
// bytes, and so do cells that repeat one other text. Each other text stands in a
// sheet of its own: two may fall on one place of the table of recent texts, which
// then keeps neither.
func TestSharedTextIsKeptOnce(t *testing.T) {
	for want, cell := range map[string]string{
		"Trade FloorOps":  `<c t="inlineStr"><is><t>Ops</t></is></c>`,
		"Trade Floor2013": `<c><v>2013</v></c>`,
	} {
		rows := strings.Repeat(`<row><c t="s"><v>2</v></c>`+cell+`</row>`, 50)
		tables, err := readWorkbookBytes("estate.xlsx", plainParts().rows(rows).zip(t), Options{})
		if err != nil {
			t.Fatal(err)
		}
		if got := tables[0].data; got != want {
			t.Errorf("arena %q, want %q", got, want)
		}
	}
}

// failingReader stands for a disk that fails.
type failingReader struct{ err error }

func (f failingReader) ReadAt([]byte, int64) (int, error) { return 0, f.err }

// TestOutsideErrorsAreNotBlamedOnTheFile holds that a failing disk and an
// interrupted run are reported as what they are.
func TestOutsideErrorsAreNotBlamedOnTheFile(t *testing.T) {
	_, err := readWorkbook(context.Background(), Input{"estate.xlsx", 1000, failingReader{io.ErrClosedPipe}}, Options{})
	if !errors.Is(err, io.ErrClosedPipe) || strings.Contains(err.Error(), repair) {
		t.Errorf("disk: got %v", err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	data := plainParts().zip(t)
	_, err = readWorkbook(ctx, Input{"estate.xlsx", int64(len(data)), bytes.NewReader(data)}, Options{})
	if !errors.Is(err, context.Canceled) || strings.Contains(err.Error(), repair) {
		t.Errorf("interrupted: got %v", err)
	}
}
