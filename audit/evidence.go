package audit

import (
	"slices"

	"chatcompat/inventory"
)

// evidence is what checks of applications, servers and the estate look at.
type evidence struct {
	facts    Facts
	views    *views
	servers  map[string]*inventory.Server // by key
	present  []inventory.ServerVersion    // that occur, each once
	machines *machines                    // where applications run; nil: no check asks
	unknown  int                          // servers whose version nobody knows; counted at the end
	nowhere  int                          // pairs that name no server, nor a version
}

// named is a server that a check fired for, with the findings on it.
type named struct {
	name     string
	findings places
}

// verdictOn is the answer of a check of servers: those it fires for, and on how
// many nobody says.
type verdictOn struct {
	fired  []named
	unsaid silence
}

func newEvidence(views *views, facts Facts) *evidence {
	e := &evidence{facts: facts, views: views, servers: make(map[string]*inventory.Server, len(facts.Servers))}
	for i := range facts.Servers {
		s := &facts.Servers[i]
		e.servers[s.Key] = s
		e.saw(s.Version.Version)
	}
	if e.has(needMachine) {
		e.machines = &machines{hosts: map[string]hosts{}, byKey: map[string]*machine{}}
	}
	return e
}

func (e *evidence) saw(v inventory.ServerVersion) {
	if v.Known() {
		e.present = addOnce(e.present, v)
	}
}

// sees reports whether the version occurs in the estate.
func (e *evidence) sees(v inventory.ServerVersion) bool { return slices.Contains(e.present, v) }

// homedElsewhere finds chat pools that are homed on a pool of another generation.
func homedElsewhere(e *evidence) verdictOn {
	return e.links(func(s inventory.Server) string { return s.Home }, func(own, home inventory.ServerVersion) answer {
		if !own.Known() || !home.Known() {
			return unsaidVersion
		}
		return firesIf(own != home)
	})
}

// oldNextHop finds trusted application pools with a next hop that is older than
// Lync Server 2013, where that is in the estate.
func oldNextHop(e *evidence) verdictOn {
	newest := e.all(lync2013)
	return e.links(func(s inventory.Server) string { return s.NextHop }, func(_, hop inventory.ServerVersion) answer {
		if !hop.Known() {
			return both(newest, unsaidVersion)
		}
		return both(newest, firesIf(hop.Generation() < lync2013.Generation()))
	})
}

// links looks at servers that lean on another one. A version that is not known,
// or no such server at all, is silence.
func (e *evidence) links(to func(inventory.Server) string, bad func(own, other inventory.ServerVersion) answer) (v verdictOn) {
	found := false
	for _, s := range e.facts.Servers {
		if to(s) == "" {
			continue
		}
		found = true
		said := bad(e.version(s.Key), e.version(to(s)))
		if v.unsaid.add(said, 1); said == fires {
			v.fired = append(v.fired, named{s.Name, e.views.placesOn(s.Key)})
		}
	}
	if !found {
		v.unsaid.add(unsaid, 1)
	}
	return v
}

func (e *evidence) version(key string) inventory.ServerVersion {
	if s := e.servers[key]; s != nil && s.Version.Version.Known() {
		return s.Version.Version
	}
	if s := e.views.servers.find(key); s != nil && len(e.views.versions.lists[s.versions]) == 1 {
		return e.views.versions.lists[s.versions][0]
	}
	return inventory.ServerVersion{}
}

// placesOn are the places of the findings on a server.
func (v *views) placesOn(key string) places {
	if s := v.servers.find(key); s != nil {
		return v.places(&v.servers, s)
	}
	return places{}
}

// countUnknown counts the servers whose version nobody knows, those without a pair too.
func (e *evidence) countUnknown() {
	e.unknown = 0
	for n := range e.views.servers.entries.len() {
		s := e.views.servers.entries.at(n)
		if s.versions != 0 {
			continue
		}
		if known := e.servers[e.views.servers.title(n).key]; known == nil || !known.Version.Version.Known() {
			e.unknown++
		}
	}
	for i := range e.facts.Servers {
		if s := &e.facts.Servers[i]; !s.Version.Version.Known() && e.views.servers.find(s.Key) == nil {
			e.unknown++
		}
	}
}

// all answers whether each of the versions is in the estate. It is unsaid where
// servers of unknown version, or those that pairs do not name, could make up what is
// missing.
func (e *evidence) all(versions ...inventory.ServerVersion) answer {
	missing := 0
	for _, v := range versions {
		if !e.sees(v) {
			missing++
		}
	}
	switch {
	case missing == 0:
		return fires
	case missing <= e.unknown+e.nowhere:
		return unsaidVersion
	}
	return quiet
}

func threeGenerations(e *evidence) answer { return e.all(lync2013, lync2010, ocsR2) }

func twoSources(e *evidence) answer { return e.all(lync2010, ocsR2) }

func unsupportedSource(e *evidence) answer { return e.all(inventory.OCS2007) }

func separateRooms(e *evidence) answer {
	with2010, withR2 := e.all(lync2013, lync2010), e.all(lync2013, ocsR2)
	if with2010 == fires || withR2 == fires {
		return fires
	}
	return max(with2010, withR2)
}

// spans answers whether an application targets several generations.
func spans(a *ApplicationView) answer {
	if !a.Spans() && a.Unknown > 0 {
		return unsaidVersion
	}
	return firesIf(a.Spans())
}

// stranded answers whether no API fits all targets of an application.
func stranded(a *ApplicationView) answer {
	said := answerOf(a.Strands())
	if said != unsaid {
		return said
	}
	if a.Uses == inventory.Yes {
		said = quiet
	}
	if a.Unknown > 0 {
		said |= unsaidVersion
	}
	if len(a.Targets) > 0 && !a.Covered {
		said |= uncharted
	}
	return said
}

func addOnce[T comparable](all []T, one T) []T {
	if slices.Contains(all, one) {
		return all
	}
	return append(all, one)
}
