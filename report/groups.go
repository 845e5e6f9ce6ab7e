package report

import (
	"cmp"
	"slices"
	"strings"

	"chatcompat/audit"
	"chatcompat/inventory"
)

// groups count all findings, listed or not, by what a board asks about. What
// the rules say of an application over all its servers is audit's to know.
type groups struct {
	applications, servers, sites, owners *grouping
	views                                *audit.Views
}

// newGroups counts nothing yet; what fits an application follows from the
// vendor's page and the own rules.
func newGroups(overrides []audit.Override) *groups {
	return &groups{newGrouping(), newGrouping(), newGrouping(), newGrouping(), audit.NewViews(audit.RulesOf(overrides))}
}

func (g *groups) add(block []audit.Finding) {
	g.views.Add(block)
	for i := range block {
		f := &block[i]
		g.applications.add(f, f.ApplicationKey, f.Application)
		g.servers.add(f, f.ServerKey, f.Server)
		site, owner := f.Field(inventory.FieldSite), f.Field(inventory.FieldOwner)
		g.sites.add(f, strings.ToLower(site), site)
		g.owners.add(f, strings.ToLower(owner), owner)
	}
}

// complete adds what is known after the last finding.
func (g *groups) complete() {
	for _, view := range g.views.Applications() {
		if group := g.applications.byKey[view.Key]; group != nil {
			group.over = &view
		}
	}
}

// grouping counts findings by one thing.
type grouping struct {
	byKey map[string]*group
	order []*group // once asked for
}

// group is what findings with one application, server, site or owner have in common.
type group struct {
	Name          string // as first written; "" where the inventory names none
	key           string
	applicationID string // of the first finding, as are at and fields
	at            inventory.Pos
	fields        inventory.Values
	Pairs         int
	Verdicts      [audit.CompatibleByDesign + 1]int // by Verdict
	Risks         [audit.NoRisk + 1]int             // by Risk
	apis          []inventory.API
	servers       []inventory.ServerVersion
	owners        []string
	over          *audit.ApplicationView // of an application, once all findings are known
}

// notStated stands for what the inventory does not say.
const notStated = "(not stated)"

func newGrouping() *grouping { return &grouping{byKey: map[string]*group{}} }

func (r *grouping) add(f *audit.Finding, key, name string) {
	g := r.byKey[key]
	if g == nil {
		g = &group{key: key, Name: name, applicationID: f.ApplicationID, at: f.At, fields: fieldsOf(f)}
		r.byKey[key] = g
	}
	g.Pairs++
	g.Verdicts[f.Verdict]++
	g.Risks[f.Risk]++
	addKnown(&g.apis, f.API.Version)
	addKnown(&g.servers, f.ServerVersion.Version)
	if owner := f.Field(inventory.FieldOwner); owner != "" && !slices.Contains(g.owners, owner) {
		g.owners = append(g.owners, owner)
	}
}

// generation is an API or a server version.
type generation interface {
	comparable
	Known() bool
	Generation() int
	String() string
}

func addKnown[V generation](versions *[]V, version V) {
	if version.Known() && !slices.Contains(*versions, version) {
		*versions = append(*versions, version)
	}
}

// worstFirst lists all groups by their counts of high, unknown, medium … risk,
// then by worst verdict and name: the one order of both formats that show them.
func (r *grouping) worstFirst() []*group {
	if len(r.order) == len(r.byKey) {
		return r.order
	}
	r.order = nil
	for _, g := range r.byKey {
		r.order = append(r.order, g)
	}
	slices.SortFunc(r.order, func(a, b *group) int {
		for _, risk := range audit.Risks() {
			if c := cmp.Compare(b.Risks[risk], a.Risks[risk]); c != 0 {
				return c
			}
		}
		return cmp.Or(cmp.Compare(a.Worst().Rank(), b.Worst().Rank()), compareNatural(a.Name, b.Name), strings.Compare(a.key, b.key))
	})
	return r.order
}

