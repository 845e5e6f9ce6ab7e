package inventory

import (
	"fmt"
	"slices"
	"strings"
	"sync"

	"chatcompat/inventory/internal/parallel"
)

// strays are rows of a table that its header does not head: they would vanish,
// or be read as what they are not. They end as unreadable.
type strays struct {
	above  []int // rows above the header
	titled bool  // the first of them is a header
	below  int   // the header of a second table, which ends the first; 0: there is none
	second int   // the second row of the header itself; 0: there is none
}

// findAbove finds the rows above the header that are no title: another table,
// or data under the columns that were found. Where the user chose the header, it
// is looked at only if it makes no table.
func (l *layout) findAbove(chosen bool) {
	if l.header <= 0 || l.dictionary || chosen && l.shape != ShapeNone {
		return
	}
	last := l.header - 1
	for last > 0 && l.filled(last) < 2 {
		last--
	}
	headers := l.newRowHeaders()
	for row := 0; row <= last; row++ {
		titled := row < last && headers.isHeaderRow(row) && !l.onlyHeaders(headers, row+1, last)
		if !titled && !l.isDataAbove(row, last) {
			continue
		}
		l.strays.titled = titled
		for ; row <= last; row++ {
			if !l.isBlank(row) {
				l.strays.above = append(l.strays.above, row)
			}
		}
	}
}

// onlyHeaders reports rows that are headers, or too little to be anything: a
// header may have several rows.
func (l *layout) onlyHeaders(headers *rowHeaders, from, to int) bool {
	for row := from; row <= to; row++ {
		if l.filled(row) > 1 && !headers.isHeaderRow(row) {
			return false
		}
	}
	return true
}

// filled is how many cells of a row are filled in.
func (l *layout) filled(row int) int {
	n := 0
	for col := range l.raw.Width(row) {
		if cleanText(l.raw.Text(row, col)) != "" {
			n++
		}
	}
	return n
}

// isDataAbove reports a row above the header that reads as data. Under few
// columns a line such as Year, 2013 does, too: one alone is none there.
func (l *layout) isDataAbove(row, last int) bool {
	if l.shape == ShapeNone || !l.readsAsData(row) {
		return false
	}
	if l.knownColumns() > 2 {
		return true
	}
	for next := row + 1; next <= last; next++ {
		if l.readsAsData(next) {
			return true
		}
	}
	return false
}

// readsAsData reports a row that fills enough of the known columns, names
// something, and has a cell that can be recognised. An example is none.
func (l *layout) readsAsData(row int) bool {
	filled := 0
	for col, c := range l.columns {
		if c.Field != NoField && cleanText(l.raw.Text(row, col)) != "" {
			filled++
		}
	}
	name, id := l.application(row)
	server := l.targetText(row)
	if filled < min(3, l.knownColumns()) || name+id+server == "" || l.isExample(row) || row > 0 && l.filled(row-1) == 1 && l.isExample(row-1) {
		return false
	}
	return l.has(FieldAPI) && l.isAPI(l.text(row, FieldAPI)) ||
		l.has(FieldServerVersion) && l.isServerVersion(l.text(row, FieldServerVersion)) || looksLikeFQDN(cleanText(server))
}

// exampleWords begin a row above the header that shows how to fill in the table.
var exampleWords = headerSet("example, examples, sample, beispiel, muster, exemple, ejemplo, e.g., z.b., p. ex., p. ej.")

// isExample reports a row whose first cell is such a word, or begins with one and a colon.
func (l *layout) isExample(row int) bool {
	for col := range l.raw.Width(row) {
		if text := cleanText(l.raw.Text(row, col)); text != "" {
			word, _, _ := strings.Cut(text, ":")
			return exampleWords()[foldHeader(word)]
		}
	}
	return false
}

// findBelow finds the header of a second table among the open rows, by the
// numbers of what they say: few have versions that may be headers.
func (l *layout) findBelow(all []rowNumbers) {
	headers := l.newRowHeaders()
	may := func(numbers rowNumbers, f Field) (may []bool) {
		for _, row := range numbers.firsts {
			may = append(may, headers.isBlankOrHeader(int(row), l.column(f)))
		}
		return may
	}
	apis, versions := may(all[2], FieldAPI), may(all[3], FieldServerVersion)
	if !slices.Contains(apis, true) || !slices.Contains(versions, true) {
		return
	}
	row := l.firstHeader(func(headers *rowHeaders) func(int) bool {
		names := make([]uint8, len(all[0].firsts)) // 0: nobody asked yet
		return func(i int) bool {
			if l.fates[i] != fateOpen || !apis[l.facts.apis.at(i)] || !versions[l.facts.versions.at(i)] {
				return false
			}
			name := &names[l.facts.namings.at(i)]
			if *name == 0 {
				*name = 1
				if headers.isBlankOrHeader(l.header+1+i, l.column(FieldApplication)) {
					*name = 2
				}
			}
			return *name == 2
		}
	})
	if row < 0 {
		return
	}
	if l.strays.second == 0 && l.isSecondRow(row) {
		l.strays.second, l.fates[row-l.header-1] = row, fateUnreadable
		l.findBelow(all)
		return
	}
	l.cut(row)
	for k := range all {
		all[k].cut(int32(row))
	}
}

