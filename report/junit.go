package report

import (
	"bytes"
	"cmp"
	"encoding/xml"
	"io"
	"strings"

	"chatcompat/audit"
	"chatcompat/inventory"
)

// junitWriter writes one suite with a test case for every pair, in input order:
// Incompatible fails, Not assessed is skipped, everything else passes and says
// more in its output. It does not depend on --fail-on. The counts stand before
// the cases, so the cases are kept, as text, until the last one is known.
type junitWriter struct {
	out     io.Writer
	meta    Meta
	cases   bytes.Buffer
	suite   junitSuite
	taken   map[[2]string]bool // class and name of the cases so far
	support support
}

// The elements of a JUnit result, as far as they are used.
type (
	junitSuites struct {
		XMLName  xml.Name   `xml:"testsuites"`
		Name     string     `xml:"name,attr"`
		Tests    int        `xml:"tests,attr"`
		Failures int        `xml:"failures,attr"`
		Errors   int        `xml:"errors,attr"`
		Suite    junitSuite `xml:"testsuite"`
	}
	junitSuite struct {
		Name       string          `xml:"name,attr"`
		Tests      int             `xml:"tests,attr"`
		Failures   int             `xml:"failures,attr"`
		Errors     int             `xml:"errors,attr"`
		Skipped    int             `xml:"skipped,attr"`
		Timestamp  string          `xml:"timestamp,attr"`
		Properties junitProperties `xml:"properties"`
		Cases      []byte          `xml:",innerxml"`
		SystemOut  string          `xml:"system-out,omitempty"`
		SystemErr  string          `xml:"system-err,omitempty"`
	}
	junitProperties struct {
		List []junitProperty `xml:"property"`
	}
	junitProperty struct {
		Name  string `xml:"name,attr"`
		Value string `xml:"value,attr"`
	}
	junitCase struct {
		XMLName   xml.Name      `xml:"testcase"`
		Class     string        `xml:"classname,attr"`
		Name      string        `xml:"name,attr"`
		Skipped   *junitProblem `xml:"skipped"`
		Failure   *junitProblem `xml:"failure"`
		SystemOut string        `xml:"system-out,omitempty"`
	}
	junitProblem struct {
		Type    string `xml:"type,attr"`
		Message string `xml:"message,attr"`
		Text    string `xml:",chardata"`
	}
)

func newJUnit(out io.Writer, meta Meta) Writer {
	return &junitWriter{out: out, meta: meta, taken: map[[2]string]bool{}, support: support{}}
}

// Write keeps the cases of a block.
func (w *junitWriter) Write(block []audit.Finding) error {
	w.support.add(block)
	enc := xml.NewEncoder(&w.cases)
	for i := range block {
		if !w.meta.Show.lists(&block[i]) {
			continue
		}
		w.cases.WriteString("\n")
		if err := enc.Encode(w.testCase(&block[i])); err != nil {
			return err
		}
	}
	return nil
}

// Close writes the suite with its counts, then the cases, then what the report
// has to say beside them.
func (w *junitWriter) Close(s audit.Summary) error {
	w.cases.WriteString("\n")
	w.suite.Name = visible(w.meta.Title)
	w.suite.Timestamp = w.meta.AsOf.Format("2006-01-02T15:04:05")
	w.suite.Properties.List = w.properties(s)
	w.suite.Cases = w.cases.Bytes()
	w.suite.SystemOut = w.accounting(s)
	w.suite.SystemErr = w.problems()
	var text bytes.Buffer
	text.WriteString(xml.Header)
	err := xml.NewEncoder(&text).Encode(junitSuites{
		Name: "chatcompat", Tests: w.suite.Tests, Failures: w.suite.Failures, Errors: w.suite.Errors, Suite: w.suite,
	})
	if err != nil {
		return err
	}
	text.WriteString("\n")
	// Attributes hold no line ends, so these are of texts, where they may stand as they are.
	_, err = w.out.Write(bytes.ReplaceAll(text.Bytes(), []byte("&#xA;"), []byte("\n")))
	return err
}

