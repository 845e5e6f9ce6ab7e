package audit_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"reflect"
	"testing"

	"github.com/google/go-cmp/cmp"

	"chatcompat/audit"
	"chatcompat/inventory"
)

// TestListedAreFindings lists invented estates and compares each finding, and the
// summary, with those of a run over whole findings.
func TestListedAreFindings(t *testing.T) {
	rows, contradicted := 0, 0
	for seed := range uint64(30) {
		r := rand.New(rand.NewPCG(seed, 11))
		estates := map[string]*inventory.Estate{"pairs": load(t, inventedEstate(r), inventory.OwnVersions{}), "joined": loadAll(t, inventedTables(r)...),
			"plain": load(t, plainEstate(r), inventory.OwnVersions{})}
		for name, estate := range estates {
			rules := audit.Rules{CountOnly: seed%3 > 0}
			if seed%2 == 1 {
				rules.Ignore = []string{"CC104", "CC305"}
			}
			name = fmt.Sprintf("seed %d, %s", seed, name)
			whole, want := run(t, rules, estate)
			listed, got := listed(t, rules, estate)
			if diff := cmp.Diff(want, got, cmp.AllowUnexported(audit.FiredAdvisory{}), compareVersions); diff != "" {
				t.Errorf("%s: the summary of the run (-) and of the list (+) differ:\n%s", name, diff)
			}
			if len(listed) != len(whole) {
				t.Fatalf("%s: %d findings are listed, of %d", name, len(listed), len(whole))
			}
			for i := range listed {
				checkListed(t, name, &listed[i], &whole[i])
				if !listed[i].Row.IsZero() {
					rows++
				}
				if listed[i].Contradiction != "" {
					contradicted++
				}
			}
		}
	}
	if rows < 20_000 || contradicted < 1000 {
		t.Errorf("%d findings are listed by their rows, %d of them contradicted; the test says little", rows, contradicted)
	}
}

// listed are the findings of an estate as listed, with the summary.
func listed(t *testing.T, rules audit.Rules, estate *inventory.Estate) ([]audit.Listed, audit.Summary) {
	t.Helper()
	var all []audit.Listed
	list := func(*inventory.Reader) audit.Listing {
		return func(block []audit.Listed, _ any) any {
			kept := append([]audit.Listed(nil), block...)
			for i := range kept {
				if kept[i].Row.IsZero() { // made again for the next block
					whole := *kept[i].Finding
					kept[i].Finding = &whole
				}
			}
			return kept
		}
	}
	summary, err := rules.RunListed(context.Background(), estate, list, func(pairs int, listed any) error {
		if pairs != len(listed.([]audit.Listed)) {
			t.Errorf("a block of %d pairs has %d findings", pairs, len(listed.([]audit.Listed)))
		}
		all = append(all, listed.([]audit.Listed)...)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return all, summary
}

// checkListed compares a finding that is listed with the whole one.
func checkListed(t *testing.T, name string, l *audit.Listed, whole *audit.Finding) {
	t.Helper()
	got, want := judgementOf(*l.Finding), judgementOf(*whole)
	if !l.Row.IsZero() {
		if application, _ := l.Row.Application(); application != whole.Application || l.Row.Server() != whole.Server {
			t.Errorf("%s: %s names %q and %q, the row %q and %q", name, whole.At, whole.Application, whole.Server, application, l.Row.Server())
		}
		if l.Contradiction == "" && (l.APINumber != whole.APINumber || l.ServerVersionNumber != whole.ServerVersionNumber) {
			t.Errorf("%s: %s has readings %d and %d, want %d and %d", name, whole.At, l.APINumber, l.ServerVersionNumber, whole.APINumber, whole.ServerVersionNumber)
		}
		got.Reason += l.Contradiction
		for _, one := range []*audit.Finding{&got, &want} {
			one.API = inventory.Reading[inventory.API]{Version: one.API.Version}
			one.ServerVersion = inventory.Reading[inventory.ServerVersion]{Version: one.ServerVersion.Version}
		}
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("%s: %s is listed as\n%+v, want\n%+v", name, whole.At, got, want)
	}
}

// plainEstate is a table of pairs whose rows say all there is of them, with servers
// that have two versions.
func plainEstate(r *rand.Rand) string {
	text := "Application,API,Server,Server Version,Site,Uses User Management\n"
	pick := func(words ...string) string { return words[r.IntN(len(words))] }
	for i := range 2000 {
		text += fmt.Sprintf("app %d,%s,chat%d.contoso.example,%s,%s,%s\n", i, pick("Group Chat 2010", "OCS 2007 R2", "OCS 2007 R2 Group Chat API", "Lync", "", "OCS 2007"), r.IntN(400),
			pick("Lync Server 2013", "Lync Server 2013", "5.0.8308.0", "Lync Server 2010", "\"old, \"\"very\"\"\"", ""), pick("London", "BackCompatSite"), pick("yes", "no", ""))
	}
	return text
}

// TestListEndsAtTheFirstError stops a list in the middle, as [TestRunEndsAtTheFirstError] does a run.
func TestListEndsAtTheFirstError(t *testing.T) {
	estate := load(t, benchmarkEstate(), inventory.OwnVersions{})
	full := errors.New("disk full")
	list := func(*inventory.Reader) audit.Listing { return func([]audit.Listed, any) any { return nil } }
	blocks := 0
	_, err := audit.Rules{CountOnly: true}.RunListed(context.Background(), estate, list, func(int, any) error {
		if blocks++; blocks == 3 {
			return full
		}
		return nil
	})
	if err != full || blocks != 3 {
		t.Errorf("after %d blocks %v, want %v after 3", blocks, err, full)
	}
	defer func() {
		if fault := recover(); fault == nil {
			t.Error("a panic of the listing is lost")
		}
	}()
	_, _ = audit.Rules{CountOnly: true}.RunListed(context.Background(), estate,
		func(*inventory.Reader) audit.Listing { return func([]audit.Listed, any) any { panic(full) } }, func(int, any) error { return nil })
}
