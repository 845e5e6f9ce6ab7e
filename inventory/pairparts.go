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
}

// firstPair is a pair that may be the first to name its server so, or the first
// whose blank cell the inventory as a whole fills; or it names no server.
type firstPair struct {
	nth    int32 // among the pairs of the part
	row    int32 // the data row
	target int32 // its place in the layout's targets; -1 where it names none
}

// pairsInParts takes in all pairs of the table at hand, duplicates included.
func (p *pairing) pairsInParts(ctx context.Context) error {
	parts := make([]pairsPart, parallel.Parts(len(p.l.fates)))
	parallel.Do(len(parts), func(i int) {
		parts[i] = pairsPart{p: p, from: len(p.l.fates) * i / len(parts), to: len(p.l.fates) * (i + 1) / len(parts)}
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
	into := p.j.records.beginWhole(p.table, places[len(parts)]-places[0], p.l.longestList())
	parallel.Do(len(parts), func(i int) { parts[i].record(into, places[i]-places[0]) })
	return nil
}

// lookThrough counts the pairs of the part and finds the first ones.
func (part *pairsPart) lookThrough(ctx context.Context) {
	p := part.p
	part.namings, part.targets = make([]pairMarks, len(p.l.namings)), make([]pairMarks, len(p.l.targets))
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
	naming := &part.namings[f.naming]
	first := target < 0 || blank && !naming.filled
	naming.touched = true
	naming.filled = naming.filled || blank
	if target >= 0 {
		mark := &part.targets[target]
		first = first || !mark.touched || missing && !mark.filled
		mark.touched = true
		mark.filled = mark.filled || missing
	}
	if first {
		part.firsts = append(part.firsts, firstPair{int32(part.pairs), int32(i), target})
	}
	part.pairs++
}

// takeFirsts does what must be done in the order of the rows; place is that of the
// part's first pair.
func (part *pairsPart) takeFirsts(place int) {
	p := part.p
	for _, one := range part.firsts {
		p.fill(p.l.factAt(int(one.row)), one.target)
		p.see(one.target, place+int(one.nth))
	}
	for naming, mark := range part.namings {
		if a := p.l.namings[naming].entry; mark.touched && a != nil {
			a.kept = true
		}
	}
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
