package report

import (
	"bufio"
	"io"
	"strconv"
	"strings"

	"chatcompat/audit"
	"chatcompat/inventory"
)

// Bounds of the page, so that tickets and wikis take it whole.
const (
	markdownMost    = 60_000 // bytes of the page
	markdownSection = 9_000  // bytes of each list but the findings
	markdownCell    = 400    // columns of one cell
)

// markdownWriter writes a page for tickets and wikis. Whatever does not fit is
// counted, never dropped in silence.
type markdownWriter struct {
	*listing
	out     io.Writer
	meta    Meta
	tallies tallies
}

func newMarkdown(out io.Writer, meta Meta) Writer {
	return &markdownWriter{newListing(meta, ShowAll), out, meta, newTallies()}
}

// Write keeps the findings that are listed and counts the others.
func (w *markdownWriter) Write(block []audit.Finding) error {
	w.tallies.add(block)
	w.listing.add(block)
	return nil
}

// Close writes the page: what surrounds the findings has its own bounds, and the
// findings take the room that it leaves.
func (w *markdownWriter) Close(s audit.Summary) error {
	w.listing.sort()
	before := w.heading(s) + gridMarkdown(newGrid(s, w.meta.Overrides)) + w.counts(s) + w.remedies()
	after := w.advisories(s) + w.support() + w.ownRules() + w.accounting() + w.repeats() + w.notes() + w.problems()
	list := w.findings(s.Pairs, markdownMost-len(before)-len(after))
	out := bufio.NewWriter(w.out)
	out.WriteString(before + list + after)
	return out.Flush()
}

func (w *markdownWriter) heading(s audit.Summary) string {
	text := "# " + markdownText(w.meta.Title) + "\n\nAs of " + w.meta.AsOf.Format(dayLayout)
	if w.meta.PreparedFor != "" {
		text += ", prepared for " + markdownText(w.meta.PreparedFor)
	}
	return text + ": " + countsLine(s) + ".\n\n**" + markdownText(Outcome(w.meta, s)) + "**\n\n"
}

func gridMarkdown(g grid) string {
	headers := []string{"API"}
	for _, server := range g.servers {
		headers = append(headers, server.String())
	}
	t := newMarkdownTable(headers)
	for _, api := range g.apis {
		cells := []string{api.String()}
		for _, server := range g.servers {
			cells = append(cells, g.text(api, server))
		}
		t.add(cells)
	}
	return t.rest(0, "")
}

func (w *markdownWriter) counts(s audit.Summary) string {
	verdicts := newMarkdownTable([]string{"Verdict", "Pairs"})
	for _, v := range audit.Verdicts() {
		verdicts.add([]string{v.String(), strconv.Itoa(s.Verdicts[v])})
	}
	text := verdicts.rest(0, "")
	risks := newMarkdownTable([]string{"Risk", "Pairs"})
	for _, r := range audit.Risks() {
		risks.add([]string{r.Key(), strconv.Itoa(s.Risks[r])})
	}
	text += risks.rest(0, "")
	if line := w.tallies.causes.line(); line != "" {
		text += "Not assessed because: " + line + ".\n\n"
	}
	if s.Pairs > 0 {
		text += markdownText(basisLine(w.meta.Overrides)) + "\n\n"
	}
	return text
}

func (w *markdownWriter) remedies() string {
	groups := groupRemedies(w.listing.countedKinds(), false)
	if len(groups) == 0 {
		return ""
	}
	t := newMarkdownTable([]string{"Verdict", "Pairs", "What to do"})
	t.most = markdownSection
	for i, g := range groups {
		if !t.add([]string{g.verdict.String(), strconv.Itoa(g.pairs), g.text}) {
			return "## What to do\n\n" + t.rest(len(groups)-i, "more remedies; "+fullList)
		}
	}
	return "## What to do\n\n" + t.rest(0, "")
}

// fullList says where a list that was cut is whole.
const fullList = "the full list is in the workbook or with -o csv"

// markdownColumns are the columns of the findings, unless the user chose.
var markdownColumns = []string{"risk", "verdict", "application", "api", "server", "server-version", "reason", "position"}

// findings lists them, of so many pairs, in the room that is left.
func (w *markdownWriter) findings(pairs, room int) string {
	listed := w.listing.len()
	title := "## Findings\n\n"
	if scope := w.meta.Show.scope(listed, pairs); scope != "" {
		title += scope + "\n\n"
	}
	if listed == 0 {
		return title + "No pairs to list.\n\n"
	}
	keys := markdownColumns
	if len(w.meta.Columns) > 0 {
		keys = w.meta.Columns
	}
	var headers []string
	columns := w.meta.columns(keys)
	for _, c := range columns {
		headers = append(headers, c.Title)
	}
	t := newMarkdownTable(headers)
	t.most = room - len(title)
	cells := make([]string, len(columns))
	for i := range listed {
		f := w.listing.at(i)
		for j, c := range columns {
			cells[j] = c.Text(f)
		}
		if !t.add(cells) {
			return title + t.rest(listed-i, "more findings; "+fullList)
		}
	}
	return title + t.rest(0, "")
}

