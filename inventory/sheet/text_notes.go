package sheet

import (
	"fmt"
	"sort"
	"strings"
)

// noteKind groups the notes of a text, so that each kind is bounded.
type noteKind uint8

const (
	noteEmpty noteKind = iota
	noteEncoding
	noteSep
	noteType
	noteMark
	noteQuote
	noteSwallowed
	noteLost
	noteQuotedRows
	noteKinds
)

// notesOfKind is how many notes of one kind are kept.
const notesOfKind = 20

// noteList collects notes in the order of the file, a bounded number of each kind.
type noteList struct {
	file  string
	notes []Note
	count [noteKinds]int
	last  [noteKinds]Pos
}

func (l *noteList) add(kind noteKind, at Pos, message string) {
	l.count[kind]++
	l.last[kind] = at
	if l.count[kind] <= notesOfKind {
		l.notes = append(l.notes, Note{at, message})
	}
}

// list is all notes, and one for each kind of which some were left out.
func (l *noteList) list() []Note {
	for kind, n := range l.count {
		if n > notesOfKind {
			l.notes = append(l.notes, Note{l.last[kind], fmt.Sprintf("and %d more of this kind, the last one here: %s",
				n-notesOfKind, moreOf[kind])})
		}
	}
	return l.notes
}

var moreOf = [noteKinds]string{
	noteType:      "#TYPE lines",
	noteMark:      "byte-order marks between lines",
	noteQuote:     "cells with text after their closing quote",
	noteSwallowed: "cells that take up lines which look like rows",
}

// markNULs makes the rows with a NUL character rows whose cells cannot be told apart.
func (s *scanner) markNULs(nuls []int) {
	t := s.t
	for _, off := range nuls {
		row := sort.Search(len(t.rows), func(i int) bool { return t.startOf(i) > off }) - 1
		if row < 0 {
			continue
		}
		if _, known := t.faults[row]; known {
			continue
		}
		start := t.startOf(row)
		if t.faults == nil {
			t.faults = map[int]Fault{}
		}
		t.faults[row] = Fault{Value: shortText(t.data[start:endOfLine(t.data, off)]),
			At: Pos{File: t.File, Row: t.Line(row) + countLines(t.data[start:off]),
				Col: off - strings.LastIndexAny(t.data[:off], "\r\n")},
			Message: "a NUL character stands in this row: the file is damaged here; export it again"}
	}
}

// startOf is the offset of the first cell at or behind the beginning of a row.
func (t *Table) startOf(row int) int {
	cell := t.rows[row].cell
	if cell == uint32(len(t.cells)) {
		return len(t.data) + 1
	}
	from, _ := t.written(t.cells[cell])
	return from
}

// noteQuotedRows notes a text of which each row is one quoted cell that holds
// delimiters: a table that was opened with another delimiter and saved again.
func (s *scanner) noteQuotedRows() {
	t := s.t
	if t.Delimiter != 0 || t.Rows() < 2 {
		return
	}
	for row := range min(t.Rows(), notesOfKind) {
		if t.Width(row) != 1 || t.data[t.startOf(row)] != '"' || !strings.ContainsFunc(t.Text(row, 0), isCandidate) {
			return
		}
	}
	s.notes.add(noteQuotedRows, t.Pos(0, -1),
		"each row is one cell in quotes that holds delimiters: it was opened with another delimiter and saved again; save the original with its own delimiter")
}

// noteLostLetters notes question marks inside words of a file that is all
// ASCII: Export-Csv of Windows PowerShell writes those for every other letter
// unless it is given an encoding.
func (s *scanner) noteLostLetters() {
	first, count := -1, 0
	for off := strings.IndexByte(s.data, '?'); off >= 0; {
		if off > 0 && off+1 < len(s.data) && isLetter(s.data[off-1]) && isLetter(s.data[off+1]) && !s.inAddress(off) {
			if count++; first < 0 {
				first = off
			}
		}
		next := strings.IndexByte(s.data[off+1:], '?')
		if next < 0 {
			break
		}
		off += 1 + next
	}
	if count == 0 || strings.ContainsFunc(s.data, func(r rune) bool { return r >= 0x80 }) {
		return
	}
	s.notes.add(noteLost, textPlace(s.t.File, s.t.data, first), fmt.Sprintf(
		"letters were lost before this file was written: a question mark inside a word, %d in all; likely Export-Csv without -Encoding: export again with -Encoding UTF8", count))
}

func isLetter(b byte) bool { return b|0x20 >= 'a' && b|0x20 <= 'z' }

// inAddress reports a question mark of a web address or a query: its word has a / or = too.
func (s *scanner) inAddress(off int) bool {
	isEnd := func(r rune) bool { return strings.ContainsRune(" ,;|\t\r\n\"", r) }
	from := max(0, off-200)
	if i := strings.LastIndexFunc(s.data[from:off], isEnd); i >= 0 {
		from += i
	}
	to := min(len(s.data), off+200)
	if i := strings.IndexFunc(s.data[off:to], isEnd); i >= 0 {
		to = off + i
	}
	return strings.ContainsAny(s.data[from:to], "/=&")
}
