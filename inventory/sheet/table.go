// Package sheet reads the files that people keep inventories in – delimited
// text, workbooks, published topologies – into raw tables: rows of cells, each
// with its position, and nothing understood. What the columns mean is the
// business of package inventory.
//
// A table is compact: one text for all cells and four bytes a cell, in text
// files two. Cells of a workbook that hold the same text mostly share its bytes and
// its number, see Table.Numbers. Nothing is dropped: a record whose cells cannot be told apart is a row
// with a Fault, and whatever else a reader noticed is a Note.
//
// A file that cannot be read whole is an error, never a shorter table.
package sheet

import (
	"io"
	"strings"
	"unicode"
)

// Kind tells what a cell was in its file. Delimited text has only Text.
type Kind uint8

// The kinds of cell. The zero Kind is plain text.
const (
	Text    Kind = iota
	Escaped      // text whose quotes are still doubled in the file; Table.Text undoubles them
	Number       // a number: digits that were not typed as text
	Bool         // TRUE or FALSE
	Error        // an error value such as #REF!
	Date         // a number shown as a date; the text is ISO 8601
	NoValue      // a formula whose value the file does not hold; the text is the formula with its =
)

// Limits of one cell and one table; a file beyond them is refused with the limit named.
const (
	MaxCell    = 1<<24 - 1 // bytes of one cell
	MaxText    = 1 << 36   // bytes of all the text of a table
	maxColumns = 16384     // columns, as in Excel
)

// Input is one file to be read.
type Input struct {
	Name string // as the user named it; "-" for standard input
	Size int64  // bytes
	io.ReaderAt
}

// Options tells a reader what the user knows better. The zero value detects everything.
type Options struct {
	Encoding  string   // name of the encoding of text files; "" detects it
	Delimiter rune     // of text files; 0 detects it
	Sheets    []string // only these sheets of workbooks, compared without case; empty reads all
	Unhashed  bool     // nobody asks for the checksum, which takes as long as reading the bytes

	// Heading tells what a text heads a column of: the same number for the same
	// thing, 0 for a text that is no header. It helps to detect the delimiter; nil
	// knows no headers.
	Heading func(text string) int
}

// Note is something that reading noticed about a table and that a person
// should know, without any row being wrong: a guessed encoding, a hidden sheet.
type Note struct {
	At      Pos
	Message string
}

// Fault is a record whose cells cannot be told apart.
type Fault struct {
	At      Pos
	Value   string // the offending text, shortened
	Message string // what is wrong and what would be right
}

// Table is one text file or one worksheet. Rows are indexed from 0 and keep
// the order of the file; every physical record is a row, blank ones included.
type Table struct {
	File, Sheet string // Sheet is "" for text files
	Encoding    string // text files: the encoding that was used
	Delimiter   rune   // text files: the delimiter that was used; 0 where one column is all there is
	TypeName    string // text files: the type that the first #TYPE line of Export-Csv names; ""
	Hidden      bool   // a hidden worksheet
	HiddenRows  int    // rows hidden in the worksheet
	StruckCells int    // cells of the worksheet that are crossed out
	Struck      Pos    // the first of them that was read
	Notes       []Note

	data  string    // the text of all cells
	text  *textRows // the rows of a text file; those of other tables are cells and rows
	texts []span    // the different texts of cells; the first is the empty one
	cells []uint32  // by cell: which of texts
	rows  []rowStart

	distinct bool // no two of texts are the same
	faults   map[int]Fault

	merges  merges   // of a worksheet
	rowCols []uint32 // where rows are elements of a document: their columns; else nil
}

// noteStruck takes down a cell that is crossed out.
func (t *Table) noteStruck(row, col int) {
	if t.StruckCells == 0 {
		t.Struck = Pos{File: t.File, Sheet: t.Sheet, Row: row, Col: col}
	}
	t.StruckCells++
}

// span packs where a text of cells lies in data: 36 bits offset, 24 bits length, 4 bits kind.
type span uint64

func newSpan(off, length int, k Kind) span {
	return span(uint64(off)<<28 | uint64(length)<<4 | uint64(k))
}

func (s span) off() int   { return int(s >> 28) }
func (s span) len() int   { return int(s>>4) & MaxCell }
func (s span) kind() Kind { return Kind(s & 15) }

// rowStart says where a row begins: its first cell, its line or worksheet row.
type rowStart struct{ cell, line uint32 }

