package inventory

import (
	"context"
	"fmt"
	"math/rand/v2"
	"runtime"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

// TestLoadOnAnyNumberOfProcessorsFindsTheSame reads tables of so many rows that
// they are worked on in parts.
func TestLoadOnAnyNumberOfProcessorsFindsTheSame(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	tables := []Input{inputOf("large.csv", largeEstate(12_000))}
	for seed := range uint64(3) {
		for _, one := range invent(rand.New(rand.NewPCG(seed, 3))) {
			few := one.rows
			for i := 0; len(few) > 0 && len(one.rows) < 5000; i++ {
				row := slices.Clone(few[i%len(few)])
				row[0] += fmt.Sprint(" ", r.IntN(3000))
				one.rows = append(one.rows, row)
			}
			tables = append(tables, inputOf(fmt.Sprint(seed, one.name), one.csv()))
		}
	}
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	var want string
	for _, processors := range []int{1, 2, 5} {
		runtime.GOMAXPROCS(processors)
		e, err := Load(context.Background(), tables, Options{})
		if err != nil {
			t.Fatal(err)
		}
		if got := dump(e); want == "" {
			want = got
		} else if got != want {
			t.Errorf("%d processors find something else than one", processors)
		}
	}
}

// TestFilterThatFitsNothingChangesNothing compares the ways in which rows are
// gone through with and without filters.
func TestFilterThatFitsNothingChangesNothing(t *testing.T) {
	check := func(t *testing.T, tables []table) {
		t.Helper()
		var inputs []Input
		field := FieldServer
		for _, one := range tables {
			inputs = append(inputs, inputOf(one.name, one.csv()))
			if one.header[0] == "Application" {
				field = FieldApplication
			}
		}
		filtered, err := Load(context.Background(), inputs, Options{Exclude: []Filter{{field, "nobody"}}})
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(dump(loadTables(t, tables)), dump(filtered)); diff != "" {
			t.Errorf("-without +with a filter:\n%s", diff)
		}
	}
	eachInvention(t, func(t *testing.T, _ *rand.Rand, tables []table) { check(t, tables) })
	check(t, []table{ // the same is stated twice, in an order that a filter changes
		{"pairs.csv", []string{"Application", "API", "Server", "Server Version"},
			[][]string{{"a", "Group Chat 2010", "srv1.contoso.example", "Lync Server 2013"}, {"b", "Group Chat 2010", "srv1.contoso.example", "Lync Server 2010"}}},
		{"apps.csv", []string{"Application", "API", "Targets", "Server Version"}, [][]string{{"c", "Group Chat 2010", "srv1.contoso.example", "Lync Server 2013"}}},
	})
}

// TestFindDuplicatesLikeOneAfterTheOther compares with a map of all pairs.
func TestFindDuplicatesLikeOneAfterTheOther(t *testing.T) {
	found := 0
	eachInvention(t, func(t *testing.T, r *rand.Rand, tables []table) {
		for i := range tables {
			for range r.IntN(40) * min(1, len(tables[i].rows)) {
				tables[i].rows = append(tables[i].rows, tables[i].rows[r.IntN(len(tables[i].rows))])
			}
		}
		j := joinerOf(t, tables)
		got, want := j.findDuplicates(context.Background()), oneAfterTheOther(j)
		if diff := cmp.Diff(want, got, cmp.AllowUnexported(duplicates{}, repetition{}), cmpopts.EquateEmpty()); diff != "" {
			t.Errorf("-want +got:\n%s", diff)
		}
		found += len(want.duplicates) + len(want.builds)
	})
	if found < 1000 {
		t.Errorf("only %d duplicates and builds were to be found", found)
	}
}

// TestFindDuplicatesOfManyApplications does so where applications are many for
// each heap, on one processor and on several.
func TestFindDuplicatesOfManyApplications(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 8))
	one := table{name: "pairs.csv", header: []string{"Application", "API", "Server", "Server Version"}}
	for range 20_000 {
		one.rows = append(one.rows, []string{fmt.Sprint("bot ", r.IntN(3*mostHeaps)), []string{"Group Chat 2010", "2013"}[r.IntN(2)],
			fmt.Sprint("s", r.IntN(9)), []string{"", "Lync Server 2010"}[r.IntN(2)]})
	}
	for _, processors := range []int{1, 3} {
		defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(processors))
		j := joinerOf(t, []table{one})
		got, want := j.findDuplicates(context.Background()), oneAfterTheOther(j)
		if diff := cmp.Diff(want, got, cmp.AllowUnexported(duplicates{}, repetition{}), cmpopts.EquateEmpty()); diff != "" {
			t.Errorf("%d processors: -want +got:\n%s", processors, diff)
		}
		if len(want.duplicates) < 1000 || len(want.builds) == 0 {
			t.Errorf("%d duplicates and %d builds are too few to tell", len(want.duplicates), len(want.builds))
		}
	}
}

