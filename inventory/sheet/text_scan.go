package sheet

import (
	"context"
	"fmt"
	"strings"
	"unicode/utf8"
)

// scanner splits a text into the rows and cells of a table. Records without
// oddities go through plain, all others through record, one at a time.
type scanner struct {
	t     *Table
	data  string
	delim string // the delimiter; "" where the text has one column
	width int    // cells that most rows have; 0 where nobody knows
	stop  [256]bool
	pos   int // where the next record begins
	line  int // its physical line
	notes noteList
	spent int // bytes looked at twice to judge cells of several lines
}

// use sets what was found out about the text and makes room for its cells.
func (s *scanner) use(p profile) {
	if p.delimiter != 0 {
		s.delim = string(p.delimiter)
		s.stop[s.delim[0]] = true
	}
	s.stop['\r'], s.stop['\n'] = true, true
	s.width = p.width
	rest := float64(len(s.data) - s.pos)
	s.t.rows = make([]rowStart, 0, int(rest*p.rowsPerByte*1.05)+16)
	s.t.cells = make([]span, 0, int(rest*p.cellsPerByte*1.05)+16)
}

// contextEvery is how many bytes are scanned between two looks at the context.
const contextEvery = 1 << 24

// maxCells bounds the cells of a table, and with them its rows: both are
// counted in 32 bits, and at most one of each begins at a byte.
const maxCells = 1<<32 - 1 - 2*contextEvery

func (s *scanner) scan(ctx context.Context) error {
	for s.pos < len(s.data) {
		if err := ctx.Err(); err != nil {
			return err
		}
		if max(len(s.t.cells), len(s.t.rows)) > maxCells {
			return fmt.Errorf("%s:%d: more than %d cells", s.t.File, s.line, int64(maxCells))
		}
		until := min(len(s.data), s.pos+contextEvery)
		for s.pos < until {
			if len(s.delim) == 1 {
				s.plain(until)
			}
			if s.pos >= len(s.data) {
				break
			}
			if err := s.record(); err != nil {
				return err
			}
		}
	}
	return nil
}

// plain reads records up to the first that is not plain: one with a cell of
// several lines, with a quote out of place or behind a blank, with too many or too long cells,
// or with a mark at its beginning. It is one long loop over local variables,
// since it is where reading spends its time.
func (s *scanner) plain(until int) {
	data, delim, stop := s.data, s.delim[0], &s.stop
	cells, rows := s.t.cells, s.t.rows
	i, line := s.pos, s.line
	for i < until {
		start, first := i, len(cells)
		if c := data[i]; c == '#' || c == bomUTF8[0] {
			break
		}
		ok := true
		for {
			from, end, kind := i, 0, Text
			if i < len(data) && data[i] == '"' {
				from++
				for i++; i < len(data) && data[i] != '\n' && data[i] != '\r'; i++ {
					if data[i] != '"' {
						continue
					}
					if i+1 == len(data) || data[i+1] != '"' {
						break
					}
					kind = Escaped
					i++
				}
				end = i
				i++
				if i > len(data) || data[i-1] != '"' || i < len(data) && !stop[data[i]] {
					ok = false
					break
				}
			} else {
				for i < len(data) && data[i] == ' ' && delim != ' ' {
					i++
				}
				if i > from && i < len(data) && data[i] == '"' {
					ok = false
					break
				}
				for i < len(data) && !stop[data[i]] {
					i++
				}
				end = i
			}
			if end-from > MaxCell || len(cells)-first >= maxColumns {
				ok = false
				break
			}
			cells = append(cells, newSpan(from, end-from, kind))
			if i == len(data) || data[i] != delim {
				break
			}
			i++
		}
		if !ok {
			i, cells = start, cells[:first]
			break
		}
		if i == start { // a blank line has no cell
			cells = cells[:first]
		}
		rows = append(rows, rowStart{uint32(first), uint32(line)})
		i = lineEnd(data, i)
		line++
	}
	s.t.cells, s.t.rows = cells, rows
	s.pos, s.line = i, line
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
	if n := strings.IndexAny(data[i:], "\r\n"); n >= 0 {
		return i + n
	}
	return len(data)
}

// skipSep leaves out a first line sep=; in which Excel is told the delimiter.
func (s *scanner) skipSep() (declared rune) {
	end := endOfLine(s.data, 0)
	text := strings.Trim(s.data[:end], `"`)
	if len(text) < 5 || !strings.EqualFold(text[:4], "sep=") {
		return 0
	}
	declared, size := utf8.DecodeRuneInString(text[4:])
	if strings.Trim(text[4+size:], ",;\t| ") != "" || !ValidDelimiter(declared) {
		return 0
	}
	s.notes.add(noteSep, Pos{File: s.t.File, Row: 1, Col: 1},
		fmt.Sprintf("the line sep=%c says the delimiter and is no row", declared))
	s.pos, s.line = lineEnd(s.data, end), 2
	return declared
}

// skipMark leaves out what is no row at the beginning of a line: a #TYPE line
// of Export-Csv, a byte-order mark where files were joined.
func (s *scanner) skipMark() bool {
	rest := s.data[s.pos:]
	at := Pos{File: s.t.File, Row: s.line, Col: 1}
	switch {
	case strings.HasPrefix(rest, bomUTF8):
		s.notes.add(noteMark, at, "a byte-order mark in the middle: files were joined here")
		s.pos += len(bomUTF8)
		return true
	case strings.HasPrefix(rest, "#TYPE "):
		end := endOfLine(s.data, s.pos)
		name := strings.TrimRight(s.data[s.pos+len("#TYPE "):end], `,;"`+"\t |")
		if s.t.TypeName == "" {
			s.t.TypeName = name
		}
		s.notes.add(noteType, at, fmt.Sprintf("a line #TYPE %s of Export-Csv is no row", shortText(name)))
		s.pos = lineEnd(s.data, end)
		s.line++
		return true
	}
	return false
}
