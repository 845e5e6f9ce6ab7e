package audit

import (
	"cmp"
	"math/bits"
	"slices"

	"chatcompat/inventory"
)

// Facts is what checks know of the estate beside its pairs.
type Facts struct {
	Columns []inventory.Column // of all tables that say something
	Servers []inventory.Server // those that a table of servers lists, or whose version another table tells
}

// FactsOf takes the facts from an estate.
func FactsOf(e *inventory.Estate) Facts {
	facts := Facts{Columns: e.Headers(), Servers: make([]inventory.Server, 0, e.ServerCount())}
	facts.Servers = slices.AppendSeq(facts.Servers, e.Servers())
	return facts
}

// Checks looks at the estate as a whole: it is fed with the facts and with all
// findings, and tells at the end which advisories of any scope hold. It holds
// keys and names, never findings.
type Checks struct {
	rules    Rules
	evidence *evidence
	asked    checkSet // those that ask each pair, and can count in the end
	pairs    int      // that were asked
	tallies  [len(advisories)]tallied
}

// NewChecks begins the checks of an estate.
func NewChecks(r Rules, facts Facts) *Checks {
	return newChecks(r, newViews(r), facts)
}

func newChecks(r Rules, views *views, facts Facts) *Checks {
	c := &Checks{rules: r, evidence: newEvidence(views, facts)}
	for n := range advisories {
		if a := &advisories[n]; a.pair != nil && c.counts(a) {
			c.asked |= 1 << n
		}
	}
	return c
}

// counts reports whether what a check sees can count: nobody ignores it, and
// the inventory has a column that it needs.
func (c *Checks) counts(a *check) bool { return !c.rules.ignores(a.ID) && c.evidence.has(a.needs) }

// Add feeds findings. Ids that the rules ignore may be missing from them.
func (c *Checks) Add(findings []Finding) {
	c.evidence.views.addKeys(findings)
	c.add(findings, marksOf(findings, nil))
}

// add feeds findings by their marks.
func (c *Checks) add(findings []Finding, marks []mark) {
	for i := range marks {
		place := c.evidence.views.count + int32(i)
		if c.evidence.machines != nil {
			c.evidence.locate(&findings[i], place)
		}
		c.meet(&findings[i], &marks[i], c.evidence.views.place(place))
		c.countUnsaid(&marks[i], 1)
		if !marks[i].targeted && !marks[i].version.Known() {
			c.evidence.nowhere++
		}
	}
	c.evidence.views.add(findings, marks)
}

// meet takes down what a finding says but for what it leaves unsaid.
func (c *Checks) meet(f *Finding, m *mark, at places) {
	c.evidence.saw(m.version)
	for set := m.fires & c.asked; set != 0; set &= set - 1 {
		n, subject := bits.TrailingZeros32(uint32(set)), ""
		if scope := advisories[n].Scope; scope != PairScope {
			subject = subjectOf(scope, f)
		}
		c.tallies[n].note(subject, at)
	}
}

// countUnsaid counts what findings of a mark leave unsaid.
func (c *Checks) countUnsaid(m *mark, findings int) {
	c.pairs += findings
	for n, silent := range m.unsaid {
		for set := silent & c.asked; set != 0; set &= set - 1 {
			c.tallies[bits.TrailingZeros32(uint32(set))].unsaid[n] += findings
		}
	}
}

// countFired counts what holds of findings of a mark, of which one was met without a place.
func (c *Checks) countFired(m *mark, findings int) {
	for set := m.fires & c.asked; set != 0; set &= set - 1 {
		c.tallies[bits.TrailingZeros32(uint32(set))].applies.n += findings
	}
}

// subjectOf is the name of what an advisory of the scope speaks of.
func subjectOf(scope Scope, f *Finding) string {
	switch scope {
	case ApplicationScope:
		return f.Application
	case ServerScope:
		return f.Server
	case SiteScope:
		return siteOf(f)
	}
	return ""
}

