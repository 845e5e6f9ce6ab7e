package report

import (
	"fmt"
	"strings"

	"chatcompat/audit"
)

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
	Own         bool // by an own rule
}

func newPageGrid(s audit.Summary, overrides []audit.Override) pageGrid {
	var grid pageGrid
	counts := newGrid(s, overrides)
	for i, cell := range s.Matrix {
		in := counts.cells[gridKey{cell.API, cell.Server}]
		c := pageGridCell{cell.API.String(), cell.Server.String(), in.Pairs, in.Verdict, in.Own}
		if i >= len(audit.Matrix()) {
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
func riskChart(key, head string, groups []*group) pageChart {
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
