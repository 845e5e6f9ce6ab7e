package report

import (
	"strconv"
	"strings"

	"chatcompat/audit"
	"chatcompat/inventory"
	"chatcompat/inventory/sheet"

	"github.com/xuri/excelize/v2"
)

// The Summary has a margin and twelve columns of one width.
const (
	summaryFirst = 2
	summaryLast  = 13
	summaryWidth = 13.0
)

// topRisks is how many findings the Summary shows.
const topRisks = 10

// layOutSummary answers, in this order: what is the outcome, where is the
// estate exposed, what is worst, what was looked at.
func (w *workbook) layOutSummary(s audit.Summary) {
	widths := []float64{2}
	for range summaryLast - summaryFirst + 1 {
		widths = append(widths, summaryWidth)
	}
	p := w.newPage(sheetSummary, tabAnswer, widths...)
	p.addTitle()
	p.addOutcome(s)
	p.addFigures(s)
	p.addGrid(s)
	p.addCharts(s)
	p.addTopRisks()
	p.addAdvisories(s)
	p.addSupport()
	p.addAccountingLines()
	p.finish(summaryLast)
}

func (p *page) addTitle() {
	p.put(summaryFirst, summaryLast, p.styles.title, p.meta.Title)
	p.next(34)
	subtitle := "As of " + p.meta.AsOf.Format("2 January 2006")
	if p.meta.PreparedFor != "" {
		subtitle += " · prepared for " + p.meta.PreparedFor
	}
	p.put(summaryFirst, summaryLast, p.styles.subtitle, subtitle+" · chatcompat "+p.meta.Version)
	p.next(18)
	p.row++
}

func (p *page) addOutcome(s audit.Summary) {
	text := Outcome(p.meta, s)
	p.put(summaryFirst, summaryLast, p.styles.outcome[worstOf(s.Verdicts)], text)
	p.next(max(36, 1.4*linesHigh(text, 115)))
	p.row++
}

// addFigures shows the counts that a board asks for first.
func (p *page) addFigures(s audit.Summary) {
	p.heading("Key figures")
	p.addTiles([]tile{
		{"pairs", s.Pairs, "", place{}, p.styles.figure, p.styles.figureLabel},
		{"applications", s.Applications, "", place{sheetApplications, 1}, p.styles.figure, p.styles.figureLabel},
		{"servers", s.Servers, "", place{sheetServers, 1}, p.styles.figure, p.styles.figureLabel},
		{"pairs of mixed generations", s.Mixed, "", place{}, p.styles.figure, p.styles.figureLabel},
		{"problems of the inventory", len(p.meta.Problems), "", place{sheetQuality, 1}, p.styles.figure, p.styles.figureLabel},
		{"findings decided so far", 0, p.decidedFormula(), place{sheetFindings, 1}, p.styles.figure, p.styles.figureLabel},
	})
	p.next(6)
	tiles := []tile{}
	for _, v := range audit.Verdicts() {
		tiles = append(tiles, tile{v.String(), s.Verdicts[v], "", p.links.ofVerdict(v), p.styles.verdictBig[v], p.styles.verdictSmall[v]})
	}
	p.addTiles(append(tiles, tile{"pairs left out by filters", p.meta.Excluded, "", place{}, p.styles.figure, p.styles.figureLabel}))
	p.row++
}

// decidedFormula counts the findings that a reviewer decided on; "" where there is none.
func (p *page) decidedFormula() string {
	formula := ""
	column := sheet.ColumnName(len(p.risky.columns) - len(reviewColumns) + 1)
	if p.risky.count == 0 {
		return ""
	}
	for i := range p.risky.sheets() {
		if i > 0 {
			formula += "+"
		}
		cells := "'" + p.risky.sheetName(i) + "'!" + column + "2:" + column + strconv.Itoa(p.risky.rowsOn(i)+1)
		formula += "COUNTIFS(" + cells + `,"<>` + decisions[0] + `",` + cells + `,"<>")` // neither that nor empty
	}
	return formula
}

// tile is a figure over its label.
type tile struct {
	label         string
	value         int
	formula       string // keeps the value up to date; "" where it is fixed
	to            place
	figure, under int // styles
}

