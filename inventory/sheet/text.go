package sheet

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"strings"
)

// readText reads delimited text, or a topology.
func readText(ctx context.Context, name string, dec decoded, opt Options) (*Table, error) {
	if kind := markupOf(dec.text); kind != nil {
		if kind.topology {
			return readTopology(name, dec)
		}
		return nil, fmt.Errorf("%s: is %s, not a table; %s", name, kind.is, kind.fix)
	}
	if fix := screenOutput(dec.text); fix != "" {
		return nil, fmt.Errorf("%s: %s", name, fix)
	}
	return scanText(ctx, name, dec, opt, inBlocks())
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
func scanText(ctx context.Context, name string, dec decoded, opt Options, how blocking) (*Table, error) {
	t := &Table{File: name, Encoding: dec.encoding, data: dec.text}
	data := trimEnd(dec.text)
	notes := &noteList{}
	if dec.warning != "" {
		notes.add(noteEncoding, textPlace(name, dec.text, dec.at), dec.warning)
	}
	if strings.TrimLeft(data, blanks) == "" {
		notes.add(noteEmpty, Pos{File: name}, "the file is empty")
		t.Notes = notes.list()
		return t, nil
	}
	start, line := 0, 1
	declared, next := sepLine(data)
	if next > 0 {
		notes.add(noteSep, Pos{File: name, Row: 1, Col: 1},
			fmt.Sprintf("the line sep=%c says the delimiter and is no row", declared))
		start, line = next, 2
	}
	p := profileOf(data[start:], opt, declared)
	t.Delimiter = p.delimiter
	s := newScanner(name, data, p)
	s.returns = dec.facts.returns
	s.begin(start, line)
	if err := readBlocks(ctx, s, t, notes, how); err != nil {
		return nil, err
	}
	if dec.facts.nuls > 0 {
		markNULs(t, data)
	}
	if dec.facts.questions && !dec.facts.letters {
		noteLostLetters(name, data, notes)
	}
	noteQuotedRows(t, notes)
	t.Notes = notes.list()
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
	lineStart := startOfLine(text, off)
	return Pos{File: name, Row: 1 + countLines(text[:lineStart]), Col: off - lineStart + 1}
}

// shortText cuts a value for a message.
func shortText(s string) string {
	const most = 80
	if len(s) <= most {
		return s
	}
	return string(bytes.ToValidUTF8([]byte(s[:most]), nil)) + "…"
}
