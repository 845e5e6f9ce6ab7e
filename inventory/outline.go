package inventory

import (
	"encoding/binary"
	"math"
	"sync"

	"chatcompat/inventory/internal/parallel"
)

// Outline is a pair in numbers: all that somebody needs who only counts.
type Outline struct {
	// Pairs with the same Like above 0 agree in the versions of both readings and
	// their causes, and in what every known column says that does not merely
	// describe. 0 is not known: a Reader tells.
	Like int32

	Application, Server int32 // as in the pair; 0 also where it names none

	// The numbers of the readings where the pair's own row says all there is of it,
	// or nothing but names; else 0. See [Reader.ReadRow].
	API, ServerVersion int32
	Joined             bool // with those numbers: the row says nothing but names
}

// Outlines tells what all outlines of an estate have in common.
type Outlines struct {
	Applications, Servers int32 // the highest numbers in outlines
	Versions              int   // different APIs and server versions, the unknown ones included

	e      *Estate
	tables []outlinedTable

	mu    sync.Mutex
	likes map[likeness]int32
	said  map[string]uint16 // what rows say in the columns that do not merely describe
}

// outlinedTable is what outlines need of a table, near the processor.
type outlinedTable struct {
	apis, versions []outlinedReading // by their places in the layout
	namings        []outlinedSide    // applications as rows name them
	targets        []outlinedSide    // servers likewise
	said           []uint16          // what rows say in columns that do not merely describe
	plain          bool              // there are no unknown columns
	bare           bool              // there are none but those of names and versions
}

// outlinedReading is a reading of one text.
type outlinedReading struct {
	gist   gist
	number int32 // as in pairs
}

// outlinedSide is an application or a server as rows of one table name it.
type outlinedSide struct {
	number           int32 // as in an outline
	filled, disputed gist  // what fills a blank version, what a known one becomes; 0: as the row has it
	said             uint16
	listed           bool  // a table of applications, or of servers, knows it
	extras           bool  // it has cells of unknown columns there
	reading          int32 // the number of what fills a blank
}

// gist is a number for version and cause of a reading, with two bits above it.
type gist uint16

const (
	gistKnown   gist = 1 << 15         // the version is known
	gistMissing gist = 1 << 14         // nobody states it
	gistUnsure  gist = gistMissing - 1 // as the number: a Reader has to look
)

// unsure in place of a number says that a Reader has to look.
const unsure = math.MaxUint16

// likeness is all that Outline.Like promises: the gists of both readings, and what
// the row, the application and the server say beside them.
type likeness struct{ readings, said uint64 }

// newLikeness is told in numbers; sure is false where one of them is that only a
// Reader can tell.
func newLikeness(api, version gist, row, application, server uint16) (l likeness, sure bool) {
	sure = row != unsure && application != unsure && server != unsure && api&gistUnsure != gistUnsure && version&gistUnsure != gistUnsure
	return likeness{uint64(api)<<16 | uint64(version), uint64(row)<<32 | uint64(application)<<16 | uint64(server)}, sure
}

func (l likeness) hash() uint64 {
	h := l.readings*0x9e3779b97f4a7c15 ^ l.said*0xbf58476d1ce4e5b9
	return h ^ h>>32
}

// Outlines prepares to outline the pairs.
func (e *Estate) Outlines() *Outlines {
	o := &Outlines{e: e, likes: map[likeness]int32{}, said: map[string]uint16{"": 0}}
	k, versions := gists{}, map[any]bool{}
	for _, l := range e.joiner.layouts {
		o.tables = append(o.tables, o.outline(l, k))
		for i := range l.apis {
			versions[l.apis[i].Version] = true
		}
		for i := range l.versions {
			versions[l.versions[i].Version] = true
		}
	}
	versions[API{}], versions[ServerVersion{}] = true, true
	o.Versions = len(versions)
	return o
}

func (o *Outlines) outline(l *layout, k gists) (t outlinedTable) {
	for i := range l.apis {
		t.apis = append(t.apis, outlinedReading{gistOf(k, &l.apis[i].Reading), l.apis[i].reading})
	}
	for i := range l.versions {
		t.versions = append(t.versions, outlinedReading{gistOf(k, &l.versions[i].Reading), l.versions[i].reading})
	}
	t.said = make([]uint16, len(l.said))
	for i, row := range l.said {
		t.said[i] = o.numberOf(l.addValues(nil, int(row), l.judged))
	}
	t.plain = len(l.extras) == 0
	t.bare = t.plain && len(l.described) == 0 && l.shape != ShapeApplications
	t.namings = make([]outlinedSide, len(l.namings))
	for i := range l.namings {
		t.namings[i] = o.naming(&l.namings[i], k)
	}
	t.targets = make([]outlinedSide, len(l.targets))
	for i := range l.targets {
		t.targets[i] = o.target(&l.targets[i], k)
	}
	return t
}

