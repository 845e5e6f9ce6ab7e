package audit_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"chatcompat/audit"
	"chatcompat/inventory"
)

// TestCountIsRunWithoutFindings counts invented estates and compares with what a
// run over every finding says.
func TestCountIsRunWithoutFindings(t *testing.T) {
	for seed := range uint64(30) {
		r := rand.New(rand.NewPCG(seed, 9))
		estates := map[string]*inventory.Estate{"pairs": load(t, inventedEstate(r), inventory.OwnVersions{}), "joined": loadAll(t, inventedTables(r)...)}
		for name, estate := range estates {
			rules := audit.Rules{}
			if seed%2 == 1 {
				rules.Ignore = []string{"CC104", "CC201", "CC305"}
			}
			checkCount(t, fmt.Sprintf("seed %d, %s", seed, name), rules, estate)
		}
	}
}

// checkCount compares Count with Run.
func checkCount(t *testing.T, name string, rules audit.Rules, estate *inventory.Estate) {
	t.Helper()
	counted := 0
	got, figures, err := rules.Count(context.Background(), estate, func(pairs int) { counted += pairs })
	if err != nil {
		t.Fatal(err)
	}
	_, whole := run(t, rules, estate)
	rules.CountOnly = true
	findings, want := run(t, rules, estate)
	for i, a := range whole.Advisories {
		if a.Pairs() != got.Advisories[i].Pairs() || a.Concerned() != got.Advisories[i].Concerned() {
			t.Errorf("%s: %s concerns %d pairs and %d subjects, counted are %d and %d", name, a.ID, a.Pairs(), a.Concerned(),
				got.Advisories[i].Pairs(), got.Advisories[i].Concerned())
		}
	}
	if diff := cmp.Diff(want, got, cmp.AllowUnexported(audit.FiredAdvisory{}), compareVersions); diff != "" {
		t.Errorf("%s: the summary of the run (-) and of the count (+) differ:\n%s", name, diff)
	}
	causes, versions, servers := map[string]int{}, map[string]int{}, map[[2]string]bool{}
	for i := range findings {
		f := &findings[i]
		if f.Verdict == audit.NotAssessed {
			causes[f.Cause.Key()]++
		}
		if v := f.ServerVersion.Version; v.Known() {
			versions[v.Key()]++
			if f.ServerKey != "" && !servers[[2]string{v.Key(), f.ServerKey}] {
				servers[[2]string{v.Key(), f.ServerKey}] = true
				versions["servers of "+v.Key()]++
			}
		}
	}
	gotCauses, gotVersions := map[string]int{}, map[string]int{}
	for cause, pairs := range figures.Causes {
		gotCauses[cause.Key()] = pairs
	}
	for _, v := range figures.Versions {
		gotVersions[v.Version.Key()] = v.Pairs
		if v.Servers > 0 {
			gotVersions["servers of "+v.Version.Key()] = v.Servers
		}
	}
	if diff := cmp.Diff(causes, gotCauses); diff != "" {
		t.Errorf("%s: causes of the findings (-) and of the count (+):\n%s", name, diff)
	}
	if diff := cmp.Diff(versions, gotVersions); diff != "" {
		t.Errorf("%s: versions of the findings (-) and of the count (+):\n%s", name, diff)
	}
	if counted != estate.Len() {
		t.Errorf("%s: told of %d pairs, of %d", name, counted, estate.Len())
	}
}

var compareVersions = cmp.Options{
	cmp.Comparer(func(a, b inventory.API) bool { return a == b }),
	cmp.Comparer(func(a, b inventory.ServerVersion) bool { return a == b }),
}

