package inventory

import (
	"cmp"
	"slices"
	"sort"
)

// Reader writes pairs of an estate, each asked for by its place. Several
// readers of one estate may be used beside each other.
type Reader struct {
	j       *joiner
	without Parts
	values  slab[Value]
	extras  slab[Extra]
	row     Values // of the row read last, see ReadRow
	keys    []byte // room for keys; strings point into it

	problems []Problem // of the estate
	troubled []rowRef
	seen     int32 // see Approach

	problem, also int // where the last ones were looked for
}

// Read writes the pair at a place, from 0 to below Len.
func (w *Reader) Read(p *Pair, place int) {
	v := w.j.view(w.j.records.at(place))
	p.Application, p.ApplicationID = v.application()
	p.ApplicationKey, p.ApplicationNumber = v.naming.key, v.naming.number+1
	p.At, p.Also, p.Problems, p.Fields, p.Extra = Pos{}, nil, nil, nil, nil
	w.readingsOf(p, &v)
	if w.with(PositionPart) {
		p.At = v.l.raw.Pos(int(v.row), -1)
	}
	if len(w.troubled) > 0 {
		p.Problems = w.problemsOf(v.rowRef)
	}
	w.add(v.rowRef)
	if len(w.j.also) > 0 {
		w.again(p, int32(place))
	}
	w.applicationOf(p, &v)
	w.serverOf(p, &v)
	if p.Fields == nil && p.Extra == nil {
		p.Fields, p.Extra = w.values.keep(), w.extras.keep()
	}
	w.keysOf(p, &v)
}

// keysOf names the pair, whose names are known.
func (w *Reader) keysOf(p *Pair, v *view) {
	p.Key, p.PairKey = "", ""
	if w.with(KeyPart) {
		p.Key = w.keyOf(v)
	}
	if w.with(PairKeyPart) {
		p.PairKey = w.key('p', p.ApplicationKey, p.ServerKey)
	}
}

// Approach looks at what the pairs at places from first to before end rest on,
// step by step: the processor then waits for the memory of all of them at once.
func (w *Reader) Approach(first, end int) {
	for place := first; place < end; place++ {
		w.seen += w.j.approach(w.j.records.at(place))
	}
	if !w.with(DescriptivePart) {
		return
	}
	for place := first; place < end; place++ {
		v := w.j.view(w.j.records.at(place))
		w.seen += firstByte(v.naming.name)
		if a := v.naming.entry; a != nil {
			w.seen += int32(len(a.particulars.values))
		}
		if v.target != nil {
			w.seen += firstByte(v.target.name)
		}
	}
	for place := first; place < end; place++ {
		v := w.j.view(w.j.records.at(place))
		if a := v.naming.entry; a != nil {
			w.seen += approachValues(a.particulars.values)
		}
		if v.target != nil && v.target.particulars != nil {
			w.seen += approachValues(v.target.particulars.values)
		}
	}
}

func approachValues(values Values) (seen int32) {
	for i := range values {
		seen += firstByte(values[i].Text)
	}
	return seen
}

func firstByte(s string) int32 {
	if s == "" {
		return 0
	}
	return int32(s[0])
}

func (w *Reader) with(part Parts) bool { return w.without&part == 0 }

// readingsOf adds the two readings, completed by what the inventory as a whole says.
func (w *Reader) readingsOf(p *Pair, v *view) {
	j := w.j
	api, version := j.apiSaid(v), j.versionSaid(v)
	p.API, p.APINumber = api.Reading, api.reading
	if changed := j.completeAPI(v, &p.API); changed {
		p.APINumber = 0
	}
	p.ServerVersion, p.ServerVersionNumber = version.Reading, version.reading
	if changed := j.completeVersion(v, &p.ServerVersion); changed {
		p.ServerVersionNumber = 0
	}
	if w.with(PositionPart) {
		j.placeReadings(p, v)
	}
}

// placeReadings gives readings without a position of their own the ones of the
// cells that state them.
func (j *joiner) placeReadings(p *Pair, v *view) {
	if p.API.At.IsZero() {
		p.API.At = j.apiAt(v)
	}
	if p.ServerVersion.At.IsZero() {
		p.ServerVersion.At = j.versionAt(v)
	}
}

