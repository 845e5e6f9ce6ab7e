package sheet

import (
	"context"
	"crypto/sha256"
	"runtime"
	"sync/atomic"
	"unicode/utf8"

	"chatcompat/inventory/internal/largepages"
	"chatcompat/inventory/internal/parallel"
)

// streaming decodes a file while it is read, so that only its text is ever in
// memory as a whole, and no time goes into pages for its bytes. It stops at
// whatever it cannot do; then the bytes are read as a whole and decoded, which
// also finds the words for what is wrong with them.
type streaming struct {
	in    Input
	mark  []byte // with which the file begins
	piece int

	cut     func(b []byte, at int) int                 // where the piece begins that a border at an offset belongs to; -1 if it is not seen
	measure func(i int, b []byte) (bytes int, ok bool) // of text, in piece i
	decode  func(out, b []byte) []byte                 // appends a piece to what has room for it

	free chan *streamBuffer
}

const (
	streamPiece = 1 << 20
	streamLeast = 1 << 23 // smaller files are read whole
	streamView  = 1 << 14 // how far is looked for the end of a piece
	streamSpots = 8       // places at which is looked before anything is decoded
)

// streamed is a text that was decoded while its file was read.
type streamed struct {
	text  []byte
	facts byteFacts
	sum   <-chan []byte // of the file
}

// streamBuffer holds bytes of the file until they are decoded and summed up.
type streamBuffer struct {
	bytes []byte
	users atomic.Int32
}

// run decodes the file into a text for which room is made; not ok where something was in the way.
func (s *streaming) run(ctx context.Context, room int) (t streamed, ok bool, err error) {
	n := pieces(int(s.length()), s.piece)
	out := largepages.Bytes(room)
	facts := make([]byteFacts, n)
	s.free = make(chan *streamBuffer, runtime.GOMAXPROCS(0)+4) // more than those who read hold at once
	for range cap(s.free) {
		s.free <- &streamBuffer{bytes: make([]byte, s.piece+streamView)}
	}
	came := make([]chan *streamBuffer, n)
	places := make([]chan int, n+1)
	for i := range came {
		came[i], places[i] = make(chan *streamBuffer, 1), make(chan int, 1)
	}
	places[n] = make(chan int, 1)
	places[0] <- 0
	sum := s.sum(came)
	var stopped atomic.Bool
	parallel.Do(n, func(i int) {
		b := (*streamBuffer)(nil)
		if !stopped.Load() {
			b = s.read(ctx, i, <-s.free)
		}
		came[i] <- b
		size, fits := 0, false
		var piece []byte
		if b != nil {
			defer s.release(b)
			if piece, fits = s.bounds(i, b.bytes); fits {
				size, fits = s.measure(i, piece)
			}
		}
		at := <-places[i]
		if !fits || at < 0 || at+size > room {
			stopped.Store(true)
			places[i+1] <- -1
			return
		}
		places[i+1] <- at + size
		s.decode(out[at:at:at+size], piece)
		facts[i] = lookAtText(out[at : at+size])
	})
	end := <-places[n]
	if end < 0 || checkEnd(s.in) != nil {
		return streamed{}, false, ctx.Err()
	}
	return streamed{out[:end], joinFacts(facts), sum}, true, nil
}

// read fills a buffer with piece i and what is behind it; nil if it cannot.
func (s *streaming) read(ctx context.Context, i int, b *streamBuffer) *streamBuffer {
	off := s.offset(i)
	b.bytes = b.bytes[:min(int64(s.piece+streamView), s.in.Size-off)]
	b.users.Store(2)
	if ctx.Err() != nil || readChunk(s.in, b.bytes, off) != nil {
		b.users.Store(1)
		s.release(b)
		return nil
	}
	return b
}

// offset is where piece i begins in the file, but for what belongs to the one before.
func (s *streaming) offset(i int) int64 { return int64(len(s.mark)) + int64(i)*int64(s.piece) }

// length is what follows the mark.
func (s *streaming) length() int64 { return s.in.Size - int64(len(s.mark)) }

// release gives a buffer back when nobody uses it any more.
func (s *streaming) release(b *streamBuffer) {
	if b.users.Add(-1) == 0 {
		b.bytes = b.bytes[:cap(b.bytes)]
		s.free <- b
	}
}

// sum sums up the file in the order of its bytes. It passes over what nobody could read.
func (s *streaming) sum(came []chan *streamBuffer) <-chan []byte {
	digest := make(chan []byte, 1)
	go func() {
		hash := sha256.New()
		hash.Write(s.mark)
		for i := range came {
			if b := <-came[i]; b != nil {
				hash.Write(b.bytes[:min(s.piece, len(b.bytes))])
				s.release(b)
			}
		}
		digest <- hash.Sum(nil)
	}()
	return digest
}

// bounds is what of a buffer is piece i.
func (s *streaming) bounds(i int, b []byte) (piece []byte, ok bool) {
	from, to := 0, len(b)
	if i > 0 {
		from = s.border(b, 0)
	}
	if s.offset(i+1) < s.in.Size {
		to = s.border(b, s.piece)
	}
	if from < 0 || to < from {
		return nil, false
	}
	return b[from:to], true
}

