package inventory

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"
)

// workbook writes sheets of cells, given row by row, in the order of names.
func workbook(t testing.TB, names []string, sheets map[string][][]any) Input {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	for i, name := range names {
		if i == 0 {
			check(t, f.SetSheetName("Sheet1", name))
		} else if _, err := f.NewSheet(name); err != nil {
			t.Fatal(err)
		}
		for row, cells := range sheets[name] {
			for col, cell := range cells {
				at, err := excelize.CoordinatesToCellName(col+1, row+1)
				check(t, err)
				if text, ok := cell.(string); ok && strings.HasPrefix(text, "=") {
					check(t, f.SetCellFormula(name, at, text[1:]))
				} else {
					check(t, f.SetCellValue(name, at, cell))
				}
			}
		}
	}
	var b bytes.Buffer
	check(t, f.Write(&b))
	return inputOf("estate.xlsx", b.Bytes())
}

func check(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func TestLoadReadsSheetsOfDifferentShapes(t *testing.T) {
	in := workbook(t, []string{"Read me", "Apps", "Chat servers"}, map[string][][]any{
		"Read me":      {{"Estate of Contoso, as of November"}, {"Colour", "Meaning"}, {"red", "bad"}},
		"Apps":         {{"Applications"}, {}, {"Application", "API", "Targets", "Manages users", "Owner"}, {"Bot", "Lync Server 2010 Group Chat API", "chat01; chat02", true, "HR"}, {"", "", ""}, {"Feed", 2013, "chat01", 0, "=1/0"}},
		"Chat servers": {{"Server", "Server version", "Installed"}, {"chat01.contoso.example", "5.0.8308.0", 1}, {"chat02.contoso.example", 2010, 2}},
	})
	e, err := Load(context.Background(), []Input{in}, Options{})
	if err != nil {
		t.Fatal(err)
	}
	want := `table estate.xlsx:Read me: none, header 1, rows 2: unused 2
  column "Estate of Contoso, as of November" -
table estate.xlsx:Apps: applications, header 3, rows 3: paired 2 blank 1
  column "Application" application
  column "API" api
  column "Targets" targets
  column "Manages users" uses-user-management
  column "Owner" owner
table estate.xlsx:Chat servers: servers, header 1, rows 2: joined 2
  column "Server" server
  column "Server version" server-version
  column "Installed" -
problem estate.xlsx:Apps!E6: Owner "=1/0": the cell holds no value but an error or a formula that was not calculated, and is taken for blank; repair it
pair estate.xlsx:Apps!A4: "Bot" on "chat01" = chat01.contoso.example
  api "Lync Server 2010 Group Chat API": group-chat-2010 exact at estate.xlsx:Apps!B4
  version "5.0.8308.0": lync-server-2013 inferred at estate.xlsx:'Chat servers'!B2: build 5.0.8308.0 of Lync Server 2013
  owner "HR"
  uses-user-management "TRUE"
  extra "Installed" "1"
pair estate.xlsx:Apps!A4: "Bot" on "chat02" = chat02.contoso.example
  api "Lync Server 2010 Group Chat API": group-chat-2010 exact at estate.xlsx:Apps!B4
  version "2010": lync-server-2010 inferred at estate.xlsx:'Chat servers'!B3: "2010" stands for Lync Server 2010
  owner "HR"
  uses-user-management "TRUE"
  extra "Installed" "2"
pair estate.xlsx:Apps!A6: "Feed" on "chat01" = chat01.contoso.example
  api "2013": persistent-chat-2013 inferred at estate.xlsx:Apps!B6: "2013" stands for Lync Server 2013 Persistent Chat API
  version "5.0.8308.0": lync-server-2013 inferred at estate.xlsx:'Chat servers'!B2: build 5.0.8308.0 of Lync Server 2013
  uses-user-management "0"
  extra "Installed" "1"
  problem estate.xlsx:Apps!E6: Owner "=1/0": the cell holds no value but an error or a formula that was not calculated, and is taken for blank; repair it
`
	if diff := cmp.Diff(want, dump(e)); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

func TestLoadTakesNoVersionFromCellsThatNobodyWrote(t *testing.T) {
	in := workbook(t, []string{"Pairs"}, map[string][][]any{"Pairs": {
		{"Application", "API", "Server", "Server version"},
		{"A1", "#N/A", "chat01", time.Date(2013, 5, 3, 0, 0, 0, 0, time.UTC)},
		{"A2", true, "chat02", "=VLOOKUP(C3,X:Y,2)"},
		{"A3", 4.0, "chat03", 3.5},
		{"A4", 2013.0, "chat04", "2013 "},
	}})
	e, err := Load(context.Background(), []Input{in}, Options{})
	if err != nil {
		t.Fatal(err)
	}
	type cell struct{ API, Version string }
	var got []cell
	for block := range e.Pairs() {
		for _, p := range block {
			got = append(got, cell{p.API.Written + " " + p.API.Cause.Key() + p.API.Version.Key(), p.ServerVersion.Written + " " + p.ServerVersion.Cause.Key() + p.ServerVersion.Version.Key()})
		}
	}
	want := []cell{
		{"#N/A unreadable", "2013-05-03 unreadable"},
		{"TRUE unrecognised", "=VLOOKUP(C3,X:Y,2) unreadable"},
		{"4 ambiguous", "3.5 ambiguous"},
		{"2013 persistent-chat-2013", "2013 lync-server-2013"},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

// TestLoadReadsNumbersOfVersionsByTheirValue has the year 2013 in formats that
// show more digits, and fractions whose digits are a year's or a build's.
func TestLoadReadsNumbersOfVersionsByTheirValue(t *testing.T) {
	f := excelize.NewFile()
	defer f.Close()
	for i, row := range [][]any{{"Application", "API", "Server", "Server version"}, {"A1", 2013, "chat01", 2013}, {"A2", 2013, "chat02", 2013}, {"A3", 0.2013, "chat03", 0.8308}} {
		check(t, f.SetSheetRow("Sheet1", fmt.Sprint("A", i+1), &row))
	}
	for cell, format := range map[string]string{"B2": "0.00", "D2": "0.0", "B3": "00000", "D3": "0000.000", "B4": "0%", "D4": "0.0000"} {
		style, err := f.NewStyle(&excelize.Style{CustomNumFmt: &format})
		check(t, err)
		check(t, f.SetCellStyle("Sheet1", cell, cell, style))
	}
	var b bytes.Buffer
	check(t, f.Write(&b))
	e, err := Load(t.Context(), []Input{inputOf("estate.xlsx", b.Bytes())}, Options{})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for block := range e.Pairs() {
		for _, p := range block {
			got = append(got, p.API.Written+" "+p.API.Version.Key(), p.ServerVersion.Written+" "+p.ServerVersion.Version.Key())
		}
	}
	want := []string{"2013.00 persistent-chat-2013", "2013.0 lync-server-2013", "02013 persistent-chat-2013", "2013.000 lync-server-2013", "0.2013 ", "0.8308 "}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

func TestLoadNamesTheSheetsWhereOneAskedForIsMissing(t *testing.T) {
	in := workbook(t, []string{"Apps", "Chat servers"}, map[string][][]any{"Apps": {{"Application", "API"}}, "Chat servers": {{"Server", "Server version"}}})
	text := inputOf("a.csv", []byte("Application,API\n"))
	for _, c := range []struct {
		inputs []Input
		sheets []string
		want   string
	}{
		{[]Input{in}, []string{"APPS", "Sheet9"}, `--sheet Sheet9: no workbook has a worksheet of that name; the worksheets are "Apps", "Chat servers"`},
		{[]Input{text, in}, []string{"Sheet9"}, `--sheet Sheet9: no workbook has a worksheet of that name; the worksheets are "Apps", "Chat servers"`},
		{[]Input{text}, []string{"Apps"}, `--sheet Apps: no input is a workbook with worksheets; leave the option out`},
		{[]Input{text, in}, []string{"apps", "chat SERVERS"}, ""},
	} {
		_, err := Load(context.Background(), c.inputs, Options{Sheets: c.sheets})
		var usage *UsageError
		switch {
		case c.want == "" && err != nil, c.want != "" && (!errors.As(err, &usage) || err.Error() != c.want):
			t.Errorf("%v: error %v, want %q", c.sheets, err, c.want)
		}
	}
}