// testCase counts a pair and makes its case.
func (w *junitWriter) testCase(f *audit.Finding) junitCase {
	c := junitCase{Class: junitClass(f), Name: w.name(f)}
	w.suite.Tests++
	switch f.Verdict {
	case audit.Incompatible:
		w.suite.Failures++
		c.Failure = &junitProblem{f.Verdict.Key(), visible(f.Reason), junitDetails(f)}
	case audit.NotAssessed:
		w.suite.Skipped++
		c.Skipped = &junitProblem{f.Cause.Key(), visible(f.Reason), junitDetails(f)}
	case audit.MayBeCompatible:
		c.SystemOut = "Warning: " + junitDetails(f)
	default:
		c.SystemOut = junitDetails(f)
	}
	return c
}

func junitClass(f *audit.Finding) string {
	return visible(cmp.Or(f.Application, "(no application)"))
}

// name is application → server. Where another case has the name, for
// applications of two builds, the versions are added, and where that does not
// suffice the key: readers of results tell cases apart by nothing else.
func (w *junitWriter) name(f *audit.Finding) string {
	name := junitClass(f) + " → " + visible(cmp.Or(f.Server, "(no server)"))
	for _, more := range []string{"", ": " + visible(junitVersions(f)), ": " + f.Key} {
		id := [2]string{junitClass(f), name + more}
		if !w.taken[id] {
			w.taken[id] = true
			return id[1]
		}
	}
	return name
}

func junitVersions(f *audit.Finding) string {
	return versionWords(f.API.Version.String(), f.API.Written) + " on " +
		versionWords(f.ServerVersion.Version.String(), f.ServerVersion.Written)
}

// versionWords is a version by its name, or as written where it has none.
func versionWords(name, written string) string {
	switch {
	case name != "":
		return name
	case written != "":
		return inventory.Quote(written)
	}
	return "(not stated)"
}

// junitDetails is what a reader of a case needs to act, a line each.
func junitDetails(f *audit.Finding) string {
	lines := []string{
		f.Verdict.String() + ": " + f.Reason,
		junitVersions(f),
		"What to do: " + f.Remedy,
		"Risk: " + f.Risk.Key(),
	}
	if len(f.Advisories) > 0 {
		lines = append(lines, "Advisories: "+strings.Join(f.Advisories, ", "))
	}
	lines = append(lines, "Basis: "+f.Basis(), "Inventory: "+f.At.String())
	if len(f.Also) > 0 {
		lines = append(lines, placesColumn.Title+": "+placesColumn.Text(f))
	}
	return xmlLines(lines)
}

func (w *junitWriter) properties(s audit.Summary) []junitProperty {
	list := []junitProperty{
		{"tool", "chatcompat"},
		{"tool-version", w.meta.Version},
		{"as-of", w.meta.AsOf.Format(dayLayout)},
		{"outcome", Outcome(w.meta, s)},
	}
	for _, v := range audit.Verdicts() {
		list = append(list, junitProperty{"pairs " + v.Key(), count(s.Verdicts[v], "pair", "pairs")})
	}
	for _, o := range w.meta.Options {
		list = append(list, junitProperty{"option " + o.Name, o.Value})
	}
	for _, f := range w.meta.Files {
		list = append(list, junitProperty{"input " + f.Path, "sha256 " + f.SHA256})
	}
	for i := range list {
		list[i] = junitProperty{visible(list[i].Name), visible(list[i].Value)}
	}
	return list
}

// accounting says where the rows of all tables went.
func (w *junitWriter) accounting(s audit.Summary) string {
	lines := []string{Outcome(w.meta, s), countsLine(s)}
	for _, file := range w.meta.Files {
		for _, table := range file.Tables {
			lines = append(lines, accountingLine(file.Path, table))
		}
	}
	return xmlLines(append(lines, estateLines(w.meta, s, w.support)...))
}

func (w *junitWriter) problems() string {
	return xmlLines(each(w.meta.Problems, inventory.Problem.String))
}

func xmlLines(lines []string) string {
	return strings.Join(each(lines, visible), "\n")
}
