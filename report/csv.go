package report

import (
	"bufio"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"chatcompat/audit"
	"chatcompat/inventory"
)

// csvWriter writes records as RFC 4180 asks: CRLF, quotes where needed. The
// columns follow from Meta alone, so findings pass through without being kept,
// unless the user asks for an order.
type csvWriter struct {
	out     *bufio.Writer
	record  record
	show    Show
	listing *listing // nil: in input order, nothing is kept
	cells   []string
	err     error // the first one
}

func newCSV(out io.Writer, meta Meta) Writer {
	w := &csvWriter{out: bufio.NewWriterSize(out, 1<<16), record: newRecord(meta), show: meta.Show}
	if len(meta.Sort) > 0 {
		w.listing = newListing(meta, ShowAll)
	}
	if meta.File {
		w.out.WriteString("\ufeff")
	}
	w.cells = make([]string, len(w.record.headers))
	w.line(w.record.headers)
	return w
}

// Write writes or keeps the findings of a block.
func (w *csvWriter) Write(block []audit.Finding) error {
	if w.listing != nil {
		w.listing.add(block)
		return nil
	}
	for i := range block {
		if w.show.lists(&block[i]) {
			w.finding(&block[i])
		}
	}
	return w.err
}

// Close writes what was kept.
func (w *csvWriter) Close(audit.Summary) error {
	if w.listing != nil {
		for _, f := range w.listing.sorted() {
			w.finding(&f)
		}
	}
	if err := w.out.Flush(); w.err == nil {
		w.err = err
	}
	return w.err
}

func (w *csvWriter) finding(f *audit.Finding) {
	if err := w.record.fill(w.cells, f); err != nil && w.err == nil {
		w.err = err
		return
	}
	w.line(w.cells)
}

func (w *csvWriter) line(cells []string) {
	for i, cell := range cells {
		if i > 0 {
			w.out.WriteByte(',')
		}
		writeCSVCell(w.out, guardFormula(cell))
	}
	if _, err := w.out.WriteString("\r\n"); err != nil && w.err == nil {
		w.err = err
	}
}

// writeCSVTable writes a header and rows, safe like every other CSV.
func writeCSVTable(out io.Writer, header []string, rows [][]string) error {
	w := &csvWriter{out: bufio.NewWriter(out)}
	w.line(header)
	for _, row := range rows {
		w.line(row)
	}
	if err := w.out.Flush(); err != nil {
		return err
	}
	return w.err
}

// writeCSVCell quotes a cell where a reader could misread it. Errors stick to out.
func writeCSVCell(out *bufio.Writer, cell string) {
	if strings.IndexByte(cell, ',') < 0 && strings.IndexByte(cell, '"') < 0 && !severalLines(cell) && strings.TrimSpace(cell) == cell {
		out.WriteString(cell)
		return
	}
	out.WriteByte('"')
	for {
		i := strings.IndexByte(cell, '"')
		if i < 0 {
			break
		}
		out.WriteString(cell[:i])
		out.WriteString(`""`)
		cell = cell[i+1:]
	}
	out.WriteString(cell)
	out.WriteByte('"')
}

// guardFormula puts an apostrophe before a text that a spreadsheet would run as
// a formula: one with = + - @ or a full-width form of them, a tab or a carriage
// return in front, white space before them or not; and, for readers that split
// cells at line ends, before each further line like that. Numbers stay numbers.
func guardFormula(s string) string {
	if s == "" || startsPlain(s) && !severalLines(s) || isNumber(s) {
		return s
	}
	if s[0] == '\t' || s[0] == '\r' || s[0] == '\n' {
		s = "'" + s
	}
	if !strings.ContainsAny(s, "=+-@＝＋－＠") {
		return s
	}
	var guarded strings.Builder
	for rest := s; ; {
		if startsFormula(rest) {
			guarded.WriteByte('\'')
		}
		i := strings.IndexAny(rest, "\r\n")
		if i < 0 {
			guarded.WriteString(rest)
			return guarded.String()
		}
		guarded.WriteString(rest[:i+1])
		rest = rest[i+1:]
	}
}

// severalLines is two searches for a byte because those are fast, and every
// cell is asked.
func severalLines(s string) bool {
	return strings.IndexByte(s, '\n') >= 0 || strings.IndexByte(s, '\r') >= 0
}

// startsPlain reports a letter or digit of ASCII in front.
func startsPlain(s string) bool {
	letter := s[0] | 0x20
	return 'a' <= letter && letter <= 'z' || '0' <= s[0] && s[0] <= '9'
}

func startsFormula(line string) bool {
	line = strings.TrimLeft(line, " \t\u00a0\u2007\u202f\u3000\u200b\u2060\ufeff\"")
	r, _ := utf8.DecodeRuneInString(line)
	return strings.ContainsRune("=+-@＝＋－＠", r)
}

