package report

import (
	"strconv"
	"strings"

	"chatcompat/inventory"
	"chatcompat/inventory/sheet"
)

// list is a sheet that holds one table with a header row. Rows are rendered as
// they are added; a list that is longer than a sheet continues on "name 2".
type list struct {
	name, table string // of the sheet, of the table in Excel
	tab         string // colour of the tab
	frozen      int    // columns that stay in sight
	columns     []listColumn
	limits      limits
	bodies      []*body                         // one a sheet, never empty once a row was added
	deflater    *deflater                       // of all lists
	wraps       bool                            // texts wrap, and rows are as tall as their tallest text
	footer      int                             // rows below the table
	extra       func(sheet string, lastRow int) // what else stands on a sheet with rows; may be nil

	cells []byte              // of the row that is being added
	lines int                 // of its tallest text
	col   int                 // of the cell that comes next, from 0
	at    inventory.Pos       // where the row comes from, for cuts
	cuts  []inventory.Problem // texts that no cell can hold
}

// listColumn is one column of a list.
type listColumn struct {
	title string
	width float64
	style int // of its cells, unless a cell has its own
}

// body is the rows of one sheet, rendered and mostly deflated.
type body struct {
	rows   int // without the header
	raw    []byte
	chunks []chunk
	links  []byte
	linked int
}

// chunkSize is how much text is deflated at once.
const chunkSize = 1 << 20

// place is a row of a sheet of a list; the zero place is nowhere.
type place struct {
	sheet string
	row   int
}

// at is the reference of a cell of the place, as links want it.
func (p place) at(col int) string {
	return "'" + p.sheet + "'!" + sheet.ColumnName(col) + strconv.Itoa(p.row)
}

// sheetName names the sheets of a list, from 0: "All pairs", "All pairs 2".
func (l *list) sheetName(i int) string {
	if i == 0 {
		return l.name
	}
	return l.name + " " + strconv.Itoa(i+1)
}

// sheets is the number of sheets: one at least.
func (l *list) sheets() int { return max(1, len(l.bodies)) }

// rows is the number of rows of the list.
func (l *list) rows() int {
	n := 0
	for _, b := range l.bodies {
		n += b.rows
	}
	return n
}

// place tells where the row with the given index stands, or will stand.
func (l *list) place(index int) place {
	perSheet := l.limits.rows - 1
	return place{l.sheetName(index / perSheet), index%perSheet + 2}
}

// begin starts a row about what stands at a position of the inventory.
func (l *list) begin(at inventory.Pos) {
	l.at = at
	if len(l.bodies) == 0 || l.last().rows == l.limits.rows-1 {
		if len(l.bodies) > 0 {
			l.last().flush(l.deflater)
		}
		l.bodies = append(l.bodies, &body{})
	}
	l.last().rows++
	l.cells, l.lines, l.col = l.cells[:0], 1, 0
}

// end ends a row and tells where it stands.
func (l *list) end() place {
	b := l.last()
	b.raw = append(b.raw, `<row r="`...)
	b.raw = strconv.AppendInt(b.raw, int64(b.rows+1), 10)
	if l.lines > 1 {
		b.raw = append(b.raw, `" ht="`...)
		b.raw = strconv.AppendInt(b.raw, int64(heightOf(l.lines)), 10)
	}
	b.raw = append(b.raw, `">`...)
	b.raw = append(append(b.raw, l.cells...), "</row>"...)
	if len(b.raw) >= chunkSize {
		b.flush(l.deflater)
	}
	return place{l.sheetName(len(l.bodies) - 1), b.rows + 1}
}

func (l *list) last() *body { return l.bodies[len(l.bodies)-1] }

// text adds a cell in the style of its column.
func (l *list) text(s string) { l.styled(l.columns[l.col].style, s) }

