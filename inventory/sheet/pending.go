package sheet

import "math"

// pendingText stands in a cell whose text is still to be found; no text has that number.
const pendingText = math.MaxUint32

// maxPending is how many texts are looked up at a time.
const maxPending = 256

// pending are the texts of cells that were read a moment ago. A large sheet
// repeats texts that lie all over the memory, and looking up one after the
// other is mostly waiting; looked up together, they are waited for together.
type pending struct {
	n     int
	texts [maxPending]pendingEntry
}

type pendingEntry struct {
	raw  []byte // in the scanner's buffer, which must not move meanwhile
	hash uint64
	cell int // its place in the table

	probable knownText // what the text may be, and where that lies
	at       span
}

// text adds a text.
func (p *pending) text(raw []byte, hash uint64) uint32 {
	p.texts[p.n].raw, p.texts[p.n].hash = raw, hash
	return pendingText
}

// placed says that the text added last belongs to the cell placed last.
func (p *pending) placed(r *sheetReader) error {
	p.texts[p.n].cell = len(r.t.cells) - 1
	if p.n++; p.n < maxPending {
		return nil
	}
	return r.settle()
}

// settle finds the pending texts. The loops are apart for the processor, which
// runs ahead in each as long as nothing in it depends on what it waits for.
func (r *sheetReader) settle() error {
	texts := r.pending.texts[:r.pending.n]
	r.pending.n = 0
	known, last := r.arena.known, uint64(len(r.arena.known)-1)
	for i := range texts {
		texts[i].probable = known[texts[i].hash&last]
	}
	for i := range texts {
		texts[i].at = r.arena.texts[texts[i].probable.number()]
	}
	for i := range texts {
		e := &texts[i]
		text, err := r.arena.internFrom(e.probable, e.at, e.raw, e.hash)
		if err != nil {
			return err
		}
		r.t.cells[e.cell] = text
	}
	return nil
}
