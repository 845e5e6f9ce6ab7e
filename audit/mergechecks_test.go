package audit_test

import (
	"reflect"
	"slices"
	"testing"

	"chatcompat/audit"
	"chatcompat/inventory"
)

// TestMergedAuditsCheckWhatSpansThem: what neither of two audits can see, and one
// audit of both inventories would.
func TestMergedAuditsCheckWhatSpansThem(t *testing.T) {
	const runsOn = "Application,API,Server,Server Version,Runs on\n"
	fired := audit.CheckStatus{Status: audit.Fired}
	open := audit.CheckStatus{Needs: "one audit of all inventories"}
	for _, test := range []struct {
		name, one, two string
		rules          audit.Rules
		want           map[string]audit.CheckStatus
		subjects       []string // of all that are wanted to fire
	}{
		{name: "an application in two places", one: headLong + "Bot," + api10 + on13 + ",yes,,,\n", two: headLong + "bot," + api10 + on10 + ",yes,,,\n",
			want: map[string]audit.CheckStatus{"CC201": fired, "CC202": fired}, subjects: []string{"Bot"}},
		{name: "one that fires already", one: headLong + "Bot," + api10 + on13 + ",yes,,,\nBot," + api10 + on10 + ",yes,,,\n", two: headLong + "bot," + api10 + onR2 + ",yes,,,\n",
			want: map[string]audit.CheckStatus{"CC201": fired, "CC202": fired}, subjects: []string{"Bot"}},
		{name: "checks that somebody ignores", one: headLong + "Bot," + api10 + on13 + ",yes,,,\n", two: headLong + "Bot," + api10 + on10 + ",yes,,,\n",
			rules: audit.Rules{Ignore: []string{"CC201"}},
			want:  map[string]audit.CheckStatus{"CC201": {Needs: "ignored on request"}, "CC202": fired}, subjects: []string{"Bot"}},
		{name: "a machine", one: runsOn + "a," + api10 + on10 + ",m1\n", two: runsOn + "b," + api13 + on13 + ",M1\n",
			want: map[string]audit.CheckStatus{"CC303": fired, "CC201": {Status: audit.Clear}}, subjects: []string{"m1"}},
		{name: "two machines", one: runsOn + "a," + api10 + on10 + ",m1\n", two: runsOn + "b," + api13 + on13 + ",m2\n",
			want: map[string]audit.CheckStatus{"CC303": {Status: audit.Clear}}},
		{name: "pools that are homed on others", one: checkCases["CC301"].clear, two: checkCases["CC301"].clear,
			want: map[string]audit.CheckStatus{"CC301": open}},
		{name: "next hops", one: checkCases["CC302"].clear, two: checkCases["CC302"].clear,
			want: map[string]audit.CheckStatus{"CC302": open}},
		{name: "a next hop that is too old already", one: checkCases["CC302"].fires, two: checkCases["CC302"].clear,
			want: map[string]audit.CheckStatus{"CC302": fired}, subjects: []string{"trust.contoso.example"}},
	} {
		one, first := judge(t, test.rules, test.one)
		two, second := judge(t, test.rules, test.two)
		merged := audit.Merge([][]audit.Finding{one, two})
		columns := slices.Concat(load(t, test.one, inventory.OwnVersions{}).Headers(), load(t, test.two, inventory.OwnVersions{}).Headers())
		summary := audit.Rules{}.MergeSummaries([]audit.Summary{first, second}, merged.Findings, columns)
		for id, want := range test.want {
			want.ID = id
			if got := status(summary, id); got != want {
				t.Errorf("%s: %+v, want %+v", test.name, got, want)
			}
			for _, a := range summary.Advisories {
				if a.ID == id && (!reflect.DeepEqual(a.Subjects, test.subjects) || len(a.Applies) != len(merged.Findings)) {
					t.Errorf("%s: %s fired for %v, %v, want %v and all pairs", test.name, id, a.Subjects, a.Applies, test.subjects)
				}
			}
		}
	}
}

// TestMergedAuditsAreCheckedByTheirRules: an own rule that makes an API fit both
// servers holds for the estate of two audits, too.
func TestMergedAuditsAreCheckedByTheirRules(t *testing.T) {
	api, server := inventory.ParseAPI(api10).Version, inventory.ParseServerVersion(lync2013).Version
	rules := audit.RulesOf([]audit.Override{{API: api, Server: server, Verdict: audit.Compatible, Approver: "A", Reference: "R", Justification: "J"}})
	one, first := judge(t, rules, headLong+"Bot,"+api10+on13+",yes,,,\n")
	two, second := judge(t, rules, headLong+"Bot,"+api10+on10+",yes,,,\n")
	merged := audit.Merge([][]audit.Finding{one, two})
	summary := rules.MergeSummaries([]audit.Summary{first, second}, merged.Findings, load(t, headLong, inventory.OwnVersions{}).Headers())
	if got := status(summary, "CC202"); got.Status != audit.Clear {
		t.Errorf("%+v", got)
	}
}
