package inventory

import (
	"encoding/binary"
	"strings"
	"unicode/utf8"
)

// RowKeys writes the keys of pairs from their rows. What names applications and
// servers is packed, so that a key takes the processor to less memory than the names.
type RowKeys struct {
	j    *joiner
	l    *layout // of the row at hand
	of   *packedKeys
	seen int32 // see Approach
}

// packedKeys are what keys of a table name: applications and servers by their
// places in the layout.
type packedKeys struct{ namings, targets packedTexts }

// packedTexts are texts behind each other, and where each ends.
type packedTexts struct {
	ends []uint32
	text string
}

// packTexts packs n texts.
func packTexts(n int, text func(i int) string) packedTexts {
	p := packedTexts{ends: make([]uint32, n)}
	var b strings.Builder
	for i := range n {
		b.WriteString(text(i))
		p.ends[i] = uint32(b.Len())
	}
	p.text = b.String()
	return p
}

func (p *packedTexts) at(i int32) string {
	from := uint32(0)
	if i > 0 {
		from = p.ends[i-1]
	}
	return p.text[from:p.ends[i]]
}

// packKeys packs what keys of the table name.
func (l *layout) packKeys() *packedKeys {
	return &packedKeys{
		namings: packTexts(len(l.namings), func(i int) string { return l.namings[i].key }),
		targets: packTexts(len(l.targets), func(i int) string { return l.targets[i].key }),
	}
}

// RowKeys are for rows of the reader's estate.
func (w *Reader) RowKeys() *RowKeys { return &RowKeys{j: w.j} }

// Approach looks at what the key of a row's pair is made of: the processor then
// waits for the memory of many rows at once.
func (k *RowKeys) Approach(r Row) {
	if r.lowered {
		return
	}
	k.turnTo(r)
	k.seen += firstByte(k.of.namings.at(r.fact.naming)) + firstByte(k.target(r))
}

func (k *RowKeys) turnTo(r Row) {
	if k.l != r.l {
		k.l, k.of = r.l, r.l.packedKeys()
	}
}

func (k *RowKeys) target(r Row) string {
	if r.target < 0 {
		return ""
	}
	return k.of.targets.at(r.target)
}

// Append appends the key of a row's pair, see Pair.Key.
func (k *RowKeys) Append(b []byte, r Row) []byte {
	v := r.view()
	api, version := k.j.versionsUnderstood(&v)
	if r.lowered {
		return r.appendLowered(b, api, version)
	}
	k.turnTo(r)
	return appendKey(b, 'k', k.of.namings.at(r.fact.naming), api, k.target(r), version)
}

// appendLowered appends the key by the names that the row has: they are near the
// processor, unlike what they were folded to.
func (r *Row) appendLowered(b []byte, api, version string) []byte {
	var buf [256]byte
	named := append(appendLower(buf[:0], r.l.raw.Text(int(r.row), r.l.column(FieldApplication))), 0)
	named = append(append(named, api...), 0)
	named = append(appendLower(named, r.l.raw.Text(int(r.row), r.l.column(FieldServer))), 0)
	return appendHash(b, 'k', append(append(named, version...), 0))
}

// isLowered reports a text that is another one of ASCII in lower case.
func isLowered(text, of string) bool {
	if len(text) != len(of) {
		return false
	}
	for i := range len(text) {
		if of[i] >= utf8.RuneSelf || text[i] != lowerByte(of[i]) {
			return false
		}
	}
	return true
}

func lowerByte(c byte) byte {
	if 'A' <= c && c <= 'Z' {
		return c + ('a' - 'A')
	}
	return c
}

// appendLower appends a text of ASCII in lower case.
func appendLower(b []byte, text string) []byte {
	b = append(b, text...)
	lower := b[len(b)-len(text):]
	for ; len(lower) >= 8; lower = lower[8:] {
		binary.LittleEndian.PutUint64(lower, lowerEight(binary.LittleEndian.Uint64(lower)))
	}
	for i := range lower {
		lower[i] = lowerByte(lower[i])
	}
	return b
}

// lowerEight lowers eight bytes of ASCII at once: the top bit of each tells first
// whether it is a capital.
func lowerEight(text uint64) uint64 {
	const ones = 0x0101010101010101
	capital := (text + ones*(0x80-'A')) &^ (text + ones*(0x80-'Z'-1)) & (ones * 0x80)
	return text | capital>>2
}