// styled adds a cell in a style of its own. A text that is too long is cut visibly.
func (l *list) styled(style int, s string) {
	if s == "" {
		l.cell(style, "/>")
		return
	}
	fitted, cut := fitCell(clean(s), l.limits.chars)
	if cut {
		l.cuts = append(l.cuts, l.cutProblem(utf16Len(s)))
	}
	if l.wraps {
		l.lines = max(l.lines, linesIn(fitted, l.columns[l.col].width))
	}
	if needsPreserve(fitted) {
		l.cell(style, ` t="inlineStr"><is><t xml:space="preserve">`)
	} else {
		l.cell(style, ` t="inlineStr"><is><t>`)
	}
	l.cells = append(appendXML(l.cells, fitted), "</t></is></c>"...)
}

// number adds a cell with a whole number.
func (l *list) number(n int) { l.numberStyled(l.columns[l.col].style, n) }

func (l *list) numberStyled(style, n int) {
	l.cell(style, "><v>")
	l.cells = append(strconv.AppendInt(l.cells, int64(n), 10), "</v></c>"...)
}

// formula adds a cell with a formula and its value.
func (l *list) formula(style int, formula string, value int) {
	l.cell(style, "><f>"+formula+"</f><v>"+strconv.Itoa(value)+"</v></c>")
}

// cell begins a cell: reference, style and what comes behind them.
func (l *list) cell(style int, rest string) {
	l.col++
	l.cells = append(l.cells, `<c r="`...)
	l.cells = append(l.cells, columnName(l.col)...)
	l.cells = strconv.AppendInt(l.cells, int64(l.last().rows+1), 10)
	l.cells = append(l.cells, `" s="`...)
	l.cells = strconv.AppendInt(l.cells, int64(style), 10)
	l.cells = append(append(l.cells, '"'), rest...)
}

// link makes the cell added last a link to a cell of another sheet. Links over
// the limit of a sheet are left out: they are a comfort, the rows stay.
func (l *list) link(to place, col int, tip string) {
	b := l.last()
	if to.row == 0 || b.linked == l.limits.links {
		return
	}
	b.linked++
	b.links = append(b.links, `<hyperlink ref="`...)
	b.links = append(b.links, columnName(l.col)...)
	b.links = strconv.AppendInt(b.links, int64(b.rows+1), 10)
	b.links = append(b.links, `" location="`...)
	b.links = appendXML(b.links, to.at(col))
	b.links = append(b.links, `" tooltip="`...)
	b.links = append(appendXML(b.links, tip), `"/>`...)
}

// columnNames saves forming the names of the usual columns again for each cell.
var columnNames = func() (names [64]string) {
	for i := range names {
		names[i] = sheet.ColumnName(i)
	}
	return names
}()

func columnName(col int) string {
	if col < len(columnNames) {
		return columnNames[col]
	}
	return sheet.ColumnName(col)
}

// linesIn estimates how many lines a text takes in a column: a column's width is
// measured in digits of 11 points, wider than most letters of 10.
func linesIn(text string, width float64) int {
	n := 0
	for line := range strings.SplitSeq(text, "\n") {
		n += 1 + int(float64(max(0, len(line)-1))/(1.12*width))
	}
	return n
}

// heightOf is the height of a row with the given lines, in points, within what
// can be read without scrolling.
func heightOf(lines int) int { return min(13*lines+3, 180) }

func (b *body) flush(d *deflater) {
	if len(b.raw) > 0 {
		b.chunks = append(b.chunks, d.deflate(b.raw))
		b.raw = b.raw[:0]
	}
}

// finish is all rows, deflated.
func (b *body) finish(d *deflater) []chunk {
	b.flush(d)
	b.raw = nil
	return b.chunks
}

// hyperlinks is the element that holds the links; empty where there are none.
func (b *body) hyperlinks() []byte {
	if b.linked == 0 {
		return nil
	}
	return append(append([]byte("<hyperlinks>"), b.links...), "</hyperlinks>"...)
}

// cutProblem reports that the cell added next cannot hold its text.
func (l *list) cutProblem(length int) inventory.Problem {
	return inventory.Problem{At: l.at, Column: l.columns[l.col].title,
		Message: "the text has " + grouped(length) + " characters and is cut on sheet " + l.name + ", where a cell holds " +
			grouped(l.limits.chars) + "; the formats csv and json hold all of it"}
}