// again adds what the rows say that repeat the pair.
func (w *Reader) again(p *Pair, place int32) {
	also := w.j.also
	w.also = seekAlso(also, w.also, place)
	for n := w.also; n < len(also) && also[n].record == place; n++ {
		w.add(also[n].rowRef)
		if w.with(PositionPart) {
			p.Also = append(p.Also, w.j.layout(also[n].rowRef).raw.Pos(int(also[n].row), -1))
		}
	}
}

// seekAlso is the first row that repeats the pair at a place, or a later one.
func seekAlso(also []again, last int, place int32) int {
	return seek(last, len(also), func(i int) bool { return also[i].record >= place })
}

// seek is the first of n things, in order, that is far enough. It looks near
// the last answer first, since pairs are mostly read one after the other.
func seek(last, n int, enough func(int) bool) int {
	for range 4 {
		switch {
		case last < n && !enough(last):
			last++
		case last > 0 && enough(last-1):
			last--
		default:
			return last
		}
	}
	return sort.Search(n, enough)
}

// add adds what a row says beside the names and versions.
func (w *Reader) add(ref rowRef) {
	l := w.j.layout(ref)
	fields := l.described
	if !w.with(DescriptivePart) {
		fields = l.judged
	}
	w.values.scratch = l.addValues(w.values.scratch, int(ref.row), fields)
	w.extras.scratch = l.addExtras(w.extras.scratch, int(ref.row))
}

// applicationOf adds what the applications tables say.
func (w *Reader) applicationOf(p *Pair, v *view) {
	a := v.naming.entry
	if a == nil {
		return
	}
	switch {
	case v.fromTable():
		for _, ref := range a.rows {
			if ref != v.rowRef {
				w.add(ref)
			}
		}
	case len(w.values.scratch)+len(w.extras.scratch) == 0:
		p.Fields, p.Extra = a.particulars.values, a.particulars.extras // all pairs of the application may share them
	default:
		for _, ref := range a.rows {
			w.add(ref)
		}
	}
}

// serverOf adds what the servers tables say.
func (w *Reader) serverOf(p *Pair, v *view) {
	t := v.target
	if t == nil {
		p.Server, p.ServerKey, p.ServerNumber, p.ServerFields = "", "", 0, nil
		return
	}
	p.Server, p.ServerKey, p.ServerNumber, p.ServerFields = t.name, t.key, t.number+1, nil
	if t.unreadable {
		p.ServerKey, p.ServerNumber = "", 0
		return
	}
	d := t.particulars
	if d == nil {
		return
	}
	p.ServerFields = d.values
	if len(d.extras) > 0 && len(p.Fields)+len(p.Extra) > 0 { // shared; the pair gets its own
		w.values.scratch, w.extras.scratch = append(w.values.scratch, p.Fields...), append(w.extras.scratch, p.Extra...)
		p.Fields, p.Extra = nil, nil
	}
	own := len(w.extras.scratch)
	for _, x := range d.extras {
		w.extras.scratch = addExtra(w.extras.scratch, own, x.Header, x.Text)
	}
}

// problemsOf are the problems of a pair's row.
func (w *Reader) problemsOf(ref rowRef) []Problem {
	w.problem = seek(w.problem, len(w.troubled), func(i int) bool { return compareRefs(w.troubled[i], ref) >= 0 })
	from, to := w.problem, w.problem
	for to < len(w.troubled) && w.troubled[to] == ref {
		to++
	}
	if from == to {
		return nil
	}
	return slices.Clone(w.problems[from:to])
}

func compareRefs(a, b rowRef) int {
	return cmp.Or(cmp.Compare(a.table, b.table), cmp.Compare(a.row, b.row))
}

// slab hands out parts of larger pieces of memory.
type slab[T any] struct{ scratch, free []T }

// keep copies the scratch into the slab and empties it.
func (s *slab[T]) keep() []T {
	n := len(s.scratch)
	if n == 0 {
		return nil
	}
	if n > len(s.free) {
		s.free = make([]T, max(n, 4*blockPairs))
	}
	kept := s.free[:n:n]
	s.free = s.free[n:]
	copy(kept, s.scratch)
	s.scratch = s.scratch[:0]
	return kept
}
