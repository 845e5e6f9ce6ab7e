package report

import (
	"strings"
	"testing"
	"time"

	"chatcompat/audit"
	"chatcompat/inventory"
)

// fixture is a small judged estate: all nine cells of the matrix, then one pair
// for every cause of not assessed, then hostile text.
func fixture() (Meta, []audit.Finding, audit.Summary) {
	var findings []audit.Finding
	apis, servers := inventory.APIs(), inventory.ServerVersions()
	row := 1
	add := func(p inventory.Pair) {
		row++
		p.At = inventory.Pos{File: "estate.csv", Row: row, Col: 1}
		p.API.At, p.ServerVersion.At = p.At, p.At
		p.API.At.Col, p.ServerVersion.At.Col = 20, 50
		p.ApplicationKey, p.ServerKey = p.Application, p.Server
		p.Key, p.PairKey = p.Keys()
		findings = append(findings, audit.Rules{}.Judge(p))
	}
	for i := range 9 {
		api, server := apis[i/3], servers[i%3]
		add(inventory.Pair{
			Application:   "Shift handover " + string(rune('A'+i)),
			ApplicationID: "APP-000" + string(rune('1'+i)),
			API:           inventory.Reading[inventory.API]{Written: api.String(), Version: api, Certainty: inventory.Exact},
			Server:        "chat0" + string(rune('1'+i%3)) + ".contoso.example",
			ServerVersion: inventory.Reading[inventory.ServerVersion]{Written: "build", Version: server, Certainty: inventory.Inferred, Detail: "build of " + server.String()},
			ServerFields:  inventory.Values{{Field: inventory.FieldSite, Text: "Leeds"}},
			Fields: inventory.Values{
				{Field: inventory.FieldEnvironment, Text: "Production"},
				{Field: inventory.FieldOwner, Text: "Collaboration Platforms"},
				{Field: inventory.FieldCriticality, Text: "High"}},
			Extra: []inventory.Extra{{Header: "Cost centre", Text: "4711"}},
		})
	}
	for _, cause := range inventory.Causes() {
		add(inventory.Pair{
			Application:   "Unknown " + cause.Key(),
			API:           inventory.Reading[inventory.API]{Written: "Lync", Cause: cause, Detail: "write the full name"},
			Server:        "chat09.fabrikam.example",
			ServerVersion: inventory.Reading[inventory.ServerVersion]{Written: "Lync Server 2013", Version: servers[0], Certainty: inventory.Exact},
			Problems:      []inventory.Problem{{Column: "API", Value: "Lync", Message: "names no generation"}},
		})
	}
	add(inventory.Pair{
		Application:   "=cmd|'/c calc'!A1 <script>alert(1)</script> | \u202eevil\x1b[31m",
		API:           inventory.Reading[inventory.API]{Written: "2013", Version: apis[0], Certainty: inventory.Inferred, Detail: "a bare year"},
		Server:        "+49 chat.example",
		ServerVersion: inventory.Reading[inventory.ServerVersion]{Written: "Lync\nServer 2010", Version: servers[1], Certainty: inventory.Exact},
		Fields:        inventory.Values{{Field: inventory.FieldOwner, Text: "Größe & Söhne, \"Team\"\r\nline two"}},
	})
	tally := audit.NewTally()
	tally.Add(findings)
	meta := Meta{
		Version: "1.0.0",
		AsOf:    time.Date(2026, 11, 23, 0, 0, 0, 0, time.UTC),
		Title:   "Persistent Chat compatibility audit",
		Files: []inventory.File{{Path: "estate.csv", SHA256: "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", Bytes: 4096,
			Tables: []inventory.Table{{Shape: inventory.ShapePairs, HeaderRow: 1, Rows: 18,
				Columns: []inventory.Column{{Header: "Application", Field: inventory.FieldApplication}, {Header: "Cost centre"},
					{Header: "ID", Field: inventory.FieldApplicationID}, {Header: "Site", Field: inventory.FieldSite},
					{Header: "Environment", Field: inventory.FieldEnvironment}, {Header: "Owner", Field: inventory.FieldOwner},
					{Header: "Criticality", Field: inventory.FieldCriticality}},
				Accounting: inventory.Accounting{Paired: 16, Duplicate: 1, Blank: 1}, Encoding: "UTF-8", Delimiter: ","}}}},
		Problems: []inventory.Problem{{At: inventory.Pos{File: "estate.csv", Row: 12, Col: 20}, Column: "API", Value: "Lync", Message: "names no generation"}},
		Options:  []Option{{"fail-on", "incompatible"}},
	}
	return meta, findings, tally.Summary()
}

