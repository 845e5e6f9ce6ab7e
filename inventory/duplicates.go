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

// findDuplicates finds them application by application, since pairs of different
// applications have nothing in common: pairs are sorted into heaps by the numbers
// of their applications, and heaps are looked through beside each other.
func (j *joiner) findDuplicates(ctx context.Context) (found duplicates) {
	const rounds = 2 // so that not all pairs are in memory at once
	finders := make([]finder, parallel.Parts(j.records.n))
	h := heaps{j: j, briefs: j.briefs(), counts: make([][]int32, len(finders))}
	for round := range rounds {
		h.from, h.to = j.applicationsNamed*round/rounds, j.applicationsNamed*(round+1)/rounds
		h.sort(ctx)
		parallel.Do(len(finders), func(i int) {
			finders[i].j = j
			for heap := len(h.ends) * i / len(finders); heap < len(h.ends)*(i+1)/len(finders) && ctx.Err() == nil; heap++ {
				finders[i].find(h.heap(heap))
			}
		})
	}
	for i := range finders {
		found.duplicates = append(found.duplicates, finders[i].found.duplicates...)
		found.builds = append(found.builds, finders[i].found.builds...)
	}
	inOrder := func(a, b repetition) int { return cmp.Compare(a.place, b.place) }
	slices.SortFunc(found.duplicates, inOrder)
	slices.SortFunc(found.builds, inOrder)
	return found
}

// finder finds what repeats among the pairs of some applications.
type finder struct {
	j        *joiner
	ends     []int32          // by application of the heap at hand
	pairs    []understoodPair // of the heap at hand, one application behind the other
	slots    []int32          // open addressing: one more than the number of a pair; 0 is free
	reported []API
	found    duplicates
}

// find looks through a heap of so many applications.
func (f *finder) find(heap []heapedPair, applications int) {
	f.ends = slices.Grow(f.ends[:0], applications)[:applications]
	clear(f.ends)
	for i := range heap {
		f.ends[heap[i].application]++
	}
	n := int32(0)
	for number, count := range f.ends {
		f.ends[number] = n
		n += count
	}
	f.pairs = slices.Grow(f.pairs[:0], len(heap))[:len(heap)]
	for i := range heap {
		end := &f.ends[heap[i].application]
		f.pairs[*end] = heap[i].understoodPair
		*end++
	}
	begin := int32(0)
	for _, end := range f.ends {
		f.group(f.pairs[begin:end])
		begin = end
	}
}

// group looks through the pairs of an application.
func (f *finder) group(pairs []understoodPair) {
	if len(pairs) > 1 {
		f.findRepeats(pairs)
	}
	if f.j.apisMayDiffer(pairs) {
		f.findBuilds(pairs)
	}
}

// findRepeats finds the pairs that are understood as an earlier one is.
func (f *finder) findRepeats(pairs []understoodPair) {
	size := 4
	for size < 2*len(pairs) {
		size *= 2
	}
	if size > len(f.slots) {
		f.slots = make([]int32, size)
	}
	slots, last := f.slots[:size], uint64(size-1)
	clear(slots)
	for n := range pairs {
		p := &pairs[n]
		i := p.identity.hash() & last
		for slots[i] != 0 && pairs[slots[i]-1].identity != p.identity {
			i = (i + 1) & last
		}
		if slots[i] == 0 {
			slots[i] = int32(n + 1)
			continue
		}
		f.found.duplicates = append(f.found.duplicates, repetition{p.place, pairs[slots[i]-1].place})
		p.place = -1
	}
}

// apisMayDiffer reports pairs of one application of which findBuilds could find any.
func (j *joiner) apisMayDiffer(pairs []understoodPair) bool {
	switch {
	case !j.pairsTables || len(pairs) == 0:
		return false
	case len(j.applications.all) > 0:
		return true
	}
	for i := range pairs[1:] {
		if pairs[i].api != pairs[i+1].api {
			return true
		}
	}
	return false
}

// findBuilds finds the pairs rows that give the application another API than an
// earlier pairs row, or than the applications tables, do; each API once.
func (f *finder) findBuilds(pairs []understoodPair) {
	first, firstAPI := int32(-1), int32(0)
	f.reported = f.reported[:0]
	for _, p := range pairs {
		if p.place < 0 {
			continue
		}
		v := f.j.view(f.j.records.at(int(p.place)))
		own := &v.l.apis[v.fact.api]
		if v.l.shape != ShapePairs || !own.Version.Known() || v.naming.key == "" {
			continue // rows without a name need not mean one application
		}
		other := repetition{p.place, -1}
		switch a := v.naming.entry; {
		case a != nil && len(a.stated) > 0:
			if len(a.stated) > 1 || a.stated[0].Version == own.Version {
				continue // several are a contradiction, which is reported as such
			}
		case first < 0:
			first, firstAPI = p.place, own.number
			continue
		case own.number == firstAPI:
			continue
		default:
			other.first = first
		}
		if !slices.Contains(f.reported, own.Version) {
			f.reported = append(f.reported, own.Version)
			f.found.builds = append(f.found.builds, other)
		}
	}
}

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
