package report

import (
	"encoding/binary"
	"slices"
	"sync"
	"sync/atomic"

	"chatcompat/inventory"
)

// csvJoined gives the cells of applications and servers in joined rows of one
// table, in the order of the columns.
type csvJoined struct {
	cells               *csvTable // nil as long as no joined row was met
	on                  bool      // the row at hand is joined
	application, server []byte    // what is left of its cells
	rendered            [2][]byte // scratch: those of a row that are not kept
	seen                int32     // see approach
}

// begin finds the cells of a row.
func (j *csvJoined) begin(l *csvRows, row *inventory.Row) {
	application, server, ok := row.Joined()
	if j.on = ok; !ok {
		return
	}
	if j.cells == nil {
		j.cells = l.tables.of(l, *row)
	}
	if j.application = j.cells.applications.from(application); j.application == nil {
		j.rendered[0] = l.appendCells(j.rendered[0][:0], func(c *rowCell) string { return c.application(*row) })
		j.application = j.rendered[0]
	}
	if j.server = j.cells.servers.from(server + 1); j.server == nil {
		j.rendered[1] = l.appendCells(j.rendered[1][:0], func(c *rowCell) string { return c.server(*row) })
		j.server = j.rendered[1]
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

// approach looks at the cells of a row, if they are kept: they are near afterwards.
func (j *csvJoined) approach(row *inventory.Row) {
	application, server, ok := row.Joined()
	if !ok || j.cells == nil {
		return
	}
	for _, cells := range [...][]byte{j.cells.applications.from(application), j.cells.servers.from(server + 1)} {
		if len(cells) > 0 {
			j.seen += int32(cells[0])
		}
	}
}

// appendCells appends the cells that rows tell, as CSV has them, each behind its length.
func (l *csvRows) appendCells(b []byte, text func(*rowCell) string) []byte {
	for i := range l.parts {
		if p := &l.parts[i]; p.class < 0 && p.append.row == nil && p.row.text != nil {
			l.cell = appendCSVText(l.cell[:0], text(&p.row))
			b = append(binary.AppendUvarint(b, uint64(len(l.cell))), l.cell...)
		}
	}
	return b
}

func cutCell(cells []byte) (cell, rest []byte) {
	if length := cells[0]; length < 0x80 {
		return cells[1 : 1+length], cells[1+length:]
	}
	length, n := binary.Uvarint(cells)
	return cells[n : n+int(length)], cells[n+int(length):]
}

// csvTables are the cells of all tables with joined rows that a report lists,
// rendered once by all goroutines together.
type csvTables struct {
	mu  sync.Mutex
	all []*csvTable
}

// csvTable are the cells of one table: those of applications as rows name them, and
// of servers, of which the first is none.
type csvTable struct {
	row                   inventory.Row
	applications, servers csvCells
}

// of are the cells of the table of a row, which the caller helps to render.
func (t *csvTables) of(l *csvRows, row inventory.Row) *csvTable {
	t.mu.Lock()
	i := slices.IndexFunc(t.all, func(one *csvTable) bool { return one.row.SameTable(row) })
	if i < 0 {
		applications, servers := row.Sides()
		i = len(t.all)
		t.all = append(t.all, &csvTable{row, newCSVCells(applications), newCSVCells(servers + 1)})
	}
	one := t.all[i]
	t.mu.Unlock()
	one.applications.render(func(b []byte, number int) []byte {
		if n := int32(number); n%approached == 0 {
			l.joined.seen += row.Approach([2]int32{n, min(n+approached, int32(one.applications.count))}, [2]int32{})
		}
		row := row.Naming(int32(number))
		return l.appendCells(b, func(c *rowCell) string { return c.application(row) })
	})
	one.servers.render(func(b []byte, number int) []byte {
		if n := int32(number); n%approached == 0 {
			l.joined.seen += row.Approach([2]int32{}, [2]int32{max(n-1, 0), min(n+approached, int32(one.servers.count)) - 1})
		}
		row := row.Targeting(int32(number) - 1)
		return l.appendCells(b, func(c *rowCell) string { return c.server(row) })
	})
	return one
}

// csvCells are cells by number, those of one number behind each other. They are
// rendered in chunks; what finds no room is not kept.
type csvCells struct {
	n, next *atomic.Int64 // bytes kept, the next chunk to render
	busy    *sync.WaitGroup
	chunks  []csvChunk
	count   int
}

// csvChunk are the cells of a few numbers; without starts they are not kept.
type csvChunk struct {
	starts []uint32
	cells  []byte
}

const (
	chunkBits  = 10
	approached = 64       // numbers at once, see [inventory.Row.Approach]; a part of a chunk
	mostCells  = 32 << 20 // bytes that are kept, and so many more for each number
	cellsEach  = 64
)

func newCSVCells(count int) csvCells {
	c := csvCells{n: new(atomic.Int64), next: new(atomic.Int64), busy: new(sync.WaitGroup), count: count}
	c.chunks = make([]csvChunk, (count+1<<chunkBits-1)>>chunkBits)
	c.busy.Add(len(c.chunks))
	return c
}

// render renders chunks that nobody else renders, and waits for the others.
func (c *csvCells) render(appendCells func(b []byte, number int) []byte) {
	var scratch []byte
	for k := int(c.next.Add(1)) - 1; k < len(c.chunks); k = int(c.next.Add(1)) - 1 {
		scratch = c.renderChunk(k, scratch[:0], appendCells)
	}
	c.busy.Wait()
}

func (c *csvCells) renderChunk(k int, b []byte, appendCells func(b []byte, number int) []byte) []byte {
	defer c.busy.Done()
	from := k << chunkBits
	starts := make([]uint32, min(c.count-from, 1<<chunkBits))
	most := mostCells + int64(c.count)*cellsEach
	for i := range starts {
		starts[i] = uint32(len(b))
		if b = appendCells(b, from+i); c.n.Load()+int64(len(b)) > most {
			return b
		}
	}
	c.n.Add(int64(len(b)))
	c.chunks[k] = csvChunk{starts, slices.Clone(b)}
	return b
}

// from are the cells of a number, and whatever follows them; nil where they are not
// kept.
func (c *csvCells) from(number int32) []byte {
	chunk := &c.chunks[number>>chunkBits]
	if chunk.starts == nil {
		return nil
	}
	return chunk.cells[chunk.starts[number&(1<<chunkBits-1)]:]
}
