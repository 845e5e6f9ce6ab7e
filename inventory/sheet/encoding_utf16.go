package sheet

import (
	"fmt"
	"unicode/utf16"
	"unicode/utf8"
)

// decodeUTF16 decodes UTF-16 without its mark. A surrogate without its partner,
// half a character at the end, and a tail that was appended in another
// encoding are errors.
func decodeUTF16(body []byte, name string) (decoded, error) {
	lo, hi := 0, 1
	if name == utf16BEName {
		lo, hi = 1, 0
	}
	units := len(body) / 2
	unit := func(i int) rune { return rune(body[2*i+lo]) | rune(body[2*i+hi])<<8 }
	fail := func(out []byte, format string, args ...any) (decoded, error) {
		return decoded{}, &decodeError{string(out), fmt.Sprintf(format, args...)}
	}
	tail := appendedTail(body, units, unit)
	out := make([]byte, 0, units+units/16)
	for i := 0; i < units; i++ {
		if i == tail {
			return fail(out, "from here on the bytes are not %s like the text above: something was appended to the file in another encoding; save it again in one", name)
		}
		u := unit(i)
		if u < utf8.RuneSelf {
			out = append(out, byte(u))
			continue
		}
		if utf16.IsSurrogate(u) {
			next := rune(0)
			if i+1 < units {
				next = unit(i + 1)
			}
			if u = utf16.DecodeRune(u, next); u == utf8.RuneError {
				return fail(out, "half of a surrogate pair: the file is damaged or is not %s; save it again as UTF-8", name)
			}
			i++
		}
		out = utf8.AppendRune(out, u)
	}
	if len(body)%2 != 0 {
		return fail(out, "ends in half a character of %s: the file was cut, or something was appended to it in another encoding; save it again", name)
	}
	return decoded{text: asString(out), encoding: name}, nil
}

// appendedTail is the unit from which on text behind the last line end of
// UTF-16 is really made of single bytes, or -1: there nearly every unit is two
// letters of ASCII, which words of no language are.
func appendedTail(body []byte, units int, unit func(int) rune) int {
	start := units
	for start > 0 && unit(start-1) != '\n' {
		start--
	}
	if isASCII(body[2*start:]) {
		return start
	}
	return -1
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
