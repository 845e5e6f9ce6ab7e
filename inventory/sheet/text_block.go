package sheet

import (
	"slices"
	"sort"
	"strings"
)

// textBlock is a run of rows of a text. The file itself says where nearly all
// cells lie, so a block keeps two bytes a cell and eight a row: a cell begins
// behind the delimiter of the one before, and its quotes, if its first byte is
// one, are not part of its text. Rows of which that is not true, or that are
// too long to be counted in 14 bits, are wide: their cells are spans.
type textBlock struct {
	first int // number of its first row
	end   int // and that of the one behind its last
	next  *textBlock
	text  string // from base on
	gap   uint   // bytes of the delimiter
	base  int    // offset in the text from which starts count
	line  int    // the line from which lines count
	rows  []textRow
	ends  []cellEnd
	wide  []span
	lines []uint32 // the line of each row; nil where each row is the line behind the one before
}

// textRow is where a row starts, for which the bits suffice since a block is of
// one range of the text, and its first cell. The row behind the last
// one of a block has no text and ends the cells of the last.
type textRow struct{ start, cell uint32 }

// Two bits of textRow.start tell rows that are not one line of plain cells.
const (
	wideRow   = 1 << 31 // the rest is the first of its cells in textBlock.wide
	brokenRow = 1 << 30 // spans lines, or begins within one: positions have to be counted
	startMask = brokenRow - 1
)

// cellEnd is where a cell ends, its quotes included, counted from the start of
// its row: 14 bits, and two about quotes.
type cellEnd uint16

const (
	doubled = 1 << 15 // quotes inside the cell are doubled
	quoted  = 1 << 14 // quotes stand around the cell
	endMask = quoted - 1
)

// blockBuilder collects the rows of a block. Its buffers are used again, so
// that each block is as large as it has to be and no larger.
type blockBuilder struct {
	base, line int
	rows       []textRow
	ends       []cellEnd
	wide       []span
	lines      []uint32
}

// reset begins a block at an offset of the text and its line.
func (b *blockBuilder) reset(base, line int) {
	*b = blockBuilder{base, line, b.rows[:0], b.ends[:0], b.wide[:0], b.lines[:0]}
}

// open begins a row of a line.
func (b *blockBuilder) open(start, line int) {
	b.rows = append(b.rows, textRow{uint32(start - b.base), uint32(len(b.ends))})
	b.number(line, 1)
}

// reserve makes room for the rows of so many bytes, as they usually are.
func (b *blockBuilder) reserve(bytes int) {
	b.rows = slices.Grow(b.rows, bytes/64)
	b.ends = slices.Grow(b.ends, bytes/10)
}

// number gives the last rows their lines, of which the first one is given.
func (b *blockBuilder) number(line, rows int) {
	before := len(b.rows) - rows
	if len(b.lines) == 0 && line == b.line+before {
		return
	}
	for i := len(b.lines); i < before; i++ {
		b.lines = append(b.lines, uint32(i))
	}
	for i := range rows {
		b.lines = append(b.lines, uint32(line+i-b.line))
	}
}

// fill gives the row opened last its cells.
func (b *blockBuilder) fill(data, delim string, cells []field, oneLine bool) {
	row := &b.rows[len(b.rows)-1]
	b.ends = b.ends[:row.cell]
	start := b.base + int(row.start)
	if !oneLine || !beginsLine(data, start) {
		row.start |= brokenRow
	}
	at := start
	for _, f := range cells {
		if !f.isPlain(data, at) || f.next-start > endMask {
			b.fillWide(cells)
			return
		}
		end := cellEnd(f.next - start)
		if f.off > at {
			end |= quoted
		}
		if f.kind == Escaped {
			end |= doubled
		}
		b.ends = append(b.ends, end)
		at = f.next + len(delim)
	}
}

// fillWide makes the row opened last a wide one.
func (b *blockBuilder) fillWide(cells []field) {
	row := &b.rows[len(b.rows)-1]
	b.ends = append(b.ends[:row.cell], make([]cellEnd, len(cells))...)
	row.start = wideRow | uint32(len(b.wide))
	for _, f := range cells {
		b.wide = append(b.wide, newSpan(f.off, f.end-f.off, f.kind))
	}
}

// isPlain reports a cell that its end alone describes, if it begins at the given offset.
func (f field) isPlain(data string, at int) bool {
	if at < len(data) && data[at] == '"' {
		return !f.broken && f.off == at+1 && f.next == f.end+1
	}
	return f.off == at && f.next == f.end
}

// block copies what was collected.
func (b *blockBuilder) block() *textBlock {
	last := textRow{0, uint32(len(b.ends))}
	t := &textBlock{base: b.base, line: b.line, rows: make([]textRow, len(b.rows)+1), ends: slices.Clone(b.ends)}
	copy(t.rows, b.rows)
	t.rows[len(b.rows)] = last
	if len(b.wide) > 0 {
		t.wide = slices.Clone(b.wide)
	}
	if len(b.lines) > 0 {
		t.lines = slices.Clone(b.lines)
	}
	return t
}

