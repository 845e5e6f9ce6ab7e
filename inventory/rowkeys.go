package inventory

import "strings"

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
	k.turnTo(r)
	k.seen += firstByte(k.of.namings.at(r.naming)) + firstByte(k.target(r))
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
	k.turnTo(r)
	v := r.view()
	api, version := k.j.versionsUnderstood(&v)
	return appendKey(b, 'k', k.of.namings.at(r.naming), api, k.target(r), version)
}
