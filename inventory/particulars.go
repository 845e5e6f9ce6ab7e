package inventory

import "slices"

// particulars is what tables say of an application or a server beside its version.
type particulars struct {
	values Values
	extras []Extra
}

// describeServer gathers the particulars of a server, once for all its pairs.
func (j *joiner) describeServer(s *server) *particulars {
	rows := s.said
	for _, other := range s.relatives() {
		rows = append(slices.Clip(rows), other.said...)
	}
	d := j.describe(rows)
	return &d
}

// describe gathers what rows say together.
func (j *joiner) describe(rows []rowRef) (d particulars) {
	for _, ref := range rows {
		l := j.layout(ref)
		d.values = l.addValues(d.values, int(ref.row), l.described)
		d.extras = l.addExtras(d.extras, int(ref.row))
	}
	return particulars{slices.Clip(d.values), slices.Clip(d.extras)}
}
