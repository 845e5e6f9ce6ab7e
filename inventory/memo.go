package inventory

import (
	"context"
	"encoding/binary"
	"hash/maphash"
	"math/bits"
	"math/rand/v2"
	"strings"
	"unsafe"

	"chatcompat/inventory/sheet"
)

// memo numbers what rows say in some columns: rows that say the same have the
// same number, from 0 in the order of the first row that does. It keeps a copy
// of each distinct text, so that what repeats stays near the processor whatever
// the size of the table.
type memo struct {
	raw    *sheet.Table
	cols   []int
	firsts []int32 // by number: the first row that says it

	seed  memoSeed
	slots []memoSlot   // open addressing; a power of two of them
	heads []sheet.Head // by number
	rests []string     // by number, as far as there are texts longer than a head
	batch memoBatch
	keys  []byte // of the batch
}

// memoSlot is one more than the number of a text, and above it the upper half
// of its hash; 0 is free.
type memoSlot uint64

const numberMask = 1<<32 - 1

// fits reports whether a slot has the bits of a hash that it keeps.
func (s memoSlot) fits(hash uint64) bool { return uint64(s)>>32 == hash>>32 }

func (s memoSlot) number() int32 { return int32(uint32(s)) - 1 }

// memoBatch is what some rows say. They are looked up together: the processor
// waits for the memory of all of them at once, instead of one after the other.
type memoBatch struct {
	n      int
	texts  [batchRows]sheet.TextHead
	hashes [batchRows]uint64
	rows   [batchRows]int32
	ids    [batchRows]int32 // -1: not found at once
}

const batchRows = 32

func newMemo(raw *sheet.Table, cols ...int) *memo {
	m := &memo{raw: raw, seed: newMemoSeed(), slots: make([]memoSlot, 64)}
	for _, col := range cols {
		if col >= 0 {
			m.cols = append(m.cols, col)
		}
	}
	return m
}

// number writes the numbers of rows from a first one on; those that are not
// open are left out. It ends early when ctx does.
func (m *memo) number(ctx context.Context, ids *codes, fates []fate, first int) {
	for from := 0; from < len(fates) && ctx.Err() == nil; from += batchRows {
		m.numberBatch(ids, fates, first, from)
	}
}

// numberBatch does what number does for a batch of rows.
func (m *memo) numberBatch(ids *codes, fates []fate, first, from int) {
	if len(m.cols) == 0 && len(m.firsts) > 0 {
		return // all say nothing, as the first did
	}
	m.read(fates[from:min(from+batchRows, len(fates))], first+from)
	m.lookUp()
	for i := range m.batch.n {
		ids.set(int(m.batch.rows[i])-first, m.batch.ids[i])
	}
}

// read takes down what the open ones of a batch of rows say.
func (m *memo) read(fates []fate, row int) {
	b := &m.batch
	plain := len(m.cols) == 1 && m.raw.Sheet == ""
	if plain {
		m.raw.Column(b.texts[:len(fates)], row, m.cols[0])
	}
	m.keys = m.keys[:0]
	b.n = 0
	for i, f := range fates {
		if f != fateOpen {
			continue
		}
		switch {
		case !plain:
			b.texts[b.n] = sheet.HeadOf(m.said(row + i))
		case b.n < i:
			b.texts[b.n] = b.texts[i]
		}
		b.rows[b.n] = int32(row + i)
		b.n++
	}
}

// said is what a row says, as one text. It is valid until the next batch.
func (m *memo) said(row int) string {
	start := len(m.keys)
	for _, col := range m.cols {
		text := m.raw.Text(row, col)
		m.keys = append(m.keys, byte(m.raw.Kind(row, col)))
		m.keys = binary.AppendUvarint(m.keys, uint64(len(text)))
		m.keys = append(m.keys, text...)
	}
	key := m.keys[start:]
	return unsafe.String(unsafe.SliceData(key), len(key)) // what it points at stays as it is, even where keys grow
}

