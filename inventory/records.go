package inventory

import "sort"

// record is a pair in its compact form: the row that made it, and which of its
// targets, -1 where it names none.
type record struct {
	rowRef
	nth int32
}

// records are all pairs by their place, in the order of tables and rows.
type records struct {
	parts []recordsOf
	n     int
}

// recordsOf are the pairs that the rows of one table make.
type recordsOf struct {
	table int32
	first int     // the place of the first one
	rows  []int32 // by place
	nths  codes   // by place: one more than the number of the target
}

// begin begins the pairs of a table, of which there are about so many.
func (r *records) begin(table int32, about int) {
	r.parts = append(r.parts, recordsOf{table: table, first: r.n,
		rows: make([]int32, 0, about), nths: codes{narrow: make([]uint8, 0, about)}})
}

// beginWhole begins and ends the pairs of a table, which the caller fills in; no
// row of it names more than so many targets.
func (r *records) beginWhole(table int32, pairs, longest int) *recordsOf {
	r.parts = append(r.parts, recordsOf{table: table, first: r.n, rows: make([]int32, pairs), nths: newCodes(pairs)})
	r.n += pairs
	p := &r.parts[len(r.parts)-1]
	if longest > maxNarrow {
		p.nths.widen()
	}
	return p
}

// add appends a pair of the table begun last.
func (r *records) add(one record) {
	p := &r.parts[len(r.parts)-1]
	p.rows = append(p.rows, one.row)
	p.nths.add(one.nth + 1)
	r.n++
}

// at is the pair at a place.
func (r *records) at(place int) record {
	p := &r.parts[0]
	if len(r.parts) > 1 {
		p = &r.parts[sort.Search(len(r.parts), func(i int) bool { return r.parts[i].first > place })-1]
	}
	place -= p.first
	return record{rowRef{p.table, p.rows[place]}, p.nths.at(place) - 1}
}

// each visits the pairs from one place to before another, table by table: k counts
// in what is visited.
func (r *records) each(from, to int, visit func(p *recordsOf, k, end int)) {
	for i := range r.parts {
		p := &r.parts[i]
		if k, end := max(from-p.first, 0), min(to-p.first, len(p.rows)); k < end {
			visit(p, k, end)
		}
	}
}

// leaveOut removes pairs, which are given in their order.
func (r *records) leaveOut(list []repetition) {
	r.n = 0
	for i := range r.parts {
		p := &r.parts[i]
		first, n := p.first, 0
		p.first = r.n
		for k, row := range p.rows {
			if placeOf(list) == int32(first+k) {
				list = list[1:]
				continue
			}
			p.rows[n] = row
			p.nths.set(n, p.nths.at(k))
			n++
		}
		p.rows, p.nths = p.rows[:n], p.nths.cut(n)
		r.n += n
	}
}
