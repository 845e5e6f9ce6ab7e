package sheet

import "strings"

// plain reads records up to the first that is not plain: one with a cell of
// several lines, with a quote out of place or behind a blank, too long to be
// counted in the bits of a cellEnd, or with a mark at its beginning. It is one
// long loop over local variables, since it is where reading spends its time.
func (s *scanner) plain(until int) {
	if !beginsLine(s.data, s.pos) {
		return
	}
	data, delim, stops := s.data, s.delim[0], &s.stops
	rows, ends, base := s.out.rows, s.out.ends, s.out.base
	i := s.pos
	stops.seek(data, delim, s.returns, i)
	for i < until {
		if c := data[i]; c == '#' || c == bomUTF8[0] {
			break
		}
		first, at, stop := len(ends), i, 0
		for {
			var quotes cellEnd
			if at < len(data) && (data[at] == '"' || data[at] == ' ') && delim != data[at] {
				if stop, quotes = plainQuote(data, delim, at); stop < 0 {
					break
				}
				if stop > 0 {
					stops.seek(data, delim, s.returns, stop)
				}
			}
			for stops.next == stops.count {
				stops.find(data, delim, s.returns, stops.to)
			}
			stop = stops.from + int(stops.found[stops.next])
			stops.next++
			if stop-i > endMask {
				stop = -1
				break
			}
			ends = append(ends, cellEnd(stop-i)|quotes)
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
		if i = lineEnd(data, stop); i > stop+1 { // the line feed behind is no other stop
			stops.seek(data, delim, s.returns, i)
		}
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
