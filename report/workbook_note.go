package report

import (
	"slices"
	"strings"

	"chatcompat/audit"
	"chatcompat/inventory"
)

// noteWriter numbers the texts of one finding of a block.
type noteWriter struct {
	*preparer
	block   *pairBlock
	finding *audit.Finding
	class   *preparedClass
	note    []uint32
	long    bool // a text may be too long for a cell
	mask    uint32
	tall    [2]uint8 // lines of own texts, on Findings and on Change requests
}

// numberOwn adds the texts that no other pair has.
func (w *noteWriter) numberOwn() {
	s := w.sheets
	for n, i := range s.own {
		c := &s.columns[i]
		lines, ok := w.ownText(c)
		if ok {
			w.mask |= 1 << n
		}
		if s.onFindings[n] {
			w.tall[0] = max(w.tall[0], lines)
		}
		if i == 0 {
			w.tall[1] = max(w.tall[1], fewLines(linesOf(len(w.finding.Key), changeColumns[0].width)))
		}
	}
	if !needsChange(w.finding.Verdict) {
		return
	}
	for n, i := range s.changeOwn {
		w.mask |= 1 << (len(s.own) + n)
		w.tall[1] = max(w.tall[1], w.ownChange(n, &changeColumns[i]))
	}
}

// ownText adds the text of a column, unless it is empty, and tells how many
// lines it takes.
func (w *noteWriter) ownText(c *pairColumn) (lines uint8, ok bool) {
	f, texts := w.finding, w.block.texts
	switch {
	case c.Key == "basis" && !w.long:
		return texts.addWording(&w.class.basis, f, c.width).lines, true
	case c.Key == "position" && !w.long:
		return texts.addPosition(f, c.width)
	}
	text := w.fit(c.Text(f))
	w.add(text)
	return fewLines(linesIn(text, c.width)), text != ""
}

// ownChange adds a text of a change, and tells how many lines it takes.
func (w *noteWriter) ownChange(n int, c *changeColumn) uint8 {
	f := w.finding
	if w.long || c.text != nil && !titleIsPlain(f) {
		text := w.fit(c.string(f))
		w.add(text)
		return fewLines(linesIn(text, c.width))
	}
	return w.block.texts.addWording(&w.class.wordings[n], f, c.width).lines
}

// add adds a text that hardly comes again.
func (w *noteWriter) add(text string) {
	w.buf = append(w.buf[:0], text...)
	w.block.texts.add(w.buf)
}

// fit shortens a text that no cell can hold.
func (w *noteWriter) fit(text string) string {
	fitted, _ := w.sheets.fit(text)
	return fitted
}

// fit shortens a text that no cell can hold; cut tells how long it was then.
func (s *pairSheets) fit(text string) (fitted string, cut int) {
	if len(text) <= s.limits.chars/cleanGrowth {
		return text, 0
	}
	fitted, long := fitCell(clean(text), s.limits.chars)
	if long {
		cut = utf16Len(text)
	}
	return fitted, cut
}

// numberSlot numbers a text that may come again.
func (w *noteWriter) numberSlot(i int) {
	slot, n := &w.sheets.slots[i], uint32(0)
	if slot.kind == repeatedText && !w.long {
		again := w.repeat(slot, w.repeated[i])
		w.note[noteSlots+i], w.slotTall[i] = again.word, again.lines
		return
	}
	text := w.slotText(i)
	switch {
	case w.long:
		text = w.fit(text)
		n = w.words.of(text)
	case slot.kind == nameOfApplication || slot.kind == columnText && text == w.finding.Application: // as items of changes are
		n = w.applications.name(w.note[noteApplication], text, &w.words)
	case slot.kind == nameOfServer:
		n = w.servers.name(w.note[noteServer], text, &w.words)
	default:
		n = w.words.of(text)
	}
	w.note[noteSlots+i], w.texts[i] = n, text
}

// slotText is the text of a slot.
func (w *noteWriter) slotText(i int) string {
	slot, f := &w.sheets.slots[i], w.finding
	switch slot.kind {
	case nameOfApplication:
		return f.Application
	case nameOfServer:
		return f.Server
	case fieldText:
		return w.values[slot.field]
	case unknownText:
		return w.unknown[i-w.sheets.extras]
	case repeatedText:
		return changeColumns[slot.change].string(f)
	}
	return slot.text(f)
}

// repeatKey is what a text of a change depends on that is neither its class's
// nor its own.
type repeatKey struct {
	verdict audit.Verdict
	risk    audit.Risk
	own     bool // the vendor's page names no function, see namesNoFunction
	words   [4]uint32
}

// repeated is a text of a change that comes again.
type repeated struct {
	word  uint32
	lines uint8
}

// repeatedMax is how many texts of a column are remembered.
const repeatedMax = 1 << 18

