package sheet

import (
	"bytes"

	"chatcompat/inventory/internal/parallel"
)

// recodePiece is how many bytes of a file are decoded at a time.
const recodePiece = 1 << 21

// recoding decodes a file in pieces, on all cores. Each piece is measured
// first, so that the text is allocated once and as large as it has to be.
type recoding struct {
	cuts   []int                                   // where pieces begin, and the end of the last
	size   func(from, to int) (bytes int, ok bool) // measures a piece; not ok where it cannot be decoded
	decode func(out []byte, from, to int) []byte   // appends a piece to what has room for it
}

// run decodes all pieces; not ok where one of them cannot be decoded.
func (r recoding) run() (out []byte, ok bool) {
	n := len(r.cuts) - 1
	ends := make([]int, n+1)
	bad := make([]bool, n)
	parallel.Do(n, func(i int) {
		size, ok := r.size(r.cuts[i], r.cuts[i+1])
		ends[i+1], bad[i] = size, !ok
	})
	for i := range n {
		if bad[i] {
			return nil, false
		}
		ends[i+1] += ends[i]
	}
	out = make([]byte, ends[n])
	parallel.Do(n, func(i int) {
		r.decode(out[ends[i]:ends[i]:ends[i+1]], r.cuts[i], r.cuts[i+1])
	})
	return out, true
}

// cutEvery cuts n of something every few, at places that move tells for each.
func cutEvery(n, every int, move func(at int) int) []int {
	cuts := []int{0}
	for at := every; at < n; at += every {
		if at = move(at); at >= n {
			break
		}
		cuts = append(cuts, at)
	}
	return append(cuts, n)
}

// behindLine is what follows the line in which a byte stands, in text of single bytes.
func behindLine(body []byte, at int) int {
	if n := bytes.IndexByte(body[at:], '\n'); n >= 0 {
		return at + n + 1
	}
	return len(body)
}
