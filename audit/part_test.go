package audit_test

import (
	"fmt"
	"reflect"
	"slices"
	"testing"

	"chatcompat/audit"
	"chatcompat/inventory"
)

// TestPartsAddUpToTheWhole deals the findings of an estate to three readers.
func TestPartsAddUpToTheWhole(t *testing.T) {
	findings := estateOf(30)
	whole := summaryOf(findings)
	if len(whole.Advisories) == 0 || len(whole.Checks) == 0 {
		t.Fatal("no advisory fired")
	}
	parts := audit.NewParts(whole)
	var pairs, mixed int
	applies := map[string][]string{}
	for n := range 3 {
		part := parts.New()
		var own []audit.Finding
		for i := n; i < len(findings); i += 3 {
			own = append(own, findings[i])
		}
		part.Add(own)
		s := part.Summary()
		pairs, mixed = pairs+s.Pairs, mixed+s.Mixed
		for _, a := range s.Advisories {
			applies[a.ID] = append(applies[a.ID], a.Applies...)
		}
		if len(s.Checks) != len(whole.Checks) || len(s.Matrix) != len(whole.Matrix) {
			t.Errorf("part %d has %d checks and %d cells", n, len(s.Checks), len(s.Matrix))
		}
		for _, c := range s.Checks {
			has := slices.ContainsFunc(s.Advisories, func(a audit.FiredAdvisory) bool { return a.ID == c.ID })
			if has != (c.Status == audit.Fired) {
				t.Errorf("part %d: check %s is %s, its advisory is listed: %v", n, c.ID, c.Status.Key(), has)
			}
		}
	}
	if pairs != whole.Pairs || mixed != whole.Mixed {
		t.Errorf("%d pairs, %d mixed; the whole has %d, %d", pairs, mixed, whole.Pairs, whole.Mixed)
	}
	for _, a := range whole.Advisories {
		got, want := slices.Sorted(slices.Values(applies[a.ID])), slices.Sorted(slices.Values(a.Applies))
		if !slices.Equal(got, want) {
			t.Errorf("%s applies to %v in the parts, to %v in the whole", a.ID, got, want)
		}
	}
}

// TestMergedSummaryOfOneAuditTwiceIsItsOwn: nothing new is known.
func TestMergedSummaryOfOneAuditTwiceIsItsOwn(t *testing.T) {
	findings := estateOf(30)
	s := summaryOf(findings)
	merged := audit.Merge([][]audit.Finding{findings, findings})
	if got := (audit.Rules{}).MergeSummaries([]audit.Summary{s, s}, merged.Findings, nil); !reflect.DeepEqual(got, s) {
		t.Errorf("merged\n%+v\nwant\n%+v", got, s)
	}
}

func estateOf(n int) []audit.Finding {
	apis := []string{api2013, api2010, "OCS 2007 R2 Group Chat API", "Lync"}
	servers := []string{lync2013, lync2010, "OCS 2007 R2"}
	var findings []audit.Finding
	for i := range n {
		findings = append(findings, judged("a.csv", i+2, fmt.Sprint("App ", i), apis[i%4], fmt.Sprint("chat", i%3), servers[i%3]))
	}
	return findings
}

func summaryOf(findings []audit.Finding) audit.Summary {
	tally, checks := audit.NewTally(), audit.NewChecks(audit.Rules{}, audit.Facts{Columns: []inventory.Column(nil)})
	tally.Add(findings)
	checks.Add(findings)
	s := tally.Summary()
	s.Advisories, s.Checks = checks.Result()
	return s
}
