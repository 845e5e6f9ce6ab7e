package inventory

import (
	"cmp"
	"context"
	"math"
	"slices"
	"sort"

	"chatcompat/inventory/internal/parallel"
)

// duplicates are pairs that say what earlier ones say, and rows that give an
// application another API than earlier ones, by place.
type duplicates struct {
	duplicates []repetition
	builds     []repetition // first is -1 where the applications tables give the other API
}

// repetition is the place of a pair and that of the first of its kind.
type repetition struct{ place, first int32 }

// findDuplicates finds them application by application, beside each other:
// pairs of different applications have nothing in common.
func (j *joiner) findDuplicates(ctx context.Context) (found duplicates) {
	grouped := j.byApplication()
	parts := 4 * parallel.Parts(j.records.n)
	all := make([]finder, parts)
	parallel.Do(parts, func(i int) {
		f := &all[i]
		*f = finder{j: j}
		from, to := grouped.part(i, parts), grouped.part(i+1, parts)
		for number := from; number < to && (number&1023 != 0 || ctx.Err() == nil); number++ {
			f.group(grouped.places(number))
		}
	})
	for i := range all {
		found.duplicates = append(found.duplicates, all[i].found.duplicates...)
		found.builds = append(found.builds, all[i].found.builds...)
	}
	inOrder := func(a, b repetition) int { return cmp.Compare(a.place, b.place) }
	slices.SortFunc(found.duplicates, inOrder)
	slices.SortFunc(found.builds, inOrder)
	return found
}

// grouping are the places of pairs by the number of their application.
type grouping struct {
	all  []int32
	ends []int32 // by number: where its places end in all
}

// byApplication groups the pairs; the places of each application are in order.
func (j *joiner) byApplication() grouping {
	g := grouping{all: make([]int32, j.records.n), ends: make([]int32, j.applicationsNamed)}
	j.eachApplication(func(_, number int32) { g.ends[number]++ })
	begin := int32(0)
	for number, n := range g.ends {
		g.ends[number] = begin
		begin += n
	}
	j.eachApplication(func(place, number int32) {
		g.all[g.ends[number]] = place
		g.ends[number]++
	})
	return g
}

// eachApplication visits the pairs with the numbers of their applications.
func (j *joiner) eachApplication(visit func(place, number int32)) {
	for _, p := range j.records.parts {
		l := j.layouts[p.table]
		numbers := make([]int32, len(l.namings))
		for i := range l.namings {
			numbers[i] = l.namings[i].number
		}
		for i, row := range p.rows {
			visit(int32(p.first+i), numbers[l.facts.namings.at(int(row)-l.header-1)])
		}
	}
}

// places are those of an application.
func (g *grouping) places(number int) []int32 {
	if number == 0 {
		return g.all[:g.ends[0]]
	}
	return g.all[g.ends[number-1]:g.ends[number]]
}

// part is the first number of part i of so many, all of about as many pairs.
func (g *grouping) part(i, parts int) int {
	want := int32(len(g.all) / parts * i)
	if i == parts {
		return len(g.ends)
	}
	return sort.Search(len(g.ends), func(number int) bool { return g.ends[number] > want })
}

// finder finds what repeats among the pairs of one application at a time.
type finder struct {
	j        *joiner
	pairs    []understoodPair
	slots    []int32 // open addressing: one more than the number of a pair; 0 is free
	reported []API
	found    duplicates
}

// understoodPair is a pair of an application as it is understood, and whether an
// earlier one is understood alike.
type understoodPair struct {
	identity
	fact   fact
	table  int32
	repeat bool
}

// group looks through the pairs of an application.
func (f *finder) group(places []int32) {
	f.pairs = f.pairs[:0]
	for _, place := range places {
		f.pairs = append(f.pairs, f.j.understand(f.j.records.at(int(place))))
	}
	if len(places) > 1 {
		f.findRepeats(places)
	}
	f.findBuilds(places)
}

// findRepeats finds the pairs that are understood as an earlier one is.
func (f *finder) findRepeats(places []int32) {
	size := 4
	for size < 2*len(places) {
		size *= 2
	}
	if size > len(f.slots) {
		f.slots = make([]int32, size)
	}
	slots := f.slots[:size]
	clear(slots)
	for n := range f.pairs {
		p := &f.pairs[n]
		i := p.identity.hash() & uint64(size-1)
		for slots[i] != 0 && f.pairs[slots[i]-1].identity != p.identity {
			i = (i + 1) & uint64(size-1)
		}
		if slots[i] == 0 {
			slots[i] = int32(n + 1)
			continue
		}
		p.repeat = true
		f.found.duplicates = append(f.found.duplicates, repetition{places[n], places[slots[i]-1]})
	}
}

// findBuilds finds the pairs rows that give the application another API than an
// earlier pairs row, or than the applications tables, do; each API once.
func (f *finder) findBuilds(places []int32) {
	first := -1
	f.reported = f.reported[:0]
	for n := range f.pairs {
		p := &f.pairs[n]
		l := f.j.layouts[p.table]
		own := &l.apis[p.fact.api]
		if p.repeat || l.shape != ShapePairs || !own.Version.Known() {
			continue
		}
		other := repetition{places[n], -1}
		switch a := l.namings[p.fact.naming].entry; {
		case a != nil && len(a.stated) > 0:
			if len(a.stated) > 1 || a.stated[0].Version == own.Version {
				continue // several are a contradiction, which is reported as such
			}
		case first < 0:
			first = n
			continue
		case own.number == f.j.apiOf(&f.pairs[first]).number:
			continue
		default:
			other.first = places[first]
		}
		if !slices.Contains(f.reported, own.Version) {
			f.reported = append(f.reported, own.Version)
			f.found.builds = append(f.found.builds, other)
		}
	}
}

func (j *joiner) apiOf(p *understoodPair) *distinct[API] { return &j.layouts[p.table].apis[p.fact.api] }

// placeOf is the place of the next repetition, behind all others where there is none.
func placeOf(list []repetition) int32 {
	if len(list) == 0 {
		return math.MaxInt32
	}
	return list[0].place
}

func firstOr(places []int32) int32 {
	if len(places) == 0 {
		return math.MaxInt32
	}
	return places[0]
}

// rowOfDuplicates is where the duplicates are that follow each other in one row.
type rowOfDuplicates struct {
	last  int32 // the place of the last one
	whole bool  // they begin with the first pair of the row
}

// repeated takes down a duplicate.
func (j *joiner) repeated(d repetition, row *rowOfDuplicates) {
	one := j.records.at(int(d.place))
	if first := d.place == 0 || j.records.at(int(d.place-1)).rowRef != one.rowRef; first || d.place != row.last+1 {
		row.whole = first
	}
	row.last = d.place
	if last := int(d.place)+1 == j.records.n || j.records.at(int(d.place+1)).rowRef != one.rowRef; last && row.whole {
		*j.fate(one.rowRef) = fateDuplicate
	}
	j.also = append(j.also, again{d.first, one.rowRef})
	j.compareDuplicate(j.records.at(int(d.first)), one)
}

// leaveOut removes duplicates from the pairs.
func (j *joiner) leaveOut(list []repetition) {
	if len(list) == 0 {
		return
	}
	for i := range j.also {
		first := j.also[i].record
		j.also[i].record -= int32(sort.Search(len(list), func(n int) bool { return list[n].place > first }))
	}
	j.records.leaveOut(list)
}
