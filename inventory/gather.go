package inventory

import (
	"cmp"
	"context"
	"slices"

	"chatcompat/inventory/internal/parallel"
)

// gatherAll turns the rows of all tables into facts, the largest table first and
// several beside each other.
func (j *joiner) gatherAll(ctx context.Context) error {
	order := slices.Clone(j.layouts)
	slices.SortStableFunc(order, func(a, b *layout) int { return cmp.Compare(len(b.fates), len(a.fates)) })
	parallel.Jobs(j.rows(), len(order), func(i int) { order[i].gather(ctx) })
	return ctx.Err()
}

// gather takes down what the open rows say: first which of them say the same,
// column by column, then what each different thing means.
func (l *layout) gather(ctx context.Context) {
	if l.shape == ShapeNone {
		l.lookThrough(ctx)
		l.findBelowNothing()
		return
	}
	all := l.rowNumbers()
	l.numberRows(ctx, all)
	if ctx.Err() != nil {
		return
	}
	l.findBelow(all)
	if len(all) > 4 {
		l.said = all[4].firsts
	}
	l.gatherNamings(all[0].firsts)
	l.gatherTargets(all[1].firsts)
	l.apis = make([]distinct[API], len(all[2].firsts))
	for i, row := range all[2].firsts {
		r := l.readAPI(int(row))
		l.apis[i] = distinct[API]{Reading: r, written: l.writes(int(row), FieldAPI, r.Written)}
	}
	l.versions = make([]distinct[ServerVersion], len(all[3].firsts))
	for i, row := range all[3].firsts {
		r := l.readVersion(int(row))
		l.versions[i] = distinct[ServerVersion]{Reading: r, written: l.writes(int(row), FieldServerVersion, r.Written)}
	}
}

// rowNumbers are those of the columns that facts are made of.
func (l *layout) rowNumbers() []rowNumbers {
	targets := append([]int{l.column(FieldServer), l.column(FieldPool)}, l.fields[FieldTargets]...)
	if l.shape == ShapeServers {
		targets = append([]int{l.column(FieldServer)}, l.fields[FieldTargets]...)
	}
	all := []rowNumbers{
		{ids: &l.facts.namings, cols: l.columnsOf(FieldApplication, FieldApplicationID)},
		{ids: &l.facts.targets, cols: targets},
		{ids: &l.facts.apis, cols: l.columnsOf(FieldAPI, FieldUCMA, FieldAPIMembers)},
		{ids: &l.facts.versions, cols: append([]int{l.column(FieldServerVersion), l.softwareColumn()}, l.witnesses...)},
	}
	if len(l.judged) > 0 && l.shape != ShapeServers {
		all = append(all, rowNumbers{ids: &l.facts.said, cols: l.columnsOf(l.judged...)})
	}
	return all
}

// gatherNamings takes down what applications rows name, from the first row that
// does.
func (l *layout) gatherNamings(firsts []int32) {
	l.namings = touched[naming](len(firsts))
	misnames := make([]bool, parallel.Parts(len(firsts)))
	parallel.Do(len(misnames), func(part int) {
		from, to := parallel.Part(len(firsts), part, len(misnames))
		for i := from; i < to; i++ {
			n, row := &l.namings[i], int(firsts[i])
			n.name, n.id = l.application(row)
			n.key, n.written = foldName(n.name), l.writes(row, FieldApplication, n.name)
			n.ids = l.writes(row, FieldApplicationID, n.id)
			misnames[part] = misnames[part] || l.hasUnreadable(row, FieldApplication, FieldApplicationID)
		}
	})
	l.misnames = l.misnames || slices.Contains(misnames, true)
}

// writes reports that the cell of a field has a text as it is.
func (l *layout) writes(row int, f Field, text string) bool {
	col := l.column(f)
	return col >= 0 && l.raw.Text(row, col) == text
}

// listsPart is a part of the lists of targets of a table.
type listsPart struct {
	l        *layout
	targets  []target
	besides  []beside
	misnames bool
}

// gatherTargets takes down the servers that rows name, from the first row that
// names them.
func (l *layout) gatherTargets(firsts []int32) {
	l.listRows, l.lists, l.targets = firsts, make([]targetList, len(firsts)), touched[target](len(firsts))
	parts := make([]listsPart, parallel.Parts(len(firsts)))
	parallel.Do(len(parts), func(i int) {
		from, to := parallel.Part(len(firsts), i, len(parts))
		p := listsPart{l: l, targets: l.targets[from:from:to]} // enough where each list has one
		for list := from; list < to; list++ {
			begin := len(p.targets)
			p.add(int32(list), int(firsts[list]))
			l.lists[list] = targetList{int32(from + begin), int32(from + len(p.targets))}
		}
		parts[i] = p
	})
	l.joinLists(parts)
}

