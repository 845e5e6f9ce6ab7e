package inventory

// Row is the row of a table that alone says all there is of a pair beside its two
// versions. The zero Row is none.
type Row struct {
	l   *layout
	row int32
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
	p.Row = Row{l, one.row}
	p.Application, p.ApplicationID = l.application(row)
	p.Server = l.text(row, FieldServer)
	if !isHostName(p.Server) || isPlaceholder(p.Server) {
		_, p.Server = w.j.serverAt(place)
	}
	p.ApplicationNumber, p.ServerNumber, p.APINumber, p.ServerVersionNumber = out.Application, out.Server, out.API, out.ServerVersion
	if w.with(PositionPart) {
		p.At, p.API.At, p.ServerVersion.At = l.raw.Pos(row, -1), l.at(row, FieldAPI), l.at(row, FieldServerVersion)
	}
	if w.with(KeyPart) {
		v := w.j.view(one)
		p.Key = w.keyOf(&v)
	}
}
