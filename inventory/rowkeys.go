package inventory

import (
	"encoding/binary"
	"unicode/utf8"
)

// AppendKey appends the key of a row's pair, see Pair.Key.
func (w *Reader) AppendKey(b []byte, r Row) []byte {
	v := r.view()
	api, version := w.j.versionsUnderstood(&v)
	if r.lowered != NoField {
		return r.appendLowered(b, api, version)
	}
	server := ""
	if v.target != nil {
		server = v.target.key
	}
	return appendKey(b, 'k', v.naming.key, api, server, version)
}

// ApproachKey looks at what AppendKey takes from afar, step by step as ApproachRow does.
func (w *Reader) ApproachKey(r Row, step int) {
	if r.lowered == NoField {
		w.ApproachRow(r, step)
	}
}

// appendLowered appends the key by the names that the row's cells have: they are near
// the processor, unlike what they were folded to.
func (r *Row) appendLowered(b []byte, api, version string) []byte {
	var buf [256]byte
	named := append(appendLower(buf[:0], r.l.raw.Text(int(r.row), r.l.column(r.lowered))), 0)
	named = append(append(named, api...), 0)
	named = append(appendLower(named, r.l.raw.Text(int(r.row), r.l.column(FieldServer))), 0)
	return appendHash(b, 'k', append(append(named, version...), 0))
}

// lowered is the field whose cells have the key of the application, capitals aside.
func (n *naming) lowered() Field {
	switch {
	case n.ids && isLowered(n.key, n.id):
		return FieldApplicationID
	case n.written && isLowered(n.key, n.name):
		return FieldApplication
	}
	return NoField
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
