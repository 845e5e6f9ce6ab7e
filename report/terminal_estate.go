package report

import (
	"chatcompat/audit"
)

// estate prints what concerns more than one pair: advisories, support, own rules.
func (w *terminalText) estate(s audit.Summary, found support) {
	w.advisories(s)
	w.support(found)
	w.ownRules()
}

// advisories prints those that fired, with what they mean, and which checks
// were not made.
func (w *terminalText) advisories(s audit.Summary) {
	notes := checkNotes(s.Checks)
	if len(s.Advisories)+len(notes) == 0 {
		return
	}
	w.hanging("", "Advisories (they qualify verdicts and change none)")
	for _, a := range widestFirst(s.Advisories) {
		w.hanging("  ", visible(a.ID+" "+a.Title+": "+concerns(a)))
		w.hanging("    ", visible(a.Text+". Source: "+a.Source.String()))
	}
	for _, note := range notes {
		w.hanging("  ", visible(note))
	}
	w.line("")
}

// support prints which server versions the vendor no longer supports.
func (w *terminalText) support(found support) {
	versions := found.on(w.meta.AsOf)
	if len(versions) == 0 {
		return
	}
	w.hanging("", "End of extended support, as of "+w.meta.AsOf.Format(dayLayout)+" (no part of verdict or risk)")
	for _, one := range versions {
		w.hanging("  ", visible(one.line()))
	}
	w.line("")
}

// ownRules prints the rows of the own matrix that are in force, and its file.
func (w *terminalText) ownRules() {
	if len(w.meta.Overrides) == 0 && w.meta.OwnMatrix == nil {
		return
	}
	w.hanging("", "Own rules ("+count(len(w.meta.Overrides), "row", "rows")+" in force)")
	for _, o := range loosestFirst(w.meta.Overrides) {
		w.hanging("  ", visible(overrideLine(o)))
	}
	w.hanging("  ", visible(ownMatrixLine(w.meta.OwnMatrix)))
	w.line("")
}
