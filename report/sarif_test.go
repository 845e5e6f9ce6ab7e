package report

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"chatcompat/audit"
	"chatcompat/inventory"

	"github.com/google/go-cmp/cmp"
	"github.com/santhosh-tekuri/jsonschema/v6"
)

func sarifSchema(t *testing.T) *jsonschema.Schema {
	t.Helper()
	file, err := os.Open(filepath.Join("testdata", "schemas", "sarif-2.1.0.json"))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	document, err := jsonschema.UnmarshalJSON(file)
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	c.AssertFormat()
	if err := c.AddResource("sarif.json", document); err != nil {
		t.Fatal(err)
	}
	return c.MustCompile("sarif.json")
}

func TestSARIFIsValid(t *testing.T) {
	schema := sarifSchema(t)
	format, _ := FormatByName("sarif")
	for _, s := range samples() {
		for _, show := range []Show{ShowDefault, ShowAll, ShowMixed} {
			s.meta.Show = show
			document, err := jsonschema.UnmarshalJSON(strings.NewReader(render(t, format, s.meta, s.findings, summarise(s.findings))))
			if err != nil {
				t.Fatalf("%s: %v", s.name, err)
			}
			if err := schema.Validate(document); err != nil {
				t.Errorf("%s: %v", s.name, err)
			}
		}
	}
	if schema.Validate(map[string]any{"version": "2.1.0", "runs": []any{map[string]any{}}}) == nil {
		t.Error("the schema accepts a run without a tool")
	}
}

// sarifRead is what a reader of SARIF sees.
type sarifRead struct {
	Runs []struct {
		Tool        sarifTool
		Invocations []sarifInvocation
		Results     []sarifResult
	}
}

func readSARIF(t *testing.T, text string) sarifRead {
	t.Helper()
	var r sarifRead
	if err := json.Unmarshal([]byte(text), &r); err != nil {
		t.Fatal(err)
	}
	return r
}

// TestSARIFResults compares what every result says of its pair.
func TestSARIFResults(t *testing.T) {
	meta, findings, summary := fixture()
	findings[0].At = inventory.Pos{File: `C:\Inventories\my estate.xlsx`, Sheet: "Chat servers", Row: 12, Col: 1}
	findings[3].Fields = findings[3].Fields[:0:0]
	findings[3].Risk = audit.LowRisk
	meta.Show = ShowAll
	format, _ := FormatByName("sarif")
	for i := range findings {
		findings[i].Advisories = nil
	}
	findings[6].Advisories = []string{"CC101", "CC999"}
	run := readSARIF(t, render(t, format, meta, findings, summary)).Runs[0]
	var got []string
	for _, r := range run.Results {
		rule := run.Tool.Driver.Rules[r.RuleIndex]
		place := r.Locations[0].Physical
		line := "no line"
		if place.Region != nil {
			line = fmt.Sprintf("line %d", place.Region.StartLine)
		}
		if rule.ID != r.RuleID || r.Fingerprints["primaryLocationLineHash"] == "" {
			t.Errorf("result %+v has rule %s", r, rule.ID)
		}
		got = append(got, strings.Join([]string{r.RuleID, r.Level, r.Kind, place.Artifact.URI, line}, " "))
	}
	want := []string{
		"compatible-by-design none pass file:///C:/Inventories/my%20estate.xlsx no line",
		"incompatible error fail estate.csv line 3",
		"incompatible error fail estate.csv line 4",
		"may-be-compatible note fail estate.csv line 5",
		"compatible-by-design none pass estate.csv line 6",
		"compatible none pass estate.csv line 7",
		"may-be-compatible warning fail estate.csv line 8",
		"CC101 note fail estate.csv line 8",
		"compatible none pass estate.csv line 9",
		"compatible-by-design none pass estate.csv line 10",
	}
	for line := 11; line <= 16; line++ {
		want = append(want, fmt.Sprintf("not-assessed warning fail estate.csv line %d", line))
	}
	want = append(want, "incompatible error fail estate.csv line 17")
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if text := run.Results[0].Message.Text; !strings.Contains(text, "'Chat servers'!A12") {
		t.Errorf("message %q does not name sheet and cell", text)
	}
	if text := run.Results[16].Message.Text; strings.ContainsAny(text, "\x1b\u202e") || !strings.Contains(text, `\u202e`) {
		t.Errorf("message %q holds what a viewer obeys", text)
	}
}

