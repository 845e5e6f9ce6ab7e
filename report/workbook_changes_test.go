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
	}{
		{"yes", "1. Agree with the owner of the application on how Quote bot does without category or user management, which it uses.",
			"Risk high follows from the verdict May be compatible and the use of category or user management."},
		{"", "1. Ask the owner of the application whether Quote bot uses category or user management.",
			"Risk medium follows from the verdict May be compatible and nobody's word on category and user management."},
		{"no", "1. Confirm with the owner of the application that Quote bot uses neither category nor user management.",
			"Risk low follows from the verdict May be compatible and the use of neither category nor user management."},
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
		if got := usageOf(&own).follows; got != "an own rule" {
			t.Errorf("use %q: an own rule of another cell rests on %s", test.use, got)
		}
		if got := string(changePlans[own.Verdict].test.append(nil, &own)); strings.Contains(got, "category") || !strings.Contains(got, "what the own rule warns of") {
			t.Errorf("use %q: the test of an own rule is %q", test.use, got)
		}
		if plan != test.plan || risk != test.risk {
			t.Errorf("use %q:\ngot  %s\n     %s\nwant %s\n     %s", test.use, plan, risk, test.plan, test.risk)
		}
	}
}
