package report

import (
	"strconv"
)

// rowSheet renders the rows of a sheet about pairs from the numbers that are
// kept of them. Goroutines share it.
type rowSheet struct {
	place int // among the three
	parts []rowPart
	links []rowLink
	width int                 // columns
	lines func(pairFlags) int // of a row; nil where all are one line high
	fixed []byte              // the cells that every row ends with
}

// rowPart is one cell, or several side by side that all findings of a class have
// in common.
type rowPart struct {
	cells []bookCell
	run   int // the place among the runs of a class; -1: it is one cell of each pair
}

// rowLink is a cell that may be a link.
type rowLink struct {
	cell *bookCell
	col  int // from 1
}

// bookCell is a cell of a sheet about pairs. Its texts are how it begins.
type bookCell struct {
	source source
	kind   slotKind // of the source, if it is a slot
	empty  string   // without a text: that is all of it
	text   string   // with a text
	looks  []string // with a text, by what look tells; may be nil
	look   func(*classKey) int
	linked linkRule
	link   string // with a text that is a link
}

// linkRule tells whether a cell with a text is a link.
type linkRule uint8

const (
	notLinked linkRule = iota
	alwaysLinked
	linkedToChange // where a change is proposed
)

// rowSheets are the sheets about pairs.
type rowSheets [3]rowSheet

// The places of the sheets about pairs.
const (
	rowsOfPairs = iota
	rowsOfFindings
	rowsOfChanges
)

func (w *workbook) newRowSheets() *rowSheets {
	s, r := w.sheets, &rowSheets{}
	for i := range r {
		r[i].place = i
	}
	for _, i := range s.pairs {
		r[rowsOfPairs].add(w.bookCell(s.sources[i], w.styles.text, s.columns[i].Key), notLinked)
	}
	for i := s.extras; i < s.listed; i++ {
		r[rowsOfPairs].add(w.bookCell(source{perhapsShared, i}, w.styles.text, ""), notLinked)
	}
	rules := map[string]linkRule{"key": linkedToChange, "application": alwaysLinked, "server": alwaysLinked}
	for _, i := range s.findings {
		r[rowsOfFindings].add(w.bookCell(s.sources[i], w.styles.wrapped, s.columns[i].Key), rules[s.columns[i].Key])
	}
	for i, from := range s.changes {
		r[rowsOfChanges].add(w.bookCell(from, w.styles.wrapped, ""), map[int]linkRule{0: alwaysLinked}[i])
	}
	r[rowsOfFindings].lines, r[rowsOfChanges].lines = pairFlags.lines, pairFlags.changeLines
	return r
}

// bookCell is a cell in the style of its column, or in the colours of what the
// column with the key says.
func (w *workbook) bookCell(from source, style int, key string) bookCell {
	c := bookCell{source: from, empty: emptyCell(style), text: openingOf(style), link: openingOf(w.styles.wrapLink)}
	if from.kind == perhapsShared {
		c.kind = w.sheets.slots[from.n].kind
	}
	switch key {
	case "verdict":
		c.looks, c.look = each(w.styles.verdict, openingOf), func(k *classKey) int { return int(k.verdict) }
	case "risk":
		c.looks, c.look = each(w.styles.risk, openingOf), func(k *classKey) int { return int(k.risk) }
	}
	return c
}

// openingOf is how a cell with a text begins.
func openingOf(style int) string { return `<c s="` + strconv.Itoa(style) + `" t="s"><v>` }

// emptyCell is a cell without a text.
func emptyCell(style int) string { return `<c s="` + strconv.Itoa(style) + `"/>` }

func (s *rowSheet) add(c bookCell, linked linkRule) {
	c.linked = linked
	s.width++
	if linked != notLinked {
		s.links = append(s.links, rowLink{&c, s.width})
	}
	last := len(s.parts) - 1
	switch {
	case c.source.kind != sharedByClass:
		s.parts = append(s.parts, rowPart{[]bookCell{c}, -1})
	case last >= 0 && s.parts[last].run >= 0:
		s.parts[last].cells = append(s.parts[last].cells, c)
	default:
		s.parts = append(s.parts, rowPart{[]bookCell{c}, s.runs()})
	}
}

// runs is how many parts are runs of a class.
func (s *rowSheet) runs() int {
	n := 0
	for i := range s.parts {
		n = max(n, s.parts[i].run+1)
	}
	return n
}

// runsOf are the cells that findings of a class have in common.
func (r *rowSheets) runsOf(class *pairClass) (runs [3][][]byte) {
	for i := range r {
		if i == rowsOfFindings && !class.risky() || i == rowsOfChanges && !needsChange(class.verdict) {
			continue
		}
		for _, p := range r[i].parts {
			if p.run >= 0 {
				runs[i] = append(runs[i], p.appendClass(nil, class))
			}
		}
	}
	return runs
}

// appendRow appends the row of a finding.
func (s *rowSheet) appendRow(dst []byte, row int, note []uint32, class *pairClass) []byte {
	flags, high := pairFlags(note[noteFlags]), 1
	if s.lines != nil {
		high = s.lines(flags)
	}
	dst = appendRow(dst, row, high)
	runs := class.runs[s.place]
	for i := range s.parts {
		p := &s.parts[i]
		switch {
		case p.run < 0:
			dst = p.cells[0].append(dst, p.cells[0].number(note, flags), &class.classKey)
		case runs != nil:
			dst = append(dst, runs[p.run]...)
		default:
			dst = p.appendClass(dst, class)
		}
	}
	dst = append(dst, s.fixed...)
	return append(dst, "</row>"...)
}

// appendClass appends cells that findings of a class have in common.
func (p *rowPart) appendClass(dst []byte, class *pairClass) []byte {
	for i := range p.cells {
		dst = p.cells[i].append(dst, class.numbers[p.cells[i].source.n], &class.classKey)
	}
	return dst
}

// number is the number of the text of a cell that is not its class's.
func (c *bookCell) number(note []uint32, flags pairFlags) uint32 {
	if c.source.kind == notShared {
		return ownNumber(note[noteOwn], flags, c.source.n)
	}
	return note[noteSlots+c.source.n]
}

// append appends the cell with a text.
func (c *bookCell) append(dst []byte, text uint32, class *classKey) []byte {
	opening := c.text
	switch {
	case text == 0:
		return append(dst, c.empty...)
	case c.looks != nil:
		opening = c.looks[c.look(class)]
	case c.isLink(class):
		opening = c.link
	}
	return append(appendDigits(append(dst, opening...), text-1), "</v></c>"...)
}

// isLink reports that the cell is a link if it has a text.
func (c *bookCell) isLink(class *classKey) bool {
	return c.linked == alwaysLinked || c.linked == linkedToChange && needsChange(class.verdict)
}
