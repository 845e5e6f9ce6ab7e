package sheet

import (
	"fmt"
	"strings"
)

// How quotes are read, beyond the plain case:
//
//   - A quote inside an unquoted cell is an ordinary character. Blanks in front of
//     a cell that is properly quoted on its line are left out, as in: a, "b, c".
//   - Text between a closing quote and the next delimiter makes the whole cell
//     ordinary text, quotes included, with a note; blanks there are left out. If
//     the row then has another number of cells than most rows, its cells cannot
//     be told apart and it is a fault.
//   - A quoted cell may span lines. It does not where the end of the file, or
//     a quote with text behind it, comes first: then the opening quote is never
//     closed, its row is a fault, and the next line is read as a row again.
//   - A quoted cell of several lines in a row of the wrong number of cells, of
//     which lines have the right number by themselves, is such a fault too:
//     some later quote closed it by accident. In a row of the right number it
//     is believed, unless it has three lines or more and every one of them is a
//     row of four cells or more by itself; with fewer there is a note.

// field is one cell as it stands in the text.
type field struct {
	off, end int // the text of the cell
	next     int // the delimiter, line end or end of text behind it
	kind     Kind
	broken   bool // text follows the closing quote: off to end is all of it
	open     bool // never closed: next is where the search for its end stopped
	lines    int  // line ends within its quotes
}

// readField reads the cell that begins at i.
func readField(data, delim string, stop *[256]bool, i int) field {
	at := i
	for at < len(data) && data[at] == ' ' && delim != " " {
		at++
	}
	if at < len(data) && data[at] == '"' {
		if f := readQuoted(data, delim, stop, at); at == i || !f.open && !f.broken && f.lines == 0 {
			return f
		}
	}
	end := endOfField(data, delim, stop, i)
	return field{off: i, end: end, next: end}
}

// readQuoted reads the cell whose opening quote stands at i.
func readQuoted(data, delim string, stop *[256]bool, i int) field {
	f := field{off: i + 1}
	at := i + 1
	for {
		n := strings.IndexByte(data[at:], '"')
		if n < 0 {
			return field{off: i, end: i, next: len(data), open: true}
		}
		at += n
		if at+1 == len(data) || data[at+1] != '"' {
			break
		}
		f.kind = Escaped
		at += 2
	}
	f.end = at
	f.lines = countLines(data[f.off:at])
	f.next = at + 1
	for f.next < len(data) && data[f.next] == ' ' && delim != " " {
		f.next++
	}
	switch {
	case atStop(data, delim, stop, f.next):
		return f
	case f.lines > 0:
		return field{off: i, end: i, next: at, open: true}
	}
	end := endOfField(data, delim, stop, at+1)
	return field{off: i, end: end, next: end, broken: true}
}

// endOfField is the next delimiter, line end or end of text.
func endOfField(data, delim string, stop *[256]bool, i int) int {
	for {
		for i < len(data) && !stop[data[i]] {
			i++
		}
		if atStop(data, delim, stop, i) {
			return i
		}
		i++
	}
}

func atStop(data, delim string, stop *[256]bool, i int) bool {
	if i >= len(data) || data[i] == '\r' || data[i] == '\n' {
		return true
	}
	return stop[data[i]] && (len(delim) == 1 || strings.HasPrefix(data[i:], delim))
}

// oddity is the first cell of a record with text after its quote, or of several lines.
type oddity struct {
	cell, off, line int // its index in the row, where it begins, its physical line
	found           bool
}

// record reads the one record at s.pos by all the rules of quotes.
func (s *scanner) record() error {
	if s.skipMark() {
		return nil
	}
	start, i, line := s.pos, s.pos, s.line
	s.cells = s.cells[:0]
	s.out.open(start, line)
	var broken, several oddity
	if c := s.data[i]; c != '\r' && c != '\n' {
		for {
			f := readField(s.data, s.delim, &s.stop, i)
			here := oddity{len(s.cells), i, line, true}
			if f.open {
				s.fault(here, s.neverCloses(here, f.next))
				return nil
			}
			if f.end-f.off > MaxCell || here.cell >= maxColumns {
				return s.tooLarge(here)
			}
			s.cells = append(s.cells, f)
			if f.broken && !broken.found {
				broken = here
			}
			if f.lines > 0 && !several.found {
				several = here
			}
			line += f.lines
			i = f.next
			if i == len(s.data) || s.data[i] == '\r' || s.data[i] == '\n' {
				break
			}
			i += len(s.delim)
		}
	}
	if s.misread(start, i, line, broken, several) {
		return nil
	}
	s.out.fill(s.data, s.delim, s.cells, line == s.line)
	s.pos, s.line = lineEnd(s.data, i), line+1
	return nil
}

