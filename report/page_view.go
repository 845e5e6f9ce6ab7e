package report

import (
	"cmp"
	"html/template"
	"slices"

	"chatcompat/audit"
	"chatcompat/inventory"
)

// pageView is what the frame of the page shows.
type pageView struct {
	Meta
	Policy   string
	Style    template.CSS
	Script   template.JS
	Outcome  string
	Worst    string // class of the worst verdict that occurs
	Summary  audit.Summary
	Figures  []pageFigure
	Grid     pageGrid
	Unjudged string // a sentence on the pairs in no cell of the grid; ""

	VerdictBars, SiteBars, OwnerBars pageChart

	Top      []audit.Finding
	Remedies []*pageNote
	Listed   int
	Options  []pageOptions // filters of the list
	Heads    []pageCell
	Records  []pageRecord

	Applications, Servers pageGroups
	Accounts              []pageAccount
	Accounting            []accountedRows
	Matrix                []pageRule
	Checks                []checkRow
	Support               []*supported
	SupportFrom           string // where its days are from
	OwnRules              []audit.Override
	Source                audit.Source
}

// pageFigure is one of the key figures.
type pageFigure struct {
	Value  int
	Label  string
	Class  string
	Filter string // what the figure counts, as a filter of the list; "" where it is not pairs
}

// pageOptions are the values that one column of the list can be filtered by.
type pageOptions struct {
	Key, Label string
	Values     []string
}

// pageRecord tells the script of one column for export.
type pageRecord struct {
	Key    string `json:"key"`
	Record string `json:"record"`
	Title  string `json:"title"`
	Else   string `json:"else,omitempty"` // value where the row shows none
	Same   string `json:"same,omitempty"` // key of the column whose value it has where the row shows none
}

// pageAccount is the accounting of one table.
type pageAccount struct {
	File, Sheet, Shape string
	HeaderRow, Rows    int
	Ways               []accountedRows
	Notes              []string
}

// pageRule is one cell of the matrix or one rule of the user's own.
type pageRule struct {
	*pageNote
	API, Server, Reason string
	Verdict             audit.Verdict
}

// pageTopRisks is how many findings the list of top risks holds.
const pageTopRisks = 10

func newPageView(meta Meta, s audit.Summary, findings *listing, g *groups, t tallies, notes *pageNotes) *pageView {
	style, script := pageAsset("page.css"), pageAsset("page.js")
	return &pageView{
		Meta:         meta,
		Policy:       pagePolicy(style, script),
		Style:        template.CSS(style),
		Script:       template.JS(script),
		Outcome:      Outcome(meta, s),
		Worst:        worstOf(s.Verdicts).Key(),
		Summary:      s,
		Figures:      pageFigures(s),
		Grid:         newPageGrid(s, meta.Overrides),
		Unjudged:     unjudged(s, t.causes),
		VerdictBars:  verdictChart(s),
		SiteBars:     riskChart("site", "Site", g.sites.worstFirst()),
		OwnerBars:    riskChart("owner", "Owner", g.owners.worstFirst()),
		Top:          topFindings(findings),
		Remedies:     notes.Remedies.List,
		Listed:       findings.len(),
		Options:      newPageOptions(g),
		Heads:        pageCells(meta),
		Records:      pageRecords(meta),
		Checks:       checkRows(s),
		Support:      t.support.on(meta.AsOf),
		SupportFrom:  supportSource(),
		OwnRules:     loosestFirst(meta.Overrides),
		Applications: pageGroups{"applications", "By application", "Application", "application", applicationColumns, g.applications.worstFirst()},
		Servers:      pageGroups{"servers", "By server", "Server", "server", serverColumns(meta), g.servers.worstFirst()},
		Accounts:     pageAccounts(meta.Files),
		Accounting:   accountingWays(inventory.Accounting{}),
		Matrix:       pageRules(notes, cellsInForce(meta.Overrides)),
		Source:       audit.Page,
	}
}

func pageFigures(s audit.Summary) []pageFigure {
	figures := []pageFigure{
		{Value: s.Pairs, Label: "Pairs"},
		{Value: s.Applications, Label: "Applications"},
		{Value: s.Servers, Label: "Servers"},
		{Value: s.Mixed, Label: "Mixed generations", Filter: pageFilter("show", "mixed")},
	}
	for _, v := range audit.Verdicts() {
		figures = append(figures, pageFigure{s.Verdicts[v], v.String(), v.Key(), pageFilter("verdict", v.String())})
	}
	return figures
}

// topFindings are the first findings that a board must look at, in the order of the list.
func topFindings(findings *listing) []audit.Finding {
	var top []audit.Finding
	for f := range findings.all(0, findings.len()) {
		if f.Risky() {
			top = append(top, keep(*f))
		}
		if len(top) == pageTopRisks {
			break
		}
	}
	return top
}

func newPageOptions(g *groups) []pageOptions {
	verdicts := pageOptions{Key: "verdict", Label: "Verdict"}
	for _, v := range audit.Verdicts() {
		verdicts.Values = append(verdicts.Values, v.String())
	}
	risks := pageOptions{Key: "risk", Label: "Risk"}
	for _, r := range audit.Risks() {
		risks.Values = append(risks.Values, r.Key())
	}
	return []pageOptions{verdicts, risks,
		{"site", "Site", g.sites.names()},
		{"owner", "Owner", g.owners.names()}}
}

func pageRecords(meta Meta) []pageRecord {
	var records []pageRecord
	for _, c := range pageColumns(meta) {
		r := pageRecord{Key: c.Key, Record: c.Record, Title: c.Title}
		switch c.Key {
		case "mixed":
			r.Else = "no"
		case "api-written":
			r.Same = "api"
		case "server-version-written":
			r.Same = "server-version"
		}
		records = append(records, r)
	}
	return records
}

func pageAccounts(files []inventory.File) []pageAccount {
	var accounts []pageAccount
	for _, file := range files {
		for _, t := range file.Tables {
			notes := slices.Clone(t.Notes)
			if t.Hidden {
				notes = append(notes, "hidden worksheet")
			}
			accounts = append(accounts, pageAccount{file.Path, t.Sheet, t.Shape.Key(), t.HeaderRow, t.Rows, accountingWays(t.Accounting), notes})
		}
	}
	return accounts
}

// pageRules are the cells of the matrix and then the rules beyond it that decided findings.
func pageRules(notes *pageNotes, cells []ruleCell) []pageRule {
	rules := make([]pageRule, len(notes.Rules.List))
	for i, note := range notes.Rules.List {
		rules[i] = pageRule{pageNote: note, Verdict: note.Worst}
		if i < len(cells) {
			c := cells[i]
			rules[i] = pageRule{note, c.API.String(), c.Server.String(), c.Reason, c.Verdict}
		}
	}
	return rules
}

// pageFirst is how many findings a browser lays out at once. Those after them
// stand in a noscript element: a browser with scripts reads it as text, of which
// the script makes rows when they are wanted, and one without shows it.
const pageFirst = 100

// Further reports that there are more.
func (v *pageView) Further() bool { return v.Listed > pageFirst }

// Scope says which pairs are listed.
func (v *pageView) Scope() string {
	return cmp.Or(v.Show.scope(v.Listed, v.Summary.Pairs), "All "+count(v.Listed, "pair", "pairs")+" of the estate.")
}

// unjudged says why pairs are not assessed, and so may stand in no cell of the grid.
func unjudged(s audit.Summary, causes causeCounts) string {
	n := s.Verdicts[audit.NotAssessed]
	if n == 0 {
		return ""
	}
	return count(n, "pair is", "pairs are") + " not assessed: " + causes.line() + "."
}
