package inventory

import "strings"

// Row is a pair in its compact form, where its own row either says all there is of
// it beside the two versions, or nothing: then all is said by tables of applications
// and of servers, the same of all pairs of an application or a server. Name and
// values of the pair are read from it. The zero Row is none.
type Row struct {
	l       *layout
	row     int32
	fact    fact
	target  int32 // its place in the layout; -1 where the row names no server
	joined  bool  // the row says nothing
	written bool  // names and versions are as the cells have them
	lowered Field // its cell and that of the server have what keys name, capitals aside; NoField: they do not
}

// row is that of an outlined pair.
func (r *OutlineReader) row(out *Outline, p *outlinedPair, written bool) Row {
	t := &r.of.tables[p.table]
	row := Row{l: t.layout, row: p.row, fact: p.fact, target: p.target, joined: out.Joined, written: written && !out.Joined}
	if p.target >= 0 && t.targets[p.target].lowered != NoField {
		row.lowered = t.namings[p.fact.naming].lowered
	}
	return row
}

// IsZero reports that there is no such row.
func (r Row) IsZero() bool { return r.l == nil }

// SameTable reports two rows of one table.
func (r Row) SameTable(other Row) bool { return r.l == other.l }

// Text is the value of a field that says more of the pair than names and versions.
func (r Row) Text(f Field) string {
	switch {
	case r.l == nil || !saysMore[f]:
		return ""
	case !r.joined:
		return r.l.text(int(r.row), f)
	}
	if text := r.OfApplication(f); text != "" {
		return text
	}
	return r.OfServer(f)
}

// Application is the name and the id of the application, as in the pair.
func (r Row) Application() (name, id string) {
	if !r.joined {
		return r.l.application(int(r.row))
	}
	v := view{naming: &r.l.namings[r.fact.naming]}
	return v.application()
}

// Server is the name of the server, as in the pair.
func (r Row) Server() string {
	if r.target < 0 {
		return ""
	}
	return r.l.targets[r.target].name
}

// Joined tells how the table names application and server, where the row says
// nothing else: two numbers, the second -1 where it names no server. Rows of one
// table with the same number have the same name and the same values of tables.
func (r Row) Joined() (application, server int32, ok bool) { return r.fact.naming, r.target, r.joined }

// Sides is how many applications and servers the table names: Joined counts them
// from 0.
func (r Row) Sides() (applications, servers int) { return len(r.l.namings), len(r.l.targets) }

// Naming is a joined row that names another application.
func (r Row) Naming(application int32) Row {
	r.fact.naming, r.lowered = application, NoField
	return r
}

// Targeting is a joined row that names another server, -1 none.
func (r Row) Targeting(server int32) Row {
	r.target, r.lowered = server, NoField
	return r
}

// Approach looks at what is said of applications and servers of the table, from one
// number to before another, step by step: the processor then waits for the memory of
// all of them at once. What it gives means nothing.
func (r Row) Approach(applications, servers [2]int32) (seen int32) {
	namings, targets := r.l.namings[applications[0]:applications[1]], r.l.targets[servers[0]:servers[1]]
	for i := range namings {
		if a := namings[i].entry; a != nil {
			seen += int32(len(a.particulars.values))
		}
	}
	for i := range targets {
		if d := targets[i].particulars; d != nil {
			seen += int32(len(d.values))
		}
	}
	for i := range namings {
		if a := namings[i].entry; a != nil {
			seen += approachValues(a.particulars.values)
		}
	}
	for i := range targets {
		if d := targets[i].particulars; d != nil {
			seen += approachValues(d.values)
		}
	}
	return seen
}

// OfApplication is what applications tables say of a field of a joined row.
func (r Row) OfApplication(f Field) string {
	if a := r.l.namings[r.fact.naming].entry; a != nil {
		return a.particulars.values.Get(f)
	}
	return ""
}

// OfServer is what servers tables say of a field of a joined row.
func (r Row) OfServer(f Field) string {
	if r.target >= 0 {
		if d := r.l.targets[r.target].particulars; d != nil {
			return d.values.Get(f)
		}
	}
	return ""
}

// Contradiction tells which versions the inventory states of the server, where the
// outline says that they contradict each other: the detail of the pair's reading,
// which else is what the row itself says.
func (r Row) Contradiction() string { return r.l.targets[r.target].disputed.Detail }

// Follows reports that the column of one field is right behind that of another.
func (r Row) Follows(field, other Field) bool {
	return r.l.column(other) >= 0 && len(r.l.fields[field]) == 1 && r.l.column(field) == r.l.column(other)+1
}

// Verbatim is the text that CSV has for fields whose columns follow each other, of
// which the first is given and how many there are, as the file has it; ok is false
// where it has to be put together.
func (r Row) Verbatim(first Field, fields int) (text string, ok bool) {
	col := r.l.column(first)
	if !r.written || col < 0 {
		return "", false
	}
	text, ok = r.l.raw.Verbatim(int(r.row), col, fields)
	if site := r.l.column(FieldSite); ok && col <= site && site < col+fields { // see cleanSite
		ok = strings.IndexByte(text, ':') < 0 || strings.IndexByte(r.l.raw.Text(int(r.row), site), ':') < 0
	}
	return text, ok
}

// saysMore are the fields of describing.
var saysMore = func() (all [fieldCount]bool) {
	for _, f := range describing {
		all[f] = true
	}
	return all
}()

// At is where the row begins.
func (r Row) At() Pos { return r.l.raw.Pos(int(r.row), -1) }

// StatedOn tells line and byte columns of what StatedAt gives, where the row is one
// line of a text and its own cells state both versions; ok is false elsewhere.
func (r *Row) StatedOn() (line, api, version int, ok bool) {
	if !r.written {
		return 0, 0, 0, false
	}
	one, ok := r.l.raw.OneLine(int(r.row))
	if !ok {
		return 0, 0, 0, false
	}
	api, known := one.Column(r.l.column(FieldAPI))
	version, ok = one.Column(r.l.column(FieldServerVersion))
	return one.Number, api, version, ok && known
}

// File is the file that the row is in.
func (r *Row) File() string { return r.l.raw.File }

// StatedAt are the positions of the two readings of a row's pair.
func (w *Reader) StatedAt(r Row) (api, version Pos) {
	v := r.view()
	p := Pair{API: Reading[API]{At: w.j.apiSaid(&v).At}, ServerVersion: Reading[ServerVersion]{At: w.j.versionSaid(&v).At}}
	w.j.placeReadings(&p, &v)
	return p.API.At, p.ServerVersion.At
}

// Written are the texts of the two readings of a row's pair.
func (w *Reader) Written(r Row) (api, version string) {
	v := r.view()
	return w.j.apiSaid(&v).Written, w.j.versionSaid(&v).Written
}

// ApproachRow looks at the names of a row's pair, in two steps: first where they
// are. The processor then waits for the memory of many rows at once.
func (w *Reader) ApproachRow(r Row, step int) {
	names := [...]string{r.l.namings[r.fact.naming].key, ""}
	if r.target >= 0 {
		names[1] = r.l.targets[r.target].key
	}
	for _, name := range names {
		if w.seen += int32(len(name)); step > 0 {
			w.seen += firstByte(name)
		}
	}
}

// view is the row with what it points at, but for its place among others.
func (r Row) view() view {
	v := view{record: record{rowRef: rowRef{row: r.row}}, l: r.l, fact: r.fact, naming: &r.l.namings[r.fact.naming]}
	if r.target >= 0 {
		v.target = &r.l.targets[r.target]
	}
	return v
}
