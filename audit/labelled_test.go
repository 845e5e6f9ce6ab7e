package audit_test

import (
	"context"
	"os"
	"strings"
	"testing"

	"chatcompat/audit"
	"chatcompat/inventory"
)

// load reads an inventory from text.
func load(t testing.TB, text string, own inventory.OwnVersions) *inventory.Estate {
	t.Helper()
	in := inventory.Input{Name: "estate.csv", Size: int64(len(text)), ReaderAt: strings.NewReader(text)}
	estate, err := inventory.Load(context.Background(), []inventory.Input{in}, inventory.Options{Own: own})
	if err != nil {
		t.Fatal(err)
	}
	return estate
}

// judge runs the rules over an inventory in text.
func judge(t testing.TB, r audit.Rules, text string) ([]audit.Finding, audit.Summary) {
	t.Helper()
	return run(t, r, load(t, text, inventory.OwnVersions{}))
}

func run(t testing.TB, r audit.Rules, estate *inventory.Estate) ([]audit.Finding, audit.Summary) {
	t.Helper()
	var all []audit.Finding
	summary, err := r.Run(context.Background(), estate, func(block []audit.Finding) error {
		all = append(all, block...)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return all, summary
}

// lostText writes what a finding says is lost as the labelled estate does.
func lostText(f *audit.Finding) string {
	var all []string
	for _, l := range f.Lost() {
		text := l.Function.Key()
		if l.Members != "" {
			text += " (" + l.Members + ")"
		}
		all = append(all, text)
	}
	return strings.Join(all, " ")
}

// TestLabelledEstate holds the whole of judging to an estate whose verdicts,
// risks, lost functions and advisories were written by hand from the pages.
func TestLabelledEstate(t *testing.T) {
	text, err := os.ReadFile("testdata/labelled.csv")
	if err != nil {
		t.Fatal(err)
	}
	findings, _ := judge(t, audit.Rules{}, string(text))
	if len(findings) < 60 {
		t.Fatalf("%d pairs, want at least 60", len(findings))
	}
	for i := range findings {
		f := &findings[i]
		want := map[string]string{}
		for _, x := range f.Extra {
			want[x.Header] = x.Text
		}
		got := map[string]string{
			"expect verdict": f.Verdict.String(), "expect risk": f.Risk.Key(),
			"expect lost": lostText(f), "expect advisories": strings.Join(f.Advisories, " "),
		}
		for header, text := range got {
			if text != want[header] {
				t.Errorf("%s %s: %s is %q, labelled %q (%s)", f.At, f.Application, header, text, want[header], f.Reason)
			}
		}
	}
}

// loadAll reads several inventories as one estate.
func loadAll(t testing.TB, texts ...string) *inventory.Estate {
	t.Helper()
	var inputs []inventory.Input
	for i, text := range texts {
		inputs = append(inputs, inventory.Input{Name: string(rune('a'+i)) + ".csv", Size: int64(len(text)), ReaderAt: strings.NewReader(text)})
	}
	estate, err := inventory.Load(context.Background(), inputs, inventory.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return estate
}
