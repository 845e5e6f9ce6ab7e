package report

import (
	"bytes"
	"encoding/xml"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"chatcompat/audit"

	"github.com/google/go-cmp/cmp"
)

// TestJUnitIsValid checks results of every sample against the schema of
// Jenkins' reader.
func TestJUnitIsValid(t *testing.T) {
	schema := filepath.Join("testdata", "schemas", "junit-10.xsd")
	format, _ := FormatByName("junit")
	for _, s := range samples() {
		text := render(t, format, s.meta, s.findings, summarise(s.findings))
		file := filepath.Join(t.TempDir(), s.name+".xml")
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		if !foreignProgram(t, "xmllint", "libxml2-utils") {
			return
		}
		if out, err := exec.Command("xmllint", "--noout", "--nonet", "--schema", schema, file).CombinedOutput(); err != nil {
			t.Errorf("%s: %v\n%s", s.name, err, out)
		}
	}
}

// foreignProgram reports whether a program that checks our output is installed.
// Where it must be and is not, the test fails.
func foreignProgram(t *testing.T, name, debianPackage string) bool {
	t.Helper()
	_, err := exec.LookPath(name)
	switch {
	case err == nil:
		return true
	case os.Getenv("CHATCOMPAT_NEED_OFFICE") == "1":
		t.Fatalf("%s is missing; install %s, or unset CHATCOMPAT_NEED_OFFICE", name, debianPackage)
	}
	t.Logf("%s is missing (%s); what needs it was not checked", name, debianPackage)
	return false
}

// junitResult is what a reader of results sees.
type junitResult struct {
	Tests    int `xml:"tests,attr"`
	Failures int `xml:"failures,attr"`
	Errors   int `xml:"errors,attr"`
	Suites   []struct {
		Tests     int    `xml:"tests,attr"`
		Failures  int    `xml:"failures,attr"`
		Skipped   int    `xml:"skipped,attr"`
		Timestamp string `xml:"timestamp,attr"`
		Cases     []struct {
			Class   string    `xml:"classname,attr"`
			Name    string    `xml:"name,attr"`
			Failure *junitMsg `xml:"failure"`
			Skipped *junitMsg `xml:"skipped"`
			Out     string    `xml:"system-out"`
		} `xml:"testcase"`
	} `xml:"testsuite"`
}

type junitMsg struct {
	Type    string `xml:"type,attr"`
	Message string `xml:"message,attr"`
}

func readJUnit(t *testing.T, text string) junitResult {
	t.Helper()
	var r junitResult
	if err := xml.Unmarshal([]byte(text), &r); err != nil {
		t.Fatalf("%v in\n%s", err, text)
	}
	return r
}

// TestJUnitVerdicts holds every case to the verdict of its pair, and the counts to the cases.
func TestJUnitVerdicts(t *testing.T) {
	meta, findings, summary := fixture()
	format, _ := FormatByName("junit")
	for _, show := range []Show{ShowDefault, ShowRisky} {
		meta.Show = show
		var listed []audit.Finding
		for _, f := range findings {
			if show.lists(&f) {
				listed = append(listed, f)
			}
		}
		r := readJUnit(t, render(t, format, meta, findings, summary))
		suite := r.Suites[0]
		got := []int{r.Tests, r.Failures, r.Errors, suite.Tests, suite.Failures, suite.Skipped}
		bad, unknown := summary.Verdicts[audit.Incompatible], summary.Verdicts[audit.NotAssessed]
		if want := []int{len(listed), bad, 0, len(listed), bad, unknown}; !cmp.Equal(got, want) {
			t.Fatalf("counts are %v, want %v", got, want)
		}
		for i, f := range listed {
			c := suite.Cases[i]
			var got audit.Verdict
			switch {
			case c.Failure != nil && c.Failure.Message == visible(f.Reason) && c.Failure.Type == "incompatible":
				got = audit.Incompatible
			case c.Skipped != nil && c.Skipped.Message == visible(f.Reason) && c.Skipped.Type == f.Cause.Key():
				got = audit.NotAssessed
			case strings.HasPrefix(c.Out, "Warning: May be compatible: "):
				got = audit.MayBeCompatible
			case strings.HasPrefix(c.Out, "Compatible by design: "):
				got = audit.CompatibleByDesign
			case strings.HasPrefix(c.Out, "Compatible: "):
				got = audit.Compatible
			}
			if got != f.Verdict || c.Class != visible(f.Application) || c.Name != visible(f.Application)+" → "+visible(f.Server) {
				t.Errorf("case %d is %+v, want %s of %q on %q", i, c, f.Verdict, f.Application, f.Server)
			}
		}
	}
}

func TestJUnitNamesAreUnique(t *testing.T) {
	meta, findings, summary := fixture()
	twice := append([]audit.Finding(nil), findings[3], findings[6], findings[3], findings[15])
	for i := range twice {
		twice[i].Application, twice[i].Server = "Shift handover", "chat01"
	}
	twice[2].Key = "kother"
	twice[3].Application, twice[3].Server = "", ""
	format, _ := FormatByName("junit")
	var got []string
	for _, c := range readJUnit(t, render(t, format, meta, twice, summary)).Suites[0].Cases {
		got = append(got, c.Name)
	}
	want := []string{
		"Shift handover → chat01",
		"Shift handover → chat01: OCS 2007 R2 Group Chat API on Lync Server 2013",
		"Shift handover → chat01: Lync Server 2010 Group Chat API on Lync Server 2013",
		"(no application) → (no server)",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func FuzzJUnitText(f *testing.F) {
	for _, s := range []string{"plain", "a\x00b\x1b[31m", "\ufffe\uffff\U0001ffff", "]]>&<\"'", "\xff\xfe", "x\u202ey\r\nz"} {
		f.Add(s)
	}
	meta, findings, summary := fixture()
	format, _ := FormatByName("junit")
	f.Fuzz(func(t *testing.T, text string) {
		one := findings[1]
		one.Application, one.Reason, one.Remedy = text, text, text
		meta.Title = text
		out := render(t, format, meta, []audit.Finding{one}, summary)
		c := readJUnit(t, out).Suites[0].Cases[0]
		if c.Failure == nil || c.Failure.Message != visible(text) || bytes.ContainsRune([]byte(c.Name), '\n') {
			t.Errorf("%q is read back as %+v", text, c)
		}
	})
}
