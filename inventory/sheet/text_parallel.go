package sheet

import (
	"context"
	"fmt"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"

	"chatcompat/inventory/internal/parallel"
)

// blocking is how a text is cut into ranges that are read at the same time.
type blocking struct {
	length  int // bytes of a range
	workers int
}

// inBlocks is the usual blocking. Ranges are small enough that the cells of one
// fit in a cache, and large enough that nobody waits for the next.
func inBlocks() blocking { return blocking{1 << 22, runtime.GOMAXPROCS(0)} }

// maxCells bounds the rows and the cells of a table.
const maxCells = 1<<32 - 1

// readBlocks reads a text range by range, from where the scanner stands.
//
// How a record is read depends on where it begins and, but for its line and the
// bytes that were looked at again so far, on nothing in front of it. So others
// read ranges ahead, each from the first line of its range on, as if no cell
// went on across its beginning. The scanner takes what they read where it
// arrives at the beginning of one of their records, with the lines added that
// it counted; where it does not, it reads by itself. Its result is never
// another than if it had read all by itself, whatever stands in the text.
func readBlocks(ctx context.Context, s *scanner, t *Table, notes *noteList, how blocking) error {
	r := &blockReader{s: s, t: t, notes: notes, how: how, start: s.pos}
	r.rows = &textRows{data: t.data, gap: len(s.delim)}
	t.text = r.rows
	s.out.reserve(min(how.length, len(s.data)))
	if ranges := pieces(len(s.data)-s.pos, how.length); how.workers > 1 && ranges > 1 {
		r.ahead = readRangesAhead(ctx, s, how, ranges)
		defer r.ahead.stop()
	}
	for s.pos < len(s.data) {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := r.nextRange(); err != nil {
			return err
		}
		if max(r.rows.cells, r.rows.count) > maxCells {
			return fmt.Errorf("%s:%d: more than %d cells", s.file, s.line, int64(maxCells))
		}
	}
	return nil
}

// blockReader puts the rows of a text together.
type blockReader struct {
	s     *scanner // stands where the rows end that were put together
	t     *Table
	rows  *textRows
	notes *noteList
	how   blocking
	start int // where the first range begins
	ahead *rangesAhead
}

// nextRange reads to the end of the range in which the scanner stands.
func (r *blockReader) nextRange() error {
	number := (r.s.pos - r.start) / r.how.length
	until := min(r.start+(number+1)*r.how.length, len(r.s.data))
	if r.ahead != nil {
		if err := r.join(<-r.ahead.ranges[number]); err != nil {
			return err
		}
	}
	for r.s.pos < until {
		if err := r.s.scan(until); err != nil {
			return err
		}
		r.keep()
	}
	r.keep()
	return nil
}

// keep keeps what the scanner itself has read.
func (r *blockReader) keep() {
	s := r.s
	if len(s.out.rows) == 0 && len(s.events) == 0 {
		return
	}
	tell(s.events, r.t, r.notes, 0, 0, r.rows.count)
	r.rows.add(s.out.block())
	s.begin(s.pos, s.line)
}

// rejoinRows is at how many of the first rows of a range the scanner may join
// it. Somebody who began inside a cell of several lines reads wrong rows only
// up to its closing quote.
const rejoinRows = 16

// join reads up to the first record that a range has in common, and takes the
// range from there. A panic of who read the range goes on here.
func (r *blockReader) join(g *textRange) error {
	if g != nil && g.fault != "" {
		panic(g.fault)
	}
	for g != nil && r.s.pos <= g.last {
		if row := g.rowFrom(r.s.pos); row >= 0 {
			if r.fits(g, row) {
				r.keep()
				r.take(g, row)
			}
			return nil
		}
		if err := r.s.record(); err != nil {
			return err
		}
	}
	return nil
}

// fits reports whether the scanner would judge the cells of several lines in the range as was done there.
func (r *blockReader) fits(g *textRange, row int) bool {
	return r.s.spent+g.spentFrom(row) <= r.s.recheckLimit()
}

