package report

import (
	"fmt"
	"io"
	"testing"

	"chatcompat/audit"
	"chatcompat/inventory"
)

// estateOf judges an invented estate of n pairs: a few hundred owners'
// applications on the servers of eleven sites, all verdicts, some gaps.
func estateOf(n int) (Meta, []audit.Finding, audit.Summary) {
	meta, _, _ := fixture()
	sites := []string{"Leeds", "Zürich", "Lyon", "Austin", "Osaka", "São Paulo", "Gdańsk", "Cork", "Pune", "Perth", "Oslo"}
	owners := []string{"Collaboration Platforms", "Trading Floor IT", "Plant Systems", "Service Desk Tools", "Clinical Applications",
		"Logistics", "Treasury", "Field Service", "Records & Archiving", "Contact Centre", "Network Operations", "Research Computing"}
	names := []string{"Shift handover", "Incident bridge", "Trade desk room", "Ward round notes", "Dock scheduler", "Audit trail exporter", "On-call roster", "Compliance archiver"}
	apis, servers := inventory.APIs(), inventory.ServerVersions()
	var findings []audit.Finding
	for i := range n {
		app, host := i*7%(n/3+1), (i*5+i/11)%(n/4+1)
		api := inventory.Reading[inventory.API]{Version: apis[(app*5+app/3)%3], Certainty: inventory.Exact}
		api.Written = api.Version.String()
		if app%17 == 0 {
			api = inventory.Reading[inventory.API]{Written: "Lync SDK", Cause: inventory.Ambiguous, Detail: "Lync Server 2010 Group Chat API or Lync Server 2013 Persistent Chat API"}
		}
		version := inventory.Reading[inventory.ServerVersion]{Version: servers[host%3], Certainty: inventory.Inferred, Detail: "build of " + servers[host%3].String()}
		version.Written = []string{"5.0.8308.0", "4.0.7577.0", "3.5.6907.0"}[host%3]
		if host%23 == 5 {
			version = inventory.Reading[inventory.ServerVersion]{Cause: inventory.Missing}
		}
		p := inventory.Pair{
			Application:   fmt.Sprintf("%s %d", names[app%len(names)], app+1),
			ApplicationID: fmt.Sprintf("APP-%05d", app+1),
			API:           api,
			Server:        fmt.Sprintf("chat%03d.contoso.example", host+1),
			ServerVersion: version,
			At:            inventory.Pos{File: "estate.csv", Row: i + 2, Col: 1},
			ServerFields:  inventory.Values{{Field: inventory.FieldSite, Text: sites[host%len(sites)]}},
			Fields: inventory.Values{
				{Field: inventory.FieldEnvironment, Text: []string{"Production", "Test"}[app%5/4]},
				{Field: inventory.FieldOwner, Text: owners[app%len(owners)]},
				{Field: inventory.FieldCriticality, Text: []string{"High", "Medium", "Low"}[app%3]}},
			ApplicationKey: fmt.Sprintf("app-%05d", app+1),
			ServerKey:      fmt.Sprintf("chat%03d", host+1),
			Key:            fmt.Sprintf("%012x", uint64(i+1)*0x9e3779b97f4a7c15>>16),
			PairKey:        fmt.Sprintf("%012x", uint64(i+1)*0xbf58476d1ce4e5b9>>16),
		}
		p.API.At, p.ServerVersion.At = p.At, p.At
		p.API.At.Col, p.ServerVersion.At.Col = 20, 50
		findings = append(findings, audit.Rules{}.Judge(p))
	}
	tally := audit.NewTally()
	tally.Add(findings)
	meta.Title, meta.PreparedFor = "Persistent Chat and Group Chat compatibility", "Change Advisory Board, 26 November 2026"
	return meta, findings, tally.Summary()
}

func BenchmarkPage(b *testing.B) {
	meta, findings, summary := estateOf(10000)
	b.ReportAllocs()
	for b.Loop() {
		var size counter
		w := newPage(&size, meta)
		if err := w.Write(findings); err != nil {
			b.Fatal(err)
		}
		if err := w.Close(summary); err != nil {
			b.Fatal(err)
		}
		b.SetBytes(int64(size))
	}
}

// counter counts the bytes that it is written.
type counter int64

func (c *counter) Write(p []byte) (int, error) {
	*c += counter(len(p))
	return io.Discard.Write(p)
}
