package report

import (
	"bytes"
	"encoding/xml"
	"io"
	"strings"

	"chatcompat/audit"
	"chatcompat/inventory"
)

// junitWriter writes one suite with a test case for every pair, in input order:
// Incompatible fails, Not assessed is skipped, everything else passes and says
// more in its output. It does not depend on --fail-on. The counts stand before
// the cases, so the cases are written when the last one is known.
type junitWriter struct {
	*listing
	out     io.Writer
	meta    Meta
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
)

func newJUnit(out io.Writer, meta Meta) Writer {
	return &junitWriter{newListingAsRead(meta, ShowAll), out, meta, support{}}
}

// Write keeps which findings of a block are listed.
func (w *junitWriter) Write(block []audit.Finding) error {
	w.support.add(block)
	w.listing.add(block)
	return nil
}

// junitPlace stands for the cases in what surrounds them: XML cannot hold it.
const junitPlace = "\x00"

// Close writes the suite with its counts, then the cases, then what the report
// has to say beside them.
func (w *junitWriter) Close(s audit.Summary) error {
	frame, err := w.frame(s)
	if err != nil {
		return err
	}
	before, after, _ := bytes.Cut(frame, []byte(junitPlace))
	if _, err := w.out.Write(before); err != nil {
		return err
	}
	if err := w.cases(); err != nil {
		return err
	}
	_, err = w.out.Write(append(after, '\n'))
	return err
}

// frame is the suite without its cases.
func (w *junitWriter) frame(s audit.Summary) ([]byte, error) {
	suite := junitSuite{
		Name:       visible(w.meta.Title),
		Timestamp:  w.meta.AsOf.Format("2006-01-02T15:04:05"),
		Properties: junitProperties{w.properties(s)},
		Cases:      []byte(junitPlace + "\n"),
		SystemOut:  w.accounting(s),
		SystemErr:  w.problems(),
	}
	for _, kind := range w.listing.countedKinds() {
		suite.Tests += kind.pairs
		switch kind.judged.Verdict {
		case audit.Incompatible:
			suite.Failures += kind.pairs
		case audit.NotAssessed:
			suite.Skipped += kind.pairs
		}
	}
	var text bytes.Buffer
	text.WriteString(xml.Header)
	err := xml.NewEncoder(&text).Encode(junitSuites{
		Name: "chatcompat", Tests: suite.Tests, Failures: suite.Failures, Errors: suite.Errors, Suite: suite,
	})
	// Attributes hold no line ends, so these are of texts, where they may stand as they are.
	return bytes.ReplaceAll(text.Bytes(), []byte("&#xA;"), []byte("\n")), err
}

// cases writes a case for every finding that is listed.
func (w *junitWriter) cases() error {
	names := junitNames{}
	buffer := make([]byte, 0, rowBuffer+rowBuffer/4)
	for f := range w.listing.all(0, w.listing.len()) {
		buffer = appendJUnitCase(append(buffer, '\n'), f, names.of(f))
		if len(buffer) < rowBuffer {
			continue
		}
		if _, err := w.out.Write(buffer); err != nil {
			return err
		}
		buffer = buffer[:0]
	}
	_, err := w.out.Write(buffer)
	return err
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
