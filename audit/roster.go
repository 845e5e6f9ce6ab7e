package audit

import (
	"cmp"
	"slices"
	"strings"

	"chatcompat/inventory"
)

// entry is an application or a server over all its pairs, in its compact form.
type entry struct {
	pairs       int32
	unknown     int32 // pairs of an application of which the server version is not known
	versions    int32 // a set of views.versions
	first, last int32 // its findings, see roster.next
	risk        Risk  // the highest
	uses        inventory.Answer
}

// title is what an entry is called.
type title struct{ key, name, id string }

// count adds what a finding says of both kinds of entries.
func (e *entry) count(m *mark) {
	if e.pairs == 0 || m.risk.Rank() < e.risk.Rank() {
		e.risk = m.risk
	}
	e.pairs++
}

// roster finds entries by key, or by the numbers that an estate gives to keys.
type roster struct {
	entries  pages[entry]
	titles   pages[title] // of the entries; none where titleOf finds them elsewhere
	titleOf  func(first int32) title
	noIDs    bool             // with titleOf: no entry has an id
	byKey    map[string]int32 // made when it is first asked for
	byNumber []int32          // places of entries, from 1; 0 where there is none yet
	next     pages[int32]     // for each finding the next one of the same entry
	current  int32            // the place of the entry last asked for
	seen     int32            // see approach
}

// entry is that of a number, or of a key where the number is 0, made where it is
// new. Where titleOf finds titles, and there is a number, it needs no key.
func (r *roster) entry(number int32, key *string) *entry {
	if number > 0 {
		r.current = r.numbered(number, key)
	} else {
		r.current = r.named(*key)
	}
	return r.entries.at(r.current)
}

// title is that of the entry at a place.
func (r *roster) title(place int32) title {
	if r.titleOf != nil {
		return r.titleOf(r.entries.at(place).first)
	}
	return *r.titles.at(place)
}

// name gives the entry last asked for its title.
func (r *roster) name(name, id string) {
	if r.titleOf == nil {
		t := r.titles.at(r.current)
		t.name, t.id = name, id
	}
}

func (r *roster) numbered(number int32, key *string) int32 {
	if n := int(number) + 1 - len(r.byNumber); n > 0 {
		r.byNumber = append(r.byNumber, make([]int32, n)...)
	}
	if r.byNumber[number] == 0 {
		r.byNumber[number] = r.add(key) + 1
	}
	return r.byNumber[number] - 1
}

func (r *roster) named(key string) int32 {
	n, known := r.index()[key]
	if !known {
		n = r.add(&key)
		r.byKey[key] = n
	}
	return n
}

// approach looks at the entry of a number, if there is one.
func (r *roster) approach(number int32) {
	if int(number) < len(r.byNumber) && r.byNumber[number] > 0 {
		r.seen += r.entries.at(r.byNumber[number] - 1).pairs
	}
}

func (r *roster) add(key *string) int32 {
	if r.titleOf == nil {
		r.titles.add(title{key: *key})
	}
	return r.entries.add(entry{})
}

// index finds the places of entries by key.
func (r *roster) index() map[string]int32 {
	if r.byKey == nil {
		r.byKey = make(map[string]int32, r.entries.len())
		for n := range r.entries.len() {
			r.byKey[r.title(n).key] = n
		}
	}
	return r.byKey
}

// find is the entry of a key, or nil.
func (r *roster) find(key string) *entry {
	if n, known := r.index()[key]; known {
		return r.entries.at(n)
	}
	return nil
}

// chain makes a finding the last one of the current entry, or of none.
func (r *roster) chain(any bool, finding int32) {
	r.next.add(0)
	if !any {
		return
	}
	e := r.entries.at(r.current)
	if e.pairs > 1 {
		*r.next.at(e.last) = finding
	}
	e.last = finding
}

// ranked is an entry with what entries are ordered by.
type ranked struct {
	title
	place int32
	rank  int
}

func (r *roster) ranked(place int32) ranked {
	return ranked{r.title(place), place, r.entries.at(place).risk.Rank()}
}

