package report

import (
	"errors"
	"reflect"
	"slices"
	"strings"
	"testing"

	"chatcompat/audit"
	"chatcompat/inventory"

	"golang.org/x/net/html/atom"
)

// TestEveryFormatForPeopleTellsWhatTheRulesFound holds each format to ids,
// texts and sources of advisories, to what was not checked, to the own rules
// with those who answer for them, and to the days on which support ends.
func TestEveryFormatForPeopleTellsWhatTheRulesFound(t *testing.T) {
	s := rulesSample()
	for _, name := range []string{"table", "vertical", "markdown", "xlsx", "html", "junit"} {
		text := textOf(t, name, s)
		for _, want := range []string{
			"CC401", "Too many generations", "the whole estate", "What too many generations means", "A page (Xy1, 2014-07-24)",
			"CC201", "9 applications", "CC101", "2 pairs", "CC103", "column endpoint-type or SIP Address", "CC302", "column Next hop",
			"gnored on request", "CC110", s.meta.OwnMatrix.SHA256, "looser than the vendor's Incompatible", "Change board", "CHG-7",
			"retired within a month", "Contoso Hub <2>", "ended 2023-04-11",
		} {
			if !strings.Contains(text, want) {
				t.Errorf("%s does not say %q", name, want)
			}
		}
		if loose, strict := strings.Index(text, "looser than"), strings.Index(text, "stricter than"); loose > strict {
			t.Errorf("%s lists rules that tighten before those that loosen", name)
		}
	}
}

// textOf is all that a format shows, without its markup.
func textOf(t *testing.T, name string, s sample) string {
	t.Helper()
	format, _ := FormatByName(name)
	if name != "xlsx" {
		text := render(t, format, s.meta, s.findings, s.summary())
		if name == "html" {
			text = content(elements(t, text)[0])
		}
		return strings.NewReplacer("&#39;", "'", "&lt;", "<", "&gt;", ">").Replace(text)
	}
	book := openWorkbook(t, writeWorkbook(t, s.meta, s.findings, s.summary()))
	var b strings.Builder
	for _, sheet := range book.GetSheetList() {
		for _, row := range rowsOf(t, book, sheet) {
			b.WriteString(strings.Join(row, "\t") + "\n")
		}
	}
	return b.String()
}

// TestReportsWithoutRulesSaySo renders a result of the first shape, which knows
// neither checks nor advisories.
func TestReportsWithoutRulesSaySo(t *testing.T) {
	meta, findings, summary := fixture()
	for _, name := range []string{"table", "vertical", "markdown", "html"} {
		text := textOf(t, name, sample{meta: meta, findings: findings})
		if strings.Contains(text, "Advisories\n") || strings.Contains(text, "Own rules") {
			t.Errorf("%s has a section without content:\n%s", name, text)
		}
	}
	rows := rowsOf(t, openWorkbook(t, writeWorkbook(t, meta, findings, summary)), sheetMatrix)
	if last := rows[len(rows)-1]; len(last) == 0 || last[0] != "No checks of the estate were made." {
		t.Errorf("sheet Matrix ends %q", last)
	}
}

// TestUncheckedIsNoPass keeps the three statuses apart.
func TestUncheckedIsNoPass(t *testing.T) {
	got := checkNotes([]audit.CheckStatus{{ID: "A", Needs: "column x"}, {ID: "B", Status: audit.Clear}, {ID: "C", Needs: "column y"},
		{ID: "D", Needs: "column x"}, {ID: "E", Status: audit.Fired, Needs: "column x"}, {ID: "F", Needs: "ignored on request"}})
	want := []string{"Not checked, and no pass: A, D need column x; C needs column y.", "Ignored on request: F."}
	if !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
	if got := checkNotes([]audit.CheckStatus{{ID: "B", Status: audit.Clear}}); got != nil {
		t.Errorf("%q where everything was checked", got)
	}
}

