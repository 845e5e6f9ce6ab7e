package report

import (
	"fmt"
	"strings"
	"unicode"
)

// visible makes a text safe to print on one line: white space of any kind is a
// plain space, and characters that a terminal obeys or that change the order of
// reading – control characters, escape sequences, bidi controls – are escaped
// visibly. Joiners, which scripts and emoji need, stay.
func visible(s string) string {
	if isPlain(s) {
		return s
	}
	var b strings.Builder
	b.Grow(len(s) + 16)
	for _, r := range strings.ReplaceAll(s, "\r\n", "\n") {
		b.WriteString(visibleRune(r))
	}
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
	case unicode.IsControl(r) || unicode.Is(unicode.Cf, r):
		return fmt.Sprintf(`\u%04x`, r)
	}
	return string(r)
}

// isPlain reports that s is printable ASCII, as most cells are.
func isPlain(s string) bool {
	for i := range len(s) {
		if s[i] < ' ' || s[i] >= 0x7f {
			return false
		}
	}
	return true
}
