package report

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// compareNatural orders texts as people do: without case, and runs of digits by
// their number, so that chat2 comes before chat10. Texts that differ in nothing
// else are ordered by their bytes.
func compareNatural(a, b string) int {
	x, y := a, b
	for x != "" && y != "" {
		if isDigit(x[0]) && isDigit(y[0]) {
			var m, n string
			m, x = cutDigits(x)
			n, y = cutDigits(y)
			if order := cmp.Or(cmp.Compare(len(m), len(n)), strings.Compare(m, n)); order != 0 {
				return order
			}
			continue
		}
		r, size := utf8.DecodeRuneInString(x)
		s, width := utf8.DecodeRuneInString(y)
		if order := cmp.Compare(unicode.ToLower(r), unicode.ToLower(s)); order != 0 {
			return order
		}
		x, y = x[size:], y[width:]
	}
	return cmp.Or(cmp.Compare(len(x), len(y)), strings.Compare(a, b))
}

// cutDigits cuts the leading digits off s, without their leading zeros.
func cutDigits(s string) (digits, rest string) {
	end := 0
	for end < len(s) && isDigit(s[end]) {
		end++
	}
	return strings.TrimLeft(s[:end], "0"), s[end:]
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

// naturalOrder orders many texts as compareNatural does. Each has a key, which
// is compared byte by byte.
type naturalOrder struct {
	texts []string
	keys  []byte   // of all texts
	ends  []int    // of the keys
	heads []uint64 // the first bytes of each key that differ from others
}

func newNaturalOrder(texts []string) *naturalOrder {
	o := &naturalOrder{texts: texts, ends: make([]int, len(texts)), heads: make([]uint64, len(texts))}
	for i, text := range texts {
		o.keys = appendNaturalKey(o.keys, text)
		o.ends[i] = len(o.keys)
	}
	common := o.common()
	for i := range o.heads {
		var head [8]byte
		copy(head[:], o.key(int32(i))[common:])
		o.heads[i] = binary.BigEndian.Uint64(head[:])
	}
	return o
}

// common is how many bytes all keys begin with.
func (o *naturalOrder) common() int {
	if len(o.texts) == 0 {
		return 0
	}
	first := o.key(0)
	for i := 1; i < len(o.texts); i++ {
		other := o.key(int32(i))
		n := 0
		for n < len(first) && n < len(other) && first[n] == other[n] {
			n++
		}
		first = first[:n]
	}
	return len(first)
}

func (o *naturalOrder) key(i int32) []byte {
	start := 0
	if i > 0 {
		start = o.ends[i-1]
	}
	return o.keys[start:o.ends[i]]
}

// compare orders two texts by their indices.
func (o *naturalOrder) compare(i, j int32) int {
	if order := cmp.Compare(o.heads[i], o.heads[j]); order != 0 {
		return order
	}
	return cmp.Or(bytes.Compare(o.key(i), o.key(j)), strings.Compare(o.texts[i], o.texts[j]))
}

// indices are those of all texts, in the order given.
func (o *naturalOrder) indices() []int32 {
	all := make([]int32, len(o.texts))
	for i := range all {
		all[i] = int32(i)
	}
	return all
}

// ranks are the places of the texts among all, from 0; equal texts have the
// places of the first of them.
func (o *naturalOrder) ranks() []int32 {
	order := o.indices()
	slices.SortFunc(order, o.compare)
	ranks := make([]int32, len(order))
	for rank, i := range order {
		ranks[i] = int32(rank)
		if rank > 0 && o.texts[order[rank-1]] == o.texts[i] {
			ranks[i] = ranks[order[rank-1]]
		}
	}
	return ranks
}

// appendNaturalKey appends the key of a text. Keys order as compareNatural does,
// but for texts that differ in case or leading zeros alone. A run of digits is a
// zero, the number of its digits, and the digits.
func appendNaturalKey(dst []byte, s string) []byte {
	for s != "" {
		c := s[0]
		switch {
		case isDigit(c):
			var digits string
			digits, s = cutDigits(s)
			dst = append(appendLength(append(dst, '0'), len(digits)), digits...)
			continue
		case 'A' <= c && c <= 'Z':
			dst = append(dst, c+'a'-'A')
		case c < utf8.RuneSelf:
			dst = append(dst, c)
		default:
			r, size := utf8.DecodeRuneInString(s)
			dst, s = utf8.AppendRune(dst, unicode.ToLower(r)), s[size:]
			continue
		}
		s = s[1:]
	}
	return dst
}

// appendLength appends a number so that greater ones come later.
func appendLength(dst []byte, n int) []byte {
	if n < 255 {
		return append(dst, byte(n))
	}
	return binary.BigEndian.AppendUint64(append(dst, 255), uint64(n))
}
