package inventory

import "slices"

// particulars is what tables say of an application or a server beside its version.
type particulars struct {
	values Values
	extras []Extra
}

// describer gathers particulars. What it gathers shares larger pieces of memory.
type describer struct {
	j      *joiner
	values slab[Value]
	extras slab[Extra]
	pieces pieces[particulars]
}

// server gathers the particulars of a server, once for all its pairs.
func (d *describer) server(s *server) *particulars {
	rows := s.said
	for _, other := range s.relatives() {
		rows = append(slices.Clip(rows), other.said...)
	}
	return &d.pieces.one(d.describe(rows))[0]
}

// describe gathers what rows say together.
func (d *describer) describe(rows []rowRef) particulars {
	for _, ref := range rows {
		l := d.j.layout(ref)
		d.values.scratch = l.addValues(d.values.scratch, int(ref.row), l.described)
		d.extras.scratch = l.addExtras(d.extras.scratch, int(ref.row))
	}
	return particulars{d.values.keep(), d.extras.keep()}
}
