package report

import (
	"strings"

	"chatcompat/inventory"
)

// linesIn estimates how many lines a text takes in a column: a column's width is
// measured in digits of 11 points, wider than most letters of 10.
func linesIn(text string, width float64) int {
	n := 0
	for {
		end := strings.IndexByte(text, '\n')
		if end < 0 {
			return n + linesOf(len(text), width)
		}
		n += linesOf(end, width)
		text = text[end+1:]
	}
}

// linesOf is how many lines a text of some bytes without breaks takes.
func linesOf(length int, width float64) int {
	return 1 + int(float64(max(0, length-1))/(1.12*width))
}

// heightOf is the height of a row with the given lines, in points, within what
// can be read without scrolling.
func heightOf(lines int) int { return min(13*lines+3, 180) }

// cutProblem reports that the cell added next cannot hold its text.
func (l *list) cutProblem(length int) inventory.Problem {
	return cutProblem(l.at, l.columns[l.col].title, l.name, length, l.limits)
}

// cutProblem reports that a cell of a sheet cannot hold its text.
func cutProblem(at inventory.Pos, column, sheet string, length int, limits limits) inventory.Problem {
	return inventory.Problem{At: at, Column: column,
		Message: "the text has " + grouped(length) + " characters and is cut on sheet " + sheet + ", where a cell holds " +
			grouped(limits.chars) + "; the formats csv and json hold all of it"}
}
