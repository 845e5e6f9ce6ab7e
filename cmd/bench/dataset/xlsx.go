package dataset

import (
	"archive/zip"
	"bufio"
	"encoding/xml"
	"fmt"
	"io"
	"strconv"

	"github.com/xuri/excelize/v2"
)

// parts are the small files of a workbook whose strings are shared, as Excel
// writes it, in its order; the sheet and the strings follow them.
var parts = [][2]string{
	{"[Content_Types].xml", `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">` +
		`<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
		`<Default Extension="xml" ContentType="application/xml"/>` +
		`<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>` +
		`<Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>` +
		`<Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/>` +
		`</Types>`},
	{"_rels/.rels", `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` +
		`<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/>` +
		`</Relationships>`},
	{"xl/workbook.xml", `<workbook xmlns="` + mainSpace + `" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">` +
		`<sheets><sheet name="Pairs" sheetId="1" r:id="rId1"/></sheets></workbook>`},
	{"xl/_rels/workbook.xml.rels", `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` +
		`<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/>` +
		`<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" Target="sharedStrings.xml"/>` +
		`</Relationships>`},
}

const (
	mainSpace   = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
	declaration = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\r\n"
)

// SheetPart is where the sheet of each workbook stands in its archive.
const SheetPart = "xl/worksheets/sheet1.xml"

// writeShared writes a workbook as Excel does: each distinct text once, cells
// with an address and an index.
func (e *Estate) writeShared(out io.Writer) error {
	z := zip.NewWriter(out)
	for _, p := range parts {
		if err := writePart(z, p[0], func(w *bufio.Writer) { w.WriteString(p[1]) }); err != nil {
			return err
		}
	}
	shared := &sharedStrings{index: map[string]int{}}
	if err := writePart(z, SheetPart, func(w *bufio.Writer) { e.writeSheet(w, shared) }); err != nil {
		return err
	}
	if err := writePart(z, "xl/sharedStrings.xml", shared.write); err != nil {
		return err
	}
	return z.Close()
}

// writePart writes one XML file of an archive.
func writePart(z *zip.Writer, name string, body func(*bufio.Writer)) error {
	part, err := z.Create(name)
	if err != nil {
		return err
	}
	w := bufio.NewWriterSize(part, 1<<16)
	w.WriteString(declaration)
	body(w)
	return w.Flush()
}

func (e *Estate) writeSheet(w *bufio.Writer, shared *sharedStrings) {
	fmt.Fprintf(w, `<worksheet xmlns="%s"><dimension ref="A1:H%d"/><sheetData>`, mainSpace, len(e.rows)+1)
	shared.writeRow(w, 1, pairsHeader)
	for i, r := range e.rows {
		cells := e.cells(r)
		shared.writeRow(w, i+2, cells[:])
	}
	w.WriteString(`</sheetData><autoFilter ref="A1:H1"/></worksheet>`)
}

// sharedStrings are the distinct texts of a workbook by first use.
type sharedStrings struct {
	index map[string]int
	list  []string
	uses  int
}

func (s *sharedStrings) writeRow(w *bufio.Writer, number int, cells []string) {
	at := strconv.Itoa(number)
	w.WriteString(`<row r="` + at + `" spans="1:8">`)
	for i, text := range cells {
		if text == "" {
			continue
		}
		w.WriteString(`<c r="` + string(rune('A'+i)) + at + `" t="s"><v>` + strconv.Itoa(s.of(text)) + `</v></c>`)
	}
	w.WriteString(`</row>`)
}

// of is the index of a text.
func (s *sharedStrings) of(text string) int {
	s.uses++
	i, ok := s.index[text]
	if !ok {
		i = len(s.list)
		s.index[text] = i
		s.list = append(s.list, text)
	}
	return i
}

func (s *sharedStrings) write(w *bufio.Writer) {
	fmt.Fprintf(w, `<sst xmlns="%s" count="%d" uniqueCount="%d">`, mainSpace, s.uses, len(s.list))
	for _, text := range s.list {
		w.WriteString("<si><t>")
		xml.EscapeText(w, []byte(text)) // its error is the writer's, which Flush returns
		w.WriteString("</t></si>")
	}
	w.WriteString("</sst>")
}

// writeInline writes a workbook with excelize's StreamWriter, whose cells hold
// their texts.
func (e *Estate) writeInline(out io.Writer) error {
	f := excelize.NewFile()
	defer f.Close()
	w, err := f.NewStreamWriter("Sheet1")
	if err != nil {
		return err
	}
	values := make([]any, len(pairsHeader))
	for i, text := range pairsHeader {
		values[i] = text
	}
	if err := w.SetRow("A1", values); err != nil {
		return err
	}
	for i, r := range e.rows {
		for at, text := range e.cells(r) {
			values[at] = text
		}
		if err := w.SetRow("A"+strconv.Itoa(i+2), values); err != nil {
			return err
		}
	}
	if err := w.Flush(); err != nil {
		return err
	}
	_, err = f.WriteTo(out)
	return err
}
