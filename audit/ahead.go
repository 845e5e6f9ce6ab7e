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

// blockWork is what one goroutine does with blocks, one after the other.
type blockWork func(*block)

// worked yields blocks of at most so many of n pairs in their order; a block is
// valid until the next one is asked for. The work is done on all processors beside
// what the caller does with the blocks. A panic there goes on here, and nothing
// runs any more when the iteration ends.
func worked(n, size int, work func() blockWork) iter.Seq[*block] {
	return func(yield func(*block) bool) {
		blocks := (n + size - 1) / size
		if blocks == 1 { // to wake another processor would take longer
			only := &block{pairs: n}
			work()(only)
			yield(only)
			return
		}
		all, done := make([]worker, min(runtime.GOMAXPROCS(0), blocks)), make(chan struct{})
		var running sync.WaitGroup
		for i := range all {
			all[i] = newWorker()
			do := work()
			running.Go(func() {
				all[i].work(do, stretch{i * size, n, size, len(all) * size}, done)
			})
		}
		defer running.Wait()
		defer close(done)
		for k := range blocks {
			w := &all[k%len(all)]
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

// block is a block of pairs with what was made of them, or what went wrong with it.
// It keeps its memory for the next pairs.
type block struct {
	first, pairs int                 // the place of its first pair, and how many there are
	outlines     []inventory.Outline // zero where there are none
	findings     []Finding
	marks        []mark
	rows         []inventory.Row // see listBlock
	listed       []Listed        // likewise
	prepared     any
	fault        string
}

// stretch are the blocks of one worker: from a place on, in steps, to before an end.
type stretch struct{ from, end, size, step int }

// worker is a goroutine that works on every so many blocks. There is always room in
// ready and in free for all blocks that it has.
type worker struct{ ready, free chan *block }

func newWorker() worker {
	c := worker{make(chan *block, ahead+1), make(chan *block, ahead)}
	for range ahead {
		c.free <- &block{}
	}
	return c
}

// work works on blocks until there are no more of them or nobody wants them.
func (c *worker) work(do blockWork, s stretch, done <-chan struct{}) {
	defer func() {
		if fault := recover(); fault != nil {
			c.ready <- &block{fault: fmt.Sprintf("%v\n%s", fault, debug.Stack())}
		}
	}()
	for first := s.from; first < s.end; first += s.step {
		select {
		case <-done:
			return
		case one := <-c.free:
			one.first, one.pairs = first, min(s.size, s.end-first)
			do(one)
			c.ready <- one
		}
	}
}

// judgeBlock judges the pairs of a block.
func (b *memoJudge) judgeBlock(pairs *inventory.Reader, one *block) {
	if one.findings == nil {
		one.outlines = make([]inventory.Outline, blockFindings)
		one.findings, one.marks = make([]Finding, blockFindings), make([]mark, blockFindings)
	}
	n := one.pairs
	one.outlines, one.findings, one.marks = one.outlines[:n], one.findings[:n], one.marks[:n]
	if b.outlines != nil {
		b.outlines.Read(one.outlines, one.first)
	}
	pairs.Approach(one.first, one.first+n)
	for i := range one.findings {
		b.judgeAt(pairs, one.first+i, one.outlines[i].Like, &one.findings[i], &one.marks[i])
	}
}

// judgeAt judges the pair at a place, of a likeness.
func (b *memoJudge) judgeAt(pairs *inventory.Reader, place int, like int32, f *Finding, m *mark) {
	pairs.Read(&f.Pair, place)
	if a := b.alike(f.APINumber, f.ServerVersionNumber, like); a != nil {
		f.judgeLike(&a.finding)
		f.answers = a.finding.answers
		*m = a.mark
		m.see(&f.Pair)
		return
	}
	b.judge(f)
	*m = markOf(f, b.cells)
	b.learn(f, like)
}
