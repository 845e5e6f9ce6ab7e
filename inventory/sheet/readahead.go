package sheet

import "io"

const (
	aheadBlocks = 4
	aheadBlock  = 256 << 10
)

// readAhead reads a source in its own goroutine, so that inflating and
// scanning share two cores. Blocks are recycled.
type readAhead struct {
	blocks chan aheadResult
	free   chan []byte
	stop   chan struct{}
	block  []byte // the whole block that is being read
	rest   []byte // of it
	err    error
}

type aheadResult struct {
	block []byte
	err   error
}

// newReadAhead starts reading; stopping is the caller's duty.
func newReadAhead(src io.Reader) *readAhead {
	a := &readAhead{
		blocks: make(chan aheadResult, aheadBlocks),
		free:   make(chan []byte, aheadBlocks),
		stop:   make(chan struct{}),
	}
	for range aheadBlocks {
		a.free <- make([]byte, aheadBlock)
	}
	go a.run(src)
	return a
}

func (a *readAhead) run(src io.Reader) {
	defer close(a.blocks)
	for {
		var block []byte
		select {
		case block = <-a.free:
		case <-a.stop:
			return
		}
		n, err := readFull(src, block)
		select {
		case a.blocks <- aheadResult{block[:n], err}:
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

func (a *readAhead) Read(b []byte) (int, error) {
	for len(a.rest) == 0 {
		if a.err != nil {
			return 0, a.err
		}
		if a.block != nil {
			a.free <- a.block[:aheadBlock]
		}
		r := <-a.blocks
		a.block, a.rest, a.err = r.block, r.block, r.err
	}
	n := copy(b, a.rest)
	a.rest = a.rest[n:]
	return n, nil
}

// Close stops reading and returns when the source is no longer used.
func (a *readAhead) Close() error {
	close(a.stop)
	for range a.blocks { // the last block, if any, is not wanted
	}
	return nil
}
