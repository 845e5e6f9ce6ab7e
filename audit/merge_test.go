package audit_test

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	"chatcompat/audit"
	"chatcompat/inventory"
)

// judged is the finding for a row of an invented inventory.
func judged(file string, row int, application, api, server, version string) audit.Finding {
	at := inventory.Pos{File: file, Row: row, Col: 1}
	p := inventory.Pair{
		Application: application, ApplicationKey: strings.ToLower(application),
		API:    inventory.ParseAPI(api),
		Server: server, ServerKey: strings.ToLower(server),
		ServerVersion: inventory.ParseServerVersion(version),
		At:            at,
	}
	p.API.At, p.ServerVersion.At = at, at
	p.PairKey = p.ApplicationKey + "|" + p.ServerKey
	p.Key = p.PairKey + "|" + p.API.Version.Key() + "|" + p.ServerVersion.Version.Key()
	return audit.Rules{}.Judge(p)
}

const (
	api2013, api2010 = "Lync Server 2013 Persistent Chat API", "Lync Server 2010 Group Chat API"
	lync2013         = "Lync Server 2013"
	lync2010         = "Lync Server 2010"
)

func TestMergeKeepsWhatOneAuditAloneSays(t *testing.T) {
	a := []audit.Finding{judged("a.csv", 2, "Ticker", api2013, "chat01", lync2013)}
	b := []audit.Finding{judged("b.csv", 2, "Relay", api2010, "chat02", lync2010)}
	m := audit.Merge([][]audit.Finding{a, b})
	if want := append(a[:1:1], b...); !reflect.DeepEqual(m.Findings, want) {
		t.Errorf("findings %+v, want %+v", m.Findings, want)
	}
	if want := [][]bool{{false}, {false}}; !reflect.DeepEqual(m.Repeated, want) {
		t.Errorf("repeated %v, want %v", m.Repeated, want)
	}
	if len(m.Problems) > 0 {
		t.Errorf("problems %v", m.Problems)
	}
}

func TestMergeListsDuplicatesWithTheFirst(t *testing.T) {
	first := judged("a.csv", 2, "Ticker", api2013, "chat01", lync2013)
	first.Fields = inventory.Values{{Field: inventory.FieldOwner, Text: "Payments"}}
	again := judged("b.csv", 7, "ticker", api2013, "CHAT01", lync2013)
	again.Also = []inventory.Pos{{File: "b.csv", Row: 9}, {File: "a.csv", Row: 2, Col: 1}}
	again.Fields = inventory.Values{{Field: inventory.FieldOwner, Text: "Trading"}}
	m := audit.Merge([][]audit.Finding{{first}, {again}})
	want := first
	want.Also = []inventory.Pos{{File: "b.csv", Row: 7, Col: 1}, {File: "b.csv", Row: 9}}
	if !reflect.DeepEqual(m.Findings, []audit.Finding{want}) {
		t.Errorf("findings %+v, want %+v", m.Findings, want)
	}
	if !reflect.DeepEqual(m.Repeated, [][]bool{{false}, {true}}) {
		t.Errorf("repeated %v", m.Repeated)
	}
	wantProblem := `b.csv:7:1: Owner "Trading": the pair repeats a.csv:2:1, which says "Payments" here; the first one's value is used`
	if len(m.Problems) != 1 || m.Problems[0].String() != wantProblem {
		t.Errorf("problems %v, want %s", m.Problems, wantProblem)
	}
}

// TestMergeListsManyPlacesOnce: a pair that two audits say a million times takes no
// million million comparisons, which would outlast what go test allows.
func TestMergeListsManyPlacesOnce(t *testing.T) {
	const places = 1_000_000
	first, again := judged("a.csv", 2, "Ticker", api2013, "chat01", lync2013), judged("b.csv", 2, "Ticker", api2013, "chat01", lync2013)
	want := []inventory.Pos{}
	for n := range places {
		first.Also = append(first.Also, inventory.Pos{File: "a.csv", Row: n + 3, Col: 1})
		again.Also = append(again.Also, inventory.Pos{File: "b.csv", Row: n + 3, Col: 1})
	}
	want = append(append(append(want, first.Also...), again.At), again.Also...)
	again.Also = append(again.Also, first.At, first.Also[places-1], again.Also[0])
	m := audit.Merge([][]audit.Finding{{first}, {again}})
	if !slices.Equal(m.Findings[0].Also, want) {
		t.Errorf("%d places, want %d", len(m.Findings[0].Also), len(want))
	}
}

func TestMergeAssessesNoServerWithTwoVersions(t *testing.T) {
	a := []audit.Finding{
		judged("a.csv", 2, "Ticker", api2010, "chat01", lync2010),
		judged("a.csv", 3, "Relay", api2010, "chat01", lync2010),
		judged("a.csv", 4, "Board", api2010, "chat09", lync2010),
		judged("a.csv", 5, "Vague", api2010, "chat01", "Lync"),
	}
	b := []audit.Finding{judged("b.csv", 2, "Ticker", api2010, "chat01", lync2013)}
	m := audit.Merge([][]audit.Finding{a, b})
	detail := "a.csv:2:1 says Lync Server 2010, b.csv:2:1 says Lync Server 2013"
	for i, want := range []struct {
		verdict audit.Verdict
		cause   inventory.Cause
	}{
		{audit.NotAssessed, inventory.Contradictory},
		{audit.NotAssessed, inventory.Contradictory},
		{audit.CompatibleByDesign, inventory.NoCause},
		{audit.NotAssessed, inventory.Ambiguous},
		{audit.NotAssessed, inventory.Contradictory},
	} {
		f := m.Findings[i]
		if f.Verdict != want.verdict || f.Cause != want.cause {
			t.Errorf("%s: %s %s, want %s %s", f.At, f.Verdict, f.Cause.Key(), want.verdict, want.cause.Key())
		}
		if f.Cause == inventory.Contradictory && !strings.Contains(f.Reason, detail) {
			t.Errorf("%s: reason %q names not %q", f.At, f.Reason, detail)
		}
	}
	wantProblem := `a.csv:2:1: "Lync Server 2010 / Lync Server 2013": server "chat01" has two versions: ` + detail + "; correct the wrong one"
	if len(m.Problems) != 1 || m.Problems[0].String() != wantProblem {
		t.Errorf("problems %v, want %s", m.Problems, wantProblem)
	}
}

