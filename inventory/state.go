package inventory

import (
	"context"
	"slices"

	"chatcompat/inventory/internal/parallel"
)

// state takes down what rows state, and finds the applications that they name.
func (j *joiner) state(ctx context.Context) error {
	if slices.ContainsFunc(j.layouts, func(l *layout) bool { return l.shape == ShapeApplications }) {
		j.applications.makeRoom()
	}
	if j.filters.none() {
		j.stateTables(ctx)
	} else {
		for table := range j.layouts {
			j.eachRow(ctx, table, j.stateRow)
		}
		j.applications.link()
		j.resolve()
	}
	j.applicationsNamed = j.applications.texts.count()
	j.applications = applications{all: j.applications.all} // nobody is looked for again
	return ctx.Err()
}

// stateTables does what stateRow does for all rows where no filter leaves out any:
// applications and servers beside each other, then what other tables say of servers
// beside the resolving of names.
func (j *joiner) stateTables(ctx context.Context) {
	parallel.Jobs(j.rows(), 2, func(i int) {
		shape, state := ShapeApplications, j.stateApplication
		if i > 0 {
			shape, state = ShapeServers, j.stateServer
		}
		for table, l := range j.layouts {
			if l.shape == shape {
				j.eachRow(ctx, table, func(ref rowRef, l *layout, row int) { state(ref, l, row, false) })
			}
		}
	})
	j.applications.link()
	parallel.Jobs(j.rows(), 2, func(i int) {
		if i == 0 {
			j.resolve()
			return
		}
		for table, l := range j.layouts {
			if l.shape != ShapeServers {
				j.stateVersions(ctx, int32(table))
				j.stateBesides(ctx, int32(table))
			}
		}
	})
	for table := range j.layouts {
		j.checkRows(ctx, int32(table))
	}
}

// stateRow takes down what a row states: versions of servers, entries of
// servers and applications tables.
func (j *joiner) stateRow(ref rowRef, l *layout, row int) {
	out := !j.filters.keep(l, row)
	if !out {
		j.checkCells(ref, l, row)
	}
	switch l.shape {
	case ShapeServers:
		j.stateServer(ref, l, row, out)
		return
	case ShapeApplications:
		j.stateApplication(ref, l, row, out)
	}
	if !out {
		f := l.fact(row)
		j.stateVersion(ref, l, f)
		j.stateBeside(ref, l, f.targets)
	}
}

// stateVersion takes down what a row states of the servers that it names.
func (j *joiner) stateVersion(ref rowRef, l *layout, f fact) {
	if r := &l.versions[f.version]; r.Version.Known() {
		for _, t := range l.targetsOf(f) {
			j.servers.state(t.server, statement[ServerVersion]{r, ref, false})
		}
	}
}

// stateVersions does what stateVersion does for all open rows of a table. Of rows
// that name the same servers and state the same version only the best is looked
// at, see statement.compare.
func (j *joiner) stateVersions(ctx context.Context, table int32) {
	l := j.layouts[table]
	better := l.betterVersions()
	if slices.Max(append(better, 0)) == 0 {
		return
	}
	best := l.bestStatements(ctx, better)
	for i, fate := range l.fates {
		if i&1023 == 0 && ctx.Err() != nil {
			return
		}
		version := l.facts.versions.at(i)
		if fate != fateOpen || better[version] == 0 {
			continue
		}
		b := &best[l.facts.targets.at(i)]
		if b.row == int32(i) || b.version != version && l.versions[b.version].Version != l.versions[version].Version {
			j.stateVersion(rowRef{table, int32(l.header + 1 + i)}, l, l.factAt(i))
		}
	}
}

// bestStatement is the best statement of a version by rows that name the same
// servers: its number, and the data row.
type bestStatement struct{ version, row int32 }

// bestStatements finds, for each list of targets, the best statement of the version
// that is stated first.
func (l *layout) bestStatements(ctx context.Context, better []int32) []bestStatement {
	best := make([]bestStatement, len(l.lists))
	for i := range best {
		best[i].row = -1
	}
	for i, fate := range l.fates {
		if i&1023 == 0 && ctx.Err() != nil {
			return best
		}
		version := l.facts.versions.at(i)
		if fate != fateOpen || better[version] == 0 {
			continue
		}
		b := &best[l.facts.targets.at(i)]
		if b.row < 0 || better[version] > better[b.version] && l.versions[b.version].Version == l.versions[version].Version {
			*b = bestStatement{version, int32(i)}
		}
	}
	return best
}

// betterVersions ranks the versions, the better the higher; 0 is for what states none.
func (l *layout) betterVersions() []int32 {
	var order []int32
	for i := range l.versions {
		if l.versions[i].Version.Known() {
			order = append(order, int32(i))
		}
	}
	compare := func(a, b int32) int {
		return statement[ServerVersion]{distinct: &l.versions[b]}.compare(statement[ServerVersion]{distinct: &l.versions[a]})
	}
	slices.SortFunc(order, compare)
	better := make([]int32, len(l.versions))
	for n, version := range order {
		better[version] = int32(n + 1)
		if n > 0 && compare(order[n-1], version) == 0 {
			better[version] = better[order[n-1]]
		}
	}
	return better
}

