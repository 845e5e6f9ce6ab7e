package report

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"
)

// clean makes a text safe for a cell: line breaks stay, characters that XML
// cannot hold or that change the order of reading are escaped visibly, as visible
// does for terminals.
func clean(s string) string {
	start := uncleanAt(s)
	if start == len(s) {
		return s
	}
	var b strings.Builder
	b.Grow(len(s) + 16)
	b.WriteString(s[:start])
	for _, r := range strings.ReplaceAll(s[start:], "\r\n", "\n") {
		switch {
		case r == '\r':
			b.WriteByte('\n')
		case isClean(r):
			b.WriteRune(r)
		default:
			b.WriteString(visibleRune(r))
		}
	}
	return b.String()
}

// uncleanAt finds the first byte that cannot stay as it is, or the end.
func uncleanAt(s string) int {
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c >= ' ' && c < 0x7f || c == '\n' || c == '\t':
		case c < utf8.RuneSelf:
			return i
		default:
			r, size := utf8.DecodeRuneInString(s[i:])
			if r == utf8.RuneError && size == 1 || !isClean(r) {
				return i
			}
			i += size - 1
		}
	}
	return len(s)
}

// isClean reports whether a character may stand in a cell as it is: joiners,
// which scripts and emoji need, may.
func isClean(r rune) bool {
	switch {
	case r < 0x80:
		return r >= ' ' && r < 0x7f || r == '\n' || r == '\t'
	case r == 0x2028, r == 0x2029:
		return false
	case r == 0x200c, r == 0x200d, unicode.IsLetter(r):
		return true
	}
	return !unicode.In(r, unicode.Cc, unicode.Cf, unicode.Noncharacter_Code_Point)
}

// fitCell shortens a text that is longer than a cell holds and says so in the text.
func fitCell(s string, limit int) (fitted string, cut bool) {
	if len(s) <= limit {
		return s, false
	}
	length := utf16Len(s)
	if length <= limit {
		return s, false
	}
	note := "… [cut: " + grouped(length) + " characters]"
	return s[:utf16Prefix(s, limit-utf16Len(note))] + note, true
}

// utf16Len counts as Excel counts characters.
func utf16Len(s string) int {
	n := 0
	for _, r := range s {
		n += utf16.RuneLen(r)
	}
	return n
}

// utf16Prefix is the length in bytes of the longest prefix of at most n UTF-16 units.
func utf16Prefix(s string, n int) int {
	for i, r := range s {
		if n -= utf16.RuneLen(r); n < 0 {
			return i
		}
	}
	return len(s)
}

// appendXML appends a cleaned text as XML character data. Text that reads like
// an escape of OOXML, _x0041_, is itself escaped so that it stays what it is.
func appendXML(dst []byte, s string) []byte {
	start := 0
	for i := range len(s) {
		var escape string
		switch s[i] {
		case '&':
			escape = "&amp;"
		case '<':
			escape = "&lt;"
		case '>':
			escape = "&gt;"
		case '"':
			escape = "&#34;"
		case '_':
			if !isOOXMLEscape(s[i:]) {
				continue
			}
			escape = "_x005F_"
		default:
			continue
		}
		dst = append(append(dst, s[start:i]...), escape...)
		start = i + 1
	}
	return append(dst, s[start:]...)
}

// appendEscaped appends a text that excelize has made safe already as XML
// character data.
func appendEscaped(dst []byte, s string) []byte {
	return append(dst, escaper.Replace(s)...)
}

var escaper = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;")

// isOOXMLEscape reports whether s begins with _xHHHH_.
func isOOXMLEscape(s string) bool {
	return len(s) >= 7 && (s[1] == 'x' || s[1] == 'X') && s[6] == '_' && strings.Trim(s[2:6], "0123456789abcdefABCDEF") == ""
}

// escapeOOXML does for texts that excelize writes what appendXML does for ours.
func escapeOOXML(s string) string {
	for i := 0; i < len(s); i++ {
		if s[i] == '_' && isOOXMLEscape(s[i:]) {
			s = s[:i] + "_x005F" + s[i:]
			i += len("_x005F")
		}
	}
	return s
}

// needsPreserve reports whether XML readers would drop white space of the text:
// at its ends, several in a row, or other than a space.
func needsPreserve(s string) bool {
	for i := range len(s) {
		if s[i] <= ' ' && (s[i] != ' ' || i == 0 || i == len(s)-1 || s[i+1] == ' ') {
			return true
		}
	}
	return false
}

// grouped writes a number with separators: 40,123.
func grouped(n int) string {
	s := strconv.Itoa(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}
