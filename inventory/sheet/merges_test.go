package sheet

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// mergedSheet is a workbook whose sheet has rows and merged cells.
func mergedSheet(rows string, merges ...string) parts {
	xml := ""
	if len(merges) > 0 {
		xml = `<mergeCell ref="` + strings.Join(merges, `"/><mergeCell ref="`) + `"/>`
	}
	return plainParts().with(sheetPart, `<worksheet `+mainXMLNS+`><sheetData>`+rows+`</sheetData><mergeCells>`+xml+`</mergeCells></worksheet>`)
}

// textCell is a cell of a sheet, its text as it stands.
func textCell(at, text string) string {
	return `<c r="` + at + `" t="inlineStr"><is><t xml:space="preserve">` + text + `</t></is></c>`
}

// filledRows are the rows of a table, and what stands elsewhere than where it comes from.
func filledRows(t *Table) (rows []string) {
	for row := range t.Rows() {
		var cells []string
		for col := range t.Width(row) {
			text := t.Text(row, col)
			if at := t.Pos(row, col); at.Row != t.Line(row) {
				text += fmt.Sprintf("=%s%d", ColumnName(at.Col), at.Row)
			}
			cells = append(cells, text)
		}
		rows = append(rows, strings.Join(cells, "|"))
	}
	return rows
}

// notesAt are the notes of a table and the cells that they stand at.
func notesAt(t *Table) (notes []string) {
	for _, n := range t.Notes {
		notes = append(notes, fmt.Sprintf("%s%d %s", ColumnName(n.At.Col), n.At.Row, n.Message))
	}
	return notes
}

// TestFillMerges fills ranges from the second row on, in the first three columns.
func TestFillMerges(t *testing.T) {
	rows := `<row r="1">` + textCell("A1", "head") + `</row>` +
		`<row r="2">` + textCell("A2", "a") + textCell("C2", "c") + textCell("D2", "d") + `</row>` +
		`<row r="3">` + textCell("B3", "b") + `</row>` +
		`<row r="4"/>` +
		`<row r="6">` + textCell("A6", "own") + `</row>`
	for _, c := range []struct {
		merges []string
		want   []string // the rows, and what stands elsewhere than where it comes from
		notes  []string
	}{
		{[]string{"A2:A6"}, []string{"head", "a||c|d", "a=A2|b", "", "own"}, []string{"A2 merged cells A2:A6: the value counts in each of the rows"}},
		{[]string{"C2:D6"}, []string{"head", "a||c|d", "|b|c=C2", "", "own||c=C2"}, []string{"C2 merged cells C2:D6: the value counts in each of the rows"}},
		{[]string{"D2:D3", "A1:A3", "B2:B3", "C2:C4"}, []string{"head", "a||c|d", "|b|c=C2", "", "own"}, []string{
			"D2 merged cells D2:D3: only the first row carries the value (and 2 more such ranges)", "C2 merged cells C2:C4: the value counts in each of the rows"}},
		{[]string{"A2:A4", "A2:C5", "A3:A6", "A2:A4"}, []string{"head", "a||c|d", "a=A2|b", "", "own"}, []string{
			"A2 merged cells A2:C5: only the first row carries the value (and 1 more such ranges)", "A2 merged cells A2:A4: the value counts in each of the rows"}},
		{[]string{"B3:D4", "C2:C3"}, []string{"head", "a||c|d", "|b|c=C2", "", "own"}, []string{
			"B3 merged cells B3:D4: only the first row carries the value", "C2 merged cells C2:C3: the value counts in each of the rows"}},
		{[]string{"B3:D4"}, []string{"head", "a||c|d", "|b", "", "own"}, []string{"B3 merged cells B3:D4: only the first row carries the value"}},
		{[]string{"A1:D1", "A6:A9"}, []string{"head", "a||c|d", "|b", "", "own"}, nil},
	} {
		table, err := readBytes(t, "estate.xlsx", mergedSheet(rows, c.merges...).zip(t), Options{})
		if err != nil {
			t.Fatal(err)
		}
		table.FillMerges(1, 3)
		if diff := cmp.Diff(c.want, filledRows(table)); diff != "" {
			t.Errorf("%v: -want +got:\n%s", c.merges, diff)
		}
		if diff := cmp.Diff(c.notes, notesAt(table)); diff != "" {
			t.Errorf("%v: notes -want +got:\n%s", c.merges, diff)
		}
	}
}