// checkRows does what checkCells does for all open rows of a table: on all
// processors it looks for those of which there may be anything to report.
func (j *joiner) checkRows(ctx context.Context, table int32) {
	l := j.layouts[table]
	suspects := make([][]int32, parallel.Parts(len(l.fates)))
	parallel.Do(len(suspects), func(part int) {
		from, to := len(l.fates)*part/len(suspects), len(l.fates)*(part+1)/len(suspects)
		for i := from; i < to && (i&1023 != 0 || ctx.Err() == nil); i++ {
			if row := l.header + 1 + i; l.fates[i] == fateOpen && l.suspicious(row) {
				suspects[part] = append(suspects[part], int32(row))
			}
		}
	})
	for _, rows := range suspects {
		for _, row := range rows {
			j.checkCells(rowRef{table, row}, l, int(row))
		}
	}
}

func (j *joiner) stateServer(ref rowRef, l *layout, row int, out bool) {
	f := l.fact(row)
	targets := l.targetsOf(f)
	j.pools = l.appendPools(j.pools[:0], row)
	alone := len(targets) == 0 // the row is about its pools
	if alone {
		targets = nil // not those of the next list
		for _, pool := range j.pools {
			targets = append(targets, target{name: pool.name, server: j.servers.named(pool.name).whole()})
		}
	}
	j.servers.tables = true
	if !out {
		j.stateBeside(ref, l, f.targets)
		j.stateBesidePools(ref, l)
	}
	for _, t := range targets {
		s := t.server
		j.servers.addRow(s, ref, l.says(row))
		if out {
			s.relate().excluded++
			continue
		}
		if l.says(row) {
			j.servers.state(s, statement[ServerVersion]{&l.versions[f.version], ref, true})
		}
		if alone {
			continue
		}
		for _, pool := range j.pools {
			if p := j.servers.named(pool.name).whole(); l.export == nil || !l.export.nextHop {
				s.joins(p)
			} else if p != s {
				s.relate().nextHop = p
			}
		}
	}
}

func (j *joiner) stateApplication(ref rowRef, l *layout, row int, out bool) {
	f := l.fact(row)
	n := &l.namings[f.naming]
	if n.name == "" {
		return
	}
	a := j.applications.add(n)
	a.rows = j.applications.rows.add(a.rows, ref)
	a.targeted = a.targeted || len(l.targetsOf(f)) > 0
	if out {
		a.excluded++
		return
	}
	j.applications.state(a, statement[API]{&l.apis[f.api], ref, true})
}

// numberNames numbers the names and ids of applications, folded.
func (j *joiner) numberNames() {
	about := 0
	for _, l := range j.layouts {
		about = max(about, len(l.namings))
	}
	texts := newTextNumbers(about)
	for _, l := range j.layouts {
		if l.shape == ShapeServers {
			continue
		}
		texts.numberAll(len(l.namings), func(i int) string { return l.namings[i].key },
			func(i int, number int32) { l.namings[i].nameNumber, l.namings[i].number = number, number })
		l.numberIDs(&texts)
	}
	j.applications.texts = texts
}

// numberIDs numbers the ids of applications: where there is one, it is the key.
func (l *layout) numberIDs(texts *textNumbers) {
	if !l.has(FieldApplicationID) {
		return
	}
	var with []*naming
	for i := range l.namings {
		if n := &l.namings[i]; n.id != "" {
			n.key = foldName(n.id)
			with = append(with, n)
		}
	}
	texts.numberAll(len(with), func(i int) string { return with[i].key },
		func(i int, number int32) { with[i].number = number })
}

// resolve finds the entries of applications tables that rows mean, and marks
// those that rows of other tables name: their rows without a server make no pair.
func (j *joiner) resolve() {
	if len(j.applications.all) == 0 {
		return
	}
	for _, l := range j.layouts {
		if l.shape == ShapeServers {
			continue
		}
		if parallel.Parts(len(l.namings)) > 1 {
			j.resolveInParts(l)
			continue
		}
		for i := range l.namings {
			n := &l.namings[i]
			if j.resolveNaming(l, n) && l.shape != ShapeApplications {
				n.entry.targeted = true
			}
		}
	}
}

// resolveInParts does so for a large table, on all processors: it goes through all
// entries, which takes long where there are many tables.
func (j *joiner) resolveInParts(l *layout) {
	all := j.applications.all
	named := markAll(len(l.namings), len(all), func(from, to int, marked []bool) {
		for i := range l.namings[from:to] {
			if n := &l.namings[from+i]; j.resolveNaming(l, n) {
				marked[n.place] = true
			}
		}
	})
	if l.shape == ShapeApplications {
		return
	}
	parallel.Ranges(len(all), func(from, to int) {
		for i, a := range all[from:to] {
			a.targeted = a.targeted || named.has(from+i)
		}
	})
}

// resolveNaming reports whether there is an entry.
func (j *joiner) resolveNaming(l *layout, n *naming) bool {
	if l.shape == ShapeApplications {
		n.entry = j.applications.own(n)
	} else {
		n.entry, n.many = j.applications.find(n)
	}
	if n.entry == nil {
		return false
	}
	n.place = n.entry.place
	if n.id == "" {
		n.key, n.number = n.entry.key, n.entry.number
	}
	return true
}
