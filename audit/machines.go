package audit

import (
	"maps"
	"slices"
	"strings"

	"chatcompat/inventory"
)

// machines are the computers and trusted application pools that applications run on.
type machines struct {
	hosts    map[string]hosts // by the text that names them
	byKey    map[string]*machine
	unplaced int // pairs that do not say, or not in full, where the application runs
}

// hosts are what a text names.
type hosts struct {
	list  []inventory.Host
	whole bool
}

type machine struct {
	name     string
	runtimes []int   // generations of UCMA
	unknown  silence // of the pairs on it: of which nobody knows the generation
	findings places
}

// locate hears where the application of a finding runs.
func (e *evidence) locate(f *Finding, place int32) {
	s := newSubject(f)
	on := e.machines.named(s.extra(headerRunsOn[:]...))
	if server := e.servers[s.ServerKey]; len(on.list) == 0 && server != nil && server.NextHop != "" {
		on = hosts{[]inventory.Host{{Name: s.Server, Key: s.ServerKey}}, true}
	}
	if !on.whole {
		e.machines.unplaced++
	}
	for i, host := range on.list {
		if !slices.Contains(on.list[:i], host) {
			e.machines.at(host).run(&s, e.views.place(place))
		}
	}
}

// named are the hosts that a text names; many pairs have the same text.
func (m *machines) named(text string) hosts {
	on, known := m.hosts[text]
	if !known && text != "" {
		on.list, on.whole = inventory.HostsIn(text)
		m.hosts[text] = on
	}
	return on
}

func (m *machines) at(host inventory.Host) *machine {
	one := m.byKey[host.Key]
	if one == nil {
		one = &machine{name: host.Name}
		m.byKey[host.Key] = one
	}
	return one
}

// run takes down a pair whose application runs on the machine.
func (m *machine) run(s *subject, at places) {
	m.findings.add(at)
	if s.ucma != 0 {
		m.runtimes = addOnce(m.runtimes, s.ucma)
	} else {
		m.unknown.add(s.stands(3), 1)
	}
}

// with is what is known of a machine that two names stand for.
func (m *machine) with(other *machine) *machine {
	both := machine{name: m.name, unknown: m.unknown}
	both.runtimes = slices.Concat(m.runtimes, other.runtimes)
	both.unknown.join(other.unknown)
	both.findings.add(m.findings)
	both.findings.add(other.findings)
	slices.Sort(both.findings.list)
	if both.findings.list = slices.Compact(both.findings.list); both.findings.list != nil {
		both.findings.n = len(both.findings.list)
	}
	return &both
}

// mixed reports generations of UCMA that follow each other.
// Sources: pageRuntime for 3.0 and 4.0, blogs.msdn of 2010-09-23 for 2.0 and 3.0.
func (m *machine) mixed() bool {
	has := func(generation int) bool { return slices.Contains(m.runtimes, generation) }
	return has(3) && (has(2) || has(4))
}

// whole lists the machines, short names with the full one that they stand for. Where
// one fits several, and would make one of them a mixed one, its pairs are unsure.
func (m *machines) whole() (all []*machine, unsure int) {
	keys := slices.Sorted(maps.Keys(m.byKey))
	joined := maps.Clone(m.byKey)
	for short, full := range inventory.FullHosts(keys) {
		one := m.byKey[short]
		mixes := func(key string) bool { return !m.byKey[key].mixed() && m.byKey[key].with(one).mixed() }
		switch {
		case len(full) == 1:
			joined[full[0]] = m.byKey[full[0]].with(one)
			delete(joined, short)
		case !one.mixed() && slices.ContainsFunc(full, mixes):
			unsure += one.findings.n
		}
	}
	for _, key := range keys {
		if one := joined[key]; one != nil {
			all = append(all, one)
		}
	}
	return all, unsure
}

// mixedRuntimes finds machines with generations of UCMA that follow each other.
func mixedRuntimes(e *evidence) (v verdictOn) {
	if e.machines == nil {
		return v
	}
	all, unsure := e.machines.whole()
	v.unsaid.add(unsaid, e.machines.unplaced+unsure)
	for _, m := range all {
		if m.mixed() {
			v.fired = append(v.fired, named{m.name, m.findings})
		} else {
			v.unsaid.join(m.unknown)
		}
	}
	slices.SortFunc(v.fired, func(a, b named) int { return strings.Compare(a.name, b.name) })
	return v
}