// border is where the piece behind an offset of a buffer begins; -1 where that is out of view.
func (s *streaming) border(b []byte, at int) int {
	view := b[:min(len(b), at+streamView)]
	end := s.cut(view, at)
	if end < 0 && len(b) < s.piece+streamView { // the file ends in view
		return len(b)
	}
	return end
}

// room looks at some places of the file and tells how large its text will be,
// with something to spare; 0 where it cannot.
func (s *streaming) room(each func(spot []byte)) int {
	seen, sized := 0, 0
	b := make([]byte, 2*streamView)
	for i := range streamSpots {
		off := (s.length() - int64(len(b))) * int64(i) / (streamSpots - 1) &^ 1
		if readChunk(s.in, b, s.offset(0)+off) != nil {
			return 0
		}
		from, to := s.cut(b[:streamView], 0), s.cut(b, streamView)
		if i == 0 {
			from = 0
		}
		if from < 0 || to < from {
			return 0
		}
		each(b[from:to])
		size, ok := s.measure(0, b[from:to])
		if !ok {
			return 0
		}
		seen, sized = seen+to-from, sized+size
	}
	return int(float64(s.in.Size)*float64(sized)/float64(max(seen, 1))*1.03) + 1<<20
}

// streamText decodes a large file while it is read, if it is of an encoding for which that pays.
func streamText(ctx context.Context, in Input, want string, piece int) (d decoded, sum <-chan []byte, ok bool, err error) {
	head := make([]byte, min(in.Size, guessLength+3))
	if readChunk(in, head, 0) != nil {
		return decoded{}, nil, false, nil
	}
	name, mark, err := encodingOf(head, want)
	switch {
	case err != nil: // which is found again with the whole file
		return decoded{}, nil, false, nil
	case name == utf16LEName || name == utf16BEName:
		return streamUTF16(ctx, in, name, mark, piece)
	case name == utf8Name && want == "" && refuseHead(head[len(mark):min(len(head), len(mark)+sniffLength)]) == nil:
		return streamStray(ctx, in, mark, piece)
	}
	return decoded{}, nil, false, nil
}

// streamUTF16 decodes UTF-16 while it is read.
func streamUTF16(ctx context.Context, in Input, name string, mark []byte, piece int) (d decoded, sum <-chan []byte, ok bool, err error) {
	if (in.Size-int64(len(mark)))%2 != 0 {
		return decoded{}, nil, false, nil
	}
	tail := make([]byte, streamView)
	if readChunk(in, tail, in.Size-streamView) != nil {
		return decoded{}, nil, false, nil
	}
	if t := newUTF16(tail, name); t.lastLine() == 0 || t.end() < len(tail)/2 {
		return decoded{}, nil, false, nil
	}
	s := &streaming{in: in, mark: mark, piece: piece,
		cut: func(b []byte, at int) int {
			if at+2 > len(b) {
				return -1
			}
			t := newUTF16(b, name)
			return 2 * t.behindPair(at/2)
		},
		measure: func(_ int, b []byte) (int, bool) {
			t := newUTF16(b, name)
			return t.size(0, len(b)/2)
		},
		decode: func(out, b []byte) []byte {
			t := newUTF16(b, name)
			out, _ = t.appendUnits(out, 0, len(b)/2)
			return out
		},
	}
	room := s.room(func([]byte) {})
	if room == 0 {
		return decoded{}, nil, false, nil
	}
	text, ok, err := s.run(ctx, room)
	return decoded{text: asString(text.text), encoding: name, facts: text.facts}, text.sum, ok, err
}

// streamStray decodes text of Windows-1252, or of that and UTF-8, while it is
// read, if the places show it that were looked at.
func streamStray(ctx context.Context, in Input, mark []byte, piece int) (d decoded, sum <-chan []byte, ok bool, err error) {
	counts := make([]strayCount, pieces(int(in.Size)-len(mark), piece))
	s := &streaming{in: in, mark: mark, piece: piece,
		cut: func(b []byte, at int) int {
			if at = behindLine(b, at); at == len(b) && b[len(b)-1] != '\n' {
				return -1
			}
			return at
		},
		measure: func(i int, b []byte) (int, bool) {
			counts[i] = newStray(b).count(0, len(b))
			return counts[i].size, counts[i].bad < 0
		},
		decode: func(out, b []byte) []byte { return newStray(b).appendTo(out, 0, len(b)) },
	}
	valid := true
	room := s.room(func(spot []byte) { valid = valid && utf8.Valid(spot) })
	if room == 0 || valid {
		return decoded{}, nil, false, nil
	}
	text, ok, err := s.run(ctx, room)
	if !ok || err != nil || tooManyNULs(text.facts.nuls, int(in.Size)-len(mark)) {
		return decoded{}, nil, false, err
	}
	return strayDecoded(text.text, counts, len(mark) > 0, text.facts), text.sum, true, nil
}
