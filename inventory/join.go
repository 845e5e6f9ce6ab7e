package inventory

import (
	"context"
	"slices"
	"strings"
)

// joiner turns tables into pairs. The whole estate is read before the first
// pair is made: a contradiction, a join partner or a duplicate may stand in the
// last row.
type joiner struct {
	layouts      []*layout
	filters      filters
	servers      servers
	applications applications
	problems     []located
	records      []record
	also         map[int32][]rowRef // rows that say the same as a record
	first        map[identity]int32 // the record of an identity
	names        map[string]int32   // texts of identities
	excluded     int                // pairs left out by filters
}

// located is a problem with the row that it stands in.
type located struct {
	rowRef
	Problem
}

// record is a pair in its compact form.
type record struct {
	rowRef
	application *application // nil: no applications table knows it
	target      target       // zero: the row names no server
	fromTable   bool         // made by a row of an applications table
}

func newJoiner(layouts []*layout, opt Options) *joiner {
	return &joiner{
		layouts:      layouts,
		filters:      filters{where: opt.Where, exclude: opt.Exclude},
		servers:      servers{byName: map[string]*server{}},
		applications: applications{byID: map[string]*application{}, byName: map[string][]*application{}},
		also:         map[int32][]rowRef{},
		first:        map[identity]int32{},
		names:        map[string]int32{},
	}
}

// join is the whole of it, pass by pass; each pass sees every row once, in input order.
func (j *joiner) join(ctx context.Context) error {
	passes := []func(ref rowRef, l *layout, row int){
		j.nameRow, j.stateRow, j.targetRow, j.pairRow,
	}
	for i, pass := range passes {
		if i == 1 {
			j.servers.link()
		}
		if err := j.eachRow(ctx, pass); err != nil {
			return err
		}
	}
	j.settle()
	j.reportContradictions()
	return nil
}

// eachRow calls visit with every data row whose fate is open or that states something.
func (j *joiner) eachRow(ctx context.Context, visit func(rowRef, *layout, int)) error {
	for table, l := range j.layouts {
		for i := range l.fates {
			if i&1023 == 0 && ctx.Err() != nil {
				return ctx.Err()
			}
			if f := l.fates[i]; f == fateBlank || f == fateUnreadable || f == fateExcluded {
				continue
			}
			row := l.header + 1 + i
			visit(rowRef{int32(table), int32(row)}, l, row)
		}
	}
	return nil
}

func (j *joiner) layout(ref rowRef) *layout { return j.layouts[ref.table] }

func (j *joiner) fate(ref rowRef) *fate {
	l := j.layouts[ref.table]
	return &l.fates[int(ref.row)-l.header-1]
}

func (j *joiner) problem(ref rowRef, p Problem) {
	j.problems = append(j.problems, located{ref, p})
}

// nameRow finds blank and unreadable rows and learns every name of a server.
func (j *joiner) nameRow(ref rowRef, l *layout, row int) {
	if fault, bad := l.raw.Fault(row); bad {
		*j.fate(ref) = fateUnreadable
		j.problem(ref, Problem{At: fault.At, Value: fault.Value, Message: fault.Message})
		return
	}
	if l.isBlank(row) {
		*j.fate(ref) = fateBlank
		return
	}
	if l.shape == ShapeNone || l.repeatsHeader(row) {
		*j.fate(ref) = fateUnused
		return
	}
	j.checkSurplus(ref, l, row)
	targets := l.targetsOf(row, &j.servers)
	if l.shape == ShapeServers {
		if pool := cleanServer(l.text(row, FieldPool)); pool != "" {
			j.servers.named(pool)
		} else if len(targets) == 0 {
			j.nameless(ref, l, row, "names no server and no pool")
		}
		return
	}
	if name, _ := l.application(row); name == "" && len(targets) == 0 {
		j.nameless(ref, l, row, "names neither an application nor a server")
	}
}

func (j *joiner) nameless(ref rowRef, l *layout, row int, message string) {
	*j.fate(ref) = fateUnreadable
	j.problem(ref, Problem{At: l.raw.Pos(row, -1), Value: l.rowText(row), Message: "the row " + message + "; fill in the names or delete the row"})
}

// checkSurplus reports cells to the right of the header; the row is still judged.
func (j *joiner) checkSurplus(ref rowRef, l *layout, row int) {
	for col := len(l.columns); col < l.raw.Width(row); col++ {
		if text := cleanText(l.raw.Text(row, col)); text != "" {
			j.problem(ref, Problem{At: l.raw.Pos(row, col), Value: text,
				Message: "the cell stands to the right of the last header and is not used; move it, or give the column a header"})
		}
	}
}