// lookUp finds the numbers of a batch; what is new is taken in. The loops are
// apart so that nothing in one depends on what it waits for.
func (m *memo) lookUp() {
	var slots [batchRows]memoSlot
	b, table, last := &m.batch, m.slots, uint64(len(m.slots)-1)
	hashes := b.hashes[:b.n]
	for i := range hashes {
		hashes[i] = m.seed.hash(&b.texts[i])
	}
	for i, h := range hashes {
		slots[i] = table[h&last]
	}
	for i, h := range hashes {
		if !slots[i].fits(h) {
			slots[i] = table[(h+1)&last]
		}
	}
	for i, h := range hashes {
		b.ids[i] = -1
		if slots[i] != 0 && slots[i].fits(h) && m.holds(slots[i].number(), &b.texts[i]) {
			b.ids[i] = slots[i].number()
		}
	}
	for i, h := range hashes {
		if b.ids[i] < 0 {
			b.ids[i] = m.find(&b.texts[i], h, b.rows[i])
		}
	}
}

// holds reports whether a number is that of a text.
func (m *memo) holds(number int32, t *sheet.TextHead) bool {
	has, h := &m.heads[number], &t.Head
	differ := has[0] ^ h[0] | has[1] ^ h[1] | has[2] ^ h[2] | has[3] ^ h[3]
	return differ == 0 && (t.Rest == "" || m.rests[number] == t.Rest)
}

// find is the number of a text, which is taken in where it is new.
func (m *memo) find(t *sheet.TextHead, hash uint64, row int32) int32 {
	last := uint64(len(m.slots) - 1)
	i := hash & last
	for ; m.slots[i] != 0; i = (i + 1) & last {
		if slot := m.slots[i]; slot.fits(hash) && m.holds(slot.number(), t) {
			return slot.number()
		}
	}
	number := len(m.firsts)
	m.slots[i] = memoSlot(hash&^numberMask | uint64(number+1))
	m.add(t, row)
	if len(m.firsts)*2 > len(m.slots) {
		m.grow()
	}
	return int32(number)
}

// add takes in a new text.
func (m *memo) add(t *sheet.TextHead, row int32) {
	m.firsts = append(m.firsts, row)
	m.heads = append(m.heads, t.Head)
	if t.Rest != "" {
		m.rests = append(m.rests, make([]string, len(m.firsts)-len(m.rests))...)
		m.rests[len(m.rests)-1] = strings.Clone(t.Rest)
	}
}

// text is the text of a number.
func (m *memo) text(number int) sheet.TextHead {
	t := sheet.TextHead{Head: m.heads[number]}
	if number < len(m.rests) {
		t.Rest = m.rests[number]
	}
	return t
}

func (m *memo) grow() {
	m.slots = make([]memoSlot, 2*len(m.slots))
	clear(m.slots) // or the system maps empty pages first and replaces each
	last := uint64(len(m.slots) - 1)
	for number := range m.firsts {
		t := m.text(number)
		hash := m.seed.hash(&t)
		i := hash & last
		for m.slots[i] != 0 {
			i = (i + 1) & last
		}
		m.slots[i] = memoSlot(hash&^numberMask | uint64(number+1))
	}
}

// take takes in what another memo, of later rows, has found: it gives the
// numbers here by the numbers there.
func (m *memo) take(other *memo) []int32 {
	numbers := make([]int32, 0, len(other.firsts))
	b := &m.batch
	for len(numbers) < len(other.firsts) {
		b.n = min(batchRows, len(other.firsts)-len(numbers))
		for i := range b.n {
			number := len(numbers) + i
			b.texts[i], b.rows[i] = other.text(number), other.firsts[number]
		}
		m.lookUp()
		numbers = append(numbers, b.ids[:b.n]...)
	}
	return numbers
}

// memoSeed makes hashes that nobody can foresee who writes a file.
type memoSeed struct {
	words sheet.Head
	rest  maphash.Seed
}

func newMemoSeed() memoSeed {
	return memoSeed{sheet.Head{rand.Uint64(), rand.Uint64(), rand.Uint64(), rand.Uint64()}, maphash.MakeSeed()}
}

func (s *memoSeed) hash(t *sheet.TextHead) uint64 {
	h := mixed(mixed(t.Head[0]^s.words[0], t.Head[1]^s.words[1])^s.words[2],
		mixed(t.Head[2]^s.words[2], t.Head[3]^s.words[3])^s.words[1])
	if t.Rest != "" {
		h = mixed(h^s.words[3], maphash.String(s.rest, t.Rest)^s.words[0])
	}
	return h
}

// mixed is both halves of a product.
func mixed(a, b uint64) uint64 {
	hi, lo := bits.Mul64(a, b)
	return hi ^ lo
}
