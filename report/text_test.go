package report

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	"chatcompat/audit"
	"chatcompat/inventory"
)

// summaryOf is a summary with counts by verdict, worst first.
func summaryOf(incompatible, may, unknown, compatible, byDesign int) audit.Summary {
	s := audit.Summary{Pairs: incompatible + may + unknown + compatible + byDesign}
	s.Verdicts[audit.Incompatible], s.Verdicts[audit.MayBeCompatible], s.Verdicts[audit.NotAssessed] = incompatible, may, unknown
	s.Verdicts[audit.Compatible], s.Verdicts[audit.CompatibleByDesign] = compatible, byDesign
	return s
}

// TestOutcomeTellsOwnRules: a pass on the organisation's own word is not the vendor's.
func TestOutcomeTellsOwnRules(t *testing.T) {
	cell := audit.Cell{API: inventory.PersistentChat2013API, Server: inventory.SkypeBusinessServer2015}
	own := Meta{Overrides: []audit.Override{{API: cell.API, Server: cell.Server, Verdict: audit.Compatible}}}
	merged := own
	merged.Problems = []inventory.Problem{{Message: otherRulesMessage + "than those of this report"}}
	for _, test := range []struct {
		meta   Meta
		decide int // pairs on the cell of the own rule
		pairs  int // compatible ones
		want   string
	}{
		{own, 2, 2, "All 2 pairs are compatible. Own rules, not the vendor's page, decide all of them."},
		{own, 1, 2, "All 2 pairs are compatible. Own rules, not the vendor's page, decide 1 of 2 pairs."},
		{own, 1, 1, "The only pair is compatible. An own rule, not the vendor's page, decides it."},
		{own, 0, 2, "All 2 pairs are compatible."},
		{Meta{}, 2, 2, "All 2 pairs are compatible."},
		{merged, 1, 2, "All 2 pairs are compatible. Own rules, not the vendor's page, decide at most 1 of 2 pairs."},
	} {
		summary := summaryOf(0, 0, 0, test.pairs, 0)
		cell.Pairs = test.decide
		summary.Matrix = append(summary.Matrix, cell)
		if got := Outcome(test.meta, summary); got != test.want {
			t.Errorf("Outcome = %q, want %q", got, test.want)
		}
	}
}

// TestOutcomeOfOwnLimits: what the vendor's page says that applications lose is said
// of those pairs alone that it decides.
func TestOutcomeOfOwnLimits(t *testing.T) {
	cell := audit.Cell{API: inventory.GroupChat2010API, Server: inventory.OCS2007R2}
	own := Meta{Overrides: []audit.Override{{API: cell.API, Server: cell.Server, Verdict: audit.MayBeCompatible, Vendor: audit.Compatible, Covered: true}}}
	merged := own
	merged.Problems = []inventory.Problem{{Message: otherRulesMessage + "than those of this report"}}
	const rules = " Own rules, not the vendor's page, decide "
	for _, test := range []struct {
		meta            Meta
		limited, decide int
		want            string
	}{
		{own, 1, 1, "None of 3 pairs is incompatible; 1 may be compatible by an own rule; 2 are compatible." + rules + "1 of 3 pairs."},
		{own, 3, 2, "None of 5 pairs is incompatible; 1 may lose category or user management; 2 may be compatible by own rules; 2 are compatible." + rules + "2 of 5 pairs."},
		{own, 1, 0, "None of 3 pairs is incompatible; 1 may lose category or user management; 2 are compatible."},
		{merged, 2, 1, "None of 4 pairs is incompatible; 2 may be compatible; 2 are compatible." + rules + "at most 1 of 4 pairs."},
	} {
		summary := summaryOf(0, test.limited, 0, 2, 0)
		cell.Pairs = test.decide
		summary.Matrix = append(summary.Matrix, cell)
		if got := Outcome(test.meta, summary); got != test.want {
			t.Errorf("Outcome = %q, want %q", got, test.want)
		}
	}
}

