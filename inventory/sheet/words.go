package sheet

import (
	"encoding/binary"
	"math/bits"
)

// leadingNumber is the number whose n digits begin a word; n is 0 where there
// are none or as many as a word holds, so that more may follow.
func leadingNumber(word uint64) (v, n int) {
	word ^= '0' * everyByte
	other := (word + (0x7f-9)*everyByte | word) & highBits // the first mark is right
	n = bits.TrailingZeros64(other) / 8
	if n == 0 || n == 8 {
		return 0, 0
	}
	word <<= 64 - 8*n // zeros before the digits
	word = word * (10<<8 + 1) >> 8 & 0x00ff00ff00ff00ff
	word = word * (100<<16 + 1) >> 16 & 0x0000ffff0000ffff
	return int(word * (10000<<32 + 1) >> 32), n
}

// scanPlain finds the end of a text, n bytes before the next <, and hashes it
// as hashText does. It is plain if it needs no decoding: ASCII without control
// characters, & and what may begin an escape of SpreadsheetML or end a CDATA
// section. n is len(b) if the end is too near the end of the buffer to be seen.
func scanPlain(b []byte) (n int, hash uint64, plain bool) {
	odd := uint64(0)
	for ; n+8 <= len(b); n += 8 {
		word := binary.LittleEndian.Uint64(b[n:])
		marks := oddBytes(word)
		end := zeroBytes(word ^ '<'*everyByte)
		if end == 0 {
			odd |= marks
			hash = mix(hash, word)
			continue
		}
		k := bits.TrailingZeros64(end) &^ 7
		inside := uint64(1)<<k - 1
		odd |= marks & inside
		n += k / 8
		return n, finish(mix(hash, word&inside), n), odd == 0
	}
	return len(b), 0, false
}

// oddBytes marks bytes of a word that a plain text has not: the high bit of
// each, where the first mark is right.
func oddBytes(word uint64) uint64 {
	const apart = '_' ^ ']' // the one bit in which they differ
	control := (word - ' '*everyByte) &^ word
	return (word|control)&highBits | zeroBytes((word|apart*everyByte)^'_'*everyByte) | zeroBytes(word^'&'*everyByte)
}

// zeroBytes marks the bytes of a word that are zero; the first mark is right.
func zeroBytes(word uint64) uint64 { return (word - everyByte) &^ word & highBits }
