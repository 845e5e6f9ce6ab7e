package report

// longColumn is a column of a long table.
type longColumn struct {
	drawnColumn
	width  int  // no line is wider
	open   bool // cells are wider, and not all of them were looked at
	shown  int  // the widest line, as far as it is known
	row    []drawnLine
	single [1]drawnLine           // room for a row
	known  map[string][]drawnLine // of cells that are broken
}

// mostBroken is how many broken cells of a column are remembered.
const mostBroken = 1 << 12

// drawnLine is a line of a cell with its width.
type drawnLine struct {
	text  string
	width int
}

func newLongColumn(c drawnColumn, width, natural int) longColumn {
	l := longColumn{drawnColumn: c, width: width, open: natural > width, shown: natural, known: map[string][]drawnLine{}}
	if l.open {
		l.shown = widest(drawnLines(wrap(c.title, width)))
	}
	return l
}

// lines are those of a cell, valid until the next one.
func (c *longColumn) lines(cell string) []drawnLine {
	if len(cell) <= c.width || c.middle {
		c.single[0] = newDrawnLine(shorten(cell, c.width))
		return c.single[:]
	}
	lines, met := c.known[cell]
	if !met {
		if len(c.known) == mostBroken {
			clear(c.known)
		}
		lines = drawnLines(c.linesOf(cell, c.width))
		c.known[cell] = lines
	}
	return lines
}

func drawnLines(lines []string) []drawnLine { return each(lines, newDrawnLine) }

// newDrawnLine measures a line. Where there is something to draw it takes a column,
// as a stand-in for it would.
func newDrawnLine(text string) drawnLine {
	width := cellWidth(text)
	if width == 0 && needsStandIn(text) {
		return drawnLine{text + " ", 1}
	}
	return drawnLine{text, width}
}

func widest(lines []drawnLine) int {
	width := 0
	for _, line := range lines {
		width = max(width, line.width)
	}
	return width
}
