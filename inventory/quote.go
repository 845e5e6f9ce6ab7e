package inventory

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// quoteMax bounds how much of a value a message shows, in bytes.
const quoteMax = 80

// Quote shows a value in a message: quoted, control characters escaped, long text cut visibly.
func Quote(s string) string {
	if len(s) > quoteMax {
		cut := quoteMax
		for !utf8.RuneStart(s[cut]) {
			cut--
		}
		s = s[:cut] + "…"
	}
	return strconv.Quote(s)
}

func trimSpaceRight(s string) string { return strings.TrimRight(s, " ") }
