package main

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"

	"chatcompat/audit"
	"chatcompat/inventory"
	"chatcompat/report"
	"chatcompat/samples"
)

// inSamples makes a folder with the samples the current one.
func inSamples(t *testing.T) {
	t.Helper()
	t.Chdir(t.TempDir())
	t.Setenv("COLUMNS", "100")
	for _, sample := range samples.Files() {
		writeTestFile(t, sample.Name, string(sample.Data))
	}
}

func writeTestFile(t *testing.T, name, text string) {
	t.Helper()
	if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

// runOK runs the program, which must audit, and gives its exit code and output.
func runOK(t *testing.T, args ...string) (int, string) {
	t.Helper()
	var out, errOut bytes.Buffer
	code := run(context.Background(), args, streams{in: strings.NewReader(""), out: &out, err: &errOut})
	if code == exitUsage || code == exitFailed {
		t.Fatalf("chatcompat %s: exit code %d, %s", strings.Join(args, " "), code, errOut.String())
	}
	return code, out.String()
}

func readTestFile(t *testing.T, name string) []byte {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// TestReportRendersAsTheAuditWould compares the bytes of every format.
func TestReportRendersAsTheAuditWould(t *testing.T) {
	inSamples(t)
	for i, test := range []struct{ audit, shared []string }{
		{nil, nil},
		{nil, []string{"--show", "all", "--columns", "application,verdict,server", "--sort", "server"}},
		{nil, []string{"--title", "For the board", "--prepared-for", "Board", "--as-of", "2026-02-03", "--width", "60", "--color", "always"}},
		{nil, []string{"--show", "mixed", "--fail-on", "never"}},
		{[]string{"--where", "owner=*", "--as-of", "2026-01-02", "--columns", "api,key", "--sort", "api", "--title", "Mine"}, nil},
	} {
		every := []string{"estate.xlsx"}
		if i == 0 {
			every = append(every, "small.csv", "messy.xlsx")
		}
		for _, sample := range every {
			saved := fmt.Sprintf("%d-%s.json", i, sample)
			runOK(t, slices.Concat([]string{"audit", sample, "-o", saved}, test.audit)...)
			var filesA, filesB []string
			for _, format := range report.Formats {
				if format.New == nil {
					continue // made of a file of the user's
				}
				filesA = append(filesA, "-o", format.Name+"=a."+format.Name)
				filesB = append(filesB, "-o", format.Name+"=b."+format.Name)
			}
			compare := func(what string, outA, outB []string) {
				codeA, a := runOK(t, slices.Concat([]string{"audit", sample, "--force"}, test.audit, test.shared, outA)...)
				codeB, b := runOK(t, slices.Concat([]string{"report", saved, "--force"}, test.shared, outB)...)
				if codeA != codeB || a != b {
					t.Errorf("%s %v %v %s: audit exits with %d, report with %d; they print\n%s\n%s", sample, test.audit, test.shared, what, codeA, codeB, a, b)
				}
			}
			compare("table", nil, nil)
			compare("files", filesA, filesB)
			for _, format := range report.Formats {
				if format.New != nil && !bytes.Equal(readTestFile(t, "a."+format.Name), readTestFile(t, "b."+format.Name)) {
					t.Errorf("%s %v %v: the files of format %s differ", sample, test.audit, test.shared, format.Name)
				}
			}
		}
	}
}

// Two sites: duplicates, a server with two versions, another one of which one
// site says nothing, two builds of one application.
const (
	siteA = `Application,API version,Server,Server version,Owner
Ticker,Lync Server 2013 Persistent Chat API,chat01.example,Lync Server 2013,Payments
Relay,Lync Server 2010 Group Chat API,chat02.example,Lync Server 2010,Payments
Board,Lync Server 2010 Group Chat API,chat02.example,Lync Server 2010,Desk
Board,Lync Server 2010 Group Chat API,chat02.example,Lync Server 2010,Desk
Vague,Lync Server 2010 Group Chat API,chat03.example,,Desk
Alarm,Lync Server 2010 Group Chat API,chat04.example,Skype for Business Server 2015,Desk
`
	siteB = `Application,API version,Server,Server version,Owner
ticker,Lync Server 2013 Persistent Chat API,CHAT01.example,Lync 2013,Trading
Relay,Lync Server 2010 Group Chat API,chat02.example,Lync Server 2013,Payments
Ticker,Lync Server 2010 Group Chat API,chat01.example,Lync Server 2013,Payments
Vague,Lync Server 2010 Group Chat API,chat03.example,Lync Server 2010,Desk
Alarm,Lync Server 2010 Group Chat API,chat04.example,Lync Server 2010,Desk
`
)

// TestMergedSitesAreOneEstate: merging the results of two sites says the same
// as auditing both inventories together.
func TestMergedSitesAreOneEstate(t *testing.T) {
	t.Chdir(t.TempDir())
	writeTestFile(t, "a.csv", siteA)
	writeTestFile(t, "b.csv", siteB)
	runOK(t, "audit", "a.csv", "-o", "a.json")
	runOK(t, "audit", "b.csv", "-o", "b.json")
	code, _ := runOK(t, "report", "a.json", "b.json", "-o", "merged.json")
	together, _ := runOK(t, "audit", "a.csv", "b.csv", "-o", "together.json")
	if code != together {
		t.Errorf("exit code %d, want %d", code, together)
	}
	got, want := readTestResult(t, "merged.json"), readTestResult(t, "together.json")
	for _, findings := range [][]audit.Finding{got.Findings, want.Findings} {
		for i := range findings {
			findings[i].Problems = nil // which finding shows a problem of the whole server is not compared
		}
	}
	if !reflect.DeepEqual(got.Findings, want.Findings) {
		for i := range want.Findings {
			if i < len(got.Findings) && !reflect.DeepEqual(got.Findings[i], want.Findings[i]) {
				t.Errorf("finding %d:\n%+v\nwant\n%+v", i, got.Findings[i], want.Findings[i])
			}
		}
		t.Errorf("%d findings, want %d", len(got.Findings), len(want.Findings))
	}
	for _, s := range []*audit.Summary{&got.Summary, &want.Summary} {
		for i := range s.Advisories {
			s.Advisories[i] = audit.FiredAdvisory{Advisory: s.Advisories[i].Advisory} // order and subjects are each site's
		}
	}
	if !reflect.DeepEqual(got.Summary, want.Summary) {
		t.Errorf("summary %+v, want %+v", got.Summary, want.Summary)
	}
	if !reflect.DeepEqual(got.Meta.Files, want.Meta.Files) {
		t.Errorf("files %+v, want %+v", got.Meta.Files, want.Meta.Files)
	}
	said := []string{
		`a.csv:3:54: "Lync Server 2010 / Lync Server 2013": server "chat02.example" has two versions: a.csv:3:54 says Lync Server 2010, b.csv:3:54 says Lync Server 2013; correct the wrong one`,
		`b.csv:2:1: Owner "Trading": the pair repeats a.csv:2:1, which says "Payments" here; the first one's value is used`,
		`b.csv:4:8: API version "Lync Server 2010 Group Chat API": b.csv:2:8 gives the application another API, Lync Server 2013 Persistent Chat API; each is judged as a build of its own, correct the wrong one if there are no two`,
		`b.csv:6:54: "Lync Server 2010 / Skype for Business Server 2015": server "chat04.example" has two versions: b.csv:6:54 says Lync Server 2010, a.csv:7:54 says Skype for Business Server 2015; correct the wrong one`,
	}
	if problems := sortedProblems(got.Meta.Problems); !slices.Equal(problems, said) {
		t.Errorf("problems\n%s\nwant\n%s", strings.Join(problems, "\n"), strings.Join(said, "\n"))
	}
}

func readTestResult(t *testing.T, name string) *report.Result {
	t.Helper()
	result, err := report.ReadResult(readTestFile(t, name))
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return result
}

func sortedProblems(problems []inventory.Problem) []string {
	var all []string
	for _, p := range problems {
		all = append(all, p.String())
	}
	slices.Sort(all)
	return all
}

// TestMergedFilesOfOneNameStayApart: two sites call their inventories alike.
func TestMergedFilesOfOneNameStayApart(t *testing.T) {
	t.Chdir(t.TempDir())
	writeTestFile(t, "estate.csv", siteA)
	runOK(t, "audit", "estate.csv", "-o", "leeds.json", "--as-of", "2026-03-01")
	writeTestFile(t, "estate.csv", siteB)
	runOK(t, "audit", "estate.csv", "-o", "london.json", "--as-of", "2026-04-01", "--where", "owner=*")
	runOK(t, "report", "leeds.json", "london.json", "-o", "both.json")
	both := readTestResult(t, "both.json")
	if got := []string{both.Meta.Files[0].Path, both.Meta.Files[1].Path}; !slices.Equal(got, []string{"leeds.json/estate.csv", "london.json/estate.csv"}) {
		t.Errorf("files %v", got)
	}
	if at := both.Findings[0].Also[0].String(); at != "london.json/estate.csv:2:1" {
		t.Errorf("the duplicate is at %s", at)
	}
	if day := both.Meta.AsOf.Format("2006-01-02"); day != "2026-04-01" {
		t.Errorf("as of %s", day)
	}
	said := strings.Join(sortedProblems(both.Meta.Problems), "\n")
	if !strings.Contains(said, `leeds.json: "2026-03-01": the result speaks of an earlier day than this report, 2026-04-01`) {
		t.Errorf("the earlier day is not said:\n%s", said)
	}
	if want := []report.Option{{Name: "where", Value: "london.json: owner=*"}}; !reflect.DeepEqual(both.Meta.Options, want) {
		t.Errorf("options %v, want %v", both.Meta.Options, want)
	}
	for _, file := range both.Meta.Files {
		for _, table := range file.Tables {
			if table.Accounting.Total() != table.Rows {
				t.Errorf("%s: %d rows, %d accounted for", file.Path, table.Rows, table.Accounting.Total())
			}
		}
	}
	if paired := both.Meta.Files[1].Tables[0].Accounting; paired.Duplicate != 1 || paired.Paired != 4 {
		t.Errorf("accounting %+v", paired)
	}
}

// TestMergedSitesOfOtherRulesAreTold: one site is judged with an own matrix, the other without.
func TestMergedSitesOfOtherRulesAreTold(t *testing.T) {
	t.Chdir(t.TempDir())
	writeTestFile(t, "a.csv", siteA)
	writeTestFile(t, "b.csv", siteB)
	writeTestFile(t, "own.csv", "api,server,verdict,reason\nLync Server 2010 Group Chat API,Lync Server 2013,incompatible,not certified\n")
	runOK(t, "audit", "a.csv", "-o", "a.json")
	runOK(t, "audit", "b.csv", "-o", "b.json", "--matrix", "own.csv")
	runOK(t, "report", "a.json", "b.json", "-o", "merged.json")
	said := strings.Join(sortedProblems(readTestResult(t, "merged.json").Meta.Problems), "\n")
	if want := `a.json: "no own matrix": the result is judged by other rules than those of this report, own.csv`; strings.Count(said, "other rules") != 1 || !strings.Contains(said, want) {
		t.Errorf("want %s in\n%s", want, said)
	}
}

// TestVerdictsOfMergedSites names what must hold, whatever the audit does.
func TestVerdictsOfMergedSites(t *testing.T) {
	t.Chdir(t.TempDir())
	writeTestFile(t, "a.csv", siteA)
	writeTestFile(t, "b.csv", siteB)
	runOK(t, "audit", "a.csv", "-o", "a.json")
	runOK(t, "audit", "b.csv", "-o", "b.json")
	runOK(t, "report", "a.json", "b.json", "-o", "merged.json")
	for _, f := range readTestResult(t, "merged.json").Findings {
		contradictory := f.ServerKey == "chat02.example" || f.ServerKey == "chat04.example"
		if contradictory && (f.Verdict != audit.NotAssessed || f.Cause != inventory.Contradictory ||
			!strings.Contains(f.Reason, "a.csv:") || !strings.Contains(f.Reason, "b.csv:")) {
			t.Errorf("%s %s: %s, %s", f.At, f.Server, f.Verdict, f.Reason)
		}
	}
}
