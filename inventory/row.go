package inventory

import "strings"

// Row is the row of a table that alone says all there is of a pair beside its two
// versions. The zero Row is none.
type Row struct {
	l     *layout
	row   int32
	names bool // names and versions are as the cells have them
}

// Text is the value of a field that says more of the pair than names and versions.
func (r Row) Text(f Field) string {
	if r.l == nil || !saysMore[f] {
		return ""
	}
	return r.l.text(int(r.row), f)
}

// IsZero reports that there is no such row.
func (r Row) IsZero() bool { return r.l == nil }

// SameTable reports two rows of one table.
func (r Row) SameTable(other Row) bool { return r.l == other.l }

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

// hasNames reports that the names and versions of the pair are as the row has them.
func (r Row) hasNames(p *Pair) bool {
	for _, one := range [...]struct {
		f    Field
		text string
	}{{FieldApplication, p.Application}, {FieldServer, p.Server}, {FieldAPI, p.API.Written}, {FieldServerVersion, p.ServerVersion.Written}} {
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

// Joins counts the pairs that only Read can read.
func (w *Reader) Joins(outlines []Outline) (n int) {
	for i := range outlines {
		if !w.ReadsRow(&outlines[i]) {
			n++
		}
	}
	return n
}

// ReadRow completes a pair at a place, all of whose other fields are as in a zero
// Pair but for the readings: what its row says beside them, and the numbers of its
// outline, which must have those of the readings. It gets a Row in place of
// Fields, and neither problems nor the keys of application and server.
func (w *Reader) ReadRow(p *Pair, place int, out *Outline) {
	one := w.j.records.at(place)
	l, row := w.j.layouts[one.table], int(one.row)
	p.Row = Row{l: l, row: one.row}
	p.Application, p.ApplicationID = l.application(row)
	p.Server = l.text(row, FieldServer)
	if !isHostName(p.Server) || isPlaceholder(p.Server) {
		_, p.Server = w.j.serverAt(place)
	}
	p.Row.names = p.Row.hasNames(p)
	p.ApplicationNumber, p.ServerNumber, p.APINumber, p.ServerVersionNumber = out.Application, out.Server, out.API, out.ServerVersion
	if w.with(PositionPart) {
		p.At, p.API.At, p.ServerVersion.At = l.raw.Pos(row, -1), l.at(row, FieldAPI), l.at(row, FieldServerVersion)
	}
	if w.with(KeyPart) {
		v := w.j.view(one)
		p.Key = w.keyOf(&v)
	}
}