func (a ranked) compare(b ranked) int {
	return cmp.Or(cmp.Compare(a.rank, b.rank), strings.Compare(a.name, b.name), strings.Compare(a.key, b.key))
}

// sorted orders places of entries by risk, name and key.
func (r *roster) sorted(places []int32) []int32 {
	all := make([]ranked, len(places))
	for i, place := range places {
		all[i] = r.ranked(place)
	}
	slices.SortFunc(all, ranked.compare)
	for i, one := range all {
		places[i] = one.place
	}
	return places
}

// names counts the different names of entries. In an estate those without an id
// are known by their names, and there are none but different ones.
func (r *roster) names(places []int32) int {
	if r.noIDs || r.titleOf != nil && !slices.ContainsFunc(places, func(place int32) bool { t := r.title(place); return t.id != "" || t.name == "" }) {
		return len(places)
	}
	names := make(map[string]struct{}, len(places))
	for _, place := range places {
		if name := r.title(place).name; name != "" {
			names[name] = struct{}{}
		}
	}
	return len(names)
}

// first are the entries of the first few names, by risk, name and key.
func (r *roster) first(places []int32, n int) []int32 {
	const worthwhile = 1 << 12 // half of the places beside the other half
	half := 0
	if len(places) > worthwhile {
		half = len(places) / 2
	}
	others := func() leaders { return nil }
	if half > 0 {
		others = beside(func() leaders { return r.lead(places[:half], n) })
	}
	best := r.lead(places[half:], n)
	for _, one := range others() {
		best = best.with(one, n)
	}
	first := make([]int32, len(best))
	for i, one := range best {
		first[i] = one.place
	}
	return first
}

// leaders are the first few of some entries, each name once.
type leaders []ranked

func (r *roster) lead(places []int32, n int) (best leaders) {
	for _, place := range places {
		if len(best) == n && r.entries.at(place).risk.Rank() > best[n-1].rank {
			continue
		}
		if one := r.ranked(place); one.name != "" {
			best = best.with(one, n)
		}
	}
	return best
}

// with are the first n with another one.
func (l leaders) with(one ranked, n int) leaders {
	i, _ := slices.BinarySearchFunc(l, one, ranked.compare)
	if i == n {
		return l
	}
	if same := slices.IndexFunc(l, func(other ranked) bool { return other.name == one.name }); same >= 0 {
		if same < i {
			return l
		}
		l = slices.Delete(l, same, same+1)
	}
	l = slices.Insert(l, i, one)
	return l[:min(len(l), n)]
}

// pages is a list that grows without being copied.
type pages[T any] struct {
	full [][]T
	n    int32
}

// pageSize is how many elements a page of pages holds.
const pageSize = 1 << 12

// add appends an element and gives its place.
func (p *pages[T]) add(one T) int32 {
	if p.n%pageSize == 0 {
		p.full = append(p.full, make([]T, pageSize))
	}
	p.n++
	*p.at(p.n - 1) = one
	return p.n - 1
}

func (p *pages[T]) at(place int32) *T { return &p.full[uint32(place)/pageSize][place%pageSize] }

func (p *pages[T]) len() int32 { return p.n }

// sets numbers the small sets that entries have in common. Set 0 is empty.
type sets[T comparable] struct {
	lists [][]T
	grown map[growth[T]]int32
}

// growth is a set and what comes to it.
type growth[T comparable] struct {
	set int32
	one T
}

func newSets[T comparable]() sets[T] {
	return sets[T]{make([][]T, 1), map[growth[T]]int32{}}
}

// with is the number of the set that has one more element, if it lacks it.
func (s *sets[T]) with(set int32, one T) int32 {
	if slices.Contains(s.lists[set], one) {
		return set
	}
	g := growth[T]{set, one}
	grown, known := s.grown[g]
	if !known {
		grown = int32(len(s.lists))
		s.lists = append(s.lists, append(slices.Clone(s.lists[set]), one))
		s.grown[g] = grown
	}
	return grown
}
