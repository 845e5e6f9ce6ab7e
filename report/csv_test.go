package report

import (
	"bytes"
	"encoding/csv"
	"reflect"
	"slices"
	"strings"
	"testing"

	"chatcompat/audit"
	"chatcompat/inventory"
)

// TestCSVReadsBack reads what was written with a reader that is not ours.
func TestCSVReadsBack(t *testing.T) {
	format, _ := FormatByName("csv")
	for _, s := range samples() {
		text := render(t, format, s.meta, s.findings, s.summary())
		records, err := csv.NewReader(strings.NewReader(text)).ReadAll()
		if err != nil {
			t.Fatalf("%s: %v", s.name, err)
		}
		layout := newRecord(s.meta)
		want := [][]string{layout.headers}
		for i := range s.findings {
			cells := make([]string, len(layout.headers))
			if err := layout.fill(cells, &s.findings[i]); err != nil {
				t.Fatal(err)
			}
			for j, cell := range cells {
				cells[j] = strings.ReplaceAll(guardFormula(cell), "\r\n", "\n") // as encoding/csv reads it
			}
			want = append(want, cells)
		}
		if !reflect.DeepEqual(records, want) {
			t.Errorf("%s: read back\n%q\nwant\n%q", s.name, records, want)
		}
		if lone := strings.ReplaceAll(text, "\r\n", ""); s.name != "whole" && strings.ContainsAny(lone, "\r\n") {
			t.Errorf("%s: a line does not end in CRLF", s.name)
		}
	}
}

// fill sets all cells of one finding, each by itself: what the lines of CSV are held to.
func (r record) fill(cells []string, f *audit.Finding) error {
	clear(cells)
	for i, c := range r.columns {
		cells[i] = c.Value(f)
	}
	if r.partial {
		return nil
	}
	if err := r.lost(f); err != nil {
		return err
	}
	return r.fillExtras(cells[len(r.columns):], f)
}

func TestCSVColumnsFollowFromTheInputs(t *testing.T) {
	column := func(header string, field inventory.Field) inventory.Column {
		return inventory.Column{Header: header, Field: field}
	}
	meta := Meta{File: true, Files: []inventory.File{
		{Tables: []inventory.Table{
			{Shape: inventory.ShapeApplications, Columns: []inventory.Column{column("App", inventory.FieldApplication), column("Key", inventory.NoField), column("Owner", inventory.FieldOwner)}},
			{Shape: inventory.ShapeNone, Columns: []inventory.Column{column("Ignored", inventory.NoField), column("UCMA", inventory.FieldUCMA)}},
		}},
		{Tables: []inventory.Table{
			{Shape: inventory.ShapeServers, Columns: []inventory.Column{column("Site", inventory.FieldSite), column("Key", inventory.NoField), column("key (inventory)", inventory.NoField), column("", inventory.NoField)}},
		}},
	}}
	format, _ := FormatByName("csv")
	named := audit.Finding{Pair: inventory.Pair{Extra: []inventory.Extra{{Header: "Key", Text: "1"}, {Header: "column D", Text: "2"}, {Header: "Key", Text: "3"}}}}
	cells := make([]string, 21)
	if err := newRecord(meta).fill(cells, &named); err != nil || !slices.Equal(cells[16:], []string{"", "", "1; 3", "", "2"}) {
		t.Errorf("the cells of the inventory are %q, %v", cells[16:], err)
	}
	text := render(t, format, meta, nil, audit.Summary{})
	want := "\ufeffverdict,risk,application,api,api written,server,server version,server version written,mixed,cause,reason,remedy,basis,advisories,position,key," +
		"site,owner,Key (inventory),key (inventory) (inventory),column D\r\n"
	if text != want {
		t.Errorf("%q\nwant\n%q", text, want)
	}
	meta.File, meta.Columns = false, []string{"owner", "verdict"}
	if got, want := render(t, format, meta, nil, audit.Summary{}), "owner,verdict\r\n"; got != want {
		t.Errorf("with columns: %q, want %q", got, want)
	}
}

func TestCSVRefusesToLoseAColumn(t *testing.T) {
	meta, findings, summary := fixture()
	format, _ := FormatByName("csv")
	meta.Files[0].Tables[0].Columns = meta.Files[0].Tables[0].Columns[:1]
	for _, lost := range []struct {
		finding audit.Finding
		want    string
	}{
		{audit.Finding{Pair: inventory.Pair{Extra: []inventory.Extra{{Header: "Rack", Text: "7"}}}}, `column "Rack" is not among the columns`},
		{audit.Finding{Pair: inventory.Pair{Fields: inventory.Values{{Field: inventory.FieldOwner, Text: "x"}}}}, "field owner is not among the columns"},
	} {
		err := feed(format.New(new(bytes.Buffer), meta), append(findings[9:10:10], lost.finding), summary)
		if err == nil || !strings.Contains(err.Error(), lost.want) {
			t.Errorf("error %v, want %q", err, lost.want)
		}
	}
}
