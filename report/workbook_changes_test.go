package report

import (
	"strings"
	"testing"

	"chatcompat/audit"
	"chatcompat/inventory"
)

// TestChangesSayWhatTheInventoryTellsOfUse: a plan asks only for what nobody says.
func TestChangesSayWhatTheInventoryTellsOfUse(t *testing.T) {
	for _, test := range []struct {
		use  string
		plan string
		risk string
		own  string // what the risk of an own rule of another cell follows from
	}{
		{"yes", "1. Agree with the owner of the application on how Quote bot does without category or user management, which it uses.",
			"Risk high follows from the verdict May be compatible and the use of category or user management.", "the use of category or user management"},
		{"", "1. Ask the owner of the application whether Quote bot uses category or user management.",
			"Risk medium follows from the verdict May be compatible and nobody's word on category and user management.", "an own rule"},
		{"no", "1. Confirm with the owner of the application that Quote bot uses neither category nor user management.",
			"Risk low follows from the verdict May be compatible and the use of neither category nor user management.", "the use of neither category nor user management"},
	} {
		pair := inventory.Pair{Application: "Quote bot", Server: "chat01.contoso.example"}
		pair.API.Version, pair.ServerVersion.Version = inventory.GroupChat2010API, inventory.LyncServer2013
		if test.use != "" {
			pair.Fields = inventory.Values{{Field: inventory.FieldCategoryManagement, Text: test.use}, {Field: inventory.FieldUserManagement, Text: test.use}}
		}
		f := audit.Rules{}.Judge(pair)
		plan, _, _ := strings.Cut(string(changePlans[f.Verdict].implementation.append(nil, &f)), "\n")
		risk, _, _ := strings.Cut(changeAnalysis(&f), "\n")
		own := f
		own.Rule, own.ServerVersion.Version = "own rule 2 of own.csv", inventory.LyncServer2010
		if got := usageOf(&own).follows; got != test.own {
			t.Errorf("use %q: the risk of an own rule of another cell follows from %s, want %s", test.use, got, test.own)
		}
		if got := string(changePlans[own.Verdict].test.append(nil, &own)); strings.Contains(got, "category") || !strings.Contains(got, "what the own rule warns of") {
			t.Errorf("use %q: the test of an own rule is %q", test.use, got)
		}
		if plan != test.plan || risk != test.risk {
			t.Errorf("use %q:\ngot  %s\n     %s\nwant %s\n     %s", test.use, plan, risk, test.plan, test.risk)
		}
	}
}

// TestChangesOfOwnRulesAreNotThoseOfThePage: two changes of one verdict and one risk,
// of which an own rule decides one.
func TestChangesOfOwnRulesAreNotThoseOfThePage(t *testing.T) {
	own := []audit.Override{{At: inventory.Pos{File: "own.csv", Row: 2, Col: 1}, API: inventory.GroupChat2010API, Server: inventory.OCS2007R2,
		Verdict: audit.MayBeCompatible, Vendor: audit.Compatible, Covered: true, Reason: "history is slow"}}
	meta, fixed, _ := fixture()
	meta.Overrides = own
	var findings []audit.Finding
	for n, server := range []inventory.ServerVersion{inventory.LyncServer2013, inventory.OCS2007R2, inventory.LyncServer2013, inventory.OCS2007R2} {
		f := fixed[0]
		f.Fields, f.ServerFields, f.Application = nil, nil, string(rune('a'+n))
		f.ApplicationKey = f.Application
		f.API.Version, f.ServerVersion.Version = inventory.GroupChat2010API, server
		f.Key, f.PairKey = f.Keys()
		findings = append(findings, judgedBy(own, f))
	}
	rows := rowsOf(t, openWorkbook(t, writeWorkbook(t, meta, findings, summarise(findings))), sheetChanges)
	told := 0
	for _, row := range rows {
		for i := range findings {
			if f := &findings[i]; row[0] == f.Key {
				told++
				if got, want := row[len(changeColumns)-1], changeAnalysis(f); got != want {
					t.Errorf("%s: %q, want %q", f.Application, got, want)
				}
			}
		}
	}
	if told != len(findings) {
		t.Errorf("%d changes, want %d", told, len(findings))
	}
}