func TestFileURI(t *testing.T) {
	for path, want := range map[string]string{
		"estate.csv":                   "estate.csv",
		`sites\Zürich #1\estate.csv`:   "sites/Z%C3%BCrich%20%231/estate.csv",
		"../a b/50%.csv":               "../a%20b/50%25.csv",
		`C:\Data\estate.csv`:           "file:///C:/Data/estate.csv",
		"c:/Data/estate.csv":           "file:///c:/Data/estate.csv",
		`\\files\share\my estate.xlsx`: "file://files/share/my%20estate.xlsx",
		"/srv/estate.csv":              "file:///srv/estate.csv",
		"a:b.csv":                      "./a:b.csv",
		"-":                            "-",
		"what?.csv":                    "what%3F.csv",
		"https://intranet/estate.csv":  "./https://intranet/estate.csv",
	} {
		if got := fileURI(path); got != want {
			t.Errorf("fileURI(%q) = %q, want %q", path, got, want)
		}
	}
}

// TestSARIFKeepsGitHubsBounds writes more results than an upload may hold, of
// which the mildest must go, and says so.
func TestSARIFKeepsGitHubsBounds(t *testing.T) {
	meta, fixed, _ := fixture()
	var findings []audit.Finding
	for i := range 26_000 {
		f := fixed[10] // a warning
		if i%2 == 1 {
			f = fixed[1] // an error
		}
		f.Key = fmt.Sprintf("k%05d", i)
		findings = append(findings, f)
	}
	format, _ := FormatByName("sarif")
	run := readSARIF(t, render(t, format, meta, findings, summarise(findings))).Runs[0]
	levels := map[string]int{}
	for i, r := range run.Results {
		levels[r.Level]++
		if i > 0 && r.Fingerprints["primaryLocationLineHash"] <= run.Results[i-1].Fingerprints["primaryLocationLineHash"] {
			t.Fatalf("result %d is out of order", i)
		}
	}
	if want := map[string]int{"error": 13_000, "warning": 12_000}; !cmp.Equal(levels, want) {
		t.Errorf("levels are %v, want %v", levels, want)
	}
	if text := run.Invocations[0].Notifications[0].Message.Text; !strings.HasPrefix(text, "1000 results of 26000 left out") {
		t.Errorf("the first notification is %q", text)
	}
}

// TestSARIFKeepsTheSizeOfAnUpload writes fewer, but incompressible results.
func TestSARIFKeepsTheSizeOfAnUpload(t *testing.T) {
	meta, fixed, _ := fixture()
	random := rand.New(rand.NewPCG(1, 2))
	noise := func() string {
		text := make([]byte, 60_000)
		for i := range text {
			text[i] = "abcdefghijklmnopqrstuvwxyz0123456789"[random.IntN(36)]
		}
		return string(text)
	}
	var findings []audit.Finding
	for range 300 {
		f := fixed[1]
		f.Reason = noise()
		findings = append(findings, f)
	}
	format, _ := FormatByName("sarif")
	text := render(t, format, meta, findings, summarise(findings))
	run := readSARIF(t, text).Runs[0]
	if size := gzipSize([]byte(text)); size > sarifMaxGzip || len(run.Results) < 200 {
		t.Errorf("%d results make %d bytes, want at most %d bytes and most of the results", len(run.Results), size, sarifMaxGzip)
	}
	want := fmt.Sprintf("%d results of 300 left out", 300-len(run.Results))
	if text := run.Invocations[0].Notifications[0].Message.Text; !strings.HasPrefix(text, want) {
		t.Errorf("the first notification is %q, want %q", text, want)
	}
}