// addRow opens a row at the given line; the cells added next are its cells.
func (t *Table) addRow(line int) {
	t.rows = append(t.rows, rowStart{uint32(len(t.cells)), uint32(line)})
}

// addCell appends a cell with a text of its own to the row opened last.
func (t *Table) addCell(off, length int, k Kind) {
	if len(t.texts) == 0 {
		t.texts = append(t.texts, 0)
	}
	t.cells = append(t.cells, uint32(len(t.texts)))
	t.texts = append(t.texts, newSpan(off, length, k))
}

// addFault marks a row as one whose cells cannot be told apart.
func (t *Table) addFault(row int, f Fault) {
	if t.faults == nil {
		t.faults = map[int]Fault{}
	}
	t.faults[row] = f
}

// Rows is the number of rows.
func (t *Table) Rows() int {
	if t.text != nil {
		return t.text.count
	}
	return len(t.rows)
}

// Line is the physical line or worksheet row of a row, from 1.
func (t *Table) Line(row int) int {
	if t.text != nil {
		b, i := t.text.find(row)
		return b.lineOf(i)
	}
	return int(t.rows[row].line)
}

// Width is the number of cells that a row has, empty ones included.
func (t *Table) Width(row int) int {
	if t.text != nil {
		b, i := t.text.find(row)
		return b.width(i)
	}
	return len(t.row(row))
}

func (t *Table) row(row int) []uint32 {
	end := uint32(len(t.cells))
	if row+1 < len(t.rows) {
		end = t.rows[row+1].cell
	}
	return t.cells[t.rows[row].cell:end]
}

func (t *Table) cell(row, col int) span {
	cells := t.row(row)
	if col >= len(cells) {
		return 0
	}
	return t.texts[cells[col]]
}

// Text is the text of a cell as written; a cell that the row does not have is "".
func (t *Table) Text(row, col int) string {
	if t.text == nil {
		return t.cell(row, col).text(t.data)
	}
	b, i := t.text.find(row)
	return b.cell(t.data, i, col)
}

// text is the text of a cell.
func (s span) text(data string) string {
	text := data[s.off() : s.off()+s.len()]
	if s.kind() == Escaped {
		return strings.ReplaceAll(text, `""`, `"`)
	}
	return text
}

// Invisible reports what cannot be seen: spaces of any kind, controls, format
// characters. A cell of nothing else is blank.
func Invisible(r rune) bool {
	return unicode.IsSpace(r) || unicode.IsControl(r) || unicode.Is(unicode.Cf, r)
}

// Kind is the kind of a cell; a cell that the row does not have is Text.
func (t *Table) Kind(row, col int) Kind {
	if t.text != nil {
		return Text
	}
	return t.cell(row, col).kind()
}

// Faulty reports whether there are rows whose cells cannot be told apart.
func (t *Table) Faulty() bool { return len(t.faults) > 0 }

// Fault tells whether the cells of a row cannot be told apart, and why.
func (t *Table) Fault(row int) (Fault, bool) {
	f, ok := t.faults[row]
	return f, ok
}

// Pos is the position of a cell; col < 0 gives the start of the row.
func (t *Table) Pos(row, col int) Pos {
	if t.text != nil && col >= 0 {
		line, column := t.text.place(row, col)
		return Pos{File: t.File, Row: line, Col: column}
	}
	p := Pos{File: t.File, Sheet: t.Sheet, Row: t.Line(row), Col: max(col, 0) + 1}
	if from := t.merges.source(row, col); from != row {
		p.Row = t.Line(from)
	}
	if t.rowCols != nil {
		p.Col = int(t.rowCols[row])
	}
	return p
}

// beginsLine reports whether a line begins at i.
func beginsLine(s string, i int) bool { return i == 0 || s[i-1] == '\n' || s[i-1] == '\r' }

// written is where a cell of a wide row of a text begins and ends, its quotes included.
func written(data string, s span) (from, to int) {
	from, to = s.off(), s.off()+s.len()
	if from > 0 && data[from-1] == '"' {
		return from - 1, to + 1
	}
	return from, to
}

// countLines counts line ends: LF, CRLF and a CR alone.
func countLines(s string) int {
	n := strings.Count(s, "\n")
	for i := range allOf(s, '\r') {
		if i+1 == len(s) || s[i+1] != '\n' {
			n++
		}
	}
	return n
}
