package report

import (
	"chatcompat/audit"
	"chatcompat/inventory"
)

// listed prepares findings that are listed. Each goroutine has one.
type listed struct {
	*preparer
	pairs   *inventory.Reader
	bases   []*preparedClass // by the classes of the listing
	classes map[listedKey]*preparedClass
	recent  [1 << 9]struct {
		listedKey
		*preparedClass
	}
	room audit.Finding // of the finding at hand
}

// listedKey is what findings of one class have in common, but for what contradicts
// their server versions: numbers of the listing.
type listedKey struct{ class, api, version int32 }

// List makes blocks of findings that are listed: as many as Prepare would make of
// the same findings.
func (w *workbook) List(pairs *inventory.Reader) audit.Listing {
	l := &listed{preparer: w.newPreparer(), pairs: pairs, classes: map[listedKey]*preparedClass{}}
	l.applications.oneEstate, l.servers.oneEstate = true, true
	return func(findings []audit.Listed, used any) any {
		approachRows(pairs, findings)
		before, _ := used.([]*pairBlock)
		blocks := make([]*pairBlock, (len(findings)+blockSize-1)/blockSize)
		copy(blocks, before)
		for i := range blocks {
			blocks[i] = l.begin(blocks[i])
			from := i * blockSize
			for k := from; k < min(from+blockSize, len(findings)); k++ {
				l.addListed(blocks[i], &findings[k])
			}
		}
		return blocks
	}
}

// approachRows looks at what rows name: the processor then waits for the memory of
// all of it at once.
func approachRows(pairs *inventory.Reader, findings []audit.Listed) {
	for step := range 2 {
		for i := range findings {
			if row := findings[i].Row; !row.IsZero() {
				pairs.ApproachRow(row, step)
			}
		}
	}
}

// addListed adds a finding to a block. Those that are whole have classes of other numbers.
func (l *listed) addListed(b *pairBlock, one *audit.Listed) {
	if one.Row.IsZero() {
		l.add(b, one.Finding)
		return
	}
	f := one.Whole(l.pairs, &l.room)
	class := l.classOf(one, f)
	if one.Contradiction != "" {
		class = class.variant(l.sheets, f)
	}
	l.addOf(b, f, class)
}

// classOf is the class of a finding, as if nothing contradicted its server version.
func (l *listed) classOf(one *audit.Listed, f *audit.Finding) *preparedClass {
	key := listedKey{one.Class, one.APINumber, one.ServerVersionNumber}
	h := uint32(key.class)*0x9e3779b1 ^ uint32(key.api)*0x85ebca6b ^ uint32(key.version)*0xc2b2ae35
	recent := &l.recent[(h^h>>15)%uint32(len(l.recent))]
	if recent.listedKey == key && recent.preparedClass != nil {
		return recent.preparedClass
	}
	class := l.classes[key]
	if class == nil {
		base := roomAt(&l.bases, one.Class)
		if *base == nil {
			*base = l.preparer.classes.newClass(l.sheets, classKeyOf(f), f)
		}
		class = (*base).variant(l.sheets, f)
		if len(l.classes) < classesMax {
			class.remembered, l.classes[key] = true, class
		}
	}
	recent.listedKey, recent.preparedClass = key, class
	return class
}
