package report

import (
	"chatcompat/audit"
)

// links knows where things stand, so that sheets can point at each other. A
// place that is not known is the zero place, and no link is made.
type links struct {
	pairOfCell    map[gridKey]place       // the first row on All pairs
	pairOfVerdict map[audit.Verdict]place // the first row on All pairs

	findingOfCell    map[gridKey]place // the first row on Findings
	findingOfVerdict map[audit.Verdict]place
}

func newLinks() links {
	return links{
		pairOfCell: map[gridKey]place{}, pairOfVerdict: map[audit.Verdict]place{},
		findingOfCell: map[gridKey]place{}, findingOfVerdict: map[audit.Verdict]place{},
	}
}

// note remembers where the first pair of a class stands on All pairs.
func (l *links) note(class *pairClass, at place) {
	setFirst(l.pairOfCell, class.cell(), at)
	setFirst(l.pairOfVerdict, class.verdict, at)
}

// resolve tells where every row of the other lists will stand.
func (l *links) resolve(w *workbook) {
	for _, r := range []*grouping{w.groups.applications, w.groups.servers} {
		for i, g := range r.worstFirst() {
			g.row = int32(i + 1)
		}
	}
	met := make([]bool, len(w.classes.all))
	for i := range w.kept.order {
		note := w.kept.at(i)
		if class := w.classes.all[note[noteClass]]; !met[class.place] {
			met[class.place] = true
			setFirst(l.findingOfCell, class.cell(), w.risky.place(i))
			setFirst(l.findingOfVerdict, class.verdict, w.risky.place(i))
		}
		for _, g := range [...]*group{w.kept.applications[note[noteApplication]], w.kept.servers[note[noteServer]]} {
			if g.finding == 0 {
				g.finding = int32(i + 1)
			}
		}
	}
}

// ofCell is the first row of a cell of the matrix: on Findings where it is a
// finding, else on All pairs.
func (l *links) ofCell(cell gridKey) place {
	if at, ok := l.findingOfCell[cell]; ok {
		return at
	}
	return l.pairOfCell[cell]
}

// ofVerdict is the first row with a verdict: on Findings where it is a finding, else on All pairs.
func (l *links) ofVerdict(v audit.Verdict) place {
	if at, ok := l.findingOfVerdict[v]; ok {
		return at
	}
	return l.pairOfVerdict[v]
}

func setFirst[K comparable](m map[K]place, key K, at place) {
	if _, ok := m[key]; !ok {
		m[key] = at
	}
}
