package report

import (
	"bufio"
	"io"
	"strings"

	"chatcompat/audit"
	"chatcompat/inventory"
)

// terminalText writes the parts that table and vertical share, no line wider
// than the terminal. The first error sticks.
type terminalText struct {
	out    *bufio.Writer
	meta   Meta
	pairs  int // that were judged
	drawer *drawer
	err    error
}

// leastWidth is the narrowest terminal that text is laid out for.
const leastWidth = 20

func newTerminalText(out io.Writer, meta Meta) terminalText {
	if meta.Terminal.Width > 0 {
		meta.Terminal.Width = max(meta.Terminal.Width, leastWidth)
	}
	return terminalText{out: bufio.NewWriterSize(out, 1<<16), meta: meta, drawer: &drawer{}}
}

// terminalFindings is text about findings: it holds those to list until the last
// one is known.
type terminalFindings struct {
	terminalText
	*listing
	tallies tallies
}

func newTerminalFindings(out io.Writer, meta Meta) terminalFindings {
	return terminalFindings{newTerminalText(out, meta), newListing(meta, ShowRisky), newTallies()}
}

// Write keeps the findings that are listed and counts the others.
func (w *terminalFindings) Write(block []audit.Finding) error {
	w.tallies.add(block)
	w.listing.add(block)
	return nil
}

// scope says which pairs are listed where the user chose a part that leaves out
// risks; the risky ones are what is listed of itself.
func (w *terminalFindings) scope(listed int) {
	if w.listing.show == ShowMixed {
		w.paragraph(ShowMixed.scope(listed, w.pairs))
		w.line("")
	}
}

func (w *terminalText) flush() error {
	if err := w.out.Flush(); err != nil && w.err == nil {
		w.err = err
	}
	return w.err
}

// line prints a line that is put together of parts.
func (w *terminalText) line(parts ...string) {
	for _, part := range parts {
		w.out.WriteString(part)
	}
	if err := w.out.WriteByte('\n'); err != nil && w.err == nil { // the first error of out sticks
		w.err = err
	}
}

// draw draws a table, or lists its rows where the terminal is too narrow for it.
func (w *terminalText) draw(table *drawn) {
	if !table.fits(w.meta.Terminal.Width) {
		w.list(table)
		return
	}
	if err := w.drawer.draw(table, w.out, w.meta.Terminal); err != nil && w.err == nil {
		w.err = err
	}
}

// list prints each row of a table as one paragraph: the first cell, then the
// others that hold something with their titles.
func (w *terminalText) list(table *drawn) {
	for i := range table.rows.len() {
		row := table.rows.at(i)
		text := row[0]
		for i, cell := range row[1:] {
			if cell != "" {
				text += []string{": ", "; "}[min(i, 1)] + table.columns[i+1].title + " " + cell
			}
		}
		w.hanging("", text)
	}
}

// hanging prints a visible text; further lines are indented by two more.
func (w *terminalText) hanging(indent, text string) {
	for i, line := range w.wrapped(text, len(indent)+2) {
		further := ""
		if i > 0 {
			further = "  "
		}
		w.line(indent, further, line)
	}
}

// wrapped wraps a text into what is left of the terminal beside an indent.
func (w *terminalText) wrapped(text string, indent int) []string {
	if w.meta.Terminal.Width <= 0 {
		return []string{text}
	}
	return wrap(text, w.meta.Terminal.Width-indent)
}

// paragraph prints a text without indent.
func (w *terminalText) paragraph(text string) {
	for _, line := range w.wrapped(visible(text), 0) {
		w.line(line)
	}
}

// heading prints what the report is about and its outcome.
func (w *terminalText) heading(s audit.Summary) {
	w.pairs = s.Pairs
	w.paragraph(w.meta.Title + ", as of " + w.meta.AsOf.Format(dayLayout) + ": " + countsLine(s))
	if w.meta.PreparedFor != "" {
		w.paragraph("Prepared for " + w.meta.PreparedFor)
	}
	w.line("")
	w.paragraph(Outcome(w.meta, s))
	w.line("")
}

