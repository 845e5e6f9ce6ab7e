package inventory

import (
	"fmt"
	"slices"

	"chatcompat/inventory/internal/parallel"
)

// touch marks the entries that a pair rests on.
func (v *view) touch(kept bool) {
	if a := v.naming.entry; a != nil {
		a.kept, a.left = a.kept || kept, a.left || !kept
	}
	if s := v.server(); s != nil {
		s.touch(kept)
	}
}

// touch marks the server that a pair rests on, and those whose rows say something of
// it, too. Marked alone it may be as one of those.
func (s *server) touch(kept bool) {
	touched := &s.touchedLeft
	if kept {
		touched = &s.touchedKept
	}
	if *touched {
		return
	}
	*touched = true
	s.mark(kept)
	for _, m := range s.members {
		m.mark(kept)
	}
	for _, pool := range s.pools {
		pool.mark(kept)
	}
	if s.nextHop != nil {
		s.nextHop.whole().touch(kept)
	}
}

func (s *server) mark(kept bool) { s.kept, s.left = s.kept || kept, s.left || !kept }

// leftOut reports whether a filter leaves out a pair: its own row, its
// application or its server does not fit.
func (j *joiner) leftOut(v *view) bool {
	if j.filters.none() {
		return false
	}
	if !j.filters.keep(v.l, int(v.row)) {
		return true
	}
	tables := []int32{v.table}
	if a := v.naming.entry; a != nil {
		if a.excluded > 0 && a.excluded == len(a.rows) {
			return true
		}
		for _, ref := range a.rows {
			tables = append(tables, ref.table)
		}
	}
	if s := v.server(); s != nil {
		if s.allExcluded() {
			return true
		}
		tables = append(tables, s.tables...)
		for _, other := range s.relatives() {
			tables = append(tables, other.tables...)
		}
	}
	return !j.filters.covered(j, tables)
}

// allExcluded reports whether filters left out all that servers tables say of
// the server, or of a pool that it belongs to.
func (s *server) allExcluded() bool {
	out, all := s.excluded, len(s.rows)
	for _, m := range s.members {
		out, all = out+m.excluded, all+len(m.rows)
	}
	return out > 0 && out == all || slices.ContainsFunc(s.pools, func(pool *server) bool {
		return pool.excluded > 0 && pool.excluded == len(pool.rows)
	})
}

// settle gives the rows of servers and applications tables their fates, and
// completes what is known of servers: nothing changes afterwards.
func (j *joiner) settle() {
	for _, s := range j.servers.all {
		j.settleRows(s.rows, s.kept, s.left)
		if !s.alone() || len(s.rows) > 0 {
			j.versionOfTables(s)
		}
	}
	for _, a := range j.applications.all {
		j.settleRows(a.rows, a.kept, a.left)
	}
	parallel.Ranges(len(j.servers.all), func(from, to int) {
		d := describer{j: j}
		for _, s := range j.servers.all[from:to] {
			s.disputed = dispute(j, FieldServerVersion, s.disputes())
			if s.unread {
				r := s.unreadVersion()
				s.disputed = &r // whatever a row states
			}
			if s.known() {
				s.particulars = d.server(s)
			}
		}
	})
	parallel.Ranges(len(j.applications.all), func(from, to int) {
		d := describer{j: j}
		for _, a := range j.applications.all[from:to] {
			a.cell = j.cellStating(a)
			a.disputed = dispute(j, FieldAPI, a.stated)
			a.particulars = d.describe(a.rows)
		}
	})
	for _, l := range j.layouts {
		parallel.Ranges(len(l.targets), func(from, to int) {
			for i := range l.targets[from:to] {
				t := &l.targets[from+i]
				t.key, t.disputed, t.particulars = t.server.key, t.server.disputed, t.server.particulars
				t.cell = j.cellStatingVersion(t.server)
			}
		})
		l.settleOpen()
	}
}

// dispute is the contradiction of several statements, nil where there is none.
func dispute[V API | ServerVersion](j *joiner, f Field, all []statement[V]) *Reading[V] {
	if len(all) < 2 {
		return nil
	}
	r := contradiction(j, f, all)
	return &r
}

func (j *joiner) settleRows(rows []rowRef, kept, left bool) {
	for _, ref := range rows {
		f := j.fate(ref)
		if *f != fateOpen {
			continue
		}
		l := j.layout(ref)
		switch {
		case !j.filters.none() && !j.filters.keep(l, int(ref.row)):
			*f = fateExcluded
		case kept && l.says(int(ref.row)):
			*f = fateJoined
		case left && !kept:
			*f = fateExcluded
		}
	}
}

// settleOpen makes unused what no pair rests on, and says so of servers.
func (l *layout) settleOpen() {
	unused, first := 0, 0
	for i, f := range l.fates {
		if f != fateOpen {
			continue
		}
		l.fates[i] = fateUnused
		if unused++; unused == 1 {
			first = l.header + 1 + i
		}
	}
	if unused > 0 && l.shape == ShapeServers && (l.export == nil || !l.export.soft) {
		l.notes = append(l.notes, fmt.Sprintf("rows that name servers which no application targets: %d, the first at %s", unused, l.raw.Pos(first, -1)))
	}
}

// says reports whether a row of a list of installed software is about a server
// product; rows of other tables always say something.
func (l *layout) says(row int) bool {
	return l.export == nil || !l.export.soft || l.versions[l.fact(row).version].Version.Known()
}