// names lists the groups' names for a filter, without the nameless one.
func (r *grouping) names() []string {
	var names []string
	for _, g := range r.byKey {
		if g.Name != "" {
			names = append(names, g.Name)
		}
	}
	sortNatural(names)
	return names
}

// Worst is the worst verdict of the group.
func (g *group) Worst() audit.Verdict { return worstOf(g.Verdicts) }

// worstOf is the worst verdict that occurs; nothing judged is nothing assessed.
func worstOf(verdicts [audit.CompatibleByDesign + 1]int) audit.Verdict {
	for _, v := range audit.Verdicts() {
		if verdicts[v] > 0 {
			return v
		}
	}
	return audit.NotAssessed
}

// Owners lists the owners that the group's pairs name.
func (g *group) Owners() string { return strings.Join(g.owners, ", ") }

// newestFirst lists the names of versions, one a line.
func newestFirst[V generation](versions []V) string {
	versions = slices.Clone(versions)
	slices.SortFunc(versions, func(a, b V) int {
		return cmp.Or(cmp.Compare(b.Generation(), a.Generation()), strings.Compare(a.String(), b.String()))
	})
	return strings.Join(each(versions, V.String), "\n")
}

// generationsOf lists the product generations that APIs are of, newest first;
// APIs of an own matrix are of none and stand for themselves.
func generationsOf(apis []inventory.API) string {
	var products []inventory.ServerVersion
	for _, a := range apis {
		product := inventory.OwnServerVersion(a.String())
		for _, s := range inventory.ServerVersions() {
			if s.Generation() == a.Generation() {
				product = s
			}
		}
		addKnown(&products, product)
	}
	return newestFirst(products)
}

// fits names the APIs that are Compatible or better with all servers of an application.
func (g *group) fits() string {
	switch {
	case g.over == nil:
		return ""
	case len(g.over.Targets) == 0:
		return "no server version is known"
	case !g.over.Covered:
		return "a server version is outside the matrix"
	case len(g.over.Fits) == 0:
		return "none"
	}
	return newestFirst(g.over.Fits)
}

// stranded answers whether no API fits an application that needs one.
func (g *group) stranded() string {
	if g.over == nil {
		return ""
	}
	return map[inventory.Answer]string{inventory.Yes: "yes", inventory.No: "no", inventory.Unsaid: "not known"}[g.over.Strands()]
}

// endsOfSupport says when support of a server's versions ends, one a line.
func (g *group) endsOfSupport(meta Meta) string {
	var states []string
	for _, v := range g.servers {
		if state := supportState(v, meta.AsOf); state != "" {
			states = append(states, state)
		}
	}
	slices.Sort(states)
	return strings.Join(slices.Compact(states), "\n")
}

// groupColumn is a column that describes an application or a server.
type groupColumn struct {
	Title string
	width float64 // in the workbook
	Text  func(*group) string
}

func fieldColumn(f inventory.Field, width float64) groupColumn {
	return groupColumn{f.Label(), width, func(g *group) string { return g.fields.Get(f) }}
}

// applicationColumns are those of every format that lists applications.
var applicationColumns = []groupColumn{
	{"APIs", 34, func(g *group) string { return newestFirst(g.apis) }},
	{"Generations spanned", 20, func(g *group) string { return newestFirst(g.servers) }},
	{"APIs that fit all its servers", 34, (*group).fits},
	{"Stranded", 10, (*group).stranded},
}

// serverColumns are those of every format that lists servers.
func serverColumns(meta Meta) []groupColumn {
	return []groupColumn{
		{"Server versions", 20, func(g *group) string { return newestFirst(g.servers) }},
		{"End of support", 17, func(g *group) string { return g.endsOfSupport(meta) }},
		{"APIs that target it", 34, func(g *group) string { return newestFirst(g.apis) }},
		{"Generations of applications on it", 20, func(g *group) string { return generationsOf(g.apis) }},
	}
}
