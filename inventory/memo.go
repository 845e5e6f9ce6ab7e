package inventory

import (
	"context"
	"encoding/binary"
	"hash/maphash"
	"unsafe"

	"chatcompat/inventory/sheet"
)

// memo numbers what rows say in some columns: rows that say the same have the
// same number, from 0 in the order of the first row that does. It keeps a copy
// of each distinct text, one behind the other, so that what repeats stays near
// the processor whatever the size of the table.
type memo struct {
	raw    *sheet.Table
	cols   []int
	firsts []int32 // by number: the first row that says it

	seed  maphash.Seed
	slots []memoSlot // open addressing; a power of two of them
	texts []byte     // for each distinct text its number, its length and itself
	batch [memoBatch]said
	keys  []byte // of the batch
}

// memoSlot is the place of a text in texts, below some bits of its hash; 0 is free.
type memoSlot uint64

const (
	firstPlace = 8 // of a text; before it stands a head that is no text's
	placeBits  = 40
	placeMask  = 1<<placeBits - 1
)

// fits reports whether a slot has the bits of a hash that it keeps.
func (s memoSlot) fits(hash uint64) bool { return uint64(s)>>placeBits == hash>>placeBits }

// said is what one row says.
type said struct {
	text string
	hash uint64
	row  int32
	id   int32 // -1: not found at once
}

// memoBatch is how many rows are looked up together: the processor waits for
// the memory of all of them at once, instead of one after the other.
const memoBatch = 32

func newMemo(raw *sheet.Table, cols ...int) *memo {
	m := &memo{raw: raw, seed: maphash.MakeSeed(), slots: make([]memoSlot, 64), texts: make([]byte, firstPlace)}
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
	for from := 0; from < len(fates) && ctx.Err() == nil; from += memoBatch {
		m.numberBatch(ids, fates, first, from)
	}
}

// numberBatch does what number does for a batch of rows.
func (m *memo) numberBatch(ids *codes, fates []fate, first, from int) {
	if len(m.cols) == 0 && len(m.firsts) > 0 {
		return // all say nothing, as the first did
	}
	batch := m.read(fates[from:min(from+memoBatch, len(fates))], first+from)
	m.lookUp(batch)
	for i := range batch {
		one := &batch[i]
		if one.id < 0 {
			one.id = m.find(one)
		}
		ids.set(int(one.row)-first, one.id)
	}
}

// read takes down what the open ones of a batch of rows say.
func (m *memo) read(fates []fate, row int) []said {
	var texts [memoBatch]string
	plain := len(m.cols) == 1 && m.raw.Sheet == ""
	if plain {
		m.raw.Column(texts[:len(fates)], row, m.cols[0])
	}
	m.keys = m.keys[:0]
	n := 0
	for i, f := range fates {
		if f != fateOpen {
			continue
		}
		if !plain {
			texts[i] = m.said(row + i)
		}
		m.batch[n] = said{text: texts[i], row: int32(row + i)}
		n++
	}
	return m.batch[:n]
}

// take takes in what another memo, of later rows, has found: it gives the
// numbers here by the numbers there.
func (m *memo) take(other *memo) []int32 {
	numbers := make([]int32, 0, len(other.firsts))
	for at := firstPlace; at < len(other.texts); {
		n := 0
		for ; n < memoBatch && at < len(other.texts); n++ {
			text := other.texts[at+8:][:binary.LittleEndian.Uint32(other.texts[at+4:])]
			m.batch[n] = said{text: unsafe.String(unsafe.SliceData(text), len(text)), row: other.firsts[len(numbers)+n]}
			at += 8 + len(text)
		}
		m.lookUp(m.batch[:n])
		for i := range m.batch[:n] {
			if m.batch[i].id < 0 {
				m.batch[i].id = m.find(&m.batch[i])
			}
			numbers = append(numbers, m.batch[i].id)
		}
	}
	return numbers
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

// lookUp looks where each text of a batch belongs, and at nothing else. The loops
// are apart so that nothing in one depends on what it waits for.
func (m *memo) lookUp(batch []said) {
	var slots [memoBatch]memoSlot
	var heads [memoBatch]uint64
	for i := range batch {
		batch[i].hash = maphash.String(m.seed, batch[i].text)
	}
	table := m.slots
	for i := range batch {
		slots[i] = table[batch[i].hash&uint64(len(table)-1)]
	}
	for i := range batch {
		if h := batch[i].hash; !slots[i].fits(h) {
			slots[i] = table[(h+1)&uint64(len(table)-1)]
		}
	}
	for i := range batch {
		heads[i] = m.head(slots[i])
	}
	for i := range batch {
		batch[i].id = -1
		if m.holds(slots[i], heads[i], &batch[i]) {
			batch[i].id = int32(heads[i])
		}
	}
}

// head is what stands before a text: its number and its length. That of a free
// slot means nothing.
func (m *memo) head(slot memoSlot) uint64 {
	return binary.LittleEndian.Uint64(m.texts[slot&placeMask:])
}

// holds reports whether a slot, whose head is given, is that of a text.
func (m *memo) holds(slot memoSlot, head uint64, one *said) bool {
	if slot == 0 || !slot.fits(one.hash) || head>>32 != uint64(len(one.text)) {
		return false
	}
	return string(m.texts[slot&placeMask+8:][:head>>32]) == one.text
}

// find is the number of a text, which is taken in where it is new.
func (m *memo) find(one *said) int32 {
	mask := uint64(len(m.slots) - 1)
	for i := one.hash & mask; ; i = (i + 1) & mask {
		slot := &m.slots[i]
		if *slot == 0 {
			return m.add(slot, one)
		}
		if !slot.fits(one.hash) {
			continue
		}
		if head := m.head(*slot); m.holds(*slot, head, one) {
			return int32(head)
		}
	}
}

// add takes in a new text at a free slot.
func (m *memo) add(slot *memoSlot, one *said) int32 {
	*slot = memoSlot(one.hash&^placeMask | uint64(len(m.texts)))
	m.texts = binary.LittleEndian.AppendUint32(m.texts, uint32(len(m.firsts)))
	m.texts = binary.LittleEndian.AppendUint32(m.texts, uint32(len(one.text)))
	m.texts = append(m.texts, one.text...)
	m.firsts = append(m.firsts, one.row)
	if len(m.firsts)*4 > len(m.slots)*3 {
		m.grow()
	}
	return int32(len(m.firsts) - 1)
}

func (m *memo) grow() {
	m.slots = make([]memoSlot, 2*len(m.slots))
	mask := uint64(len(m.slots) - 1)
	for at := firstPlace; at < len(m.texts); {
		text := m.texts[at+8:][:binary.LittleEndian.Uint32(m.texts[at+4:])]
		hash := maphash.Bytes(m.seed, text)
		i := hash & mask
		for m.slots[i] != 0 {
			i = (i + 1) & mask
		}
		m.slots[i] = memoSlot(hash&^placeMask | uint64(at))
		at += 8 + len(text)
	}
}
