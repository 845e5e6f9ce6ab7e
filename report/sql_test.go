package report

import (
	"bytes"
	"context"
	"encoding/csv"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"chatcompat/audit"
	"chatcompat/inventory"
	estates "chatcompat/samples"
)

// sqlRow is a row of the table that SQL judges.
type sqlRow struct {
	Application string `json:"application"`
	API         string `json:"api"`
	Server      string `json:"server"`
	Version     string `json:"server_version"`
}

type sqlVerdict struct {
	sqlRow
	Verdict string `json:"verdict"`
	Risk    string `json:"risk"`
	Cause   string `json:"cause"`
	Reason  string `json:"reason"`
}

func TestSQLJudgesTheSamplesAsTheAuditDoes(t *testing.T) {
	// The share of assessed pairs that SQL assesses too; a lower one means that it knows fewer spellings.
	leastPercent := map[string]int{"small.csv": 100, "estate.xlsx": 100, "messy.xlsx": 55}
	for _, sample := range estates.Files() {
		var rows []sqlRow
		findings := auditFile(t, sample.Name, sample.Data)
		for _, f := range findings {
			rows = append(rows, sqlRow{f.Application, f.API.Written, f.Server, f.ServerVersion.Written})
		}
		for dialect, verdicts := range judgeBySQL(t, rows) {
			assessed, agreed := compareVerdicts(t, sample.Name+" in "+dialect, rows, verdicts)
			if percent := 100 * agreed / assessed; percent < leastPercent[sample.Name] {
				t.Errorf("%s: %s assesses %d of %d pairs, want %d %%", sample.Name, dialect, agreed, assessed, leastPercent[sample.Name])
			}
			for i, f := range findings {
				// Contradictions between tables are not in the rows that SQL sees.
				got := verdicts[rows[i]]
				if f.Cause != inventory.Contradictory && got.Verdict != "not-assessed" && got.Verdict != f.Verdict.Key() {
					t.Errorf("%s: %s judges %+v, the audit of the whole estate %s", sample.Name, dialect, got, f.Verdict.Key())
				}
			}
		}
	}
}

// TestSQLJudgesTheCorpusAsTheAuditDoes gives SQL every text that the names are tested with.
func TestSQLJudgesTheCorpusAsTheAuditDoes(t *testing.T) {
	var rows []sqlRow
	for i, text := range corpusTexts(t, "api.tsv") {
		for j, version := range []string{"Lync Server 2013", "OCS 2007 R2"} {
			rows = append(rows, sqlRow{fmt.Sprint("a", i), text, fmt.Sprintf("api%dx%d", i, j), version})
		}
	}
	for i, text := range corpusTexts(t, "server.tsv") {
		rows = append(rows, sqlRow{fmt.Sprint("s", i), "Lync Server 2010 Group Chat API", fmt.Sprintf("srv%d.contoso.example", i), text})
	}
	random := rand.New(rand.NewPCG(5, 6))
	for i, row := range sqlSpellings() {
		if random.IntN(8) > 0 {
			continue
		}
		dressed := dress(random, row[1])
		if row[0] == "api" {
			rows = append(rows, sqlRow{fmt.Sprint("x", i), dressed, fmt.Sprint("dressed", i), "Lync Server 2013"})
		} else {
			rows = append(rows, sqlRow{fmt.Sprint("x", i), "Lync Server 2010 Group Chat API", fmt.Sprint("dressed", i), dressed})
		}
	}
	for dialect, verdicts := range judgeBySQL(t, rows) {
		assessed, agreed := compareVerdicts(t, "corpus in "+dialect, rows, verdicts)
		if 100*agreed < 55*assessed {
			t.Errorf("%s assesses %d of %d pairs", dialect, agreed, assessed)
		}
	}
}

// dress changes how a text looks and nothing that it means.
func dress(random *rand.Rand, text string) string {
	spaces := []string{" ", "  ", "-", "_", "\t", "\u00a0", " ® "}
	text = strings.ReplaceAll(text, " ", spaces[random.IntN(len(spaces))])
	if random.IntN(2) == 0 {
		text = strings.ToUpper(text)
	}
	return text
}

