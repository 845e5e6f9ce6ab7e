package report

import (
	"bytes"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"chatcompat/audit"
	"chatcompat/inventory"
	estates "chatcompat/samples"

	"github.com/xuri/excelize/v2"
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

// writeWorkbook renders findings in one block within the limits of Excel.
func writeWorkbook(t testing.TB, meta Meta, findings []audit.Finding, s audit.Summary) []byte {
	t.Helper()
	return writeWorkbookWithin(t, excelLimits, meta, findings, s)
}

func writeWorkbookWithin(t testing.TB, limits limits, meta Meta, findings []audit.Finding, s audit.Summary) []byte {
	t.Helper()
	var out bytes.Buffer
	w := newWorkbookWithin(&out, meta, limits)
	if err := w.Write(findings); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(s); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func openWorkbook(t testing.TB, data []byte) *excelize.File {
	t.Helper()
	book, err := excelize.OpenReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = book.Close() })
	return book
}

func rowsOf(t testing.TB, book *excelize.File, sheet string) [][]string {
	t.Helper()
	rows, err := book.GetRows(sheet)
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

// columnOf is the cells below a header.
func columnOf(t testing.TB, rows [][]string, header string) []string {
	t.Helper()
	i := slices.Index(rows[0], header)
	if i < 0 {
		t.Fatalf("no column %q in %q", header, rows[0])
	}
	var cells []string
	for _, row := range rows[1:] {
		cell := ""
		if i < len(row) {
			cell = row[i]
		}
		cells = append(cells, cell)
	}
	return cells
}

func keysOf(findings []audit.Finding) []string {
	var keys []string
	for _, f := range findings {
		keys = append(keys, clean(f.Key))
	}
	return keys
}

func TestWorkbookHasItsSheetsInOrder(t *testing.T) {
	want := []string{"Summary", "Findings", "All pairs", "By application", "By server",
		"Change requests", "Data quality", "Accounting", "Matrix", "About"}
	for name, estate := range map[string]func() (Meta, []audit.Finding, audit.Summary){
		"fixture": fixture,
		"empty":   func() (Meta, []audit.Finding, audit.Summary) { return largeEstate(0) },
	} {
		meta, findings, s := estate()
		book := openWorkbook(t, writeWorkbook(t, meta, findings, s))
		if got := book.GetSheetList(); !slices.Equal(got, want) {
			t.Errorf("%s: sheets %q, want %q", name, got, want)
		}
		if book.GetActiveSheetIndex() != 0 {
			t.Errorf("%s: opens on sheet %d", name, book.GetActiveSheetIndex())
		}
	}
}

func TestWorkbookSummaryAnswersFirst(t *testing.T) {
	meta, findings, s := fixture()
	meta.PreparedFor = "the board"
	rows := rowsOf(t, openWorkbook(t, writeWorkbook(t, meta, findings, s)), "Summary")
	got := []string{rows[0][1], rows[1][1], rows[3][1]}
	want := []string{meta.Title, "As of 23 November 2026 · prepared for the board · chatcompat 1.0.0", Outcome(meta, s)}
	if !slices.Equal(got, want) {
		t.Errorf("Summary begins %q, want %q", got, want)
	}
}

func TestWorkbookFindingsAreRiskyAndOrdered(t *testing.T) {
	meta, findings, s := fixture()
	rows := rowsOf(t, openWorkbook(t, writeWorkbook(t, meta, findings, s)), "Findings")
	var want []audit.Finding
	for _, f := range findings {
		if f.Risky() {
			want = append(want, f)
		}
	}
	slices.SortStableFunc(want, func(a, b audit.Finding) int { return compareForPeople(&a, &b) })
	if got := columnOf(t, rows, "Key"); !slices.Equal(got, keysOf(want)) {
		t.Errorf("keys %q, want %q", got, keysOf(want))
	}
	for _, decision := range columnOf(t, rows, "Decision") {
		if decision != "Not reviewed" {
			t.Errorf("decision %q before any review", decision)
		}
	}
	second := want[1]
	wantRow := []string{second.Key, "high", "Incompatible", second.Application, second.API.Written, second.API.Version.String(),
		second.Server, second.ServerVersion.Version.String(), "ended 2021-04-13", "Leeds", "Production", "Collaboration Platforms", "High",
		second.Reason, second.Remedy, second.Basis(), "", second.At.String(), "Not reviewed"}
	if !slices.Equal(rows[2], wantRow) {
		t.Errorf("second row\n%q, want\n%q", rows[2], wantRow)
	}
}

func TestWorkbookAllPairsKeepsInputOrderAndUnknownColumns(t *testing.T) {
	meta, findings, s := fixture()
	rows := rowsOf(t, openWorkbook(t, writeWorkbook(t, meta, findings, s)), "All pairs")
	if got := columnOf(t, rows, "Key"); !slices.Equal(got, keysOf(findings)) {
		t.Errorf("keys %q, want %q", got, keysOf(findings))
	}
	if got := columnOf(t, rows, "Cost centre")[0]; got != "4711" {
		t.Errorf("cost centre %q, want the text 4711", got)
	}
}

func TestWorkbookShowsWhatItIsAskedFor(t *testing.T) {
	meta, findings, s := fixture()
	meta.Show, meta.Columns, meta.Sort = ShowMixed, []string{"application", "verdict", "nothing"}, []string{"application"}
	book := openWorkbook(t, writeWorkbook(t, meta, findings, s))
	rows := rowsOf(t, book, "All pairs")
	if want := []string{"Key", "Application", "Verdict"}; !slices.Equal(rows[0], want) {
		t.Errorf("columns %q, want %q", rows[0], want)
	}
	if got := len(rows) - 1; got != s.Mixed {
		t.Errorf("%d pairs listed, want %d mixed ones", got, s.Mixed)
	}
	names := columnOf(t, rowsOf(t, book, "Findings"), "Application")
	if !slices.IsSortedFunc(names, compareNatural) {
		t.Errorf("findings are not sorted by application: %q", names)
	}
}

func TestWorkbookChangeRequestsFitServiceNow(t *testing.T) {
	meta, findings, s := fixture()
	findings[1].Application = strings.Repeat("Ω very long name ", 30)
	rows := rowsOf(t, openWorkbook(t, writeWorkbook(t, meta, findings, s)), "Change requests")
	want := []string{"key", "short_description", "description", "type", "category", "priority", "risk", "impact", "cmdb_ci",
		"business_service", "assignment_group", "justification", "implementation_plan", "backout_plan", "test_plan", "risk_impact_analysis"}
	if !slices.Equal(rows[0], want) {
		t.Errorf("columns %q, want %q", rows[0], want)
	}
	if got, want := len(rows)-1, s.Verdicts[audit.Incompatible]+s.Verdicts[audit.MayBeCompatible]; got != want {
		t.Errorf("%d change requests, want %d", got, want)
	}
	for _, row := range rows[1:] {
		if n := utf16Len(row[1]); n > 160 {
			t.Errorf("short_description has %d characters: %q", n, row[1])
		}
		for i, name := range want {
			if row[i] == "" && name != "business_service" && name != "assignment_group" {
				t.Errorf("%s: %s is empty", row[0], name)
			}
		}
	}
}

func TestWorkbookAccountsForEveryRow(t *testing.T) {
	meta, findings, s := fixture()
	meta.Files[0].Tables = append(meta.Files[0].Tables, inventory.Table{Sheet: "Notes", Rows: 3,
		Accounting: inventory.Accounting{Unused: 3}, Notes: []string{"guessed"}})
	rows := rowsOf(t, openWorkbook(t, writeWorkbook(t, meta, findings, s)), "Accounting")
	want := [][]string{
		{"File", "Sheet", "Shape", "Rows read", "Paired", "Joined", "Unused", "Duplicate", "Excluded", "Blank", "Unreadable", "Accounted for", "Notes"},
		{"estate.csv", "", "pairs", "18", "16", "0", "0", "1", "0", "1", "0", "18"},
		{"estate.csv", "Notes", "none", "3", "0", "0", "3", "0", "0", "0", "0", "3", "guessed"},
		{"Total of the rows shown", "", "", "21", "16", "0", "3", "1", "0", "1", "0", "21"},
	}
	if !reflect.DeepEqual(rows, want) {
		t.Errorf("Accounting\n%q, want\n%q", rows, want)
	}
}

func TestWorkbookDataQualityNamesWhoWaits(t *testing.T) {
	meta, findings, s := fixture()
	rows := rowsOf(t, openWorkbook(t, writeWorkbook(t, meta, findings, s)), "Data quality")
	want := [][]string{{"Kind", "File", "Sheet", "Cell", "Column", "Value", "What is wrong and what would be right", "Application", "Key"}}
	p, waiting := meta.Problems[0], findings[10]
	want = append(want, []string{"Problem", "estate.csv", "", "12:20", p.Column, p.Value, p.Message, waiting.Application, waiting.Key})
	for _, i := range []int{11, 13, 9, 12, 14} { // in the order of applications; finding 10 has its problem above
		f := findings[i]
		want = append(want, []string{"Clarify", "estate.csv", "", strconv.Itoa(f.At.Row) + ":20", "API", "Lync",
			f.Reason + ". " + f.Remedy, f.Application, f.Key})
	}
	if !reflect.DeepEqual(rows, want) {
		t.Errorf("Data quality\n%q, want\n%q", rows, want)
	}
}

func TestSumLine(t *testing.T) {
	_, sums := accounts([]inventory.File{{Tables: []inventory.Table{
		{Rows: 18, Accounting: inventory.Accounting{Paired: 16, Duplicate: 1, Blank: 1}},
		{Rows: 3, Accounting: inventory.Accounting{Unused: 2, Duplicate: 1}}}}})
	if got, want := sumLine(2, sums), "2 tables in all: 21 rows = 16 paired + 2 unused + 2 duplicate + 1 blank"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestWorkbookIsTheSameTwice(t *testing.T) {
	meta, findings, s := largeEstate(300)
	if !bytes.Equal(writeWorkbook(t, meta, findings, s), writeWorkbook(t, meta, findings, s)) {
		t.Error("two runs give different bytes")
	}
}

// TestWorkbookOfClassesSaysTheSame renders findings of an audit, which are
// numbered by class, and the same ones without numbers.
func TestWorkbookOfClassesSaysTheSame(t *testing.T) {
	for _, sample := range estates.Files() {
		t.Run(sample.Name, func(t *testing.T) { compareClasses(t, sample) })
	}
}

func compareClasses(t *testing.T, sample estates.File) {
	meta, findings, s := audited(t, sample)
	want := writeWorkbook(t, meta, findings, s)
	for i := range findings {
		f := &findings[i]
		f.Class, f.ApplicationNumber, f.ServerNumber, f.APINumber, f.ServerVersionNumber = 0, 0, 0, 0, 0
	}
	if !bytes.Equal(writeWorkbook(t, meta, findings, s), want) {
		t.Error("findings that are not numbered give other bytes")
	}
}

// audited is what an audit of a sample finds.
func audited(t testing.TB, sample estates.File) (Meta, []audit.Finding, audit.Summary) {
	t.Helper()
	estate, err := inventory.Load(t.Context(), []inventory.Input{{Name: sample.Name, Size: int64(len(sample.Data)), ReaderAt: bytes.NewReader(sample.Data)}}, inventory.Options{})
	if err != nil {
		t.Fatal(err)
	}
	var findings []audit.Finding
	s, err := audit.Rules{}.Run(t.Context(), estate, func(block []audit.Finding) error {
		for _, f := range block {
			findings = append(findings, keep(f))
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	meta := Meta{Version: "1.0.0", AsOf: dayOf(t, "2026-11-23"), Title: "Audit", Files: estate.Files, Problems: estate.Problems}
	return meta, findings, s
}

// TestWorkbookIsReadByTheAuditItself reads All pairs back as an inventory, and all
// other sheets, which are asked for by name: our own reader refuses what looks
// damaged. Without their names a report is refused as such.
func TestWorkbookIsReadByTheAuditItself(t *testing.T) {
	meta, findings, s := largeEstate(50)
	data := writeWorkbook(t, meta, findings, s)
	in := inventory.Input{Name: "board.xlsx", Size: int64(len(data)), ReaderAt: bytes.NewReader(data)}
	var usage *inventory.UsageError
	if _, err := inventory.Load(t.Context(), []inventory.Input{in}, inventory.Options{}); !errors.As(err, &usage) || !strings.Contains(usage.Message, "board.xlsx: is a report") {
		t.Errorf("a report for an inventory: %v", err)
	}
	estate, err := inventory.Load(t.Context(), []inventory.Input{in}, inventory.Options{Sheets: openWorkbook(t, data).GetSheetList()})
	if err != nil {
		t.Fatal(err)
	}
	rows := map[string]int{}
	for _, table := range estate.Files[0].Tables {
		rows[table.Sheet] = table.Rows
	}
	if rows["All pairs"] != len(findings) {
		t.Errorf("All pairs has %d rows as an inventory, want %d", rows["All pairs"], len(findings))
	}
}
