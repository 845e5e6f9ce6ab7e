package inventory

import (
	"slices"
	"strings"
)

// server is a server or a pool, by any of the names that the inventory has for it.
type server struct {
	name    string   // as first written
	key     string   // folded; the identity
	rows    []rowRef // rows of servers tables that name it
	members []*server
	nextHop *server // the pool that a trusted application pool is served by
	stated  []stated[ServerVersion]
	unclear []Reading[ServerVersion] // of servers tables: cells that name no version

	fits     []string // a short name that fits several full names: these
	full     *server  // a short name that fits one full name: that server
	excluded int      // rows left out by filters
	kept     bool     // a pair that is kept rests on it
	left     bool     // a pair that is left out rests on it

	filled *Reading[ServerVersion] // see version
}

// stated is one version that the inventory states, at its first place.
type stated[V API | ServerVersion] struct {
	reading Reading[V]
	table   bool // a servers or applications table states it, not only a pairs row
}

// target is one server that a row names: as written, and what it is.
type target struct {
	name   string
	server *server
}

// servers finds servers by name.
type servers struct {
	byName map[string]*server
	all    []*server
}

// named is the server of that name, made where it is new.
func (s *servers) named(name string) *server {
	key := foldHost(name)
	found, ok := s.byName[key]
	if !ok {
		found = &server{name: name, key: key}
		s.byName[key] = found
		s.all = append(s.all, found)
	}
	return found
}

// link makes short names stand for the only full name that they fit.
func (s *servers) link() {
	full := map[string][]*server{}
	for _, one := range s.all {
		if strings.Contains(one.key, ".") && !isAddress(one.key) {
			full[firstLabel(one.key)] = append(full[firstLabel(one.key)], one)
		}
	}
	for _, one := range s.all {
		if strings.Contains(one.key, ".") {
			continue
		}
		fits := full[one.key]
		if len(fits) == 1 {
			one.full = fits[0]
			continue
		}
		for _, f := range fits {
			one.fits = append(one.fits, f.key)
		}
		slices.Sort(one.fits)
	}
}

// whole is the server that a name stands for.
func (s *server) whole() *server {
	if s.full != nil {
		return s.full
	}
	return s
}

// known reports whether a servers table names the server, or machines of it.
func (s *server) known() bool { return len(s.rows) > 0 || len(s.members) > 0 }

// state records a version that a row states for the server.
func (s *server) state(r Reading[ServerVersion], table bool) {
	if r.Version.Known() {
		s.stated = addStated(s.stated, r, table)
	} else if table && r.Cause != Missing {
		s.unclear = append(s.unclear, r)
	}
}

func addStated[V API | ServerVersion](all []stated[V], r Reading[V], table bool) []stated[V] {
	for i := range all {
		if all[i].reading.Version == r.Version {
			if table && !all[i].table {
				all[i] = stated[V]{r, true}
			}
			return all
		}
	}
	return append(all, stated[V]{r, table})
}

// statements are the versions stated for the server and for its machines.
func (s *server) statements() []stated[ServerVersion] {
	all := s.stated
	for _, m := range s.members {
		for _, st := range m.stated {
			all = addStated(slices.Clip(all), st.reading, st.table)
		}
	}
	return all
}

// version is what the inventory as a whole says of the server: what fills a
// blank cell. A contradiction is a reading of cause Contradictory.
func (s *server) version() Reading[ServerVersion] {
	if s.filled == nil {
		s.filled = &Reading[ServerVersion]{Cause: Missing} // a ring of next hops ends here
		r := s.fill()
		s.filled = &r
	}
	return *s.filled
}

func (s *server) fill() Reading[ServerVersion] {
	all := s.statements()
	if len(all) > 1 {
		return contradiction(all)
	}
	if len(all) == 1 && all[0].table {
		return all[0].reading
	}
	if unclear := s.unclearReadings(); len(unclear) > 0 && len(all) == 0 {
		return slices.MinFunc(unclear, func(a, b Reading[ServerVersion]) int { return strings.Compare(a.Written, b.Written) })
	}
	if s.nextHop != nil {
		if r := s.nextHop.whole().version(); r.Version.Known() || r.Cause != Missing {
			return byNextHop(r, s.nextHop.name)
		}
	}
	return Reading[ServerVersion]{Cause: Missing, Detail: s.whyMissing()}
}

func (s *server) unclearReadings() []Reading[ServerVersion] {
	all := s.unclear
	for _, m := range s.members {
		all = append(slices.Clip(all), m.unclear...)
	}
	return all
}

func byNextHop(r Reading[ServerVersion], pool string) Reading[ServerVersion] {
	if r.Version.Known() {
		r.Certainty = Inferred
		r.Detail = strings.TrimSuffix("version of its next hop "+pool+"; "+r.Detail, "; ")
	}
	return r
}

func (s *server) whyMissing() string {
	switch {
	case len(s.fits) > 0:
		return "the short name fits " + strings.Join(s.fits, " and ") + "; write the full name"
	case s.known():
		return "the servers table names " + Quote(s.name) + " without a version"
	}
	return "no servers table knows " + Quote(s.name)
}

// contradiction is the reading of two or more versions that the inventory
// states of one thing. Written and Detail are in the order of the versions'
// keys, so that they do not depend on the order of rows.
func contradiction[V API | ServerVersion](all []stated[V]) Reading[V] {
	all = slices.Clone(all)
	slices.SortFunc(all, func(a, b stated[V]) int {
		return strings.Compare(versionKey(a.reading.Version), versionKey(b.reading.Version))
	})
	r := Reading[V]{Cause: Contradictory, At: all[0].reading.At}
	var written, said []string
	for _, st := range all {
		written = append(written, st.reading.Written)
		said = append(said, st.reading.At.String()+" says "+versionName(st.reading.Version))
	}
	r.Written = strings.Join(written, " / ")
	r.Detail = strings.Join(said, ", ")
	return r
}

func versionKey[V API | ServerVersion](v V) string {
	switch v := any(v).(type) {
	case API:
		return v.Key()
	case ServerVersion:
		return v.Key()
	}
	return ""
}

func versionName[V API | ServerVersion](v V) string {
	switch v := any(v).(type) {
	case API:
		return v.String()
	case ServerVersion:
		return v.String()
	}
	return ""
}
