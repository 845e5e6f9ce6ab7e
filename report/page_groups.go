package report

import (
	"cmp"
	"slices"
	"strings"

	"chatcompat/audit"
	"chatcompat/inventory"
)

// pageGroup counts the pairs of one application, server, site or owner.
type pageGroup struct {
	Name     string // as first written; "" where the inventory names none
	Pairs    int
	Verdicts [audit.CompatibleByDesign + 1]int // by Verdict
	Risks    [audit.NoRisk + 1]int             // by Risk
	Worst    audit.Verdict
	apis     []inventory.API
	servers  []inventory.ServerVersion
	owners   []string
}

// pageGrouping collects groups by the identity that key gives a finding.
type pageGrouping struct {
	key, name func(*audit.Finding) string
	groups    map[string]*pageGroup
	list      []*pageGroup // in the order of their first pair
}

func newPageGrouping(key, name func(*audit.Finding) string) *pageGrouping {
	return &pageGrouping{key: key, name: name, groups: map[string]*pageGroup{}}
}

func (g *pageGrouping) add(f *audit.Finding) {
	key := g.key(f)
	group := g.groups[key]
	if group == nil {
		group = &pageGroup{Name: g.name(f), Worst: f.Verdict}
		g.groups[key] = group
		g.list = append(g.list, group)
	}
	group.add(f)
}

func (g *pageGroup) add(f *audit.Finding) {
	g.Pairs++
	g.Verdicts[f.Verdict]++
	g.Risks[f.Risk]++
	if verdictRank(f.Verdict) < verdictRank(g.Worst) {
		g.Worst = f.Verdict
	}
	if v := f.API.Version; v.Known() && !slices.Contains(g.apis, v) {
		g.apis = append(g.apis, v)
	}
	if v := f.ServerVersion.Version; v.Known() && !slices.Contains(g.servers, v) {
		g.servers = append(g.servers, v)
	}
	if owner := f.Field(inventory.FieldOwner); owner != "" && !slices.Contains(g.owners, owner) {
		g.owners = append(g.owners, owner)
	}
}

// verdictRank orders verdicts worst first, from 0.
func verdictRank(v audit.Verdict) int { return slices.Index(audit.Verdicts(), v) }

// Owners lists the owners that the group's pairs name.
func (g *pageGroup) Owners() string { return strings.Join(g.owners, ", ") }

// APIs lists the API generations that occur, newest first.
func (g *pageGroup) APIs() string {
	return joinVersions(g.apis, inventory.API.Generation)
}

// Servers lists the server generations that occur, newest first.
func (g *pageGroup) Servers() string {
	return joinVersions(g.servers, inventory.ServerVersion.Generation)
}

func joinVersions[V interface{ String() string }](versions []V, generation func(V) int) string {
	versions = slices.Clone(versions)
	slices.SortFunc(versions, func(a, b V) int { return generation(b) - generation(a) })
	names := make([]string, len(versions))
	for i, v := range versions {
		names[i] = v.String()
	}
	return strings.Join(names, ", ")
}

// worstFirst lists the groups by their counts of high, unknown, medium … risk, then by name.
func (g *pageGrouping) worstFirst() []*pageGroup {
	list := slices.Clone(g.list)
	slices.SortStableFunc(list, func(a, b *pageGroup) int {
		for _, risk := range audit.Risks() {
			if c := cmp.Compare(b.Risks[risk], a.Risks[risk]); c != 0 {
				return c
			}
		}
		return compareNatural(a.Name, b.Name)
	})
	return list
}
