package sheet

import (
	"io"
)

// fill reads more of the part behind what is in the buffer.
func (x *xmlScanner) fill() error {
	if x.eof {
		return x.cutOff()
	}
	x.moves++
	n, err := 0, error(nil)
	switch tail := x.buf[x.pos:x.end]; {
	case x.ahead != nil && len(tail) <= aheadMargin:
		n, err = x.swap(tail)
	default:
		x.own(tail)
		n, err = x.refill()
	}
	x.taken += uint64(n)
	if err == io.EOF {
		x.eof = true
		return nil
	}
	return err
}

// refill reads into the buffer.
func (x *xmlScanner) refill() (n int, err error) {
	if x.pos > 0 {
		x.end = copy(x.buf, x.buf[x.pos:x.end])
		x.pos = 0
	}
	if x.end == len(x.buf) {
		if len(x.buf) >= maxToken {
			return 0, limitf("a tag or text is longer than the limit of %d bytes", maxToken)
		}
		x.buf = append(x.buf, make([]byte, len(x.buf))...)
	}
	n, err = x.read(x.buf[x.end:])
	x.end += n
	return n, err
}

// read reads what there is or, once a long token made the buffer grow, as much
// as fits: the token is scanned again from its beginning after every read.
func (x *xmlScanner) read(b []byte) (int, error) {
	if len(x.buf) <= scanBlock {
		return x.src.Read(b)
	}
	return readFull(x.src, b)
}

// swap makes the next block the buffer, with what was not yet scanned before it.
func (x *xmlScanner) swap(tail []byte) (n int, err error) {
	block, from, err := x.ahead.next(tail)
	if err != nil {
		return 0, err
	}
	x.buf, x.pos, x.end, x.lent = block, from, len(block), true
	return len(block) - from - len(tail), nil
}

// own makes the buffer one that src does not take back, for a long token.
func (x *xmlScanner) own(tail []byte) {
	if !x.lent {
		return
	}
	x.buf, x.lent = make([]byte, 2*scanBlock), false
	x.pos, x.end = 0, copy(x.buf, tail)
}
