package sheet

import (
	"encoding/binary"
	"unsafe"
)

// Head is a short text as a whole, or the beginning of a longer one: up to
// HeadLength bytes, zeros behind them, and in the last byte the length, of a
// longer one HeadLength+1. It is found and compared without a branch for each
// length, which no processor foresees.
type Head [4]uint64

// HeadLength is how long a text is at most that its Head holds as a whole.
const HeadLength = 31

// TextHead is a text as its head and what follows that, "" behind a short one.
// Two texts are the same if both parts are.
type TextHead struct {
	Head Head
	Rest string
}

// HeadOf takes a text apart.
func HeadOf(text string) TextHead {
	var b [HeadLength + 1]byte
	copy(b[:], text)
	return TextHead{headAt(&b, uint(len(text))), text[min(HeadLength, len(text)):]}
}

// headAt is the head of a text of so many bytes that begins here.
func headAt(b *[HeadLength + 1]byte, length uint) Head {
	m := &headMasks[min(length, HeadLength+1)]
	return Head{
		binary.LittleEndian.Uint64(b[0:]) & m.text[0],
		binary.LittleEndian.Uint64(b[8:]) & m.text[1],
		binary.LittleEndian.Uint64(b[16:]) & m.text[2],
		binary.LittleEndian.Uint64(b[24:])&m.text[3] | m.length,
	}
}

// headMask tells which bits of a head are a text's, and what its last byte says.
type headMask struct {
	text   Head
	length uint64
}

// headMasks are those of texts by their length; the last is that of all longer ones.
var headMasks = func() (masks [HeadLength + 2]headMask) {
	for length := range masks {
		for i := range min(length, HeadLength) {
			masks[length].text[i/8] |= 0xff << (i % 8 * 8)
		}
		masks[length].length = uint64(length) << 56
	}
	return masks
}()

// Column fills heads with those of a column's texts, from a row on. The head of a
// cell that is not plain text differs from those of all texts and of other kinds.
func (t *Table) Column(heads []TextHead, row, col int) {
	if t.text == nil {
		for i := range heads {
			heads[i] = t.cell(row+i, col).head(t.data)
		}
		return
	}
	for n := 0; len(heads) > 0; heads, row = heads[n:], row+n {
		b, i := t.text.find(row)
		n = min(len(heads), b.end-row)
		b.column(heads[:n], t.data, i, col)
	}
}

// head is that of a cell's text and kind.
func (s span) head(data string) TextHead {
	from, length := uint(s.off()), uint(s.len())
	if from+HeadLength >= uint(len(data)) || s.kind() == Escaped {
		t := HeadOf(s.text(data))
		t.Head[3] += s.kind().mark()
		return t
	}
	bytes := unsafe.Slice(unsafe.StringData(data), len(data))
	t := TextHead{Head: headAt((*[HeadLength + 1]byte)(bytes[from:]), length)}
	if length > HeadLength {
		t.Rest = data[from+HeadLength : from+length]
	}
	t.Head[3] += s.kind().mark()
	return t
}

// mark is what makes heads of one kind different: a length that no text has, nor
// one of another kind.
func (k Kind) mark() uint64 {
	const lengths = HeadLength + 2 // in the last byte of heads
	return uint64(k) * lengths << 56
}

// column does what Table.Column does for rows from i on.
func (b *textBlock) column(heads []TextHead, data string, i, col int) {
	bytes := unsafe.Slice(unsafe.StringData(b.text), len(b.text))
	rows := b.rows[i : i+len(heads)+1]
	for k := range heads {
		from, to, ok := b.plainCell(rows[k], rows[k+1], col)
		if !ok || from+HeadLength >= uint(len(bytes)) {
			heads[k] = HeadOf(b.cell(data, i+k, col))
			continue
		}
		heads[k].Head = headAt((*[HeadLength + 1]byte)(bytes[from:]), to-from)
		heads[k].Rest = b.text[min(from+HeadLength, to):to]
	}
}

// plainCell is where the text of a cell begins and ends that stands in the file
// as it is.
func (b *textBlock) plainCell(r, next textRow, col int) (from, to uint, ok bool) {
	at := uint(r.cell) + uint(col)
	if at >= uint(next.cell) || r.start&wideRow != 0 {
		return 0, 0, false
	}
	start, end := uint(r.start&startMask), uint(b.ends[at])
	if from = start; col > 0 {
		from += uint(b.ends[at-1]&endMask) + b.gap
	}
	quotes := end / quoted & 1
	return from + quotes, start + end&endMask - quotes, end&doubled == 0
}
