package report

import (
	"bytes"
	"context"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"chatcompat/audit"
	"chatcompat/inventory"
)

// TestCSVOfRows writes pairs that their own row says all of, and the same ones read
// whole: from invented tables whose cells are of every kind that a copy of the
// file's own bytes could get wrong.
func TestCSVOfRows(t *testing.T) {
	rows := 0
	for seed := range uint64(60) {
		rows += checkRowsOfCSV(t, inventedCells(rand.New(rand.NewPCG(seed, 3))))
	}
	if rows < 5000 {
		t.Errorf("%d pairs are read from their rows; the test says little", rows)
	}
}

// inventedCells is a table of pairs in any order of columns.
func inventedCells(r *rand.Rand) string {
	columns := map[string][]string{
		"Application":    {"Ticker %d", "Relay-%d", `"Board, %d"`, `"Plain %d"`, " Bot %d", "n/a", "Übung %d", "%d", "=Sum %d", `Big "%d"`, `"a ""b"" %d"`},
		"Owner":          {"Payments team", `"Desk, north"`, `"Desk"`, "", "-", "@team", "+49 30", "Team ", "Équipe", "Team é", `in "quotes"`, "\tTab", "x\ty"},
		"API":            {"Group Chat 2010", "Persistent Chat 2013", `"OCS 2007 R2"`, "", "Lync", `"Group, Chat 2010"`, " OCS 2007 R2", "no idea"},
		"Server":         {"chat%d.contoso.example", "CHAT%d", "chat%d.contoso.example.", "sip:chat%d.contoso.example", "none", "", `"chat%d,chat0"`, "chat%d;chat1"},
		"Server Version": {"Lync Server 2013", "Lync Server 2010", "5.0.8308.0", "", "old", `"Lync Server 2013, Enterprise"`},
		"Site":           {"London", "Site:Paris", "site: Rome", "", "Genève", "A:B"},
		"Environment":    {"Test", "Production", "prod."},
		"Criticality":    {"High", "1", "low!", ""},
	}
	var headers []string
	for _, h := range []string{"Application", "Owner", "API", "Server", "Server Version", "Site", "Environment", "Criticality"} {
		if h == "Application" || h == "API" || h == "Server" || r.IntN(5) > 0 {
			headers = append(headers, h)
		}
	}
	if r.IntN(3) == 0 {
		r.Shuffle(len(headers), func(i, k int) { headers[i], headers[k] = headers[k], headers[i] })
	}
	var text strings.Builder
	text.WriteString(strings.Join(headers, ",") + "\n")
	for row := range 400 {
		for i, h := range headers {
			cell := columns[h][max(0, r.IntN(3*len(columns[h]))-2*len(columns[h]))]
			if strings.Contains(cell, "%d") {
				cell = fmt.Sprintf(cell, row%90)
			}
			text.WriteString([]string{"", ","}[min(i, 1)] + cell)
		}
		text.WriteString([]string{"\n", "\r\n"}[row%2])
	}
	return text.String()
}

// TestCSVOfJoinedRows does the same with rows that name applications and servers of
// other tables and say nothing else.
func TestCSVOfJoinedRows(t *testing.T) {
	rows := 0
	for seed := range uint64(60) {
		rows += checkRowsOfCSV(t, inventedJoin(rand.New(rand.NewPCG(seed, 4)))...)
	}
	if rows < 5000 {
		t.Errorf("%d pairs are read from their rows; the test says little", rows)
	}
}