// TestSARIFLeavesRoomForResults: what an advisory applies to must not take the place
// of the results, however many pairs there are.
func TestSARIFLeavesRoomForResults(t *testing.T) {
	meta, findings, summary := fixture()
	var keys []string
	for i := range 2_000_000 {
		keys = append(keys, fmt.Sprintf("k%015x", uint64(i)*0x9e3779b97f4a7c15>>4))
	}
	advisory, _ := audit.AdvisoryByID("CC201")
	summary.Advisories = []audit.FiredAdvisory{{Advisory: advisory, Applies: keys, Subjects: keys[:sarifMaxListed]}}
	format, _ := FormatByName("sarif")
	text := render(t, format, meta, findings, summary)
	var document struct {
		Runs []struct {
			Properties struct{ Advisories []jsonAdvisory }
		}
	}
	if err := json.Unmarshal([]byte(text), &document); err != nil {
		t.Fatal(err)
	}
	got := document.Runs[0].Properties.Advisories[0]
	if !slices.Equal(got.Applies, keys[:sarifMaxListed]) || !slices.Equal(got.Subjects, keys[:sarifMaxListed]) {
		t.Errorf("%d pairs and %d subjects are listed, want the first %d", len(got.Applies), len(got.Subjects), sarifMaxListed)
	}
	run := readSARIF(t, text).Runs[0]
	if len(run.Results) < len(findings) {
		t.Errorf("%d results for %d findings", len(run.Results), len(findings))
	}
	want := "CC201: the properties of the run list the first 1000 of 2000000 pairs that it applies to; see -o json."
	if !slices.ContainsFunc(run.Invocations[0].Notifications, func(n sarifNotification) bool { return n.Message.Text == want }) {
		t.Errorf("no notification says %q", want)
	}
}

// TestSARIFNamesOwnRulesAsSuch: the vendor did not say what own rules decide.
func TestSARIFNamesOwnRulesAsSuch(t *testing.T) {
	s := rulesSample()
	format, _ := FormatByName("sarif")
	text := render(t, format, s.meta, s.findings, s.summary())
	run := readSARIF(t, text).Runs[0]
	for _, r := range run.Results {
		rule := run.Tool.Driver.Rules[r.RuleIndex]
		decided, _ := r.Properties["rule"].(string)
		own, vendors := strings.HasPrefix(decided, "own rule own.csv:"), strings.Contains(rule.Full.Text+rule.Help.Text, "The vendor lists")
		if rule.ID != r.RuleID || r.RuleID[:2] != "CC" && own != strings.HasPrefix(r.RuleID, "own-rule-") || own && vendors {
			t.Errorf("%s, decided by %q, has the rule %+v", r.Message.Text, decided, rule)
		}
	}
	if n := strings.Count(text, `"ruleId":"own-rule-`); n != 3 {
		t.Errorf("%d results of own rules, want 3", n)
	}
}

// TestSARIFGivesNoColumns: columns of SARIF are characters, positions are bytes.
func TestSARIFGivesNoColumns(t *testing.T) {
	meta, findings, _ := fixture()
	format, _ := FormatByName("sarif")
	text := render(t, format, meta, findings[:1], summarise(findings[:1]))
	if strings.Contains(text, "startColumn") || !strings.Contains(text, "(byte 20 of the line)") || !strings.Contains(text, `"apiAt":"estate.csv:2:20"`) {
		t.Error(text)
	}
}

// TestSARIFRulesCoverVerdicts: a verdict or advisory without a rule would have no index.
func TestSARIFRulesCoverVerdicts(t *testing.T) {
	for _, v := range audit.Verdicts() {
		if sarifRuleIndex(v.Key()) < 0 {
			t.Errorf("verdict %s has no rule", v.Key())
		}
	}
	rules := (&sarifWriter{}).driver().Rules
	for _, a := range audit.Advisories() {
		if i := sarifRuleIndex(a.ID); rules[i].ID != a.ID {
			t.Errorf("advisory %s has the rule %s", a.ID, rules[i].ID)
		}
	}
}
