package report

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"chatcompat/audit"
	"chatcompat/inventory"
)

// repeatedSample is a sample of which the first pair is said again so many times.
func repeatedSample(times int) sample {
	s := rulesSample()
	s.findings = slices.Clone(s.findings)
	for n := range times {
		s.findings[0].Also = append(s.findings[0].Also, inventory.Pos{File: "later.csv", Row: n + 2, Col: 1})
	}
	return s
}

// TestEveryFormatTellsWhereAPairIsSaidAgain: positions, not a count alone; where
// there are many, how many are left out.
func TestEveryFormatTellsWhereAPairIsSaidAgain(t *testing.T) {
	for _, name := range []string{"table", "vertical", "markdown", "xlsx", "html", "junit", "json", "jsonl"} {
		format, _ := FormatByName(name)
		few := repeatedSample(2)
		text := render(t, format, few.meta, few.findings, few.summary())
		if name == "xlsx" || name == "html" {
			text = textOf(t, name, few)
		}
		for _, want := range []string{"later.csv:2:1", "later.csv:3:1"} {
			if name == "xlsx" {
				want = strings.NewReplacer("later.csv:", "later.csv\t\t").Replace(want) // file, sheet and cell have columns
			}
			if !strings.Contains(text, want) {
				t.Errorf("%s does not say %q", name, want)
			}
		}
	}
	many := repeatedSample(50)
	for name, want := range map[string]string{"table": "and 40 more; see -o json", "vertical": "and 40 more; see -o json", "markdown": "- … and 30 more; -o json has them all"} {
		format, _ := FormatByName(name)
		if text := render(t, format, many.meta, many.findings, many.summary()); !strings.Contains(text, want) || !strings.Contains(text, "50 places say") {
			t.Errorf("%s does not say %q", name, want)
		}
	}
}

// TestPlacesOfOnePairAreBounded: one pair does not fill a report for people.
func TestPlacesOfOnePairAreBounded(t *testing.T) {
	s := repeatedSample(20_000)
	s.meta.Show = ShowAll
	for name, want := range map[string]string{
		"vertical": "later.csv:2:1; later.csv:3:1; ",
		"html":     "Also atlater.csv:21:1Also at19980 places more; -o json has them all",
	} {
		text := textOf(t, name, s)
		if !strings.Contains(text, want) || !strings.Contains(text, "more; -o json has them all") {
			t.Errorf("%s does not say %q", name, want)
		}
		if n := strings.Count(text, "later.csv"); n > 40 {
			t.Errorf("%s names %d places", name, n)
		}
	}
	few := repeatedSample(20)
	few.meta.Show = ShowAll
	if text := textOf(t, "vertical", few); !strings.Contains(text, "later.csv:21:1\n") {
		t.Error("vertical does not name the last of few places")
	}
}

// TestWorkbookListsDuplicates with what they repeat, in the order of the findings.
func TestWorkbookListsDuplicates(t *testing.T) {
	s := repeatedSample(2)
	s.meta.Problems = nil
	first := s.findings[0]
	var got [][]string
	for _, row := range rowsOf(t, openWorkbook(t, writeWorkbook(t, s.meta, s.findings, s.summary())), sheetQuality) {
		if row[0] == kindRepeat {
			got = append(got, row)
		}
	}
	says := "says what " + first.At.String() + " says already, and is counted once; leave it out if it is no other pair"
	for n, cell := range []string{"2:1", "3:1"} {
		want := []string{kindRepeat, "later.csv", "", cell, "", "", says, first.Application, first.Key}
		if len(got) <= n || !slices.Equal(got[n], want) {
			t.Errorf("row %d of %q, want %q", n, got, want)
		}
	}
}

// TestRepeatsAreBoundedAndCounted, in whatever blocks they come.
func TestRepeatsAreBoundedAndCounted(t *testing.T) {
	s := repeatedSample(7)
	s.findings[2].Also = []inventory.Pos{{File: "last.csv", Row: 9}}
	whole := repeats{most: 5}
	whole.add(s.findings)
	parts := repeats{most: 5}
	for i := range s.findings {
		one := repeats{most: 5}
		one.add(s.findings[i : i+1])
		parts.join(one)
	}
	for _, r := range []repeats{whole, parts} {
		if r.count != 8 || len(r.kept) != 5 || r.left(5) != 3 || r.left(9) != 3 || r.kept[4].at.Row != 6 || fmt.Sprint(r) != fmt.Sprint(whole) {
			t.Errorf("%+v", r)
		}
	}
}

func TestColumnOfPlacesIsBoundedForPeople(t *testing.T) {
	f := audit.Finding{}
	if got := placesColumn.Value(&f); got != "" {
		t.Errorf("nowhere else: %q", got)
	}
	for n := range 22 {
		f.Also = append(f.Also, inventory.Pos{File: "a.csv", Row: n + 2, Col: 1})
	}
	if got := placesColumn.Text(&f); !strings.HasPrefix(got, "a.csv:2:1; a.csv:3:1; ") || !strings.HasSuffix(got, "; a.csv:21:1; and 2 more") {
		t.Errorf("for people %q", got)
	}
	if got := placesColumn.Value(&f); strings.Count(got, "; ") != 21 || !strings.HasSuffix(got, "; a.csv:23:1") {
		t.Errorf("for programs %q", got)
	}
}
