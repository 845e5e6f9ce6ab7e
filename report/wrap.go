package report

import (
	"strings"

	"github.com/clipperhouse/displaywidth"
)

// ellipsis marks where text was left out.
const ellipsis = "…"

// cellWidth is the number of columns that a terminal needs for a text.
// Characters of ambiguous width count as narrow, whatever the environment says,
// so that reports do not depend on where they are made.
func cellWidth(s string) int { return displaywidth.String(s) }

// wrap breaks a visible text into lines no wider than width, between words where
// it can, inside a long word after punctuation or, failing that, anywhere between
// two characters. Nothing is left out. A width of 0 is unlimited. There is at
// least one line.
func wrap(s string, width int) []string {
	if width <= 0 || cellWidth(s) <= width {
		return []string{s}
	}
	s = folded(s)
	var lines []string
	start, used := 0, 0 // the line at hand begins there and is so wide
	for end := -1; end < len(s); {
		from := end + 1
		word, _, _ := strings.Cut(s[from:], " ")
		end = from + len(word)
		n := cellWidth(word)
		if used > 0 && used+1+n <= width {
			used += 1 + n
			continue
		}
		if used > 0 {
			lines = append(lines, s[start:from-1])
		}
		for n > width {
			head, rest := breakWord(word, width)
			lines = append(lines, head)
			word, n = rest, n-cellWidth(head)
		}
		start, used = end-len(word), n
	}
	if used > 0 || len(lines) == 0 {
		lines = append(lines, s[start:])
	}
	return lines
}

// folded is a text with one blank between any two words.
func folded(s string) string {
	if isPlain(s) && !strings.Contains(s, "  ") && !strings.HasPrefix(s, " ") && !strings.HasSuffix(s, " ") {
		return s
	}
	return strings.Join(strings.Fields(s), " ")
}

// breakWord cuts as much off a word as fits, after punctuation where that
// does not leave most of the line empty.
func breakWord(word string, width int) (head, rest string) {
	head = prefix(word, width)
	if i := strings.LastIndexAny(head, `.-/\:_,;!@`) + 1; i > len(head)/3 && i < len(word) {
		head = head[:i]
	}
	return head, word[len(head):]
}

// prefix is the longest start of s that fits, but at least one character.
func prefix(s string, width int) string {
	if isPlain(s) {
		return s[:min(len(s), max(width, 1))]
	}
	end, used := 0, 0
	graphemes := displaywidth.StringGraphemes(s)
	for graphemes.Next() {
		n := graphemes.Width()
		if end > 0 && used+n > width {
			break
		}
		end += len(graphemes.Value())
		used += n
	}
	return s[:end]
}

// suffix is the longest end of s that fits.
func suffix(s string, width int) string {
	if isPlain(s) {
		return s[max(0, len(s)-max(width, 0)):]
	}
	var starts, widths []int
	at := 0
	graphemes := displaywidth.StringGraphemes(s)
	for graphemes.Next() {
		starts, widths = append(starts, at), append(widths, graphemes.Width())
		at += len(graphemes.Value())
	}
	start := len(s)
	for i := len(starts) - 1; i >= 0 && widths[i] <= width; i-- {
		start, width = starts[i], width-widths[i]
	}
	return s[start:]
}

// shorten leaves out the middle of a text that is wider than width; paths and
// positions say most at their ends. A width of 0 is unlimited.
func shorten(s string, width int) string {
	if width <= 0 || cellWidth(s) <= width {
		return s
	}
	tail := suffix(s, (width-1)*2/3)
	return prefix(s, width-1-cellWidth(tail)) + ellipsis + tail
}

// cutLines keeps the first lines and marks that more were left out.
func cutLines(lines []string, most, width int) []string {
	if len(lines) <= most {
		return lines
	}
	lines = append([]string(nil), lines[:most]...)
	last := lines[most-1]
	if width > 0 && cellWidth(last) >= width {
		last = prefix(last, width-1)
	}
	lines[most-1] = last + ellipsis
	return lines
}
