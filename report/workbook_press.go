package report

import (
	"bytes"
	"fmt"
	"hash/crc32"
	"io"
	"runtime"
	"runtime/debug"

	"github.com/klauspost/compress/flate"
)

// press deflates texts on all cores, piece by piece. Where a text is cut depends
// on its length alone and its pieces stay in order, so that the number of cores
// changes no byte. A piece is deflated by a goroutine of its own, which waits for
// nobody: when a report is given up, nothing has to be ended.
type press struct {
	idle  chan *squeezer // as many as pieces can be deflated at once
	spare chan []byte    // room for text, to be used again
}

// squeezer deflates one piece at a time.
type squeezer struct {
	out bytes.Buffer
	w   *flate.Writer
}

// deflateLevel is the fastest that keeps the file smaller than excelize would.
const deflateLevel = 1

// pieceSize is how much text is deflated at once.
const pieceSize = 1 << 19

func newPress() *press {
	n := runtime.GOMAXPROCS(0)
	p := &press{make(chan *squeezer, n), make(chan []byte, 8*n)}
	for range n {
		p.idle <- nil
	}
	return p
}

// piece is a piece of a text, deflated on its own: pieces in a row, the last of
// them lastPiece, are one deflate stream.
type piece struct {
	done     chan struct{} // closed when it is deflated
	deflated []byte
	size     int // before deflating
	crc      uint32
	fault    string // what went wrong; ""
}

// lastPiece is an empty block that ends a deflate stream.
func lastPiece() *piece {
	p := &piece{done: make(chan struct{}), deflated: []byte{3, 0}}
	close(p.done)
	return p
}

// deflate begins to compress a text independently of all others. The text is
// the press's from now on.
func (p *press) deflate(raw []byte) *piece {
	return p.render(func() []byte { return raw })
}

// render begins to render a text and to compress it independently of all others,
// once there is room for one more. Write gives the text, which is the press's
// then.
func (p *press) render(write func() []byte) *piece {
	one, s := &piece{done: make(chan struct{})}, <-p.idle
	go p.make(one, s, write)
	return one
}

// renderSoon is render for one of many texts that take little memory until they
// are rendered: it does not wait.
func (p *press) renderSoon(write func() []byte) *piece {
	one := &piece{done: make(chan struct{})}
	go func() { p.make(one, <-p.idle, write) }()
	return one
}

// make makes a piece. A squeezer that is nil is made.
func (p *press) make(one *piece, s *squeezer, write func() []byte) {
	if s == nil {
		s = newSqueezer()
	}
	defer func() {
		if fault := recover(); fault != nil {
			one.fault = fmt.Sprintf("%v\n%s", fault, debug.Stack())
		}
		p.idle <- s
		close(one.done)
	}()
	raw := write()
	one.size, one.deflated, one.crc = len(raw), s.deflate(raw), crc32.ChecksumIEEE(raw)
	p.giveBack(raw)
}

// giveBack lets room take a slice again.
func (p *press) giveBack(raw []byte) {
	if cap(raw) < pieceSize {
		return
	}
	select {
	case p.spare <- raw[:0]:
	default:
	}
}

// room is an empty slice for the next piece.
func (p *press) room() []byte {
	select {
	case raw := <-p.spare:
		return raw
	default:
		return make([]byte, 0, pieceSize+pieceSize/8)
	}
}

func newSqueezer() *squeezer {
	s := &squeezer{}
	w, err := flate.NewWriter(&s.out, deflateLevel)
	if err != nil {
		panic(err) // the level does not exist
	}
	s.w = w
	return s
}

func (s *squeezer) deflate(raw []byte) []byte {
	s.out.Reset()
	s.w.Reset(&s.out)
	_, _ = s.w.Write(raw) // a bytes.Buffer takes everything
	_ = s.w.Flush()
	return bytes.Clone(s.out.Bytes())
}

// flow is a text that grows at its end and is deflated on the way. Without out
// its pieces are kept.
type flow struct {
	press  *press
	out    io.Writer // where pieces go, in order; may be nil
	raw    []byte    // what is not deflated yet
	pieces []*piece  // what is not written yet
	size   uint64    // of all pieces that were written
	packed uint64    // their size when deflated
	crc    uint32
	err    error // the first one of out
}

// newFlow is a flow for a text that is large, if not always.
func newFlow(p *press, out io.Writer) *flow { return &flow{press: p, out: out, raw: p.room()} }

// empty reports that nothing was added.
func (f *flow) empty() bool { return len(f.raw) == 0 && len(f.pieces) == 0 }

// cut deflates what there is if it is enough for a piece.
func (f *flow) cut() { f.cutAt(pieceSize) }

// cutAt deflates what there is if it is as much as that.
func (f *flow) cutAt(size int) {
	if len(f.raw) >= size {
		f.flush()
	}
}

// addPiece appends a piece that is made elsewhere.
func (f *flow) addPiece(one *piece) {
	if len(f.raw) > 0 {
		f.flush()
	}
	f.pieces = append(f.pieces, one)
}

// flush deflates what there is, and writes the pieces that are done.
func (f *flow) flush() {
	if len(f.raw) > 0 {
		f.pieces = append(f.pieces, f.press.deflate(f.raw))
		f.raw = f.press.room()
	}
	if f.out != nil {
		f.drain(2 * cap(f.press.idle))
	}
}

// drain writes pieces that are done, and waits for others until at most as many
// are left.
func (f *flow) drain(left int) {
	for len(f.pieces) > 0 {
		one := f.pieces[0]
		if len(f.pieces) <= left {
			select {
			case <-one.done:
			default:
				return
			}
		}
		f.write(one)
		f.pieces[0] = nil
		f.pieces = f.pieces[1:]
	}
}

// write writes one piece, once it is done.
func (f *flow) write(one *piece) {
	<-one.done
	if one.fault != "" {
		panic(one.fault)
	}
	f.crc = combineCRC(f.crc, one.crc, one.size)
	f.size += uint64(one.size)
	f.packed += uint64(len(one.deflated))
	if f.err == nil {
		_, f.err = f.out.Write(one.deflated)
	}
}

// add appends what another flow has, which must not be used any more.
func (f *flow) add(other *flow) {
	if len(other.pieces) == 0 && len(f.raw) > 0 {
		f.raw = append(f.raw, other.raw...)
		f.press.giveBack(other.raw)
		f.cut()
		return
	}
	if len(other.pieces) == 0 {
		f.press.giveBack(f.raw)
		f.raw = other.raw
		f.cut()
		return
	}
	f.flush()
	other.flush()
	f.pieces = append(f.pieces, other.pieces...)
	f.flush()
}

// end writes everything that is left.
func (f *flow) end() error {
	f.flush()
	f.press.giveBack(f.raw)
	f.pieces = append(f.pieces, lastPiece())
	f.drain(0)
	return f.err
}