// addTiles puts six tiles side by side, two columns each.
func (p *page) addTiles(tiles []tile) {
	for i, t := range tiles {
		column := summaryFirst + 2*i
		p.put(column, column+1, t.figure, t.value)
		if t.formula != "" {
			p.try(p.book.SetCellFormula(p.name, p.cell(column), t.formula))
		}
		if t.value > 0 || t.formula != "" {
			p.linkTo(column, t.to, "Go to "+t.to.sheet)
		}
	}
	p.next(32)
	for i, t := range tiles {
		p.put(summaryFirst+2*i, summaryFirst+2*i+1, t.under, t.label)
	}
	p.next(18)
}

func (p *page) heading(text string) {
	p.put(summaryFirst, summaryLast, p.styles.section, text)
	p.next(24)
}

// breakPage makes the current row begin a page of paper.
func (p *page) breakPage() { p.try(p.book.InsertPageBreak(p.name, p.cell(1))) }

// addGrid shows the vendor's matrix with the counts of this estate.
func (p *page) addGrid(s audit.Summary) {
	p.heading("Where the estate stands on the vendor's matrix")
	servers := inventory.ServerVersions()[:3]
	p.put(2, 4, p.styles.gridHead, "API of the application  \\  target server")
	for i, server := range servers {
		p.put(5+2*i, 6+2*i, p.styles.gridHead, server.String())
	}
	p.put(12, 13, p.styles.noteLink, "The vendor's page")
	p.linkOut(12, audit.Page.URL)
	p.next(24)
	g := newGrid(s, p.meta.Overrides)
	for i, api := range inventory.APIs()[:3] {
		p.addGridRow(g, api, servers)
		if i == 0 {
			p.row -= 2
			p.putTall(12, 13, 6, p.styles.note, gridNote(p.meta.Overrides, s))
			p.row += 2
		}
	}
	p.addOwnCells(s)
	p.row++
}

// gridNote tells how to read the grid and what is not on it.
func gridNote(own []audit.Override, s audit.Summary) string {
	note := "Pairs of each API and server, " + whoseVerdicts(own) + ". A count leads to the first of its rows; " +
		"to see them all, filter there by API and Server version."
	if outside := s.Pairs - inGrid(s); outside > 0 {
		note += " " + count(outside, "pair is", "pairs are") + " on no cell: a version is not known or not on the page."
	}
	return note
}

// whoseVerdicts says on whose word the nine cells stand.
func whoseVerdicts(own []audit.Override) string {
	covered := 0
	for _, o := range own {
		if o.Covered {
			covered++
		}
	}
	if covered == 0 {
		return "with the vendor's verdict"
	}
	return "with the verdict in force: an own rule's in " + count(covered, "cell", "cells") + ", elsewhere the vendor's"
}

// inGrid counts the pairs on the cells, own ones included.
func inGrid(s audit.Summary) int {
	n := 0
	for _, cell := range s.Matrix {
		n += cell.Pairs
	}
	return n
}

func (p *page) addGridRow(g grid, api inventory.API, servers []inventory.ServerVersion) {
	p.putTall(2, 4, 2, p.styles.gridRow, api.String())
	for i, server := range servers {
		cell := g.cells[gridKey{api, server}]
		pairs := cell.Pairs
		p.put(5+2*i, 6+2*i, p.styles.verdictBig[cell.Verdict], pairs)
		if pairs > 0 {
			to := p.links.ofCell(gridKey{api, server})
			p.linkTo(5+2*i, to, "Go to the first of "+strconv.Itoa(pairs)+" on "+to.sheet)
		}
	}
	p.next(28)
	for i, server := range servers {
		cell := g.cells[gridKey{api, server}]
		p.put(5+2*i, 6+2*i, p.styles.verdictSmall[cell.Verdict], cell.words())
	}
	p.next(18)
}

