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
	rules                                audit.Rules
	naming                               bool // groups list their owners
}

// newGroups counts nothing yet; what fits an application follows from the
// vendor's page and the own rules.
func newGroups(overrides []audit.Override) *groups {
	return &groups{newGrouping(), newGrouping(), newGrouping(), newGrouping(), audit.RulesOf(overrides), false}
}

func (g *groups) add(block []audit.Finding) {
	for i := range block {
		g.addOne(&block[i])
	}
}

// addOne counts a finding and gives the groups of its application and its server.
func (g *groups) addOne(f *audit.Finding) (application, server *group) {
	application = g.applications.group(f, f.ApplicationKey, f.Application, f.ApplicationNumber)
	server = g.servers.group(f, f.ServerKey, f.Server, f.ServerNumber)
	site, owner := f.Field(inventory.FieldSite), f.Field(inventory.FieldOwner)
	application.count(f)
	application.note(f)
	server.count(f)
	g.sites.named(site).count(f)
	g.owners.named(owner).count(f)
	if g.naming {
		application.name(owner)
		server.name(owner)
	}
	return application, server
}

// complete adds what is known after the last finding.
func (g *groups) complete() {
	for _, one := range g.applications.all {
		if one.servers.fitting == nil {
			apis, covered := g.rules.Fits(one.servers.list)
			one.servers.fitting = &fitting{apis, covered, newestFirst(apis)}
		}
	}
}

// grouping counts findings by one thing.
type grouping struct {
	all      []*group // in the order of their first findings; worst first once sorted
	byKey    map[string]*group
	bySpelt  map[string]*group // by names as written
	byNumber []*group          // by the numbers of the estate
	sorted   bool
	apis     versionSet[inventory.API]
	servers  versionSet[inventory.ServerVersion]
}

// group is what findings with one application, server, site or owner have in common.
type group struct {
	key           string
	Pairs         int
	Verdicts      [audit.CompatibleByDesign + 1]int // by Verdict
	Risks         [audit.NoRisk + 1]int             // by Risk
	apis          *versionSet[inventory.API]
	servers       *versionSet[inventory.ServerVersion]
	unknown       int              // pairs whose server version is not known
	uses          inventory.Answer // category or user management
	row, finding  int32            // places in the workbook: its row, its first finding; from 1
	place         uint32           // among all of its kind, in the order of their first findings
	Name          string           // as first written; "" where the inventory names none
	applicationID string           // of the first finding, as are at and fields
	at            inventory.Pos
	fields        inventory.Values
	owners        []string
}

// notStated stands for what the inventory does not say.
const notStated = "(not stated)"

func newGrouping() *grouping {
	return &grouping{byKey: map[string]*group{}, bySpelt: map[string]*group{}}
}

// group is the one of a key. A number above 0 stands for the key in one estate.
func (r *grouping) group(f *audit.Finding, key, name string, number int32) *group {
	if number <= 0 {
		return r.keyed(f, key, name)
	}
	if missing := int(number) + 1 - len(r.byNumber); missing > 0 {
		r.byNumber = append(r.byNumber, make([]*group, missing)...)
	}
	g := r.byNumber[number]
	if g == nil || g.key != key {
		g = r.keyed(f, key, name)
		r.byNumber[number] = g
	}
	return g
}

// keyed is the group of a key, made where it is new.
func (r *grouping) keyed(f *audit.Finding, key, name string) *group {
	g := r.byKey[key]
	if g == nil {
		g = r.adopt(newGroup(f, key, name))
	}
	return g
}

// newGroup is a group without findings, described by its first one.
func newGroup(f *audit.Finding, key, name string) *group {
	return &group{key: key, Name: name, applicationID: f.ApplicationID, at: f.At, fields: fieldsOf(f), uses: inventory.No}
}

// adopt is the group with the key of one that has no findings yet, or that one.
func (r *grouping) adopt(seed *group) *group {
	if g := r.byKey[seed.key]; g != nil {
		return g
	}
	seed.apis, seed.servers, seed.place = &r.apis, &r.servers, uint32(len(r.all))
	r.byKey[seed.key] = seed
	r.all = append(r.all, seed)
	return seed
}

// named is the group of a name in any case.
func (r *grouping) named(name string) *group {
	g := r.bySpelt[name]
	if g == nil {
		g = r.adopt(&group{key: strings.ToLower(name), Name: name, uses: inventory.No})
		r.bySpelt[name] = g
	}
	return g
}

// count adds a finding.
func (g *group) count(f *audit.Finding) {
	g.countOf(f.Verdict, f.Risk, f.API.Version, f.ServerVersion.Version)
}

func (g *group) countOf(v audit.Verdict, r audit.Risk, api inventory.API, server inventory.ServerVersion) {
	g.Pairs++
	g.Verdicts[v]++
	g.Risks[r]++
	g.apis, g.servers = g.apis.with(api), g.servers.with(server)
}

// name adds an owner.
func (g *group) name(owner string) {
	if owner != "" && !slices.Contains(g.owners, owner) {
		g.owners = append(g.owners, owner)
	}
}

// note adds what a finding says of its application.
func (g *group) note(f *audit.Finding) {
	var uses inventory.Answer
	if g.uses != inventory.Yes {
		category, user := f.Uses()
		uses = category.Answer.Or(user.Answer)
	}
	g.noteUse(!f.ServerVersion.Version.Known(), uses)
}

// noteUse adds whether a server version is not known, and what the application
// uses there.
func (g *group) noteUse(unknown bool, uses inventory.Answer) {
	if unknown {
		g.unknown++
	}
	g.uses = g.uses.Or(uses)
}

// worstFirst lists all groups by their counts of high, unknown, medium … risk,
// then by worst verdict and name: the one order of both formats that show them.
func (r *grouping) worstFirst() []*group {
	if r.sorted {
		return r.all
	}
	r.sorted = true
	names := newNaturalOrder(each(r.all, func(g *group) string { return g.Name }))
	order := names.indices()
	slices.SortFunc(order, func(i, j int32) int {
		a, b := r.all[i], r.all[j]
		for _, risk := range [...]audit.Risk{audit.HighRisk, audit.UnknownRisk, audit.MediumRisk, audit.LowRisk, audit.NoRisk} {
			if c := cmp.Compare(b.Risks[risk], a.Risks[risk]); c != 0 {
				return c
			}
		}
		return cmp.Or(cmp.Compare(a.Worst().Rank(), b.Worst().Rank()), names.compare(i, j), strings.Compare(a.key, b.key))
	})
	r.all = each(order, func(i int32) *group { return r.all[i] })
	return r.all
}

// names lists the groups' names for a filter, without the nameless one.
func (r *grouping) names() []string {
	var names []string
	for _, g := range r.all {
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
