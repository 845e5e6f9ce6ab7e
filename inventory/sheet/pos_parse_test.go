package sheet

import (
	"math/rand/v2"
	"testing"
)

func TestParsePos(t *testing.T) {
	for text, want := range map[string]Pos{
		"":                                {},
		"estate.csv":                      {File: "estate.csv"},
		"estate.csv:5":                    {File: "estate.csv", Row: 5},
		"estate.csv:5:27":                 {File: "estate.csv", Row: 5, Col: 27},
		"-:5:27":                          {File: "-", Row: 5, Col: 27},
		`C:\new estate.csv`:               {File: `C:\new estate.csv`},
		`C:\x.csv:5:27`:                   {File: `C:\x.csv`, Row: 5, Col: 27},
		"C:x.csv":                         {File: "C:x.csv"},
		"a:b!A1.csv:5:27":                 {File: "a:b!A1.csv", Row: 5, Col: 27},
		"estate.csv:05":                   {File: "estate.csv:05"},
		"estate.csv:99999999999999999999": {File: "estate.csv:99999999999999999999"},
		"estate.xlsx:'Chat servers'!C12":  {File: "estate.xlsx", Sheet: "Chat servers", Row: 12, Col: 3},
		"estate.xlsx:Data!C12":            {File: "estate.xlsx", Sheet: "Data", Row: 12, Col: 3},
		"estate.xlsx:Data!12":             {File: "estate.xlsx", Sheet: "Data", Row: 12},
		"estate.xlsx:Data!AB":             {File: "estate.xlsx", Sheet: "Data", Col: 28},
		"estate.xlsx:Data":                {File: "estate.xlsx", Sheet: "Data"},
		"-:Data":                          {File: "-", Sheet: "Data"},
		`C:\a!b.xlsx:'It''s'!C12`:         {File: `C:\a!b.xlsx`, Sheet: "It's", Row: 12, Col: 3},
		"x:'a:5'!B2":                      {File: "x", Sheet: "a:5", Row: 2, Col: 2},
		"x:'it':'s t'":                    {File: "x:'it'", Sheet: "s t"},
		"x:'it':'s'":                      {File: "x:'it':'s'"},
	} {
		if got := ParsePos(text); got != want {
			t.Errorf("ParsePos(%q) = %+v, want %+v", text, got, want)
		}
	}
}

// TestParsePosReadsWhatStringPrints covers every position that readers give to
// cells and rows: a text file with line and column, a sheet with row or cell.
func TestParsePosReadsWhatStringPrints(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	parts := []string{"a", "Z", "'", "''", ":", "!", "5", "A1", ".", ".csv", ".xlsx", `\`, "/", " ", "é", "日", "C", "-", "\u00a0"}
	name := func() string {
		s := parts[random.IntN(len(parts))]
		for range random.IntN(6) {
			s += parts[random.IntN(len(parts))]
		}
		return s
	}
	for range 200_000 {
		text := Pos{File: name(), Row: 1 + random.IntN(9), Col: 1 + random.IntN(9)}
		cell := Pos{File: name(), Sheet: name(), Row: 1 + random.IntN(9), Col: random.IntN(900)}
		for _, want := range []Pos{text, cell} {
			if got := ParsePos(want.String()); got != want {
				t.Fatalf("%+v prints as %q, which reads as %+v", want, want.String(), got)
			}
		}
	}
}

func FuzzParsePos(f *testing.F) {
	f.Add("estate.xlsx:'Chat servers'!C12")
	f.Add("C:\\x.csv:5:27")
	f.Fuzz(func(t *testing.T, s string) {
		if p := ParsePos(s); p.String() != s {
			t.Errorf("ParsePos(%q) = %+v, which prints as %q", s, p, p.String())
		}
	})
}