// targetsOf are the servers that a row names, each once.
func (l *layout) targetsOf(row int, all *servers) []target {
	text := l.targetText(row)
	targets, ok := l.targets[text]
	if !ok {
		for _, name := range splitTargets(text) {
			one := all.named(name)
			if !slices.ContainsFunc(targets, func(t target) bool { return t.server == one }) {
				targets = append(targets, target{name, one})
			}
		}
		l.targets[text] = targets
	}
	return targets
}

// targetText is all that the row says of its targets. The pool is a target
// where a row names no server.
func (l *layout) targetText(row int) string {
	if len(l.fields[FieldTargets]) == 0 {
		if text := l.text(row, FieldServer); text != "" || l.shape == ShapeServers {
			return text
		}
		return l.text(row, FieldPool)
	}
	parts := []string{l.text(row, FieldServer)}
	for _, col := range l.fields[FieldTargets] {
		if !l.broken(row, col) {
			parts = append(parts, cleanText(l.raw.Text(row, col)))
		}
	}
	if all := strings.Trim(strings.Join(parts, "\n"), "\n"); all != "" {
		return all
	}
	return l.text(row, FieldPool)
}

// repeatsHeader reports a row that is the header again, as appended exports have it.
func (l *layout) repeatsHeader(row int) bool {
	if l.raw.Width(row) < len(l.columns) || l.raw.Text(row, 0) != l.raw.Text(l.header, 0) {
		return false
	}
	for col, c := range l.columns {
		if cleanText(l.raw.Text(row, col)) != cleanText(c.Header) {
			return false
		}
	}
	return true
}

// rowText shows a whole row in a message.
func (l *layout) rowText(row int) string {
	var cells []string
	for col := range l.raw.Width(row) {
		if text := cleanText(l.raw.Text(row, col)); text != "" {
			cells = append(cells, text)
		}
	}
	return strings.Join(cells, ", ")
}

// stateRow takes down what rows state: versions of servers, entries of
// servers and applications tables.
func (j *joiner) stateRow(ref rowRef, l *layout, row int) {
	if *j.fate(ref) == fateUnused {
		return
	}
	out := !j.filters.keep(l, row)
	switch l.shape {
	case ShapeServers:
		j.stateServer(ref, l, row, out)
	case ShapeApplications:
		j.stateApplication(ref, l, row, out)
	}
	if out || !l.has(FieldServerVersion) || l.shape == ShapeServers {
		return
	}
	r := l.serverVersion(row)
	j.unclear(ref, l.columns, FieldServerVersion, r.At, r.Written, r.Cause, r.Detail, l)
	for _, t := range l.targetsOf(row, &j.servers) {
		t.server.whole().state(r, false)
	}
}

// unclear reports a version cell that names no version.
func (j *joiner) unclear(ref rowRef, columns []Column, f Field, at Pos, written string, cause Cause, detail string, l *layout) {
	if cause == NoCause || cause == OutsideMatrix || cause == Missing {
		return
	}
	header := ""
	if col := l.column(f); col >= 0 {
		header = columns[col].Header
	}
	j.problem(ref, Problem{At: at, Column: header, Value: written, Message: cause.Key() + ": " + detail})
}