// count is the number of rows of the block.
func (b *textBlock) count() int { return len(b.rows) - 1 }

// width is the number of cells of row i of the block.
func (b *textBlock) width(i int) int { return int(b.rows[i+1].cell - b.rows[i].cell) }

func (b *textBlock) lineOf(i int) int {
	if b.lines != nil {
		return b.line + int(b.lines[i])
	}
	return b.line + i
}

// wideCells are the cells of a wide row.
func (b *textBlock) wideCells(i int) []span {
	from := int(b.rows[i].start &^ wideRow)
	return b.wide[from : from+b.width(i)]
}

// cell is the text of a cell of row i, "" where the row does not have it.
func (b *textBlock) cell(data string, i, col int) string {
	next, r := b.rows[i+1], b.rows[i]
	at := uint(r.cell) + uint(col)
	if at >= uint(next.cell) {
		return ""
	}
	if r.start&wideRow != 0 {
		return b.wideCells(i)[col].text(data)
	}
	from, end := uint(r.start&startMask), uint(b.ends[at])
	quotes := end / quoted & 1
	to := from + end&endMask - quotes
	if col > 0 {
		from += uint(b.ends[at-1]&endMask) + b.gap
	}
	text := b.text[from+quotes : to]
	if end&doubled != 0 {
		return strings.ReplaceAll(text, `""`, `"`)
	}
	return text
}

// start is where row i begins in the text.
func (b *textBlock) start(i int, data string) int {
	if b.rows[i].start&wideRow != 0 {
		from, _ := written(data, b.wideCells(i)[0])
		return from
	}
	return b.base + int(b.rows[i].start&startMask)
}

// textRows are the rows of a text: blocks, and which one holds a row.
type textRows struct {
	data   string
	gap    int // bytes of the delimiter
	last   *textBlock
	count  int
	cells  int
	finder []*textBlock // by row number without its last bits, the block in which such rows begin
}

const finderBits = 10

// add appends a block; without rows it is left out.
func (t *textRows) add(b *textBlock) {
	if b.count() == 0 {
		return
	}
	b.text, b.gap = t.data[b.base:], uint(t.gap)
	b.first, b.end = t.count, t.count+b.count()
	t.count = b.end
	t.cells += int(b.rows[b.count()].cell - b.rows[0].cell)
	for len(t.finder)<<finderBits < t.count {
		t.finder = append(t.finder, b)
	}
	if t.last != nil {
		t.last.next = b
	}
	t.last = b
}

// find gives the block that holds a row, and the number of the row in it.
func (t *textRows) find(row int) (*textBlock, int) {
	b := t.finder[row>>finderBits]
	for row >= b.end {
		b = b.next
	}
	return b, row - b.first
}

// extent is where a cell of a row that is not wide begins and ends, its quotes included.
func (t *textRows) extent(b *textBlock, r textRow, col int) (from, end int) {
	from = b.base + int(r.start&startMask)
	at := int(r.cell) + col
	end = from + int(b.ends[at]&endMask)
	if col > 0 {
		from += int(b.ends[at-1]&endMask) + t.gap
	}
	return from, end
}

// place finds line and byte column of a cell. Missing trailing cells stand at
// the end of the row.
func (t *textRows) place(row, col int) (line, column int) {
	b, i := t.find(row)
	line = b.lineOf(i)
	width := b.width(i)
	if width == 0 {
		return line, 1
	}
	start, at := t.ordinal(b, i, 0, false), t.ordinal(b, i, min(col, width-1), col >= width)
	if b.rows[i].start < brokenRow { // one line, and all of it
		return line, at - start + 1
	}
	if row := t.data[start:at]; strings.IndexByte(row, '\n') < 0 && strings.IndexByte(row, '\r') < 0 && beginsLine(t.data, start) {
		return line, at - start + 1
	}
	line += countLines(t.data[start:at])
	return line, at - startOfLine(t.data, at) + 1
}

// ordinal is where a cell begins, or ends, its quotes included.
func (t *textRows) ordinal(b *textBlock, i, col int, end bool) int {
	var from, to int
	if r := b.rows[i]; r.start&wideRow != 0 {
		from, to = written(t.data, b.wideCells(i)[col])
	} else {
		from, to = t.extent(b, r, col)
	}
	if end {
		return to
	}
	return from
}

// startOf is the offset of the first cell at or behind the beginning of a row.
func (t *textRows) startOf(row int) int {
	for ; row < t.count; row++ {
		if b, i := t.find(row); b.width(i) > 0 {
			return b.start(i, t.data)
		}
	}
	return len(t.data) + 1
}

// rowAt is the last row that begins at or before an offset; -1 where none does.
func (t *textRows) rowAt(off int) int {
	return sort.Search(t.count, func(row int) bool { return t.startOf(row) > off }) - 1
}