// inventedJoin is a table of targets, with those of applications and of servers.
func inventedJoin(r *rand.Rand) []string {
	pick := func(words ...string) string { return words[r.IntN(len(words))] }
	owner := func() string { return pick("Payments team", `"Desk, north"`, "", "=1+1", "-", `"a ""b"""`) }
	site := func() string { return pick("London", "Site:Paris", "", "", "Genève") }
	applications, servers, targets := "Application,Application ID,API,Owner,Site\n", "Server,Server Version,Site,Environment,Owner"+pick("", "", ",Rack")+"\n", "Application,Server,API,Server Version\n"
	for i := range 80 {
		applications += fmt.Sprintf("%s,%s,%s,%s,%s\n", pick(fmt.Sprintf("App %d", i), fmt.Sprintf(`"App, %d"`, i)), pick("", "", fmt.Sprintf("id-%d", i)),
			pick("Group Chat 2010", "OCS 2007 R2", "", "no idea"), owner(), site())
		servers += fmt.Sprintf("chat%d.contoso.example,%s,%s,%s,%s\n", i, pick("Lync Server 2013", "Lync Server 2010", "", "old"), site(), pick("Test", "", "@lab"), owner()+pick("", "", ",R1"))
	}
	for range 400 {
		targets += fmt.Sprintf("%s,%s,%s,%s\n", pick(fmt.Sprintf("App %d", r.IntN(90)), fmt.Sprintf("APP %d", r.IntN(90)), fmt.Sprintf(`"App, %d"`, r.IntN(90)), "id-7", ""),
			pick(fmt.Sprintf("chat%d.contoso.example", r.IntN(90)), fmt.Sprintf("CHAT%d", r.IntN(90)), "chat1;chat2.contoso.example", "", "sip:chat3.contoso.example"),
			pick("", "", "", "Persistent Chat 2013"), pick("", "", "", "Lync Server 2013"))
	}
	return []string{targets, applications, servers}
}

// FuzzCSVOfRows does the same with any text.
func FuzzCSVOfRows(f *testing.F) {
	for seed := range uint64(3) {
		text := inventedCells(rand.New(rand.NewPCG(seed, 3)))
		f.Add(text[:strings.LastIndexByte(text[:2000], '\n')])
	}
	f.Add("Application;API;Server;Server Version\na;Group Chat 2010;chat.contoso.example;Lync Server 2013\n")
	f.Add("Application,API,Server,Site\na,Group Chat 2010,chat.contoso.example,\"Lon\ndon\"\na\r,2013,b,c\n")
	f.Fuzz(func(t *testing.T, text string) { checkRowsOfCSV(t, text) })
}

// checkRowsOfCSV compares the two ways for the columns as they stand in the table,
// and for some others; it returns how many pairs could be read from their rows.
func checkRowsOfCSV(t *testing.T, texts ...string) (rows int) {
	t.Helper()
	var inputs []inventory.Input
	for i, text := range texts {
		inputs = append(inputs, inventory.Input{Name: fmt.Sprintf("estate%d.csv", i), Size: int64(len(text)), ReaderAt: strings.NewReader(text)})
	}
	estate, err := inventory.Load(context.Background(), inputs, inventory.Options{})
	if err != nil {
		return 0 // no inventory
	}
	outlines := make([]inventory.Outline, estate.Len())
	estate.Outlines().Reader().Read(outlines, 0)
	for _, out := range outlines {
		if out.API > 0 {
			rows++
		}
	}
	format, _ := FormatByName("csv")
	asTheyStand := cellColumnsOf(estate.Files[0].Tables[0])
	for _, columns := range [][]string{append(asTheyStand, "verdict", "reason"), {"owner", "site", "verdict", "application", "api-written", "server"}, {"verdict", "risk"}, nil} {
		meta := Meta{Files: estate.Files, Title: "Audit", Columns: columns}
		whole, byRow := writeEstate(t, format, meta, estate, true), listEstate(t, format, meta, estate)
		if whole != byRow {
			t.Fatalf("columns %q of\n%s\nfrom whole pairs:\n%s\nfrom rows:\n%s", columns, strings.Join(texts, "\n"), whole, byRow)
		}
	}
	return rows
}

// listEstate is the report of an estate as listed.
func listEstate(t *testing.T, format Format, meta Meta, estate *inventory.Estate) string {
	t.Helper()
	var out bytes.Buffer
	w := format.New(&out, meta).(Lister)
	emit := func(_ int, listed any) error { return w.WritePrepared(listed) }
	summary, err := audit.Rules{CountOnly: true}.RunListed(context.Background(), estate, w.List, emit)
	if err != nil {
		t.Fatal(err)
	}
	if err := w.Close(summary); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

// cellColumnsOf are the keys of the columns of a table that show its cells.
func cellColumnsOf(table inventory.Table) (keys []string) {
	written := map[inventory.Field]string{inventory.FieldAPI: "api-written", inventory.FieldServerVersion: "server-version-written"}
	for _, c := range table.Columns {
		key := c.Field.Key()
		if written[c.Field] != "" {
			key = written[c.Field]
		}
		if _, ok := columnByKey(key); ok {
			keys = append(keys, key)
		}
	}
	return keys
}
