package inventory

import (
	"context"

	"chatcompat/inventory/internal/parallel"
)

// pairsPart are the pairs of some rows of a table from which no filter leaves out
// any. Parts are looked through beside each other; what must be done in the order
// of the rows is done for few of the pairs, see firstPair.
type pairsPart struct {
	p        *pairing
	from, to int         // the data rows
	pairs    int         // how many they make
	firsts   []firstPair // in their order
	namings  []pairMarks // see pairing
	targets  []pairMarks

	applications, servers []bool // by place and by number: a pair rests on it; nil in the only part
}

// firstPair is a pair that may be the first to name a server that no table knows, or
// that others have to do with; or the first whose blank cell the inventory as a whole
// has yet to fill; or it names no server.
type firstPair struct {
	nth    int32 // among the pairs of the part
	row    int32 // the data row
	target int32 // its place in the layout's targets; -1 where it names none
}

// pairsInParts takes in all pairs of the table at hand, duplicates included.
func (p *pairing) pairsInParts(ctx context.Context) error {
	parts := make([]pairsPart, parallel.Parts(len(p.l.fates)))
	parallel.Do(len(parts), func(i int) {
		from, to := parallel.Part(len(p.l.fates), i, len(parts))
		parts[i] = pairsPart{p: p, from: from, to: to}
		if len(parts) > 1 {
			parts[i].applications, parts[i].servers = make([]bool, len(p.j.applications.all)), make([]bool, len(p.j.servers.all))
		}
		parts[i].lookThrough(ctx)
	})
	if ctx.Err() != nil {
		return ctx.Err()
	}
	places := make([]int, len(parts)+1)
	places[0] = p.j.records.n
	for i := range parts {
		parts[i].takeFirsts(places[i])
		places[i+1] = places[i] + parts[i].pairs
	}
	if len(parts) > 1 {
		p.touch(parts)
	}
	into := p.j.records.beginWhole(p.table, places[len(parts)]-places[0], p.l.longestList())
	parallel.Do(len(parts), func(i int) { parts[i].record(into, places[i]-places[0]) })
	return nil
}

// lookThrough counts the pairs of the part and finds the first ones.
func (part *pairsPart) lookThrough(ctx context.Context) {
	p := part.p
	part.namings, part.targets = touched[pairMarks](len(p.l.namings)), touched[pairMarks](len(p.l.targets))
	for i := part.from; i < part.to && (i&1023 != 0 || ctx.Err() == nil); i++ {
		if p.l.fates[i] != fateOpen {
			continue
		}
		f, nth, end := p.row(i)
		for ; nth < end; nth++ {
			part.pair(i, f, p.target(f, nth))
		}
	}
}

// pair looks at a pair.
func (part *pairsPart) pair(i int, f fact, target int32) {
	blank, missing := part.p.blank[f.api], part.p.missing[f.version]
	first := target < 0
	if mark := &part.namings[f.naming]; !mark.touched || blank && !mark.filled {
		first = part.meetNaming(mark, &part.p.l.namings[f.naming], blank) || first
	}
	if target >= 0 {
		if mark := &part.targets[target]; !mark.touched || missing && !mark.filled {
			first = part.meetTarget(mark, &part.p.l.targets[target], missing) || first
		}
	}
	if first {
		part.firsts = append(part.firsts, firstPair{int32(part.pairs), int32(i), target})
	}
	part.pairs++
}

// meetNaming marks an application, and reports whether it has yet to be found out
// what fills a blank cell.
func (part *pairsPart) meetNaming(mark *pairMarks, n *naming, blank bool) bool {
	mark.touched, mark.filled = true, mark.filled || blank
	if n.entry == nil {
		return false
	}
	if part.applications == nil {
		n.entry.kept = true
	} else {
		part.applications[n.place] = true
	}
	return blank && n.entry.filled == nil
}

// meetTarget does the same of a server, and reports also the first of a name that no
// table knows, or that others have to do with.
func (part *pairsPart) meetTarget(mark *pairMarks, t *target, missing bool) bool {
	first := !mark.touched && (part.p.unknown(t.server) || !t.server.alone())
	mark.touched, mark.filled = true, mark.filled || missing
	if part.servers != nil {
		part.servers[t.number] = true
	} else if t.server.alone() { // see marks the others
		t.server.kept = true
	}
	return first || missing && t.filled == nil
}

// takeFirsts does what must be done in the order of the rows; place is that of the
// part's first pair.
func (part *pairsPart) takeFirsts(place int) {
	for _, one := range part.firsts {
		part.p.fill(part.p.l.factAt(int(one.row)), one.target)
		part.p.see(one.target, place+int(one.nth))
	}
}

// touch marks the entries that pairs of several parts rest on, which goes through
// all there are; see does so, too, where the order of the pairs matters.
func (p *pairing) touch(parts []pairsPart) {
	applications, servers := make(marks, len(parts)), make(marks, len(parts))
	for i := range parts {
		applications[i], servers[i] = parts[i].applications, parts[i].servers
	}
	all := p.j.applications.all
	parallel.Ranges(len(all), func(from, to int) {
		for i, a := range all[from:to] {
			a.kept = a.kept || applications.has(from+i)
		}
	})
	parallel.Ranges(len(p.j.servers.all), func(from, to int) {
		for i, s := range p.j.servers.all[from:to] {
			s.kept = s.kept || servers.has(from+i)
		}
	})
}

// record puts the pairs into their places, from k on, and their rows among the
// paired ones.
func (part *pairsPart) record(into *recordsOf, k int) {
	p := part.p
	for i := part.from; i < part.to; i++ {
		if p.l.fates[i] != fateOpen {
			continue
		}
		_, nth, end := p.row(i)
		if nth < end {
			p.l.fates[i] = fatePaired
		}
		for ; nth < end; nth++ {
			into.rows[k] = int32(p.l.header + 1 + i)
			into.nths.set(k, nth+1)
			k++
		}
	}
}
