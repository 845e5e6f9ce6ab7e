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

// arena collects the texts of a table's cells and numbers them, from 1; 0 is the
// empty text. Texts that repeat are kept once where a table of known ones, which
// is of bounded size, notices it.
type arena struct {
	text  []byte
	texts []span      // by number
	known []knownText // by hash, a power of two of them

	repeats bool // a text may be kept twice
}

// knownText is the number of a text and, above it, the upper half of the hash of
// text and kind; zero is free.
type knownText uint64

// How many known texts are looked at before one is given up: where at most half of
// the places are taken, and where more are.
const (
	maxProbes  = 128
	fullProbes = 8
)

func newKnownText(hash uint64, number uint32) knownText {
	return knownText(hash&^(1<<32-1) | uint64(number))
}

// fits reports whether a known text has the bits of a hash that it keeps.
func (k knownText) fits(hash uint64) bool { return uint64(k)>>32 == hash>>32 }

func (k knownText) number() uint32 { return uint32(k) }

// newArena makes an arena for a part of the given size.
func newArena(size uint64) *arena {
	const least, most, perText = 1 << 8, 1 << 20, 128
	return &arena{texts: make([]span, 1), known: make([]knownText, max(least, 1<<bits.Len64(min(size/perText, most-1))))}
}

// add keeps a text and returns its number.
func (a *arena) add(text []byte, k Kind) (uint32, error) {
	switch {
	case len(text) == 0:
		return 0, nil
	case len(text) > MaxCell:
		return 0, limitf("a cell has %d bytes of text, more than the limit of %d", len(text), MaxCell)
	case len(a.text)+len(text) > maxBookText:
		return 0, limitf("a sheet has more than the limit of %d bytes of text", maxBookText)
	}
	number := uint32(len(a.texts))
	a.texts = append(a.texts, newSpan(len(a.text), len(text), k))
	a.text = append(a.text, text...)
	return number, nil
}

// holds reports whether a text and its kind are those at a span.
func (a *arena) holds(s span, text []byte, k Kind) bool {
	return s.len() == len(text) && s.kind() == k && string(a.text[s.off():s.off()+len(text)]) == string(text)
}

// intern keeps a text unless it is known to be kept.
func (a *arena) intern(text []byte, k Kind) (uint32, error) {
	return a.internHashed(text, hashText(text), k)
}

// internFrom does what internHashed does for a text that is probably the one of a
// known text, which lies at a span.
func (a *arena) internFrom(known knownText, at span, text []byte, hash uint64) (uint32, error) {
	if known.fits(hash) && a.holds(at, text, Text) {
		return known.number(), nil
	}
	return a.internHashed(text, hash, Text)
}

// internHashed does what intern does for a text whose hash is known.
func (a *arena) internHashed(text []byte, hash uint64, k Kind) (uint32, error) {
	if len(text) == 0 || len(text) > MaxCell {
		return a.add(text, k)
	}
	hash ^= uint64(k) << 56
	last := uint64(len(a.known) - 1)
	slot, most := &a.known[hash&last], uint64(maxProbes)
	if len(a.texts) > len(a.known)/2 {
		most = fullProbes
	}
	for i := uint64(1); *slot != 0; i++ {
		if slot.fits(hash) && a.holds(a.texts[slot.number()], text, k) {
			return slot.number(), nil
		}
		if i == most {
			a.repeats = true
			break
		}
		slot = &a.known[(hash+i)&last]
	}
	number, err := a.add(text, k)
	if err == nil {
		*slot = newKnownText(hash, number)
	}
	return number, err
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
