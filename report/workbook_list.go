package report

import (
	"strconv"

	"chatcompat/inventory"
	"chatcompat/inventory/sheet"
)

// list is a sheet that holds one table with a header row. Its rows are rendered
// here; a list that is longer than a sheet continues on "name 2".
type list struct {
	name, table string // of the sheet, of the table in Excel
	tab         string // colour of the tab
	frozen      int    // columns that stay in sight
	columns     []listColumn
	limits      limits
	count       int                             // of rows
	add         func(row int)                   // renders a row; nil where others do
	bodies      []*body                         // the rows rendered so far, one a sheet
	press       *press                          // of all lists
	texts       *sharedTexts                    // of all lists
	footer      int                             // rows below the table
	extra       func(sheet string, lastRow int) // what else stands on a sheet with rows; may be nil

	cells []byte              // of the row that is being added
	lines int                 // of its tallest text
	col   int                 // of the cell that comes next, from 0
	at    inventory.Pos       // where the row comes from, for cuts
	cuts  []inventory.Problem // texts that no cell can hold
	again []lastText          // by column: many rows repeat a text
}

// listColumn is one column of a list.
type listColumn struct {
	title string
	width float64
	style int // of its cells, unless a cell has its own
}

// body is the rows of one sheet.
type body struct {
	rows   int   // without the header
	text   *flow // where the rows go
	links  flow  // the elements of the links
	linked int
}

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

// perSheet is how many rows a sheet holds below its header.
func (l *list) perSheet() int { return l.limits.rows - 1 }

// sheets is the number of sheets: one at least.
func (l *list) sheets() int { return max(1, (l.count+l.perSheet()-1)/l.perSheet()) }

// rowsOn is the number of rows on a sheet.
func (l *list) rowsOn(i int) int { return min(l.perSheet(), l.count-i*l.perSheet()) }

// render adds the rows of a sheet to out, and gives the links between them.
func (l *list) render(i int, out *flow) *flow {
	b := l.bodies[i]
	l.bodies[i] = nil
	out.add(b.text)
	return &b.links
}

// fill renders all rows.
func (l *list) fill() {
	for row := range l.count {
		l.add(row)
	}
}

// bodyOf is the sheet of the row with the given index, once those before were asked for.
func (l *list) bodyOf(index int) *body {
	if index/l.perSheet() == len(l.bodies) {
		l.bodies = append(l.bodies, l.newBody(newFlow(l.press, nil)))
	}
	return l.bodies[index/l.perSheet()]
}

func (l *list) newBody(out *flow) *body {
	return &body{text: out, links: flow{press: l.press}}
}

// place tells where the row with the given index stands, or will stand.
func (l *list) place(index int) place {
	return place{l.sheetName(index / l.perSheet()), index%l.perSheet() + 2}
}

// numbered is place for rows that are counted from 1; 0 is nowhere.
func (l *list) numbered(row int32) place {
	if row == 0 {
		return place{}
	}
	return l.place(int(row) - 1)
}

// begin starts a row about what stands at a position of the inventory; it will
// be as high as its texts need where they wrap.
func (l *list) begin(at inventory.Pos) {
	l.nextRow(at)
	l.cells = l.cells[:0]
}

func (l *list) nextRow(at inventory.Pos) {
	if len(l.bodies) == 0 || l.last().rows == l.perSheet() {
		l.bodies = append(l.bodies, l.newBody(newFlow(l.press, nil)))
	}
	l.last().rows++
	l.at, l.lines, l.col = at, 1, 0
}

// appendRow opens a row.
func appendRow(dst []byte, row, lines int) []byte {
	dst = appendDigits(append(dst, `<row r="`...), uint32(row))
	if lines > 1 {
		dst = appendDigits(append(dst, `" ht="`...), uint32(heightOf(lines)))
	}
	return append(dst, `">`...)
}

// end ends a row.
func (l *list) end() {
	b := l.last()
	b.text.raw = append(appendRow(b.text.raw, b.rows+1, l.lines), l.cells...)
	b.text.raw = append(b.text.raw, "</row>"...)
	b.text.cut()
}

func (l *list) last() *body { return l.bodies[len(l.bodies)-1] }

// text adds a cell in the style of its column.
func (l *list) text(s string) { l.styled(l.columns[l.col].style, s) }

// styled adds a cell in a style of its own. A text that is too long is cut visibly.
func (l *list) styled(style int, s string) {
	l.shared(style, l.numberOf(s))
}

// lastText is the text last added to a column, with its number and lines.
type lastText struct {
	text   string
	number uint32
	lines  int
}

// numberOf is the number of the text of the cell added next.
func (l *list) numberOf(s string) uint32 {
	if l.again == nil {
		l.again = make([]lastText, len(l.columns))
	}
	last := &l.again[l.col]
	if last.text == s {
		l.lines = max(l.lines, last.lines)
		return last.number
	}
	if len(s) > l.limits.chars/cleanGrowth {
		s = l.fit(s)
	}
	*last = lastText{s, l.texts.of(s), linesIn(s, l.columns[l.col].width)}
	l.lines = max(l.lines, last.lines)
	return last.number
}

// linked adds a cell that is a link where it has a text and the link a place.
func (l *list) linked(style int, s string, to place, tip string) {
	l.linkedNumber(style, l.numberOf(s), to, tip)
}

// linkedNumber is linked for a text by its number.
func (l *list) linkedNumber(style int, text uint32, to place, tip string) {
	if to.row == 0 || text == 0 {
		l.shared(l.columns[l.col].style, text)
		return
	}
	l.shared(style, text)
	l.link(to, 1, tip)
}

// cleanGrowth is how many times as long clean can make a text.
const cleanGrowth = 10

// fit shortens a text that no cell can hold.
func (l *list) fit(s string) string {
	fitted, cut := fitCell(clean(s), l.limits.chars)
	if cut {
		l.cuts = append(l.cuts, l.cutProblem(utf16Len(s)))
	}
	return fitted
}

// shared adds a cell with a text by its number.
func (l *list) shared(style int, text uint32) {
	l.col++
	l.cells = l.texts.appendCell(l.cells, style, text)
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

// cell begins a cell: style and what comes behind it. Cells follow one another
// without a gap, so that none needs a reference.
func (l *list) cell(style int, rest string) {
	l.col++
	l.cells = append(l.cells, `<c s="`...)
	l.cells = strconv.AppendInt(l.cells, int64(style), 10)
	l.cells = append(append(l.cells, '"'), rest...)
}

// link makes the cell added last a link to a cell of another sheet.
func (l *list) link(to place, col int, tip string) {
	b := l.last()
	b.link(l.limits, l.col, b.rows+1, to, col, tip)
}

// link makes a cell a link to a cell of another sheet. Links over the limit of a
// sheet are left out: they are a comfort, the rows stay. Names of sheets and tips
// are ours, and XML takes them as they are.
func (b *body) link(limits limits, col, row int, to place, toCol int, tip string) {
	if to.row == 0 || b.linked == limits.links {
		return
	}
	b.linked++
	raw := append(append(b.links.raw, `<hyperlink ref="`...), columnName(col)...)
	raw = appendDigits(raw, uint32(row))
	raw = append(append(append(raw, `" location="'`...), to.sheet...), "'!"...)
	raw = appendDigits(append(raw, columnName(toCol)...), uint32(to.row))
	b.links.raw = append(append(append(raw, `" tooltip="`...), tip...), `"/>`...)
	b.links.cut()
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
