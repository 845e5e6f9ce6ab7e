package inventory

import (
	"cmp"
	"slices"
	"strings"
)

// server is a server or a pool, by any of the names that the inventory has for it.
type server struct {
	number                   int32 // its place in servers.all
	kept                     bool  // a pair that is kept rests on it
	left                     bool  // a pair that is left out rests on it
	touchedKept, touchedLeft bool  // likewise, and its relatives are marked; see touch
	reported                 bool  // a problem says that no servers table knows it
	unread                   bool  // nobody knows which it is: name is what the cell holds that should name it
	*relations
	stated []statement[ServerVersion]
	key    string // folded; the identity
	name   string // as first written

	filled      *distinct[ServerVersion] // see versionOfTables
	disputed    *Reading[ServerVersion]  // the contradiction where two versions are stated; else nil
	particulars *particulars             // what servers tables say beside the version; nil where none knows it
}

// relations are what few servers have: servers tables that name them, other
// servers that they belong to. Those that have none share nobody's.
type relations struct {
	rows     []rowRef // rows of servers tables that name the server
	said     []rowRef // those of rows that describe it
	tables   []int32  // where rows stand, each table once
	members  []*server
	pools    []*server                  // that it is a member of
	nextHop  *server                    // the pool that a trusted application pool is served by
	unclear  []statement[ServerVersion] // of servers tables: cells that name no version
	excluded int                        // rows left out by filters
	fits     []string                   // a short name that fits several full names: these
	full     *server                    // a short name that fits one full name: that server
}

// nobodys are the relations of servers without any; they never change.
var nobodys = &relations{}

// relate gives the server relations of its own, to be changed.
func (s *server) relate() *relations {
	if s.relations == nobodys {
		s.relations = &relations{}
	}
	return s.relations
}

// servers finds servers by name.
type servers struct {
	byName map[string]*server
	all    []*server
	tables bool // there is a servers table with rows

	// What most servers have one of is handed out in larger pieces.
	free    pieces[server]
	related pieces[relations]
	rows    pieces[rowRef]
	numbers pieces[int32]
	said    pieces[statement[ServerVersion]]
}

// makeRoom prepares for about so many servers, unless there are any.
func (s *servers) makeRoom(about int) {
	if len(s.all) == 0 {
		s.byName, s.all = make(map[string]*server, about), make([]*server, 0, about)
	}
}

// named is the server of that name, made where it is new.
func (s *servers) named(name string) *server { return s.folded(name, foldHost(name)) }

// folded is named for a name that is folded already.
func (s *servers) folded(name, key string) *server {
	if found, ok := s.byName[key]; ok {
		return found
	}
	return s.add(server{name: name, key: key})
}

// unreadable is the server that cells with such a text stand for, no name of a
// server: nobody knows which it is, so that nothing is known of it.
func (s *servers) unreadable(text string) *server {
	key := "\n" + foldName(text) // no name of a server has such a key
	if found, ok := s.byName[key]; ok {
		return found
	}
	return s.add(server{name: text, key: key, unread: true})
}

func (s *servers) add(one server) *server {
	one.number, one.relations = int32(len(s.all)), nobodys
	added := &s.free.one(one)[0]
	s.byName[one.key] = added
	s.all = append(s.all, added)
	return added
}

// link makes short names stand for the only full name that they fit.
func (s *servers) link() {
	if !slices.ContainsFunc(s.all, func(one *server) bool { return !strings.Contains(one.key, ".") }) {
		return
	}
	full := map[string][]*server{}
	for _, one := range s.all {
		if isFullName(one.key) {
			full[firstLabel(one.key)] = append(full[firstLabel(one.key)], one)
		}
	}
	for _, one := range s.all {
		if strings.Contains(one.key, ".") {
			continue
		}
		fits := full[one.key]
		if len(fits) == 1 {
			one.relate().full = fits[0]
			continue
		}
		if len(fits) == 0 {
			continue
		}
		r := one.relate()
		for _, f := range fits {
			r.fits = append(r.fits, f.key)
		}
		slices.Sort(r.fits)
	}
}

// whole is the server that a name stands for.
func (s *server) whole() *server {
	if s.full != nil {
		return s.full
	}
	return s
}

// alone reports a server of which other servers say nothing.
func (s *server) alone() bool { return len(s.members)+len(s.pools) == 0 && s.nextHop == nil }

// known reports whether a servers table names the server, or machines of it.
func (s *server) known() bool { return len(s.rows) > 0 || len(s.members) > 0 }

// addRow takes down a row of a servers table that names a server.
func (s *servers) addRow(one *server, ref rowRef, says bool) {
	if one.relations == nobodys {
		one.relations = &s.related.one(relations{})[0]
	}
	r := one.relations
	r.rows = s.rows.add(r.rows, ref)
	if says {
		r.said = s.rows.add(r.said, ref)
	}
	if !slices.Contains(r.tables, ref.table) {
		r.tables = s.numbers.add(r.tables, ref.table)
	}
}

// joins makes the server a member of a pool.
func (s *server) joins(pool *server) {
	if pool != s && !slices.Contains(s.pools, pool) {
		s.relate().pools = append(s.pools, pool)
		pool.relate().members = append(pool.members, s)
	}
}

// state records a version that a row states for a server.
func (s *servers) state(one *server, st statement[ServerVersion]) {
	switch {
	case one.unread:
	case st.Version.Known() && len(one.stated) == 0:
		one.stated = s.said.one(st)
	case st.Version.Known():
		one.stated = addStatement(one.stated, st)
	case st.table && st.unclear():
		one.relate().unclear = addUnclear(one.unclear, st)
	}
}

