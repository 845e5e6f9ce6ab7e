package inventory

import "strings"

// rowHeaders finds rows that are headers. It remembers which texts are.
type rowHeaders struct {
	l     *layout
	known map[string]headerMatch
}

// versionOfNobody stands for a header that says version and not of what.
const versionOfNobody = fieldCount

// mostKnown bounds what is remembered.
const mostKnown = 1 << 12

func (l *layout) newRowHeaders() *rowHeaders {
	return &rowHeaders{l: l, known: map[string]headerMatch{}}
}

// of is what a text heads a column of; the field is NoField where it heads none.
func (h *rowHeaders) of(text string) headerMatch {
	m, known := h.known[text]
	if known {
		return m
	}
	switch f := mappedField(text, h.l.mappings); {
	case f != NoField:
		m.field = f
	case mayBeHeader(text):
		if m = recogniseHeader(text); m.field == NoField && isVersionHeader(text) {
			m.field = versionOfNobody
		}
	}
	if len(h.known) < mostKnown {
		h.known[text] = m
	}
	return m
}

// isBlankOrHeader reports a cell that the header of another table may have; col
// is -1 where there is none.
func (h *rowHeaders) isBlankOrHeader(row, col int) bool {
	if col < 0 {
		return true
	}
	text := cleanText(h.l.raw.Text(row, col))
	return text == "" || h.of(text).field != NoField
}

// rowHeader is what the cells of a row head columns of.
type rowHeader struct {
	named          [fieldCount + 1]bool // without numbered columns and weak headers
	weak           bool                 // of the application
	cells, unknown int
	several        bool // a header that is known has several words
	aligned        bool // each that is known stands in the column of its own field
}

// read reads a row as a header; ok is false where too little of it is known.
func (h *rowHeaders) read(row int) (r rowHeader, ok bool) {
	r.aligned = true
	for col := range h.l.raw.Width(row) {
		text := cleanText(h.l.raw.Text(row, col))
		if text == "" {
			continue
		}
		r.cells++
		m := h.of(text)
		if m.field == NoField {
			if r.unknown++; r.unknown > 2 && r.unknown > r.cells/2 {
				return r, false
			}
			continue
		}
		r.take(text, m)
		r.aligned = r.aligned && col < len(h.l.columns) && h.l.columns[col].Field == m.field
	}
	return r, r.cells > 1 && r.unknown <= r.cells/2
}

func (r *rowHeader) take(text string, m headerMatch) {
	switch {
	case m.rank == weak:
		r.weak = r.weak || m.field == FieldApplication
		return
	case withoutNumber(text) != text: // Server 1 may be the name of a server
		return
	}
	r.named[m.field] = true
	r.several = r.several || strings.ContainsAny(text, " _-")
}

// isHeaderRow reports a row that is the header of another table.
//
// Data may consist of words that head columns elsewhere: an application called
// Service, the API cell SDK, a server called Pool. So all cells of the row must
// be headers, or one of those that are known must have several words, as no
// name has; and together they must head what a row of an inventory cannot do
// without: an application and its API, an application and its server, or a
// server and its version.
func (h *rowHeaders) isHeaderRow(row int) bool {
	r, ok := h.read(row)
	return ok && r.heads()
}

func (r *rowHeader) heads() bool {
	if r.unknown > 0 && !r.several {
		return false
	}
	target := r.named[FieldServer] || r.named[FieldTargets] || r.named[FieldPool]
	application := r.named[FieldApplication] || r.named[FieldApplicationID] || r.weak && r.named[FieldAPI] && target
	return application && (r.named[FieldAPI] || target) || target && (r.named[FieldServerVersion] || r.named[versionOfNobody])
}

// isSecondHeader reports a header below the first one. Where each known cell
// stands in the column of its own field, it could be a row of such names, unless
// it fills all columns that matter; and the name of an API may head a column, too.
func (h *rowHeaders) isSecondHeader(row int) bool {
	r, ok := h.read(row)
	if !ok || !r.heads() {
		return false
	}
	if col := h.l.column(FieldAPI); col >= 0 {
		text := cleanText(h.l.raw.Text(row, col))
		if cause := h.l.own.ParseAPI(text).Cause; text != "" && h.of(text).field == FieldAPI && (cause == NoCause || cause == Ambiguous) {
			return false
		}
	}
	return !r.aligned || h.l.shape == ShapeNone || r.fillsAll(h.l)
}

// fillsAll reports a row that names all that the columns of a table do.
func (r *rowHeader) fillsAll(l *layout) bool {
	n := 0
	for _, f := range []Field{FieldApplication, FieldAPI, FieldServer, FieldTargets, FieldServerVersion} {
		if l.has(f) && !r.named[f] {
			return false
		}
		if l.has(f) {
			n++
		}
	}
	return n > 2
}
