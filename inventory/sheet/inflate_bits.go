package sheet

import (
	"io"

	"github.com/klauspost/compress/flate"
)

// load reads more input behind what is left.
func (f *inflater) load() {
	f.base += int64(f.pos)
	f.end = copy(f.in, f.in[f.pos:f.end])
	f.pos = 0
	for f.end < inMargin && f.inEnded == nil {
		n, err := f.src.Read(f.in[f.end:])
		f.end += n
		f.inEnded = err
	}
}

// need makes sure that n bits are at hand, at most 32.
func (f *inflater) need(n uint) error {
	f.fill()
	if f.nbits >= n {
		return nil
	}
	if f.inEnded == io.EOF {
		return io.ErrUnexpectedEOF
	}
	return f.inEnded
}

// fill takes bytes until there are more than 56 bits or no bytes.
func (f *inflater) fill() {
	for f.nbits <= 56 {
		if f.pos == f.end {
			if f.inEnded == nil {
				f.load()
			}
			if f.pos == f.end {
				return
			}
		}
		f.bits |= uint64(f.in[f.pos]) << f.nbits
		f.pos++
		f.nbits += 8
	}
}

// take takes n bits that are at hand.
func (f *inflater) take(n uint) int {
	v := f.bits & (1<<n - 1)
	f.bits >>= n
	f.nbits -= n
	return int(v)
}

// corrupt is the error of a stream that breaks the rules.
func (f *inflater) corrupt() error {
	return flate.CorruptInputError(f.base + int64(f.pos) - int64(f.nbits/8))
}

// decode finds the entry of the next symbol and makes sure that its bits are at
// hand, those of the code and the extra ones.
func (f *inflater) decode(t *huffmanTable) (entry uint32, err error) {
	f.fill()
	e := t.lookup(f.bits)
	if e&entryInvalid != 0 {
		if f.nbits < maxCode { // the missing bits might have made it valid
			if err := f.need(maxCode); err != nil {
				return 0, err
			}
		}
		return 0, f.corrupt()
	}
	if err := f.need(uint(e & entryTotal)); err != nil {
		return 0, err
	}
	if e&(entryLiteral|entryEnd) != 0 {
		f.take(uint(e & entryTotal))
	}
	return e, nil
}

// extra takes the bits of a symbol and returns its value with the extra ones.
func (f *inflater) extra(e uint32) int {
	code := uint(e>>entryCode) & 15
	v := f.take(uint(e&entryTotal)) >> code
	return int(e>>entryValue) + v
}
