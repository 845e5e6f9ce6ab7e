package sheet

import (
	"strings"
	"testing"
)

func TestParseFormatKeepsWordsAroundWholeNumbers(t *testing.T) {
	for code, want := range map[string]numberFormat{
		`"Lync Server "0`: {digits: 1, before: "Lync Server "},
		`"OCS "0" R2"`:    {digits: 1, before: "OCS ", after: " R2"},
		`0\ \R\2`:         {digits: 1, after: " R2"},
		`General"?"`:      {after: "?"},
		`0;-0;@`:          {digits: 1},
		`0.0" days"`:      {digits: 1, decimals: 1},
		`0" €"`:           {digits: 1},
		`# ##0 "x"`:       {},
		`[Red]0" R2"`:     {digits: 1, after: " R2"},
		`[=1]"Lync Server 2013";[=2]"Lync Server 2010"`: {},
		`yyyy" R2"`:  {shows: showsDate},
		`0".0."0000`: {digits: 5},
		`0"`:         {digits: 1},
		`0\`:         {digits: 1},
	} {
		if got := parseFormat(code); got != want {
			t.Errorf("parseFormat(%q) = %+v, want %+v", code, got, want)
		}
	}
}

// TestFormatsOfSections: what says Yes of 1 says No of 0.
func TestFormatsOfSections(t *testing.T) {
	for _, c := range []struct{ code, value, before, after string }{
		{`"Yes";"Yes";"No"`, "1", "Yes", ""},
		{`"Yes";"Yes";"No"`, "-1", "Yes", ""},
		{`"Yes";"Yes";"No"`, "0", "No", ""},
		{`"Yes";"Yes";"No"`, "0.0", "No", ""},
		{`"not "0;"no "0`, "2013", "not ", ""},
		{`"not "0;"no "0`, "0", "not ", ""},
		{`"not "0;"no "0`, "-5", "no ", ""},
		{`"2010";;;`, "1", "2010", ""},
		{`"2010";;;`, "0", "", ""},
		{`"2010";;;`, "-1", "", ""},
		{`0;0;"none"`, "7", "", ""},
		{`0;0;"none"`, "0", "none", ""},
		{`0" R2;"`, "0", "", " R2;"},
	} {
		if f := parseFormat(c.code).of([]byte(c.value)); f.before != c.before || f.after != c.after {
			t.Errorf("%s shows %q and %q beside %s, want %q and %q", c.code, f.before, f.after, c.value, c.before, c.after)
		}
	}
}

// TestWorkbookShowsWordsOfFormatsAndCrossedOutCells reads enough rows to learn
// shapes of cells from.
func TestWorkbookShowsWordsOfFormatsAndCrossedOutCells(t *testing.T) {
	styles := `<styleSheet ` + mainXMLNS + `><numFmts><numFmt numFmtId="164" formatCode="&quot;OCS &quot;0&quot; R2&quot;"/></numFmts>` +
		`<fonts><font/><font><strike/></font><font><strike val="0"/></font></fonts>` +
		`<cellXfs><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="0" fontId="1"/><xf numFmtId="0" fontId="2"/></cellXfs></styleSheet>`
	row := func(n string) string {
		return `<row r="` + n + `"><c r="A` + n + `" s="1"><v>2007</v></c><c r="B` + n + `" s="2" t="s"><v>2</v></c><c r="C` + n + `" s="3"><v>2013</v></c><c r="D` + n + `" s="2"/></row>`
	}
	tables, err := readWorkbookBytes("estate.xlsx", plainParts().with(stylePart, styles).rows(row("4")+row("5")+row("6")+strings.Repeat(" ", 1000)).zip(t), Options{})
	if err != nil {
		t.Fatal(err)
	}
	table := tables[0]
	for i := range 3 {
		if got := table.Text(i, 0) + "|" + table.Text(i, 1) + "|" + table.Text(i, 2); got != "OCS 2007 R2|Trade Floor|2013" {
			t.Errorf("row %d reads %q", i, got)
		}
	}
	if want := (Pos{File: "estate.xlsx", Sheet: "Apps", Row: 4, Col: 2}); table.StruckCells != 3 || table.Struck != want {
		t.Errorf("%d cells are crossed out, the first %v, want 3 and %v", table.StruckCells, table.Struck, want)
	}
}
