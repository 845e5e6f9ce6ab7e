package report

import (
	"io"

	"chatcompat/audit"
	"chatcompat/inventory"
)

// csvWriter writes records as RFC 4180 asks: CRLF, quotes where needed. The
// columns follow from Meta alone, so findings pass through without being kept,
// unless the user asks for an order.
type csvWriter struct {
	out     io.Writer
	buf     []byte
	line    csvLine
	show    Show
	listing *listing // nil: in input order, nothing is kept
	tables  csvTables
	err     error // the first one
}

// csvBuffer is how many bytes are written at once, but for the last line of them.
const csvBuffer = 1 << 17

func newCSV(out io.Writer, meta Meta) Writer {
	w := newCSVWriter(out, meta)
	if w.listing != nil {
		return struct { // nothing can be prepared
			Writer
			*listing
		}{w, w.listing}
	}
	return w
}

func newCSVWriter(out io.Writer, meta Meta) *csvWriter {
	w := &csvWriter{out: out, buf: make([]byte, 0, csvBuffer+1<<12), line: newCSVLine(newRecord(meta)), show: meta.Show}
	if len(meta.Sort) > 0 {
		w.listing = newListing(meta, ShowAll)
	}
	if meta.File {
		w.buf = append(w.buf, "\ufeff"...)
	}
	w.buf = appendCSVLine(w.buf, w.line.record.headers)
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

// csvBlock is a block of findings as lines.
type csvBlock struct {
	lines []byte
	err   error
}

// Prepare renders blocks, unless the findings are to be sorted first.
func (w *csvWriter) Prepare() audit.Preparation {
	line := newCSVLine(w.line.record)
	return func(block []audit.Finding, used any) any {
		b := emptyBlock(used)
		for i := range block {
			if w.show.lists(&block[i]) && b.err == nil {
				b.lines, b.err = line.append(b.lines, &block[i])
			}
		}
		return b
	}
}

// List renders blocks likewise, most findings by their rows.
func (w *csvWriter) List(pairs *inventory.Reader) audit.Listing {
	line := newCSVRows(newCSVLine(w.line.record), pairs, &w.tables)
	usual := 0 // bytes of a block
	return func(block []audit.Listed, used any) any {
		b := emptyBlock(used)
		if b.lines == nil {
			b.lines = make([]byte, 0, usual)
		}
		line.approach(block)
		for i := range block {
			switch one := &block[i]; {
			case b.err != nil || !w.show.lists(one.Finding):
			case one.Row.IsZero():
				b.lines, b.err = line.append(b.lines, one.Finding)
			default:
				b.lines = line.appendRow(b.lines, one)
			}
		}
		usual = max(usual, len(b.lines)+len(b.lines)/16)
		return b
	}
}

// emptyBlock is a block that was used before, or a new one.
func emptyBlock(used any) *csvBlock {
	b, _ := used.(*csvBlock)
	if b == nil {
		return &csvBlock{}
	}
	b.lines, b.err = b.lines[:0], nil
	return b
}

// WritePrepared writes the lines of a block.
func (w *csvWriter) WritePrepared(prepared any) error {
	b := prepared.(*csvBlock)
	w.flush()
	if w.err == nil {
		_, err := w.out.Write(b.lines)
		w.fail(err)
	}
	w.fail(b.err)
	return w.err
}

// Close writes what was kept.
func (w *csvWriter) Close(audit.Summary) error {
	if w.listing != nil {
		w.listing.sort()
		for f := range w.listing.all(0, w.listing.len()) {
			w.finding(f)
		}
	}
	w.flush()
	return w.err
}

func (w *csvWriter) finding(f *audit.Finding) {
	buf, err := w.line.append(w.buf, f)
	if w.buf = buf; err != nil {
		w.fail(err)
		return
	}
	if len(w.buf) >= csvBuffer {
		w.flush()
	}
}

func (w *csvWriter) flush() {
	if w.err == nil && len(w.buf) > 0 {
		_, err := w.out.Write(w.buf)
		w.fail(err)
	}
	w.buf = w.buf[:0]
}

func (w *csvWriter) fail(err error) {
	if w.err == nil {
		w.err = err
	}
}

// writeCSVTable writes a header and rows, safe like every other CSV.
func writeCSVTable(out io.Writer, header []string, rows [][]string) error {
	buf := appendCSVLine(nil, header)
	for _, row := range rows {
		buf = appendCSVLine(buf, row)
	}
	_, err := out.Write(buf)
	return err
}

func appendCSVLine(b []byte, cells []string) []byte {
	for i, cell := range cells {
		if i > 0 {
			b = append(b, ',')
		}
		b = appendCSVText(b, cell)
	}
	return append(b, "\r\n"...)
}