// statements are the versions stated for the server and for its machines.
func (s *server) statements() []statement[ServerVersion] {
	all := s.stated
	if len(s.members) > 0 {
		all = slices.Clone(all)
	}
	for _, m := range s.members {
		for _, st := range m.stated {
			all = addStatement(all, st)
		}
	}
	return all
}

// disputes are the statements with those that are made of a pool of the server
// and say otherwise, the best of each version: a machine is of the version of its
// pool. What another machine of the pool says disputes the pool and not this one.
func (s *server) disputes() []statement[ServerVersion] {
	all := s.statements()
	if len(s.stated) == 0 {
		return all
	}
	var others []statement[ServerVersion]
	for _, pool := range s.pools {
		for _, st := range pool.stated {
			if !slices.ContainsFunc(all, func(one statement[ServerVersion]) bool { return one.Version == st.Version }) {
				others = addStatement(others, st)
			}
		}
	}
	if len(others) == 0 {
		return all
	}
	return slices.Concat(all, others)
}

// relatives are the servers whose rows say something of this one, too: the
// machines of a pool, the pools of a machine.
func (s *server) relatives() []*server { return slices.Concat(s.members, s.pools) }

// versionOfTables is what the inventory as a whole says of the server: what
// fills a blank cell. A contradiction is a reading of cause Contradictory.
func (j *joiner) versionOfTables(s *server) *distinct[ServerVersion] {
	if s.filled == nil {
		s.filled = &distinct[ServerVersion]{Reading: Reading[ServerVersion]{Cause: Missing}} // a ring of next hops ends here
		s.filled = j.fillVersion(s)
	}
	return s.filled
}

func (j *joiner) fillVersion(s *server) *distinct[ServerVersion] {
	if s.unread {
		return newDistinct(j, s.unreadVersion())
	}
	if all := s.disputes(); len(all) > 1 {
		return newDistinct(j, contradiction(j, FieldServerVersion, all))
	}
	if st := s.statement(); st != nil {
		return st.distinct
	}
	if s.nextHop != nil {
		if r := j.versionReading(s.nextHop.whole()); r.Cause != Missing {
			return newDistinct(j, through(r, "its next hop "+s.nextHop.name))
		}
	}
	return newDistinct(j, j.versionOfPools(s))
}

// statement is the only one that servers tables make of the server's version: a
// version, or a cell that names none; nil where there is none.
func (s *server) statement() *statement[ServerVersion] {
	if all := s.statements(); len(all) == 1 && all[0].table {
		return &all[0]
	}
	unclear := slices.Clip(s.unclear)
	for _, m := range s.members {
		for _, st := range m.unclear {
			unclear = addUnclear(slices.Clone(unclear), st)
		}
	}
	if len(unclear) == 0 {
		return nil
	}
	return &unclear[0]
}

// versionReading is what versionOfTables says, with its position.
func (j *joiner) versionReading(s *server) Reading[ServerVersion] {
	r := j.versionOfTables(s).Reading
	if r.At.IsZero() {
		r.At = j.cellStatingVersion(s).at(j)
	}
	return r
}

// cellStatingVersion is the cell that states what fills a blank one; the zero
// cell where there is none, or where the reading has a position of its own.
func (j *joiner) cellStatingVersion(s *server) cell {
	if s.filled == nil || !s.filled.At.IsZero() {
		return cell{}
	}
	if st := s.statement(); st != nil && st.distinct == s.filled {
		return st.cell(j, FieldServerVersion)
	}
	return cell{}
}

// versionOfPools is the version of the pools that a machine belongs to.
func (j *joiner) versionOfPools(s *server) Reading[ServerVersion] {
	r := Reading[ServerVersion]{Cause: Missing, Detail: j.whyMissing(s)}
	for _, pool := range s.pools {
		p := j.versionReading(pool)
		switch {
		case p.Cause == Missing:
		case r.Cause == Missing:
			r = through(p, "its pool "+pool.name)
		case p.Version != r.Version:
			return Reading[ServerVersion]{Cause: Missing, Detail: "the pools of " + Quote(s.name) + " are of different versions"}
		case !p.Version.Known() && cmp.Or(strings.Compare(p.Written, r.Written), cmp.Compare(p.Cause, r.Cause)) < 0:
			r = p // whichever row comes first
		}
	}
	return r
}

// through is the version of another server that this one has, too.
func through(r Reading[ServerVersion], of string) Reading[ServerVersion] {
	if r.Version.Known() {
		r.Certainty = Inferred
		r.Detail = strings.TrimSuffix("version of "+of+"; "+r.Detail, "; ")
	}
	return r
}

// unreadVersion is the version of a server of which nobody knows which it is.
func (s *server) unreadVersion() Reading[ServerVersion] {
	return Reading[ServerVersion]{Cause: Unreadable, Detail: "the cell that should name the server holds " + Quote(s.name) +
		", so that nobody knows which server this is" + repairName}
}

func (j *joiner) whyMissing(s *server) string {
	switch {
	case len(s.fits) > 0:
		return "the short name fits " + strings.Join(s.fits, " and ") + "; write the full name"
	case s.known():
		return "the servers table names " + Quote(s.name) + " without a version"
	case !j.servers.tables:
		return "no servers table states the version of " + Quote(s.name)
	}
	return "no servers table knows " + Quote(s.name)
}

// whyUnknown is what is wrong with a name that no servers table has.
func (j *joiner) whyUnknown(s *server) string {
	if len(s.fits) > 0 {
		return j.whyMissing(s)
	}
	return j.whyMissing(s) + "; add it, or correct the name"
}
