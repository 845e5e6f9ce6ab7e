package inventory

import (
	"encoding/binary"
	"hash/maphash"
	"unsafe"

	"chatcompat/inventory/sheet"
)

// memo numbers what rows say in some columns: rows that say the same have the
// same number. It keeps a copy of each distinct text, one behind the other, so
// that what repeats stays in the processor's cache whatever the table's size.
type memo struct {
	raw   *sheet.Table
	cols  []int
	seed  maphash.Seed
	slots []memoSlot // open addressing; a power of two
	ends  []int      // where the texts end, by number
	texts []byte
	key   []byte // scratch
}

// memoSlot is half of a text's hash and one more than its number; 0 is free.
type memoSlot struct {
	hash uint32
	id   int32
}

func newMemo(raw *sheet.Table, cols ...int) *memo {
	m := &memo{raw: raw, seed: maphash.MakeSeed(), slots: make([]memoSlot, 64)}
	for _, col := range cols {
		if col >= 0 {
			m.cols = append(m.cols, col)
		}
	}
	return m
}

// find gives the number of what a row says. The first row to say it gets the
// next number, from 0, and known is false.
func (m *memo) find(row int) (id int32, known bool) {
	if len(m.cols) == 1 && m.raw.Sheet == "" {
		return m.number(m.raw.Text(row, m.cols[0]))
	}
	m.key = m.key[:0]
	for _, col := range m.cols {
		text := m.raw.Text(row, col)
		m.key = append(m.key, byte(m.raw.Kind(row, col)))
		m.key = binary.AppendUvarint(m.key, uint64(len(text)))
		m.key = append(m.key, text...)
	}
	return m.number(unsafe.String(unsafe.SliceData(m.key), len(m.key))) // not kept
}

func (m *memo) number(text string) (id int32, known bool) {
	hash := maphash.String(m.seed, text)
	mask := uint64(len(m.slots) - 1)
	for i := hash & mask; ; i = (i + 1) & mask {
		slot := &m.slots[i]
		switch {
		case slot.id == 0:
			return m.add(slot, hash, text), false
		case slot.hash == uint32(hash>>32) && string(m.text(slot.id-1)) == text:
			return slot.id - 1, true
		}
	}
}

// add takes in a new text at a free slot.
func (m *memo) add(slot *memoSlot, hash uint64, text string) int32 {
	m.texts = append(m.texts, text...)
	m.ends = append(m.ends, len(m.texts))
	*slot = memoSlot{uint32(hash >> 32), int32(len(m.ends))}
	if len(m.ends)*4 > len(m.slots)*3 {
		m.grow()
	}
	return int32(len(m.ends) - 1)
}

// text is the distinct text of a number.
func (m *memo) text(id int32) []byte {
	from := 0
	if id > 0 {
		from = m.ends[id-1]
	}
	return m.texts[from:m.ends[id]]
}

func (m *memo) grow() {
	m.slots = make([]memoSlot, 2*len(m.slots))
	mask := uint64(len(m.slots) - 1)
	for id := range int32(len(m.ends)) {
		hash := maphash.Bytes(m.seed, m.text(id))
		i := hash & mask
		for m.slots[i].id != 0 {
			i = (i + 1) & mask
		}
		m.slots[i] = memoSlot{uint32(hash >> 32), id + 1}
	}
}
