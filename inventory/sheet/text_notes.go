package sheet

import (
	"fmt"
	"iter"
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
	noteQuotedRowsKind
	noteKinds
)

// notesOfKind is how many notes of one kind are kept.
const notesOfKind = 20

// noteList collects notes in the order of the file, a bounded number of each kind.
type noteList struct {
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
func markNULs(t *Table, text string) {
	for off := range allOf(text, 0) {
		row := t.text.rowAt(off)
		if row < 0 {
			continue
		}
		if _, known := t.faults[row]; known {
			continue
		}
		start := t.text.startOf(row)
		t.addFault(row, Fault{Value: shortText(t.data[start:endOfLine(t.data, off)]),
			At: Pos{File: t.File, Row: t.Line(row) + countLines(t.data[start:off]),
				Col: off - strings.LastIndexAny(t.data[:off], "\r\n")},
			Message: "a NUL character stands in this row: the file is damaged here; export it again"})
	}
}

// noteQuotedRows notes a text of which each row is one quoted cell that holds
// delimiters: a table that was opened with another delimiter and saved again.
func noteQuotedRows(t *Table, notes *noteList) {
	if t.Delimiter != 0 || t.Rows() < 2 {
		return
	}
	for row := range min(t.Rows(), notesOfKind) {
		if t.Width(row) != 1 || t.data[t.text.startOf(row)] != '"' || !strings.ContainsFunc(t.Text(row, 0), isCandidate) {
			return
		}
	}
	notes.add(noteQuotedRowsKind, t.Pos(0, -1),
		"each row is one cell in quotes that holds delimiters: it was opened with another delimiter and saved again; save the original with its own delimiter")
}

// noteLostLetters notes question marks inside words of a text that is all
// ASCII: Export-Csv of Windows PowerShell writes those for every other letter
// unless it is given an encoding.
func noteLostLetters(name, text string, notes *noteList) {
	first, count := -1, 0
	for off := range allOf(text, '?') {
		if off > 0 && off+1 < len(text) && isLetter(text[off-1]) && isLetter(text[off+1]) && !inAddress(text, off) {
			if count++; first < 0 {
				first = off
			}
		}
	}
	if count == 0 {
		return
	}
	notes.add(noteLost, textPlace(name, text, first), fmt.Sprintf(
		"letters were lost before this file was written: a question mark inside a word, %d in all; likely Export-Csv without -Encoding: export again with -Encoding UTF8", count))
}

// allOf yields the offsets at which a byte stands in a text.
func allOf(text string, c byte) iter.Seq[int] {
	return func(yield func(int) bool) {
		for at := 0; ; at++ {
			n := strings.IndexByte(text[at:], c)
			if n < 0 || !yield(at+n) {
				return
			}
			at += n
		}
	}
}

func isLetter(b byte) bool { return b|0x20 >= 'a' && b|0x20 <= 'z' }

// inAddress reports a question mark of a web address or a query: its word has a / or = too.
func inAddress(text string, off int) bool {
	isEnd := func(r rune) bool { return strings.ContainsRune(" ,;|\t\r\n\"", r) }
	from := max(0, off-200)
	if i := strings.LastIndexFunc(text[from:off], isEnd); i >= 0 {
		from += i
	}
	to := min(len(text), off+200)
	if i := strings.IndexFunc(text[off:to], isEnd); i >= 0 {
		to = off + i
	}
	return strings.ContainsAny(text[from:to], "/=&")
}
