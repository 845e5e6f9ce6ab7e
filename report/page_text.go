package report

import (
	"net/url"
	"slices"
	"strconv"
	"unicode"
	"unicode/utf8"
)

// appendHTML appends a value as HTML text that is also safe inside a quoted
// attribute, on one line and with whatever a reader could not see made visible.
func appendHTML(dst []byte, s string) []byte {
	start := 0
	for i := 0; i < len(s); {
		if c := s[i]; c < utf8.RuneSelf {
			if escape := htmlEscapes[c]; escape != "" {
				dst = append(append(dst, s[start:i]...), escape...)
				start = i + 1
			}
			i++
			continue
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		if hidden(r) || r == utf8.RuneError {
			dst = append(append(dst, s[start:i]...), visibleRune(r)...)
			start = i + size
		}
		i += size
	}
	return append(dst, s[start:]...)
}

// htmlEscapes holds what replaces an ASCII character; "" leaves it alone.
var htmlEscapes = func() (table [utf8.RuneSelf]string) {
	for c := range table {
		if r := rune(c); unicode.IsControl(r) {
			table[c] = visibleRune(r)
		}
	}
	table['&'], table['<'], table['>'] = "&amp;", "&lt;", "&gt;"
	table['"'], table['\''] = "&#34;", "&#39;"
	return table
}()

// appendVisible appends text that is HTML already, with hidden characters made
// visible; its lines stay lines.
func appendVisible(dst []byte, s string) []byte {
	start := 0
	for i, r := range s {
		if hidden(r) {
			dst = append(append(dst, s[start:i]...), visibleRune(r)...)
			start = i + utf8.RuneLen(r)
		}
	}
	return append(dst, s[start:]...)
}

// hidden reports whether a code point is no character, or a control or format
// character that shows nothing and may reorder or hide the text around it.
func hidden(r rune) bool {
	switch {
	case r == '\t' || r == '\n' || r == '\r' || r == 0x200c || r == 0x200d:
		return false
	case ' ' <= r && r < 0x7f:
		return false
	}
	return unicode.In(r, unicode.Cc, unicode.Cf, unicode.Zl, unicode.Zp, unicode.Noncharacter_Code_Point)
}

// thousands writes a count in groups of three digits: 10,000.
func thousands(n int) string {
	s := strconv.Itoa(n)
	for i := len(s) - 3; i > 0 && s[i-1] != '-'; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

// pageFilter is the fragment that narrows the list of findings to columns' values,
// given as key, value, key, value.
func pageFilter(pairs ...string) string {
	var s string
	for i := 0; i+1 < len(pairs); i += 2 {
		if s != "" {
			s += "&"
		}
		s += pairs[i] + "=" + url.QueryEscape(visible(pairs[i+1]))
	}
	return s
}

// sortNatural sorts names as people do.
func sortNatural(names []string) { slices.SortFunc(names, compareNatural) }
