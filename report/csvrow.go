package report

import (
	"encoding/binary"
	"runtime"

	"chatcompat/inventory"
)

// rowCell is how the row of a pair tells a column, see [inventory.Row]: in all, and
// where it is joined by what is said of the application and of the server.
type rowCell struct {
	text, application, server func(inventory.Row) string
}

// rowCellOf is that of a column by its key or its field; without functions where
// rows do not tell it.
func rowCellOf(key string, field inventory.Field) rowCell {
	nothing := func(inventory.Row) string { return "" }
	name := func(r inventory.Row) string { name, _ := r.Application(); return name }
	id := func(r inventory.Row) string { _, id := r.Application(); return id }
	switch {
	case key == "application":
		return rowCell{name, name, nothing}
	case key == inventory.FieldApplicationID.Key():
		return rowCell{id, id, nothing}
	case key == "server":
		return rowCell{inventory.Row.Server, nothing, inventory.Row.Server}
	case field != inventory.NoField:
		return rowCell{
			func(r inventory.Row) string { return r.Text(field) },
			func(r inventory.Row) string { return r.OfApplication(field) },
			func(r inventory.Row) string { return r.OfServer(field) },
		}
	}
	return rowCell{}
}

// csvJoined are the cells of applications and servers in joined rows of one table,
// rendered once for all rows that name them.
type csvJoined struct {
	applications, servers csvCells
	on                    bool   // the row at hand is joined
	application, server   []byte // what is left of its cells
	rendered              []byte // scratch
}

// begin finds the cells of a row.
func (j *csvJoined) begin(l *csvRows, row inventory.Row) {
	application, server, ok := row.Joined()
	if j.on = ok; !ok {
		return
	}
	if j.application, ok = j.applications.at(application); !ok {
		j.rendered = l.appendCells(j.rendered[:0], row, func(c rowCell) string { return c.application(row) })
		j.application = j.applications.keep(application, j.rendered)
	}
	if j.server, ok = j.servers.at(server + 1); !ok {
		j.rendered = l.appendCells(j.rendered[:0], row, func(c rowCell) string { return c.server(row) })
		j.server = j.servers.keep(server+1, j.rendered)
	}
}

// appendNext appends the next cell: what is said of the application, else of the server.
func (j *csvJoined) appendNext(b []byte) []byte {
	var application, server []byte
	application, j.application = cutCell(j.application)
	server, j.server = cutCell(j.server)
	if len(application) > 0 {
		return append(b, application...)
	}
	return append(b, server...)
}

// appendCells appends cells for csvCells, as CSV has them, each behind its length.
func (l *csvRows) appendCells(b []byte, row inventory.Row, text func(rowCell) string) []byte {
	for i := range l.parts {
		if p := &l.parts[i]; p.class < 0 && p.append.row == nil && p.row.text != nil {
			l.cell = appendCSVText(l.cell[:0], text(p.row))
			b = append(binary.AppendUvarint(b, uint64(len(l.cell))), l.cell...)
		}
	}
	return b
}

func cutCell(cells []byte) (cell, rest []byte) {
	length, n := binary.Uvarint(cells)
	return cells[n : n+int(length)], cells[n+int(length):]
}

// csvCells keeps cells by number, those of one number behind each other.
type csvCells struct {
	starts []uint32 // page and place in it, one more; 0 where there are none yet
	pages  [][]byte
	seen   int32
}

// Cells are kept in pages, and at most so many on all processors together: then
// it begins anew.
const (
	pageBits  = 16
	mostPages = 1 << 9
)

// at are the cells of a number, and whatever follows them.
func (c *csvCells) at(number int32) (cells []byte, ok bool) {
	if int(number) >= len(c.starts) || c.starts[number] == 0 {
		return nil, false
	}
	start := c.starts[number] - 1
	return c.pages[start>>pageBits][start&(1<<pageBits-1):], true
}

// keep keeps a copy of the cells of a number.
func (c *csvCells) keep(number int32, cells []byte) []byte {
	for int(number) >= len(c.starts) {
		c.starts = append(c.starts, make([]uint32, max(1024, int(number)-len(c.starts)+1))...)
	}
	last := len(c.pages) - 1
	if last < 0 || len(cells) > cap(c.pages[last])-len(c.pages[last]) {
		if len(c.pages) >= max(1, mostPages/runtime.GOMAXPROCS(0)) {
			clear(c.starts)
			c.pages = nil // the cells at hand still point into the old ones
		}
		c.pages = append(c.pages, make([]byte, 0, max(1<<pageBits, len(cells))))
		last = len(c.pages) - 1
	}
	start := len(c.pages[last])
	c.starts[number] = uint32(last<<pageBits + start + 1)
	c.pages[last] = append(c.pages[last], cells...)
	return c.pages[last][start:]
}

// approach looks at the cells of a number, if they are there.
func (c *csvCells) approach(number int32) {
	if cells, ok := c.at(number); ok && len(cells) > 0 {
		c.seen += int32(cells[0])
	}
}
