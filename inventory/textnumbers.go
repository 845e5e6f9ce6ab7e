package inventory

import (
	"hash/maphash"
	"math/bits"
	"math/rand/v2"

	"chatcompat/inventory/sheet"
)

// textNumbers gives each distinct text a number, from 0, and keeps a copy of it.
type textNumbers struct {
	seed  textSeed
	slots []textSlot // open addressing; a power of two of them
	texts textPages  // by number
	batch textBatch
}

// textSlot is one more than the number of a text, and above it the upper half
// of its hash; 0 is free.
type textSlot uint64

const numberMask = 1<<32 - 1

func newTextSlot(hash uint64, number int) textSlot {
	return textSlot(hash&^numberMask | uint64(number+1))
}

// fits reports whether a slot has the bits of a hash that it keeps.
func (s textSlot) fits(hash uint64) bool { return uint64(s)>>32 == hash>>32 }

func (s textSlot) number() int32 { return int32(uint32(s)) - 1 }

// textBatch are some texts. They are looked up together: the processor waits for
// the memory of all of them at once, instead of one after the other.
type textBatch struct {
	n      int
	texts  [batchRows]sheet.TextHead
	hashes [batchRows]uint64
	ids    [batchRows]int32 // -1: not found at once
}

const batchRows = 32

// newTextNumbers expects about so many texts.
func newTextNumbers(about int) textNumbers {
	return textNumbers{seed: newTextSeed(), slots: touched[textSlot](max(64, 1<<bits.Len(uint(2*about))))}
}

func (x *textNumbers) count() int { return x.texts.n }

// numberAll numbers texts, each of which it asks for once, in order.
func (x *textNumbers) numberAll(n int, text func(i int) string, give func(i int, number int32)) {
	for from := 0; from < n; from += batchRows {
		x.batch.n = min(batchRows, n-from)
		for i := range x.batch.n {
			x.batch.texts[i] = sheet.HeadOf(text(from + i))
		}
		for i, number := range x.lookUp() {
			give(from+i, number)
		}
	}
}

// lookUp gives the numbers of the batch; what is new is taken in. The loops are
// apart so that nothing in one depends on what it waits for.
func (x *textNumbers) lookUp() []int32 {
	var slots [batchRows]textSlot
	b, table, last := &x.batch, x.slots, uint64(len(x.slots)-1)
	hashes, ids := b.hashes[:b.n], b.ids[:b.n]
	for i := range hashes {
		hashes[i] = x.seed.hash(&b.texts[i])
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
		ids[i] = -1
		if slots[i] != 0 && slots[i].fits(h) && x.texts.holds(slots[i].number(), &b.texts[i]) {
			ids[i] = slots[i].number()
		}
	}
	for i, h := range hashes {
		if ids[i] < 0 {
			ids[i] = x.find(&b.texts[i], h)
		}
	}
	return ids
}

// find is the number of a text, which is taken in where it is new.
func (x *textNumbers) find(t *sheet.TextHead, hash uint64) int32 {
	last := uint64(len(x.slots) - 1)
	i := hash & last
	for ; x.slots[i] != 0; i = (i + 1) & last {
		if slot := x.slots[i]; slot.fits(hash) && x.texts.holds(slot.number(), t) {
			return slot.number()
		}
	}
	number := x.texts.n
	x.slots[i] = newTextSlot(hash, number)
	x.texts.add(t)
	if x.texts.n*2 > len(x.slots) {
		x.grow()
	}
	return int32(number)
}

func (x *textNumbers) grow() {
	x.slots = touched[textSlot](2 * len(x.slots))
	last := uint64(len(x.slots) - 1)
	for number := range x.texts.n {
		t := x.texts.at(number)
		hash := x.seed.hash(&t)
		i := hash & last
		for x.slots[i] != 0 {
			i = (i + 1) & last
		}
		x.slots[i] = newTextSlot(hash, number)
	}
}

// textSeed makes hashes that nobody can foresee who writes a file.
type textSeed struct {
	words sheet.Head
	rest  maphash.Seed
}

func newTextSeed() textSeed {
	return textSeed{sheet.Head{rand.Uint64(), rand.Uint64(), rand.Uint64(), rand.Uint64()}, maphash.MakeSeed()}
}

func (s *textSeed) hash(t *sheet.TextHead) uint64 {
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
