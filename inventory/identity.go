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

// identity is what makes two rows say the same: application, API, server and
// server version as understood, each a number for its text.
type identity struct{ application, api, server, version int32 }

func (j *joiner) identity(v *view) identity {
	id := identity{v.naming.number, j.apiNumber(v), -1, j.versionNumber(v)}
	if v.target != nil {
		id.server = v.target.number
	}
	return id
}

// apiNumber is the number of what apiSaid says. What fills a blank is numbered
// where the naming is, since every pair asks for it.
func (j *joiner) apiNumber(v *view) int32 {
	own, n := &v.l.apis[v.fact.api], v.naming
	if own.Cause != Missing || n.entry == nil {
		return own.number
	}
	if n.filled == 0 {
		n.filled = j.apiOfTables(n.entry).number + 1
	}
	return n.filled - 1
}

// versionNumber is the number of what versionSaid says; see apiNumber.
func (j *joiner) versionNumber(v *view) int32 {
	own, t := &v.l.versions[v.fact.version], v.target
	if own.Cause != Missing || t == nil {
		return own.number
	}
	if t.blank == 0 {
		t.blank = j.versionSaid(v).number + 1
	}
	return t.blank - 1
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

// identityIndex finds the record of an identity: open addressing, a slot holds
// half of a hash and one more than the record. Identities are not kept, since
// a record gives its own.
type identityIndex struct {
	slots []uint64
	used  int
	seen  uint64 // see approach
}

// approach looks at the slots that prospects belong in.
func (x *identityIndex) approach(batch []prospect) {
	if len(x.slots) == 0 {
		return
	}
	for i := range batch {
		x.seen += x.slots[x.slot(batch[i].hash)]
	}
}

// add gives the record that has the identity already, or -1 and takes the
// record in as the first of it.
func (x *identityIndex) add(j *joiner, c *prospect, record int32) int32 {
	if x.used*4 >= len(x.slots)*3 {
		x.grow()
	}
	h := c.hash
	for i := x.slot(h); ; i = x.next(i) {
		switch slot := x.slots[i]; {
		case slot == 0:
			x.slots[i] = h&^halfHash | uint64(record+1)
			x.used++
			return -1
		case slot&^halfHash == h&^halfHash:
			first := int32(slot&halfHash) - 1
			if v := j.view(j.records.at(int(first))); j.identity(&v) == c.identity {
				return first
			}
		}
	}
}

const halfHash = 1<<32 - 1

// slot is where a hash belongs: its upper half is all that the table keeps of it.
func (x *identityIndex) slot(h uint64) int { return int((h >> 32) * uint64(len(x.slots)) >> 32) }

func (x *identityIndex) next(i int) int {
	if i++; i == len(x.slots) {
		return 0
	}
	return i
}

// makeRoom prepares for a number of records.
func (x *identityIndex) makeRoom(records int) {
	x.slots = make([]uint64, records*4/3+1)
}

func (x *identityIndex) grow() {
	old := x.slots
	x.slots = make([]uint64, max(1024, 2*len(old)))
	for _, slot := range old {
		if slot == 0 {
			continue
		}
		i := x.slot(slot)
		for x.slots[i] != 0 {
			i = x.next(i)
		}
		x.slots[i] = slot
	}
}

func (id identity) hash() uint64 {
	const k = 0x9e3779b97f4a7c15
	h := (uint64(uint32(id.application))<<32 | uint64(uint32(id.server))) * k
	h ^= h >> 29
	h = (h + uint64(uint32(id.api))<<32 + uint64(uint32(id.version))) * 0xbf58476d1ce4e5b9
	h ^= h >> 32
	return h * k
}

// seen reports that a pair with the same target was kept.
func (v *view) seen() bool { return v.target != nil && v.target.seen }

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
