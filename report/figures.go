package report

import "chatcompat/audit"

// FiguresWriter is a Writer that needs no finding where Needs.Figures says so,
// but is given the figures of all of them before it is closed.
type FiguresWriter interface {
	Writer
	WriteFigures(audit.Figures)
}

// WriteFigures takes over what was counted of all findings.
func (w *terminalFindings) WriteFigures(f audit.Figures) {
	for cause, pairs := range f.Causes {
		w.tallies.causes[cause] += pairs
	}
	for _, v := range f.Versions {
		one := w.tallies.support.version(v.Version)
		one.Pairs += v.Pairs
		one.counted += v.Servers
	}
}
