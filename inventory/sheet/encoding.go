package sheet

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"
)

// decoded is the text of a file: UTF-8 without a byte-order mark.
type decoded struct {
	text     string
	encoding string // the name of the encoding that was used
	warning  string // a clause about a guess; "" where nothing was guessed
	at       int    // the offset in text of what warning speaks of
	facts    byteFacts
}

// decodeError is a place in a text that its encoding cannot have.
type decodeError struct {
	before  string // the text in front of it, decoded
	message string
}

func (e *decodeError) Error() string { return e.message }

const (
	bomUTF8  = "\xef\xbb\xbf"
	bomUTF16 = "\xff\xfe"
	bomBE16  = "\xfe\xff"
)

// encodingOf tells the encoding from the mark, from what the user wants and, if
// neither does, from the bytes, of which the first ones suffice.
func encodingOf(raw []byte, want string) (name string, mark []byte, err error) {
	marked, body := byMark(raw)
	mark = raw[:len(raw)-len(body)]
	name = marked
	if want != "" {
		name, _ = encodingName(want)
		if marked != "" && name == utf16Name && marked != utf8Name {
			name = marked
		}
		if marked != "" && marked != name {
			return "", nil, fmt.Errorf("begins with the byte-order mark of %s, which encoding %s cannot have; leave out --encoding", marked, want)
		}
	}
	if name == "" || name == utf16Name {
		name = guess(body, name)
	}
	return name, mark, nil
}

// decode turns the bytes of a text file into UTF-8. Bytes that the encoding
// does not have are an error with their place, or a warning where another
// encoding has them; they are never replaced. UTF-8 input is not copied.
func decode(raw []byte, want string) (decoded, error) {
	name, mark, err := encodingOf(raw, want)
	if err != nil {
		return decoded{}, err
	}
	body := raw[len(mark):]
	if name == utf16LEName || name == utf16BEName {
		return decodeUTF16(body, name, recodePiece)
	}
	facts := factsOf(body)
	if err := refuseControls(body, facts.nuls); err != nil {
		return decoded{}, err
	}
	switch {
	case name != utf8Name:
		return decodeTable(body, name, facts, recodePiece)
	case !facts.notUTF8:
		return decoded{text: asString(body), encoding: utf8Name, facts: facts}, nil
	case want != "":
		return decoded{}, notUTF8(body)
	}
	return decodeStray(body, len(mark) > 0, facts, recodePiece)
}

// maxNULs bounds the NUL characters that are taken for damage of a text; a
// file with more is not text, nor is one with more than a few and one in a hundred.
const maxNULs = 1000

// refuseControls refuses bytes that are no text in any encoding of single bytes.
// It is told how many of them are NUL.
func refuseControls(body []byte, nuls int) error {
	if tooManyNULs(nuls, len(body)) {
		if at := max(bytes.IndexByte(body, 0)-1, 0); at > 0 && guess(body[at:], "") == utf16LEName {
			return &decodeError{asString(body[:at]),
				"from here on the text is UTF-16, unlike the text above: something was appended with >> or Out-File -Append; save the file again in one encoding"}
		}
		return fmt.Errorf("is a binary file, not a table: %d NUL bytes, the first one at byte %d; want delimited text or .xlsx",
			nuls, bytes.IndexByte(body, 0))
	}
	return refuseHead(body[:min(len(body), sniffLength)])
}

func tooManyNULs(nuls, bytes int) bool { return nuls > min(maxNULs, 4+bytes/100) }

// refuseHead refuses the beginning of what is no text by its control characters.
func refuseHead(head []byte) error {
	controls := 0
	for _, c := range head {
		if c < ' ' && c != 0 && !strings.ContainsRune("\t\r\n\f\v\x1a\x1b", rune(c)) {
			controls++
		}
	}
	if controls*20 > len(head) {
		return fmt.Errorf("is a binary file, not a table: %d control characters in its first %d bytes; want delimited text or .xlsx",
			controls, len(head))
	}
	return nil
}

// byMark finds the byte-order mark and what follows it.
func byMark(raw []byte) (name string, body []byte) {
	switch {
	case bytes.HasPrefix(raw, []byte(bomUTF8)):
		return utf8Name, raw[3:]
	case bytes.HasPrefix(raw, []byte(bomUTF16)):
		return utf16LEName, raw[2:]
	case bytes.HasPrefix(raw, []byte(bomBE16)):
		return utf16BEName, raw[2:]
	}
	return "", raw
}

