package report

import (
	"cmp"
	"strconv"

	"chatcompat/audit"
	"chatcompat/inventory/sheet"

	"github.com/xuri/excelize/v2"
)

// chartBars is how many sites or owners a chart shows; the rest is one bar.
const chartBars = 8

// chartLabel is how wide the name of a bar may be, in characters: a chart keeps its
// room for the bars only beside names of a few lines.
const chartLabel = 60

// chartRows is how many rows of the Summary the charts cover.
const chartRows = 15

// addCharts shows how many pairs got which verdict, and where the risk is. The
// numbers stand below the charts, so that nothing is only a picture.
func (p *page) addCharts(s audit.Summary) {
	p.breakPage()
	p.heading("Where the risk is")
	if s.Pairs == 0 {
		p.put(summaryFirst, summaryLast, p.styles.note, listEmpty[sheetPairs])
		p.next(18)
		p.row++
		return
	}
	top := p.row
	for range chartRows {
		p.next(18)
	}
	p.row++
	p.addVerdictChart(s, top)
	sites, owners := chartGroups(p.groups.sites), chartGroups(p.groups.owners)
	p.setHeights(sites, owners)
	from := p.row
	p.addRiskChart("Risk by site", sites, 2, "F"+strconv.Itoa(top))
	after := p.row
	p.row = from
	p.addRiskChart("Risk by owner", owners, 8, "J"+strconv.Itoa(top))
	p.row = max(after, p.row) + 1
}

// setHeights makes the rows of two tables side by side tall enough for their labels.
func (p *page) setHeights(sites, owners []chartGroup) {
	for i := range max(len(sites), len(owners)) {
		height := linesHigh("", summaryWidth)
		for _, groups := range [][]chartGroup{sites, owners} {
			if i < len(groups) {
				height = max(height, linesHigh(groups[i].label, summaryWidth))
			}
		}
		p.try(p.book.SetRowHeight(p.name, p.row+1+i, height))
	}
}

// addVerdictChart puts the numbers in two rows and draws them.
func (p *page) addVerdictChart(s audit.Summary, top int) {
	p.put(2, 2, p.styles.head, "Verdict")
	for i, v := range audit.Verdicts() {
		p.put(3+i, 3+i, p.styles.verdict[v], v.String())
	}
	p.next(30)
	p.put(2, 2, p.styles.head, "Pairs")
	for i, v := range audit.Verdicts() {
		p.put(3+i, 3+i, p.styles.centred, s.Verdicts[v])
	}
	names, counts := p.span(3, 7, p.row-1), p.span(3, 7, p.row)
	p.next(18)
	p.row++
	var points []excelize.ChartDataPoint
	for i, v := range audit.Verdicts() {
		points = append(points, excelize.ChartDataPoint{Index: i, Fill: solid(verdictPaints[v].fill)})
	}
	chart := newChart("Pairs by verdict", excelize.Doughnut)
	chart.Series = []excelize.ChartSeries{{Name: "Pairs", Categories: names, Values: counts, DataPoint: points,
		DataLabel: excelize.ChartDataLabel{Fill: solid("FFFFFF"), Font: excelize.Font{Size: 10, Bold: true, Color: textColour}}}}
	chart.HoleSize = 55
	vary := true
	chart.VaryColors, chart.PlotArea.ShowVal = &vary, true
	p.try(p.book.AddChart(p.name, "B"+strconv.Itoa(top), chart))
}

// addRiskChart puts a table of groups and their risks at a column and draws it
// as stacked bars at a cell.
func (p *page) addRiskChart(title string, groups []chartGroup, column int, at string) {
	head := p.row
	p.put(column, column, p.styles.head, title)
	for i, r := range audit.Risks() {
		p.put(column+1+i, column+1+i, p.styles.risk[r], r.Key())
	}
	p.next(20)
	for _, g := range groups {
		p.put(column, column, p.styles.wrapped, g.label)
		for i, r := range audit.Risks() {
			p.put(column+1+i, column+1+i, p.styles.centred, g.risks[r])
		}
		p.next(0)
	}
	chart := newChart(title, excelize.BarStacked)
	for i, r := range audit.Risks() {
		letters := sheet.ColumnName(column + 1 + i)
		chart.Series = append(chart.Series, excelize.ChartSeries{
			Name:       "'" + p.name + "'!$" + letters + "$" + strconv.Itoa(head),
			Categories: p.fall(column, head+1, p.row-1),
			Values:     p.fall(column+1+i, head+1, p.row-1),
			Fill:       solid(riskPaints[r].fill)})
	}
	if longestBar(groups) <= chartBars {
		chart.YAxis.MajorUnit = 1 // no half pairs on the axis
	}
	p.try(p.book.AddChart(p.name, at, chart))
}

// newChart is a chart of a third of the Summary's width; bars lie, the first on top.
func newChart(title string, kind excelize.ChartType) *excelize.Chart {
	gap, overlap, vary := uint(40), 100, false
	small := excelize.Font{Size: 9, Color: textColour}
	return &excelize.Chart{
		Type:       kind,
		Title:      excelize.ChartTitle{Paragraph: []excelize.RichTextRun{{Text: title, Font: &excelize.Font{Size: 12, Bold: true, Color: textColour}}}},
		Dimension:  excelize.ChartDimension{Width: 380, Height: 336},
		Format:     excelize.GraphicOptions{AltText: title + "; the numbers stand in the table below the charts", OffsetX: 4, OffsetY: 4},
		Legend:     excelize.ChartLegend{Position: "bottom", Font: &small},
		XAxis:      excelize.ChartAxis{ReverseOrder: true, Font: small},
		YAxis:      excelize.ChartAxis{MajorGridLines: true, Font: small, TickLabelPosition: excelize.ChartTickLabelHigh},
		GapWidth:   &gap,
		Overlap:    &overlap,
		VaryColors: &vary,
	}
}

// span is the reference of cells side by side, fall of cells one below the other.
func (p *page) span(first, last, row int) string {
	return "'" + p.name + "'!$" + sheet.ColumnName(first) + "$" + strconv.Itoa(row) + ":$" + sheet.ColumnName(last) + "$" + strconv.Itoa(row)
}

func (p *page) fall(column, first, last int) string {
	letters := "$" + sheet.ColumnName(column) + "$"
	return "'" + p.name + "'!" + letters + strconv.Itoa(first) + ":" + letters + strconv.Itoa(last)
}

// chartGroup is one bar of a chart.
type chartGroup struct {
	label string
	risks [len(riskPaints)]int // by Risk
}

// longestBar is the number of pairs of the largest group.
func longestBar(groups []chartGroup) int {
	longest := 0
	for _, g := range groups {
		pairs := 0
		for _, n := range g.risks {
			pairs += n
		}
		longest = max(longest, pairs)
	}
	return longest
}

// chartGroups are the groups with most pairs at risk, and all others in one.
func chartGroups(r *grouping) []chartGroup {
	groups := r.worstFirst()
	var bars []chartGroup
	for i, g := range groups {
		if i < chartBars || len(groups) == chartBars+1 {
			bars = append(bars, chartGroup{shorten(cmp.Or(g.Name, notStated), chartLabel), g.Risks})
			continue
		}
		if i == chartBars {
			bars = append(bars, chartGroup{label: grouped(len(groups)-chartBars) + " others"})
		}
		for risk, n := range g.Risks {
			bars[chartBars].risks[risk] += n
		}
	}
	return bars
}
