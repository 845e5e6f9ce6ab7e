package report

import (
	"bytes"
	"fmt"
	"os"
	"testing"
	"time"

	"chatcompat/audit"
	"chatcompat/inventory"
)

// largeEstate makes up n judged pairs of an estate as they are met.
func largeEstate(n int) (Meta, []audit.Finding, audit.Summary) {
	apis, servers := inventory.APIs()[:3], inventory.ServerVersions()[:3]
	sites := []string{"Leeds", "Lyon", "München", "Kraków", "Sevilla", "Oslo", "Turin", "Ghent", "Cork", "Porto", "Basel"}
	owners := []string{"Collaboration Platforms", "Trading Desk IT", "Plant Operations", "Service Desk", "Treasury Systems", ""}
	findings := make([]audit.Finding, n)
	for i := range findings {
		api, server := apis[i*7/3%3], servers[i/5%3]
		p := inventory.Pair{
			Application:   fmt.Sprintf("Shift handover %d", i/4),
			ApplicationID: fmt.Sprintf("APP-%05d", i/4),
			API:           inventory.Reading[inventory.API]{Written: api.String(), Version: api, Certainty: inventory.Exact},
			Server:        fmt.Sprintf("chat%04d.contoso.example", i%997),
			ServerVersion: inventory.Reading[inventory.ServerVersion]{Written: server.String(), Version: server, Certainty: inventory.Exact},
			At:            inventory.Pos{File: "estate.csv", Row: i + 2, Col: 1},
			ServerFields:  inventory.Values{{Field: inventory.FieldSite, Text: sites[i%len(sites)]}},
			Fields: inventory.Values{{Field: inventory.FieldEnvironment, Text: "Production"},
				{Field: inventory.FieldOwner, Text: owners[i/4%len(owners)]},
				{Field: inventory.FieldCriticality, Text: []string{"High", "Medium", "Low"}[i/4%3]}},
			PairKey: fmt.Sprintf("p%08x", i),
			Key:     fmt.Sprintf("k%015x", i*2654435761),
		}
		p.API.At, p.ServerVersion.At = p.At, p.At
		p.API.At.Col, p.ServerVersion.At.Col = 27, 61
		p.ApplicationKey, p.ServerKey = p.ApplicationID, p.Server
		if i%17 == 3 {
			p.API = inventory.Reading[inventory.API]{Written: "Group Chat API", Cause: inventory.Ambiguous, Detail: "Lync Server 2010 or OCS 2007 R2", At: p.API.At}
		}
		findings[i] = audit.Rules{}.Judge(p)
	}
	tally := audit.NewTally()
	tally.Add(findings)
	meta := Meta{Version: "1.0.0", AsOf: time.Date(2026, 11, 23, 0, 0, 0, 0, time.UTC),
		Title: "Persistent Chat compatibility audit", PreparedFor: "Change advisory board, 26 November 2026",
		Files: []inventory.File{{Path: "estate.csv", SHA256: "9f2b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b85", Bytes: int64(n) * 126,
			Tables: []inventory.Table{{Shape: inventory.ShapePairs, HeaderRow: 1, Rows: n, Encoding: "UTF-8", Delimiter: ",",
				Columns: []inventory.Column{{Header: "Application", Field: inventory.FieldApplication}, {Header: "App Id", Field: inventory.FieldApplicationID},
					{Header: "Authored With", Field: inventory.FieldAPI}, {Header: "Server", Field: inventory.FieldServer},
					{Header: "Server Version", Field: inventory.FieldServerVersion}, {Header: "Site", Field: inventory.FieldSite},
					{Header: "Environment", Field: inventory.FieldEnvironment}, {Header: "Owner", Field: inventory.FieldOwner},
					{Header: "Criticality", Field: inventory.FieldCriticality}},
				Accounting: inventory.Accounting{Paired: n}}}}},
	}
	return meta, findings, tally.Summary()
}

func TestDemo(t *testing.T) {
	for name, make := range map[string]func() (Meta, []audit.Finding, audit.Summary){
		"fixture": fixture, "estate": func() (Meta, []audit.Finding, audit.Summary) { return largeEstate(96) },
		"empty": func() (Meta, []audit.Finding, audit.Summary) { return largeEstate(0) },
	} {
		meta, findings, s := make()
		var out bytes.Buffer
		w := newWorkbook(&out, meta)
		if err := w.Write(findings); err != nil {
			t.Fatal(err)
		}
		if err := w.Close(s); err != nil {
			t.Fatal(err)
		}
		os.WriteFile("/tmp/wbdemo/"+name+".xlsx", out.Bytes(), 0o644)
	}
}
