package inventory

import (
	"encoding/binary"
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
	texts  textNumbers
	rows   [batchRows]int32 // of the batch
	keys   []byte           // likewise
}

func newMemo(raw *sheet.Table, cols ...int) *memo {
	m := &memo{raw: raw, texts: newTextNumbers(0)}
	for _, col := range cols {
		if col >= 0 {
			m.cols = append(m.cols, col)
		}
	}
	return m
}

// numberBatch writes the numbers of the rows of a batch, of which there are fates
// from a place on, and the first of all is given; those that are not open are left
// out.
func (m *memo) numberBatch(ids *codes, fates []fate, first, from int) {
	if len(m.cols) == 0 && len(m.firsts) > 0 {
		return // all say nothing, as the first did
	}
	m.read(fates[from:min(from+batchRows, len(fates))], first+from)
	for i, id := range m.lookUp() {
		ids.set(int(m.rows[i])-first, id)
	}
}

// lookUp gives the numbers of the batch, and takes down which rows are the first
// to say something.
func (m *memo) lookUp() []int32 {
	ids := m.texts.lookUp()
	for i, id := range ids {
		if int(id) == len(m.firsts) {
			m.firsts = append(m.firsts, m.rows[i])
		}
	}
	return ids
}

// read takes down what the open ones of a batch of rows say.
func (m *memo) read(fates []fate, row int) {
	b := &m.texts.batch
	plain := len(m.cols) == 1
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
		m.rows[b.n] = int32(row + i)
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

// take takes in what another memo, of later rows, has found: it gives the
// numbers here by the numbers there.
func (m *memo) take(other *memo) []int32 {
	numbers := make([]int32, 0, len(other.firsts))
	b := &m.texts.batch
	for len(numbers) < len(other.firsts) {
		b.n = min(batchRows, len(other.firsts)-len(numbers))
		for i := range b.n {
			number := len(numbers) + i
			b.texts[i], m.rows[i] = other.texts.texts.at(number), other.firsts[number]
		}
		numbers = append(numbers, m.lookUp()...)
	}
	return numbers
}
