package sheet

import (
	"fmt"
	"sort"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

// decodeStray decodes text that is not all UTF-8, as Windows-1252 where it has
// no character of UTF-8 beyond ASCII. Where it has both, as after appending to
// a file, what is UTF-8 stays so and the other bytes are Windows-1252.
func decodeStray(body []byte, marked bool, facts byteFacts, piece int) (decoded, error) {
	t := newStray(body)
	cuts := cutEvery(len(body), piece, func(at int) int { return behindLine(body, at) })
	counts := make([]strayCount, len(cuts))
	out, ok := recoding{cuts,
		func(from, to int) (int, bool) {
			c := t.count(from, to)
			counts[sort.SearchInts(cuts, from)] = c
			return c.size, c.bad < 0
		},
		t.appendTo,
	}.run()
	if !ok {
		return decoded{}, t.refuse()
	}
	return strayDecoded(out, counts, marked, facts), nil
}

// strayDecoded is a decoded text with a warning of the first byte that was not UTF-8.
func strayDecoded(out []byte, counts []strayCount, marked bool, facts byteFacts) decoded {
	all := strayCount{letters: marked}
	before := 0
	for _, c := range counts {
		if all.stray == 0 && c.stray > 0 { // all before is the same in the file and in the text
			all.first, all.byte = before+c.first, c.byte
		}
		before += c.size
		all.letters = all.letters || c.letters
		all.stray += c.stray
	}
	facts.letters, facts.notUTF8 = true, false
	d := decoded{text: asString(out), encoding: ansiName, at: all.first, facts: facts,
		warning: fmt.Sprintf("byte 0x%02X is not UTF-8: the file was read as Windows-1252; if letters look wrong, say --encoding", all.byte)}
	if all.letters {
		d.encoding = mixedName
		d.warning = fmt.Sprintf("byte 0x%02X is not UTF-8 although other letters are: two encodings in one file, as after appending to it; from here on %s as Windows-1252; check the letters, or save the file in one encoding",
			all.byte, counted(all.stray, "byte was read", "bytes were read"))
	}
	return d
}

// strayText is text in UTF-8 with bytes among it that are not.
type strayText struct {
	body  []byte
	table *charmap.Charmap // of those bytes
}

func newStray(body []byte) strayText { return strayText{body, charmaps[ansiName]} }

// strayCount is what a piece of such a text holds.
type strayCount struct {
	size    int  // bytes of its text
	letters bool // letters of UTF-8
	stray   int  // bytes that are not
	first   int  // where the first one stands in the piece
	byte    byte // which it is
	bad     int  // the offset of the first one that has no character; -1
}

func (t strayText) count(from, to int) strayCount {
	c := strayCount{bad: -1}
	off := from
	t.walk(from, to, func(text []byte, r rune, stray bool) bool {
		switch {
		case text != nil:
			c.size += len(text)
			off += len(text)
			return true
		case !stray:
			c.letters = true
			off += utf8.RuneLen(r)
		case isControl(r):
			c.bad = off
			return false
		default:
			if c.stray == 0 {
				c.first, c.byte = off-from, t.body[off]
			}
			c.stray++
			off++
		}
		c.size += utf8.RuneLen(r)
		return true
	})
	return c
}

// walk goes through a piece: runs of ASCII, and single letters between them.
func (t strayText) walk(from, to int, each func(ascii []byte, r rune, stray bool) bool) {
	for off := from; off < to; {
		if n := asciiRun(t.body[off:to]); n > 0 {
			if !each(t.body[off:off+n], 0, false) {
				return
			}
			off += n
			continue
		}
		r, size := utf8.DecodeRune(t.body[off:to])
		stray := size <= 1
		if stray {
			r = t.table.DecodeByte(t.body[off])
		}
		if !each(nil, r, stray) {
			return
		}
		off += size
	}
}

// appendTo appends a piece to a text.
func (t strayText) appendTo(out []byte, from, to int) []byte {
	t.walk(from, to, func(text []byte, r rune, _ bool) bool {
		out = append(out, text...)
		if text == nil {
			out = utf8.AppendRune(out, r)
		}
		return true
	})
	return out
}

// refuse says where the first byte stands that is of neither encoding.
func (t strayText) refuse() error {
	bad := t.count(0, len(t.body)).bad
	return &decodeError{string(t.appendTo(nil, 0, bad)), fmt.Sprintf(
		"byte 0x%02X is neither UTF-8 nor Windows-1252; give the encoding the file was saved in, such as --encoding cp850", t.body[bad])}
}