// rulesSample is an estate with advisories of every scope, checks of every
// status and own rules of every effect, in words of the test's own.
func rulesSample() sample {
	meta, findings, _ := fixture()
	meta.OwnMatrix = &OwnMatrixFile{"own.csv", "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"}
	hub, bridge := inventory.OwnServerVersion("Contoso Hub <2>"), inventory.OwnAPI("Contoso Bridge | 2")
	row := func(n int) inventory.Pos { return inventory.Pos{File: "own.csv", Row: n, Col: 1} }
	meta.Overrides = []audit.Override{
		{At: row(2), API: inventory.PersistentChat2013API, Server: hub, Verdict: audit.Compatible, Reason: "certified in house", Remedy: "nothing to do", Source: "test protocol 7"},
		{At: row(3), API: inventory.GroupChat2010API, Server: inventory.OCS2007R2, Verdict: audit.MayBeCompatible, Vendor: audit.Compatible, Covered: true, Reason: "seen to fail", Remedy: "test again"},
		{At: row(4), API: inventory.PersistentChat2013API, Server: inventory.LyncServer2010, Verdict: audit.MayBeCompatible, Vendor: audit.Incompatible, Covered: true,
			Reason: "works in the laboratory", Remedy: "test again", Source: "laboratory", Approver: "Change board", Reference: "CHG-7", Justification: "retired within a month"},
		{At: row(5), API: bridge, Server: hub, Verdict: audit.Incompatible, Reason: "never tested", Remedy: "do not deploy"},
	}
	findings = findings[:9]
	findings[4].API.Version, findings[4].ServerVersion.Version = bridge, hub
	findings[4].Key, findings[4].PairKey = findings[4].Keys()
	for i := range findings {
		if findings[i] = judgedBy(meta.Overrides, findings[i]); !strings.HasPrefix(findings[i].Rule, "own rule") {
			freezeWords(findings[i : i+1])
		}
		findings[i].Advisories = nil
	}
	findings[0].Advisories, findings[3].Advisories = []string{"CC101", "CC102"}, []string{"CC101"}
	source := audit.Source{Title: "A page", ID: "Xy1", Date: "2014-07-24", URL: "https://vendor.example/xy1"}
	advisory := func(id string, scope audit.Scope, title string) audit.Advisory {
		return audit.Advisory{ID: id, Scope: scope, Title: title, Text: "What " + strings.ToLower(title) + " means, and what to do about it", When: "it does", Source: source, Since: "1.0"}
	}
	var everybody []string
	for i := range findings {
		everybody = append(everybody, findings[i].Application)
	}
	return sample{name: "rules", meta: meta, findings: findings,
		fired: []audit.FiredAdvisory{
			{Advisory: advisory("CC101", audit.PairScope, "A function is lost"), Applies: []string{findings[0].Key, findings[3].Key}},
			{Advisory: advisory("CC102", audit.PairScope, "Another function is lost"), Applies: []string{findings[0].Key}},
			{Advisory: advisory("CC201", audit.ApplicationScope, "Applications are <torn>"), Subjects: everybody, Applies: []string{findings[0].Key}},
			{Advisory: advisory("CC301", audit.ServerScope, "A pool | is far from home"), Subjects: []string{"pool01.contoso.example"}},
			{Advisory: advisory("CC305", audit.SiteScope, "A site is left over"), Subjects: []string{"Leeds"}, Applies: []string{findings[1].Key}},
			{Advisory: advisory("CC401", audit.EstateScope, "Too many generations")},
		},
		checks: []audit.CheckStatus{
			{ID: "CC101", Status: audit.Fired, Needs: "a value in api-members for 3 pairs"}, {ID: "CC102", Status: audit.Fired},
			{ID: "CC103", Needs: "column endpoint-type or SIP Address"}, {ID: "CC105", Needs: "column endpoint-type or SIP Address"},
			{ID: "CC109", Status: audit.Clear}, {ID: "CC110", Needs: "ignored on request"}, {ID: "CC201", Status: audit.Fired}, {ID: "CC301", Status: audit.Fired},
			{ID: "CC302", Needs: "column Next hop"}, {ID: "CC305", Status: audit.Fired}, {ID: "CC401", Status: audit.Fired},
		},
	}
}

// judgedBy judges a finding anew by own rules.
func judgedBy(overrides []audit.Override, f audit.Finding) audit.Finding {
	return audit.RulesOf(overrides).Judge(f.Pair)
}

// dayOf reads a day.
func dayOf(t testing.TB, day string) time.Time {
	t.Helper()
	parsed, err := time.Parse(dayLayout, day)
	if err != nil {
		t.Fatal(err)
	}
	return parsed
}
