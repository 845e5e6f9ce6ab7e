package audit_test

import (
	"reflect"
	"slices"
	"strings"
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

// TestMergedAuditsCountWhatIsUnsaid like one audit of all inventories, in whatever
// order and steps they are merged.
func TestMergedAuditsCountWhatIsUnsaid(t *testing.T) {
	texts := []string{
		headLong + "a1," + api10 + on13 + ",,,,\nb1," + api10 + on13 + ",,,,\nc1," + api10 + ",,,,,,\n",
		headLong + "a2," + api10 + ",s9,Lync Server 2013,,,,\nb2," + api10 + ",s10,Lync Server 2013,,,,\nc2," + api10 + ",s11,,,,,\n",
		headShort + "a3,Group Chat API,s20,Lync Server 2013\nb3," + api10 + ",s21,\n",
	}
	var audits [][]audit.Finding
	var summaries []audit.Summary
	var columns []inventory.Column
	rows := headLong
	for _, text := range texts {
		findings, summary := judge(t, audit.Rules{}, text)
		audits, summaries = append(audits, findings), append(summaries, summary)
		columns = append(columns, load(t, text, inventory.OwnVersions{}).Headers()...)
		_, body, _ := strings.Cut(text, "\n")
		rows += body
	}
	_, want := judge(t, audit.Rules{}, rows)
	merge := func(order ...int) audit.Summary {
		var parts [][]audit.Finding
		var said []audit.Summary
		for _, n := range order {
			parts, said = append(parts, audits[n]), append(said, summaries[n])
		}
		return audit.Rules{}.MergeSummaries(said, audit.Merge(parts).Findings, columns)
	}
	two := audit.Merge(audits[:2]).Findings
	steps := audit.Rules{}.MergeSummaries([]audit.Summary{merge(0, 1), summaries[2]}, audit.Merge([][]audit.Finding{two, audits[2]}).Findings, columns)
	for _, id := range []string{"CC101", "CC102", "CC103", "CC104", "CC107", "CC109", "CC111", "CC201", "CC202", "CC402", "CC404"} {
		for _, merged := range []audit.Summary{merge(0, 1, 2), merge(2, 1, 0), merge(1, 2, 0), steps} {
			if got, want := status(merged, id), status(want, id); got != want {
				t.Errorf("%+v, want %+v", got, want)
			}
		}
	}
}

// TestMergedAuditsJoinTheirNeeds: what findings do not show is told as the audits tell
// it, each text once and in whatever order.
func TestMergedAuditsJoinTheirNeeds(t *testing.T) {
	var summaries []audit.Summary
	for _, needs := range []string{"a value in x for 1 pair", "a value in x for 11 pairs", "a value in x for 1 pair; column x", "column x"} {
		summaries = append(summaries, audit.Summary{Checks: []audit.CheckStatus{{ID: "CC301", Needs: needs}, {ID: "CC999", Needs: needs}}})
	}
	for _, order := range [][]int{{0, 1, 2, 3}, {3, 2, 1, 0}, {1, 3, 0, 2}} {
		var said []audit.Summary
		for _, n := range order {
			said = append(said, summaries[n])
		}
		for _, got := range (audit.Rules{}).MergeSummaries(said, nil, nil).Checks {
			if want := "a value in x for 1 pair; a value in x for 11 pairs; column x"; got.Needs != want || got.Status != audit.NotChecked {
				t.Errorf("%v: %+v, want %q", order, got, want)
			}
		}
	}
}

// TestLeaveOpenCountsNoServers: servers that no finding names are in no count.
func TestLeaveOpenCountsNoServers(t *testing.T) {
	const server = "a value in server-version for 1 server"
	summary := audit.Summary{Checks: []audit.CheckStatus{{ID: "CC101", Needs: server}, {ID: "CC401"}, {ID: "CC402", Needs: server}, {ID: "CC403", Status: audit.Clear},
		{ID: "CC404", Status: audit.Clear}}}
	for range 2 {
		summary.LeaveOpen()
		want := []audit.CheckStatus{{ID: "CC101", Needs: server}, {ID: "CC401"}, {ID: "CC402", Needs: server + "; one audit of all inventories"},
			{ID: "CC403", Needs: "one audit of all inventories"}, {ID: "CC404", Status: audit.Clear}}
		if !slices.Equal(summary.Checks, want) {
			t.Errorf("%+v, want %+v", summary.Checks, want)
		}
	}
}

// TestMergedAuditsNameAnApplicationOnce: the id is one, and each audit has its own
// name of it.
func TestMergedAuditsNameAnApplicationOnce(t *testing.T) {
	const head = "Application,Application ID,API,Server,Server Version,Uses category management\n"
	const other = "Other,a-2," + api10 + on13 + ",yes\nOther,a-2," + api10 + on10 + ",yes\n"
	texts := []string{
		head + "Bot,a-1," + api10 + on13 + ",yes\nBot,a-1," + api10 + on10 + ",yes\n",
		head + other + "Robot,a-1," + api10 + onR2 + ",yes\nRobot,a-1," + api10 + ",c10.contoso.example,Lync Server 2010,yes\nRobot,a-1," + api13 + on13 + ",yes\n",
	}
	for order, subjects := range map[[2]int][]string{{0, 1}: {"Bot", "Other"}, {1, 0}: {"Other", "Robot"}} {
		one, first := judge(t, audit.Rules{}, texts[order[0]])
		two, second := judge(t, audit.Rules{}, texts[order[1]])
		_, body, _ := strings.Cut(texts[order[1]], "\n")
		_, together := judge(t, audit.Rules{}, texts[order[0]]+body)
		columns := load(t, texts[0], inventory.OwnVersions{}).Headers()
		merged := audit.Rules{}.MergeSummaries([]audit.Summary{first, second}, audit.Merge([][]audit.Finding{one, two}).Findings, columns)
		for _, id := range []string{"CC201", "CC202"} {
			fired := func(s audit.Summary) audit.FiredAdvisory {
				return s.Advisories[slices.IndexFunc(s.Advisories, func(a audit.FiredAdvisory) bool { return a.ID == id })]
			}
			got, want := fired(merged), fired(together)
			if !slices.Equal(got.Subjects, subjects) || !reflect.DeepEqual(got, want) {
				t.Errorf("%v: %s\n%v %v, want\n%v %v", order, id, got.Subjects, got.Applies, want.Subjects, want.Applies)
			}
		}
	}
}
