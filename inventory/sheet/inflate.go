package sheet

import (
	"encoding/binary"
	"io"
	"sync"

	"github.com/klauspost/compress/flate"
)

// inflater decompresses a deflate stream (RFC 1951) straight into the buffers
// that Read is given, so that sheets are not copied out of a window first. It
// accepts and refuses what compress/flate does.
//
// Note: the general-purpose decoders resume after any byte and write through a
// window of 32 KiB. Here the buffers are large: away from their ends a loop
// without any check for them decodes with 64 bits at hand, and only what is
// still needed of the last buffer is kept.
type inflater struct {
	src     io.Reader
	in      []byte // in[pos:end] is not yet taken
	pos     int
	end     int
	base    int64 // offset of in[0] in the stream
	inEnded error // why there is no more input

	bits  uint64 // taken, but not yet decoded; the next is the lowest
	nbits uint

	out    []byte // given to Read
	at     int    // bytes of it that are written
	window []byte // what was written before it: windowSize bytes, perhaps more

	state    inflateState
	final    bool // the block is the last
	stored   int  // bytes left of a stored block
	length   int  // bytes left of a match at the end of out
	distance int
	err      error
	pool     *sync.Pool // to return to; nil if there is none or it is closed

	literals  huffmanTable
	distances huffmanTable
}

// inflateState is what comes next in the stream.
type inflateState uint8

const (
	atBlock  inflateState = iota // the header of a block
	inStored                     // bytes
	inCoded                      // symbols
)

const (
	windowSize  = 32 << 10
	inflateRead = 64 << 10 // bytes of input at a time
	maxMatch    = 258
	inMargin    = 16            // bytes that a turn of the fast loop may take
	outMargin   = maxMatch + 16 // and that it may write
)

// newInflater prepares to decompress a stream.
func newInflater(src io.Reader) io.ReadCloser {
	return &inflater{src: src, in: make([]byte, inflateRead), window: make([]byte, 0, 2*windowSize)}
}

// pooledInflaters is newInflater with those taken up again that were closed:
// most parts of a workbook are smaller than the memory it takes.
func pooledInflaters() func(io.Reader) io.ReadCloser {
	var pool sync.Pool
	return func(src io.Reader) io.ReadCloser {
		f, ok := pool.Get().(*inflater)
		if !ok {
			f = newInflater(src).(*inflater)
		}
		f.src, f.pool = src, &pool
		return f
	}
}

// Close ends the use of the inflater.
func (f *inflater) Close() error {
	if f.pool == nil {
		return nil
	}
	pool := f.pool
	f.pool, f.src, f.window = nil, nil, f.window[:0]
	f.pos, f.end, f.base, f.inEnded, f.bits, f.nbits = 0, 0, 0, nil, 0, 0
	f.state, f.final, f.stored, f.length, f.err = atBlock, false, 0, 0, nil
	pool.Put(f)
	return nil
}

// Read decompresses into b until that is full or the stream ends.
func (f *inflater) Read(b []byte) (int, error) {
	f.out, f.at = b, 0
	for f.err == nil && f.at < len(b) {
		f.err = f.step()
	}
	f.keep(b[:f.at])
	f.out = nil
	if f.at > 0 && f.err != io.EOF {
		return f.at, nil // an error comes again
	}
	return f.at, f.err
}

// keep remembers what later matches may refer to.
func (f *inflater) keep(b []byte) {
	if len(b) >= windowSize {
		f.window = append(f.window[:0], b[len(b)-windowSize:]...)
		return
	}
	if len(f.window)+len(b) > cap(f.window) {
		f.window = append(f.window[:0], f.window[len(f.window)-windowSize:]...)
	}
	f.window = append(f.window, b...)
}

// step decodes a little: a header, some bytes, or all the symbols it can.
func (f *inflater) step() error {
	if f.end-f.pos < inMargin && f.inEnded == nil {
		f.load()
	}
	if f.length > 0 {
		f.copyMatch()
		return nil
	}
	switch f.state {
	case atBlock:
		if f.final {
			return io.EOF
		}
		return f.header()
	case inStored:
		return f.copyStored()
	}
	if f.end-f.pos >= inMargin && len(f.out)-f.at >= outMargin {
		return f.fast()
	}
	return f.symbol()
}

