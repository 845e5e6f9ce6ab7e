package report

import (
	"bytes"
	"errors"
	"io"
	"strings"
	"testing"
	"time"

	"chatcompat/audit"
	"chatcompat/inventory"
)

// TestExplanationsFitEveryWidth: no line is wider than the terminal, nothing is
// cut, and no text of an inventory reaches the terminal as an order.
func TestExplanationsFitEveryWidth(t *testing.T) {
	meta, findings, _ := fixture()
	for i := range findings {
		e := audit.Rules{}.ExplainPair(findings[i].Pair)
		whole := explanation(t, e, meta.AsOf, Terminal{})
		for _, width := range []int{40, 41, 60, 100, 250} {
			text := explanation(t, e, meta.AsOf, Terminal{Width: width})
			for line := range strings.Lines(text) {
				if got := cellWidth(strings.TrimSuffix(line, "\n")); got > width {
					t.Errorf("%d columns in a terminal of %d: %q", got, width, line)
				}
			}
			if squeeze(text) != squeeze(whole) {
				t.Errorf("at width %d\n%s\nis not\n%s", width, text, whole)
			}
		}
		if strings.ContainsAny(whole, "\x1b\u202e\r\t") {
			t.Errorf("control characters in %q", whole)
		}
	}
}

func explanation(t *testing.T, e audit.Explanation, asOf time.Time, terminal Terminal) string {
	t.Helper()
	var out bytes.Buffer
	if err := WriteExplanation(&out, e, asOf, terminal); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

// squeeze leaves out what wrapping adds.
func squeeze(s string) string { return strings.Join(strings.Fields(s), "") }

func TestExplanationOfAFinding(t *testing.T) {
	f := audit.Finding{
		Pair: inventory.Pair{
			Application: "Ticker", ApplicationID: "APP-7", Server: "sfb01",
			API: inventory.Reading[inventory.API]{Written: "Bridge 2", Version: inventory.OwnAPI("Bridge 2"), Certainty: inventory.Exact,
				At: inventory.Pos{File: "e.csv", Row: 2, Col: 8}},
			ServerVersion: inventory.Reading[inventory.ServerVersion]{Cause: inventory.Missing, At: inventory.Pos{File: "e.csv", Row: 2}},
			At:            inventory.Pos{File: "e.csv", Row: 2, Col: 1},
		},
		Verdict: audit.Compatible, Risk: audit.LowRisk, Reason: "Tested", Remedy: "Nothing", Rule: "own rule r.csv:2:1",
	}
	e := audit.Explanation{Finding: f,
		Hold:  []audit.Advisory{{ID: "CC107", Title: "An update is needed"}},
		Could: []audit.Advisory{{ID: "CC101", Title: "Lost", When: "it is used"}, {ID: "CC403", Scope: audit.EstateScope, Title: "Apart", When: "both are there"}}}
	want := `Compatible (risk low)

Application     Ticker (APP-7)
API             "Bridge 2": Bridge 2, exact
Server          sfb01
Server version  not stated: missing
Why             Tested
What to do      Nothing
Position        e.csv:2:1
Basis           own rule r.csv:2:1; API: e.csv:2:8; server version: not stated (e.csv:2)

Advisories that hold
  CC107  An update is needed

Advisories that could hold
  CC101  Lost: if it is used
  By what else is in the estate: CC403

One in full: chatcompat explain CC101; all of them: chatcompat matrix --advisories
`
	if got := explanation(t, e, day2026, Terminal{Width: 100}); got != want {
		t.Errorf("%s\nwant\n%s", got, want)
	}
}

var day2026 = time.Date(2026, 11, 23, 0, 0, 0, 0, time.UTC)

// TestEveryAdvisoryIsListedAndExplained holds every format to the one table.
func TestEveryAdvisoryIsListedAndExplained(t *testing.T) {
	for _, f := range MatrixFormats {
		if f.WriteAdvisories == nil {
			continue
		}
		var out bytes.Buffer
		if err := f.WriteAdvisories(&out, MatrixOptions{Terminal: Terminal{Width: 1000}}); err != nil {
			t.Fatal(err)
		}
		for _, a := range audit.Advisories() {
			for _, text := range []string{a.ID, a.Title, a.When} {
				if !strings.Contains(out.String(), text) {
					t.Errorf("%s does not have %q of %s", f.Name, text, a.ID)
				}
			}
		}
	}
	for _, a := range audit.Advisories() {
		var out bytes.Buffer
		if err := WriteAdvisory(&out, a, Terminal{}); err != nil {
			t.Fatal(err)
		}
		for _, text := range []string{a.ID, a.Title, a.When, a.Text, a.Scope.Key(), a.Needs, a.Source.String(), a.Source.URL, a.Since} {
			if !strings.Contains(out.String(), text) {
				t.Errorf("%s is explained without %q", a.ID, text)
			}
		}
	}
}

func TestExplanationsTellWriteErrors(t *testing.T) {
	e := audit.Rules{}.ExplainPair(inventory.Pair{})
	if err := WriteExplanation(closedWriter{}, e, day2026, Terminal{}); !errors.Is(err, io.ErrClosedPipe) {
		t.Errorf("error is %v", err)
	}
	for _, f := range MatrixFormats {
		if f.WriteAdvisories == nil {
			continue
		}
		if err := f.WriteAdvisories(closedWriter{}, MatrixOptions{}); !errors.Is(err, io.ErrClosedPipe) {
			t.Errorf("%s: error is %v", f.Name, err)
		}
	}
}

type closedWriter struct{}

func (closedWriter) Write([]byte) (int, error) { return 0, io.ErrClosedPipe }
