package sheet

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestFillMerges fills ranges from the second row on, in the first three columns.
func TestFillMerges(t *testing.T) {
	sheet := func(rows, merges string) parts {
		return plainParts().with(sheetPart, `<worksheet `+mainXMLNS+`><sheetData>`+rows+`</sheetData><mergeCells>`+merges+`</mergeCells></worksheet>`)
	}
	cell := func(at, text string) string {
		return `<c r="` + at + `" t="inlineStr"><is><t>` + text + `</t></is></c>`
	}
	rows := `<row r="1">` + cell("A1", "head") + `</row>` +
		`<row r="2">` + cell("A2", "a") + cell("C2", "c") + cell("D2", "d") + `</row>` +
		`<row r="3">` + cell("B3", "b") + `</row>` +
		`<row r="4"/>` +
		`<row r="6">` + cell("A6", "own") + `</row>`
	for _, c := range []struct {
		merges []string
		want   []string // the rows, and what stands elsewhere than where it comes from
		notes  []string
	}{
		{[]string{"A2:A6"}, []string{"head", "a||c|d", "a=A2|b", "", "own"}, []string{"A2 merged cells A2:A6: the value counts in each of the rows"}},
		{[]string{"C2:D6"}, []string{"head", "a||c|d", "|b|c=C2", "", "own||c=C2"}, []string{"C2 merged cells C2:D6: the value counts in each of the rows"}},
		{[]string{"D2:D3", "A1:A3", "B2:B3", "C2:C4"}, []string{"head", "a||c|d", "|b|c=C2", "", "own"}, []string{
			"D2 merged cells D2:D3: only the first row carries the value (and 2 more such ranges)", "C2 merged cells C2:C4: the value counts in each of the rows"}},
		{[]string{"A1:D1", "A6:A9"}, []string{"head", "a||c|d", "|b", "", "own"}, nil},
	} {
		xml := ""
		for _, ref := range c.merges {
			xml += `<mergeCell ref="` + ref + `"/>`
		}
		table, err := readBytes(t, "estate.xlsx", sheet(rows, xml).zip(t), Options{})
		if err != nil {
			t.Fatal(err)
		}
		table.FillMerges(1, 3)
		var got, notes []string
		for row := range table.Rows() {
			var cells []string
			for col := range table.Width(row) {
				text := table.Text(row, col)
				if at := table.Pos(row, col); at.Row != table.Line(row) {
					text += fmt.Sprintf("=%s%d", ColumnName(at.Col), at.Row)
				}
				cells = append(cells, text)
			}
			got = append(got, strings.Join(cells, "|"))
		}
		for _, n := range table.Notes {
			notes = append(notes, fmt.Sprintf("%s%d %s", ColumnName(n.At.Col), n.At.Row, n.Message))
		}
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%v: -want +got:\n%s", c.merges, diff)
		}
		if diff := cmp.Diff(c.notes, notes); diff != "" {
			t.Errorf("%v: notes -want +got:\n%s", c.merges, diff)
		}
	}
}
