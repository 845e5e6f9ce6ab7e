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

// pairMarks are what was done for a naming or a target when its first pair was made.
type pairMarks struct{ touched, filled bool }

// pairsOf takes in the pairs of a table, duplicates included.
func (p *pairing) pairsOf(ctx context.Context, table int32, l *layout) error {
	p.begin(table, l)
	for i, f := range l.fates {
		if i&1023 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		if f == fateOpen {
			p.row(i)
		}
	}
	for i, mark := range p.namings {
		if a := l.namings[i].entry; mark.touched && a != nil {
			a.kept = true
		}
	}
	return nil
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
	p.j.records.begin(table, l.pairsExpected())
}

// row takes in the pairs of a data row.
func (p *pairing) row(i int) {
	l, f := p.l, p.l.factAt(i)
	list := l.lists[f.targets]
	if list.from == list.to {
		if a := l.namings[f.naming].entry; l.shape == ShapeApplications && a != nil && a.targeted {
			return // joined by the rows that name its targets
		}
		p.pair(i, f, -1)
		return
	}
	for nth := range list.to - list.from {
		p.pair(i, f, nth)
	}
}

// pair takes in a pair, unless a filter leaves it out.
func (p *pairing) pair(i int, f fact, nth int32) {
	l, j := p.l, p.j
	one := record{rowRef{p.table, int32(l.header + 1 + i)}, nth}
	target := int32(-1)
	if nth >= 0 {
		target = l.lists[f.targets].from + nth
	}
	p.fill(f, target)
	if p.filtered {
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
	} else if l.shape != ShapeApplications {
		p.namings[f.naming].touched = true
	}
	l.fates[i] = fatePaired
	p.see(target)
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
	if target < 0 || !p.missing[f.version] || p.targets[target].filled {
		return
	}
	p.targets[target].filled = true
	t := &p.l.targets[target]
	t.filled = p.j.versionOfTables(t.server)
}

// see marks the server of a pair that is taken in, once for each way to write it.
func (p *pairing) see(target int32) {
	switch {
	case target < 0:
		p.doubtful = append(p.doubtful, int32(p.j.records.n))
		return
	case p.targets[target].touched:
		return
	}
	p.targets[target].touched = true
	s := p.l.targets[target].server
	s.touch(true)
	if p.j.servers.tables && !s.known() {
		p.doubtful = append(p.doubtful, int32(p.j.records.n))
	}
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