// joinLists makes the targets of all parts those of one layout. Mostly they are,
// since each list has one.
func (l *layout) joinLists(parts []listsPart) {
	targets, moved := 0, false
	for i, p := range parts {
		from, to := parallel.Part(len(l.lists), i, len(parts))
		for list := range l.lists[from:to] {
			l.lists[from+list].from += int32(targets - from)
			l.lists[from+list].to += int32(targets - from)
		}
		targets, moved = targets+len(p.targets), moved || len(p.targets) != to-from
		l.besides = append(l.besides, p.besides...)
		l.misnames = l.misnames || p.misnames
	}
	if !moved {
		return
	}
	l.targets = make([]target, 0, targets)
	for _, p := range parts {
		l.targets = append(l.targets, p.targets...)
	}
}

// add takes down what servers a row targets: its pool where it names none.
func (p *listsPart) add(list int32, row int) {
	from := len(p.targets)
	for _, f := range [...]Field{FieldServer, FieldTargets} {
		for _, col := range p.l.fields[f] {
			p.addCell(list, row, col)
		}
	}
	if pool := p.l.column(FieldPool); pool >= 0 && from == len(p.targets) && p.l.shape != ShapeServers {
		p.addCell(list, row, pool)
	}
	if len(p.targets) == from+1 {
		p.targets[from].written = p.l.writes(row, FieldServer, p.targets[from].name)
	}
	p.misnames = p.misnames || p.l.hasUnreadable(row, FieldPool)
}

// addCell takes down the servers that a cell names.
func (p *listsPart) addCell(list int32, row, col int) {
	names, unreadable := p.l.readTargets(row, col)
	p.misnames = p.misnames || p.l.broken(row, col) || noTarget(unreadable) != ""
	for _, one := range names {
		t := target{name: one.name, key: foldHost(one.name), col: int16(col)}
		if said := p.l.versionBeside(one.part, col); said != nil {
			p.besides = append(p.besides, beside{list: list, said: said})
			t.filled, t.beside = said, true
		}
		p.targets = append(p.targets, t)
	}
	if unreadable != "" && p.l.shape != ShapeServers {
		p.targets = append(p.targets, target{key: unreadable, col: int16(col), unreadable: true})
	}
}

// takeInAll finds what tables have in common, and reports what is wrong with their
// rows: applications beside servers, these in the order of the tables.
func (j *joiner) takeInAll() {
	parallel.Jobs(j.rows(), 2, func(i int) {
		if i == 0 {
			j.numberNames()
			return
		}
		for table, l := range j.layouts {
			j.takeIn(l)
			j.reportFaults(int32(table), l)
			j.reportNameless(int32(table), l)
			j.reportStrays(int32(table), l)
		}
		j.servers.link()
		for _, l := range j.layouts {
			l.resolveTargets()
		}
	})
}

// takeIn finds what a table has in common with others: servers, and the numbers of
// readings.
func (j *joiner) takeIn(l *layout) {
	j.servers.makeRoom(len(l.lists))
	j.nameServers(l)
	for i := range l.besides {
		number(j, l.besides[i].said)
	}
	for i := range l.apis {
		number(j, &l.apis[i])
	}
	for i := range l.versions {
		number(j, &l.versions[i])
	}
}

// nameServers makes the servers that rows name, in the order of the rows: the rows
// that are the first to name their targets, and those that name pools.
func (j *joiner) nameServers(l *layout) {
	if l.shape != ShapeServers || !l.has(FieldPool) {
		for i := range l.targets {
			j.nameTarget(&l.targets[i])
		}
	} else {
		j.nameServersAndPools(l)
	}
	besides := l.besides
	for i := 0; len(besides) > 0; i++ {
		if t := &l.targets[i]; t.beside {
			besides[0].server = t.server
			besides = besides[1:]
		}
	}
}

func (j *joiner) nameServersAndPools(l *layout) {
	var pools []targetName
	named := 0 // lists
	for i, f := range l.fates {
		row := l.header + 1 + i
		if named < len(l.listRows) && int(l.listRows[named]) == row { // of the second row of a header, too: every number has its list
			list := l.lists[named]
			for k := list.from; k < list.to; k++ {
				j.nameTarget(&l.targets[k])
			}
			named++
		}
		if f != fateOpen {
			continue
		}
		pools = l.appendPools(pools[:0], row)
		for _, pool := range pools {
			j.servers.named(pool.name)
		}
		l.misnames = l.misnames || !isHostName(l.text(row, FieldPool)) && l.hasUnreadable(row, FieldPool)
	}
}

// nameTarget finds the server of a target, of which the name is known.
func (j *joiner) nameTarget(t *target) {
	if t.unreadable {
		t.server = j.servers.unreadable(t.key)
	} else {
		t.server = j.servers.folded(t.name, t.key)
	}
}

// lookThrough finds the fates of rows of which nobody wants to know what they say.
func (l *layout) lookThrough(ctx context.Context) {
	parallel.Ranges(len(l.fates), func(from, to int) {
		for i := from; i < to && (i&1023 != 0 || ctx.Err() == nil); i++ {
			l.fates[i] = l.firstFate(l.header + 1 + i)
		}
	})
}