func (w *markdownWriter) accounting() string {
	if len(w.meta.Files) == 0 {
		return ""
	}
	var lines []string
	for _, file := range w.meta.Files {
		for _, table := range file.Tables {
			lines = append(lines, accountingLine(shorten(visible(file.Path), markdownCell/2), table))
		}
		if len(file.Tables) == 0 {
			lines = append(lines, file.Path+": no table")
		}
	}
	return "## Rows read\n\n" + markdownList(lines, "more tables; -o json has them all")
}

func (w *markdownWriter) repeats() string {
	r := w.tallies.repeats
	if r.count == 0 {
		return ""
	}
	place := func(at inventory.Pos) string { return shorten(visible(at.String()), markdownCell/2) }
	lines := each(r.kept, func(one repeatedPlace) string { return place(one.at) + " repeats " + place(one.first) })
	text := markdownList(lines, "more; -o json has them all")
	if more := r.left(mostRepeats); more > 0 {
		text = strings.TrimSuffix(text, "\n") + "- … and " + strconv.Itoa(more) + " more; -o json has them all\n\n"
	}
	return "## Duplicates\n\n" + count(r.count, "place says", "places say") + " a pair again, which is counted once.\n\n" + text
}

func (w *markdownWriter) notes() string {
	notes := tableNotes(w.meta.Files)
	if len(notes) == 0 {
		return ""
	}
	text := "## Notes\n\n" + markdownList(notes[:min(len(notes), mostNotes)], "more; -o json has them all")
	if more := len(notes) - mostNotes; more > 0 {
		text = strings.TrimSuffix(text, "\n") + "- … and " + strconv.Itoa(more) + " more; -o json has them all\n\n"
	}
	return text
}

func (w *markdownWriter) problems() string {
	if len(w.meta.Problems) == 0 {
		return ""
	}
	t := newMarkdownTable([]string{"Position", "Column", "Value", "Problem"})
	t.most = markdownSection
	title := "## Problems\n\n"
	for i, p := range w.meta.Problems {
		if !t.add([]string{p.At.String(), p.Column, p.Value, p.Message}) {
			return title + t.rest(len(w.meta.Problems)-i, "more; -o json has them all")
		}
	}
	return title + t.rest(0, "")
}

// markdownList is a list of lines within the bounds of a section.
func markdownList(lines []string, more string) string {
	var b strings.Builder
	for i, line := range lines {
		item := "- " + markdownText(line) + "\n"
		if b.Len()+len(item) > markdownSection {
			b.WriteString("- … and " + strconv.Itoa(len(lines)-i) + " " + more + "\n")
			break
		}
		b.WriteString(item)
	}
	return b.String() + "\n"
}

// markdownTable is a table of GitHub flavoured Markdown, one line a row.
type markdownTable struct {
	text strings.Builder
	most int // bytes, the line that tells of the rest included; 0 is unlimited
}

// markdownReserve is kept for the line that tells of the rest.
const markdownReserve = 120

func newMarkdownTable(headers []string) *markdownTable {
	t := &markdownTable{}
	t.add(headers)
	t.text.WriteString(strings.Repeat("| --- ", len(headers)) + "|\n")
	return t
}

// add adds a row; false says that there is no room for it.
func (t *markdownTable) add(cells []string) bool {
	var row strings.Builder
	for _, cell := range cells {
		row.WriteString("| " + markdownText(cell) + " ")
	}
	row.WriteString("|\n")
	if t.most > 0 && t.text.Len()+row.Len() > t.most-markdownReserve {
		return false
	}
	t.text.WriteString(row.String())
	return true
}

// rest ends the table with a line for the rows that had no room.
func (t *markdownTable) rest(n int, more string) string {
	text := t.text.String() + "\n"
	if n > 0 {
		text += "… and " + strconv.Itoa(n) + " " + more + "\n\n"
	}
	return text
}

// markdownText is a text that Markdown shows as it is, on one line and not
// longer than a cell: markup, HTML and links are escaped.
func markdownText(s string) string {
	s = visible(s)
	if cellWidth(s) > markdownCell {
		s = prefix(s, markdownCell-1) + ellipsis
	}
	return markdownEscaper.Replace(strings.TrimSpace(s))
}

var markdownEscaper = strings.NewReplacer(
	"&", "&amp;", "<", "&lt;", ">", "&gt;",
	`\`, `\\`, "`", "\\`", "*", `\*`, "_", `\_`, "{", `\{`, "}", `\}`, "[", `\[`, "]", `\]`,
	"|", `\|`, "~", `\~`, "#", `\#`, "!", `\!`, "$", `\$`, "://", `:\//`, "www.", `www\.`, "@", `\@`)
