package report

import (
	"cmp"
	"slices"

	"chatcompat/audit"
	"chatcompat/inventory"
)

func (w *workbook) newApplicationsList() *list {
	columns := slices.Concat([]groupColumn{{"Application ID", 14, func(g *group) string { return g.applicationID }}}, applicationColumns,
		[]groupColumn{fieldColumn(inventory.FieldOwner, 22), fieldColumn(inventory.FieldCriticality, 12), fieldColumn(inventory.FieldBusinessService, 20)})
	return w.newGroupList(&list{name: sheetApplications, table: "ByApplication"}, "Application", columns,
		w.groups.applications.worstFirst())
}

func (w *workbook) newServersList() *list {
	columns := slices.Concat(serverColumns(w.meta),
		[]groupColumn{fieldColumn(inventory.FieldPool, 22), fieldColumn(inventory.FieldSite, 16), fieldColumn(inventory.FieldEnvironment, 14)})
	return w.newGroupList(&list{name: sheetServers, table: "ByServer"}, "Server", columns,
		w.groups.servers.worstFirst())
}

func (w *workbook) newGroupList(l *list, thing string, columns []groupColumn, groups []*group) *list {
	l.tab, l.frozen, l.press, l.texts, l.limits = tabDetail, 1, w.press, w.shared, w.limits
	l.columns = append(l.columns, listColumn{thing, 34, w.styles.wrapped}, listColumn{"Worst verdict", 20, w.styles.text})
	for _, c := range columns {
		l.columns = append(l.columns, listColumn{c.Title, c.width, w.styles.wrapped})
	}
	l.columns = append(l.columns, listColumn{"Pairs", 8, w.styles.number})
	for _, v := range audit.Verdicts() {
		l.columns = append(l.columns, listColumn{v.String(), 13, w.styles.number})
	}
	l.extra = func(sheet string, lastRow int) { w.addBars(sheet, len(columns)+4, lastRow) }
	l.count = len(groups)
	l.add = func(row int) { w.addGroup(l, columns, groups[row], w.risky.numbered(groups[row].finding)) }
	return l
}

// addGroup adds the row of an application or a server, linked to its first finding.
func (w *workbook) addGroup(l *list, columns []groupColumn, g *group, first place) {
	l.begin(g.at)
	l.linked(w.styles.wrapLink, cmp.Or(g.Name, notStated), first, "Go to the first of its findings")
	l.styled(w.styles.verdict[g.Worst()], g.Worst().String())
	for _, c := range columns {
		l.text(c.Text(g))
	}
	l.number(g.Pairs)
	for _, v := range audit.Verdicts() {
		l.number(g.Verdicts[v])
	}
	l.end()
}
