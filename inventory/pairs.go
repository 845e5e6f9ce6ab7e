package inventory

import (
	"cmp"
	"crypto/sha256"
	"encoding/binary"
	"iter"
	"slices"
	"sort"
	"unsafe"
)

// Len is the number of pairs.
func (e *Estate) Len() int { return e.joiner.records.n }

// blockPairs is how many pairs a block holds: few enough for the processor's cache.
const blockPairs = 256

// Pairs yields the pairs in blocks, in stable order: input, sheet, row. A block
// is valid until the next one is asked for.
func (e *Estate) Pairs() iter.Seq[[]Pair] {
	return func(yield func([]Pair) bool) {
		block, r := make([]Pair, min(blockPairs, e.Len())), e.Reader()
		for from := 0; from < e.Len(); from += len(block) {
			block = block[:min(len(block), e.Len()-from)]
			for i := range block {
				r.Read(&block[i], from+i)
			}
			if !yield(block) {
				return
			}
		}
	}
}

// Parts are parts of pairs that not everybody needs.
type Parts uint8

// The parts. They are left out of pairs to save time, never to hide anything.
const (
	KeyPart         Parts = 1 << iota // Pair.Key
	PairKeyPart                       // Pair.PairKey
	DescriptivePart                   // values of fields that describe, see [Field.Describes]
	PositionPart                      // Pair.At, Pair.Also and the positions of the readings
)

// Reader writes pairs of an estate, each asked for by its place. Several
// readers of one estate may be used beside each other.
type Reader struct {
	j       *joiner
	without Parts
	values  slab[Value]
	extras  slab[Extra]
	keys    []byte // room for keys; strings point into it

	problems []Problem // of the estate
	troubled []rowRef
	seen     int32 // see Approach

	problem, also int // where the last ones were looked for
}

// Without is the same estate with pairs that lack some parts.
func (e *Estate) Without(parts Parts) *Estate {
	lean := *e
	lean.without = parts
	return &lean
}

// Reader reads pairs of the estate.
func (e *Estate) Reader() *Reader {
	return &Reader{j: e.joiner, without: e.without, problems: e.Problems, troubled: e.troubled}
}

// Application is the application of the pair at a place.
func (e *Estate) Application(place int) (key, name, id string) {
	v := e.joiner.view(e.joiner.records.at(place))
	name, id = v.application()
	return v.naming.key, name, id
}

// Server is the server of the pair at a place; "" where it names none.
func (e *Estate) Server(place int) (key, name string) {
	if t := e.joiner.view(e.joiner.records.at(place)).target; t != nil {
		return t.key, t.name
	}
	return "", ""
}

// Key is the key of the pair at a place.
func (e *Estate) Key(place int) string {
	r := Reader{j: e.joiner}
	v := e.joiner.view(e.joiner.records.at(place))
	return r.keyOf(&v)
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
	p.Key, p.PairKey = "", ""
	if w.with(KeyPart) {
		p.Key = w.keyOf(&v)
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
			w.approachValues(a.particulars.values)
		}
		if v.target != nil && v.target.particulars != nil {
			w.approachValues(v.target.particulars.values)
		}
	}
}

func (w *Reader) approachValues(values Values) {
	for i := range values {
		w.seen += firstByte(values[i].Text)
	}
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
	if !w.with(PositionPart) {
		return
	}
	if p.API.At.IsZero() {
		p.API.At = v.l.at(int(v.row), FieldAPI)
	}
	if p.ServerVersion.At.IsZero() {
		p.ServerVersion.At = v.l.at(int(v.row), FieldServerVersion)
	}
}

// keyOf names application, API, server and server version as understood.
func (w *Reader) keyOf(v *view) string {
	j, server := w.j, ""
	if v.target != nil {
		server = v.target.key
	}
	return w.key('k', v.naming.key, j.words.texts[j.apiSaid(v).number], server, j.words.texts[j.versionSaid(v).number])
}

// again adds what the rows say that repeat the pair.
func (w *Reader) again(p *Pair, place int32) {
	also := w.j.also
	w.also = seek(w.also, len(also), func(i int) bool { return also[i].record >= place })
	for n := w.also; n < len(also) && also[n].record == place; n++ {
		w.add(also[n].rowRef)
		if w.with(PositionPart) {
			p.Also = append(p.Also, w.j.layout(also[n].rowRef).raw.Pos(int(also[n].row), -1))
		}
	}
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

// particulars is what tables say of an application or a server beside its version.
type particulars struct {
	values Values
	extras []Extra
}

// describeServer gathers the particulars of a server, once for all its pairs.
func (j *joiner) describeServer(s *server) *particulars {
	rows := s.said
	for _, other := range s.relatives() {
		rows = append(slices.Clip(rows), other.said...)
	}
	d := j.describe(rows)
	return &d
}

// describe gathers what rows say together.
func (j *joiner) describe(rows []rowRef) (d particulars) {
	for _, ref := range rows {
		l := j.layout(ref)
		d.values = l.addValues(d.values, int(ref.row), l.described)
		d.extras = l.addExtras(d.extras, int(ref.row))
	}
	return d
}

// completeAPI completes what is said of the API of a pair: the row's own
// statement unless applications tables contradict each other.
func (j *joiner) completeAPI(v *view, r *Reading[API]) (changed bool) {
	a := v.naming.entry
	switch {
	case a != nil && a.disputed != nil && r.Version.Known():
		*r = contradicted(*r, *a.disputed, v.l.at(int(v.row), FieldAPI))
		return true
	case r.Cause == Missing && a == nil:
		r.Detail = j.whyNoAPI(v)
		return true
	}
	return false
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

// completeVersion completes what is said of the server version of a pair: the
// row's own statement unless others contradict it.
func (j *joiner) completeVersion(v *view, r *Reading[ServerVersion]) (changed bool) {
	t := v.target
	switch {
	case t == nil && r.Cause == Missing:
		*r = v.withoutServer(*r)
		return true
	case t == nil || t.disputed == nil || !r.Version.Known():
		return false
	}
	*r = contradicted(*r, *t.disputed, v.l.at(int(v.row), FieldServerVersion))
	return true
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
func contradicted[V API | ServerVersion](own, all Reading[V], at Pos) Reading[V] {
	all.Written, all.At = own.Written, own.At
	if all.At.IsZero() {
		all.At = at
	}
	return all
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

// keyLength is that of keys: a letter and 15 characters that no spreadsheet
// takes for a number.
const keyLength = 16

// lowerBase32 are the digits of base32 in lower case.
const lowerBase32 = "abcdefghijklmnopqrstuvwxyz234567"

// key names texts by a letter and a hash.
func (w *Reader) key(letter byte, texts ...string) string {
	var buf [256]byte
	b := buf[:0]
	for _, t := range texts {
		b = append(append(b, t...), 0)
	}
	sum := sha256.Sum256(b)
	if cap(w.keys)-len(w.keys) < keyLength {
		w.keys = make([]byte, 0, blockPairs*keyLength) // the old room stays with the strings that point into it
	}
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
