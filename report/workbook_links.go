package report

import (
	"chatcompat/audit"
)

// links knows where things stand, so that sheets can point at each other. A
// place that is not known is the zero place, and no link is made.
type links struct {
	pairOfCell    map[gridKey]place       // the first row on All pairs
	pairOfVerdict map[audit.Verdict]place // the first row on All pairs

	findingOfCell        map[gridKey]place // the first row on Findings
	findingOfVerdict     map[audit.Verdict]place
	findingOfApplication map[string]place
	findingOfServer      map[string]place
	rowOfApplication     map[string]place // on By application
	rowOfServer          map[string]place // on By server
	changes              []place          // on Change requests, by index of the finding
}

func newLinks() links {
	return links{
		pairOfCell: map[gridKey]place{}, pairOfVerdict: map[audit.Verdict]place{},
		findingOfCell: map[gridKey]place{}, findingOfVerdict: map[audit.Verdict]place{},
		findingOfApplication: map[string]place{}, findingOfServer: map[string]place{},
		rowOfApplication: map[string]place{}, rowOfServer: map[string]place{},
	}
}

// note remembers where a pair stands on All pairs.
func (l *links) note(f *audit.Finding, at place) {
	setFirst(l.pairOfCell, cellOf(f), at)
	setFirst(l.pairOfVerdict, f.Verdict, at)
}

// resolve tells where every row of the other lists will stand.
func (l *links) resolve(w *workbook) {
	for i, g := range w.groups.applications.worstFirst() {
		l.rowOfApplication[g.key] = w.applications.place(i)
	}
	for i, g := range w.groups.servers.worstFirst() {
		l.rowOfServer[g.key] = w.servers.place(i)
	}
	l.changes = make([]place, len(w.findings))
	changes := 0
	for i := range w.findings {
		f, at := w.findings[i], w.risky.place(i)
		setFirst(l.findingOfCell, cellOf(f), at)
		setFirst(l.findingOfVerdict, f.Verdict, at)
		setFirst(l.findingOfApplication, f.ApplicationKey, at)
		setFirst(l.findingOfServer, f.ServerKey, at)
		if needsChange(f) {
			l.changes[i] = w.changes.place(changes)
			changes++
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