func (o *Outlines) naming(n *naming, k gists) (out outlinedSide) {
	if n.key != "" {
		out.number = n.number + 1
		o.Applications = max(o.Applications, out.number)
	}
	a := n.entry
	if a == nil {
		return out
	}
	out.listed, out.extras = true, len(a.particulars.extras) > 0
	if a.filled != nil {
		out.filled, out.reading = gistOf(k, &a.filled.Reading), a.filled.reading
	}
	if a.disputed != nil {
		out.disputed = gistOf(k, a.disputed)
	}
	if out.said = o.numberOf(a.particulars.values); len(a.rows) > 1 && out.said != 0 {
		out.said = unsure // it matters in which order the rows come
	}
	return out
}

func (o *Outlines) target(t *target, k gists) outlinedSide {
	out := outlinedSide{number: t.number + 1}
	if t.key == "" {
		out.number = 0
	}
	o.Servers = max(o.Servers, out.number)
	if t.filled != nil {
		out.filled, out.reading = gistOf(k, &t.filled.Reading), t.filled.reading
	}
	if t.disputed != nil {
		out.disputed = gistOf(k, t.disputed)
	}
	if t.particulars != nil {
		out.listed, out.extras = true, len(t.particulars.extras) > 0
		out.said = o.numberOf(t.particulars.values)
	}
	return out
}

// gists numbers versions and causes, from 1.
type gists map[any]gist

func gistOf[V API | ServerVersion](all gists, r *Reading[V]) gist {
	type versionAndCause struct {
		version V
		cause   Cause
	}
	one := versionAndCause{r.Version, r.Cause}
	k, known := all[one]
	if !known {
		k = gist(min(len(all)+1, int(gistUnsure)))
		if versionKey(r.Version) != "" {
			k |= gistKnown
		}
		if r.Cause == Missing {
			k |= gistMissing
		}
		all[one] = k
	}
	return k
}

// numberOf numbers those of the values that do not merely describe; unsure where
// there are too many different ones.
func (o *Outlines) numberOf(values Values) uint16 {
	var text []byte
	for _, v := range values {
		if !v.Field.Describes() {
			text = append(binary.AppendUvarint(append(text, byte(v.Field)), uint64(len(v.Text))), v.Text...)
		}
	}
	n, known := o.said[string(text)]
	if !known {
		if len(o.said) > mostLikes {
			return unsure
		}
		n = uint16(len(o.said))
		o.said[string(text)] = n
	}
	return n
}

// mostLikes bounds how many different things are numbered.
const mostLikes = 1 << 14

// outlinedPairs is how many pairs are outlined at once: few enough for the
// processor's cache.
const outlinedPairs = 1 << 14

// Each outlines all pairs, block by block, and hands the blocks to visit in their
// order with the place of their first pair; the next block is outlined meanwhile,
// on a few processors. A block is valid during the call only. It ends with the first
// error of visit.
func (o *Outlines) Each(visit func(block []Outline, first int) error) error {
	const pieces = 4 // of a block, so that all processors end at the same time
	readers := make([]*OutlineReader, pieces)
	for i := range readers {
		readers[i] = o.Reader()
	}
	n := o.e.Len()
	var block, next []Outline
	room := [2][]Outline{make([]Outline, min(n, outlinedPairs)), make([]Outline, max(0, min(n-outlinedPairs, outlinedPairs)))}
	for from, turn := 0, 0; from < n || len(block) > 0; turn++ {
		next = room[turn%2][:max(0, min(n-from, outlinedPairs))]
		var err error
		parallel.Do(pieces+1, func(i int) {
			if i == 0 {
				if len(block) > 0 {
					err = visit(block, from-len(block))
				}
				return
			}
			first, end := len(next)*(i-1)/pieces, len(next)*i/pieces
			readers[i-1].Read(next[first:end], from+first)
		})
		if err != nil {
			return err
		}
		from += len(next)
		block = next
	}
	return nil
}

// Reader outlines pairs beside others.
func (o *Outlines) Reader() *OutlineReader {
	return &OutlineReader{of: o}
}

