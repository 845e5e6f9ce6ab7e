package audit_test

import (
	"context"
	"fmt"
	"reflect"
	"strings"
	"testing"

	"chatcompat/audit"
	"chatcompat/inventory"
)

// TestNumbersChangeNothing feeds the findings of a run again, without the
// numbers that the estate gave to applications and servers: all that is said of
// the estate stays the same.
func TestNumbersChangeNothing(t *testing.T) {
	var text strings.Builder
	text.WriteString("Application,API,Server,Server Version,Uses Category Management,Endpoint Type,UCMA,Runs on\n")
	rows := []string{api13 + on13, api10 + on13, api10 + on10, apiR2 + onR2, "," + "c13,", api10 + ",,"}
	for i := range 5000 {
		fmt.Fprintf(&text, "app %d,%s,%s,user,3.0,host%d\n", i%1700, rows[(i/1700+i)%len(rows)], []string{"yes", "no", ""}[i%3], i%50)
	}
	estate := load(t, text.String(), inventory.OwnVersions{})
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