func TestOutcome(t *testing.T) {
	unreadable := []inventory.File{{Tables: []inventory.Table{{Accounting: inventory.Accounting{Unreadable: 1}}}}}
	for _, test := range []struct {
		meta    Meta
		summary audit.Summary
		want    string
	}{
		{Meta{}, summaryOf(7, 12, 5, 60, 12), "Do not deploy 7 of 96 pairs; 12 may lose category or user management; 5 cannot be judged yet; 72 are compatible."},
		{Meta{}, summaryOf(1, 1, 1, 1, 0), "Do not deploy 1 of 4 pairs; 1 may lose category or user management; 1 cannot be judged yet; 1 is compatible."},
		{Meta{}, summaryOf(0, 0, 2, 1, 0), "None of 3 pairs is known to be incompatible; 2 cannot be judged yet; 1 is compatible."},
		{Meta{}, summaryOf(0, 0, 1, 0, 0), "The only pair cannot be judged yet."},
		{Meta{}, summaryOf(0, 1, 0, 0, 0), "The only pair may lose category or user management."},
		{Meta{}, summaryOf(1, 0, 0, 0, 0), "Do not deploy the only pair."},
		{Meta{}, summaryOf(3, 0, 0, 0, 0), "Do not deploy any of 3 pairs."},
		{Meta{}, summaryOf(0, 0, 0, 1, 0), "The only pair is compatible."},
		{Meta{}, summaryOf(0, 0, 0, 1, 1), "All 2 pairs are compatible."},
		{Meta{}, summaryOf(0, 0, 0, 0, 0), "There is no pair to judge."},
		{Meta{Excluded: 1, Files: unreadable}, summaryOf(0, 0, 0, 0, 2), "All 2 pairs are compatible. 1 pair was left out by filters. 1 row could not be read."},
		{Meta{Excluded: 2, Options: []Option{{"exclude", "status=Retired"}, {"show", "all"}, {"where", "site=London; owner=*"}}}, summaryOf(0, 0, 0, 0, 2),
			"All 2 pairs are compatible. 2 pairs were left out by filters (--exclude status=Retired, --where site=London; owner=*)."},
	} {
		if got := Outcome(test.meta, test.summary); got != test.want {
			t.Errorf("Outcome = %q, want %q", got, test.want)
		}
	}
}

func TestAccountingLine(t *testing.T) {
	table := inventory.Table{Sheet: "Applications", Shape: inventory.ShapeApplications, Rows: 40, Accounting: inventory.Accounting{Paired: 38, Joined: 2}}
	if got, want := accountingLine("estate.xlsx", table), "estate.xlsx Applications: 40 rows = 38 paired + 2 joined"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	table = inventory.Table{Rows: 1, Accounting: inventory.Accounting{Unused: 1}}
	if got, want := accountingLine("notes.csv", table), "notes.csv (no inventory table): 1 row = 1 unused"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestNotesOfTablesAreBounded(t *testing.T) {
	table := inventory.Table{Sheet: "Old", Hidden: true, Notes: []string{"a.xlsx:Old!A1: first", "1 hidden row"}}
	files := []inventory.File{{Path: "a.xlsx", Tables: []inventory.Table{table, {Sheet: "New"}}}, {Path: "b.csv"}}
	want := []string{"a.xlsx Old: hidden sheet, read like the others", "a.xlsx:Old!A1: first", "a.xlsx Old: 1 hidden row"}
	if got := tableNotes(files); !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	meta := Meta{Title: "T", Files: []inventory.File{{Path: "a.csv", Tables: []inventory.Table{{Notes: slices.Repeat([]string{"n"}, mostNotes+2)}}}}}
	for _, name := range []string{"table", "vertical", "markdown"} {
		format, _ := FormatByName(name)
		text := render(t, format, meta, nil, audit.Summary{})
		if n := strings.Count(text, "a.csv: n\n"); n != mostNotes || !strings.Contains(text, "and 2 more") {
			t.Errorf("%s: %d notes in\n%s", name, n, text)
		}
	}
}

func TestCompareNatural(t *testing.T) {
	want := []string{"", "chat1", "chat2", "chat02a", "Chat10", "chat10", "Chat010b", "chat99999999999999999999", "Zebra", "ärger"}
	for i := range want {
		for j := range want {
			got := compareNatural(want[i], want[j])
			if sign := max(-1, min(1, got)); sign != max(-1, min(1, i-j)) {
				t.Errorf("compareNatural(%q, %q) = %d", want[i], want[j], got)
			}
		}
	}
}

func TestFindingsForPeopleGoByRiskApplicationAndServer(t *testing.T) {
	meta, findings, _ := fixture()
	list := newListing(meta, ShowAll)
	list.add(findings)
	list.sort()
	var sorted []audit.Finding
	for f := range list.all(0, list.len()) {
		sorted = append(sorted, *f)
	}
	if !slices.IsSortedFunc(sorted, func(a, b audit.Finding) int { return compareForPeople(&a, &b) }) {
		t.Error("the findings are not sorted")
	}
	if sorted[0].Risk != audit.HighRisk || sorted[len(sorted)-1].Risk != audit.NoRisk {
		t.Errorf("first risk %s, last %s", sorted[0].Risk.Key(), sorted[len(sorted)-1].Risk.Key())
	}
	meta.Sort = []string{"verdict", "server", "application"}
	list = newListing(meta, ShowMixed)
	list.add(findings)
	var got []string
	list.sort()
	for f := range list.all(0, list.len()) {
		got = append(got, f.Verdict.Key()+" "+f.Server)
	}
	want := []string{"incompatible +49 chat.example", "incompatible chat02.contoso.example", "incompatible chat03.contoso.example",
		"may-be-compatible chat01.contoso.example", "may-be-compatible chat01.contoso.example",
		"compatible chat02.contoso.example", "compatible chat03.contoso.example"}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("sorted by verdict and server:\n%q\nwant\n%q", got, want)
	}
}

