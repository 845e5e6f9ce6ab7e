package report

import (
	"bytes"
	"io"
	"reflect"
	"strings"

	"github.com/olekukonko/tablewriter"
	"github.com/olekukonko/tablewriter/pkg/twcache"
	"github.com/olekukonko/tablewriter/renderer"
	"github.com/olekukonko/tablewriter/tw"

	"chatcompat/audit"
)

// drawnColumn is a column of a drawn table. Widths are decided here, before
// anything is drawn, so that no line is wider than the terminal.
type drawnColumn struct {
	title  string
	floor  int  // it is never narrower, unless its cells are
	weight int  // its share of the room that is left
	lines  int  // longer cells are cut after so many lines; 0 is unlimited
	middle bool // long texts are shortened in the middle and never wrapped
}

// drawn is a table whose cells are visible text.
type drawn struct {
	columns  []drawnColumn
	rows     cellRows
	color    func(row, col int, line string, first bool) string // nil leaves all plain
	measured *measures                                          // nil until asked for
}

// cellRows are the rows of a drawn table. A row is valid until the next one is
// asked for.
type cellRows interface {
	len() int
	at(i int) []string
}

// textRows are rows that are at hand.
type textRows [][]string

func (r textRows) len() int          { return len(r) }
func (r textRows) at(i int) []string { return r[i] }

// frame is the width of the borders and paddings around n columns.
func frame(n int) int { return 3*n + 1 }

// fits reports whether the columns at their floors fit into a terminal.
func (d *drawn) fits(width int) bool {
	need := frame(len(d.columns))
	for i, natural := range d.measure().natural {
		need += min(natural, d.columns[i].floor)
	}
	return width <= 0 || need <= width
}

// widths shares the room out: each column has its floor; what is left goes to
// columns whose words are broken, then to those whose cells are wrapped.
func (d *drawn) widths(terminal int) []int {
	m := d.measure()
	natural := m.natural
	if terminal <= 0 {
		return natural
	}
	widths := make([]int, len(natural))
	room := terminal - frame(len(natural))
	for i, c := range d.columns {
		widths[i] = min(natural[i], c.floor)
		room -= widths[i]
	}
	room = d.grow(widths, m.words, room)
	d.grow(widths, natural, room)
	return widths
}

// grow gives room, one by one, to the column that has least for its weight and
// less than it wants, and returns what is left.
func (d *drawn) grow(widths, want []int, room int) int {
	for ; room > 0; room-- {
		next := -1
		for i, c := range d.columns {
			if widths[i] < want[i] &&
				(next < 0 || widths[i]*d.columns[next].weight < widths[next]*c.weight) {
				next = i
			}
		}
		if next < 0 {
			return room
		}
		widths[next]++
	}
	return room
}

// drawer draws the tables of one report by one tablewriter: each that is made sets
// 0.4 MB aside for a cache of methods that turn values into strings, which a report
// has no use for and a small run feels.
type drawer struct {
	table   *tablewriter.Table
	picture bytes.Buffer
}

// ready is the tablewriter for the next table, which has no rows yet.
func (w *drawer) ready(look tw.Rendition) *tablewriter.Table {
	blueprint := tablewriter.WithRenderer(renderer.NewBlueprint(look))
	if w.table != nil {
		w.picture.Reset()
		w.table.Reset()
		return w.table.Options(blueprint)
	}
	w.table = tablewriter.NewTable(&w.picture,
		blueprint,
		tablewriter.WithEastAsian(tw.Off),
		tablewriter.WithHeaderAutoFormat(tw.Off),
		tablewriter.WithHeaderAutoWrap(tw.WrapNone),
		tablewriter.WithRowAutoWrap(tw.WrapNone),
		tablewriter.WithHeaderAlignment(tw.AlignLeft),
		tablewriter.WithRowAlignment(tw.AlignLeft),
		tablewriter.WithTrimSpace(tw.Off),
		tablewriter.WithStringerCacheCustom(twcache.NewLRU[reflect.Type, reflect.Value](1)))
	return w.table
}

// draw draws a table.
func (w *drawer) draw(d *drawn, out io.Writer, terminal Terminal) error {
	widths := d.widths(terminal.Width)
	if d.rows.len() > mostKept {
		return drawLong(d, widths, out, terminal)
	}
	return w.drawKept(d, widths, out, terminal)
}

// drawKept draws a table by tablewriter.
func (w *drawer) drawKept(d *drawn, widths []int, out io.Writer, terminal Terminal) error {
	rows := make([][][]string, d.rows.len())
	for i := range rows {
		rows[i] = d.row(i, widths)
	}
	table := w.ready(rendition(terminal, tall(rows)))
	table.Header(d.header(widths))
	var texts standIns
	for _, row := range rows {
		if err := table.Append(texts.replace(row)); err != nil {
			return err
		}
	}
	if err := table.Render(); err != nil {
		return err
	}
	return texts.restore(out, w.picture.Bytes())
}

// tall reports rows of more than one line, which need lines between them.
func tall(rows [][][]string) bool {
	for _, row := range rows {
		for _, lines := range row {
			if len(lines) > 1 {
				return true
			}
		}
	}
	return false
}

func rendition(terminal Terminal, separated bool) tw.Rendition {
	between := tw.Off
	if separated {
		between = tw.On
	}
	symbols := tw.NewSymbols(tw.StyleASCII)
	if terminal.UTF8 {
		symbols = tw.NewSymbols(tw.StyleLight)
	}
	return tw.Rendition{
		Symbols:  symbols,
		Settings: tw.Settings{Separators: tw.Separators{BetweenRows: between}},
	}
}

func (d *drawn) header(widths []int) []string {
	header := make([]string, len(d.columns))
	for i, c := range d.columns {
		header[i] = strings.Join(wrap(c.title, widths[i]), "\n")
	}
	return header
}

// row gives the lines of the cells of a row.
func (d *drawn) row(row int, widths []int) [][]string {
	texts, cells := d.rows.at(row), make([][]string, len(d.columns))
	for i, c := range d.columns {
		cells[i] = c.linesOf(texts[i], widths[i])
		if d.color == nil {
			continue
		}
		for j, line := range cells[i] {
			cells[i][j] = d.color(row, i, line, j == 0)
		}
	}
	return cells
}

// linesOf are the lines of a cell.
func (c *drawnColumn) linesOf(cell string, width int) []string {
	if c.middle {
		return []string{shorten(cell, width)}
	}
	lines := wrap(cell, width)
	if c.lines > 0 {
		lines = cutLines(lines, c.lines, width)
	}
	return lines
}

// verdictColors are the colours of verdicts: an addition to the word, never in
// place of it.
var verdictColors = map[audit.Verdict]string{
	audit.Incompatible:       "\x1b[31m",
	audit.MayBeCompatible:    "\x1b[33m",
	audit.NotAssessed:        "\x1b[35m",
	audit.Compatible:         "\x1b[32m",
	audit.CompatibleByDesign: "\x1b[36m",
}

// colored colours a verdict's word.
func colored(v audit.Verdict, text string, terminal Terminal) string {
	if !terminal.Color || text == "" {
		return text
	}
	return verdictColors[v] + text + "\x1b[0m"
}