// TestMergeHearsContradictionsOfOneAudit: an audit that could not say which of
// two versions holds leaves no other audit's statement on it standing.
func TestMergeHearsContradictionsOfOneAudit(t *testing.T) {
	own := judged("b.csv", 2, "Relay", api2010, "chat01", lync2013)
	own.ServerVersion = inventory.Reading[inventory.ServerVersion]{
		Written: lync2013, At: own.At, Cause: inventory.Contradictory, Detail: "b.csv:2 says …"}
	own = audit.Rules{}.Judge(own.Pair)
	m := audit.Merge([][]audit.Finding{{judged("a.csv", 2, "Ticker", api2010, "chat01", lync2010)}, {own}})
	if f := m.Findings[0]; f.Cause != inventory.Contradictory {
		t.Errorf("%s is %s", f.At, f.Verdict)
	}
}

func TestMergeTakesTwoAPIsForTwoBuilds(t *testing.T) {
	m := audit.Merge([][]audit.Finding{
		{judged("a.csv", 2, "Ticker", api2013, "chat01", lync2013)},
		{judged("b.csv", 2, "Ticker", api2010, "chat01", lync2013)}})
	if len(m.Findings) != 2 || m.Findings[0].Verdict != audit.CompatibleByDesign || m.Findings[1].Verdict != audit.MayBeCompatible {
		t.Errorf("findings %+v", m.Findings)
	}
}

// TestMergeTakesMoreCare: of one pair judged twice, whichever comes first, the
// verdict that asks for more care holds.
func TestMergeTakesMoreCare(t *testing.T) {
	fine := judged("a.csv", 2, "Ticker", api2013, "chat01", lync2013)
	strict := judged("b.csv", 2, "Ticker", api2013, "chat01", lync2013)
	strict.Verdict, strict.Risk = audit.Incompatible, audit.HighRisk
	for _, order := range [][][]audit.Finding{{{fine}, {strict}}, {{strict}, {fine}}} {
		m := audit.Merge(order)
		if len(m.Findings) != 1 || m.Findings[0].Verdict != audit.Incompatible || m.Findings[0].At != order[0][0].At || len(m.Problems) != 1 {
			t.Errorf("merged %+v", m)
		}
	}
}

// TestMergeSaysTheSameInAnyOrder: which finding comes first depends on the order of
// the audits, what is said of it does not.
func TestMergeSaysTheSameInAnyOrder(t *testing.T) {
	uses := func(f audit.Finding, answer, owner string) audit.Finding {
		f.Fields = inventory.Values{{Field: inventory.FieldCategoryManagement, Text: answer}, {Field: inventory.FieldUserManagement, Text: "no"}}
		if owner != "" {
			f.Fields = append(inventory.Values{{Field: inventory.FieldOwner, Text: owner}}, f.Fields...)
		}
		return audit.Rules{}.Judge(f.Pair)
	}
	unsure := func(file, detail string, cause inventory.Cause) audit.Finding {
		f := judged(file, 5, "Vague", api2010, "chat05", lync2013)
		f.ServerVersion = inventory.Reading[inventory.ServerVersion]{Written: "Lync", At: f.At, Cause: cause, Detail: detail}
		return audit.Rules{}.Judge(f.Pair)
	}
	type said struct{ verdict, cause, risk, reason, owner string }
	audits := [][]audit.Finding{
		{judged("a.csv", 2, "Ticker", api2010, "chat01", lync2010), uses(judged("a.csv", 3, "Relay", api2010, "chat02", lync2013), "no", ""),
			unsure("a.csv", "x", inventory.Contradictory)},
		{judged("b.csv", 2, "Ticker", api2010, "chat01", lync2013), uses(judged("b.csv", 3, "Relay", api2010, "chat02", lync2013), "yes", ""),
			unsure("b.csv", "y", inventory.Contradictory)},
		{judged("c.csv", 2, "Ticker", api2010, "chat01", lync2010), uses(judged("c.csv", 3, "Relay", api2010, "chat02", lync2013), "no", "Payments"),
			unsure("c.csv", "z", inventory.Ambiguous)},
	}
	var want map[string]said
	for _, order := range [][3]int{{0, 1, 2}, {0, 2, 1}, {1, 0, 2}, {1, 2, 0}, {2, 0, 1}, {2, 1, 0}} {
		got := map[string]said{}
		for _, f := range audit.Merge([][]audit.Finding{audits[order[0]], audits[order[1]], audits[order[2]]}).Findings {
			got[f.Application+" "+f.ServerVersion.Written] = said{f.Verdict.Key(), f.Cause.Key(), f.Risk.Key(), f.Reason, f.Fields.Get(inventory.FieldOwner)}
		}
		if want == nil {
			want = got
		}
		if !reflect.DeepEqual(got, want) {
			t.Errorf("in order %v\n%v\nelse\n%v", order, got, want)
		}
	}
	if relay := want["Relay "+lync2013]; relay.risk != "high" || relay.owner != "Payments" {
		t.Errorf("the pair that loses functions is %+v", relay)
	}
}
