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

// stops finds delimiters and line ends of a text, eight bytes at a time, and
// each of them once.
type stops struct {
	data  []byte
	delim uint64 // eight times the delimiter
	cr    uint64 // eight carriage returns; eight line feeds where the text has none
	at    int    // the eight bytes that were looked at last
	found uint64 // the high bits of those that are stops and were not given yet
}

// look finds the stops of the eight bytes at s.at.
func (s *stops) look() {
	v := uint64(0) // no stop
	if s.at+8 <= len(s.data) {
		v = binary.LittleEndian.Uint64(s.data[s.at:])
	} else if s.at < len(s.data) {
		var tail [8]byte
		copy(tail[:], s.data[s.at:])
		v = binary.LittleEndian.Uint64(tail[:])
	}
	s.found = ^(other(v, s.delim) & other(v, s.cr) & other(v, '\n'*everyByte)) & highBits
}

// next is the next stop, or the end of the text.
func (s *stops) next() int {
	for s.found == 0 {
		if s.at += 8; s.at >= len(s.data) {
			return len(s.data)
		}
		s.look()
	}
	i := s.at + bits.TrailingZeros64(s.found)/8
	s.found &= s.found - 1
	return i
}

// plain reads records up to the first that is not plain: one with a cell of
// several lines, with a quote out of place or behind a blank, too long to be
// counted in the 15 bits of a cellEnd, or with a mark at its beginning. It is
// one long loop over local variables, since it is where reading spends its time.
func (s *scanner) plain(until int) {
	if !beginsLine(s.data, s.pos) {
		return
	}
	data, delim := s.data, s.delim[0]
	find := stops{data: unsafe.Slice(unsafe.StringData(data), len(data)), delim: uint64(delim) * everyByte, cr: '\n' * everyByte}
	if s.returns {
		find.cr = '\r' * everyByte
	}
	rows, ends, base := s.out.rows, s.out.ends, s.out.base
	i := s.pos
	find.at = i
	find.look()
	for i < until {
		if c := data[i]; c == '#' || c == bomUTF8[0] {
			break
		}
		first, at, stop := len(ends), i, 0
		for {
			var quoted cellEnd
			if at < len(data) && (data[at] == '"' || data[at] == ' ' && delim != ' ') {
				if stop, quoted = plainQuote(data, delim, at); stop < 0 {
					break
				}
				if stop > 0 {
					find.at = stop
					find.look()
				}
			}
			if stop = find.next(); stop-i > endMask {
				stop = -1
				break
			}
			ends = append(ends, cellEnd(stop-i)|quoted)
			if stop == len(data) || data[stop] != delim {
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
		if i = stop + 1; s.returns && stop < len(data) && data[stop] == '\r' && i < len(data) && data[i] == '\n' {
			i = find.next() + 1
		}
		i = min(i, len(data))
	}
	read := len(rows) - len(s.out.rows)
	s.out.rows, s.out.ends = rows, ends
	s.out.number(s.line, read)
	s.pos, s.line = i, s.line+read
}

// plainQuote reads a cell that begins with a quote or a blank: it gives what
// follows the closing quote, 0 for a cell without quotes, and -1 where the
// rules of quotes are needed.
func plainQuote(data string, delim byte, at int) (stop int, quoted cellEnd) {
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
			return i + 1, quoted
		}
		quoted = doubled
	}
}