func TestConcerns(t *testing.T) {
	advisory := func(scope audit.Scope, subjects, applies int) audit.FiredAdvisory {
		return audit.FiredAdvisory{Advisory: audit.Advisory{Scope: scope},
			Subjects: strings.Split("a b c d e f g", " ")[:subjects], Applies: make([]string, applies)}
	}
	for _, test := range []struct {
		advisory audit.FiredAdvisory
		want     string
	}{
		{advisory(audit.EstateScope, 0, 0), "the whole estate"},
		{advisory(audit.PairScope, 0, 1), "1 pair"},
		{advisory(audit.PairScope, 2, 2), "2 pairs"},
		{advisory(audit.SiteScope, 1, 3), "1 site (a), 3 pairs"},
		{advisory(audit.ServerScope, 2, 0), "2 servers (a, b)"},
		{advisory(audit.ApplicationScope, 6, 9), "6 applications (a, b, c, d, e, …), 9 pairs"},
	} {
		if got := concerns(test.advisory); got != test.want {
			t.Errorf("%q, want %q", got, test.want)
		}
	}
}

// TestLifecycleIsSeenFromTheDayOfTheReport moves the day; neither verdict nor
// risk moves with it.
func TestLifecycleIsSeenFromTheDayOfTheReport(t *testing.T) {
	meta, findings, summary := fixture()
	csv, _ := FormatByName("csv")
	meta.Columns = []string{"verdict", "risk", "server-version", "lifecycle"}
	for day, want := range map[string]string{
		"2023-04-11": "verdict,risk,server version,end of support\r\nincompatible,high,Lync Server 2010,ended 2021-04-13\r\nmay-be-compatible,medium,Lync Server 2013,supported until 2023-04-11\r\n",
		"2023-04-12": "verdict,risk,server version,end of support\r\nincompatible,high,Lync Server 2010,ended 2021-04-13\r\nmay-be-compatible,medium,Lync Server 2013,ended 2023-04-11\r\n",
		"2020-01-01": "verdict,risk,server version,end of support\r\nincompatible,high,Lync Server 2010,supported until 2021-04-13\r\nmay-be-compatible,medium,Lync Server 2013,supported until 2023-04-11\r\n",
	} {
		meta.AsOf = dayOf(t, day)
		if got := render(t, csv, meta, []audit.Finding{findings[1], findings[3]}, summary); got != want {
			t.Errorf("as of %s\n%s\nwant\n%s", day, got, want)
		}
	}
}

// TestWorkbookTellsWhatFitsAnApplication reads By application and By server back.
func TestWorkbookTellsWhatFitsAnApplication(t *testing.T) {
	meta, _, _ := fixture()
	server := inventory.ServerVersions()
	pair := func(application string, api inventory.API, target inventory.ServerVersion, uses string) audit.Finding {
		p := inventory.Pair{Application: application, ApplicationKey: application, Server: target.Key(), ServerKey: target.Key(),
			API:           inventory.Reading[inventory.API]{Written: "x", Version: api, Certainty: inventory.Exact},
			ServerVersion: inventory.Reading[inventory.ServerVersion]{Written: "x", Version: target, Certainty: inventory.Exact}}
		if uses != "" {
			p.Fields = inventory.Values{{Field: inventory.FieldCategoryManagement, Text: uses}, {Field: inventory.FieldUserManagement, Text: uses}}
		}
		return audit.Rules{}.Judge(p)
	}
	meta.Files[0].Tables[0].Columns = append(meta.Files[0].Tables[0].Columns,
		inventory.Column{Header: "c", Field: inventory.FieldCategoryManagement}, inventory.Column{Header: "u", Field: inventory.FieldUserManagement})
	findings := []audit.Finding{
		pair("torn", inventory.GroupChat2010API, server[0], "yes"), pair("torn", inventory.GroupChat2010API, server[1], "yes"),
		pair("modest", inventory.GroupChat2010API, server[0], "no"), pair("modest", inventory.GroupChat2010API, server[1], "no"),
		pair("old", inventory.OCS2007R2API, server[1], ""), pair("old", inventory.OCS2007R2API, server[2], ""),
		pair("new", inventory.SkypeBusiness2015API, inventory.SkypeBusinessServer2015, ""),
	}
	book := openWorkbook(t, writeWorkbook(t, meta, findings, summarise(findings)))
	applications, servers := rowsOf(t, book, sheetApplications), rowsOf(t, book, sheetServers)
	both := "Lync Server 2010 Group Chat API\nOCS 2007 R2 Group Chat API"
	for header, want := range map[string][]string{
		"Application":                   {"torn", "new", "modest", "old"},
		"Generations spanned":           {"Lync Server 2013\nLync Server 2010", "Skype for Business Server 2015", "Lync Server 2013\nLync Server 2010", "Lync Server 2010\nOCS 2007 R2"},
		"APIs that fit all its servers": {"none", "a server version is outside the matrix", "none", both},
		"Stranded":                      {"yes", "not known", "no", "no"},
	} {
		if got := columnOf(t, applications, header); !reflect.DeepEqual(got, want) {
			t.Errorf("By application: %s is %q, want %q", header, got, want)
		}
	}
	for header, want := range map[string][]string{
		"Server":                            {"lync-server-2013", "skype-for-business-server-2015", "lync-server-2010", "ocs-2007-r2"},
		"End of support":                    {"ended 2023-04-11", "ended 2025-10-14", "ended 2021-04-13", "ended 2018-01-09"},
		"Generations of applications on it": {"Lync Server 2010", "Skype for Business Server 2015", "Lync Server 2010\nOCS 2007 R2", "OCS 2007 R2"},
	} {
		if got := columnOf(t, servers, header); !reflect.DeepEqual(got, want) {
			t.Errorf("By server: %s is %q, want %q", header, got, want)
		}
	}
}

