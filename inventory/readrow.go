package inventory

// ReadRow writes the pair of a row as Read does, but for its problems. Its Fields are
// valid until the next one: they are the reader's own.
func (w *Reader) ReadRow(p *Pair, r Row) {
	v := r.view()
	p.Application, p.ApplicationID = v.application()
	p.ApplicationKey, p.ApplicationNumber = v.naming.key, v.naming.number+1
	p.Server, p.ServerKey, p.ServerNumber = "", "", 0
	if t := v.target; t != nil {
		p.Server, p.ServerKey, p.ServerNumber = t.name, t.key, t.number+1
	}
	p.At, p.Also, p.Extra, p.Problems = Pos{}, nil, nil, nil
	w.readingsOf(p, &v)
	if w.with(PositionPart) {
		p.At = r.At()
	}
	w.valuesOf(p, &v, r.joined)
	w.keysOf(p, &v)
}

// valuesOf adds what a row says beside names and versions, or tables do where it is
// joined.
func (w *Reader) valuesOf(p *Pair, v *view, joined bool) {
	p.Fields, p.ServerFields = nil, nil
	if joined {
		if a := v.naming.entry; a != nil {
			p.Fields = a.particulars.values
		}
		if v.target != nil && v.target.particulars != nil {
			p.ServerFields = v.target.particulars.values
		}
		return
	}
	fields := v.l.described
	if !w.with(DescriptivePart) {
		fields = v.l.judged
	}
	w.row = v.l.addValues(w.row[:0], int(v.row), fields)
	if len(w.row) > 0 {
		p.Fields = w.row
	}
}
