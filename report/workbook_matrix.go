package report

import (
	"strconv"

	"chatcompat/audit"
	"chatcompat/inventory"
)

// layOutMatrix shows what the verdicts rest on: the cells of the
// matrix, own rules, advisories and checks, all with their sources.
func (w *workbook) layOutMatrix(s audit.Summary) {
	p := w.newPage(sheetMatrix, tabProof, 34, 18, 20, 8, 44, 54, 46, 16)
	p.put(1, 8, w.styles.title, "What the verdicts rest on")
	p.next(30)
	p.put(1, 8, w.styles.noteLink, audit.Page.String())
	p.linkOut(1, audit.Page.URL)
	p.next(18)
	p.put(1, 8, w.styles.note, "The page's four verdicts are kept apart. Reasons and remedies are in this program's own words; "+
		"what the page does not cover is Not assessed and never a pass.")
	p.next(18)
	p.row++
	for i, title := range []string{"API that the application was authored with", "Target server", "Verdict", "Pairs here", "Reason", "Remedy", "Source", "Page"} {
		p.put(i+1, i+1, w.styles.head, title)
	}
	header := p.row
	p.next(32)
	for _, cell := range cellsInForce(w.meta.Overrides) {
		p.addMatrixRow(cell, pairsIn(s, cell.API, cell.Server))
	}
	end := "H" + strconv.Itoa(p.row-1)
	w.try(w.book.AddTable(p.name, tableAt("A"+strconv.Itoa(header)+":"+end, "Matrix")))
	p.row++
	p.addOwnRules()
	p.addChecks(s)
	p.finish(8)
}

func (p *page) addMatrixRow(cell ruleCell, pairs int) {
	p.put(1, 1, p.styles.wrapped, cell.API.String())
	p.put(2, 2, p.styles.wrapped, cell.Server.String())
	p.put(3, 3, p.styles.verdict[cell.Verdict], cell.Verdict.String())
	p.put(4, 4, p.styles.centred, pairs)
	if at := p.links.ofCell(gridKey{cell.API, cell.Server}); pairs > 0 && at.row > 0 {
		p.put(4, 4, p.styles.linkCentred, pairs)
		p.linkTo(4, at, "Go to the first of "+strconv.Itoa(pairs))
	}
	p.put(5, 5, p.styles.wrapped, cell.Reason)
	p.put(6, 6, p.styles.wrapped, cell.Remedy)
	p.put(7, 7, p.styles.wrapped, cell.Rule)
	if cell.Own == nil {
		p.put(8, 8, p.styles.link, audit.Page.ID)
		p.linkOut(8, audit.Page.URL)
	} else {
		p.put(8, 8, p.styles.wrapped, "own rule")
	}
	p.next(max(linesHigh(cell.Remedy, 54), linesHigh(cell.Rule, 46), linesHigh(cell.Reason, 44)))
}

// pairsIn is the count of a cell of the grid.
func pairsIn(s audit.Summary, api inventory.API, server inventory.ServerVersion) int {
	for _, cell := range s.Matrix {
		if cell.API == api && cell.Server == server {
			return cell.Pairs
		}
	}
	return 0
}

// addOwnRules lists the rows of the own matrix that are in force, those that
// loosen the vendor's page first, and their file.
func (p *page) addOwnRules() {
	if p.meta.OwnMatrix == nil && len(p.meta.Overrides) == 0 {
		return
	}
	p.put(1, 8, p.styles.section, "Own rules")
	p.next(24)
	p.put(1, 8, p.styles.wrapped, ownMatrixLine(p.meta.OwnMatrix))
	p.next(18)
	p.heads("Row", "Verdict", "Approved by", "", "Effect", "Justification", "Pairing", "Reference")
	for _, o := range loosestFirst(p.meta.Overrides) {
		pairing := o.API.String() + " on " + o.Server.String()
		p.put(1, 1, p.styles.wrapped, o.At.String())
		p.put(2, 2, p.styles.verdict[o.Verdict], o.Verdict.String())
		p.put(3, 4, p.styles.wrapped, o.Approver)
		p.put(5, 5, p.styles.wrapped, overrideEffect(o))
		p.put(6, 6, p.styles.wrapped, o.Justification)
		p.put(7, 7, p.styles.wrapped, pairing)
		p.put(8, 8, p.styles.wrapped, o.Reference)
		p.next(max(linesHigh(o.At.String(), 34), linesHigh(o.Approver, 28), linesHigh(overrideEffect(o), 44),
			linesHigh(o.Justification, 54), linesHigh(pairing, 46), linesHigh(o.Reference, 16)))
	}
	p.row++
}

func (p *page) heads(titles ...string) {
	for i, title := range titles {
		p.put(i+1, i+1, p.styles.head, title)
	}
	p.next(32)
}

// addChecks lists every advisory with what became of its check.
func (p *page) addChecks(s audit.Summary) {
	rows := checkRows(s)
	p.put(1, 8, p.styles.section, "Advisories")
	p.next(24)
	if len(rows) == 0 {
		p.put(1, 8, p.styles.note, "No checks of the estate were made.")
		p.next(18)
		return
	}
	p.put(1, 8, p.styles.note, "Facts of other pages: they qualify verdicts and change none. A check that was not made is no pass.")
	p.next(18)
	p.heads("Advisory", "Check", "About a", "Pairs", "Concerns; what the inventory does not say", "What it means", "Source", "Page")
	for _, r := range rows {
		p.addCheck(r)
	}
}