// symbol decodes one symbol and what belongs to it, at the ends of the buffers.
func (f *inflater) symbol() error {
	e, err := f.decode(&f.literals)
	switch {
	case err != nil:
		return err
	case e&entryLiteral != 0:
		f.out[f.at] = byte(e >> entryValue)
		f.at++
		return nil
	case e&entryEnd != 0:
		f.state = atBlock
		return nil
	}
	f.length = f.extra(e)
	if e, err = f.decode(&f.distances); err != nil {
		return err
	}
	f.distance = f.extra(e)
	if f.distance > f.at+len(f.window) {
		f.length = 0
		return f.corrupt()
	}
	return nil
}

// copyMatch copies as much of a match as there is room for.
func (f *inflater) copyMatch() {
	n := min(f.length, len(f.out)-f.at)
	f.length -= n
	f.repeat(f.at, n, f.distance)
	f.at += n
}

// repeat writes n bytes at out[at:] that stand a distance before it.
func (f *inflater) repeat(at, n, distance int) {
	if from := at - distance; from < 0 {
		k := copy(f.out[at:at+n], f.window[len(f.window)+from:])
		at, n = at+k, n-k
	}
	for ; n > 0; n-- {
		f.out[at] = f.out[at-distance]
		at++
	}
}

// fast decodes symbols until a block or one of the buffers ends. It is one
// long loop over local variables, since it is where inflating spends its time.
// Each turn takes up to two literals, or up to one and a match: the 56 bits at
// hand suffice for both and the length, and are filled up for the distance.
func (f *inflater) fast() error {
	in, out := (*[inflateRead]byte)(f.in), f.out
	pos, at, bits, nbits := uint(f.pos), uint(f.at), f.bits, f.nbits
	lit, dist := &f.literals.entries, &f.distances.entries
	lastIn, lastOut := uint(f.end-inMargin), uint(len(out)-outMargin)
	bad := false
	for pos <= lastIn && at <= lastOut {
		bits |= binary.LittleEndian.Uint64(in[pos:]) << (nbits & 63)
		pos += (63 - nbits) >> 3
		nbits |= 56
		e := lit[bits&(1<<literalBits-1)]
		if e&entryLiteral != 0 {
			bits >>= e & entryTotal & 63
			nbits -= uint(e & entryTotal)
			out[at] = byte(e >> entryValue)
			at++
			e = lit[bits&(1<<literalBits-1)]
			if e&entryLiteral != 0 {
				bits >>= e & entryTotal & 63
				nbits -= uint(e & entryTotal)
				out[at] = byte(e >> entryValue)
				at++
				continue
			}
		}
		if e&entryOther != 0 {
			if e&entrySub != 0 {
				e = lit[subIndex(e, bits>>literalBits)]
			}
			if e&entryInvalid != 0 {
				bad = true
				break
			}
			if e&(entryLiteral|entryEnd) != 0 {
				bits >>= e & entryTotal & 63
				nbits -= uint(e & entryTotal)
				if e&entryEnd != 0 {
					f.state = atBlock
					break
				}
				out[at] = byte(e >> entryValue)
				at++
				continue
			}
		}
		length := uint(e>>entryValue) + uint(bits&(1<<(e&entryTotal&63)-1)>>(e>>entryCode&15))
		bits >>= e & entryTotal & 63
		nbits -= uint(e & entryTotal)

		bits |= binary.LittleEndian.Uint64(in[pos:]) << (nbits & 63)
		pos += (63 - nbits) >> 3
		nbits |= 56
		e = dist[bits&(1<<distanceBits-1)]
		if e&entryOther != 0 {
			if e&entrySub != 0 {
				e = dist[subIndex(e, bits>>distanceBits)]
			}
			if e&entryInvalid != 0 {
				bad = true
				break
			}
		}
		distance := uint(e>>entryValue) + uint(bits&(1<<(e&entryTotal&63)-1)>>(e>>entryCode&15))
		bits >>= e & entryTotal & 63
		nbits -= uint(e & entryTotal)

		if distance < 16 || distance > at {
			if distance > at+uint(len(f.window)) {
				bad = true
				break
			}
			f.repeat(int(at), int(length), int(distance))
		} else {
			to, from := (*[outMargin - 2]byte)(out[at:]), (*[outMargin - 2]byte)(out[at-distance:])
			*(*[16]byte)(to[:]) = [16]byte(from[:])
			for k := uint(16); k < length; k += 16 {
				*(*[16]byte)(to[k:]) = [16]byte(from[k:])
			}
		}
		at += length
	}
	f.pos, f.at, f.bits, f.nbits = int(pos), int(at), bits&(1<<nbits-1), nbits
	if bad {
		return flate.CorruptInputError(f.base + int64(pos))
	}
	return nil
}
