package sheet

import (
	"archive/zip"
	"bytes"
	"maps"
	"os"
	"slices"
	"testing"

	"golang.org/x/tools/txtar"
)

// Namespaces of the parts that tests write.
const (
	mainXMLNS = `xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"`
	docType   = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
	packXMLNS = `xmlns="http://schemas.openxmlformats.org/package/2006/relationships"`
)

// Paths of the parts of a plain workbook.
const (
	rootRels  = "_rels/.rels"
	bookPart  = "xl/workbook.xml"
	bookRels  = "xl/_rels/workbook.xml.rels"
	textPart  = "xl/sharedStrings.xml"
	stylePart = "xl/styles.xml"
	sheetPart = "xl/worksheets/sheet1.xml"
)

// parts are the files of a workbook before they are zipped.
type parts map[string]string

// plainParts is a workbook of one sheet with three rows.
func plainParts() parts {
	return parts{
		rootRels: `<Relationships ` + packXMLNS + `><Relationship Id="rId1" Type="` + docType + `/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
		bookPart: `<workbook ` + mainXMLNS + ` xmlns:r="` + docType + `"><sheets><sheet name="Apps" sheetId="1" r:id="rId1"/></sheets></workbook>`,
		bookRels: `<Relationships ` + packXMLNS + `><Relationship Id="rId1" Type="` + docType + `/worksheet" Target="worksheets/sheet1.xml"/>` +
			`<Relationship Id="rId2" Type="` + docType + `/sharedStrings" Target="sharedStrings.xml"/>` +
			`<Relationship Id="rId3" Type="` + docType + `/styles" Target="styles.xml"/></Relationships>`,
		textPart:  `<sst ` + mainXMLNS + `><si><t>Application</t></si><si><t>API</t></si><si><t>Trade Floor</t></si></sst>`,
		stylePart: `<styleSheet ` + mainXMLNS + `><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>`,
		sheetPart: `<worksheet ` + mainXMLNS + `><sheetData>` + plainRows + `</sheetData></worksheet>`,
	}
}

const plainRows = `<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row>` +
	`<row r="2"><c r="A2" t="s"><v>2</v></c><c r="B2"><v>2013</v></c></row>` +
	`<row r="3"><c r="A3" t="inlineStr"><is><t>Ops</t></is></c><c r="B3" s="1"><v>41395</v></c></row>`

// with replaces a part; "" removes it.
func (p parts) with(name, content string) parts {
	p = maps.Clone(p)
	p[name] = content
	if content == "" {
		delete(p, name)
	}
	return p
}

// rows replaces the rows of the sheet.
func (p parts) rows(xml string) parts {
	return p.with(sheetPart, `<worksheet `+mainXMLNS+`><sheetData>`+xml+`</sheetData></worksheet>`)
}

// zip packs the parts.
func (p parts) zip(tb testing.TB) []byte {
	tb.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, name := range slices.Sorted(maps.Keys(p)) {
		f, err := w.Create(name)
		if err == nil {
			_, err = f.Write([]byte(p[name]))
		}
		if err != nil {
			tb.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		tb.Fatal(err)
	}
	return b.Bytes()
}

// loadCorpus reads a workbook of the corpus. One kept as txtar holds the parts
// that differ from the plain workbook, so that they can be read by people.
func loadCorpus(tb testing.TB, file string) []byte {
	tb.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		tb.Fatal(err)
	}
	if !bytes.HasSuffix([]byte(file), []byte(".txtar")) {
		return data
	}
	p := plainParts()
	for _, f := range txtar.Parse(bytes.ReplaceAll(data, []byte("\r\n"), []byte("\n"))).Files {
		p[f.Name] = string(f.Data)
	}
	return p.zip(tb)
}
