package sheet

import (
	"encoding/binary"
	"fmt"
	"unicode/utf16"
	"unicode/utf8"
)

// utf16Text is text in UTF-16 without its mark.
type utf16Text struct {
	name   string
	body   []byte
	lo, hi int    // where the two bytes of a unit stand
	beyond uint64 // the bits of four units of which ASCII has none
	shift  int    // bits in front of ASCII in a unit
}

func newUTF16(body []byte, name string) utf16Text {
	if name == utf16BEName {
		return utf16Text{name, body, 1, 0, 0x80ff80ff80ff80ff, 8}
	}
	return utf16Text{name, body, 0, 1, 0xff80ff80ff80ff80, 0}
}

// decodeUTF16 decodes UTF-16 without its mark. A surrogate without its partner,
// half a character at the end, and a tail that was appended in another
// encoding are errors.
func decodeUTF16(body []byte, name string, piece int) (decoded, error) {
	t := newUTF16(body, name)
	end := t.end()
	out, whole := t.decode(end, max(piece/2, 1))
	wrong := ""
	switch {
	case end == 0 && len(body) > 0:
		wrong = "the bytes are not %s; give the encoding that the file was saved in, such as --encoding utf-8"
	case !whole:
		wrong = "half of a surrogate pair: the file is damaged or is not %s; save it again as UTF-8"
	case 2*end < len(body)-1:
		wrong = "from here on the bytes are not %s like the text above: something was appended to the file in another encoding; save it again in one"
	case 2*end < len(body):
		wrong = "ends in half a character of %s: the file was cut, or something was appended to it in another encoding; save it again"
	default:
		return decoded{text: asString(out), encoding: name, facts: factsOf(out)}, nil
	}
	return decoded{}, &decodeError{asString(out), fmt.Sprintf(wrong, name)}
}

func (t *utf16Text) unit(i int) rune {
	return rune(t.body[2*i+t.lo]) | rune(t.body[2*i+t.hi])<<8
}

// decode decodes the first units; whole is false where it stopped at half a surrogate pair.
func (t *utf16Text) decode(units, piece int) (out []byte, whole bool) {
	out, ok := recoding{cutEvery(units, piece, t.behindPair), t.size,
		func(out []byte, from, to int) []byte { out, _ = t.appendUnits(out, from, to); return out },
	}.run()
	if !ok {
		return t.appendUnits(nil, 0, units)
	}
	return out, true
}

// behindPair is the first unit from i on that is not the second of a surrogate pair.
func (t *utf16Text) behindPair(i int) int {
	if u := t.unit(i); u >= 0xdc00 && u < 0xe000 {
		return i + 1
	}
	return i
}

// asciiUnits is what follows the ASCII at i, four units at a time.
func (t *utf16Text) asciiUnits(i, to int) int {
	for i+4 <= to && binary.LittleEndian.Uint64(t.body[2*i:])&t.beyond == 0 {
		i += 4
	}
	return i
}

// size is how many bytes units take in UTF-8.
func (t *utf16Text) size(from, to int) (size int, whole bool) {
	for i := from; i < to; i++ {
		start := i
		i = t.asciiUnits(i, to)
		if size += i - start; i == to {
			break
		}
		r, n := t.char(i, to)
		if n == 0 {
			return size, false
		}
		i += n - 1
		size += utf8.RuneLen(r)
	}
	return size, true
}

// char is the character at i and its units; none for half a surrogate pair.
func (t *utf16Text) char(i, to int) (r rune, units int) {
	u := t.unit(i)
	if !utf16.IsSurrogate(u) {
		return u, 1
	}
	next := rune(0)
	if i+1 < to {
		next = t.unit(i + 1)
	}
	if u = utf16.DecodeRune(u, next); u == utf8.RuneError {
		return u, 0
	}
	return u, 2
}

// appendUnits appends units in UTF-8; whole is false where it stopped at half a surrogate pair.
func (t *utf16Text) appendUnits(out []byte, from, to int) (_ []byte, whole bool) {
	for i := from; i < to; {
		for ; i+4 <= to; i += 4 {
			v := binary.LittleEndian.Uint64(t.body[2*i:])
			if v&t.beyond != 0 {
				break
			}
			v >>= t.shift
			v = (v | v>>8) & 0x0000ffff0000ffff
			out = binary.LittleEndian.AppendUint32(out, uint32(v|v>>16))
		}
		if i == to {
			break
		}
		r, n := t.char(i, to)
		if n == 0 {
			return out, false
		}
		out = utf8.AppendRune(out, r)
		i += n
	}
	return out, true
}

// end is the number of units that are UTF-16. Text behind its last line end is
// really made of single bytes where nearly every unit of it is two letters of
// ASCII, which words of no language are.
func (t *utf16Text) end() int {
	units := len(t.body) / 2
	start := t.lastLine()
	if isASCII(t.body[2*start:]) {
		return start
	}
	return units
}

// lastLine is the unit behind the last line feed.
func (t *utf16Text) lastLine() int {
	start := len(t.body) / 2
	for start > 0 && t.unit(start-1) != '\n' {
		start--
	}
	return start
}

// isASCII reports bytes that are, but for a few, letters and signs of ASCII,
// and enough of them that it is no accident.
func isASCII(b []byte) bool {
	plain := 0
	for _, c := range b {
		if c >= ' ' && c < 0x7f || c == '\r' || c == '\n' || c == '\t' {
			plain++
		}
	}
	return len(b) >= 8 && plain*10 >= len(b)*9
}
