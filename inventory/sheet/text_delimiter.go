package sheet

import (
	"math"
	"slices"
	"strings"
)

// ValidDelimiter reports whether Options.Delimiter may have this value: any
// character but a quote and a line end. Zero is valid and detects it.
func ValidDelimiter(r rune) bool { return r != '"' && r != '\r' && r != '\n' && r != '\uFFFD' }

// profile is what a look at the beginning of a text tells.
type profile struct {
	delimiter rune // 0 where the text has one column
	width     int  // cells that most rows have
}

// candidates are the delimiters that are looked for.
var candidates = [...]rune{',', ';', '\t', '|'}

// sampleLength and sampleRows bound the look at the beginning of a text.
const (
	sampleLength = 1 << 16
	sampleRows   = 1000
)

// profileOf finds delimiter and width. What the user gave wins over what the
// file declares, and that over what its rows look like.
func profileOf(text string, opt Options, declared rune) profile {
	sample := text
	if len(text) > sampleLength {
		sample = text[:strings.LastIndexAny(text[:sampleLength], "\r\n")+1]
		if sample == "" {
			sample = text[:sampleLength]
		}
	}
	given := opt.Delimiter
	if given == 0 {
		given = declared
	}
	if given != 0 {
		return survey(sample, given).profile
	}
	likely := candidates[:]
	if opt.Heading != nil {
		likely = withMostHeadings(sample, opt.Heading)
	}
	if len(likely) == 1 {
		return survey(sample, likely[0]).profile
	}
	return detect(sample, likely)
}

// headingRows bounds the search for a line of headers, and longestHeading what
// may be one.
const (
	headingRows    = 60
	longestHeading = 80
)

// withMostHeadings are the delimiters under which a line near the top has the
// most headers of different things, two or more: what stands below them may hold
// more delimiters of another kind, such as lists in cells. Where no line has two,
// all are as likely.
func withMostHeadings(sample string, heading func(string) int) []rune {
	var best []rune
	most := 2
	for _, c := range candidates {
		if !strings.ContainsRune(sample, c) {
			continue
		}
		n := mostHeadings(sample, c, heading)
		if n > most {
			most, best = n, nil
		}
		if n == most {
			best = append(best, c)
		}
	}
	if best == nil {
		return candidates[:]
	}
	return best
}

// mostHeadings counts the headers of different things in the line that has most.
func mostHeadings(sample string, delimiter rune, heading func(string) int) int {
	s := newScanner("", sample, profile{delimiter: delimiter})
	most := 0
	for range headingRows {
		if s.pos >= len(s.data) || s.record() != nil {
			break
		}
		var seen []int
		for _, f := range s.cells {
			if f.end-f.off > longestHeading {
				continue
			}
			if n := heading(sample[f.off:f.end]); n != 0 && !slices.Contains(seen, n) {
				seen = append(seen, n)
			}
		}
		most = max(most, len(seen))
	}
	return most
}

// fit is how well a delimiter explains a sample.
type fit struct {
	profile
	share float64 // of the rows that are not blank, those of the usual width
	tail  float64 // the same, counted from start on
	start int     // the first of two neighbouring rows of the usual width
}

// detect chooses the likely delimiter which gives many rows the same number of cells,
// more than one and the more the better. One whose regular rows begin earlier
// counts double: a header has the delimiters of its rows, while decimal commas
// and lists in cells begin below it.
func detect(sample string, likely []rune) profile {
	var fits []fit
	earliest := math.MaxInt
	for _, c := range likely {
		f := survey(sample, c)
		if f.width > 1 && f.tail >= 0.5 && (f.width > 2 || f.share >= 0.3) {
			fits = append(fits, f)
			earliest = min(earliest, f.start)
		}
	}
	best, bestScore := fit{}, 0.0
	for _, f := range fits {
		score := f.share * math.Log2(float64(f.width))
		if f.start == earliest {
			score *= 2
		}
		if score > bestScore {
			best, bestScore = f, score
		}
	}
	switch {
	case bestScore > 0:
		return best.profile
	case strings.TrimLeft(sample, " \r\n"+string(candidates[:])) == "" && strings.ContainsFunc(sample, isCandidate):
		return survey(sample, rune(sample[strings.IndexFunc(sample, isCandidate)])).profile // nothing but empty cells
	case strings.ContainsFunc(sample, isCandidate):
		return survey(sample, 0).profile
	}
	return survey(sample, ',').profile
}

func isCandidate(r rune) bool { return strings.ContainsRune(string(candidates[:]), r) }

// survey splits a sample by one delimiter and counts the cells of its rows.
func survey(sample string, delimiter rune) fit {
	s := newScanner("", sample, profile{delimiter: delimiter})
	var widths []int
	for rows := 0; s.pos < len(s.data) && rows < sampleRows; {
		if s.record() != nil {
			break
		}
		if len(s.out.rows) == rows {
			continue // a mark
		}
		rows++
		if len(s.cells) > 0 && !blankFields(s.cells) {
			widths = append(widths, len(s.cells))
		}
	}
	f := measure(widths)
	f.delimiter = delimiter
	return f
}

func blankFields(cells []field) bool {
	return !slices.ContainsFunc(cells, func(f field) bool { return f.end > f.off })
}

func blankRow(t *Table, row int) bool {
	for col := range t.Width(row) {
		if t.Text(row, col) != "" {
			return false
		}
	}
	return true
}

// measure finds the most frequent width above one and how regular it is.
func measure(widths []int) fit {
	count := map[int]int{}
	for _, n := range widths {
		count[n]++
	}
	f := fit{profile: profile{width: 1}}
	for n, c := range count {
		if n > 1 && (f.width == 1 || c > count[f.width] || c == count[f.width] && n > f.width) {
			f.width = n
		}
	}
	if f.width == 1 {
		return f
	}
	f.start = regularFrom(widths, f.width)
	f.share = float64(count[f.width]) / float64(len(widths))
	regular := 0
	for _, n := range widths[f.start:] {
		if n == f.width {
			regular++
		}
	}
	f.tail = float64(regular) / float64(len(widths)-f.start)
	return f
}

// regularFrom is the first of two neighbouring rows of the width, else the first of the width.
func regularFrom(widths []int, width int) int {
	first := -1
	for i, n := range widths {
		if n != width {
			continue
		}
		if i+1 < len(widths) && widths[i+1] == width {
			return i
		}
		if first < 0 {
			first = i
		}
	}
	return first
}
