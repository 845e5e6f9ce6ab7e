package sheet

import (
	"bytes"
	"context"
	"strconv"
	"unicode/utf16"
	"unicode/utf8"
)

// maxShared bounds the entries of a workbook's shared strings.
const maxShared = 1 << 25

// sharedStrings are the texts that the cells of a workbook refer to by number.
type sharedStrings struct {
	data []byte
	ends []uint64 // where each text ends in data
}

func (s *sharedStrings) len() int { return len(s.ends) }

// text is the text with the given number.
func (s *sharedStrings) text(i int) []byte {
	start := uint64(0)
	if i > 0 {
		start = s.ends[i-1]
	}
	return s.data[start:s.ends[i]]
}

// readShared reads the shared strings of a workbook.
func (z *archive) readShared(ctx context.Context, part string) (*sharedStrings, error) {
	s := &sharedStrings{}
	err := z.readXML(ctx, part, maxStringPart, func(x *xmlScanner) error {
		if err := x.root(nsMain, "sst"); err != nil {
			return err
		}
		for more := true; more; {
			if !z.tokensOnly {
				s.quickItems(x)
			}
			var err error
			if more, err = x.child(func() error { return s.readItem(x) }); err != nil {
				return err
			}
		}
		return nil
	})
	return s, err
}

// readItem reads a text.
func (s *sharedStrings) readItem(x *xmlScanner) error {
	if x.ns != nsMain || string(x.name) != "si" {
		return x.unknown("sst")
	}
	if len(s.ends) == maxShared {
		return limitf("more than the limit of %d shared strings", maxShared)
	}
	var err error
	s.data, err = appendRich(x, s.data)
	s.ends = append(s.ends, uint64(len(s.data)))
	return err
}

// quickItems reads texts for as long as they are plain ones, as nearly all are;
// the first that is not is left to the tokenizer, with nothing of it read.
func (s *sharedStrings) quickItems(x *xmlScanner) {
	const before, after = "<si><t>", "</t></si>"
	if x.selfClosed || x.inherited != nsMain {
		return
	}
	for len(s.ends) < maxShared {
		b := x.buf[x.pos:x.end]
		if len(b) < len(before) || string(b[:len(before)]) != before {
			return
		}
		b = b[len(before):]
		n, _, plain := scanPlain(b)
		if !plain || n == 0 || n > MaxCell || len(b) < n+len(after) || string(b[n:n+len(after)]) != after {
			return
		}
		s.data = append(s.data, b[:n]...)
		s.ends = append(s.ends, uint64(len(s.data)))
		x.pos += len(before) + n + len(after)
	}
}

// appendRich appends the text of an si or is element, whose start tag was
// returned last: its runs joined, pronunciation left out, escapes decoded.
func appendRich(x *xmlScanner, dst []byte) ([]byte, error) {
	start := len(dst)
	run := func() (err error) {
		switch {
		case x.ns == nsMain && string(x.name) == "t":
			dst, err = x.appendText(dst)
		case x.ns == nsMain && string(x.name) == "rPr":
			err = x.skip()
		default:
			err = x.unknown("r")
		}
		return err
	}
	err := x.children(func() (err error) {
		if x.ns != nsMain {
			return x.unknown("si")
		}
		switch string(x.name) {
		case "t":
			dst, err = x.appendText(dst)
		case "r":
			err = x.children(run)
		case "rPh", "phoneticPr":
			err = x.skip()
		default:
			err = x.unknown("si")
		}
		return err
	})
	if err != nil {
		return dst, err
	}
	dst = append(dst[:start], unescape(dst[start:])...)
	if len(dst)-start > MaxCell {
		return dst, limitf("a cell has %d bytes of text, more than the limit of %d", len(dst)-start, MaxCell)
	}
	return dst, nil
}

// unescape decodes in place what SpreadsheetML writes as _xHHHH_: characters
// that XML does not allow, and the underscore that would begin such an escape
// (ECMA-376 part 1, 22.9.2.19, ST_Xstring). Line ends become LF.
func unescape(b []byte) []byte {
	if !bytes.Contains(b, []byte("_x")) {
		return foldLineEnds(b)
	}
	out := b[:0]
	for i := 0; i < len(b); {
		r, n := escape(b[i:])
		if n == 0 {
			out = append(out, b[i])
			i++
			continue
		}
		out = utf8.AppendRune(out, r)
		i += n
	}
	return foldLineEnds(out)
}

// escape decodes the escape at the beginning of b, two if they are halves of a
// surrogate pair; n is 0 if there is none. A half alone is left as written.
func escape(b []byte) (r rune, n int) {
	const length = len("_xHHHH_")
	unit := func(b []byte) (rune, bool) {
		if len(b) < length || b[0] != '_' || b[1] != 'x' || b[length-1] != '_' {
			return 0, false
		}
		v, err := strconv.ParseUint(string(b[2:length-1]), 16, 16)
		return rune(v), err == nil
	}
	r, ok := unit(b)
	switch {
	case !ok:
		return 0, 0
	case !utf16.IsSurrogate(r):
		return r, length
	}
	low, _ := unit(b[length:])
	if r = utf16.DecodeRune(r, low); r == utf8.RuneError {
		return 0, 0
	}
	return r, 2 * length
}

// foldLineEnds turns CRLF and CR into LF in place.
func foldLineEnds(b []byte) []byte {
	if bytes.IndexByte(b, '\r') < 0 {
		return b
	}
	out := b[:0]
	for i, c := range b {
		switch {
		case c != '\r':
			out = append(out, c)
		case i+1 == len(b) || b[i+1] != '\n':
			out = append(out, '\n')
		}
	}
	return out
}
