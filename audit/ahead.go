package audit

import (
	"fmt"
	"iter"
	"runtime"
	"runtime/debug"
	"sync"

	"chatcompat/inventory"
)

// blockFindings is how many findings a block holds: few enough for the
// processor's cache.
const blockFindings = 256

// ahead is how many blocks each goroutine that judges has: one that is looked
// at, one on its way, one that is filled.
const ahead = 3

// judged yields the findings of an estate in its order, block by block; a block
// is valid until the next one is asked for. Pairs are read, judged and prepared
// on all processors beside what the caller does with the findings. A panic there
// goes on here, and nothing runs any more when the iteration ends.
func (c *counter) judged(prepare func() Preparation) iter.Seq[*block] {
	return func(yield func(*block) bool) {
		blocks := (c.estate.Len() + blockFindings - 1) / blockFindings
		if blocks == 1 { // to wake another processor would take longer
			only := &block{}
			c.judger.memo(prepare()).judgeBlock(c.estate.Reader(), only, 0, c.estate.Len())
			yield(only)
			return
		}
		all, done := make([]worker, min(runtime.GOMAXPROCS(0), blocks)), make(chan struct{})
		var running sync.WaitGroup
		for i := range all {
			all[i] = newWorker()
			b := c.judger.memo(prepare())
			running.Go(func() { all[i].work(b, c.estate, i, len(all), done) })
		}
		defer running.Wait()
		defer close(done)
		for n := range blocks {
			w := &all[n%len(all)]
			b := <-w.ready
			if b.fault != "" {
				panic(b.fault)
			}
			if !yield(b) {
				return
			}
			w.free <- b
		}
	}
}

// block is a block of findings with their marks and what was prepared of them,
// or what went wrong with it.
type block struct {
	outlines []inventory.Outline // zero where there are none
	findings []Finding
	marks    []mark
	prepared any
	fault    string
}

// worker is a goroutine that judges every so many blocks. There is always room in
// ready and in free for all blocks that it has.
type worker struct{ ready, free chan *block }

func newWorker() worker {
	c := worker{make(chan *block, ahead+1), make(chan *block, ahead)}
	for range ahead {
		c.free <- &block{}
	}
	return c
}

// work judges the blocks from, from+step …, until there are no more of them or
// nobody wants them.
func (c *worker) work(b *memoJudge, estate *inventory.Estate, from, step int, done <-chan struct{}) {
	defer func() {
		if fault := recover(); fault != nil {
			c.ready <- &block{fault: fmt.Sprintf("%v\n%s", fault, debug.Stack())}
		}
	}()
	pairs := estate.Reader()
	for first := from * blockFindings; first < estate.Len(); first += step * blockFindings {
		select {
		case <-done:
			return
		case one := <-c.free:
			b.judgeBlock(pairs, one, first, min(first+blockFindings, estate.Len()))
			c.ready <- one
		}
	}
}

// judgeBlock judges the pairs at places from first to before end.
func (b *memoJudge) judgeBlock(pairs *inventory.Reader, one *block, first, end int) {
	if one.findings == nil {
		one.outlines = make([]inventory.Outline, blockFindings)
		one.findings, one.marks = make([]Finding, blockFindings), make([]mark, blockFindings)
	}
	n := end - first
	one.outlines, one.findings, one.marks = one.outlines[:n], one.findings[:n], one.marks[:n]
	if b.outlines != nil {
		b.outlines.Read(one.outlines, first)
	}
	if pairs.Wholes(one.outlines)*4 > n { // a few are not worth it
		pairs.Approach(first, end)
	}
	for i := range one.findings {
		b.judgeAt(pairs, first+i, &one.outlines[i], &one.findings[i], &one.marks[i])
	}
	one.prepared = b.prepare(one.findings, one.prepared)
}

// judgeAt judges the pair at a place.
func (b *memoJudge) judgeAt(pairs *inventory.Reader, place int, out *inventory.Outline, f *Finding, m *mark) {
	if pairs.ReadsRow(out) {
		if a := b.alike(out.API, out.ServerVersion, out.Like); a != nil {
			if f.Row.IsZero() { // else ReadRow was here before, and left the rest empty
				f.Pair = inventory.Pair{}
			}
			f.API, f.ServerVersion = a.finding.API, a.finding.ServerVersion
			f.judgeLike(&a.finding)
			f.answers = a.finding.answers
			pairs.ReadRow(&f.Pair, place, out)
			*m = a.mark
			m.application, m.applied, m.server, m.targeted = out.Application, out.Application > 0, out.Server, out.Server > 0
			return
		}
	}
	pairs.Read(&f.Pair, place)
	if a := b.alike(f.APINumber, f.ServerVersionNumber, out.Like); a != nil {
		f.judgeLike(&a.finding)
		f.answers = a.finding.answers
		*m = a.mark
		m.see(&f.Pair)
		return
	}
	b.judge(f)
	*m = markOf(f, b.cells)
	b.learn(f, out.Like)
}
