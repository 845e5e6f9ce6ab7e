package inventory

// pairing makes pairs of rows. It takes rows in batches, so that the processor
// waits for the memory of all of them at once.
type pairing struct {
	j     *joiner
	batch [pairingBatch]prospect
	n     int
	made  rowOutcome // of the row at hand
	seen  int32      // see joiner.approach
}

// prospect is a pair that is one unless it is a duplicate or left out.
type prospect struct {
	record
	identity identity
	hash     uint64
}

const pairingBatch = 64

// row takes in the pairs of a row.
func (p *pairing) row(ref rowRef, l *layout, row int) {
	if l.shape == ShapeServers {
		return
	}
	f := l.fact(row)
	if targets := l.targetsOf(f); len(targets) > 0 {
		for nth := range targets {
			p.take(record{ref, int32(nth)})
		}
		return
	}
	if a := l.namings[f.naming].entry; l.shape == ShapeApplications && a != nil && a.targeted {
		return // joined by the rows that name its targets
	}
	p.take(record{ref, -1})
}

func (p *pairing) take(r record) {
	if p.n == len(p.batch) {
		p.settle()
	}
	p.batch[p.n] = prospect{record: r}
	p.n++
}

// settle decides the batch, in the order in which it was taken in.
func (p *pairing) settle() {
	batch := p.batch[:p.n]
	p.n = 0
	for i := range batch {
		p.seen += p.j.approach(batch[i].record)
	}
	for i := range batch {
		c := &batch[i]
		v := p.j.view(c.record)
		c.identity = p.j.identity(&v)
		c.hash = c.identity.hash()
	}
	p.j.index.approach(batch)
	for i := range batch {
		c := &batch[i]
		if c.nth <= 0 {
			p.made = 0
		}
		p.made |= p.j.add(c)
		*p.j.fate(c.rowRef) = p.made.fate()
	}
}

// rowOutcome collects what became of the pairs of one row.
type rowOutcome uint8

const (
	madePair rowOutcome = 1 << iota
	madeDuplicate
	leftOut
)

func (o rowOutcome) fate() fate {
	switch {
	case o&madePair != 0:
		return fatePaired
	case o&madeDuplicate != 0:
		return fateDuplicate
	}
	return fateExcluded
}

// add keeps a pair, or finds that it is a duplicate or left out by a filter.
func (j *joiner) add(c *prospect) rowOutcome {
	v := j.view(c.record)
	if j.leftOut(&v) {
		j.excluded++
		v.touch(false)
		return leftOut
	}
	v.touch(true)
	if first := j.index.add(j, c, int32(j.records.n)); first >= 0 {
		j.also = append(j.also, again{first, c.rowRef})
		j.compareDuplicate(j.records.at(int(first)), c.record)
		return madeDuplicate
	}
	j.records.add(c.record, v.l.pairing())
	if v.l.shape == ShapePairs {
		j.checkBuilds(&v)
	}
	if !v.seen() {
		j.checkTarget(&v)
	}
	if v.target != nil {
		v.target.seen = true
	}
	return madePair
}