// guessLength is how much of a text is looked at to guess its encoding.
const guessLength = 1 << 16

// guess tells UTF-16 without a mark from UTF-8: delimiters, digits and line
// ends make every other byte of it zero now and then, and only those; a single
// zero is damage. It does not begin with single bytes, as a text does to which
// UTF-16 was appended.
func guess(body []byte, name string) string {
	sample := body[:min(len(body), guessLength)]
	if name == "" && isASCII(sample[:max(bytes.IndexByte(sample, 0), 1)-1]) {
		return utf8Name
	}
	var zeros [2]int
	for i, b := range sample {
		if b == 0 {
			zeros[i&1]++
		}
	}
	if name == "" && zeros[0]+zeros[1] == 1 && len(body) > 4 {
		return utf8Name
	}
	units := len(sample)/2 + 1
	switch even, odd := zeros[0], zeros[1]; {
	case odd*10 > units && even*20 < odd:
		return utf16LEName
	case even*10 > units && odd*20 < even:
		return utf16BEName
	case name == utf16Name:
		return utf16LEName
	}
	return utf8Name
}

// notUTF8 says where text that must be UTF-8 is not.
func notUTF8(body []byte) error {
	off := firstInvalid(body)
	return &decodeError{asString(body[:off]), fmt.Sprintf(
		"byte 0x%02X is not UTF-8; leave out --encoding, or give the one the file was saved in, such as --encoding windows-1252", body[off])}
}

func firstInvalid(body []byte) int {
	for off := asciiRun(body); off < len(body); off += asciiRun(body[off:]) {
		r, size := utf8.DecodeRune(body[off:])
		if r == utf8.RuneError && size <= 1 {
			return off
		}
		off += size
	}
	return len(body)
}

// asciiRun is how many bytes of ASCII b begins with.
func asciiRun(b []byte) int {
	n := 0
	for n+8 <= len(b) && binary.LittleEndian.Uint64(b[n:])&0x8080808080808080 == 0 {
		n += 8
	}
	for n < len(b) && b[n] < utf8.RuneSelf {
		n++
	}
	return n
}

// isControl reports characters that stand for a byte which the encoding does not use.
func isControl(r rune) bool { return r == utf8.RuneError || r >= 0x80 && r < 0xa0 }

// decodeTable decodes an encoding that the user named.
func decodeTable(body []byte, name string, facts byteFacts, piece int) (decoded, error) {
	table, single := charmaps[name]
	if !single {
		return decodeMultiByte(body, name)
	}
	var runes [256]string
	for b := range runes {
		if r := table.DecodeByte(byte(b)); !isControl(r) {
			runes[b] = string(r)
		}
	}
	out, ok := recoding{cutEvery(len(body), piece, func(at int) int { return at }),
		func(from, to int) (size int, ok bool) {
			for off := from; off < to; off++ {
				n := asciiRun(body[off:to])
				if off += n; off < to {
					if runes[body[off]] == "" {
						return 0, false
					}
					n += len(runes[body[off]])
				}
				size += n
			}
			return size, true
		},
		func(out []byte, from, to int) []byte { return appendTable(out, body[from:to], &runes) },
	}.run()
	if !ok {
		before := appendTable(nil, body, &runes)
		bad := slices.IndexFunc(body, func(b byte) bool { return runes[b] == "" })
		return decoded{}, &decodeError{string(before), fmt.Sprintf(
			"byte 0x%02X has no character in %s; give the encoding the file was saved in with --encoding", body[bad], name)}
	}
	return decoded{text: asString(out), encoding: name, facts: facts}, nil
}

// appendTable appends decoded bytes up to the first that has no character.
func appendTable(out, body []byte, runes *[256]string) []byte {
	for off := 0; off < len(body); off++ {
		n := asciiRun(body[off:])
		out = append(out, body[off:off+n]...)
		if off += n; off == len(body) || runes[body[off]] == "" {
			break
		}
		out = append(out, runes[body[off]]...)
	}
	return out
}

func decodeMultiByte(body []byte, name string) (decoded, error) {
	out, err := multiByte(name).NewDecoder().Bytes(body)
	text := asString(out)
	if off := strings.IndexRune(text, utf8.RuneError); off >= 0 || err != nil {
		return decoded{}, &decodeError{text[:max(off, 0)], fmt.Sprintf(
			"bytes that are not %s; give the encoding the file was saved in with --encoding", name)}
	}
	return decoded{text: text, encoding: name, facts: factsOf(out)}, nil
}

func counted(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}
