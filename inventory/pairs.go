package inventory

import (
	"cmp"
	"crypto/sha256"
	"encoding/binary"
	"iter"
	"slices"
	"unsafe"
)

// Len is the number of pairs.
func (e *Estate) Len() int { return len(e.joiner.records) }

// blockPairs is how many pairs a block holds.
const blockPairs = 1024

// Pairs yields the pairs in blocks, in stable order: input, sheet, row. A block
// is valid until the next one is asked for.
func (e *Estate) Pairs() iter.Seq[[]Pair] {
	return func(yield func([]Pair) bool) {
		all := e.joiner.records
		block := make([]Pair, min(blockPairs, len(all)))
		w := writer{j: e.joiner, problems: e.Problems, troubled: e.troubled}
		for from := 0; from < len(all); from += blockPairs {
			records := all[from:min(len(all), from+blockPairs)]
			w.keys = make([]byte, 0, len(records)*2*keyLength)
			for i := range records {
				w.pair(&block[i], int32(from+i))
			}
			if !yield(block[:len(records)]) {
				return
			}
		}
	}
}

// writer fills pairs. The small parts of all pairs of a block share their memory.
type writer struct {
	j      *joiner
	values slab[Value]
	extras slab[Extra]
	keys   []byte // room for all keys of the block; strings point into it

	problems      []Problem // of the estate
	troubled      []rowRef
	problem, also int // the next of the estate's and of the joiner's: they are in the order of the pairs
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

// pair writes a record in full.
func (w *writer) pair(p *Pair, i int32) {
	j := w.j
	v := j.view(j.records[i])
	row := int(v.row)
	api, version := j.apiSaid(&v), j.versionSaid(&v)
	*p = Pair{
		API:            j.apiOf(&v, api.Reading),
		ServerVersion:  j.versionOf(&v, version.Reading),
		At:             v.l.raw.Pos(row, -1),
		Problems:       w.problemsOf(v.rowRef),
		ApplicationKey: j.keys.texts[v.naming.number],

		ApplicationNumber: v.naming.number + 1,
	}
	p.Application, p.ApplicationID = v.l.application(row)
	w.values.scratch = v.l.addValues(w.values.scratch[:0], row)
	w.extras.scratch = v.l.addExtras(w.extras.scratch[:0], row)
	w.again(p, i)
	w.applicationOf(p, &v)
	w.serverOf(p, &v)
	p.Fields, p.Extra = w.values.keep(), w.extras.keep()
	p.Key = w.key('k', p.ApplicationKey, j.words.texts[api.number], p.ServerKey, j.words.texts[version.number])
	p.PairKey = w.key('p', p.ApplicationKey, p.ServerKey)
}

// again adds what the rows say that repeat the pair.
func (w *writer) again(p *Pair, i int32) {
	for also := w.j.also; w.also < len(also) && also[w.also].record == i; w.also++ {
		p.Also = append(p.Also, w.add(also[w.also].rowRef))
	}
}

// add adds what a row says beside the names and versions.
func (w *writer) add(ref rowRef) Pos {
	l := w.j.layout(ref)
	w.values.scratch = l.addValues(w.values.scratch, int(ref.row))
	w.extras.scratch = l.addExtras(w.extras.scratch, int(ref.row))
	return l.raw.Pos(int(ref.row), -1)
}

// applicationOf adds what the applications tables say.
func (w *writer) applicationOf(p *Pair, v *view) {
	a := v.naming.entry
	if a == nil {
		return
	}
	if p.Application == "" || p.Application == p.ApplicationID {
		p.Application = a.name
	}
	p.ApplicationID = cmp.Or(p.ApplicationID, a.id)
	for _, ref := range a.rows {
		if ref != v.rowRef {
			w.add(ref)
		}
	}
}

// serverOf adds what the servers tables say.
func (w *writer) serverOf(p *Pair, v *view) {
	s := v.server()
	if s == nil {
		return
	}
	p.Server = v.target.name
	p.ServerKey, p.ServerNumber = s.key, s.number+1
	if !s.known() {
		return
	}
	d := s.particulars
	p.ServerFields = d.values
	own := len(w.extras.scratch)
	for _, x := range d.extras {
		w.extras.scratch = addExtra(w.extras.scratch, own, x.Header, x.Text)
	}
}

// particulars is what servers tables say of a server beside its version.
type particulars struct {
	values Values
	extras []Extra
}

// describe gathers the particulars of a server, once for all its pairs.
func (j *joiner) describe(s *server) *particulars {
	d := &particulars{}
	rows := s.said
	for _, other := range s.relatives() {
		rows = append(slices.Clip(rows), other.said...)
	}
	for _, ref := range rows {
		l := j.layout(ref)
		d.values = l.addValues(d.values, int(ref.row))
		d.extras = l.addExtras(d.extras, int(ref.row))
	}
	return d
}

// apiOf completes what is said of the API of a pair: the row's own statement
// unless applications tables contradict each other.
func (j *joiner) apiOf(v *view, r Reading[API]) Reading[API] {
	a := v.naming.entry
	if r.At.IsZero() {
		r.At = v.l.at(int(v.row), FieldAPI)
	}
	switch {
	case a != nil && len(a.stated) > 1 && r.Version.Known():
		return contradicted(r, contradiction(j, FieldAPI, a.stated))
	case r.Cause == Missing && a == nil:
		r.Detail = j.whyNoAPI(v)
	}
	return r
}

func (j *joiner) whyNoAPI(v *view) string {
	name, _ := v.l.application(int(v.row))
	switch {
	case v.naming.many:
		return "several applications bear the name " + Quote(name) + "; give the application's id"
	case name == "":
		return "the row names no application"
	case v.l.has(FieldAPI):
		return "the cell is blank and no applications table states the API of " + Quote(name)
	}
	return "no applications table knows " + Quote(name)
}

// versionOf completes what is said of the server version of a pair: the row's
// own statement unless others contradict it.
func (j *joiner) versionOf(v *view, r Reading[ServerVersion]) Reading[ServerVersion] {
	if r.At.IsZero() {
		r.At = v.l.at(int(v.row), FieldServerVersion)
	}
	s := v.server()
	switch {
	case s == nil && r.Cause == Missing:
		return v.withoutServer(r)
	case s == nil || !r.Version.Known():
	case len(s.stated) > 1 || len(s.members) > 0:
		if all := s.statements(); len(all) > 1 {
			return contradicted(r, contradiction(j, FieldServerVersion, all))
		}
	}
	return r
}

// withoutServer says why a pair whose row names no server has no version.
func (v *view) withoutServer(r Reading[ServerVersion]) Reading[ServerVersion] {
	switch text := v.l.unreadableTarget(int(v.row)); {
	case text != "":
		r.Cause = Unreadable
		r.Detail = "the cell that should name the server holds " + Quote(text) +
			"; repair the formula or export that filled it, or write the name"
	case v.fromTable():
		r.Detail = "no table names a server for the application"
	default:
		r.Detail = "the row names no server"
	}
	return r
}

// contradicted is a statement that others contradict: its own text and place, no version.
func contradicted[V API | ServerVersion](own, all Reading[V]) Reading[V] {
	all.Written, all.At = own.Written, own.At
	return all
}

// problemsOf are the problems of a pair's row.
func (w *writer) problemsOf(ref rowRef) []Problem {
	for w.problem < len(w.troubled) && compareRefs(w.troubled[w.problem], ref) < 0 {
		w.problem++
	}
	n := w.problem
	for n < len(w.troubled) && w.troubled[n] == ref {
		n++
	}
	if n == w.problem {
		return nil
	}
	return slices.Clone(w.problems[w.problem:n])
}

func compareRefs(a, b rowRef) int {
	return cmp.Or(cmp.Compare(a.table, b.table), cmp.Compare(a.row, b.row))
}

// keyLength is that of keys: a letter and 15 characters that no spreadsheet
// takes for a number.
const keyLength = 16

// lowerBase32 are the digits of base32 in lower case.
const lowerBase32 = "abcdefghijklmnopqrstuvwxyz234567"

// key names texts by a letter and a hash.
func (w *writer) key(letter byte, texts ...string) string {
	var buf [256]byte
	b := buf[:0]
	for _, t := range texts {
		b = append(append(b, t...), 0)
	}
	sum := sha256.Sum256(b)
	start := len(w.keys)
	w.keys = append(w.keys, letter)
	bits := binary.BigEndian.Uint64(sum[:]) // 12 digits of 5 bits, then 3 of the last 4 bits and the next bytes
	for shift := 59; shift >= 4; shift -= 5 {
		w.keys = append(w.keys, lowerBase32[bits>>shift&31])
	}
	bits = bits<<16 | uint64(sum[8])<<8 | uint64(sum[9])
	for shift := 15; shift >= 5; shift -= 5 {
		w.keys = append(w.keys, lowerBase32[bits>>shift&31])
	}
	return unsafe.String(&w.keys[start], keyLength) // the bytes are never written again
}
