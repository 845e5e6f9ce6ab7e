package sheet

// pendingText stands in a cell whose text is still to be found; no text has its kind.
const pendingText = span(1<<4 | 15)

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
	raw  []byte // in the scanner's buffer, which must not move meanwhile; nil is a shared string
	hash uint64 // of raw, or the number of the shared string
	slot uint64 // where the text may be
	cell int    // its place in the table
}

// shared adds a shared string.
func (p *pending) shared(i int) span {
	p.texts[p.n].raw, p.texts[p.n].hash = nil, uint64(i)
	return pendingText
}

// text adds a text.
func (p *pending) text(raw []byte, hash uint64) span {
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
	known := r.arena.known
	for i := range texts {
		if e := &texts[i]; e.raw == nil {
			e.slot = uint64(r.used[e.hash])
		} else {
			e.slot = known[e.hash&uint64(len(known)-1)]
		}
	}
	for i := range texts {
		e := &texts[i]
		text, err := span(e.slot), error(nil)
		switch {
		case e.raw != nil:
			text, err = r.arena.internFrom(e.slot, e.raw, e.hash)
		case text == 0:
			text, err = r.shared(int(e.hash))
		}
		if err != nil {
			return err
		}
		r.t.cells[e.cell] = text
	}
	return nil
}
