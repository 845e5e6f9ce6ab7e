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

// note remembers where a pair stands on All pairs.
func (l *links) note(f *audit.Finding, at place) {
	setFirst(l.pairOfCell, cellOf(f), at)
	setFirst(l.pairOfVerdict, f.Verdict, at)
}

// resolve tells where every row of the other lists will stand.
func (l *links) resolve(w *workbook) {
	for _, r := range []*grouping{w.groups.applications, w.groups.servers} {
		for i, g := range r.worstFirst() {
			g.row = int32(i + 1)
		}
	}
	for i := range w.kept.order {
		k, at := w.kept.at(i), w.risky.place(i)
		setFirst(l.findingOfCell, k.cell, at)
		setFirst(l.findingOfVerdict, k.verdict, at)
		for _, g := range [...]*group{k.application, k.server} {
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

// cellOf is the cell of the matrix that a finding fell into.
func cellOf(f *audit.Finding) gridKey { return gridKey{f.API.Version, f.ServerVersion.Version} }

func setFirst[K comparable](m map[K]place, key K, at place) {
	if _, ok := m[key]; !ok {
		m[key] = at
	}
}
