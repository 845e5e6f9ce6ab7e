package sheet

import (
	"bytes"
	"encoding/binary"
	"regexp"
	"slices"
)

// shape is how the XML of a cell looks around its position and its value. The
// reader learns shapes from cells that the tokenizer read: a cell that differs
// from one of them only in position and value means the same but for these.
//
//	<c r="   A12   " t="s"><v>   345   </v></c>
//	before         after         value  end
type shape struct {
	after, end pattern
	style      int
	kind       byte // see cellTypes
	empty      bool // there is no value, and after is all the rest
}

// rowShape is how the start tag of a row looks around its number. Rows differ
// much less than cells, so texts will do.
type rowShape struct {
	name   []byte // with its prefix
	after  []byte // " spans="1:8">
	hidden bool
}

// Bounds of what is learned. Writers need few shapes, one for each style and
// type; a sheet on which that many attempts were lost has none worth learning.
const (
	maxShapes   = 64
	maxAttempts = 4 * maxShapes
	maxLesson   = 4096 // bytes of an element to learn from
	maxPattern  = 96   // bytes of each part of a shape
	maxPosition = len("XFD1048576")
	shapeRoom   = 2*maxPattern + maxPosition + 8 // before, position and after, compared in words
	endRoom     = maxPattern + 8                 // end
)

// shapes are those of the rows and cells of one sheet.
type shapes struct {
	rowBefore []byte // of all rows
	rows      []rowShape
	likelyRow int // the shape that the last row had

	before pattern // of all cells
	cells  []shape
	likely [64]uint8 // by column: the shape that its last cell had
	habits [64]habit // by column

	bound    int // namespace declarations in scope
	forRows  lesson
	forCells lesson
}

// newShapes prepares to learn shapes of elements inside those that are open now.
func newShapes(x *xmlScanner) *shapes {
	return &shapes{bound: len(x.bound), forRows: lesson{grammar: rowGrammar}, forCells: lesson{grammar: cellGrammar}}
}

// usable reports that no element between declares namespaces of its own and
// that the scanner stands between two tags.
func (s *shapes) usable(x *xmlScanner) bool { return len(x.bound) == s.bound && !x.selfClosed }

// Grammars of what has a shape: one element as common writers write it, blanks
// before it included. What they don't match stays with the tokenizer.
const (
	rowGrammar  = `^([ \t\r\n]*<((?:\w+:)?row) r=")[0-9]{1,7}("(?: [\w:]+="[\w.: -]*")*>)$`
	cellGrammar = `^([ \t\r\n]*<(\w+:)?c r=")[A-Z]{1,3}[0-9]{1,7}("(?: [\w:]+="[\w.-]*")*` +
		`(?: ?/>|>[ \t\r\n]*(?:</(?:\w+:)?c>|<(\w+:)?v(?: xml:space="preserve")?>|` +
		`<(\w+:)?is>[ \t\r\n]*<(\w+:)?t(?: xml:space="preserve")?>)))` +
		`[^<]*((?:</[\w:]+>[ \t\r\n]*)*)$`
)

// lesson takes elements apart until that was in vain too often.
type lesson struct {
	grammar  string
	compiled *regexp.Regexp
	attempts int
}

// parts are the texts between those that vary; nil if the element has no shape.
func (l *lesson) parts(xml []byte) [][]byte {
	if l.attempts >= maxAttempts || len(xml) == 0 || len(xml) > maxLesson || bytes.Contains(xml, []byte("xmlns")) {
		return nil
	}
	l.attempts++
	if l.compiled == nil {
		l.compiled = regexp.MustCompile(l.grammar)
	}
	return l.compiled.FindSubmatch(xml)
}

// learnRow learns the shape of a row from its start tag.
func (s *shapes) learnRow(xml []byte, hidden bool) {
	m := s.forRows.parts(xml)
	if m == nil || len(s.rows) == maxShapes || len(s.rows) > 0 && !bytes.Equal(s.rowBefore, m[1]) {
		return
	}
	s.rowBefore = bytes.Clone(m[1])
	s.rows = append(s.rows, rowShape{bytes.Clone(m[2]), bytes.Clone(m[3]), hidden})
}

// findRow is the shape of the row whose number ends before b.
func (s *shapes) findRow(b []byte) (row rowShape, ok bool) {
	if len(s.rows) > 0 && bytes.HasPrefix(b, s.rows[s.likelyRow].after) {
		return s.rows[s.likelyRow], true
	}
	for i, row := range s.rows {
		if bytes.HasPrefix(b, row.after) {
			s.likelyRow = i
			return row, true
		}
	}
	return row, false
}

// learnCell learns the shape of a cell from its XML and what the tokenizer made of it.
func (s *shapes) learnCell(xml []byte, c *cellReader) {
	if len(s.cells) == maxShapes || c.hasFormula {
		return
	}
	m := s.forCells.parts(xml)
	if m == nil {
		return
	}
	prefix, before, after, end := m[2], newPattern(m[1]), newPattern(m[3]), newPattern(m[7])
	for _, inner := range m[4:7] {
		if inner != nil && !bytes.Equal(inner, prefix) {
			return // of another namespace, perhaps
		}
	}
	if max(before.n, after.n, end.n) > maxPattern || len(s.cells) > 0 && !s.before.equals(before) {
		return
	}
	s.before = before
	s.cells = append(s.cells, shape{after, end, c.style, c.kind, end.n == 0})
}

// find is the shape of the cell in a column whose position ends before b; nil if
// none fits.
func (s *shapes) find(b []byte, col int) *shape {
	likely := &s.likely[uint(col)%uint(len(s.likely))]
	if c := &s.cells[*likely]; c.after.begins(b) {
		return c
	}
	for i := range s.cells {
		if c := &s.cells[i]; c.after.begins(b) {
			*likely = uint8(i)
			return c
		}
	}
	return nil
}

// pattern is a short text in words of eight bytes, which compare faster than
// texts of any length do.
type pattern struct {
	n     int // bytes
	words []maskedWord
}

type maskedWord struct{ want, mask uint64 }

func newPattern(text []byte) pattern {
	p := pattern{n: len(text)}
	for ; len(text) > 0; text = text[min(8, len(text)):] {
		var word [8]byte
		mask := ^uint64(0) >> (64 - 8*copy(word[:], text))
		p.words = append(p.words, maskedWord{binary.LittleEndian.Uint64(word[:]), mask})
	}
	return p
}

// begins reports whether b begins with the pattern; b must hold it rounded up to whole words.
func (p *pattern) begins(b []byte) bool {
	for i := range p.words {
		if w := &p.words[i]; binary.LittleEndian.Uint64(b[8*i:])&w.mask != w.want {
			return false
		}
	}
	return true
}

func (p *pattern) equals(q pattern) bool { return p.n == q.n && slices.Equal(p.words, q.words) }

// appendTo appends the text of the pattern.
func (p *pattern) appendTo(b []byte) []byte {
	start := len(b)
	for _, w := range p.words {
		b = binary.LittleEndian.AppendUint64(b, w.want)
	}
	return b[:start+p.n]
}
