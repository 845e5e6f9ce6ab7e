package report

import "io"

// mostKept is how many rows are drawn by tablewriter, which keeps all of a table;
// a longer one is drawn here.
const mostKept = 1000

// longTable draws a table row by row, as tablewriter draws it.
//
// Note: it knows the one look of our tables and nothing else. tablewriter takes some
// 20 microseconds and 5 KB for a row, which nobody feels in a table that is read from
// top to bottom, and everybody in one that is searched.
type longTable struct {
	*drawn
	columns []longColumn
	marks   tableMarks
	tall    bool // a row has more than one line, so there are lines between them
	out     io.Writer
	buf     []byte
}

// tableMarks are the characters that a table is drawn with.
type tableMarks struct {
	side, dash          string
	top, middle, bottom [3]string // left, between columns, right
}

var (
	plainMarks = tableMarks{"|", "-", [3]string{"+", "+", "+"}, [3]string{"+", "+", "+"}, [3]string{"+", "+", "+"}}
	boxMarks   = tableMarks{"│", "─", [3]string{"┌", "┬", "┐"}, [3]string{"├", "┼", "┤"}, [3]string{"└", "┴", "┘"}}
)

// drawLong draws a table whose columns may have the widths.
func drawLong(d *drawn, widths []int, out io.Writer, terminal Terminal) error {
	t := &longTable{drawn: d, marks: plainMarks, out: out}
	if terminal.UTF8 {
		t.marks = boxMarks
	}
	for i, c := range d.columns {
		t.columns = append(t.columns, newLongColumn(c, widths[i], d.measure().natural[i]))
		t.lookAt(i, d.measure().texts[i])
	}
	t.look()
	t.header()
	between := t.appendRule(nil, t.marks.middle)
	for i := range d.rows.len() {
		if i == 0 || t.tall {
			t.buf = append(t.buf, between...)
		}
		t.appendRow(i)
		if len(t.buf) >= rowBuffer {
			if err := t.flush(); err != nil {
				return err
			}
		}
	}
	t.buf = t.appendRule(t.buf, t.marks.bottom)
	return t.flush()
}

func (t *longTable) flush() error {
	_, err := t.out.Write(t.buf)
	t.buf = t.buf[:0]
	return err
}

// lookAt finds out how wide a column is drawn and whether rows are tall, where all of
// its cells are known.
func (t *longTable) lookAt(column int, cells map[string]struct{}) {
	c := &t.columns[column]
	for cell := range cells {
		if c.open {
			t.see(c, cell)
		}
	}
	c.open = c.open && cells == nil
}

// look finds out likewise of all other columns. It looks at rows only as long as they
// can change the answer.
func (t *longTable) look() {
	for row := 0; row < t.rows.len() && t.unsettled(); row++ {
		cells := t.rows.at(row)
		for i := range t.columns {
			if c := &t.columns[i]; c.open {
				t.see(c, cells[i])
			}
		}
	}
}

func (t *longTable) see(c *longColumn, cell string) {
	lines := c.lines(cell)
	c.shown = max(c.shown, widest(lines))
	t.tall = t.tall || len(lines) > 1
}

// unsettled reports that a row may change how the table is drawn.
func (t *longTable) unsettled() bool {
	for i := range t.columns {
		if c := &t.columns[i]; c.open && (c.shown < c.width || !c.middle && !t.tall) {
			return true
		}
	}
	return false
}

// appendRule appends a line across the table.
func (t *longTable) appendRule(b []byte, corners [3]string) []byte {
	for i, c := range t.columns {
		b = append(b, corners[min(i, 1)]...)
		for range c.shown + 2 {
			b = append(b, t.marks.dash...)
		}
	}
	return append(append(b, corners[2]...), '\n')
}

// header appends the titles with the line above them.
func (t *longTable) header() {
	t.buf = t.appendRule(t.buf, t.marks.top)
	for i := range t.columns {
		t.columns[i].row = drawnLines(wrap(t.columns[i].title, t.columns[i].width))
	}
	t.appendLines(func(_, _ int, line string) string { return line })
}

func (t *longTable) appendRow(row int) {
	for i, cell := range t.rows.at(row) {
		t.columns[i].row = t.columns[i].lines(cell)
	}
	t.appendLines(func(column, n int, line string) string {
		if t.color == nil {
			return line
		}
		return t.color(row, column, line, n == 0)
	})
}

// appendLines appends the row that the columns have, with its lines in colour.
func (t *longTable) appendLines(color func(column, n int, line string) string) {
	height := 0
	for i := range t.columns {
		height = max(height, len(t.columns[i].row))
	}
	for n := range height {
		for i := range t.columns {
			c := &t.columns[i]
			t.buf = append(append(t.buf, t.marks.side...), ' ')
			room := c.shown + 1
			if n < len(c.row) {
				t.buf = append(t.buf, color(i, n, c.row[n].text)...)
				room -= c.row[n].width
			}
			for range room {
				t.buf = append(t.buf, ' ')
			}
		}
		t.buf = append(append(t.buf, t.marks.side...), '\n')
	}
}