// take takes the rows of a range from the given one on.
func (r *blockReader) take(g *textRange, row int) {
	s, b := r.s, g.block
	before := s.line
	if s.pos != g.from {
		before -= b.lineOf(row)
	}
	tell(g.events, r.t, r.notes, s.pos, before, r.rows.count-row)
	b.rows = b.rows[row:]
	if b.lines == nil {
		b.line += row
	} else {
		b.lines = b.lines[row:]
	}
	b.line += before
	r.rows.add(b)
	s.spent += g.spentFrom(row)
	s.begin(g.to, g.line+before)
}

// textRange is what was read of a range, with lines counted from zero.
type textRange struct {
	from, to int // the beginning of its first record, and of the first one behind it
	line     int // of that
	last     int // the beginning of the last row at which the scanner may join
	block    *textBlock
	joints   []int // the beginnings of its first rows
	events   []event
	spent    int
	spends   []spend
	fault    string // of a panic; see parallel.Fault
}

// rowFrom is the row that begins at an offset, where it is the beginning of
// the range or one of its first rows; else -1.
func (g *textRange) rowFrom(pos int) int {
	if pos == g.from {
		return 0
	}
	return slices.Index(g.joints, pos)
}

// spentFrom is what was spent on the rows from one of the first on.
func (g *textRange) spentFrom(row int) int {
	before := 0
	for _, p := range g.spends {
		if p.row < row {
			before = p.total
		}
	}
	return g.spent - before
}

// rangesAhead are ranges of a text that are being read.
type rangesAhead struct {
	ranges []chan *textRange
	next   atomic.Int64
	quit   atomic.Bool
	busy   sync.WaitGroup
}

// readRangesAhead begins to read a text from where a scanner stands. Stopping is the caller's duty.
func readRangesAhead(ctx context.Context, s *scanner, how blocking, ranges int) *rangesAhead {
	a := &rangesAhead{ranges: make([]chan *textRange, ranges)}
	for i := range a.ranges {
		a.ranges[i] = make(chan *textRange, 1)
	}
	for range min(how.workers, ranges) {
		w := &scanner{file: s.file, data: s.data, delim: s.delim, width: s.width, returns: s.returns, stop: s.stop}
		w.out.reserve(how.length)
		start := s.pos
		a.busy.Go(func() {
			for {
				n := int(a.next.Add(1)) - 1
				if n >= ranges {
					return
				}
				if a.quit.Load() || ctx.Err() != nil {
					a.ranges[n] <- nil
					continue
				}
				a.ranges[n] <- w.safelyReadRange(start, n, how.length)
			}
		})
	}
	return a
}

// safelyReadRange is readRange, and tells of a panic instead.
func (s *scanner) safelyReadRange(start, number, length int) (g *textRange) {
	defer func() {
		if f := recover(); f != nil {
			g = &textRange{fault: parallel.Fault(f)}
		}
	}()
	return s.readRange(start, number, length)
}

// readRange reads a range as if a record began on its first line; nil where
// there is none, or one that is beyond the limits.
func (s *scanner) readRange(start, number, length int) *textRange {
	from := start + number*length
	until := min(from+length, len(s.data))
	if number > 0 {
		from = lineEnd(s.data, endOfLine(s.data[:until], from-1))
	}
	if from >= until {
		return nil
	}
	s.begin(from, 0)
	s.spent = 0
	if s.scan(until) != nil {
		return nil
	}
	g := &textRange{from: from, to: s.pos, line: s.line, last: from, block: s.out.block(),
		events: slices.Clone(s.events), spent: s.spent, spends: slices.Clone(s.spends)}
	for row := range min(g.block.count(), rejoinRows) {
		at := -1
		if g.block.rows[row].start&wideRow == 0 {
			at = g.block.start(row, s.data)
			g.last = at
		}
		g.joints = append(g.joints, at)
	}
	return g
}

// stop returns when nobody reads any more.
func (a *rangesAhead) stop() {
	a.quit.Store(true)
	a.busy.Wait()
}