// Result tells what fired and the status of every check, both by id. It may be
// asked for once, after the last finding.
func (c *Checks) Result() (fired []FiredAdvisory, status []CheckStatus) {
	c.checkApplications()
	c.evidence.countUnknown()
	for n := range advisories {
		a, t := &advisories[n], &c.tallies[n]
		switch {
		case a.unpaired != nil:
			c.checkUnpaired(a, t)
		case a.servers != nil:
			c.checkServers(a, t)
		case a.estate != nil:
			said := a.estate(c.evidence)
			t.fired = said == fires
			if t.unsaid.add(said, c.evidence.unknown); said == unsaidVersion {
				t.nowhere = c.evidence.nowhere
			}
		}
		one := c.status(a, t)
		if one.Status == Fired {
			fired = append(fired, c.fired(a, t))
		}
		status = append(status, one)
	}
	return fired, status
}

// checkApplications asks every application; those that a check fires for are
// taken by risk, name and key.
func (c *Checks) checkApplications() {
	views := c.evidence.views
	all, fitting := &views.applications, views.fitting()
	for n := range advisories {
		a, t := &advisories[n], &c.tallies[n]
		if a.application == nil || !c.counts(a) {
			continue
		}
		var fired []int32
		var view ApplicationView // here, since it is on the heap: the check gets its address
		for i := range all.entries.len() {
			view = views.application(all.entries.at(i), fitting)
			said := a.application(&view)
			if t.unsaid.add(said, 1); said == fires {
				fired = append(fired, i)
			}
		}
		for _, i := range fired {
			t.fired = true
			t.applies.n += int(all.entries.at(i).pairs)
		}
		if c.rules.CountOnly {
			t.unnamed = all.names(fired)
			fired = all.first(fired, FewSubjects)
		}
		for _, i := range all.sorted(fired) {
			t.applies.list = append(t.applies.list, views.places(all, all.entries.at(i)).list...)
			t.name(all.title(i).name)
		}
		if c.rules.CountOnly {
			t.unnamed -= len(t.subjects)
		}
	}
}

// fired lists what a check that fired has seen.
func (c *Checks) fired(a *check, t *tallied) FiredAdvisory {
	f := FiredAdvisory{Advisory: a.advisory(), Subjects: t.subjects, unnamed: t.unnamed}
	switch {
	case c.rules.CountOnly:
		f.unlisted = t.applies.n
	case t.applies.n > 0:
		f.Applies = c.evidence.views.keysAt(t.applies.list)
	}
	return f
}

func (c *Checks) checkServers(a *check, t *tallied) {
	seen := a.servers(c.evidence)
	t.unsaid = seen.unsaid
	for _, s := range seen.fired {
		t.note(s.name, s.findings)
	}
}

// checkUnpaired asks the servers that no finding is on.
func (c *Checks) checkUnpaired(a *check, t *tallied) {
	if !c.counts(a) {
		return
	}
	for i := range c.evidence.facts.Servers {
		s := &c.evidence.facts.Servers[i]
		if c.evidence.views.servers.find(s.Key) != nil {
			continue
		}
		switch a.unpaired(s) {
		case fires:
			t.note(s.Site, places{})
		case unsaid:
			t.unpaired++
		}
	}
}

// status weighs what a check has seen: silence is no pass.
func (c *Checks) status(a *check, t *tallied) CheckStatus {
	s := CheckStatus{ID: a.ID}
	switch {
	case c.rules.ignores(a.ID):
		s.Needs = ignoredNeeds
	case !c.evidence.has(a.needs):
		s.Needs = "column " + a.needed()
	case t.fired:
		s.Status, s.Needs = Fired, a.silence(t)
	default:
		if s.Needs = cmp.Or(a.silence(t), c.nobody(a)); s.Needs == "" {
			s.Status = Clear
		}
	}
	return s
}

// nobody says what a check has not met at all and needs at least one of; "" where
// it has.
func (c *Checks) nobody(a *check) string {
	switch {
	case (a.pair != nil || a.application != nil) && c.pairs == 0:
		return needsPair
	case a.estate != nil && len(c.evidence.present) == 0 && c.evidence.unknown+c.evidence.nowhere == 0:
		return needsServer
	}
	return ""
}

// These stand in Needs of checks that met nothing.
const (
	needsPair   = "a pair of an application and a server"
	needsServer = "a server with its version"
)

// has reports whether the inventory has one of the columns, or none is needed.
func (e *evidence) has(needs []need) bool {
	return len(needs) == 0 || slices.ContainsFunc(needs, func(n need) bool {
		return slices.ContainsFunc(e.facts.Columns, func(c inventory.Column) bool {
			if n.header != "" {
				return inventory.SameHeader(c.Header, n.header)
			}
			return c.Field == n.field
		})
	})
}
