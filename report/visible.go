package report

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// visible makes a text safe to print on one line: white space of any kind is a
// plain space, and characters that a terminal obeys or that change the order of
// reading – control characters, escape sequences, bidi controls – and code points
// that are no characters, of which XML cannot hold some, are escaped visibly.
// Joiners, which scripts and emoji need, stay.
func visible(s string) string {
	n := plainRun(s)
	if n == len(s) {
		return s
	}
	var b strings.Builder
	b.Grow(len(s) + 16)
	for ; n < len(s); n = plainRun(s) {
		r, size := utf8.DecodeRuneInString(s[n:])
		b.WriteString(s[:n])
		if !strings.HasPrefix(s[n:], "\r\n") { // one space is enough for both
			b.WriteString(visibleRune(r))
		}
		s = s[n+size:]
	}
	b.WriteString(s)
	return b.String()
}

func visibleRune(r rune) string {
	switch {
	case r == 0x200c || r == 0x200d:
		return string(r)
	case r == '\n' || r == '\r' || r == '\t' || unicode.Is(unicode.Z, r):
		return " "
	case r < 0x80 && unicode.IsControl(r):
		return fmt.Sprintf(`\x%02x`, r)
	case !unicode.In(r, unicode.Cc, unicode.Cf, unicode.Noncharacter_Code_Point):
		return string(r)
	case r > 0xffff:
		return fmt.Sprintf(`\U%08x`, r)
	}
	return fmt.Sprintf(`\u%04x`, r)
}

// isPlain reports that s is printable ASCII, as most cells are.
func isPlain(s string) bool { return plainRun(s) == len(s) }

// plainRun is how many bytes of printable ASCII s begins with.
func plainRun(s string) int {
	i := 0
	for i+8 <= len(s) && arePlain(word(s[i:i+8])) {
		i += 8
	}
	for i < len(s) && ' ' <= s[i] && s[i] < 0x7f {
		i++
	}
	return i
}

// word is eight bytes in one.
func word(s string) uint64 {
	_ = s[7]
	return uint64(s[0]) | uint64(s[1])<<8 | uint64(s[2])<<16 | uint64(s[3])<<24 |
		uint64(s[4])<<32 | uint64(s[5])<<40 | uint64(s[6])<<48 | uint64(s[7])<<56
}

// arePlain reports that all of eight bytes are printable ASCII: none of them has its
// highest bit, and none gets it when one is added or a blank is taken away.
func arePlain(w uint64) bool {
	const ones = 0x0101010101010101
	return (w|(w+ones)|(w-' '*ones))&(0x80*ones) == 0
}
