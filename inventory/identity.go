package inventory

import "cmp"

// view is a record with what it points at.
type view struct {
	record
	l      *layout
	fact   fact
	naming *naming
	target *target // nil: the row names no server
}

func (j *joiner) view(r record) view {
	l := j.layouts[r.table]
	v := view{record: r, l: l, fact: l.fact(int(r.row))}
	v.naming = &l.namings[v.fact.naming]
	if r.nth >= 0 {
		v.target = &l.targets[l.lists[v.fact.targets].from+r.nth]
	}
	return v
}

// approach looks at what a record points at, and gives something of it that
// has no meaning: the memory is near afterwards.
func (j *joiner) approach(r record) int32 {
	l := j.layouts[r.table]
	f := l.fact(int(r.row))
	seen := l.namings[f.naming].number
	if r.nth >= 0 {
		seen += l.targets[l.lists[f.targets].from+r.nth].number
	}
	return seen
}

// fromTable reports a pair that a row of an applications table makes.
func (v *view) fromTable() bool { return v.l.shape == ShapeApplications }

// identity is what makes two rows of an application say the same: API, server and
// server version as understood, each a number for its text.
type identity struct{ api, server, version int32 }

func (id identity) hash() uint64 {
	const k = 0x9e3779b97f4a7c15
	h := (uint64(uint32(id.api))<<32 | uint64(uint32(id.server))) * k
	h = (h ^ h>>29 + uint64(uint32(id.version))) * 0xbf58476d1ce4e5b9
	return h ^ h>>32
}

// apiSaid is the API as the row states it, or what fills its blank cell.
func (j *joiner) apiSaid(v *view) *distinct[API] {
	own := &v.l.apis[v.fact.api]
	if own.Cause == Missing && v.naming.entry != nil {
		return j.apiOfTables(v.naming.entry)
	}
	return own
}

// versionSaid is the server version as the row states it, or what fills its blank cell.
func (j *joiner) versionSaid(v *view) *distinct[ServerVersion] {
	own := &v.l.versions[v.fact.version]
	if own.Cause != Missing || v.target == nil {
		return own
	}
	if v.target.filled == nil {
		v.target.filled = j.versionOfTables(v.target.server)
	}
	return v.target.filled
}

// apiAt is the cell of what apiSaid says, or the row's own.
func (j *joiner) apiAt(v *view) Pos {
	if own := &v.l.apis[v.fact.api]; own.Cause == Missing && v.naming.entry != nil {
		if at := v.naming.entry.cell.at(j); !at.IsZero() {
			return at
		}
	}
	return v.l.at(int(v.row), FieldAPI)
}

// versionAt is the cell of what versionSaid says, or the row's own.
func (j *joiner) versionAt(v *view) Pos {
	if own := &v.l.versions[v.fact.version]; own.Cause == Missing && v.target != nil {
		if at := v.target.cell.at(j); !v.target.beside && !at.IsZero() {
			return at
		}
	}
	return v.ownVersionAt()
}

// ownVersionAt is the cell where the row itself states the server version, or
// would: that of the version, unless it is blank and one stands beside the name.
func (v *view) ownVersionAt() Pos {
	if v.l.versions[v.fact.version].Cause == Missing && v.target != nil && v.target.beside {
		return v.targetAt()
	}
	return v.l.at(int(v.row), FieldServerVersion)
}

// server is what the pair targets, or nil.
func (v *view) server() *server {
	if v.target == nil {
		return nil
	}
	return v.target.server
}

// application is the name and the id of the pair's application: as the row
// writes them, else as an applications table does.
func (v *view) application() (name, id string) {
	name, id = v.naming.name, v.naming.id
	if a := v.naming.entry; a != nil {
		if name == "" || name == id {
			name = a.name
		}
		id = cmp.Or(id, a.id)
	}
	return name, id
}