// isSecondRow reports a header before all data: the header has two rows.
func (l *layout) isSecondRow(row int) bool {
	return !slices.Contains(l.fates[:row-l.header-1], fateOpen)
}

// firstHeader is the first row that is the header of a second table among those
// that may be, -1 where there is none. All processors look.
func (l *layout) firstHeader(newMay func(*rowHeaders) func(i int) bool) int {
	var mu sync.Mutex
	first := -1
	parallel.Ranges(len(l.fates), func(from, to int) {
		headers := l.newRowHeaders()
		may := newMay(headers)
		for i := from; i < to; i++ {
			if row := l.header + 1 + i; may(i) && headers.isSecondHeader(row) {
				mu.Lock()
				if first < 0 || row < first {
					first = row
				}
				mu.Unlock()
				return
			}
		}
	})
	return first
}

// cut leaves out what rows from one on are the first to say.
func (r *rowNumbers) cut(row int32) {
	for len(r.firsts) > 0 && r.firsts[len(r.firsts)-1] >= row {
		r.firsts = r.firsts[:len(r.firsts)-1]
	}
}

// cut makes the rows from the header of a second table on unreadable.
func (l *layout) cut(row int) {
	l.strays.below = row
	for i := row - l.header - 1; i < len(l.fates); i++ {
		if l.fates[i] != fateBlank {
			l.fates[i] = fateUnreadable
		}
	}
}

// findBelowNothing finds the header of a table below rows that are none.
func (l *layout) findBelowNothing() {
	if l.header < 0 || l.dictionary {
		return
	}
	row := l.firstHeader(func(*rowHeaders) func(int) bool {
		return func(i int) bool { return l.fates[i] == fateUnused }
	})
	if row >= 0 {
		l.cut(row)
	}
}

// reportStrays reports the rows that stand where the header does not head them.
func (j *joiner) reportStrays(table int32, l *layout) {
	s := &l.strays
	if n := len(s.above); n > 0 {
		first, header := s.above[0], l.raw.Line(l.header)
		rows := l.span(first, s.above[n-1])
		message := fmt.Sprintf("%s above the header in row %d and would be read as data below it; move what is data there, and delete the rest", rows, header)
		if s.titled {
			message = fmt.Sprintf("a second table, of which %s above the one with the header in row %d; put it into a file or a sheet of its own", rows, header)
		}
		j.problem(rowRef{table, int32(first)}, Problem{At: l.raw.Pos(first, -1), Value: l.rowText(first), Message: message})
	}
	if s.second > 0 {
		j.problem(rowRef{table, int32(s.second)}, Problem{At: l.raw.Pos(s.second, -1), Value: l.rowText(s.second),
			Message: fmt.Sprintf("a second row of the header in row %d; put all headers into one row", l.raw.Line(l.header))})
	}
	if s.below == 0 {
		return
	}
	last := l.raw.Rows() - 1
	for last > s.below && l.isBlank(last) {
		last--
	}
	message := fmt.Sprintf("the header of a second table, of which %s below the one with the header in row %d; put it into a file or a sheet of its own",
		l.span(s.below, last), l.raw.Line(l.header))
	if l.shape == ShapeNone {
		message = fmt.Sprintf("a header below rows that are no table, of which %s unread; delete the rows above it, or put what begins here into a file or a sheet of its own",
			l.span(s.below, last))
	}
	j.problem(rowRef{table, int32(s.below)}, Problem{At: l.raw.Pos(s.below, -1), Value: l.rowText(s.below), Message: message})
}

// span names rows and says that they stand somewhere.
func (l *layout) span(first, last int) string {
	if first == last {
		return fmt.Sprintf("row %d stands", l.raw.Line(first))
	}
	return fmt.Sprintf("rows %d to %d stand", l.raw.Line(first), l.raw.Line(last))
}
