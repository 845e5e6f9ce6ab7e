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

// memoSlot is one more than the place of a text in texts, below some bits of
// its hash; 0 is free.
type memoSlot uint64

const (
	placeBits = 40
	placeMask = 1<<placeBits - 1
)

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
	m := &memo{raw: raw, seed: maphash.MakeSeed(), slots: make([]memoSlot, 64)}
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
	for from := 0; from < len(fates); {
		if ctx.Err() != nil {
			return
		}
		n := 0
		m.keys = m.keys[:0]
		for ; from < len(fates) && n < memoBatch; from++ {
			if fates[from] == fateOpen {
				m.batch[n] = said{text: m.said(first + from), row: int32(first + from)}
				n++
			}
		}
		batch := m.batch[:n]
		m.lookUp(batch)
		for i := range batch {
			one := &batch[i]
			if one.id < 0 {
				one.id = m.find(one)
			}
			ids.set(int(one.row)-first, one.id)
		}
	}
}

// said is what a row says, as one text. It is valid until the next batch.
func (m *memo) said(row int) string {
	if len(m.cols) == 1 && m.raw.Sheet == "" {
		return m.raw.Text(row, m.cols[0])
	}
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

// lookUp looks where each text of a batch belongs, and at nothing else.
func (m *memo) lookUp(batch []said) {
	var slots [memoBatch]memoSlot
	mask := uint64(len(m.slots) - 1)
	for i := range batch {
		batch[i].hash = maphash.String(m.seed, batch[i].text)
		slots[i] = m.slots[batch[i].hash&mask]
	}
	for i := range batch {
		batch[i].id = -1
		if m.holds(slots[i], &batch[i]) {
			batch[i].id = m.idAt(slots[i])
		}
	}
}

// holds reports whether a slot is that of a text.
func (m *memo) holds(slot memoSlot, one *said) bool {
	if slot == 0 || uint64(slot)>>placeBits != one.hash>>placeBits {
		return false
	}
	record := m.texts[slot&placeMask-1:]
	length := binary.LittleEndian.Uint32(record[4:])
	return int(length) == len(one.text) && string(record[8:8+length]) == one.text
}

func (m *memo) idAt(slot memoSlot) int32 {
	return int32(binary.LittleEndian.Uint32(m.texts[slot&placeMask-1:]))
}

// find is the number of a text, which is taken in where it is new.
func (m *memo) find(one *said) int32 {
	mask := uint64(len(m.slots) - 1)
	for i := one.hash & mask; ; i = (i + 1) & mask {
		slot := &m.slots[i]
		if *slot == 0 {
			return m.add(slot, one)
		}
		if m.holds(*slot, one) {
			return m.idAt(*slot)
		}
	}
}

// add takes in a new text at a free slot.
func (m *memo) add(slot *memoSlot, one *said) int32 {
	*slot = memoSlot(one.hash&^placeMask | uint64(len(m.texts)+1))
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
	for at := 0; at < len(m.texts); {
		text := m.texts[at+8:][:binary.LittleEndian.Uint32(m.texts[at+4:])]
		hash := maphash.Bytes(m.seed, text)
		i := hash & mask
		for m.slots[i] != 0 {
			i = (i + 1) & mask
		}
		m.slots[i] = memoSlot(hash&^placeMask | uint64(at+1))
		at += 8 + len(text)
	}
}
