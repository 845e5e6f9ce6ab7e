package report

import (
	"encoding/binary"
	"strings"
	"unicode/utf8"
	"unsafe"
)

// appendCSVText appends a text as a cell that no reader misreads and no
// spreadsheet runs as a formula.
func appendCSVText(b []byte, text string) []byte {
	if text == "" || isPlainCell(text) {
		return append(b, text...)
	}
	return appendCSVCell(b, guardFormula(text))
}

// isPlainCell reports a text that begins with a letter or digit, ends with
// visible ASCII and has nothing in between that a reader of CSV looks for. Most
// cells are, and all are asked, so that eight bytes are looked at together.
func isPlainCell(s string) bool {
	last := s[len(s)-1]
	if !startsPlain(s) || last <= ' ' || last >= utf8.RuneSelf {
		return false
	}
	i := 0
	for b := unsafe.Slice(unsafe.StringData(s), len(s)); i+8 <= len(b); i += 8 {
		if eight := binary.LittleEndian.Uint64(b[i:]); hasByte(eight, ',')|hasByte(eight, '"')|hasByte(eight, '\n')|hasByte(eight, '\r') != 0 {
			return false
		}
	}
	for ; i < len(s); i++ {
		if c := s[i]; c == ',' || c == '"' || c == '\n' || c == '\r' {
			return false
		}
	}
	return true
}

// hasByte is not 0 where one of eight bytes is c.
func hasByte(eight uint64, c byte) uint64 {
	const ones, tops = 0x0101010101010101, 0x8080808080808080
	different := eight ^ ones*uint64(c)
	return (different - ones) &^ different & tops
}

// appendCSVCell appends a cell, in quotes where a reader could misread it.
func appendCSVCell(b []byte, cell string) []byte {
	if strings.IndexByte(cell, ',') < 0 && strings.IndexByte(cell, '"') < 0 && !severalLines(cell) && strings.TrimSpace(cell) == cell {
		return append(b, cell...)
	}
	b = append(b, '"')
	for {
		i := strings.IndexByte(cell, '"')
		if i < 0 {
			break
		}
		b = append(append(b, cell[:i]...), `""`...)
		cell = cell[i+1:]
	}
	return append(append(b, cell...), '"')
}

// guardFormula puts an apostrophe before a text that a spreadsheet would run as
// a formula: one with = + - @ or a full-width form of them, a tab or a carriage
// return in front, white space before them or not; and, for readers that split
// cells at line ends, before each further line like that. Numbers stay numbers.
func guardFormula(s string) string {
	if s == "" || startsPlain(s) && !severalLines(s) || isNumber(s) {
		return s
	}
	if s[0] == '\t' || s[0] == '\r' || s[0] == '\n' {
		s = "'" + s
	}
	if !strings.ContainsAny(s, "=+-@＝＋－＠") {
		return s
	}
	var guarded strings.Builder
	for rest := s; ; {
		if startsFormula(rest) {
			guarded.WriteByte('\'')
		}
		i := strings.IndexAny(rest, "\r\n")
		if i < 0 {
			guarded.WriteString(rest)
			return guarded.String()
		}
		guarded.WriteString(rest[:i+1])
		rest = rest[i+1:]
	}
}

// severalLines is two searches for a byte because those are fast, and every
// cell is asked.
func severalLines(s string) bool {
	return strings.IndexByte(s, '\n') >= 0 || strings.IndexByte(s, '\r') >= 0
}

// startsPlain reports a letter or digit of ASCII in front.
func startsPlain(s string) bool {
	letter := s[0] | 0x20
	return 'a' <= letter && letter <= 'z' || '0' <= s[0] && s[0] <= '9'
}

func startsFormula(line string) bool {
	line = strings.TrimLeft(line, " \t\u00a0\u2007\u202f\u3000\u200b\u2060\ufeff\"")
	r, _ := utf8.DecodeRuneInString(line)
	return strings.ContainsRune("=+-@＝＋－＠", r)
}

// isNumber reports a plain decimal number with an optional minus: -12.5. A plus
// in front is how telephone numbers begin, and is not one.
func isNumber(s string) bool {
	whole, fraction, point := strings.Cut(strings.TrimPrefix(s, "-"), ".")
	return isDigits(whole) && (!point || isDigits(fraction))
}

func isDigits(s string) bool { return s != "" && strings.Trim(s, "0123456789") == "" }