// TestSQLSeesContradictions: rows that state different versions of one server.
func TestSQLSeesContradictions(t *testing.T) {
	const chat2010 = "Lync Server 2010 Group Chat API"
	rows := []sqlRow{
		{"a", chat2010, "CHAT01.contoso.example.", "Lync Server 2013"}, {"b", chat2010, "chat01.contoso.example", "5.0.8308.0"},
		{"c", chat2010, "chat02", "Lync Server 2013"}, {"d", chat2010, "chat02.contoso.example", "Lync Server 2010"},
		{"e", chat2010, "chat03.contoso.example", "Lync Server 2013"}, {"f", chat2010, "chat03.fabrikam.example", "Lync Server 2010"},
		{"g", chat2010, "chat04", "Lync Server 2013"}, {"h", chat2010, "https://chat04:5061/", "Lync Server 2010"},
		{"i", chat2010, "chat05", "Lync Server 2013"}, {"j", chat2010, "chat05", "Lync 2010 with hotfixes of spring"},
		{"k", chat2010, "chat06", "Lync Server 2013"}, {"l", chat2010, "chat06", "n/a"}, {"m", chat2010, "chat06", ""},
		{"n", chat2010, "chat07;chat08", "Lync Server 2013"}, {"o", chat2010, "chat08", "Lync Server 2010"},
		{"p", chat2010, "", "Lync Server 2013"}, {"q", "", "chat09", "Lync Server 2013"}, {"r", chat2010, "chat09", "Skype for Business Server 2015"},
		{"s", "it's \"quoted\", ok", "chat10", "Lync"}, {"", chat2010, "chat11", "Lync Server 2010"},
	}
	want := map[string]string{
		"a": "may-be-compatible", "b": "may-be-compatible", "c": "contradictory", "d": "contradictory", "e": "may-be-compatible", "f": "compatible-by-design",
		"g": "unrecognised", "h": "unrecognised", "i": "unrecognised", "j": "unrecognised", "k": "may-be-compatible", "l": "missing", "m": "missing",
		"n": "unrecognised", "o": "unrecognised", "p": "missing", "q": "missing", "r": "outside-matrix", "s": "unrecognised", "": "compatible-by-design",
	}
	reasons := map[string]string{
		"g": "Another row may speak of this server: its server is not named by a plain host name",
		"h": "The server is not named by a plain host name",
		"i": "Another row states a version of the server that SQL does not recognise",
	}
	for dialect, verdicts := range judgeBySQL(t, rows) {
		compareVerdicts(t, "contradictions in "+dialect, rows, verdicts)
		for _, row := range rows {
			got := verdicts[row]
			if reason, named := reasons[row.Application]; named && got.Reason != reason {
				t.Errorf("%s: the reason of %+v is %q, want %q", dialect, row, got.Reason, reason)
			}
			if answer := got.Verdict; answer != want[row.Application] && (answer != "not-assessed" || got.Cause != want[row.Application] || got.Risk != "unknown") {
				t.Errorf("%s: %+v is %s %s (%s), want %s", dialect, row, got.Verdict, got.Cause, got.Reason, want[row.Application])
			}
		}
	}
}

// TestSQLLooksThroughLongNames: a name of a server is looked through up to a length,
// and beyond it may hold any other.
func TestSQLLooksThroughLongNames(t *testing.T) {
	const chat2010 = "Lync Server 2010 Group Chat API"
	for length, want := range map[int]string{sqlPlaces: "compatible-by-design", sqlPlaces + 1: "not-assessed"} {
		rows := []sqlRow{
			{"a", chat2010, "chat01", "Lync Server 2010"},
			{"b", chat2010, "?" + strings.Repeat("x", length-1), "Lync Server 2013"},
		}
		for dialect, verdicts := range judgeBySQL(t, rows) {
			if got := verdicts[rows[0]]; got.Verdict != want {
				t.Errorf("%s: beside a name of %d characters: %+v, want %s", dialect, length, got, want)
			}
		}
	}
}

