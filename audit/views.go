package audit

import (
	"cmp"
	"slices"
	"strings"

	"chatcompat/inventory"
)

// ApplicationView is one application over all its pairs.
type ApplicationView struct {
	Targets []inventory.ServerVersion // of its servers, newest first
	Unknown int                       // pairs whose server version is not known
	Uses    inventory.Answer          // category or user management
	Fits    []inventory.API           // Compatible or better on all Targets; none where Targets is empty
	Covered bool                      // the matrix has a column for each of Targets
}

// Spans reports targets of several generations.
func (v *ApplicationView) Spans() bool { return len(v.Targets) > 1 }

// Stranded reports that no API is Compatible or better on all targets, while
// the application uses category or user management or nobody says.
func (v *ApplicationView) Stranded() bool {
	return len(v.Targets) > 0 && v.Covered && len(v.Fits) == 0 && v.Uses != inventory.No
}

// Strands answers whether the application is stranded: Unsaid where a target that
// is not known, or is outside the matrix, leaves it open.
func (v *ApplicationView) Strands() inventory.Answer {
	switch {
	case v.Stranded():
		return inventory.Yes
	case v.Uses != inventory.No && (v.Unknown > 0 || !v.Covered):
		return inventory.Unsaid
	}
	return inventory.No
}

// views collects findings by application and by server. Pairs without the one
// or the other are left out there. What it keeps of a finding is its key and two
// numbers, for estates have millions of them.
type views struct {
	rules        Rules
	applications roster
	servers      roster
	versions     sets[inventory.ServerVersion]
	keys         pages[string]    // of all findings, in input order; empty where keyOf gives them
	keyOf        func(int) string // from the place of a finding to its key
	count        int32            // of findings
	counting     bool             // which findings an entry has is not kept, only how many
}

// newViews is a collection of no findings; what fits follows from the rules' matrix.
func newViews(r Rules) *views {
	v := &views{rules: r, versions: newSets[inventory.ServerVersion]()}
	v.keyOf = func(place int) string { return *v.keys.at(int32(place)) }
	return v
}

// newEstateViews is a collection of the findings of an estate, which knows
// their keys and names.
func newEstateViews(r Rules, estate *inventory.Estate) *views {
	v := newViews(r)
	v.keyOf, v.counting = estate.Key, r.CountOnly
	v.applications.noIDs = !slices.ContainsFunc(estate.Headers(), func(c inventory.Column) bool { return c.Field == inventory.FieldApplicationID })
	v.applications.titleOf = func(first int32) (t title) {
		t.key, t.name, t.id = estate.Application(int(first))
		return t
	}
	v.servers.titleOf = func(first int32) (t title) {
		t.key, t.name = estate.Server(int(first))
		return t
	}
	return v
}

// addKeys keeps the keys of findings that no estate knows.
func (v *views) addKeys(findings []Finding) {
	for i := range findings {
		v.keys.add(findings[i].Key)
	}
}

// add collects findings by their marks.
func (v *views) add(findings []Finding, marks []mark) {
	for i := range marks { // the processor waits for the memory of all of them at once
		v.applications.approach(marks[i].application)
		v.servers.approach(marks[i].server)
	}
	for i := range marks {
		m, f := &marks[i], &findings[i]
		if m.applied {
			a := v.applications.entry(m.application, &f.ApplicationKey)
			if a.pairs == 0 {
				v.applications.name(f.Application, f.ApplicationID)
			}
			v.addApplication(a, m)
		}
		if m.targeted {
			s := v.servers.entry(m.server, &f.ServerKey)
			if s.pairs == 0 {
				v.servers.name(f.Server, "")
			}
			v.addServer(s, m)
		}
		if !v.counting {
			v.applications.chain(m.applied, v.count)
			v.servers.chain(m.targeted, v.count)
		}
		v.count++
	}
}

func (v *views) addApplication(a *entry, m *mark) {
	if a.pairs == 0 {
		a.first, a.uses = v.count, inventory.No
	}
	a.count(m)
	if m.version.Known() {
		a.versions = v.versions.with(a.versions, m.version)
	} else {
		a.unknown++
	}
	a.uses = a.uses.Or(m.uses)
}

func (v *views) addServer(s *entry, m *mark) {
	if s.pairs == 0 {
		s.first = v.count
	}
	s.count(m)
	if m.version.Known() {
		s.versions = v.versions.with(s.versions, m.version)
	}
}

// application is the view of one.
func (v *views) application(a *entry, fitting []fit) ApplicationView {
	fit := &fitting[a.versions]
	return ApplicationView{Targets: fit.targets, Unknown: int(a.unknown), Uses: a.uses, Fits: fit.apis, Covered: fit.covered}
}

// fit is which APIs fit a set of targets.
type fit struct {
	targets []inventory.ServerVersion // newest first
	apis    []inventory.API
	covered bool
}

// fitting tells of each set of versions what fits it.
func (v *views) fitting() []fit {
	all := make([]fit, len(v.versions.lists))
	for i, list := range v.versions.lists {
		f := &all[i]
		f.targets = newestFirst(list)
		f.apis, f.covered = v.rules.Fits(f.targets)
	}
	return all
}

// counts are the numbers of applications and of servers.
func (v *views) counts() (applications, servers int) {
	return int(v.applications.entries.len()), int(v.servers.entries.len())
}

// places are those of the findings of an entry, in input order.
func (v *views) places(r *roster, e *entry) places {
	p := places{n: int(e.pairs)}
	if v.counting {
		return p
	}
	p.list = make([]int32, 0, e.pairs)
	for n, left := e.first, e.pairs; left > 0; n, left = *r.next.at(n), left-1 {
		p.list = append(p.list, n)
	}
	return p
}

// places are those of findings, or only how many they are.
type places struct {
	list []int32
	n    int
}

func (p *places) add(more places) {
	p.list = append(p.list, more.list...)
	p.n += more.n
}

// place is a single one.
func (v *views) place(n int32) places {
	if v.counting {
		return places{n: 1}
	}
	return places{[]int32{n}, 1}
}

// keysAt lists the keys of findings by their places.
func (v *views) keysAt(places []int32) []string {
	keys := make([]string, len(places))
	for i, place := range places {
		keys[i] = v.keyOf(int(place))
	}
	return keys
}

// generation is an API or a server version.
type generation interface {
	Generation() int
	Key() string
}

func newestFirst[T generation](all []T) []T {
	all = slices.Clone(all)
	slices.SortFunc(all, func(a, b T) int {
		return cmp.Or(cmp.Compare(b.Generation(), a.Generation()), strings.Compare(a.Key(), b.Key()))
	})
	return all
}

// Fits lists the APIs of the matrix that are Compatible or better on all the
// targets. covered is false where the matrix has no column for one of them.
func (r Rules) Fits(targets []inventory.ServerVersion) (apis []inventory.API, covered bool) {
	cells := r.cells()
	for _, t := range targets {
		if !slices.ContainsFunc(cells, func(c MatrixCell) bool { return c.Server == t }) {
			return nil, false
		}
	}
	for _, c := range cells {
		if len(targets) > 0 && !slices.Contains(apis, c.API) && r.fitsAll(c.API, targets) {
			apis = append(apis, c.API)
		}
	}
	return apis, len(targets) > 0
}

func (r Rules) fitsAll(api inventory.API, targets []inventory.ServerVersion) bool {
	for _, t := range targets {
		if cell, ok := r.lookup(api, t); !ok || cell.Verdict < Compatible {
			return false
		}
	}
	return true
}
