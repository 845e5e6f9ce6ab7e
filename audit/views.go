package audit

import (
	"cmp"
	"slices"
	"strings"

	"chatcompat/inventory"
)

// ApplicationView is one application over all its pairs.
type ApplicationView struct {
	Key, Name, ID string // as in the pairs; Name as first written
	Worst         Verdict
	Risk          Risk // the highest
	Pairs, Mixed  int
	APIs          []inventory.API           // of its builds, newest first
	Targets       []inventory.ServerVersion // of its servers, newest first
	Unknown       int                       // pairs whose server version is not known
	Uses          inventory.Answer          // category or user management
	Fits          []inventory.API           // Compatible or better on all Targets; none where Targets is empty
	Covered       bool                      // the matrix has a column for each of Targets
	Findings      []string                  // keys, in input order
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

// ServerView is one server over all pairs that target it.
type ServerView struct {
	Key, Name    string                    // as in the pairs; Name as first written
	Versions     []inventory.ServerVersion // as stated, newest first; several only where pairs disagree
	Worst        Verdict
	Risk         Risk // the highest
	Pairs, Mixed int
	APIs         []inventory.API // of the applications on it, newest first
	Unknown      int             // pairs whose API is not known
	Findings     []string        // keys, in input order
}

// Views collects findings by application and by server. Pairs without the one
// or the other are left out there.
type Views struct {
	rules        Rules
	applications map[string]*ApplicationView
	servers      map[string]*ServerView
}

// NewViews is a collection of no findings; what fits follows from the rules' matrix.
func NewViews(r Rules) *Views {
	return &Views{r, map[string]*ApplicationView{}, map[string]*ServerView{}}
}

// Add collects the findings.
func (v *Views) Add(findings []Finding) {
	for i := range findings {
		f := &findings[i]
		if f.ApplicationKey != "" {
			v.addApplication(f)
		}
		if f.ServerKey != "" {
			v.addServer(f)
		}
	}
}

func (v *Views) addApplication(f *Finding) {
	a := v.applications[f.ApplicationKey]
	if a == nil {
		a = &ApplicationView{Key: f.ApplicationKey, Name: f.Application, ID: f.ApplicationID, Worst: f.Verdict, Risk: f.Risk, Uses: inventory.No}
		v.applications[f.ApplicationKey] = a
	}
	a.Worst, a.Risk = worse(a.Worst, f.Verdict), riskier(a.Risk, f.Risk)
	a.Pairs, a.Findings = a.Pairs+1, append(a.Findings, f.Key)
	if f.Mixed {
		a.Mixed++
	}
	if version := f.ServerVersion.Version; version.Known() {
		a.Targets = addOnce(a.Targets, version)
	} else {
		a.Unknown++
	}
	if f.API.Version.Known() {
		a.APIs = addOnce(a.APIs, f.API.Version)
	}
	category, user := f.Uses()
	a.Uses = eitherUse(a.Uses, eitherUse(category.Answer, user.Answer))
}

// eitherUse is Yes where one is, else Unsaid where one is.
func eitherUse(a, b inventory.Answer) inventory.Answer {
	switch {
	case a == inventory.Yes || b == inventory.Yes:
		return inventory.Yes
	case a == inventory.Unsaid || b == inventory.Unsaid:
		return inventory.Unsaid
	}
	return inventory.No
}

func (v *Views) addServer(f *Finding) {
	s := v.servers[f.ServerKey]
	if s == nil {
		s = &ServerView{Key: f.ServerKey, Name: f.Server, Worst: f.Verdict, Risk: f.Risk}
		v.servers[f.ServerKey] = s
	}
	s.Worst, s.Risk = worse(s.Worst, f.Verdict), riskier(s.Risk, f.Risk)
	s.Pairs, s.Findings = s.Pairs+1, append(s.Findings, f.Key)
	if f.Mixed {
		s.Mixed++
	}
	if f.ServerVersion.Version.Known() {
		s.Versions = addOnce(s.Versions, f.ServerVersion.Version)
	}
	if f.API.Version.Known() {
		s.APIs = addOnce(s.APIs, f.API.Version)
	} else {
		s.Unknown++
	}
}

func addOnce[T comparable](all []T, one T) []T {
	if slices.Contains(all, one) {
		return all
	}
	return append(all, one)
}

func worse(a, b Verdict) Verdict {
	if b.Rank() < a.Rank() {
		return b
	}
	return a
}

func riskier(a, b Risk) Risk {
	if b.Rank() < a.Rank() {
		return b
	}
	return a
}

// Applications lists the applications by risk, name and key.
func (v *Views) Applications() []ApplicationView {
	all := make([]ApplicationView, 0, len(v.applications))
	for _, a := range v.applications {
		all = append(all, v.complete(*a))
	}
	slices.SortFunc(all, func(a, b ApplicationView) int {
		return cmp.Or(cmp.Compare(a.Risk.Rank(), b.Risk.Rank()), strings.Compare(a.Name, b.Name), strings.Compare(a.Key, b.Key))
	})
	return all
}

// complete orders what was collected and adds what follows from it.
func (v *Views) complete(a ApplicationView) ApplicationView {
	a.APIs, a.Targets = newestFirst(a.APIs), newestFirst(a.Targets)
	a.Fits, a.Covered = v.rules.fits(a.Targets)
	return a
}

// Servers lists the servers by risk, name and key.
func (v *Views) Servers() []ServerView {
	all := make([]ServerView, 0, len(v.servers))
	for _, s := range v.servers {
		one := *s
		one.APIs, one.Versions = newestFirst(one.APIs), newestFirst(one.Versions)
		all = append(all, one)
	}
	slices.SortFunc(all, func(a, b ServerView) int {
		return cmp.Or(cmp.Compare(a.Risk.Rank(), b.Risk.Rank()), strings.Compare(a.Name, b.Name), strings.Compare(a.Key, b.Key))
	})
	return all
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

// fits lists the APIs of the matrix that are Compatible or better on all the
// targets. covered is false where the matrix has no column for one of them.
func (r Rules) fits(targets []inventory.ServerVersion) (apis []inventory.API, covered bool) {
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