// counts prints how many pairs have which verdict, and why some have none.
func (w *terminalText) counts(s audit.Summary, causes causeCounts) {
	if s.Pairs == 0 {
		return
	}
	w.hanging("", "Verdicts: "+verdictLine(s))
	if line := causes.line(); line != "" {
		w.hanging("", "Not assessed because: "+line)
	}
	w.line("")
}

// nothingListed says in a sentence that the list is empty; where there is no
// pair at all, the outcome said so.
func (w *terminalText) nothingListed(show Show) {
	switch {
	case w.pairs == 0 || show == ShowNone:
		return
	case show == ShowRisky:
		w.paragraph("No risky pairs to list; --show all lists every pair.")
	case show == ShowMixed:
		w.paragraph("No mixed pairs to list; --show all lists every pair.")
	default:
		w.paragraph("No pairs to list.")
	}
	w.line("")
}

// rows prints the accounting, a line for each table.
func (w *terminalText) rows() {
	if len(w.meta.Files) == 0 {
		return
	}
	w.line("Rows read")
	for _, file := range w.meta.Files {
		path := shorten(visible(file.Path), w.meta.Terminal.Width/2)
		if len(file.Tables) == 0 {
			w.hanging("  ", path+": no table")
		}
		for _, t := range file.Tables {
			w.hanging("  ", visible(accountingLine(path, t)))
		}
	}
	w.line("")
}

// Bounds of the lists of a report on a terminal.
const (
	mostProblems = 10
	mostRepeats  = 20 // and of a page of Markdown
	mostNotes    = 10
)

// repeats prints the first places that say a pair again, and how many more there are.
// With the figures alone the accounting has the number of rows that say nothing else;
// rows of which one target repeats are not told.
func (w *terminalFindings) repeats() {
	r := w.tallies.repeats
	if r.count == 0 || w.listing.show == ShowNone {
		return
	}
	w.line("Duplicates (" + count(r.count, "place says", "places say") + " a pair again)")
	for _, one := range r.kept[:min(len(r.kept), mostProblems)] {
		w.hanging("  ", shorten(visible(one.at.String()), w.meta.Terminal.Width/2)+" repeats "+shorten(visible(one.first.String()), w.meta.Terminal.Width/2))
	}
	w.more(r.left(mostProblems), "see -o json")
	w.line("")
}

// notes prints what readers of the tables should know, of which no row is wrong.
func (w *terminalText) notes() {
	notes := tableNotes(w.meta.Files)
	if len(notes) == 0 {
		return
	}
	w.line("Notes")
	for _, note := range notes[:min(len(notes), mostNotes)] {
		w.hanging("  ", visible(note))
	}
	w.more(len(notes)-mostNotes, "see -o json")
	w.line("")
}

// problems prints the first problems and how many more there are.
func (w *terminalText) problems(most int) {
	problems := w.meta.Problems
	if len(problems) == 0 {
		return
	}
	w.line("Problems (" + count(len(problems), "cell or row", "cells and rows") + ")")
	for _, p := range problems[:min(len(problems), most)] {
		w.hanging("  ", w.problem(p))
	}
	w.more(len(problems)-most, "see -o json")
	w.line("")
}

// problem is one problem with its position shortened to half of a line.
func (w *terminalText) problem(p inventory.Problem) string {
	at := visible(p.At.String())
	rest := strings.TrimPrefix(visible(p.String()), at)
	return shorten(at, w.meta.Terminal.Width/2) + rest
}

// more says how many entries of a list are not printed, and where they are.
func (w *terminalText) more(n int, where string) {
	if n > 0 {
		w.hanging("  ", "and "+count(n, "more", "more")+"; "+where)
	}
}

// next says what to type next, where there is something to do with.
func (w *terminalText) next() {
	steps := "Next: -o board.xlsx writes a workbook, "
	switch {
	case w.pairs == 0:
		return
	case w.meta.Show != ShowAll:
		steps += "--show all lists every pair, "
	}
	w.paragraph(steps + "-o json=FILE keeps the complete record.")
}
