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
// is valid until the next one is asked for. Pairs are read and judged on all
// processors beside what the caller does with the findings. A panic there goes
// on here, and nothing runs any more when the iteration ends.
func (r Rules) judged(estate *inventory.Estate) iter.Seq[[]Finding] {
	return func(yield func([]Finding) bool) {
		blocks := (estate.Len() + blockFindings - 1) / blockFindings
		all := make([]chambers, min(runtime.GOMAXPROCS(0), blocks))
		j, done := newJudger(r), make(chan struct{})
		var running sync.WaitGroup
		for i := range all {
			all[i] = newChambers()
			running.Go(func() { all[i].sit(&bench{judger: j}, estate, i, len(all), done) })
		}
		defer running.Wait()
		defer close(done)
		for n := range blocks {
			c := &all[n%len(all)]
			b := <-c.ready
			if b.fault != "" {
				panic(b.fault)
			}
			if !yield(b.findings) {
				return
			}
			c.free <- b.findings[:0]
		}
	}
}

// block is a block of findings, or what went wrong with it.
type block struct {
	findings []Finding
	fault    string
}

// chambers are where one goroutine judges every so many blocks. There is always
// room in ready and in free for all blocks that it has.
type chambers struct {
	ready chan block
	free  chan []Finding
}

func newChambers() chambers {
	c := chambers{make(chan block, ahead+1), make(chan []Finding, ahead)}
	for range ahead {
		c.free <- nil
	}
	return c
}

// sit judges the blocks from, from+step …, until there are no more of them or
// nobody wants them.
func (c *chambers) sit(b *bench, estate *inventory.Estate, from, step int, done <-chan struct{}) {
	defer func() {
		if fault := recover(); fault != nil {
			c.ready <- block{fault: fmt.Sprintf("%v\n%s", fault, debug.Stack())}
		}
	}()
	pairs := estate.Reader()
	for first := from * blockFindings; first < estate.Len(); first += step * blockFindings {
		select {
		case <-done:
			return
		case findings := <-c.free:
			c.ready <- block{findings: b.judgeBlock(pairs, findings, first, min(first+blockFindings, estate.Len()))}
		}
	}
}

// judgeBlock judges the pairs at places from first to before end.
func (b *bench) judgeBlock(pairs *inventory.Reader, findings []Finding, first, end int) []Finding {
	if cap(findings) == 0 {
		findings = make([]Finding, 0, blockFindings)
	}
	findings = findings[:end-first]
	pairs.Approach(first, end)
	for i := range findings {
		f := &findings[i]
		pairs.Read(&f.Pair, first+i)
		b.judge(f)
	}
	return findings
}