// inventedTables are applications, servers and targets of few names, so that
// rows meet: entries of several rows, contradictions, pools, duplicates.
func inventedTables(r *rand.Rand) []string {
	pick := func(words ...string) string { return words[r.IntN(len(words))] }
	applications, servers, targets := "Application,Application ID,API,Uses Category Management,API Members\n", "Server,Pool,Server Version,Site\n", "Application,Application ID,Server,Server Version,Uses Category Management\n"
	for range 150 {
		n := r.IntN(100)
		applications += fmt.Sprintf("app %d,%s,%s,%s,%s\n", n, pick("", "", "id-"+fmt.Sprint(n), "other-"+fmt.Sprint(n)), pick("Group Chat 2010", "OCS 2007 R2", "Persistent Chat 2013", "", "no idea"),
			pick("", "yes", "no"), pick("", "", "BeginJoin", "CategoryManagementServices"))
		servers += fmt.Sprintf("chat%d.contoso.example,%s,%s,%s\n", r.IntN(60), pick("", "pool.contoso.example"), pick("Lync Server 2013", "Lync Server 2010", "", "OCS 2007 R2"),
			pick("London", "BackCompatSite", ""))
	}
	for range 1500 {
		n := r.IntN(120)
		targets += fmt.Sprintf("app %d,%s,%s,%s,%s\n", n, pick("", "id-", "other-")+fmt.Sprint(n), pick(fmt.Sprintf("chat%d", r.IntN(80)), fmt.Sprintf("chat%d.contoso.example", r.IntN(70)), "pool.contoso.example", ""),
			pick("", "", "", "Lync Server 2013", "5.0"), pick("", "", "yes"))
	}
	return []string{applications, servers, targets}
}

// TestCountLooksAtUnknownColumns has columns that are no fields and that checks
// look at: pairs that are alike but for them must not be counted together.
func TestCountLooksAtUnknownColumns(t *testing.T) {
	for _, header := range []string{"SipAddress", "Legacy Application Name", "Registrar", "Runs on", "Hosted on", "Lookup URI", "Homed on", "Next hop"} {
		text := "Application,Application ID,API,Server,Server Version,Endpoint Type," + header + "\n"
		for i := range 40 {
			text += fmt.Sprintf("app %d,id-%d,Group Chat 2010,chat%d.contoso.example,Lync Server 2013,%s,%s\n", i, i, i%5, []string{"", "UserEndpoint"}[i/20],
				[]string{"", "sip:rtcapplication-1@contoso.example", "host1.contoso.example", "sip:ocschat@contoso.example"}[i%4])
		}
		checkCount(t, header, audit.Rules{}, load(t, text, inventory.OwnVersions{}))
	}
}

// TestCountOfManyVersions has more own versions than a count tells apart by bits.
func TestCountOfManyVersions(t *testing.T) {
	var own inventory.OwnVersions
	var text strings.Builder
	text.WriteString("Application,API,Server,Server Version\n")
	for i := range 80 {
		own.Servers = append(own.Servers, inventory.OwnServerVersion(fmt.Sprintf("Chat %c%c", 'A'+i/26, 'A'+i%26)))
		fmt.Fprintf(&text, "app %d,Group Chat 2010,chat%d.contoso.example,%s\n", i%9, i, own.Servers[i])
	}
	checkCount(t, "own versions", audit.Rules{}, load(t, text.String(), own))
}

func TestCountEndsWhenItIsCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	for _, text := range []string{headShort + "a," + api10 + on13, headShort} {
		_, _, err := audit.Rules{}.Count(ctx, load(t, text, inventory.OwnVersions{}), func(int) { t.Error("pairs are counted after the end") })
		if !errors.Is(err, context.Canceled) {
			t.Errorf("error %v", err)
		}
	}
	ctx, cancel = context.WithCancel(context.Background())
	_, _, err := audit.Rules{}.Count(ctx, load(t, headShort+"a,"+api10+on13, inventory.OwnVersions{}), func(int) { cancel() })
	if !errors.Is(err, context.Canceled) {
		t.Errorf("error %v where the last pairs were counted", err)
	}
}

// TestCountOfPairsUnlikeEachOther has pairs of which an outline tells little.
func TestCountOfPairsUnlikeEachOther(t *testing.T) {
	text := "Application,API,Server,Server Version\n"
	for i := range 6000 {
		text += fmt.Sprintf("app %d,Group Chat 2010,,%s\n", i, []string{"", "", "Lync Server 2013"}[i%3])
	}
	checkCount(t, "no servers", audit.Rules{}, load(t, text, inventory.OwnVersions{}))
}

// BenchmarkCount measures what BenchmarkRun does without findings.
func BenchmarkCount(b *testing.B) {
	estate := load(b, benchmarkEstate(), inventory.OwnVersions{})
	b.ReportAllocs()
	for b.Loop() {
		if _, _, err := (audit.Rules{}).Count(b.Context(), estate, func(int) {}); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*estate.Len()), "ns/pair")
}