// isNumber reports a plain decimal number with an optional minus: -12.5. A plus
// in front is how telephone numbers begin, and is not one.
func isNumber(s string) bool {
	whole, fraction, point := strings.Cut(strings.TrimPrefix(s, "-"), ".")
	return isDigits(whole) && (!point || isDigits(fraction))
}

func isDigits(s string) bool { return s != "" && strings.Trim(s, "0123456789") == "" }

// record is the layout of one record of CSV: columns for every finding, then
// one for each header of the inventory that is not known.
type record struct {
	headers []string
	columns []Column
	lacks   []bool         // by field: it would have a column, and has none
	extras  map[string]int // from the header as written to the cell
	partial bool           // the user chose the columns; others are left out on purpose
}

// newRecord lays out the columns that the user asks for, else all that occur.
func newRecord(meta Meta) record {
	r := record{lacks: lackingFields(meta.Files), extras: map[string]int{}}
	taken := map[string]bool{}
	for _, c := range recordFor(meta) {
		r.columns = append(r.columns, c)
		r.headers = append(r.headers, c.Record)
		taken[strings.ToLower(c.Record)] = true
	}
	if len(meta.Columns) > 0 {
		r.partial = true
		return r
	}
	for _, header := range unknownHeaders(meta.Files) {
		r.extras[header] = len(r.headers)
		r.headers = append(r.headers, uniqueHeader(header, taken))
	}
	return r
}

// recordFor lists the known columns of a record.
func recordFor(meta Meta) []Column {
	if len(meta.Columns) > 0 {
		return meta.columns(meta.Columns)
	}
	columns := append([]Column(nil), recordColumns...)
	mapped := mappedFields(meta.Files)
	for _, c := range fieldColumns {
		if mapped[c.Key] {
			columns = append(columns, c)
		}
	}
	return columns
}

// mappedFields are the keys of the fields that any recognised table has.
func mappedFields(files []inventory.File) map[string]bool {
	mapped := map[string]bool{}
	for t := range recognised(files) {
		for _, c := range t.Columns {
			mapped[c.Field.Key()] = true
		}
	}
	return mapped
}

// lackingFields tells of each field whether its values would be lost.
func lackingFields(files []inventory.File) []bool {
	mapped := mappedFields(files)
	lacks := make([]bool, len(inventory.Fields())+1)
	for f := range lacks {
		field := inventory.Field(f)
		lacks[f] = !mapped[field.Key()] && isFieldColumn(field)
	}
	return lacks
}

// unknownHeaders lists the headers of recognised tables that stand for no known
// field, each once, in input order.
func unknownHeaders(files []inventory.File) []string {
	var headers []string
	seen := map[string]bool{}
	for t := range recognised(files) {
		for i, c := range t.Columns {
			if header := t.HeaderAt(i); c.Field == inventory.NoField && !seen[header] {
				seen[header] = true
				headers = append(headers, header)
			}
		}
	}
	return headers
}

// recognised yields the tables whose rows can reach a finding.
func recognised(files []inventory.File) func(func(inventory.Table) bool) {
	return func(yield func(inventory.Table) bool) {
		for _, file := range files {
			for _, t := range file.Tables {
				if t.Shape != inventory.ShapeNone && !yield(t) {
					return
				}
			}
		}
	}
}

// uniqueHeader gives a header of the inventory a name that no column before it has.
func uniqueHeader(header string, taken map[string]bool) string {
	name := header
	for n := 1; taken[strings.ToLower(name)]; n++ {
		name = header + " (inventory)"
		if n > 1 {
			name = fmt.Sprintf("%s (inventory %d)", header, n)
		}
	}
	taken[strings.ToLower(name)] = true
	return name
}

// fill sets the cells of one finding. Cells under the same header come
// together in one. A value that no column is for would be lost, and is an error.
func (r record) fill(cells []string, f *audit.Finding) error {
	clear(cells)
	for i, c := range r.columns {
		cells[i] = c.Value(f)
	}
	if r.partial {
		return nil
	}
	if err := r.lost(f); err != nil {
		return err
	}
	for _, extra := range f.Extra {
		i, ok := r.extras[extra.Header]
		if !ok {
			return fmt.Errorf("%s: column %s is not among the columns of the tables read", f.At, inventory.Quote(extra.Header))
		}
		if cells[i] != "" {
			cells[i] += "; "
		}
		cells[i] += extra.Text
	}
	return nil
}

// lost is the error that a field of the finding has a value and no column.
func (r record) lost(f *audit.Finding) error {
	for _, values := range [...]inventory.Values{f.Fields, f.ServerFields} {
		for _, v := range values {
			if r.lacks[v.Field] {
				return fmt.Errorf("%s: field %s is not among the columns of the tables read", f.At, v.Field.Key())
			}
		}
	}
	return nil
}
