package sheet

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// scanner splits a text into rows and cells. Records without oddities go
// through plain, all others through record, one at a time.
type scanner struct {
	file    string
	data    string
	delim   string // the delimiter; "" where the text has one column
	width   int    // cells that most rows have; 0 where nobody knows
	returns bool   // the text has carriage returns
	stop    [256]bool

	pos    int // where the next record begins
	line   int // its physical line
	out    blockBuilder
	stops  stopList
	cells  []field // of the record that is read
	events []event
	spent  int     // bytes looked at twice to judge cells of several lines
	spends []spend // how that came about in the first rows of a block
}

// newScanner makes a scanner of a text of which it is known what was found out about it.
func newScanner(file, data string, p profile) *scanner {
	s := &scanner{file: file, data: data, width: p.width}
	if p.delimiter != 0 {
		s.delim = string(p.delimiter)
		s.stop[s.delim[0]] = true
	}
	s.stop['\r'], s.stop['\n'] = true, true
	return s
}

// begin opens a block of rows at the beginning of a record.
func (s *scanner) begin(pos, line int) {
	s.pos, s.line = pos, line
	s.stops.to = 0 // another stretch
	s.out.reset(pos, line)
	s.events, s.spends = s.events[:0], s.spends[:0]
}

// eventsAtOnce is how many events are collected before they are told.
const eventsAtOnce = 4096

// scan reads the records that begin in front of an offset, unless there is so
// much to tell of them that it has to be told first.
func (s *scanner) scan(until int) error {
	for s.pos < until && len(s.events) < eventsAtOnce {
		if len(s.delim) == 1 {
			s.plain(until)
		}
		if s.pos >= until {
			break
		}
		if err := s.record(); err != nil {
			return err
		}
	}
	return nil
}

// lineEnd is what follows the line end at i, if there is one.
func lineEnd(data string, i int) int {
	if i < len(data) && data[i] == '\r' {
		i++
		if i < len(data) && data[i] == '\n' {
			i++
		}
		return i
	}
	return min(i+1, len(data))
}

// endOfLine is where the line that i stands in ends.
func endOfLine(data string, i int) int {
	for i < len(data) && data[i] != '\n' && data[i] != '\r' {
		i++
	}
	return i
}

// startOfLine is where the line that i stands in begins.
func startOfLine(data string, i int) int {
	for !beginsLine(data, i) {
		i--
	}
	return i
}

// sepLine recognises a first line sep=; in which Excel is told the delimiter,
// and gives what follows it; 0 where there is none. It may be in quotes, once.
func sepLine(data string) (declared rune, next int) {
	end := endOfLine(data, 0)
	text := strings.TrimSuffix(strings.TrimPrefix(data[:end], `"`), `"`)
	if len(text) < 5 || !strings.EqualFold(text[:4], "sep=") {
		return 0, 0
	}
	declared, size := utf8.DecodeRuneInString(text[4:])
	if strings.Trim(text[4+size:], ",;\t| ") != "" || !ValidDelimiter(declared) {
		return 0, 0
	}
	return declared, lineEnd(data, end)
}

// skipMark leaves out what is no row at the beginning of a line: a #TYPE line
// of Export-Csv, a byte-order mark where files were joined.
func (s *scanner) skipMark() bool {
	rest := s.data[s.pos:]
	at := Pos{File: s.file, Row: s.line, Col: 1}
	switch {
	case strings.HasPrefix(rest, bomUTF8):
		s.note(noteMark, at, saying("a byte-order mark in the middle: files were joined here"))
		s.pos += len(bomUTF8)
		return true
	case strings.HasPrefix(rest, "#TYPE "):
		end := endOfLine(s.data, s.pos)
		name := strings.TrimRight(s.data[s.pos+len("#TYPE "):end], `,;"`+"\t |")
		s.note(noteType, at, saying(fmt.Sprintf("a line #TYPE %s of Export-Csv is no row", shortText(name))))
		s.events[len(s.events)-1].value = name
		s.pos = lineEnd(s.data, end)
		s.line++
		return true
	}
	return false
}