// TestPageLinksAdvisoriesToTheirText follows the ids of a finding.
func TestPageLinksAdvisoriesToTheirText(t *testing.T) {
	s := rulesSample()
	all := elements(t, pageOf(t, s.meta, s.findings, s.summary()))
	rows := map[string]string{}
	for _, n := range all {
		if id := attribute(n, "id"); n.DataAtom == atom.Tr && strings.HasPrefix(id, "CC") {
			rows[id] = content(n)
		}
	}
	if len(rows) != len(s.checks) {
		t.Errorf("%d advisories on the page, want %d", len(rows), len(s.checks))
	}
	linked := 0
	for _, n := range all {
		if href := attribute(n, "href"); n.DataAtom == atom.A && strings.HasPrefix(href, "#CC") {
			linked++
			if !strings.Contains(rows[href[1:]], "means, and what to do") {
				t.Errorf("%s leads to %q", href, rows[href[1:]])
			}
		}
	}
	if linked != 3 {
		t.Errorf("%d ids of findings are links, want 3", linked)
	}
}

// TestSavedRulesRenderAsTheAuditItselfDoes writes the sample as JSON, reads it
// and renders every format from what was read.
func TestSavedRulesRenderAsTheAuditItselfDoes(t *testing.T) {
	s := rulesSample()
	result, err := ReadResult([]byte(render(t, jsonFormat(t), s.meta, s.findings, s.summary())))
	if err != nil {
		t.Fatal(err)
	}
	for _, format := range Formats {
		if format.New == nil {
			continue // a template needs a file of the user's
		}
		if render(t, format, result.Meta, result.Findings, result.Summary) != render(t, format, s.meta, s.findings, s.summary()) {
			t.Errorf("%s differs", format.Name)
		}
	}
}

// TestRulesOnAFullDestination returns the error whatever part it hits.
func TestRulesOnAFullDestination(t *testing.T) {
	s := rulesSample()
	for _, format := range Formats {
		if format.New == nil {
			continue // a template needs a file of the user's
		}
		whole := len(render(t, format, s.meta, s.findings, s.summary()))
		for room := 0; room < whole; room += whole/7 + 1 {
			if err := feed(format.New(&limitedWriter{room}, s.meta), s.findings, s.summary()); !errors.Is(err, errFull) {
				t.Errorf("%s with room for %d of %d bytes: error %v, want %v", format.Name, room, whole, err, errFull)
			}
		}
	}
}
