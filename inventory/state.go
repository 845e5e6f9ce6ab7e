package inventory

// stateRow takes down what rows state: versions of servers, entries of
// servers and applications tables.
func (j *joiner) stateRow(ref rowRef, l *layout, row int) {
	out := !j.filters.none() && !j.filters.keep(l, row)
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
	f := l.fact(row)
	r := &l.versions[f.version].Reading
	if out || !r.Version.Known() {
		return
	}
	if list := &l.lists[f.targets]; list.stated != f.version+1 { // else an earlier row said the same
		list.stated = f.version + 1
		for _, t := range l.targetsOf(f) {
			t.server.state(statement[ServerVersion]{r, ref, false})
		}
	}
}

func (j *joiner) stateServer(ref rowRef, l *layout, row int, out bool) {
	f := l.fact(row)
	targets := l.targetsOf(f)
	pool := l.pool(row)
	if len(targets) == 0 && pool != "" {
		targets, pool = []target{{name: pool, server: j.servers.named(pool).whole()}}, ""
	}
	j.servers.tables = true
	for _, t := range targets {
		s := t.server
		s.addRow(ref, l.says(row))
		if out {
			s.relate().excluded++
			continue
		}
		if l.says(row) {
			s.state(statement[ServerVersion]{&l.versions[f.version].Reading, ref, true})
		}
		if pool == "" {
			continue
		}
		if p := j.servers.named(pool).whole(); l.export == nil || !l.export.nextHop {
			s.joins(p)
		} else if p != s {
			s.relate().nextHop = p
		}
	}
}

func (j *joiner) stateApplication(ref rowRef, l *layout, row int, out bool) {
	name, id := l.application(row)
	if name == "" {
		return
	}
	a := j.applications.add(name, id)
	a.rows = append(a.rows, ref)
	if out {
		a.excluded++
		return
	}
	a.state(statement[API]{&l.apis[l.fact(row).api].Reading, ref, true})
}

// resolve finds the entries of applications tables that rows mean, and marks
// those that rows of other tables name: they need no pair of their own.
func (j *joiner) resolve() {
	about := 0
	for _, l := range j.layouts {
		about = max(about, len(l.namings))
	}
	keys := newNumbering(about)
	for _, l := range j.layouts {
		if l.shape == ShapeServers {
			continue
		}
		for i := range l.namings {
			n := &l.namings[i]
			name, id := n.name, n.id
			if l.shape == ShapeApplications {
				n.entry = j.applications.own(name, id)
			} else if entry, many := j.applications.find(name, id); entry != nil {
				n.entry, entry.targeted = entry, true
			} else if many {
				n.many = true
			}
			n.key = applicationKey(n.entry, name, id)
			n.number = keys.number(n.key)
		}
	}
	j.applicationsNamed = len(keys.texts)
}

// applicationKey is the identity of an application: its id if it has one, else its name.
func applicationKey(entry *application, name, id string) string {
	if id == "" && entry != nil {
		return entry.key
	}
	if id != "" {
		return foldName(id)
	}
	return foldName(name)
}
