package report

import (
	"cmp"
	"slices"

	"chatcompat/audit"
	"chatcompat/inventory"
)

// keptFindings are the risky findings until the last one is known. What is kept
// of one is numbers: see noteClass.
type keptFindings struct {
	notes   pages[uint32]
	size    int     // numbers of a finding
	order   []int32 // once sorted
	changes []int32 // places of the findings that a change is proposed for

	applications, servers []*group // of all findings

	open pages[openFinding]
	keys sortKeys
	top  firstFindings
	cuts []keptCut
}

// openFinding is what must be known of a finding that is not assessed.
type openFinding struct {
	api, server openVersion
	application string
	key         uint32 // its text
	class       *pairClass
	group       *group // of the application
}

type openVersion struct {
	cause inventory.Cause
	at    inventory.Pos
}

func newOpenFinding(f *audit.Finding) openFinding {
	return openFinding{api: openVersion{f.API.Cause, f.API.At}, server: openVersion{f.ServerVersion.Cause, f.ServerVersion.At}, application: f.Application}
}

// keptCut is a text of a finding that no cell can hold.
type keptCut struct {
	finding int32
	change  bool // on Change requests, else on Findings
	problem inventory.Problem
}

// keep keeps a finding of which the texts are numbered.
func (t *taker) keep(note []uint32, class *pairClass, application *group) {
	k := &t.kept
	if n := note[noteMore]; n > 0 {
		open := t.block.open[n-1]
		open.key, open.class, open.group = ownNumber(note[noteOwn], pairFlags(note[noteFlags]), 0), class, application
		k.open.add(open)
		note[noteMore] = uint32(k.open.len())
	}
	copy(k.notes.more(k.size), note)
}

// keepCut keeps that a text of the finding taken last is too long.
func (w *workbook) keepCut(cut pairCut) {
	switch cut.sheet {
	case sheetPairs:
		w.pairs.cuts = append(w.pairs.cuts, cut.problem)
	default:
		w.kept.cuts = append(w.kept.cuts, keptCut{int32(w.kept.len() - 1), cut.sheet == sheetChanges, cut.problem})
	}
}

func (k *keptFindings) len() int { return k.notes.len() / k.size }

// note is what is kept of a finding.
func (k *keptFindings) note(i int32) []uint32 { return k.notes.span(int(i)*k.size, k.size) }

// at is the finding at a place of the order.
func (k *keptFindings) at(place int) []uint32 { return k.note(k.order[place]) }

// sortKept orders the findings, and the changes that are proposed for them.
func (w *workbook) sortKept() {
	k := &w.kept
	k.order = k.keys.order(k.len())
	for place := range k.order {
		if note := k.at(place); needsChange(w.classes.all[note[noteClass]].verdict) {
			k.changes = append(k.changes, int32(place))
			note[noteMore] = uint32(len(k.changes))
		}
	}
}

// reportCuts reports the texts that are too long, in the order of the findings.
func (w *workbook) reportCuts() {
	k := &w.kept
	if len(k.cuts) == 0 {
		return
	}
	places := make([]int32, k.len())
	for place, i := range k.order {
		places[i] = int32(place)
	}
	slices.SortStableFunc(k.cuts, func(a, b keptCut) int { return cmp.Compare(places[a.finding], places[b.finding]) })
	for _, cut := range k.cuts {
		l := w.risky
		if cut.change {
			l = w.changes
		}
		l.cuts = append(l.cuts, cut.problem)
	}
}
