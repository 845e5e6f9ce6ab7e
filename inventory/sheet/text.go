package sheet

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"strings"
)

// readText reads delimited text, or a topology, out of a file's bytes.
func readText(ctx context.Context, name string, raw []byte, opt Options) (*Table, error) {
	dec, err := decodeText(name, raw, opt)
	if err != nil {
		return nil, err
	}
	if kind := markupOf(dec.text); kind != nil {
		if kind.topology {
			return readTopology(name, dec)
		}
		return nil, fmt.Errorf("%s: is %s, not a table; %s", name, kind.is, kind.fix)
	}
	if fix := screenOutput(dec.text); fix != "" {
		return nil, fmt.Errorf("%s: %s", name, fix)
	}
	return scanText(ctx, name, dec, opt)
}

// decodeText decodes and turns an error of decoding into one with a position.
func decodeText(name string, raw []byte, opt Options) (decoded, error) {
	dec, err := decode(raw, opt.Encoding)
	var at *decodeError
	switch {
	case errors.As(err, &at):
		return dec, fmt.Errorf("%s: %w", textPlace(name, at.before, len(at.before)), err)
	case err != nil:
		return dec, fmt.Errorf("%s: %w", name, err)
	}
	return dec, nil
}

// scanText reads delimited text into a table, with a note on all that was guessed or left out.
func scanText(ctx context.Context, name string, dec decoded, opt Options) (*Table, error) {
	t := &Table{File: name, Encoding: dec.encoding, data: dec.text}
	s := &scanner{t: t, data: trimEnd(dec.text), line: 1, notes: noteList{file: name}}
	if dec.warning != "" {
		s.notes.add(noteEncoding, textPlace(name, dec.text, dec.at), dec.warning)
	}
	if strings.Trim(s.data, blanks) == "" {
		s.notes.add(noteEmpty, Pos{File: name}, "the file is empty")
		t.Notes = s.notes.list()
		return t, nil
	}
	declared := s.skipSep()
	profile := profileOf(s.data[s.pos:], opt.Delimiter, declared)
	s.use(profile)
	t.Delimiter = profile.delimiter
	if err := s.scan(ctx); err != nil {
		return nil, err
	}
	s.markNULs(nulBytes(s.data))
	s.noteLostLetters()
	s.noteQuotedRows()
	t.Notes = s.notes.list()
	return t, refuseExportMistake(t)
}

// blanks are the characters of a text that says nothing.
const blanks = " \t\r\n\f\u00a0"

// trimEnd leaves out marks for the end of a file: Ctrl-Z of DOS and a form feed.
func trimEnd(text string) string {
	return strings.TrimRight(text, "\x1a\f")
}

// textPlace is the position of an offset in a text.
func textPlace(name, text string, off int) Pos {
	lineStart := strings.LastIndexAny(text[:off], "\r\n") + 1
	return Pos{File: name, Row: 1 + countLines(text[:lineStart]), Col: off - lineStart + 1}
}

// nulBytes finds the NUL characters of a text.
func nulBytes(text string) []int {
	var at []int
	for off := strings.IndexByte(text, 0); off >= 0; {
		at = append(at, off)
		next := strings.IndexByte(text[off+1:], 0)
		if next < 0 {
			break
		}
		off += 1 + next
	}
	return at
}

// shortText cuts a value for a message.
func shortText(s string) string {
	const most = 80
	if len(s) <= most {
		return s
	}
	return string(bytes.ToValidUTF8([]byte(s[:most]), nil)) + "…"
}