func TestPlainRun(t *testing.T) {
	for n := range 20 {
		for at := range n {
			for c := range 256 {
				text := []byte(strings.Repeat("~", n))
				text[at] = byte(c)
				want := n
				if c < ' ' || c >= 0x7f {
					want = at
				}
				if got := plainRun(string(text)); got != want {
					t.Fatalf("%q has a plain run of %d, want %d", text, got, want)
				}
			}
		}
	}
}

func TestVisible(t *testing.T) {
	for text, want := range map[string]string{
		"plain":                  "plain",
		"two\r\nlines\tand":      "two lines and",
		"\x1b[31mred\x07":        `\x1b[31mred\x07`,
		"\u009b2J":               `\u009b2J`,
		"\u202eevil\u2066":       `\u202eevil\u2066`,
		"\ufeffa\u00adb\u200b":   `\ufeffa\u00adb\u200b`,
		"👩‍👧":                    "👩‍👧",
		"a\u00a0b\u2028c":        "a b c",
		"\xff":                   "\ufffd",
		"\ufffe\ufdd0\U0010ffff": `\ufffe\ufdd0\U0010ffff`,
	} {
		if got := visible(text); got != want {
			t.Errorf("visible(%q) = %q, want %q", text, got, want)
		}
	}
}

func TestGuardFormula(t *testing.T) {
	for text, want := range map[string]string{
		"":                   "",
		"Chat":               "Chat",
		"-5":                 "-5",
		"-12.5":              "-12.5",
		"3":                  "3",
		"a=b":                "a=b",
		"-":                  "'-",
		"-5+cmd|'/c'!A1":     "'-5+cmd|'/c'!A1",
		"+49 30 1234":        "'+49 30 1234",
		"=1+1":               "'=1+1",
		"@SUM(A1)":           "'@SUM(A1)",
		"  =1":               "'  =1",
		"\u00a0=1":           "'\u00a0=1",
		"＝1":                 "'＝1",
		"＠x":                 "'＠x",
		"\t=1":               "'\t=1",
		"\tx":                "'\tx",
		"\rx":                "'\rx",
		"line\n=1":           "line\n'=1",
		"line\r\n +1\r\nend": "line\r\n' +1\r\nend",
	} {
		if got := guardFormula(text); got != want {
			t.Errorf("guardFormula(%q) = %q, want %q", text, got, want)
		}
	}
}