// TestSQLDoesNotTrustOddServers: cells of servers that say more than a name, or write
// one oddly, take the servers that they may mean from the verdicts.
func TestSQLDoesNotTrustOddServers(t *testing.T) {
	const chat2010 = "Lync Server 2010 Group Chat API"
	for _, odd := range []sqlRow{
		{"b", chat2010, "ocs-2007-r2", "Lync Server 2013"}, {"b", chat2010, "5.0.8308", "Lync Server 2013"}, {"b", chat2010, "2010", "Lync Server 2013"},
		{"b", chat2010, "chat\u201301", "Lync Server 2013"}, {"b", chat2010, "\uff43hat-01", "Lync Server 2013"}, {"b", chat2010, "ch\ufeffat-01", "Lync Server 2013"},
		{"b", chat2010, "chat-01 (2013)", ""}, {"unknown", chat2010, "tbd", "Lync Server 2013"}, {"", chat2010, "--", "Lync Server 2013"}, {"", chat2010, "null", "Lync Server 2013"},
		{"b", chat2010, "k.A.", "Lync Server 2013"}, {"b", chat2010, "N/A.", "Lync Server 2013"}, {"", chat2010, "n.a.", "Lync Server 2013"},
	} {
		rows := []sqlRow{{"a", chat2010, "chat-01", "Lync Server 2010"}, odd}
		for dialect, verdicts := range judgeBySQL(t, rows) {
			if got := verdicts[odd]; got.Verdict != "not-assessed" {
				t.Errorf("%s: %+v is %s", dialect, odd, got.Verdict)
			}
			audited := auditRows(t, rows)
			if got := verdicts[rows[0]]; got.Verdict != "not-assessed" && (got.Verdict != audited[0].Key() || got.Verdict != "compatible-by-design") {
				t.Errorf("%s: beside %+v, chat-01 is %s, in the audit %s", dialect, odd, got.Verdict, audited[0].Key())
			}
		}
	}
}

// TestSQLKnowsNamesThatAreNone: what stands where a server has no name is no host, with
// whatever signs around it.
func TestSQLKnowsNamesThatAreNone(t *testing.T) {
	const chat2010 = "Lync Server 2010 Group Chat API"
	rows := []sqlRow{{"a", chat2010, "chat-01", "Lync Server 2010"}}
	for i, word := range append(inventory.NoNames(), "", ".", "-.-", "_") {
		for j, name := range []string{word, strings.ToUpper(word) + ".", "-" + word, "_" + word + "..", word + "-."} {
			rows = append(rows, sqlRow{fmt.Sprintf("a%dx%d", i, j), chat2010, name, "Lync Server 2013"}, sqlRow{"", chat2010, name, "Lync Server 2013"})
		}
	}
	rows = distinct(rows)
	for dialect, verdicts := range judgeBySQL(t, rows) {
		compareVerdicts(t, "names that are none in "+dialect, rows, verdicts)
		if got := verdicts[rows[0]]; got.Verdict != "compatible-by-design" {
			t.Errorf("%s: beside them, %+v is %s", dialect, rows[0], got.Verdict)
		}
	}
}

// distinct leaves out rows that stand before.
func distinct(rows []sqlRow) []sqlRow {
	seen := map[sqlRow]bool{}
	return slices.DeleteFunc(rows, func(r sqlRow) bool {
		defer func() { seen[r] = true }()
		return seen[r]
	})
}

// compareVerdicts holds SQL to its promise: the audit's verdict of the same
// rows, or not assessed. It counts what the audit assesses, and of that what
// SQL does.
func compareVerdicts(t *testing.T, name string, rows []sqlRow, verdicts map[sqlRow]sqlVerdict) (assessed, agreed int) {
	t.Helper()
	audited := auditRows(t, rows)
	for i, row := range rows {
		got, ok := verdicts[row]
		want := audited[i].Key()
		if !ok || got.Verdict != "not-assessed" && got.Verdict != want {
			t.Errorf("%s: judges %+v %q (%s), the audit %s", name, row, got.Verdict, got.Reason, want)
		}
		if audited[i] != audit.NotAssessed {
			assessed++
			if got.Verdict == want {
				agreed++
			}
		}
	}
	t.Logf("%s: %d rows, the audit assesses %d, SQL %d of these", name, len(rows), assessed, agreed)
	return assessed, agreed
}