func (p *page) addCheck(r checkRow) {
	said := r.Concerns
	if said != "" && r.Missing != "" {
		said += "\n"
	}
	said += r.Missing
	title := r.ID + " " + r.Title
	p.put(1, 1, p.styles.wrapped, title)
	p.put(2, 2, p.checkStyle(r.Status), r.StatusText())
	p.put(3, 3, p.styles.wrapped, r.Scope.Key())
	p.put(4, 4, p.styles.centred, "")
	if r.Pairs > 0 {
		p.put(4, 4, p.styles.centred, r.Pairs)
	}
	p.put(5, 5, p.styles.wrapped, said)
	p.put(6, 6, p.styles.wrapped, r.Text)
	p.put(7, 7, p.styles.wrapped, r.Source.String())
	p.put(8, 8, p.styles.wrapLink, r.Source.ID)
	p.linkOut(8, r.Source.URL)
	p.next(max(linesHigh(title, 34), linesHigh(said, 44), linesHigh(r.Text, 54), linesHigh(r.Source.String(), 46), linesHigh(r.Source.ID, 16)))
}

// checkStyle is the colour of what became of a check.
func (p *page) checkStyle(s audit.Status) int {
	return p.styles.verdict[map[audit.Status]audit.Verdict{
		audit.Fired: audit.MayBeCompatible, audit.NotChecked: audit.NotAssessed, audit.Clear: audit.Compatible}[s]]
}

// summaryAdvisories is how many advisories the Summary shows.
const summaryAdvisories = 8

// addAdvisories shows the advisories that concern more than single pairs, those
// of the whole estate first, and counts the others.
func (p *page) addAdvisories(s audit.Summary) {
	if len(s.Advisories)+len(s.Checks) == 0 {
		return
	}
	p.heading("Advisories")
	shown := 0
	for _, a := range widestFirst(s.Advisories) {
		if a.Scope == audit.PairScope || shown == summaryAdvisories {
			break
		}
		shown++
		about := a.Title + ": " + concerns(a)
		p.put(2, 2, p.styles.wrapped, a.ID)
		p.put(3, 6, p.styles.wrapped, about)
		p.put(7, summaryLast, p.styles.wrapped, a.Text)
		p.next(max(linesHigh(about, 4*summaryWidth), linesHigh(a.Text, 7*summaryWidth)))
	}
	if shown == 0 {
		p.put(summaryFirst, summaryLast, p.styles.note, "No advisory concerns more than single pairs.")
		p.next(18)
	}
	p.put(summaryFirst, summaryLast, p.styles.noteLink, checksLine(s, shown))
	p.linkTo(summaryFirst, place{sheetMatrix, 1}, "Go to Matrix")
	p.next(18)
	p.row++
}

// checksLine counts what became of the checks, and the advisories not shown.
func checksLine(s audit.Summary, shown int) string {
	counts := map[audit.Status]int{}
	for _, c := range s.Checks {
		counts[c.Status]++
	}
	text := strconv.Itoa(counts[audit.NotChecked]) + " not checked, " + strconv.Itoa(counts[audit.Clear]) + " clear"
	if more := len(s.Advisories) - shown; more > 0 {
		text = count(more, "more advisory", "more advisories") + ", " + text
	}
	return text + ": sheet " + sheetMatrix
}

// addSupport shows which server versions the vendor no longer supports.
func (p *page) addSupport() {
	versions := p.support.on(p.meta.AsOf)
	if len(versions) == 0 {
		return
	}
	p.heading("End of extended support")
	for _, one := range versions {
		p.put(2, 4, p.styles.wrapped, one.Version.String())
		p.put(5, 7, p.styles.wrapped, one.State)
		p.put(8, summaryLast, p.styles.wrapped, count(one.Servers(), "server", "servers")+", "+count(one.Pairs, "pair", "pairs"))
		p.next(linesHigh(one.Version.String(), 3*summaryWidth))
	}
	p.put(summaryFirst, summaryLast, p.styles.note, "No part of verdict or risk. Source: "+supportSource())
	p.next(18)
	p.row++
}

// ownCellsMax is how many cells of own rules the Summary lists.
const ownCellsMax = 6

// addOwnCells lists the cells that own rules add to the vendor's page.
func (p *page) addOwnCells(s audit.Summary) {
	added := cellsInForce(p.meta.Overrides)[len(audit.Matrix()):]
	for _, c := range added[:min(len(added), ownCellsMax)] {
		p.put(2, 4, p.styles.wrapped, c.API.String())
		p.put(5, 7, p.styles.wrapped, c.Server.String())
		p.put(8, 8, p.styles.centred, pairsIn(s, c.API, c.Server))
		p.put(9, 10, p.styles.verdict[c.Verdict], c.Verdict.String())
		p.put(11, summaryLast, p.styles.wrapped, "own rule "+c.Own.At.String())
		p.next(max(linesHigh(c.API.String(), 3*summaryWidth), linesHigh(c.Server.String(), 3*summaryWidth), linesHigh(c.Own.At.String(), 2*summaryWidth)))
	}
	if more := len(added) - ownCellsMax; more > 0 {
		p.put(summaryFirst, summaryLast, p.styles.noteLink, count(more, "more cell", "more cells")+" of own rules: sheet "+sheetMatrix)
		p.linkTo(summaryFirst, place{sheetMatrix, 1}, "Go to Matrix")
		p.next(18)
	}
}