// repeatedTexts are those of a column by what they depend on, some of them at hand.
type repeatedTexts struct {
	known  map[repeatKey]repeated
	recent [1 << 10]struct {
		repeatKey
		repeated
	}
}

func (k *repeatKey) hash() uint32 {
	h := uint32(k.verdict)<<8 ^ uint32(k.risk)
	for _, word := range k.words {
		h = (h ^ word) * 0x9e3779b1
	}
	return h >> 16
}

// repeat numbers a text of a change by what it depends on.
func (w *noteWriter) repeat(slot *textSlot, before *repeatedTexts) repeated {
	c := &changeColumns[slot.change]
	key := c.depends(w)
	recent := &before.recent[key.hash()%uint32(len(before.recent))]
	if recent.word > 0 && recent.repeatKey == key {
		return recent.repeated
	}
	known, ok := before.known[key]
	if !ok {
		text := c.string(w.finding)
		known = repeated{w.words.add(text), fewLines(linesIn(text, c.width))}
		if known.word >= rareWord || slices.Max(key.words[:]) >= rareWord || len(before.known) >= repeatedMax {
			return known
		}
		before.known[key] = known
	}
	recent.repeatKey, recent.repeated = key, known
	return known
}

// word is the number of the value of a field.
func (w *noteWriter) word(f inventory.Field) uint32 { return w.words.of(w.values[f]) }

// onWeight is what a text depends on that weighs the risk.
func onWeight(w *noteWriter) repeatKey {
	return repeatKey{verdict: w.finding.Verdict, risk: w.finding.Risk, words: [4]uint32{w.word(inventory.FieldCriticality)}}
}

// onWhere is what a text depends on that tells where the risk is.
func onWhere(w *noteWriter) repeatKey {
	key := onWeight(w)
	key.own = namesNoFunction(w.finding)
	key.words[1], key.words[2] = w.word(inventory.FieldEnvironment), w.word(inventory.FieldSite)
	key.words[3] = w.word(inventory.FieldBusinessService)
	return key
}

// onServer is what a text depends on that tells what to do with the server.
func onServer(w *noteWriter) repeatKey {
	name := w.servers.name(w.note[noteServer], w.finding.Server, &w.words)
	return repeatKey{verdict: w.finding.Verdict, words: [4]uint32{name}}
}

// lines is how many lines the tallest text has on Findings.
func (w *noteWriter) lines() uint8 {
	s, most := w.sheets, max(w.tall[0], w.class.lines)
	for _, i := range s.findings {
		if source := s.sources[i]; source.kind == perhapsShared {
			most = max(most, w.slotLines(source.n, s.columns[i].width))
		}
	}
	return most
}

// changeLines is how many lines the tallest text has on Change requests.
func (w *noteWriter) changeLines() uint8 {
	most := max(w.tall[1], w.class.changeLines)
	for i, source := range w.sheets.changes {
		if source.kind == perhapsShared {
			most = max(most, w.slotLines(source.n, changeColumns[i].width))
		}
	}
	return most
}

// slotLines is how many lines the text of a slot takes in a column.
func (w *noteWriter) slotLines(slot int, width float64) uint8 {
	if w.sheets.slots[slot].kind == repeatedText && !w.long {
		return w.slotTall[slot]
	}
	text := w.texts[slot]
	if len(text) <= int(width) && strings.IndexByte(text, '\n') < 0 {
		return 1
	}
	return fewLines(linesIn(text, width))
}

// reportAllCuts reports the texts of the finding that are too long for the cells
// of the sheets that it is on.
func (w *noteWriter) reportAllCuts() {
	w.reportCuts(sheetPairs)
	if w.finding.Risky() {
		w.reportCuts(sheetFindings)
	}
	if needsChange(w.finding.Verdict) {
		w.reportCuts(sheetChanges)
	}
}

func (w *noteWriter) reportCuts(sheet string) {
	s, f := w.sheets, w.finding
	report := func(title, text string) {
		if _, cut := s.fit(text); cut > 0 {
			n := len(w.block.notes)/s.noteSize() - 1
			w.block.cuts = append(w.block.cuts, pairCut{n, sheet, cutProblem(f.At, title, sheet, cut, s.limits)})
		}
	}
	switch sheet {
	case sheetChanges:
		for i := range changeColumns {
			report(changeColumns[i].name, changeColumns[i].string(f))
		}
	case sheetFindings:
		for _, i := range s.findings {
			report(s.columns[i].Title, s.columns[i].Text(f))
		}
	default:
		for _, i := range s.pairs {
			report(s.columns[i].Title, s.columns[i].Text(f))
		}
		for i, text := range w.unknown {
			report(s.unknownTitles[i], text)
		}
	}
}
