package sheet

import (
	"io"

	"chatcompat/inventory/internal/parallel"
)

const (
	aheadBlocks = 4
	aheadBlock  = 256 << 10
	aheadMargin = 4 << 10 // bytes before what is read into a block, for the reader to use
)

// readAhead reads a source in its own goroutine, so that inflating and
// scanning share two cores. Blocks are recycled.
type readAhead struct {
	blocks chan aheadResult
	free   chan []byte
	stop   chan struct{}
	block  []byte // the whole block that was taken last
	rest   []byte // of it, for Read
	err    error
}

type aheadResult struct {
	block []byte
	n     int // bytes read into it, behind the margin
	err   error
	fault string // of a panic; see parallel.Fault
}

// newReadAhead starts reading; stopping is the caller's duty.
func newReadAhead(src io.Reader) *readAhead {
	a := &readAhead{
		blocks: make(chan aheadResult, aheadBlocks),
		free:   make(chan []byte, aheadBlocks),
		stop:   make(chan struct{}),
	}
	for range aheadBlocks {
		a.free <- make([]byte, aheadMargin+aheadBlock)
	}
	go a.run(src)
	return a
}

func (a *readAhead) run(src io.Reader) {
	defer close(a.blocks)
	defer func() {
		if f := recover(); f != nil {
			select {
			case a.blocks <- aheadResult{fault: parallel.Fault(f)}:
			case <-a.stop:
			}
		}
	}()
	for {
		var block []byte
		select {
		case block = <-a.free:
		case <-a.stop:
			return
		}
		n, err := readFull(src, block[aheadMargin:])
		select {
		case a.blocks <- aheadResult{block: block, n: n, err: err}:
		case <-a.stop:
			return
		}
		if err != nil {
			return
		}
	}
}

// readFull fills a block unless the source ends or fails before.
func readFull(src io.Reader, block []byte) (n int, err error) {
	for n < len(block) && err == nil {
		var got int
		got, err = src.Read(block[n:])
		n += got
	}
	return n, err
}

// next puts what comes next behind the reader's tail of at most aheadMargin
// bytes and returns both as block[from:]. The block before is given back. An
// error comes alone, after all the bytes before it.
func (a *readAhead) next(tail []byte) (block []byte, from int, err error) {
	before := a.block
	if len(a.rest) == 0 {
		if err := a.take(); err != nil {
			return nil, 0, err
		}
	}
	from = len(a.block) - len(a.rest) - len(tail)
	copy(a.block[from:], tail)
	a.rest = nil
	a.giveBack(before)
	return a.block, from, nil
}

// Read copies what next would return.
func (a *readAhead) Read(b []byte) (int, error) {
	before := a.block
	if len(a.rest) == 0 {
		if err := a.take(); err != nil {
			return 0, err
		}
	}
	n := copy(b, a.rest)
	a.rest = a.rest[n:]
	a.giveBack(before)
	return n, nil
}

// giveBack frees a block that another has taken the place of.
func (a *readAhead) giveBack(before []byte) {
	if before != nil && &before[0] != &a.block[0] {
		a.free <- before[:aheadMargin+aheadBlock]
	}
}

// take waits for a block. A panic of the source goes on here.
func (a *readAhead) take() error {
	if a.err != nil {
		return a.err
	}
	r := <-a.blocks
	if r.fault != "" {
		panic(r.fault)
	}
	if a.err = r.err; r.n == 0 {
		return a.err
	}
	a.block = r.block[:aheadMargin+r.n]
	a.rest = a.block[aheadMargin:]
	return nil
}

// Close stops reading and returns when the source is no longer used.
func (a *readAhead) Close() error {
	close(a.stop)
	for range a.blocks { // the last block, if any, is not wanted
	}
	return nil
}