func (j *joiner) stateServer(ref rowRef, l *layout, row int, out bool) {
	r := l.serverVersion(row)
	if !out && (l.export == nil || !l.export.soft) {
		j.unclear(ref, l.columns, FieldServerVersion, r.At, r.Written, r.Cause, r.Detail, l)
	}
	targets := l.targetsOf(row, &j.servers)
	pool := cleanServer(l.text(row, FieldPool))
	if len(targets) == 0 && pool != "" {
		targets = []target{{pool, j.servers.named(pool)}}
		pool = ""
	}
	for _, t := range targets {
		s := t.server.whole()
		s.rows = append(s.rows, ref)
		if out {
			s.excluded++
			continue
		}
		s.state(r, true)
		if pool == "" {
			continue
		}
		p := j.servers.named(pool).whole()
		switch {
		case p == s:
		case l.export != nil && l.export.nextHop:
			s.nextHop = p
		case !slices.Contains(p.members, s):
			p.members = append(p.members, s)
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
	r := l.api(row)
	j.unclear(ref, l.columns, FieldAPI, r.At, r.Written, r.Cause, r.Detail, l)
	a.state(r)
}

// targetRow marks the applications that rows of other tables name: those need
// no pair of their own.
func (j *joiner) targetRow(ref rowRef, l *layout, row int) {
	if l.shape != ShapePairs && l.shape != ShapeTargets || *j.fate(ref) == fateUnused {
		return
	}
	if a, _ := j.applications.find(l.application(row)); a != nil {
		a.targeted = true
	}
}

// pairRow makes the pairs of a row.
func (j *joiner) pairRow(ref rowRef, l *layout, row int) {
	if *j.fate(ref) == fateUnused || l.shape == ShapeServers {
		return
	}
	targets := l.targetsOf(row, &j.servers)
	name, id := l.application(row)
	a, _ := j.applications.find(name, id)
	fromTable := l.shape == ShapeApplications
	if fromTable && len(targets) == 0 && a != nil && a.targeted {
		return // joined by the rows that name its targets
	}
	if l.shape == ShapePairs {
		r := l.api(row)
		j.unclear(ref, l.columns, FieldAPI, r.At, r.Written, r.Cause, r.Detail, l)
	}
	if len(targets) == 0 {
		targets = []target{{}}
	}
	var made rowOutcome
	for _, t := range targets {
		if t.server != nil {
			t.server = t.server.whole()
		}
		made |= j.add(record{ref, a, t, fromTable}, l, row)
	}
	*j.fate(ref) = made.fate()
}

// rowOutcome collects what became of the pairs of one row.
type rowOutcome uint8

const (
	madePair rowOutcome = 1 << iota
	madeDuplicate
	leftOut
)

func (o rowOutcome) fate() fate {
	switch {
	case o&madePair != 0:
		return fatePaired
	case o&madeDuplicate != 0:
		return fateDuplicate
	}
	return fateExcluded
}

// add keeps a pair, or finds that it is a duplicate or left out by a filter.
func (j *joiner) add(r record, l *layout, row int) rowOutcome {
	if j.leftOut(r, l, row) {
		j.excluded++
		j.touch(r, false)
		return leftOut
	}
	j.touch(r, true)
	id := j.identity(r)
	if first, ok := j.first[id]; ok {
		j.also[first] = append(j.also[first], r.rowRef)
		j.compareDuplicate(j.records[first], r)
		return madeDuplicate
	}
	j.first[id] = int32(len(j.records))
	j.records = append(j.records, r)
	return madePair
}

// touch marks the entries that a pair rests on.
func (j *joiner) touch(r record, kept bool) {
	if a := r.application; a != nil && !r.fromTable {
		a.kept, a.left = a.kept || kept, a.left || !kept
	}
	if s := r.target.server; s != nil {
		s.touch(kept)
	}
}

func (s *server) touch(kept bool) {
	if kept && s.kept || !kept && s.left {
		return
	}
	s.kept, s.left = s.kept || kept, s.left || !kept
	for _, m := range s.members {
		m.touch(kept)
	}
	if s.nextHop != nil {
		s.nextHop.whole().touch(kept)
	}
}

// leftOut reports whether a filter leaves out a pair: its own row, its
// application or its server does not fit.
func (j *joiner) leftOut(r record, l *layout, row int) bool {
	if j.filters.none() {
		return false
	}
	if !j.filters.keep(l, row) {
		return true
	}
	rows := []rowRef{r.rowRef}
	if a := r.application; a != nil {
		if a.excluded > 0 && a.excluded == len(a.rows) {
			return true
		}
		rows = append(rows, a.rows...)
	}
	if s := r.target.server; s != nil {
		if s.allExcluded() {
			return true
		}
		rows = append(rows, s.describing()...)
	}
	return !j.filters.covered(j, rows)
}

// describing are the rows of servers tables that say something of the server or its machines.
func (s *server) describing() []rowRef {
	rows := slices.Clone(s.rows)
	for _, m := range s.members {
		rows = append(rows, m.rows...)
	}
	return rows
}

func (s *server) allExcluded() bool {
	out, all := s.excluded, len(s.rows)
	for _, m := range s.members {
		out, all = out+m.excluded, all+len(m.rows)
	}
	return out > 0 && out == all
}

// settle gives the rows of servers and applications tables their fates.
func (j *joiner) settle() {
	for _, s := range j.servers.all {
		j.settleRows(s.rows, s.kept, s.left)
	}
	for _, a := range j.applications.byID {
		j.settleRows(a.rows, a.kept, a.left)
	}
	for _, entries := range j.applications.byName {
		for _, a := range entries {
			j.settleRows(a.rows, a.kept, a.left)
		}
	}
	for _, l := range j.layouts {
		for i, f := range l.fates {
			if f == fateOpen {
				l.fates[i] = fateUnused
			}
		}
	}
}

func (j *joiner) settleRows(rows []rowRef, kept, left bool) {
	for _, ref := range rows {
		f := j.fate(ref)
		if *f != fateOpen {
			continue
		}
		l := j.layout(ref)
		switch {
		case !j.filters.keep(l, int(ref.row)):
			*f = fateExcluded
		case kept && l.says(int(ref.row)):
			*f = fateJoined
		case left && !kept:
			*f = fateExcluded
		}
	}
}

// says reports whether a row of a list of installed software is about a server
// product; rows of other tables always say something.
func (l *layout) says(row int) bool {
	return l.export == nil || !l.export.soft || l.serverVersion(row).Version.Known()
}
