package sheet

import (
	"encoding/binary"
	"math/bits"
	"unsafe"
)

// stopList holds where the delimiters and line ends of a stretch of text stand.
// They are found before anybody needs them, since a loop that looks for one at
// a time is never foreseen by the processor.
type stopList struct {
	from, to int                       // the stretch
	found    [stretch + 2*group]uint16 // from the beginning of the stretch
	count    int
	next     int // the first one that was not passed yet
}

const (
	stretch = 1 << 11
	group   = 64 // bytes that are compared before their stops are listed
)

// seek goes to the first stop from an offset on.
func (l *stopList) seek(text string, delim byte, returns bool, at int) {
	if at < l.from || at >= l.to {
		l.find(text, delim, returns, at)
		return
	}
	for l.next > 0 && l.from+int(l.found[l.next-1]) >= at {
		l.next--
	}
	for l.next < l.count && l.from+int(l.found[l.next]) < at {
		l.next++
	}
}

// find lists the stops of the stretch at an offset. The end of the text counts as a line end.
func (l *stopList) find(data string, delim byte, returns bool, from int) {
	text := unsafe.Slice(unsafe.StringData(data), len(data))
	delims := uint64(delim) * everyByte
	at, end, count := from, min(from+stretch, len(text)+1), 0
	for ; at < end; at += group {
		var tail [group]byte
		var mask uint64
		if at+group <= len(text) {
			mask = stopMask((*[group]byte)(text[at:]), delims, returns)
		} else {
			tail[copy(tail[:], text[at:])] = '\n'
			mask = stopMask(&tail, delims, true)
		}
		n, offset := bits.OnesCount64(mask), at-from
		for i := 0; i < n; i += 8 { // eight at once, needed or not
			list := (*[8]uint16)(l.found[count+i:])
			for k := range list {
				list[k] = uint16(offset + bits.TrailingZeros64(mask))
				mask &= mask - 1
			}
		}
		count += n
	}
	l.from, l.to, l.count, l.next = from, at, count, 0
}

const (
	everyByte = 0x0101010101010101
	lowBits   = 0x7f * everyByte
	highBits  = 0x80 * everyByte
)

// stopMask has a bit for each of 64 bytes that is a delimiter, of which delims
// has eight, or a line end.
func stopMask(text *[group]byte, delims uint64, returns bool) uint64 {
	mask := stopBits(text[0:], delims) | stopBits(text[8:], delims)<<8 |
		stopBits(text[16:], delims)<<16 | stopBits(text[24:], delims)<<24 |
		stopBits(text[32:], delims)<<32 | stopBits(text[40:], delims)<<40 |
		stopBits(text[48:], delims)<<48 | stopBits(text[56:], delims)<<56
	if returns {
		for i := 0; i < group; i += 8 {
			mask |= lowest(other(binary.LittleEndian.Uint64(text[i:]), '\r'*everyByte)) << i
		}
	}
	return mask
}

// stopBits has a bit for each of eight bytes that is a delimiter or a line feed.
func stopBits(text []byte, delims uint64) uint64 {
	v := binary.LittleEndian.Uint64(text)
	return lowest(other(v, delims) & other(v, '\n'*everyByte))
}

// lowest has the inverted high bits of eight bytes as its lowest bits.
func lowest(v uint64) uint64 {
	const gather = 0x0102040810204080 // brings the lowest bits of eight bytes together in the highest byte
	return (^v & highBits >> 7) * gather >> 56
}

// other has the high bit of each byte of v that is not the byte of which
// pattern has eight. Unlike shorter formulas it is right for every byte.
func other(v, pattern uint64) uint64 {
	v ^= pattern
	return v&lowBits + lowBits | v
}
