package report

import (
	"chatcompat/audit"
)

// blockSize is how many findings that nobody prepared are taken together: as
// many as an audit hands out at once, so that both ways give the same bytes.
const blockSize = 256

// Write takes findings that nobody prepared.
func (w *workbook) Write(block []audit.Finding) error {
	if w.alone == nil {
		w.alone = w.newPreparer()
	}
	for i := range block {
		if w.open == nil {
			w.open = w.alone.begin(w.taken)
		}
		w.alone.add(w.open, &block[i])
		if len(w.open.notes) == blockSize*w.sheets.noteSize() {
			w.takeOpen()
		}
	}
	return w.err
}

// takeOpen takes what Write has gathered.
func (w *workbook) takeOpen() {
	if w.open != nil {
		w.take(w.open)
		w.taken, w.open = w.open, nil
	}
}

// WritePrepared takes a block that a preparer made, or what List did.
func (w *workbook) WritePrepared(prepared any) error {
	switch made := prepared.(type) {
	case *pairBlock:
		w.take(made)
	case []*pairBlock:
		for _, b := range made {
			w.take(b)
		}
	}
	return w.err
}

// met is what the workbook knows of the numbers of a preparer.
type met struct {
	words                 []string  // from 1; the first one is empty
	numbers               []uint32  // of words; 0: it has none yet
	applications, servers []*group  // from 1
	sites, owners         []*group  // by words; shorter, or nil: not asked for yet
	ranked                [][]int32 // by columns that are sorted and words: indices of texts, from 1
}

// newPreparer is a preparer for a goroutine of its own.
func (w *workbook) newPreparer() *preparer {
	p := newPreparer(w.sheets, w.press)
	w.met[p] = &met{words: make([]string, 1), numbers: make([]uint32, 1), applications: make([]*group, 1), servers: make([]*group, 1),
		ranked: make([][]int32, len(w.sheets.sorted))}
	for i, c := range w.sheets.sorted {
		if c.rank == nil {
			w.met[p].ranked[i] = make([]int32, 1)
		}
	}
	return p
}

// learn takes over what the preparer met for the first time. Groups are made in
// the order of their first findings.
func (m *met) learn(b *pairBlock, all *groups) {
	n := len(b.words)
	m.words = append(m.words, b.words...)
	m.numbers = append(m.numbers, make([]uint32, n)...)
	for i := range m.ranked {
		if m.ranked[i] != nil {
			m.ranked[i] = append(m.ranked[i], make([]int32, n)...)
		}
	}
	for _, seed := range b.applications {
		m.applications = append(m.applications, all.applications.adopt(seed))
	}
	for _, seed := range b.servers {
		m.servers = append(m.servers, all.servers.adopt(seed))
	}
}

// taker takes the findings of one block.
type taker struct {
	*workbook
	met   *met
	block *pairBlock
	first uint32 // is added to the numbers of own texts
}

// take counts, numbers and keeps the findings of a block.
func (w *workbook) take(b *pairBlock) {
	t := taker{w, w.met[b.from], b, w.shared.takeOver(b.texts)}
	t.met.learn(b, w.groups)
	w.try(b.err)
	t.approach()
	w.repeats.join(b.repeats)
	size, cuts := w.sheets.noteSize(), b.cuts
	for n := range len(b.notes) / size {
		t.takeNote(b.notes[n*size:][:size])
		for ; len(cuts) > 0 && cuts[0].finding == n; cuts = cuts[1:] {
			w.keepCut(cuts[0])
		}
	}
	for i := range b.top {
		w.kept.top.note(&b.top[i])
	}
	w.shared.flow.cutAt(pieceSize / 4)
}

// approach looks at the groups that the findings of a block are counted in: the
// processor then waits for the memory of all of them at once.
func (t *taker) approach() {
	for at := 0; at < len(t.block.notes); at += t.sheets.noteSize() {
		note := t.block.notes[at:]
		t.seen += t.met.applications[note[noteApplication]].unknown + t.met.servers[note[noteServer]].unknown
	}
}

