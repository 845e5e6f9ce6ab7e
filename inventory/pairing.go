package inventory

import "context"

// pairing makes pairs of rows, in the order of tables and rows: first of all of
// them, see pairsOf, then duplicates are left out, see duplicates.
type pairing struct {
	j        *joiner
	filtered bool

	// Of the table at hand.
	l        *layout
	table    int32
	missing  []bool      // by number of a version: no cell states it
	blank    []bool      // by number of an API: likewise
	namings  []pairMarks // by number
	targets  []pairMarks // by place in the layout's targets
	doubtful []int32     // the places of pairs whose target is perhaps odd, see checkTarget
}

// pairMarks are what was done for a naming or a target when its first pair was
// made; of a naming the first is of interest to parts alone.
type pairMarks struct{ touched, filled bool }

// pairsOf takes in the pairs of a table, duplicates included.
func (p *pairing) pairsOf(ctx context.Context, table int32, l *layout) error {
	p.begin(table, l)
	if p.filtered {
		return p.pairsThatFit(ctx)
	}
	return p.pairsInParts(ctx)
}

func (p *pairing) begin(table int32, l *layout) {
	p.table, p.l = table, l
	p.namings, p.targets = make([]pairMarks, len(l.namings)), make([]pairMarks, len(l.targets))
	p.missing, p.blank = make([]bool, len(l.versions)), make([]bool, len(l.apis))
	for i := range l.versions {
		p.missing[i] = l.versions[i].Cause == Missing
	}
	for i := range l.apis {
		p.blank[i] = l.apis[i].Cause == Missing
	}
}

// pairsThatFit takes in the pairs that filters do not leave out.
func (p *pairing) pairsThatFit(ctx context.Context) error {
	p.j.records.begin(p.table, p.l.pairsExpected())
	for i, fate := range p.l.fates {
		if i&1023 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		if fate != fateOpen {
			continue
		}
		f, nth, end := p.row(i)
		for ; nth < end; nth++ {
			p.pair(i, f, nth)
		}
	}
	return nil
}

// row is what a data row says, and the numbers of its targets from the first to
// behind the last: -1 alone where it makes a pair without one, none where it
// makes no pair, since rows that name servers join what it says.
func (p *pairing) row(i int) (f fact, nth, end int32) {
	f = p.l.factAt(i)
	list := p.l.lists[f.targets]
	if list.from < list.to {
		return f, 0, list.to - list.from
	}
	if a := p.l.namings[f.naming].entry; p.l.shape == ShapeApplications && a != nil && a.targeted {
		return f, 0, 0
	}
	return f, -1, 0
}

// target is the place in the layout's targets of one of those that a row names;
// -1 for none.
func (p *pairing) target(f fact, nth int32) int32 {
	if nth < 0 {
		return -1
	}
	return p.l.lists[f.targets].from + nth
}

// pair takes in a pair, unless a filter leaves it out.
func (p *pairing) pair(i int, f fact, nth int32) {
	l, j := p.l, p.j
	one := record{rowRef{p.table, int32(l.header + 1 + i)}, nth}
	target := p.target(f, nth)
	p.fill(f, target)
	v := j.view(one)
	out := j.leftOut(&v)
	v.touch(!out)
	if out {
		j.excluded++
		if nth <= 0 {
			l.fates[i] = fateExcluded
		}
		return
	}
	l.fates[i] = fatePaired
	p.see(target, j.records.n)
	j.records.add(one)
}

// fill finds what the inventory as a whole says where the row is blank.
func (p *pairing) fill(f fact, target int32) {
	if mark := &p.namings[f.naming]; p.blank[f.api] && !mark.filled {
		mark.filled = true
		if a := p.l.namings[f.naming].entry; a != nil {
			p.j.apiOfTables(a)
		}
	}
	if target < 0 || !p.missing[f.version] || p.targets[target].filled || p.l.targets[target].beside {
		return
	}
	p.targets[target].filled = true
	t := &p.l.targets[target]
	t.filled = p.j.versionOfTables(t.server)
}

// see marks the server of a pair that is taken in at a place, once for each way
// to write it.
func (p *pairing) see(target int32, place int) {
	switch {
	case target < 0:
		p.doubtful = append(p.doubtful, int32(place))
		return
	case p.targets[target].touched:
		return
	}
	p.targets[target].touched = true
	s := p.l.targets[target].server
	s.touch(true)
	if p.unknown(s) {
		p.doubtful = append(p.doubtful, int32(place))
	}
}

// unknown reports a server that no servers table knows, where there is one.
func (p *pairing) unknown(s *server) bool {
	return p.j.servers.tables && !s.known() && !s.unread
}

// finish leaves out duplicates and reports what is odd about pairs.
func (p *pairing) finish(ctx context.Context) {
	j := p.j
	found := j.findDuplicates(ctx)
	later, others, doubtful := found.duplicates, found.builds, p.doubtful
	var row rowOfDuplicates
	for len(later)+len(others)+len(doubtful) > 0 {
		at := min(placeOf(later), placeOf(others), firstOr(doubtful))
		repeats := placeOf(later) == at
		if repeats {
			j.repeated(later[0], &row)
			later = later[1:]
		}
		if placeOf(others) == at {
			j.reportOther(others[0])
			others = others[1:]
		}
		if firstOr(doubtful) == at {
			if v := j.view(j.records.at(int(at))); !repeats {
				j.checkTarget(&v)
			}
			doubtful = doubtful[1:]
		}
	}
	j.leaveOut(found.duplicates)
}
