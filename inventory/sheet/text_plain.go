package sheet

import (
	"encoding/binary"
	"math/bits"
	"strings"
	"unsafe"
)

const (
	everyByte = 0x0101010101010101
	lowBits   = 0x7f * everyByte
	highBits  = 0x80 * everyByte
)

// other has the high bit of each byte of v that is not the byte of which
// pattern has eight. Unlike shorter formulas it is right for every byte.
func other(v, pattern uint64) uint64 {
	v ^= pattern
	return v&lowBits + lowBits | v
}

// stopBytes has the high bit of each of the eight bytes at an offset that is a
// delimiter or a line end. The end of the text counts as a line end.
func (s *scanner) stopBytes(text []byte, at int) uint64 {
	var eight [8]byte
	if copy(eight[:], text[at:]) < len(eight) {
		eight[len(text)-at] = '\n'
	}
	v := binary.LittleEndian.Uint64(eight[:])
	return ^(other(v, uint64(s.delim[0])*everyByte) & other(v, '\n'*everyByte) & other(v, '\r'*everyByte)) & highBits
}

// plain reads records up to the first that is not plain: one with a cell of
// several lines, with a quote out of place or behind a blank, too long to be
// counted in the bits of a cellEnd, or with a mark at its beginning. It is one
// long loop over local variables, since it is where reading spends its time:
// eight bytes are compared at once, and found has the high bits of those at
// word that are stops and were not passed yet.
func (s *scanner) plain(until int) {
	if !beginsLine(s.data, s.pos) {
		return
	}
	data, delim, returns := s.data, s.delim[0], s.returns
	text := unsafe.Slice(unsafe.StringData(data), len(data))
	delims := uint64(delim) * everyByte
	rows, ends, base := s.out.rows, s.out.ends, s.out.base
	i := s.pos
	word, found := i, s.stopBytes(text, i)
	for i < until {
		if c := text[i]; c == '#' || c == bomUTF8[0] {
			break
		}
		first, at, stop := len(ends), i, 0
		for {
			var quotes cellEnd
			if at < len(text) && (text[at] == '"' || text[at] == ' ') && delim != text[at] {
				if stop, quotes = plainQuote(data, delim, at); stop < 0 {
					break
				}
				if stop > 0 {
					word, found = stop, s.stopBytes(text, stop)
				}
			}
			for found == 0 {
				if word += 8; word+8 > len(text) {
					found = s.stopBytes(text, word)
					break
				}
				v := binary.LittleEndian.Uint64(text[word:])
				rest := other(v, delims) & other(v, '\n'*everyByte)
				if returns {
					rest &= other(v, '\r'*everyByte)
				}
				found = ^rest & highBits
			}
			stop = word + bits.TrailingZeros64(found)/8
			found &= found - 1
			if stop-i > endMask {
				stop = -1
				break
			}
			ends = append(ends, cellEnd(stop-i)|quotes)
			if stop == len(text) || text[stop] != delim {
				break
			}
			at = stop + 1
		}
		if stop < 0 || len(ends)-first > maxColumns {
			ends = ends[:first]
			break
		}
		if stop == i { // a blank line has no cell
			ends = ends[:first]
		}
		rows = append(rows, textRow{uint32(i - base), uint32(first)})
		next := lineEnd(data, stop)
		if next > stop+1 { // the line feed of the carriage return is no other stop
			word, found = next, s.stopBytes(text, next)
		}
		i = next
	}
	read := len(rows) - len(s.out.rows)
	s.out.rows, s.out.ends = rows, ends
	s.out.number(s.line, read)
	s.pos, s.line = i, s.line+read
}

// plainQuote reads a cell that begins with a quote or a blank: it gives what
// follows the closing quote, 0 for a cell without quotes, and -1 where the
// rules of quotes are needed.
func plainQuote(data string, delim byte, at int) (stop int, quotes cellEnd) {
	if data[at] == ' ' {
		for at < len(data) && data[at] == ' ' {
			at++
		}
		if at < len(data) && data[at] == '"' {
			return -1, 0
		}
		return 0, 0
	}
	for i := at + 1; ; i += 2 {
		n := strings.IndexByte(data[i:max(i, min(len(data), at+endMask))], '"')
		if n < 0 {
			return -1, 0
		}
		if i += n; i+1 == len(data) || data[i+1] != '"' {
			inside := data[at+1 : i]
			if i+1 < len(data) && data[i+1] != delim && data[i+1] != '\n' && data[i+1] != '\r' ||
				strings.IndexByte(inside, '\n') >= 0 || strings.IndexByte(inside, '\r') >= 0 {
				return -1, 0
			}
			return i + 1, quotes | quoted
		}
		quotes = doubled
	}
}
