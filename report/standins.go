package report

import (
	"io"
	"strings"
	"unicode/utf8"
)

// standIn is a character of width one that takes the place of others.
const standIn = '\ue000'

// standIns are texts that were taken out of a table, in the order in which the
// table is drawn.
//
// Note: tablewriter adds up the widths of code points, terminals show clusters
// of them: a family of four or a syllable of Devanagari would shift the borders
// of its line. So every line that is not plain ASCII is drawn as a row of
// stand-ins of its true width, and put back into the finished picture.
type standIns []string

// replace joins the lines of each cell, with stand-ins for those that need them.
func (s *standIns) replace(cells [][]string) []string {
	for line := range tallest(cells) {
		for _, lines := range cells {
			if line < len(lines) && needsStandIn(lines[line]) {
				*s = append(*s, lines[line])
				lines[line] = strings.Repeat(string(standIn), max(1, cellWidth(lines[line])))
			}
		}
	}
	joined := make([]string, len(cells))
	for i, lines := range cells {
		joined[i] = strings.Join(lines, "\n")
	}
	return joined
}

func tallest(cells [][]string) int {
	most := 0
	for _, lines := range cells {
		most = max(most, len(lines))
	}
	return most
}

// needsStandIn reports text beyond ASCII. Colours are only given to ASCII words.
func needsStandIn(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool { return r >= utf8.RuneSelf })
}

// restore writes the picture with the texts in the place of their stand-ins.
func (s standIns) restore(out io.Writer, picture []byte) error {
	text := string(picture)
	for _, original := range s {
		before, rest, _ := strings.Cut(text, string(standIn))
		if cellWidth(original) == 0 {
			original += " "
		}
		if _, err := io.WriteString(out, before+original); err != nil {
			return err
		}
		text = strings.TrimLeft(rest, string(standIn))
	}
	_, err := io.WriteString(out, text)
	return err
}
