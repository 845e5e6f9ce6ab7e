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
}

// decodeUTF16 decodes UTF-16 without its mark. A surrogate without its partner,
// half a character at the end, and a tail that was appended in another
// encoding are errors.
func decodeUTF16(body []byte, name string) (decoded, error) {
	t := utf16Text{name, body, 0, 1, 0xff80ff80ff80ff80}
	if name == utf16BEName {
		t = utf16Text{name, body, 1, 0, 0x80ff80ff80ff80ff}
	}
	end := t.end()
	out, whole := t.decode(end)
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
		return decoded{text: asString(out), encoding: name}, nil
	}
	return decoded{}, &decodeError{asString(out), fmt.Sprintf(wrong, name)}
}

func (t *utf16Text) unit(i int) rune {
	return rune(t.body[2*i+t.lo]) | rune(t.body[2*i+t.hi])<<8
}

// decode decodes the first units; whole is false where it stopped at half a surrogate pair.
func (t *utf16Text) decode(units int) (out []byte, whole bool) {
	out = make([]byte, 0, units+units/16)
	for i := 0; i < units; i++ {
		for ; i+4 < units && binary.LittleEndian.Uint64(t.body[2*i:])&t.beyond == 0; i += 4 {
			four := t.body[2*i+t.lo : 2*i+t.lo+7]
			out = append(out, four[0], four[2], four[4], four[6])
		}
		u := t.unit(i)
		if utf16.IsSurrogate(u) {
			next := rune(0)
			if i+1 < units {
				next = t.unit(i + 1)
			}
			if u = utf16.DecodeRune(u, next); u == utf8.RuneError {
				return out, false
			}
			i++
		}
		out = utf8.AppendRune(out, u)
	}
	return out, true
}

// end is the number of units that are UTF-16. Text behind its last line end is
// really made of single bytes where nearly every unit of it is two letters of
// ASCII, which words of no language are.
func (t *utf16Text) end() int {
	units := len(t.body) / 2
	start := units
	for start > 0 && t.unit(start-1) != '\n' {
		start--
	}
	if isASCII(t.body[2*start:]) {
		return start
	}
	return units
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
