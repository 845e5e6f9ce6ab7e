package sheet

import "math/bits"

// Limits of deflate (RFC 1951, 3.2).
const (
	maxCode      = 15 // bits of a code
	numLiterals  = 286
	numDistances = 30
	endOfBlock   = 256
)

// An entry of a huffmanTable says what a code stands for: from the lowest bit,
// how many bits to take, extra ones included; how many of them are the code's
// or, in a reference, how many find the entry in the subtable; flags; the value
// before its extra bits are added or, in a reference, where the subtable begins.
const (
	entryTotal   = 0x3f
	entryCode    = 8 // shift of four bits
	entryInvalid = 1 << 12
	entrySub     = 1 << 13
	entryEnd     = 1 << 14
	entryLiteral = 1 << 15
	entryValue   = 16 // shift
	entryOther   = entryInvalid | entrySub | entryEnd | entryLiteral
)

// The first bits of a code find its entry, or the subtable for longer codes.
const (
	literalBits  = 11
	distanceBits = 9
)

// maxEntries suffices for any code that is complete: a subtable of 2^k entries
// needs more than k symbols, so the literals of 286 have no more than 57 of 16
// entries, the distances of 30 no more than 4 of 64.
const maxEntries = 1<<literalBits + 1<<10

// huffmanTable finds symbols by their codes, whose first bit is the lowest.
type huffmanTable struct {
	primary uint // bits
	entries [maxEntries]uint32
}

// Values of the symbols behind the literals and of the distances, and how many
// extra bits each has: RFC 1951, 3.2.5.
var (
	lengthBase = [29]uint16{3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258}
	lengthMore = [29]uint8{0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0}

	distanceBase = [numDistances]uint16{1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097, 6145, 8193, 12289, 16385, 24577}
	distanceMore = [numDistances]uint8{0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13, 13}
)

// literalEntry is the entry of a literal, the end of a block or a length whose code has n bits.
func literalEntry(symbol int, n uint8) uint32 {
	code := uint32(n)<<entryCode | uint32(n)
	switch {
	case symbol < endOfBlock:
		return uint32(symbol)<<entryValue | entryLiteral | code
	case symbol == endOfBlock:
		return entryEnd | code
	case symbol < numLiterals:
		i := symbol - endOfBlock - 1
		return uint32(lengthBase[i])<<entryValue | code + uint32(lengthMore[i])
	}
	return entryInvalid
}

// distanceEntry is the entry of a distance.
func distanceEntry(symbol int, n uint8) uint32 {
	if symbol >= numDistances {
		return entryInvalid
	}
	return uint32(distanceBase[symbol])<<entryValue | uint32(n)<<entryCode | uint32(n+distanceMore[symbol])
}

// plainEntry is the entry of a symbol that stands for itself.
func plainEntry(symbol int, n uint8) uint32 {
	return uint32(symbol)<<entryValue | uint32(n)<<entryCode | uint32(n)
}

// lookup finds the entry for the code that bits begin with.
func (t *huffmanTable) lookup(b uint64) uint32 {
	e := t.entries[b&(1<<t.primary-1)]
	if e&entrySub != 0 {
		e = t.entries[subIndex(e, b>>t.primary)]
	}
	return e
}

// subIndex is where the entry stands that a reference leads to.
func subIndex(e uint32, b uint64) uint32 {
	return e>>entryValue + uint32(b)&(1<<(e>>entryCode&15)-1)
}

// build makes the table for the lengths of the symbols' codes; 0 is a symbol
// without one. It reports whether they make a complete code, or at least one
// that compress/flate accepts: a single one of one bit, or none at all.
func (t *huffmanTable) build(primary uint, lengths []uint8, entry func(symbol int, n uint8) uint32) bool {
	first, ok := firstCodes(lengths)
	if !ok {
		return false
	}
	t.primary = primary
	for i := range t.entries[:1<<primary] {
		t.entries[i] = entryInvalid
	}
	var codes [numLiterals + 2]uint16
	var subBits [1 << literalBits]uint8 // by primary bits: what the longest code has beyond them
	long := false
	for symbol, n := range lengths {
		if n == 0 {
			continue
		}
		code := bits.Reverse16(first[n]) >> (16 - n)
		first[n]++
		codes[symbol] = code
		if uint(n) > primary {
			b := &subBits[code&(1<<primary-1)]
			*b = max(*b, n-uint8(primary))
			long = true
			continue
		}
		e := entry(symbol, n)
		for i := int(code); i < 1<<primary; i += 1 << n {
			t.entries[i] = e
		}
	}
	if long {
		t.buildSub(lengths, &codes, &subBits, entry)
	}
	return true
}

// buildSub makes the subtables.
func (t *huffmanTable) buildSub(lengths []uint8, codes *[numLiterals + 2]uint16, subBits *[1 << literalBits]uint8, entry func(symbol int, n uint8) uint32) {
	next := uint32(1) << t.primary
	for symbol, n := range lengths {
		if uint(n) <= t.primary {
			continue
		}
		prefix := codes[symbol] & (1<<t.primary - 1)
		size := uint32(1) << subBits[prefix]
		if t.entries[prefix]&entrySub == 0 {
			t.entries[prefix] = next<<entryValue | entrySub | uint32(subBits[prefix])<<entryCode
			next += size
		}
		sub := t.entries[prefix] >> entryValue
		e := entry(symbol, n)
		for i := uint32(codes[symbol]) >> t.primary; i < size; i += 1 << (uint(n) - t.primary) {
			t.entries[sub+i] = e
		}
	}
}

// firstCodes are the first codes of each length; ok is false if the lengths make no code.
func firstCodes(lengths []uint8) (first [maxCode + 1]uint16, ok bool) {
	var count [maxCode + 1]int
	longest := 0
	for _, n := range lengths {
		count[n]++
		longest = max(longest, int(n))
	}
	count[0] = 0
	code := 0
	for n := 1; n <= longest; n++ {
		code <<= 1
		first[n] = uint16(code)
		code += count[n]
	}
	return first, longest == 0 || code == 1<<longest || code == 1 && longest == 1
}
