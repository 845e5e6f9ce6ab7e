package report

import (
	"slices"
	"strings"

	"chatcompat/audit"
	"chatcompat/inventory"
)

// fits names the APIs that are Compatible or better with all servers of an application.
func (g *group) fits() string {
	switch f := g.servers.fitting; {
	case g.key == "" || f == nil:
		return ""
	case len(g.servers.list) == 0:
		return "no server version is known"
	case !f.covered:
		return "a server version is outside the matrix"
	case len(f.apis) == 0:
		return "none"
	default:
		return f.names
	}
}

// stranded answers whether no API fits an application that needs one.
func (g *group) stranded() string {
	f := g.servers.fitting
	if g.key == "" || f == nil {
		return ""
	}
	over := audit.ApplicationView{Targets: g.servers.list, Unknown: g.unknown, Uses: g.uses, Fits: f.apis, Covered: f.covered}
	switch over.Strands() {
	case inventory.Yes:
		return "yes"
	case inventory.No:
		return "no"
	}
	return "not known"
}

// endsOfSupport says when support of versions ends, one a line.
func endsOfSupport(versions []inventory.ServerVersion, meta Meta) string {
	var states []string
	for _, v := range versions {
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
	{"APIs", 34, func(g *group) string { return g.apis.names }},
	{"Generations spanned", 20, func(g *group) string { return g.servers.names }},
	{"APIs that fit all its servers", 34, (*group).fits},
	{"Stranded", 10, (*group).stranded},
}

// serverColumns are those of every format that lists servers.
func serverColumns(meta Meta) []groupColumn {
	ends := perSet(func(versions []inventory.ServerVersion) string { return endsOfSupport(versions, meta) })
	generations := perSet(generationsOf)
	return []groupColumn{
		{"Server versions", 20, func(g *group) string { return g.servers.names }},
		{"End of support", 17, func(g *group) string { return ends(g.servers) }},
		{"APIs that target it", 34, func(g *group) string { return g.apis.names }},
		{"Generations of applications on it", 20, func(g *group) string { return generations(g.apis) }},
	}
}

// perSet asks for the text of a set of versions once.
func perSet[V generation](text func([]V) string) func(*versionSet[V]) string {
	known := map[*versionSet[V]]string{}
	return func(set *versionSet[V]) string {
		said, ok := known[set]
		if !ok {
			said = text(set.list)
			known[set] = said
		}
		return said
	}
}
