package inventory

// RowKeys writes the keys of pairs from their rows. What names applications and
// servers is packed, so that a key takes the processor to less memory than the names.
type RowKeys struct {
	j    *joiner
	l    *layout // of the row at hand
	of   *packedKeys
	seen byte // see Approach
}

// packedKeys are what keys of a table name: applications and servers by their
// places in the layout.
type packedKeys struct{ namings, targets packedTexts }

// packedTexts are texts behind each other, and where each ends.
type packedTexts struct {
	ends []uint32
	text []byte
}

func (p *packedTexts) add(text string) {
	p.text = append(p.text, text...)
	p.ends = append(p.ends, uint32(len(p.text)))
}

func (p *packedTexts) at(i int32) []byte {
	from := uint32(0)
	if i > 0 {
		from = p.ends[i-1]
	}
	return p.text[from:p.ends[i]]
}

// packKeys packs what keys of the table name.
func (l *layout) packKeys() *packedKeys {
	p := &packedKeys{}
	for i := range l.namings {
		p.namings.add(l.namings[i].key)
	}
	for i := range l.targets {
		p.targets.add(l.targets[i].key)
	}
	return p
}

// RowKeys are for rows of the reader's estate.
func (w *Reader) RowKeys() *RowKeys { return &RowKeys{j: w.j} }

// Approach looks at what the key of a row's pair is made of: the processor then
// waits for the memory of many rows at once.
func (k *RowKeys) Approach(r Row) {
	k.turnTo(r)
	for _, text := range [...][]byte{k.of.namings.at(r.naming), k.target(r)} {
		if len(text) > 0 {
			k.seen += text[0]
		}
	}
}

func (k *RowKeys) turnTo(r Row) {
	if k.l != r.l {
		k.l, k.of = r.l, r.l.packedKeys()
	}
}

func (k *RowKeys) target(r Row) []byte {
	if r.target < 0 {
		return nil
	}
	return k.of.targets.at(r.target)
}

// Append appends the key of a row's pair, see Pair.Key.
func (k *RowKeys) Append(b []byte, r Row) []byte {
	k.turnTo(r)
	v := view{l: r.l, fact: r.l.fact(int(r.row)), naming: &r.l.namings[r.naming]}
	if r.target >= 0 {
		v.target = &r.l.targets[r.target]
	}
	var buf [256]byte
	named := append(append(buf[:0], k.of.namings.at(r.naming)...), 0)
	named = append(append(named, k.j.words.texts[k.j.apiSaid(&v).number]...), 0)
	named = append(append(named, k.target(r)...), 0)
	named = append(append(named, k.j.words.texts[k.j.versionSaid(&v).number]...), 0)
	return appendDigest(b, 'k', named)
}
