package inventory

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestWhatNobodyWrote(t *testing.T) {
	for text, want := range map[string]string{
		"#REF!": errorValue, "#NAME?": errorValue, "#N/A": errorValue, "#n/a": errorValue, "#NV": errorValue, "#BEZUG!": errorValue,
		"#¡REF!": errorValue, "########": errorValue, "Err:502": errorValue,
		"System.String[]": typeName, "Contoso.Estate.Server[]": typeName, "system.object[]": typeName,
		"System.Collections.Generic.List`1[System.String]": typeName, "Microsoft.Rtc.Management.Xds.DisplayRegistrar": typeName,
		"Selected.System.Management.Automation.PSCustomObject": typeName,
		"{}": emptyList, "@{Name=chat01}": "an object that PowerShell wrote as text", "Access is denied": "an error message",
		"": "", "#": "", "# of rooms": "", "#1 Bot": "", "#BOT": "", "=1+1": "", "=X1": "",
		"system.contoso.example": "", "System Monitor": "", "Exception Monitor": "", "Access Denied Notifier": "",
		"Inbox []": "", "{chat01}": "", "Error: chat": "", "Microsoft.Rtc.Collaboration.GroupChat": "",
	} {
		if got := whatNobodyWrote(text); got != want {
			t.Errorf("%q is %q, want %q", text, got, want)
		}
	}
}

func TestNoServer(t *testing.T) {
	for text, want := range map[string]string{
		"#REF!": errorValue, "#1 chat": errorValue, "System.String[]": typeName, "=X1": noValue, "=VLOOKUP(A2,B:C,2,FALSE)": noValue,
		`="chat01"`: "", "=": "", "===": "", "#": "", "-": "", "": "", "chat01": "",
	} {
		if got := noServer(text); got != want {
			t.Errorf("%q is %q, want %q", text, got, want)
		}
	}
}

// TestLoadReadsUnreadableNamesAlikeInTextAndWorkbooks compares what becomes of the
// same cells in both, positions aside.
func TestLoadReadsUnreadableNamesAlikeInTextAndWorkbooks(t *testing.T) {
	one := table{"estate.csv", []string{"Application", "API", "Server", "Server Version"}, [][]string{
		{"A", "2013", "=X1", "2013"},
		{"A", "2013", "=X2", "2013"},
		{"A", "2013", "#REF!", "2013"},
		{"A", "2013", "#REF!", ""},
		{"A", "2013", "System.String[]", "2013"},
		{"A", "2013", "", "2013"},
		{"#NAME?", "2013", "chat01", "2013"},
		{"#N/A", "2013", "", "2013"},
		{"#N/A", "2013", "=X1", "2013"},
	}}
	cells := [][]any{}
	for _, row := range append([][]string{one.header}, one.rows...) {
		cells = append(cells, []any{row[0], row[1], row[2], row[3]})
	}
	in := workbook(t, []string{"Estate"}, map[string][][]any{"Estate": cells})
	book, err := Load(t.Context(), []Input{in}, Options{})
	if err != nil {
		t.Fatal(err)
	}
	type said struct {
		outcomes, problems []string
		accounting         Accounting
	}
	of := func(e *Estate) (s said) {
		s.outcomes, s.accounting = outcomes(e), e.Files[0].Tables[0].Accounting
		for _, p := range e.Problems {
			p.At = Pos{File: "estate", Row: p.At.Row, Col: 1}
			s.problems = append(s.problems, p.String())
		}
		return s
	}
	text := of(loadTables(t, []table{one}))
	if diff := cmp.Diff(text, of(book), cmp.AllowUnexported(said{})); diff != "" {
		t.Errorf("-text +workbook:\n%s", diff)
	}
	if want := (Accounting{Paired: 7, Unreadable: 2}); text.accounting != want || len(text.problems) != 8 {
		t.Errorf("accounting %+v, want %+v; problems\n%q", text.accounting, want, text.problems)
	}
}
