package sheet

import (
	"hash/maphash"
	"math/bits"
	"strings"
)

// maxBookText bounds the bytes of text, maxBookCells the cells of a whole workbook.
const (
	maxBookText  = 2 << 30
	maxBookCells = 1 << 27
)

// arena collects the text of a table's cells. Texts that repeat are kept once
// where a small table of recent ones notices it.
type arena struct {
	text   strings.Builder
	recent []span // by hash, a power of two of them; zero is free
	seed   maphash.Seed
}

// newArena makes an arena for a part of the given size.
func newArena(size uint64) *arena {
	const most, perText = 1 << 14, 64
	n := 1 << bits.Len64(min(size/perText, most-1))
	return &arena{recent: make([]span, n), seed: maphash.MakeSeed()}
}

// add keeps a text and returns where it lies.
func (a *arena) add(text []byte, k Kind) (span, error) {
	switch {
	case len(text) > MaxCell:
		return 0, limitf("a cell has %d bytes of text, more than the limit of %d", len(text), MaxCell)
	case a.text.Len()+len(text) > maxBookText:
		return 0, limitf("a sheet has more than the limit of %d bytes of text", maxBookText)
	}
	s := newSpan(a.text.Len(), len(text), k)
	a.text.Write(text)
	return s, nil
}

// intern keeps a text unless it was kept a short while ago.
func (a *arena) intern(text []byte, k Kind) (span, error) {
	slot := &a.recent[maphash.Bytes(a.seed, text)&uint64(len(a.recent)-1)]
	if s := *slot; s.len() == len(text) && a.text.String()[s.off():s.off()+s.len()] == string(text) {
		return newSpan(s.off(), s.len(), k), nil
	}
	s, err := a.add(text, k)
	*slot = s
	return s, err
}