// auditRows is what the audit says of each row of an inventory.
func auditRows(t *testing.T, rows []sqlRow) []audit.Verdict {
	t.Helper()
	var text bytes.Buffer
	w := csv.NewWriter(&text)
	lines := map[int]int{} // the row that begins at a line
	write := func(cells ...string) {
		if err := w.Write(cells); err != nil {
			t.Fatal(err)
		}
		w.Flush()
	}
	write("Application", "API version", "Server", "Server version")
	for i, row := range rows {
		lines[1+bytes.Count(text.Bytes(), []byte("\n"))] = i
		write(row.Application, row.API, row.Server, row.Version)
	}
	verdicts := make([]audit.Verdict, len(rows))
	for _, f := range auditFile(t, "rows.csv", text.Bytes()) {
		for _, at := range append(f.Also, f.At) {
			verdicts[lines[at.Row]] = f.Verdict
		}
	}
	return verdicts
}

func auditFile(t *testing.T, name string, data []byte) []audit.Finding {
	t.Helper()
	in := inventory.Input{Name: name, Size: int64(len(data)), ReaderAt: bytes.NewReader(data)}
	estate, err := inventory.Load(context.Background(), []inventory.Input{in}, inventory.Options{})
	if err != nil {
		t.Fatal(err)
	}
	var findings []audit.Finding
	_, err = audit.Rules{}.Run(context.Background(), estate, func(block []audit.Finding) error {
		for _, f := range block {
			findings = append(findings, keep(f))
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return findings
}

// corpusTexts are the texts that package inventory is tested with, those that
// no command line takes left out.
func corpusTexts(t *testing.T, name string) []string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("..", "inventory", "testdata", "names", name))
	if err != nil {
		t.Fatal(err)
	}
	var texts []string
	for line := range strings.Lines(string(data)) {
		cell, _, _ := strings.Cut(line, "\t")
		text, err := strconv.Unquote(`"` + strings.ReplaceAll(cell, `"`, `\"`) + `"`)
		if err == nil && !strings.HasPrefix(cell, "//") && !strings.ContainsAny(text, "\x00\r\n") {
			texts = append(texts, text)
		}
	}
	return texts
}

// FuzzSQLSpellings: what folds to a known spelling, the audit reads likewise.
func FuzzSQLSpellings(f *testing.F) {
	known := map[[2]string][]string{}
	random := rand.New(rand.NewPCG(7, 8))
	for i, row := range sqlSpellings() {
		known[[2]string{row[0], row[1]}] = row
		if i%16 == 0 {
			f.Add(dress(random, row[1]))
		}
	}
	f.Fuzz(func(t *testing.T, text string) {
		folded := sqlFold(text)
		if row, ok := known[[2]string{"api", folded}]; ok {
			if r := inventory.ParseAPI(text); r.Version.Key() != row[2] || r.Cause.Key() != row[3] {
				t.Errorf("API %q is %q %q in SQL and %q %q in the audit", text, row[2], row[3], r.Version.Key(), r.Cause.Key())
			}
		}
		if row, ok := known[[2]string{"server", folded}]; ok {
			if r := inventory.ParseServerVersion(text); r.Version.Key() != row[2] || r.Cause.Key() != row[3] {
				t.Errorf("server version %q is %q %q in SQL and %q %q in the audit", text, row[2], row[3], r.Version.Key(), r.Cause.Key())
			}
		}
	})
}

func TestSQLDialectsAreComplete(t *testing.T) {
	for _, dialect := range SQLDialects() {
		var text bytes.Buffer
		if err := writeMatrixSQL(&text, dialect); err != nil {
			t.Fatal(err)
		}
		for _, name := range append(sqlViews, sqlTables...) {
			if !strings.Contains(text.String(), "\nCREATE VIEW "+name+" AS") && !strings.Contains(text.String(), "\nCREATE TABLE "+name+" (") {
				t.Errorf("%s: %s is missing", dialect, name)
			}
		}
		if strings.ContainsAny(text.String(), "{}") || !strings.Contains(text.String(), audit.MatrixSHA256()) {
			t.Errorf("%s: a place is not filled in", dialect)
		}
	}
	if writeMatrixSQL(&bytes.Buffer{}, "tsql") == nil {
		t.Error("an unknown dialect is accepted")
	}
}