// TestFillMergesTakesTheInvisibleForBlank has cells of spaces, no-break spaces and
// zero-width characters: where ranges begin, inside them, and as all of a row.
func TestFillMergesTakesTheInvisibleForBlank(t *testing.T) {
	rows := `<row r="1">` + textCell("A1", "head") + `</row>` +
		`<row r="2">` + textCell("A2", "a") + textCell("B2", " \u200b") + textCell("C2", "c") + `</row>` +
		`<row r="3">` + textCell("B3", "  ") + textCell("C3", "\u00a0") + `</row>` +
		`<row r="4">` + textCell("A4", "\u00a0\ufeff") + textCell("B4", "b") + `</row>`
	table, err := readBytes(t, "estate.xlsx", mergedSheet(rows, "A2:A4", "B2:B4", "C2:C3").zip(t), Options{})
	if err != nil {
		t.Fatal(err)
	}
	table.FillMerges(1, 3)
	if diff := cmp.Diff([]string{"head", "a| \u200b|c", "|  |\u00a0", "a=A2|b"}, filledRows(table)); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	want := []string{"B2 merged cells B2:B4: only the first row carries the value (and 1 more such ranges)", "A2 merged cells A2:A4: the value counts in each of the rows"}
	if diff := cmp.Diff(want, notesAt(table)); diff != "" {
		t.Errorf("notes -want +got:\n%s", diff)
	}
}

// TestFillMergesKeepsNotesOfTheWorkbook has a chart sheet before the worksheet,
// of which the first table's notes tell.
func TestFillMergesKeepsNotesOfTheWorkbook(t *testing.T) {
	p := mergedSheet(`<row r="1">`+textCell("A1", "head")+`</row><row r="2">`+textCell("A2", "a")+textCell("B2", "b")+`</row><row r="3">`+textCell("B3", "c")+`</row>`, "A2:A3")
	p[bookPart] = strings.Replace(p[bookPart], `<sheets>`, `<sheets><sheet name="Chart" sheetId="2" r:id="rId4"/>`, 1)
	p[bookRels] = strings.Replace(p[bookRels], `</Relationships>`, `<Relationship Id="rId4" Type="`+docType+`/chartsheet" Target="chartsheets/sheet1.xml"/></Relationships>`, 1)
	p["xl/chartsheets/sheet1.xml"] = `<chartsheet ` + mainXMLNS + `/>`
	table, err := readBytes(t, "estate.xlsx", p.zip(t), Options{})
	if err != nil {
		t.Fatal(err)
	}
	table.FillMerges(1, 2)
	want := []Note{
		{Pos{File: "estate.xlsx", Sheet: "Chart"}, "not read: it is a chart sheet, not a worksheet"},
		{Pos{"estate.xlsx", "Apps", 2, 1}, "merged cells A2:A3: the value counts in each of the rows"},
	}
	if diff := cmp.Diff(want, table.Notes); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

// TestFillMergesOfOverlappingRanges has about as many ranges as are read, which all
// span many rows: looking at each row of each would take minutes.
func TestFillMergesOfOverlappingRanges(t *testing.T) {
	const ranges, rows = 60_000, 130_000
	var b strings.Builder
	for row := 1; row <= rows; row++ {
		col := "B"
		if row <= ranges+1 {
			col = "A"
		}
		fmt.Fprintf(&b, `<row r="%d"><c r="%s%d"><v>1</v></c></row>`, row, col, row)
	}
	refs := make([]string, ranges)
	for i := range refs {
		refs[i] = fmt.Sprintf("A%d:A%d", i+2, rows)
	}
	table, err := readBytes(t, "estate.xlsx", mergedSheet(b.String(), refs...).zip(t), Options{})
	if err != nil {
		t.Fatal(err)
	}
	looked := 0
	for _, i := range table.fillable(1, 3, table.visibleTexts()) {
		looked += table.merges.ranges[i].bottom - table.merges.ranges[i].top
	}
	if looked > rows {
		t.Errorf("%d cells are looked at in one column of %d rows", looked, rows)
	}
	table.FillMerges(1, 3)
	want := []string{"A3 merged cells A3:A130000: only the first row carries the value (and 59998 more such ranges)",
		"A2 merged cells A2:A130000: the value counts in each of the rows"}
	if diff := cmp.Diff(want, notesAt(table)); diff != "" {
		t.Errorf("notes -want +got:\n%s", diff)
	}
}
