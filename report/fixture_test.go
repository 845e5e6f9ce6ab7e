package report

import (
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
		p.PairKey = "p" + p.Application
		p.Key = "k" + p.Application
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
