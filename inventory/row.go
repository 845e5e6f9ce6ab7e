package inventory

import "strings"

// Row is the row that names a pair and either says all there is of it beside the
// two versions, or nothing: then all is said by tables of applications and of
// servers, the same of all pairs of an application or a server. The zero Row is none.
type Row struct {
	l              *layout
	row            int32
	naming, target int32 // places in the layout; target -1 where the row names no server
	joined         bool  // the row says nothing
	names          bool  // names and versions are as the cells have them
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
	v := view{naming: &r.l.namings[r.naming]}
	return v.application()
}

// Server is the name of the server, as in the pair.
func (r Row) Server() string {
	if r.target < 0 {
		return ""
	}
	if list := r.l.lists[r.l.fact(int(r.row)).targets]; !r.joined && list.to == list.from+1 {
		if name := r.l.text(int(r.row), FieldServer); isHostName(name) && !isPlaceholder(name) {
			return name
		}
	}
	return r.l.targets[r.target].name
}

// Joined tells how the table names application and server, where the row says
// nothing else: two numbers, the second -1 where it names no server. Rows of one
// table with the same number have the same name and the same values of tables.
func (r Row) Joined() (application, server int32, ok bool) { return r.naming, r.target, r.joined }

// OfApplication is what applications tables say of a field of a joined row.
func (r Row) OfApplication(f Field) string {
	if a := r.l.namings[r.naming].entry; a != nil {
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

// Follows reports that the column of one field is right behind that of another.
func (r Row) Follows(field, other Field) bool {
	return r.l.column(other) >= 0 && len(r.l.fields[field]) == 1 && r.l.column(field) == r.l.column(other)+1
}

// Verbatim is the text that CSV has for fields whose columns follow each other, of
// which the first is given and how many there are, as the file has it; ok is false
// where it has to be put together.
func (r Row) Verbatim(first Field, fields int) (text string, ok bool) {
	col := r.l.column(first)
	if !r.names || col < 0 {
		return "", false
	}
	if site := r.l.column(FieldSite); site >= col && site < col+fields && strings.IndexByte(r.l.raw.Text(int(r.row), site), ':') >= 0 {
		return "", false // see cleanSite
	}
	return r.l.raw.Verbatim(int(r.row), col, fields)
}

// hasNames reports that names and versions are as the row has them.
func (r Row) hasNames(p *Pair) bool {
	application, _ := r.Application()
	for _, one := range [...]struct {
		f    Field
		text string
	}{{FieldApplication, application}, {FieldServer, r.Server()}, {FieldAPI, p.API.Written}, {FieldServerVersion, p.ServerVersion.Written}} {
		if col := r.l.column(one.f); col < 0 || r.l.raw.Text(int(r.row), col) != one.text {
			return false
		}
	}
	return true
}

// saysMore are the fields of describing.
var saysMore = func() (all [fieldCount]bool) {
	for _, f := range describing {
		all[f] = true
	}
	return all
}()

// ReadsRow reports that ReadRow can read the pair of the outline, and may.
func (w *Reader) ReadsRow(out *Outline) bool { return out.API > 0 && !w.with(FieldsPart) }

// Wholes counts the pairs that ReadRow cannot read, or must not.
func (w *Reader) Wholes(outlines []Outline) (n int) {
	for i := range outlines {
		if !w.ReadsRow(&outlines[i]) {
			n++
		}
	}
	return n
}

// ReadRow completes a pair at a place, all of whose other fields are as in a zero
// Pair but for the readings: by a Row, positions, its key, and the numbers of its
// outline, which must have those of the readings. Everything else is left out:
// names and values are the Row's.
func (w *Reader) ReadRow(p *Pair, place int, out *Outline) {
	v := w.j.view(w.j.records.at(place))
	p.Row = Row{l: v.l, row: v.row, naming: v.fact.naming, target: -1, joined: out.Joined}
	if v.nth >= 0 {
		p.Row.target = v.l.lists[v.fact.targets].from + v.nth
	}
	p.Row.names = !p.Row.joined && v.l.raw.Delimiter == ',' && p.Row.hasNames(p)
	p.ApplicationNumber, p.ServerNumber, p.APINumber, p.ServerVersionNumber = out.Application, out.Server, out.API, out.ServerVersion
	if w.with(PositionPart) {
		p.At = v.l.raw.Pos(int(v.row), -1)
		p.API.At, p.ServerVersion.At = w.j.apiSaid(&v).At, w.j.versionSaid(&v).At
		w.j.placeReadings(p, &v)
	}
	if w.with(KeyPart) {
		p.Key = w.keyOf(&v)
	}
}