// addTopRisks shows the first findings with what to do about them.
func (p *page) addTopRisks() {
	p.breakPage()
	p.heading("Top risks")
	if p.kept.len() == 0 {
		p.put(summaryFirst, summaryLast, p.styles.note, listEmpty[sheetFindings])
		p.next(18)
		p.row++
		return
	}
	for _, c := range topRiskColumns {
		p.put(c.first, c.last, p.styles.head, c.title)
	}
	p.next(20)
	for i := range p.kept.top.list {
		p.addTopRisk(&p.kept.top.list[i], p.risky.place(i))
	}
	if more := p.kept.len() - topRisks; more > 0 {
		p.put(summaryFirst, summaryLast, p.styles.noteLink, grouped(more)+" more on sheet Findings")
		p.linkTo(summaryFirst, p.risky.place(topRisks), "Go to Findings")
		p.next(18)
	}
	p.row++
}

var topRiskColumns = []struct {
	title       string
	first, last int
}{{"Risk", 2, 2}, {"Verdict", 3, 4}, {"Application", 5, 6}, {"Server", 7, 8}, {"Owner", 9, 9}, {"What to do", 10, 13}}

func (p *page) addTopRisk(f *audit.Finding, at place) {
	p.put(2, 2, p.styles.risk[f.Risk], f.Risk.Key())
	p.put(3, 4, p.styles.verdict[f.Verdict], f.Verdict.String())
	p.put(5, 6, p.styles.wrapLink, named(f.Application, notStated))
	p.linkTo(5, at, "Go to the finding")
	p.put(7, 8, p.styles.wrapped, named(f.Server, notStated))
	owner := f.Field(inventory.FieldOwner)
	p.put(9, 9, p.styles.wrapped, owner)
	p.put(10, 13, p.styles.wrapped, f.Remedy)
	p.next(max(linesHigh(f.Remedy, 4*summaryWidth), linesHigh(f.Application, 2*summaryWidth),
		linesHigh(f.Server, 2*summaryWidth), linesHigh(owner, summaryWidth)))
}

// sumLine accounts for all tables in one line; sums are those of accounts.
func sumLine(tables int, sums []int) string {
	var parts []string
	for i, way := range accountingWays(inventory.Accounting{}) {
		if n := sums[i+1]; n > 0 {
			parts = append(parts, strconv.Itoa(n)+" "+way.Way)
		}
	}
	line := count(tables, "table", "tables") + " in all: " + count(sums[0], "row", "rows")
	if len(parts) > 0 {
		line += " = " + strings.Join(parts, " + ")
	}
	return line
}

// listedOnly tells what the user left out of the lists.
var listedOnly = map[Show]string{
	ShowRisky: "Sheet All pairs lists only pairs that need a look; the figures count all.",
	ShowMixed: "Sheets Findings and All pairs list only pairs of mixed generations; the figures count all.",
}

// accountingLinesMax is how many tables the Summary accounts for one by one.
const accountingLinesMax = 6

// addAccountingLines says where every row that was read has gone.
func (p *page) addAccountingLines() {
	p.heading("What was looked at")
	if only := listedOnly[p.meta.Show]; only != "" {
		p.put(summaryFirst, summaryLast, p.styles.advice, only)
		p.next(18)
	}
	all, sums := accounts(p.meta.Files)
	var texts []string
	for _, a := range all[:min(len(all), accountingLinesMax)] {
		texts = append(texts, accountingLine(a.path, a.table))
	}
	if len(all) > 1 {
		texts = append([]string{sumLine(len(all), sums)}, texts...)
	}
	if more := len(all) - accountingLinesMax; more > 0 {
		texts = append(texts, "and "+count(more, "more table", "more tables"))
	}
	for _, line := range texts {
		p.put(summaryFirst, summaryLast, p.styles.advice, line)
		p.next(linesHigh(line, 150))
	}
	p.put(summaryFirst, summaryLast, p.styles.noteLink, "Every table and every row: sheet Accounting; what could not be read: sheet Data quality; files and their SHA-256: sheet About")
	p.linkTo(summaryFirst, place{sheetAccounting, 1}, "Go to Accounting")
	p.next(18)
}

func gridOptions(show *bool) *excelize.ViewOptions { return &excelize.ViewOptions{ShowGridLines: show} }

func tipOption(tip string) excelize.HyperlinkOpts { return excelize.HyperlinkOpts{Tooltip: &tip} }

func tableAt(cells, name string) *excelize.Table {
	stripes := false
	return &excelize.Table{Range: cells, Name: name, StyleName: "TableStyleLight1", ShowRowStripes: &stripes}
}