// misread judges a record with broken cells or cells of several lines by its
// number of cells, and makes it a fault where they do not fit.
func (s *scanner) misread(start, end, lastLine int, broken, several oddity) bool {
	if broken.found {
		if s.width > 1 && len(s.cells) != s.width {
			s.fault(broken, saying("text follows the closing quote of a cell, and the row has "+
				fmt.Sprintf("%d cells where most have %d; double the quotes inside the cell, or close it where it ends", len(s.cells), s.width)))
			return true
		}
		s.note(noteQuote, s.place(broken),
			saying("text follows the closing quote of a cell; it was kept as written, with its quotes"))
	}
	if several.found && s.width > 1 {
		return s.swallows(start, end, lastLine, several)
	}
	return false
}

// recheckFactor bounds how often, in all, lines are looked at again to judge cells of several lines.
const recheckFactor = 4

// swallows tells whether a cell of several lines swallowed rows.
func (s *scanner) swallows(start, end, lastLine int, several oddity) bool {
	if !s.recheck(end - start) {
		return false
	}
	cells := len(s.cells)
	like, lines := s.linesLikeRows(start, end)
	rows := like == lines && s.width > 2 // each line looks like a row
	switch {
	case cells < s.width && like > 0, cells > s.width && rows, rows && lines > 2 && s.width > 3:
		s.fault(several, naming(func(before int) string {
			return fmt.Sprintf("a quote opens here and is closed on line %d, as it seems by accident: it would have swallowed %s although rows of %d cells stand there; %s",
				before+lastLine, linesOf(before+several.line+1, before+lastLine), s.width, closeQuote)
		}))
		return true
	case rows && cells == s.width:
		s.note(noteSwallowed, s.place(several), naming(func(before int) string {
			return fmt.Sprintf("the cell goes on to line %d although each of these lines looks like a row; if a closing quote is missing, add it", before+lastLine)
		}))
	}
	return false
}

// recheck reports whether so many more bytes may be looked at again, and counts them.
func (s *scanner) recheck(bytes int) bool {
	s.spent += bytes
	if rows := len(s.out.rows); rows <= rejoinRows {
		s.spends = append(s.spends, spend{rows - 1, s.spent})
	}
	return s.spent <= s.recheckLimit()
}

func (s *scanner) recheckLimit() int { return recheckFactor * len(s.data) }

// linesLikeRows counts the lines of a record, and those that are rows of the usual width by themselves.
func (s *scanner) linesLikeRows(start, end int) (like, lines int) {
	for i := start; i < end; {
		to := min(endOfLine(s.data, i), end)
		if s.cellsOf(s.data[i:to]) == s.width {
			like++
		}
		lines++
		i = lineEnd(s.data, to)
	}
	return like, lines
}

// cellsOf counts the cells of one line, in which quotes that do not close are ordinary.
func (s *scanner) cellsOf(line string) int {
	for i, n := 0, 1; ; n++ {
		f := readField(line, s.delim, &s.stop, i)
		if f.open {
			f.next = endOfField(line, s.delim, &s.stop, i)
		}
		if f.next >= len(line) {
			return n
		}
		i = f.next + len(s.delim)
	}
}

// fault makes the row opened last a fault from the given cell on: that keeps
// the rest of its physical line as one cell, and reading goes on below it.
func (s *scanner) fault(at oddity, m message) {
	end := endOfLine(s.data, at.off)
	cut := min(end, at.off+MaxCell)
	s.cells = append(s.cells[:at.cell], field{off: at.off, end: cut, next: cut, broken: true})
	s.out.fill(s.data, s.delim, s.cells, at.line == s.line)
	s.events = append(s.events, event{kind: noteKinds, off: s.pos, row: len(s.out.rows) - 1, at: s.place(at),
		value: shortText(s.data[at.off:end]), message: m})
	s.pos, s.line = lineEnd(s.data, end), at.line+1
}

// neverCloses words the fault of a quote whose end was looked for up to the given offset.
func (s *scanner) neverCloses(at oddity, searched int) message {
	last := at.line + countLines(s.data[at.off:searched])
	if searched == len(s.data) && endsLine(s.data) {
		last--
	}
	if last <= at.line {
		return saying("a quote opens here and is never closed; " + closeQuote)
	}
	return naming(func(before int) string {
		return fmt.Sprintf("a quote opens here and is never closed: it would have swallowed %s; %s",
			linesOf(before+at.line+1, before+last), closeQuote)
	})
}

const closeQuote = "add the closing quote where the cell ends"

// linesOf names the lines of a range.
func linesOf(first, last int) string {
	if first == last {
		return fmt.Sprintf("line %d", first)
	}
	return fmt.Sprintf("lines %d to %d", first, last)
}

func endsLine(data string) bool {
	return strings.HasSuffix(data, "\n") || strings.HasSuffix(data, "\r")
}

func (s *scanner) place(at oddity) Pos {
	return Pos{File: s.file, Row: at.line, Col: at.off - startOfLine(s.data, at.off) + 1}
}

func (s *scanner) tooLarge(at oddity) error {
	if at.cell >= maxColumns {
		return fmt.Errorf("%s: more than %d columns", s.place(at), maxColumns)
	}
	return fmt.Errorf("%s: a cell of more than %d bytes", s.place(at), MaxCell)
}
