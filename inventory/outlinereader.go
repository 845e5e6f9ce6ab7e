package inventory

// OutlineReader outlines pairs. Several of one estate may be used beside each other.
type OutlineReader struct {
	of     *Outlines
	also   int // see repeated
	seen   int32
	near   [64]outlinedPair
	recent [1 << 10]struct {
		likeness
		like int32
	}
}

// outlinedPair is a pair in numbers: what an outline rests on.
type outlinedPair struct {
	table, row int32
	fact       fact
	target     int32 // its place in the layout; -1 where the row names no server
}

// Read outlines the pairs at places from a first one on.
func (r *OutlineReader) Read(outlines []Outline, first int) { r.read(outlines, nil, first) }

// ReadRows is Read with the rows of those pairs whose outlines have the numbers of
// their readings; those of the others mean nothing.
func (r *OutlineReader) ReadRows(outlines []Outline, rows []Row, first int) {
	r.read(outlines, rows, first)
}

func (r *OutlineReader) read(outlines []Outline, rows []Row, first int) {
	for len(outlines) > 0 {
		n := min(len(outlines), len(r.near))
		for i := range n {
			r.approach(&r.near[i], first+i)
		}
		for i := range n {
			written := r.one(&outlines[i], &r.near[i], first+i)
			if rows != nil {
				rows[i] = r.row(&outlines[i], &r.near[i], written)
			}
		}
		outlines, first = outlines[n:], first+n
		if rows != nil {
			rows = rows[n:]
		}
	}
}

// approach looks at what an outline rests on: the processor then waits for the
// memory of several pairs at once.
func (r *OutlineReader) approach(p *outlinedPair, place int) {
	one := r.of.e.joiner.records.at(place)
	t := &r.of.tables[one.table]
	*p = outlinedPair{one.table, one.row, t.layout.fact(int(one.row)), -1}
	r.seen += t.namings[p.fact.naming].number
	if one.nth >= 0 {
		p.target = t.layout.lists[p.fact.targets].from + one.nth
		r.seen += t.targets[p.target].number
	}
}

// one outlines a pair; written tells that the row has names and versions as they are.
func (r *OutlineReader) one(out *Outline, p *outlinedPair, place int) (written bool) {
	l, sure, written := r.outline(out, p)
	if r.repeated(int32(place)) {
		sure, out.API, out.ServerVersion, out.Joined, out.Contradicted = false, 0, 0, false, false
	}
	if out.Like = 0; !sure {
		return written
	}
	recent := &r.recent[l.hash()%uint64(len(r.recent))]
	if recent.likeness != l {
		recent.likeness, recent.like = l, r.of.like(l)
	}
	out.Like = recent.like
	return written
}

// nowhere is the target of a pair whose row names no server.
var nowhere = outlinedSide{}

// outline numbers application and server and tells what the pair is like.
func (r *OutlineReader) outline(out *Outline, p *outlinedPair) (l likeness, sure, written bool) {
	t := &r.of.tables[p.table]
	n, target, api, version := &t.namings[p.fact.naming], &nowhere, &t.apis[p.fact.api], t.versions[p.fact.version]
	if p.target >= 0 {
		target = &t.targets[p.target]
	}
	*out = Outline{Application: n.number, Server: target.number}
	if target.unreadable && version.gist&gistMissing == 0 {
		version.gist |= gistKnown // see completeVersion
	}
	alone := t.plain && !n.listed && !target.listed
	if joined := !alone && t.bare && !n.extras && !target.extras; alone || joined {
		a, disputed := api.completed(n)
		v, contradicted := version.completed(target)
		if a > 0 && v > 0 && !disputed && !target.unreadable {
			out.API, out.ServerVersion, out.Joined, out.Contradicted = a, v, joined, contradicted
		}
	}
	written = t.commas && n.written && target.written && api.written && version.written && (api.gist|version.gist)&gistMissing == 0
	if version.gist&gistMissing != 0 && target.filled == 0 { // see withoutServer
		version.gist = gistUnsure
	}
	l, sure = newLikeness(api.gist.completed(n.filled, n.disputed), version.gist.completed(target.filled, target.disputed),
		t.rowSays(int(p.row)), n.said, target.said)
	return l, sure, written
}

// completed is the number of a row's own reading, or of what fills a blank; with
// disputed the inventory as a whole contradicts it. It is 0 where the inventory
// changes what fills the blank.
func (o outlinedReading) completed(side *outlinedSide) (number int32, disputed bool) {
	disputed = side.disputed != 0
	switch {
	case o.gist&gistMissing == 0:
		return o.number, disputed && o.gist&gistKnown != 0
	case disputed && side.filled&gistKnown != 0:
		return 0, false
	case o.says && side.filled&gistMissing != 0: // see saying
		return 0, false
	}
	return side.reading, false
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
func (t *outlinedTable) rowSays(row int) uint16 {
	if len(t.said) == 0 {
		return 0
	}
	return t.said[t.layout.facts.said.at(row-t.layout.header-1)]
}

// repeated reports a pair that further rows say, which may say more of it.
func (r *OutlineReader) repeated(place int32) bool {
	also := r.of.e.joiner.also
	r.also = seekAlso(also, r.also, place)
	return r.also < len(also) && also[r.also].record == place
}
