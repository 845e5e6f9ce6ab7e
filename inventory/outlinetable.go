package inventory

import (
	"encoding/binary"
	"sync"

	"chatcompat/inventory/internal/parallel"
)

// Outlines prepares to outline the pairs.
func (e *Estate) Outlines() *Outlines {
	o := &Outlines{e: e, likes: map[likeness]int32{}, said: map[string]uint16{"": 0}}
	x, versions := &outliner{o: o, gists: map[any]gist{}}, map[any]bool{}
	for _, l := range e.joiner.layouts {
		o.tables = append(o.tables, x.table(l))
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

// outliner makes tables of outlines, each on all processors.
type outliner struct {
	o     *Outlines
	mu    sync.Mutex // of the maps and of what Outlines has in common
	gists map[any]gist
}

// outlinerPart is the part of an outliner that one goroutine has.
type outlinerPart struct {
	*outliner
	byReading []gist // by the numbers of readings; 0 where it is not known
	highest   int32  // number of a side
}

func (x *outliner) table(l *layout) outlinedTable {
	t := outlinedTable{layout: l, commas: l.raw.Delimiter == ','}
	for i := range l.apis {
		t.apis = append(t.apis, outlinedReading{gistOf(x, &l.apis[i].Reading), l.apis[i].written, l.apis[i].reading, l.apis[i].Written != ""})
	}
	for i := range l.versions {
		t.versions = append(t.versions, outlinedReading{gistOf(x, &l.versions[i].Reading), l.versions[i].written, l.versions[i].reading, l.versions[i].Written != ""})
	}
	t.said = make([]uint16, len(l.said))
	for i, row := range l.said {
		t.said[i] = x.numberOf(l.addValues(nil, int(row), l.judged))
	}
	t.plain = len(l.extras) == 0
	t.bare = t.plain && len(l.described) == 0 && l.shape != ShapeApplications
	t.namings, t.targets = make([]outlinedSide, len(l.namings)), make([]outlinedSide, len(l.targets))
	x.sides(t.namings, &x.o.Applications, func(p *outlinerPart, i int) outlinedSide { return p.naming(&l.namings[i]) })
	x.sides(t.targets, &x.o.Servers, func(p *outlinerPart, i int) outlinedSide { return p.target(&l.targets[i]) })
	return t
}

// sides outlines sides and takes down their highest number.
func (x *outliner) sides(all []outlinedSide, highest *int32, one func(p *outlinerPart, i int) outlinedSide) {
	parallel.Ranges(len(all), func(from, to int) {
		p := outlinerPart{outliner: x}
		for i := from; i < to; i++ {
			all[i] = one(&p, i)
			p.highest = max(p.highest, all[i].number)
		}
		x.mu.Lock()
		defer x.mu.Unlock()
		*highest = max(*highest, p.highest)
	})
}

func (p *outlinerPart) naming(n *naming) outlinedSide {
	out := outlinedSide{written: n.written, lowered: n.lowered()}
	if n.key != "" {
		out.number = n.number + 1
	}
	a := n.entry
	if a == nil {
		return out
	}
	out.listed, out.extras = true, len(a.particulars.extras) > 0
	if a.filled != nil {
		out.filled, out.reading = gistOfDistinct(p, a.filled), a.filled.reading
	}
	if a.disputed != nil {
		out.disputed = gistOf(p.outliner, a.disputed)
	}
	if out.said = p.numberOf(a.particulars.values); len(a.rows) > 1 && out.said != 0 {
		out.said = unsure // it matters in which order the rows come
	}
	return out
}

func (p *outlinerPart) target(t *target) outlinedSide {
	out := outlinedSide{number: t.number + 1, written: t.written, unreadable: t.unreadable}
	if t.written && isLowered(t.key, t.name) {
		out.lowered = FieldServer
	}
	if t.key == "" || t.unreadable {
		out.number = 0
	}
	if t.filled != nil {
		out.filled, out.reading = gistOfDistinct(p, t.filled), t.filled.reading
	}
	if t.disputed != nil {
		out.disputed = gistOf(p.outliner, t.disputed)
	}
	if t.particulars != nil {
		out.listed, out.extras = true, len(t.particulars.extras) > 0
		out.said = p.numberOf(t.particulars.values)
	}
	return out
}

// gistOfDistinct is gistOf, found by the number of the reading where that was met.
func gistOfDistinct[V API | ServerVersion](p *outlinerPart, d *distinct[V]) gist {
	if int(d.reading) < len(p.byReading) && p.byReading[d.reading] != 0 {
		return p.byReading[d.reading]
	}
	k := gistOf(p.outliner, &d.Reading)
	if d.reading > 0 {
		for int(d.reading) >= len(p.byReading) {
			p.byReading = append(p.byReading, make([]gist, max(256, len(p.byReading)))...)
		}
		p.byReading[d.reading] = k
	}
	return k
}

// gistOf numbers version and cause of a reading, from 1.
func gistOf[V API | ServerVersion](x *outliner, r *Reading[V]) gist {
	type versionAndCause struct {
		version V
		cause   Cause
	}
	one := versionAndCause{r.Version, r.Cause}
	x.mu.Lock()
	defer x.mu.Unlock()
	k, known := x.gists[one]
	if !known {
		k = gist(min(len(x.gists)+1, int(gistUnsure)))
		if versionKey(r.Version) != "" {
			k |= gistKnown
		}
		if r.Cause == Missing {
			k |= gistMissing
		}
		x.gists[one] = k
	}
	return k
}

// numberOf numbers those of the values that do not merely describe; unsure where
// there are too many different ones.
func (x *outliner) numberOf(values Values) uint16 {
	var text []byte
	for _, v := range values {
		if !v.Field.Describes() {
			text = append(binary.AppendUvarint(append(text, byte(v.Field)), uint64(len(v.Text))), v.Text...)
		}
	}
	if len(text) == 0 {
		return 0
	}
	x.mu.Lock()
	defer x.mu.Unlock()
	n, known := x.o.said[string(text)]
	if !known {
		if len(x.o.said) > mostLikes {
			return unsure
		}
		n = uint16(len(x.o.said))
		x.o.said[string(text)] = n
	}
	return n
}
