package audit_test

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"chatcompat/audit"
	"chatcompat/inventory"
)

// manyAdvisories is an inventory of 1,700 applications for which many advisories fire.
func manyAdvisories() string {
	var text strings.Builder
	text.WriteString("Application,API,Server,Server Version,Uses Category Management,Endpoint Type,UCMA,Runs on,Owner\n")
	rows := []string{api13 + on13, api10 + on13, api10 + on10, apiR2 + onR2, "," + "c13,", api10 + ",,"}
	for i := range 5000 {
		fmt.Fprintf(&text, "app %d,%s,%s,user,3.0,host%d,team %d\n", i%1700, rows[(i/1700+i)%len(rows)], []string{"yes", "no", ""}[i%3], i%50, i%7)
	}
	return text.String()
}

// TestLeavingOutChangesNoFigure runs an audit whose pairs lack what reports may
// do without, and which counts what advisories apply to: every figure is that of
// the full run, and the subjects named are its first ones.
func TestLeavingOutChangesNoFigure(t *testing.T) {
	estate := load(t, manyAdvisories(), inventory.OwnVersions{})
	drop := func([]audit.Finding) error { return nil }
	want, err := audit.Rules{}.Run(context.Background(), estate, drop)
	if err != nil {
		t.Fatal(err)
	}
	lean := estate.Without(inventory.KeyPart | inventory.PairKeyPart | inventory.DescriptivePart | inventory.PositionPart)
	got, err := audit.Rules{CountOnly: true}.Run(context.Background(), lean, drop)
	if err != nil {
		t.Fatal(err)
	}
	for i, a := range want.Advisories {
		counted := got.Advisories[i]
		if counted.Pairs() != len(a.Applies) || counted.Concerned() != len(a.Subjects) || len(counted.Applies) > 0 {
			t.Errorf("%s: %d pairs and %d subjects counted, want %d and %d", a.ID, counted.Pairs(), counted.Concerned(), len(a.Applies), len(a.Subjects))
		}
		few := min(len(a.Subjects), audit.FewSubjects)
		if len(counted.Subjects) < few || !slices.Equal(counted.Subjects[:few], a.Subjects[:few]) {
			t.Errorf("%s: names %q, want the first of %q", a.ID, counted.Subjects, a.Subjects[:few])
		}
	}
	want.Advisories, got.Advisories = nil, nil
	if !reflect.DeepEqual(got, want) {
		t.Errorf("figures %+v, want %+v", got, want)
	}
}

// TestNumbersChangeNothing feeds the findings of a run again, without the
// numbers that the estate gave to applications and servers: all that is said of
// the estate stays the same.
func TestNumbersChangeNothing(t *testing.T) {
	estate := load(t, manyAdvisories(), inventory.OwnVersions{})
	var r audit.Rules
	tally, checks := audit.NewTally(), audit.NewChecks(r, audit.FactsOf(estate))
	want, err := r.Run(context.Background(), estate, func(block []audit.Finding) error {
		for i := range block {
			if block[i].ApplicationNumber == 0 {
				t.Fatalf("%s has no number for its application", block[i].At)
			}
			block[i].ApplicationNumber, block[i].ServerNumber = 0, 0
		}
		tally.Add(block)
		checks.Add(block)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	got := tally.Summary()
	got.Advisories, got.Checks = checks.Result()
	if !reflect.DeepEqual(got, want) {
		t.Errorf("findings without numbers give\n%+v\nwant\n%+v", got, want)
	}
	if len(want.Advisories) < 5 || want.Applications != 1700 {
		t.Errorf("%d advisories fired for %d applications; the inventory is to make many fire for 1700", len(want.Advisories), want.Applications)
	}
}

// TestRunEndsAtTheFirstError stops a run in the middle of many blocks: by the
// error of the reader, by that of the context, and by a panic of the reader.
func TestRunEndsAtTheFirstError(t *testing.T) {
	var text strings.Builder
	text.WriteString("Application,API,Server,Server Version\n")
	for i := range 20_000 {
		fmt.Fprintf(&text, "app %d,%s%s\n", i, api13, on13)
	}
	estate := load(t, text.String(), inventory.OwnVersions{})
	full := errors.New("disk full")
	ctx, cancel := context.WithCancel(context.Background())
	blocks := 0
	stopAt := func(what func() error) func([]audit.Finding) error {
		blocks = 0
		return func([]audit.Finding) error {
			if blocks++; blocks == 3 {
				return what()
			}
			return nil
		}
	}
	if _, err := (audit.Rules{}).Run(ctx, estate, stopAt(func() error { return full })); err != full || blocks != 3 {
		t.Errorf("after %d blocks %v, want %v after 3", blocks, err, full)
	}
	if _, err := (audit.Rules{}).Run(ctx, estate, stopAt(func() error { cancel(); return nil })); err != context.Canceled || blocks != 3 {
		t.Errorf("after %d blocks %v, want %v after 3", blocks, err, context.Canceled)
	}
	defer func() {
		if fault := recover(); fault != full || blocks != 3 {
			t.Errorf("after %d blocks the panic %v, want %v after 3", blocks, fault, full)
		}
	}()
	_, _ = (audit.Rules{}).Run(context.Background(), estate, stopAt(func() error { panic(full) }))
}