// takeNote takes one finding. Groups count it even if it is not listed.
func (t *taker) takeNote(note []uint32) {
	class := t.classOf(t.block.classes[note[noteClass]])
	flags := pairFlags(note[noteFlags])
	application := t.met.applications[note[noteApplication]]
	server := t.met.servers[note[noteServer]]
	t.count(note, class, flags, application, server)
	if !flags.listed() {
		return
	}
	if class.numbers == nil {
		t.number(class, t.block.classes[note[noteClass]])
	}
	note[noteClass], note[noteApplication], note[noteServer] = class.place, application.place, server.place
	note[noteOwn] += t.first + 1
	if class.risky() {
		t.rank(note, class)
	}
	shown := t.sheets.listed
	if needsChange(class.verdict) {
		shown = t.sheets.shown
	}
	for i := range shown {
		note[noteSlots+i] = t.textNumber(note[noteSlots+i])
	}
	t.addPair(note)
	if class.risky() {
		t.keep(note, class, application)
	}
}

// count counts a finding in its groups.
func (t *taker) count(note []uint32, class *pairClass, flags pairFlags, application, server *group) {
	application.countOf(class.verdict, class.risk, class.api, class.server)
	application.noteUse(!class.server.Known(), flags.uses())
	server.countOf(class.verdict, class.risk, class.api, class.server)
	t.named(t.groups.sites, &t.met.sites, note[noteSlots+t.sheets.site]).countOf(class.verdict, class.risk, class.api, class.server)
	t.named(t.groups.owners, &t.met.owners, note[noteSlots+t.sheets.owner]).countOf(class.verdict, class.risk, class.api, class.server)
	if class.support != nil {
		class.support.Pairs++
		if server.key != "" {
			class.support.seeNumber(int(server.place) + 1)
		}
	}
}

// named is the group of a site or an owner.
func (t *taker) named(all *grouping, known *[]*group, word uint32) *group {
	if word >= rareWord {
		return all.named(t.block.rare[word-rareWord])
	}
	one := roomAt(known, int32(word))
	if *one == nil {
		*one = all.named(t.met.words[word])
	}
	return *one
}

// textNumber is the number of the text of a word.
func (t *taker) textNumber(word uint32) uint32 {
	if word >= rareWord {
		return t.shared.of(t.block.rare[word-rareWord])
	}
	if n := t.met.numbers[word]; n != 0 || word == 0 {
		return n
	}
	n, remembered := t.shared.number(t.met.words[word])
	if remembered {
		t.met.numbers[word] = n
	}
	return n
}

// rank keeps by what a finding is sorted; its words have no numbers of texts yet.
func (t *taker) rank(note []uint32, class *pairClass) {
	keys := &t.kept.keys
	for i := range keys.columns {
		c := &keys.columns[i]
		if c.rank != nil {
			keys.numbers = append(keys.numbers, int32(c.rank(class.verdict, class.risk)))
			continue
		}
		word := note[noteSlots+t.sheets.order[i]]
		if word >= rareWord {
			keys.numbers = append(keys.numbers, c.index(t.block.rare[word-rareWord]))
			continue
		}
		if t.met.ranked[i][word] == 0 {
			t.met.ranked[i][word] = c.index(t.met.words[word]) + 1
		}
		keys.numbers = append(keys.numbers, t.met.ranked[i][word]-1)
	}
}

// classOf is the class of findings in the workbook.
func (t *taker) classOf(c *preparedClass) *pairClass {
	if c.numbered != nil {
		return c.numbered
	}
	var class *pairClass
	if c.remembered {
		class = t.classes.known[c.classKey]
	}
	if class == nil {
		class = &pairClass{classKey: c.classKey, place: uint32(len(t.classes.all)), remembered: c.remembered, support: t.support.version(c.server)}
		t.classes.all = append(t.classes.all, class)
	}
	if c.remembered {
		t.classes.known[c.classKey], c.numbered = class, class
	}
	return class
}

// number numbers the texts of a class of which a finding is listed, the next on
// All pairs.
func (t *taker) number(class *pairClass, c *preparedClass) {
	class.numbers = make([]uint32, len(c.texts))
	for i, text := range c.texts {
		class.numbers[i] = t.shared.of(text)
	}
	if class.remembered {
		class.runs = t.rowSheets.runsOf(class)
	}
	t.links.note(class, t.pairs.place(t.pairs.count))
}
