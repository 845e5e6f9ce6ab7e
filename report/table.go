package report

import (
	"io"
	"slices"
	"strings"

	"chatcompat/audit"
)

// tableWriter answers a person on a terminal: the outcome first, then where,
// what, what to do, and what was not looked at.
type tableWriter struct {
	terminalFindings
	columns []string // of the list, unless it is one of blocks
	table   *drawn
}

func newTable(out io.Writer, meta Meta) Writer {
	w := &tableWriter{terminalFindings: newTerminalFindings(out, meta)}
	if w.columns = layout(w.meta); w.columns != nil {
		w.table = drawFindings(w.meta.columns(w.columns), w.listing, w.meta.Terminal)
		w.table.measured = newMeasures(w.table.columns)
	}
	return w
}

// Write keeps the findings that are listed, measures how they will be drawn, and
// counts the others.
func (w *tableWriter) Write(block []audit.Finding) error {
	for i := range block {
		if w.table != nil && w.listing.show.lists(&block[i]) {
			w.table.measured.row(w.table.rows.(*findingRows).cellsOf(&block[i]))
		}
	}
	return w.terminalFindings.Write(block)
}

// Close prints the whole answer.
func (w *tableWriter) Close(s audit.Summary) error {
	w.listing.sort()
	w.heading(s)
	w.grid(s)
	w.counts(s, w.tallies.causes)
	w.findings()
	w.basis()
	w.estate(s, w.tallies.support)
	w.rows()
	w.repeats()
	w.notes()
	w.problems(mostProblems)
	w.next()
	return w.flush()
}

// findings lists the findings in the widest layout that fits, and as blocks
// where none does.
func (w *tableWriter) findings() {
	if w.listing.len() == 0 {
		w.nothingListed(w.listing.show)
		return
	}
	w.scope(w.listing.len())
	if w.table == nil || !w.table.fits(w.meta.Terminal.Width) {
		w.blocks(w.listing)
		return
	}
	w.draw(w.table)
	w.line("")
	if !slices.Contains(w.columns, "remedy") && len(w.meta.Columns) == 0 {
		w.remedies(!slices.Contains(w.columns, "reason"))
	}
}

// basis says what the verdicts rest on; what a block says of each finding, a row has no
// room for.
func (w *tableWriter) basis() {
	if w.pairs > 0 {
		w.hanging("", basisLine(w.meta.Overrides))
		w.line("")
	}
}

// layouts are the columns for terminals of at least a width, widest first.
var layouts = []struct {
	width   int
	columns []string
}{
	{240, []string{"risk", "verdict", "application", "api", "server", "server-version", "reason", "remedy", "position"}},
	{150, []string{"risk", "verdict", "application", "api", "server", "server-version", "reason", "position"}},
	{96, []string{"verdict", "application", "api", "server", "server-version", "position"}},
	{57, []string{"verdict", "application", "server", "position"}},
}

// layout chooses the columns: the user's, or what the terminal has room for; none
// where a table would be too narrow to read.
func layout(meta Meta) []string {
	if len(meta.Columns) > 0 {
		return meta.Columns
	}
	width := meta.Terminal.Width
	for _, l := range layouts {
		if width <= 0 || width >= l.width {
			return l.columns
		}
	}
	return nil
}

// drawnColumns says how columns behave where the room is scarce; others behave
// like plainColumn.
var drawnColumns = map[string]drawnColumn{
	"verdict":        {floor: 12, weight: 1},
	"risk":           {floor: 7, weight: 1},
	"application":    {floor: 11, weight: 3, lines: 8},
	"api":            {floor: 10, weight: 3},
	"server":         {floor: 10, weight: 3, lines: 8},
	"server-version": {floor: 10, weight: 3},
	"reason":         {floor: 16, weight: 5, lines: 12},
	"remedy":         {floor: 14, weight: 5, lines: 12},
	"basis":          {floor: 14, weight: 5, lines: 16},
	"position":       {floor: 11, weight: 3, middle: true},
}

var plainColumn = drawnColumn{floor: 8, weight: 2, lines: 8}

// drawFindings lays the findings out under the columns.
func drawFindings(columns []Column, findings *listing, terminal Terminal) *drawn {
	table := &drawn{rows: &findingRows{findings, columns, make([]string, len(columns))}}
	for _, c := range columns {
		column, ok := drawnColumns[c.Key]
		if !ok {
			column = plainColumn
		}
		column.title = c.Title
		table.columns = append(table.columns, column)
	}
	table.color = func(row, col int, line string, _ bool) string {
		if columns[col].Key != "verdict" {
			return line
		}
		return colored(findings.verdict(row), line, terminal)
	}
	return table
}

// findingRows are findings as rows of a table.
type findingRows struct {
	*listing
	columns []Column
	cells   []string
}

func (r *findingRows) at(i int) []string { return r.cellsOf(r.listing.at(i)) }

func (r *findingRows) cellsOf(f *audit.Finding) []string {
	for n, c := range r.columns {
		r.cells[n] = visible(c.Text(f))
	}
	return r.cells
}

// mostRemedies bounds the list of what to do; the rest is in the other formats.
const mostRemedies = 20

// remedies says once what to do for all pairs that need the same.
func (w *tableWriter) remedies(withReason bool) {
	groups := groupRemedies(w.listing.countedKinds(), withReason)
	if withReason {
		w.line("Why, and what to do")
	} else {
		w.line("What to do")
	}
	for _, g := range groups[:min(len(groups), mostRemedies)] {
		w.hanging("  ", g.verdict.String()+" ("+count(g.pairs, "pair", "pairs")+"): "+visible(g.text))
	}
	w.more(len(groups)-mostRemedies, "-o csv has them all")
	w.line("")
}

// grid prints the vendor's matrix with the counts of this estate, as a list
// where a grid would be too wide.
func (w *terminalText) grid(s audit.Summary) {
	if s.Pairs == 0 {
		return
	}
	g := newGrid(s, w.meta.Overrides)
	table := drawn{columns: []drawnColumn{{title: "API", floor: 10, weight: 2}}}
	for _, server := range g.servers {
		table.columns = append(table.columns, drawnColumn{title: server.String(), floor: 12, weight: 2})
	}
	var rows textRows
	for _, api := range g.apis {
		row := []string{api.String()}
		for _, server := range g.servers {
			row = append(row, g.text(api, server))
		}
		rows = append(rows, row)
	}
	table.rows = rows
	if !table.fits(w.meta.Terminal.Width) {
		w.gridList(g)
		return
	}
	table.color = g.color(w.meta.Terminal)
	w.draw(&table)
	w.line("")
}

// color colours the words of the cells, not their numbers.
func (g grid) color(terminal Terminal) func(row, col int, line string, first bool) string {
	return func(row, col int, line string, first bool) string {
		if col == 0 {
			return line
		}
		cell := g.cells[gridKey{g.apis[row], g.servers[col-1]}]
		word := line
		if first {
			word = strings.TrimLeft(line, "0123456789 ")
		}
		return strings.TrimSuffix(line, word) + colored(cell.Verdict, word, terminal)
	}
}

func (w *terminalText) gridList(g grid) {
	for _, api := range g.apis {
		for _, server := range g.servers {
			if text := g.text(api, server); text != "" {
				w.hanging("", api.String()+" on "+server.String()+": "+text)
			}
		}
	}
	w.line("")
}
