package audit_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"

	"chatcompat/audit"
	"chatcompat/inventory"
)

// TestListedFindingsAreWholeOnDemand asks for the whole of each finding of invented
// estates and compares it with that of a run, but for its class and its problems.
func TestListedFindingsAreWholeOnDemand(t *testing.T) {
	rows := 0
	for seed := range uint64(12) {
		r := rand.New(rand.NewPCG(seed, 12))
		estates := map[string]*inventory.Estate{"pairs": load(t, inventedEstate(r), inventory.OwnVersions{}), "joined": loadAll(t, inventedTables(r)...),
			"plain": load(t, plainEstate(r), inventory.OwnVersions{})}
		for name, estate := range estates {
			if seed%2 == 1 {
				estate = estate.Without(inventory.KeyPart | inventory.PositionPart)
			}
			rules := audit.Rules{CountOnly: true}
			want, _ := run(t, rules, estate)
			place := 0
			list := func(pairs *inventory.Reader) audit.Listing {
				var scratch audit.Finding
				return func(block []audit.Listed, _ any) any {
					var wholes []audit.Finding
					for i := range block {
						f := *block[i].Whole(pairs, &scratch)
						f.Fields, f.Extra = slices.Clone(f.Fields), slices.Clone(f.Extra)
						if !block[i].Row.IsZero() {
							f.Class = -1
						}
						wholes = append(wholes, f)
					}
					return wholes
				}
			}
			if _, err := rules.RunListed(context.Background(), estate, list, func(_ int, listed any) error {
				for _, got := range listed.([]audit.Finding) {
					if got.Class < 0 {
						rows++
						want[place].Problems = nil
					}
					got.Class, want[place].Class = 0, 0
					if !reflect.DeepEqual(got, want[place]) {
						t.Fatalf("seed %d, %s: pair %d is listed as\n%+v, want\n%+v", seed, name, place, got, want[place])
					}
					place++
				}
				return nil
			}); err != nil {
				t.Fatal(fmt.Errorf("seed %d, %s: %w", seed, name, err))
			}
		}
	}
	if rows < 8000 {
		t.Errorf("%d findings are listed by their rows; the test says little", rows)
	}
}
