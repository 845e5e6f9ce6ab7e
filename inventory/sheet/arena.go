package sheet

import (
	"encoding/binary"
	"math/bits"
)

// maxBookText bounds the bytes of text, maxBookCells the cells of a whole workbook.
const (
	maxBookText  = 2 << 30
	maxBookCells = 1 << 27
)

// arena collects the text of a table's cells. Texts that repeat are kept once
// where a table of known ones, which is of bounded size, notices it.
type arena struct {
	text  []byte
	known []uint64 // by hash, a power of two of them; see slot. Zero is free
}

// A slot holds offset, length and some bits of the hash of a text.
const (
	slotTag    = 9
	slotLength = 24
	slotMask   = 1<<(slotTag+slotLength) - 1
	maxProbes  = 8 // slots that are looked at before one is given up
)

// newArena makes an arena for a part of the given size.
func newArena(size uint64) *arena {
	const most, perText = 1 << 20, 512
	return &arena{known: make([]uint64, 1<<bits.Len64(min(size/perText, most-1)))}
}

// add keeps a text and returns where it lies.
func (a *arena) add(text []byte, k Kind) (span, error) {
	switch {
	case len(text) > MaxCell:
		return 0, limitf("a cell has %d bytes of text, more than the limit of %d", len(text), MaxCell)
	case len(a.text)+len(text) > maxBookText:
		return 0, limitf("a sheet has more than the limit of %d bytes of text", maxBookText)
	}
	s := newSpan(len(a.text), len(text), k)
	a.text = append(a.text, text...)
	return s, nil
}

// intern keeps a text unless it is known to be kept.
func (a *arena) intern(text []byte, k Kind) (span, error) {
	return a.internHashed(text, hashText(text), k)
}

// internFrom does what internHashed does for a text that is probably the one of a slot.
func (a *arena) internFrom(slot uint64, text []byte, hash uint64) (span, error) {
	off := slot >> (slotTag + slotLength)
	if slot&slotMask == slotFor(text, hash) && string(a.text[off:off+uint64(len(text))]) == string(text) {
		return newSpan(int(off), len(text), Text), nil
	}
	return a.internHashed(text, hash, Text)
}

// slotFor is the slot of a text without its offset.
func slotFor(text []byte, hash uint64) uint64 { return uint64(len(text))<<slotTag | hash>>(64-slotTag) }

// internHashed does what intern does for a text whose hash is known.
func (a *arena) internHashed(text []byte, hash uint64, k Kind) (span, error) {
	if len(text) == 0 || len(text) > MaxCell {
		return a.add(text, k)
	}
	last := uint64(len(a.known) - 1)
	want := slotFor(text, hash)
	slot := &a.known[hash&last]
	for i := range uint64(maxProbes) {
		probed := &a.known[(hash+i)&last]
		if *probed == 0 {
			slot = probed
			break
		}
		if off := *probed >> (slotTag + slotLength); *probed&slotMask == want && string(a.text[off:off+uint64(len(text))]) == string(text) {
			return newSpan(int(off), len(text), k), nil
		}
	}
	s, err := a.add(text, k)
	if err == nil {
		*slot = uint64(s.off())<<(slotTag+slotLength) | want
	}
	return s, err
}

// hashText hashes a text, word by word.
func hashText(text []byte) (hash uint64) {
	n := len(text)
	for ; len(text) >= 8; text = text[8:] {
		hash = mix(hash, binary.LittleEndian.Uint64(text))
	}
	var last [8]byte
	copy(last[:], text)
	return finish(mix(hash, binary.LittleEndian.Uint64(last[:])), n)
}

// mix takes a word into a hash: the two halves of a product with a constant of
// many scattered bits, the fraction of the golden ratio.
func mix(hash, word uint64) uint64 {
	hi, lo := bits.Mul64(hash^word^0x2545f4914f6cdd1d, 0x9e3779b97f4a7c15)
	return hi ^ lo
}

// finish ends the hash of a text of n bytes.
func finish(hash uint64, n int) uint64 { return mix(hash, uint64(n)) }
