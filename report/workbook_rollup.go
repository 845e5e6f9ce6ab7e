package report

import (
	"cmp"
	"slices"
	"strings"

	"chatcompat/audit"
	"chatcompat/inventory"
)

// rollups count findings by what a board asks about.
type rollups struct {
	applications, servers, sites, owners *rollup
}

// rollup counts findings by one thing.
type rollup struct {
	byKey map[string]*group
	order []*group // worst first, once asked for
}

// group is what findings with one application, server, site or owner have in common.
type group struct {
	key, label    string
	applicationID string // of the first finding, as are at and fields
	at            inventory.Pos
	fields        inventory.Values
	pairs         int
	verdicts      [len(verdictPaints)]int // by Verdict
	risks         [len(riskPaints)]int    // by Risk
	apis          []inventory.API
	servers       []inventory.ServerVersion
}

// notStated labels findings whose inventory does not say.
const notStated = "(not stated)"

func newRollups() rollups {
	return rollups{newRollup(), newRollup(), newRollup(), newRollup()}
}

func newRollup() *rollup { return &rollup{byKey: map[string]*group{}} }

func (r *rollups) add(f *audit.Finding) {
	r.applications.add(f, f.ApplicationKey, f.Application)
	r.servers.add(f, f.ServerKey, f.Server)
	site, owner := f.Field(inventory.FieldSite), f.Field(inventory.FieldOwner)
	r.sites.add(f, strings.ToLower(site), site)
	r.owners.add(f, strings.ToLower(owner), owner)
}

func (r *rollup) add(f *audit.Finding, key, label string) {
	g := r.byKey[key]
	if g == nil {
		g = &group{key: key, label: cmp.Or(label, notStated), applicationID: f.ApplicationID, at: f.At, fields: fieldsOf(f)}
		r.byKey[key] = g
	}
	g.pairs++
	g.verdicts[f.Verdict]++
	g.risks[f.Risk]++
	if f.API.Version.Known() && !slices.Contains(g.apis, f.API.Version) {
		g.apis = append(g.apis, f.API.Version)
	}
	if f.ServerVersion.Version.Known() && !slices.Contains(g.servers, f.ServerVersion.Version) {
		g.servers = append(g.servers, f.ServerVersion.Version)
	}
}

// sorted is all groups: the worst verdict first, then by name.
func (r *rollup) sorted() []*group {
	if r.order == nil {
		for _, g := range r.byKey {
			r.order = append(r.order, g)
		}
		slices.SortFunc(r.order, func(a, b *group) int {
			return cmp.Or(
				cmp.Compare(slices.Index(audit.Verdicts(), a.worst()), slices.Index(audit.Verdicts(), b.worst())),
				compareNatural(a.label, b.label), cmp.Compare(a.key, b.key))
		})
	}
	return r.order
}

// worst is the worst verdict of the group.
func (g *group) worst() audit.Verdict {
	for _, v := range audit.Verdicts() {
		if g.verdicts[v] > 0 {
			return v
		}
	}
	return audit.NotAssessed
}

// generations lists the product generations that APIs and servers span, newest first.
func (g *group) generations() string {
	var years []int
	for _, a := range g.apis {
		years = append(years, a.Generation())
	}
	for _, s := range g.servers {
		years = append(years, s.Generation())
	}
	slices.Sort(years)
	years = slices.Compact(years)
	slices.Reverse(years)
	names := make([]string, len(years))
	for i, year := range years {
		names[i] = generationName(year)
	}
	return strings.Join(names, "\n")
}

// generationName is the server product of a generation.
func generationName(generation int) string {
	for _, s := range inventory.ServerVersions() {
		if s.Generation() == generation {
			return s.String()
		}
	}
	return ""
}

// names joins the names of versions, one a line.
func names[V interface{ String() string }](versions []V) string {
	texts := make([]string, len(versions))
	for i, v := range versions {
		texts[i] = v.String()
	}
	slices.Sort(texts)
	return strings.Join(texts, "\n")
}

// rollupColumn is a column that describes an application or a server.
type rollupColumn struct {
	title string
	width float64
	text  func(*group) string
}

func field(f inventory.Field, width float64) rollupColumn {
	return rollupColumn{f.Label(), width, func(g *group) string { return g.fields.Get(f) }}
}

var applicationColumns = []rollupColumn{
	{"Application ID", 14, func(g *group) string { return g.applicationID }},
	{"APIs", 36, func(g *group) string { return names(g.apis) }},
	{"Generations spanned", 22, (*group).generations},
	field(inventory.FieldOwner, 22),
	field(inventory.FieldCriticality, 12),
	field(inventory.FieldBusinessService, 20),
}

var serverColumns = []rollupColumn{
	{"Server versions", 22, func(g *group) string { return names(g.servers) }},
	{"APIs that target it", 36, func(g *group) string { return names(g.apis) }},
	{"Generations spanned", 22, (*group).generations},
	field(inventory.FieldPool, 22),
	field(inventory.FieldSite, 16),
	field(inventory.FieldEnvironment, 14),
}

func (w *workbook) newApplicationsList() *list {
	return w.newRollupList(&list{name: sheetApplications, table: "ByApplication"}, "Application", applicationColumns,
		w.rollups.applications.sorted(), w.links.findingOfApplication)
}

func (w *workbook) newServersList() *list {
	return w.newRollupList(&list{name: sheetServers, table: "ByServer"}, "Server", serverColumns,
		w.rollups.servers.sorted(), w.links.findingOfServer)
}

func (w *workbook) newRollupList(l *list, thing string, columns []rollupColumn, groups []*group, findings map[string]place) *list {
	l.tab, l.frozen, l.wraps, l.deflater, l.limits = tabDetail, 1, true, w.deflater, w.limits
	l.columns = append(l.columns, listColumn{thing, 34, w.styles.wrapped}, listColumn{"Worst verdict", 17, w.styles.text})
	for _, c := range columns {
		l.columns = append(l.columns, listColumn{c.title, c.width, w.styles.wrapped})
	}
	l.columns = append(l.columns, listColumn{"Pairs", 8, w.styles.number})
	for _, v := range audit.Verdicts() {
		l.columns = append(l.columns, listColumn{v.String(), 13, w.styles.number})
	}
	l.extra = func(sheet string, lastRow int) { w.addBars(sheet, len(columns)+4, lastRow) }
	l.count = len(groups)
	l.add = func(row int) { w.addGroup(l, columns, groups[row], findings[groups[row].key]) }
	return l
}

// addGroup adds the row of an application or a server, linked to its first finding.
func (w *workbook) addGroup(l *list, columns []rollupColumn, g *group, first place) {
	l.begin(g.at)
	w.addLinked(l, g.label, first, "Go to the first of its findings")
	l.styled(w.styles.verdict[g.worst()], g.worst().String())
	for _, c := range columns {
		l.text(c.text(g))
	}
	l.number(g.pairs)
	for _, v := range audit.Verdicts() {
		l.number(g.verdicts[v])
	}
	l.end()
}
