package audit_test

import (
	"strings"
	"testing"

	"chatcompat/audit"
	"chatcompat/inventory"
)

// TestMachinesAreNamedInManyWays: names of machines compare as those of servers do, a
// cell may name several, and what leaves open which machine it is clears nothing.
func TestMachinesAreNamedInManyWays(t *testing.T) {
	fired, clean := audit.CheckStatus{Status: audit.Fired}, audit.CheckStatus{Status: audit.Clear}
	needs := func(pairs string) audit.CheckStatus {
		return audit.CheckStatus{Needs: "a value in Runs on or Installed on or Registrar for " + pairs}
	}
	for _, test := range []struct {
		cells    string // of an application on UCMA 4.0 and others on UCMA 3.0
		want     audit.CheckStatus
		subjects string
	}{
		{"app1|APP1", fired, "app1"},
		{"app1.contoso.example.|App1.Contoso.example", fired, "app1.contoso.example"},
		{"app1|app1.contoso.example", fired, "app1.contoso.example"},
		{"app1.contoso.example|app1", fired, "app1.contoso.example"},
		{"app1; app2|app2", fired, "app2"},
		{"app1, app2|app2, app3, app1", fired, "app1 app2"},
		{`\\APP1|app1 (old)`, fired, "APP1"},
		{"app\u20131|app-1", fired, "app\u20131"},
		{"app1|app2", clean, ""},
		{"app1.contoso.example|app1.fabrikam.example", clean, ""},
		{"10.0.0.1|10.0.0.2", clean, ""},
		{"chat box a|chat box b", clean, ""},
		{"app1|app1.contoso.example|app1.fabrikam.example", needs("1 pair"), ""},
		{"app1.contoso.example|app2|app2.fabrikam.example|app2.contoso.example", clean, ""},
		{"app1; #REF!|app2", needs("1 pair"), ""},
		{"app1; ?|app1", audit.CheckStatus{Status: audit.Fired, Needs: needs("1 pair").Needs}, "app1"},
		{"app1|n/a", needs("1 pair"), ""},
	} {
		var text strings.Builder
		text.WriteString("Application,API,Server,Server Version,Runs on\n")
		for i, cell := range strings.Split(test.cells, "|") {
			row := "," + api10 + on10
			if i == 0 {
				row = "," + api13 + on13
			}
			text.WriteString("a" + string(rune('0'+i)) + row + ",\"" + cell + "\"\n")
		}
		estate := load(t, text.String(), inventory.OwnVersions{})
		_, summary := run(t, audit.Rules{}, estate)
		test.want.ID = "CC303"
		if got := status(summary, "CC303"); got != test.want {
			t.Errorf("%s: %+v, want %+v", test.cells, got, test.want)
		}
		subjects := ""
		for _, a := range summary.Advisories {
			if a.ID == "CC303" {
				subjects = strings.Join(a.Subjects, " ")
			}
		}
		if subjects != test.subjects {
			t.Errorf("%s: machines %q, want %q", test.cells, subjects, test.subjects)
		}
		checkCount(t, test.cells, audit.Rules{}, estate)
	}
}
