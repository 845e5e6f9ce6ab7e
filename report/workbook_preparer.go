package report

import (
	"math/bits"
	"slices"

	"chatcompat/audit"
	"chatcompat/inventory"
)

// pairBlock is what is made of a block of findings beside others: their own
// texts, and numbers of everything else that is shown of them.
type pairBlock struct {
	from  *preparer
	notes []uint32     // of all findings, noteSize of them each
	texts *sharedTexts // that pairs have alone

	classes      []*preparedClass // that occur
	words        []string         // texts that the preparer met for the first time
	rare         []string         // texts that it does not remember
	applications []*group         // that it met for the first time, as servers are
	servers      []*group
	open         []openFinding
	top          []audit.Finding // that may be among the first ones
	cuts         []pairCut
	repeats      repeats
	err          error // a value has no column
}

// pairCut is a text of a finding of a block that no cell can hold.
type pairCut struct {
	finding int
	sheet   string
	problem inventory.Problem
}

// preparer makes blocks of findings. Each goroutine has one; what it remembers
// has numbers of its own, which the workbook replaces (see workbook_take.go).
type preparer struct {
	sheets *pairSheets
	press  *press

	words                 dictionary
	applications, servers localGroups
	classes               preparedClasses
	repeated              []*repeatedTexts // by slot
	top                   firstFindings
	writer                noteWriter // of the finding at hand

	values   []string // by field: those of the finding at hand
	unknown  []string // texts of its unknown columns
	texts    []string // in slots, but for repeated ones
	slotTall []uint8  // how many lines the repeated ones take
	blocks   int32
	buf      []byte
}

func newPreparer(sheets *pairSheets, press *press) *preparer {
	p := &preparer{sheets: sheets, press: press, words: newDictionary(sheets.limits.texts), applications: newLocalGroups(), servers: newLocalGroups(),
		classes: newPreparedClasses(), repeated: make([]*repeatedTexts, len(sheets.slots)), values: make([]string, len(inventory.Fields())+1),
		unknown: make([]string, sheets.listed-sheets.extras), texts: make([]string, len(sheets.slots)), slotTall: make([]uint8, len(sheets.slots))}
	p.top.compare = sheets.compare
	for i := range sheets.slots {
		if sheets.slots[i].kind == repeatedText {
			p.repeated[i] = &repeatedTexts{known: map[repeatKey]repeated{}}
		}
	}
	return p
}

// begin makes room for a block, in one that nobody looks at any more if there is one.
func (p *preparer) begin(used *pairBlock) *pairBlock {
	p.blocks++
	p.words.rare = nil
	texts := &sharedTexts{flow: newFlow(p.press, nil)}
	if used == nil {
		return &pairBlock{from: p, texts: texts, repeats: repeats{most: bookRepeats}}
	}
	*used = pairBlock{from: p, texts: texts, notes: used.notes[:0], classes: used.classes[:0], words: used.words[:0],
		applications: used.applications[:0], servers: used.servers[:0], open: used.open[:0], top: used.top[:0], repeats: repeats{most: bookRepeats}}
	return used
}

// add adds a finding to a block.
func (p *preparer) add(b *pairBlock, f *audit.Finding) { p.addOf(b, f, p.classes.find(p.sheets, f)) }

// addOf adds a finding of a class. Groups count it even if it is not listed.
func (p *preparer) addOf(b *pairBlock, f *audit.Finding, class *preparedClass) {
	s := p.sheets
	at := len(b.notes)
	b.notes = slices.Grow(b.notes, s.noteSize())[:at+s.noteSize()]
	note := b.notes[at:]
	clear(note)
	if class.block != p.blocks {
		class.block, class.place = p.blocks, uint32(len(b.classes))
		b.classes = append(b.classes, class)
	}
	note[noteClass] = class.place
	note[noteApplication] = p.applications.number(f, f.ApplicationKey, f.Application, f.ApplicationNumber, &b.applications)
	note[noteServer] = p.servers.number(f, f.ServerKey, f.Server, f.ServerNumber, &b.servers)
	b.repeats.addOne(f)
	p.setValues(f)
	category, user := f.Uses()
	flags := pairFlags(category.Answer.Or(user.Answer)) << flagUses
	if s.show.lists(f) {
		flags |= flagListed
		p.list(b, f, class, note, &flags)
	} else {
		note[noteSlots+s.site] = p.words.of(p.values[inventory.FieldSite])
		note[noteSlots+s.owner] = p.words.of(p.values[inventory.FieldOwner])
	}
	note[noteFlags] = uint32(flags)
	b.words, b.rare = append(b.words, p.words.takeFresh()...), p.words.rare
}

// setValues finds the values of all fields at once, as [inventory.Pair.Field] does.
func (p *preparer) setValues(f *audit.Finding) {
	clear(p.values)
	for _, v := range f.ServerFields {
		p.values[v.Field] = v.Text
	}
	for _, v := range f.Fields {
		if v.Text != "" {
			p.values[v.Field] = v.Text
		}
	}
}

// list numbers the texts of a finding. A value that no column is for would be
// lost, and is an error.
func (p *preparer) list(b *pairBlock, f *audit.Finding, class *preparedClass, note []uint32, flags *pairFlags) {
	s := p.sheets
	if !s.record.partial && b.err == nil {
		if b.err = s.record.fillExtras(p.unknown, f); b.err == nil {
			b.err = s.record.lost(f)
		}
	}
	w, change := &p.writer, needsChange(f.Verdict)
	*w = noteWriter{preparer: p, block: b, finding: f, class: class, note: note, long: isLong(f, s.limits.chars)}
	b.texts.forget()
	note[noteOwn] = b.texts.count
	w.numberOwn()
	for i := range s.slots {
		if change || i < s.listed || s.needed[i] {
			w.numberSlot(i)
		}
	}
	if w.long {
		w.reportAllCuts()
	}
	*flags |= pairFlags(w.mask)
	if !f.Risky() {
		return
	}
	*flags |= pairFlags(w.lines()) << flagLines
	if change {
		*flags |= pairFlags(w.changeLines()) << flagChangeLines
	}
	if f.Verdict == audit.NotAssessed {
		b.open = append(b.open, newOpenFinding(f))
		note[noteMore] = uint32(len(b.open))
	}
	if p.top.note(f) {
		b.top = append(b.top, keep(*f))
	}
}

// Prepare makes blocks; see [Preparer].
func (w *workbook) Prepare() audit.Preparation {
	p := w.newPreparer()
	return func(block []audit.Finding, used any) any {
		before, _ := used.(*pairBlock)
		b := p.begin(before)
		for i := range block {
			p.add(b, &block[i])
		}
		return b
	}
}

// ownNumber is the number of a text that a pair has alone, by its place among
// them; 0 where it is empty.
func ownNumber(first uint32, flags pairFlags, n int) uint32 {
	if flags>>n&1 == 0 {
		return 0
	}
	return first + uint32(bits.OnesCount32(uint32(flags)&(1<<n-1)))
}