// joinerOf is a joiner that has made pairs of all rows, duplicates included.
func joinerOf(t *testing.T, tables []table) *joiner {
	t.Helper()
	ctx := context.Background()
	var layouts []*layout
	for _, one := range tables {
		l, err := newLayout(textTable(t, string(one.csv())), Options{})
		if err != nil {
			t.Fatal(err)
		}
		layouts = append(layouts, l)
	}
	j := newJoiner(layouts, Options{})
	if err := j.gatherAll(ctx); err != nil {
		t.Fatal(err)
	}
	j.takeInAll()
	if err := j.state(ctx); err != nil {
		t.Fatal(err)
	}
	p := pairing{j: j}
	for table, l := range layouts {
		if l.shape == ShapeServers || l.shape == ShapeNone {
			continue
		}
		j.pairsTables = j.pairsTables || l.shape == ShapePairs
		if err := p.pairsOf(ctx, int32(table), l); err != nil {
			t.Fatal(err)
		}
	}
	return j
}

// oneAfterTheOther finds what findDuplicates should find.
func oneAfterTheOther(j *joiner) (found duplicates) {
	type key struct {
		application int32
		identity
	}
	type build struct {
		application int32
		api         API
	}
	firsts, builds, reported := map[key]int32{}, map[int32]int32{}, map[build]bool{}
	for place := range int32(j.records.n) {
		v := j.view(j.records.at(int(place)))
		id := key{v.naming.number, identity{j.apiSaid(&v).number, -1, j.versionSaid(&v).number}}
		if v.target != nil {
			id.server = v.target.number
		}
		if first, again := firsts[id]; again {
			found.duplicates = append(found.duplicates, repetition{place, first})
			continue
		}
		firsts[id] = place
		own := &v.l.apis[v.fact.api]
		if v.l.shape != ShapePairs || !own.Version.Known() {
			continue
		}
		other := int32(-1)
		if a := v.naming.entry; a != nil && len(a.stated) > 0 {
			if len(a.stated) > 1 || a.stated[0].Version == own.Version {
				continue
			}
		} else if first, ok := builds[id.application]; !ok {
			builds[id.application] = place
			continue
		} else if f := j.view(j.records.at(int(first))); f.l.apis[f.fact.api].number == own.number {
			continue
		} else {
			other = first
		}
		if one := (build{id.application, own.Version}); !reported[one] {
			reported[one] = true
			found.builds = append(found.builds, repetition{place, other})
		}
	}
	return found
}

// TestTextNumbersTellLongTextsApart numbers texts that begin alike and end
// before, at and behind the end of a head.
func TestTextNumbersTellLongTextsApart(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 8))
	var texts []string
	for range 20_000 {
		text := fmt.Sprintf("%0*d", 20+r.IntN(24), r.IntN(50))
		texts = append(texts, text[:len(text)-r.IntN(3)]+string([]byte{0, 0, 0}[:r.IntN(4)]))
	}
	known, numbers := map[string]int32{}, newTextNumbers(0)
	numbers.numberAll(len(texts), func(i int) string { return texts[i] }, func(i int, number int32) {
		want, ok := known[texts[i]]
		if !ok {
			want = int32(len(known))
			known[texts[i]] = want
		}
		if number != want {
			t.Fatalf("%q has number %d, want %d", texts[i], number, want)
		}
	})
	if numbers.count() != len(known) {
		t.Errorf("%d texts, want %d", numbers.count(), len(known))
	}
}