// OutlineReader outlines pairs. Several of one estate may be used beside each other.
type OutlineReader struct {
	of     *Outlines
	also   int // see repeated
	seen   int32
	near   [64]record
	recent [1 << 10]struct {
		likeness
		like int32
	}
}

// Read outlines the pairs at places from a first one on.
func (r *OutlineReader) Read(outlines []Outline, first int) {
	for len(outlines) > 0 {
		n := min(len(outlines), len(r.near))
		for i := range n {
			r.approach(&r.near[i], first+i)
		}
		for i := range n {
			r.one(&outlines[i], &r.near[i], first+i)
		}
		outlines, first = outlines[n:], first+n
	}
}

// approach looks at what an outline rests on: the processor then waits for the
// memory of several pairs at once.
func (r *OutlineReader) approach(p *record, place int) {
	j := r.of.e.joiner
	*p = j.records.at(place)
	l, t := j.layouts[p.table], &r.of.tables[p.table]
	f := l.fact(int(p.row))
	r.seen += t.namings[f.naming].number
	if p.nth >= 0 {
		r.seen += t.targets[l.lists[f.targets].from+p.nth].number
	}
}

// one outlines a pair.
func (r *OutlineReader) one(out *Outline, p *record, place int) {
	l, sure := r.outline(out, p)
	if r.repeated(int32(place)) {
		sure, out.API, out.ServerVersion, out.Joined = false, 0, 0, false
	}
	if out.Like = 0; !sure {
		return
	}
	recent := &r.recent[l.hash()%uint64(len(r.recent))]
	if recent.likeness != l {
		recent.likeness, recent.like = l, r.of.like(l)
	}
	out.Like = recent.like
}

// nowhere is the target of a pair whose row names no server.
var nowhere = outlinedSide{}

// outline numbers application and server and tells what the pair is like.
func (r *OutlineReader) outline(out *Outline, p *record) (l likeness, sure bool) {
	layout, t := r.of.e.joiner.layouts[p.table], &r.of.tables[p.table]
	f := layout.fact(int(p.row))
	n, target, api, version := &t.namings[f.naming], &nowhere, t.apis[f.api], t.versions[f.version]
	if p.nth >= 0 {
		target = &t.targets[layout.lists[f.targets].from+p.nth]
	}
	*out = Outline{Application: n.number, Server: target.number}
	alone := t.plain && !n.listed && !target.listed
	if joined := !alone && t.bare && !n.extras && !target.extras; alone || joined {
		a, v := api.completed(n.filled, n.disputed, n.reading), version.completed(target.filled, target.disputed, target.reading)
		if a > 0 && v > 0 {
			out.API, out.ServerVersion, out.Joined = a, v, joined
		}
	}
	if version.gist&gistMissing != 0 && target.filled == 0 { // see withoutServer
		version.gist = gistUnsure
	}
	return newLikeness(api.gist.completed(n.filled, n.disputed), version.gist.completed(target.filled, target.disputed),
		t.rowSays(layout, int(p.row)), n.said, target.said)
}

// completed is the number of a row's own reading, or of what fills a blank; 0
// where the inventory as a whole changes it.
func (o outlinedReading) completed(filled, disputed gist, reading int32) int32 {
	g, number := o.gist, o.number
	if g&gistMissing != 0 {
		g, number = filled, reading
	}
	if g&gistKnown != 0 && disputed != 0 {
		return 0
	}
	return number
}

// completed is what a row's own reading becomes by what the inventory says of
// the application or the server: see Reader.readingsOf.
func (k gist) completed(filled, disputed gist) gist {
	if k&gistMissing != 0 && filled != 0 {
		k = filled
	}
	if k&gistKnown != 0 && disputed != 0 {
		k = disputed
	}
	return k
}

// rowSays numbers what a row says in the columns that do not merely describe.
func (t *outlinedTable) rowSays(l *layout, row int) uint16 {
	if len(t.said) == 0 {
		return 0
	}
	return t.said[l.facts.said.at(row-l.header-1)]
}

// repeated reports a pair that further rows say, which may say more of it.
func (r *OutlineReader) repeated(place int32) bool {
	also := r.of.e.joiner.also
	r.also = seekAlso(also, r.also, place)
	return r.also < len(also) && also[r.also].record == place
}

// like is the number of a likeness; 0 where there are too many.
func (o *Outlines) like(l likeness) int32 {
	o.mu.Lock()
	defer o.mu.Unlock()
	n, known := o.likes[l]
	if !known && len(o.likes) < mostLikes {
		n = int32(len(o.likes) + 1)
		o.likes[l] = n
	}
	return n
}
