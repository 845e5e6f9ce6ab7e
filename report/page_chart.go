package report

import (
	"fmt"
	"strings"

	"chatcompat/audit"
	"chatcompat/inventory"
)

// pageTallies count all findings, listed or not, by what the page groups them by.
type pageTallies struct {
	applications, servers, sites, owners *pageGrouping
	cells                                map[pageGridKey]audit.Verdict // worst verdict of the findings in a cell
	causes                               causeCounts
}

type pageGridKey struct {
	api    inventory.API
	server inventory.ServerVersion
}

func newPageTallies() *pageTallies {
	byField := func(field inventory.Field) *pageGrouping {
		text := func(f *audit.Finding) string { return f.Field(field) }
		return newPageGrouping(text, text)
	}
	return &pageTallies{
		applications: newPageGrouping(
			func(f *audit.Finding) string { return f.ApplicationKey },
			func(f *audit.Finding) string { return f.Application }),
		servers: newPageGrouping(
			func(f *audit.Finding) string { return f.ServerKey },
			func(f *audit.Finding) string { return f.Server }),
		sites:  byField(inventory.FieldSite),
		owners: byField(inventory.FieldOwner),
		cells:  map[pageGridKey]audit.Verdict{},
		causes: causeCounts{},
	}
}

func (t *pageTallies) add(block []audit.Finding) {
	t.causes.add(block)
	for i := range block {
		f := &block[i]
		for _, grouping := range []*pageGrouping{t.applications, t.servers, t.sites, t.owners} {
			grouping.add(f)
		}
		key := pageGridKey{f.API.Version, f.ServerVersion.Version}
		if v, seen := t.cells[key]; !seen || verdictRank(f.Verdict) < verdictRank(v) {
			t.cells[key] = f.Verdict
		}
	}
}

// names lists the groups' names for a filter, without the nameless one.
func (g *pageGrouping) names() []string {
	var names []string
	for _, group := range g.list {
		if group.Name != "" {
			names = append(names, group.Name)
		}
	}
	sortNatural(names)
	return names
}

// pageGrid is the vendor's grid with the counts of this estate.
type pageGrid struct {
	Servers []string
	Rows    []pageGridRow
	More    []pageGridCell // cells of own rules, outside the nine
}

type pageGridRow struct {
	API   string
	Cells []pageGridCell
}

type pageGridCell struct {
	API, Server string
	Pairs       int
	Verdict     audit.Verdict
}

func newPageGrid(s audit.Summary, t *pageTallies) pageGrid {
	var grid pageGrid
	vendor := audit.Matrix()
	for i, cell := range s.Matrix {
		c := pageGridCell{API: cell.API.String(), Server: cell.Server.String(), Pairs: cell.Pairs}
		verdict, seen := t.cells[pageGridKey{cell.API, cell.Server}]
		if c.Verdict = verdict; !seen && i < len(vendor) {
			c.Verdict = vendor[i].Verdict
		}
		if i >= len(vendor) {
			grid.More = append(grid.More, c)
			continue
		}
		if len(grid.Rows) == 0 || grid.Rows[len(grid.Rows)-1].API != c.API {
			grid.Rows = append(grid.Rows, pageGridRow{API: c.API})
		}
		row := &grid.Rows[len(grid.Rows)-1]
		row.Cells = append(row.Cells, c)
		if len(grid.Rows) == 1 {
			grid.Servers = append(grid.Servers, c.Server)
		}
	}
	return grid
}

// pageChart is a chart of horizontal bars, drawn beside the numbers they stand for.
type pageChart struct {
	Caption, Head string
	Key           string // of the column that a bar's name filters by
	Bars          []pageBar
	Legend        []pageSegment
	Left          int // groups that the chart leaves out
}

type pageBar struct {
	Name     string
	Total    int
	High     int
	Segments []pageSegment
}

type pageSegment struct {
	Class, Label string
	Count        int
	X, Width     string // in hundredths of the chart's width
}

// pageChartBars is how many groups a chart shows; the tables below have them all.
const pageChartBars = 8

func verdictChart(s audit.Summary) pageChart {
	chart := pageChart{Caption: "Pairs by verdict", Head: "Verdict", Key: "verdict"}
	widest := 0
	for _, v := range audit.Verdicts() {
		widest = max(widest, s.Verdicts[v])
	}
	for _, v := range audit.Verdicts() {
		bar := pageBar{Name: v.String(), Total: s.Verdicts[v]}
		bar.add("v-"+v.Key(), "", s.Verdicts[v], widest)
		chart.Bars = append(chart.Bars, bar)
	}
	return chart
}

// riskChart draws the groups with the most risk, each bar divided by risk.
func riskChart(key, head string, groups []*pageGroup) pageChart {
	chart := pageChart{Caption: "Risk by " + key, Head: head, Key: key, Left: max(0, len(groups)-pageChartBars)}
	groups = groups[:len(groups)-chart.Left]
	widest := 0
	for _, g := range groups {
		widest = max(widest, g.Pairs)
	}
	for _, g := range groups {
		bar := pageBar{Name: g.Name, Total: g.Pairs, High: g.Risks[audit.HighRisk]}
		for _, r := range audit.Risks() {
			bar.add("k-"+r.Key(), r.Key(), g.Risks[r], widest)
		}
		chart.Bars = append(chart.Bars, bar)
	}
	for _, r := range audit.Risks() {
		chart.Legend = append(chart.Legend, pageSegment{Class: "k-" + r.Key(), Label: r.Key()})
	}
	return chart
}

// add appends a segment of n of widest to the right end of the bar.
func (b *pageBar) add(class, label string, n, widest int) {
	if n == 0 {
		return
	}
	done := 0
	for _, segment := range b.Segments {
		done += segment.Count
	}
	percent := func(n int) string { return fmt.Sprintf("%.2f", float64(n)*100/float64(widest)) }
	b.Segments = append(b.Segments, pageSegment{class, label, n, percent(done), percent(n)})
}

// Alternative says the bar in words: "7 high, 2 low".
func (b pageBar) Alternative() string {
	var parts []string
	for _, s := range b.Segments {
		parts = append(parts, strings.TrimSpace(thousands(s.Count)+" "+s.Label))
	}
	if len(parts) == 0 {
		return "none"
	}
	return strings.Join(parts, ", ")
}
