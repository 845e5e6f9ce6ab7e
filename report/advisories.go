package report

import (
	"cmp"
	"slices"
	"strings"

	"chatcompat/audit"
)

// widestFirst lists advisories for people: those of the whole estate first,
// those of single pairs last.
func widestFirst(fired []audit.FiredAdvisory) []audit.FiredAdvisory {
	sorted := slices.Clone(fired)
	slices.SortStableFunc(sorted, func(a, b audit.FiredAdvisory) int {
		return cmp.Or(cmp.Compare(b.Scope, a.Scope), strings.Compare(a.ID, b.ID))
	})
	return sorted
}

// mostSubjects bounds the names that are listed of what an advisory concerns.
const mostSubjects = audit.FewSubjects

// concerns says what an advisory applies to: "2 servers (chat01, chat02), 7 pairs".
func concerns(a audit.FiredAdvisory) string {
	if a.Scope == audit.EstateScope {
		return "the whole estate"
	}
	var parts []string
	if n := a.Concerned(); n > 0 && a.Scope != audit.PairScope {
		names := slices.Clone(a.Subjects[:min(n, mostSubjects)])
		if n > mostSubjects {
			names = append(names, ellipsis)
		}
		parts = append(parts, count(n, a.Scope.Key(), a.Scope.Key()+"s")+" ("+strings.Join(names, ", ")+")")
	}
	if n := a.Pairs(); n > 0 {
		parts = append(parts, count(n, "pair", "pairs"))
	}
	return strings.Join(parts, ", ")
}

// unchecked are checks that were not made for the same want.
type unchecked struct {
	IDs   []string
	Needs string
}

// Text says it: "CC103, CC105 need column endpoint-type".
func (u unchecked) Text() string {
	return strings.Join(u.IDs, ", ") + " " + needs(len(u.IDs)) + " " + u.Needs
}

func needs(n int) string {
	if n == 1 {
		return "needs"
	}
	return "need"
}

// uncheckedBy groups the checks that were not made by what they need, in their
// order; those that the user asked to ignore are apart.
func uncheckedBy(checks []audit.CheckStatus) (groups []unchecked, ignored []string) {
	for _, c := range checks {
		if c.Status != audit.NotChecked {
			continue
		}
		if c.Ignored() {
			ignored = append(ignored, c.ID)
			continue
		}
		i := slices.IndexFunc(groups, func(u unchecked) bool { return u.Needs == c.Needs })
		if i < 0 {
			groups, i = append(groups, unchecked{Needs: c.Needs}), len(groups)
		}
		groups[i].IDs = append(groups[i].IDs, c.ID)
	}
	return groups, ignored
}

// checkNotes says which checks were not made, and which ones on request, a
// sentence each; none where every check was made.
func checkNotes(checks []audit.CheckStatus) []string {
	groups, ignored := uncheckedBy(checks)
	var notes []string
	if len(groups) > 0 {
		texts := each(groups, unchecked.Text)
		notes = append(notes, "Not checked, and no pass: "+strings.Join(texts, "; ")+".")
	}
	if len(ignored) > 0 {
		notes = append(notes, ignoredNote(ignored))
	}
	return notes
}

func ignoredNote(ids []string) string { return "Ignored on request: " + strings.Join(ids, ", ") + "." }

// checkRow is an advisory of this program with what became of its check.
type checkRow struct {
	audit.Advisory
	Status   audit.Status
	Concerns string // where it fired
	Missing  string // what the inventory does not say, a sentence; ""
	Pairs    int
}

// checkRows lists all advisories with the status of their checks: those that
// fired, widest scope first; then those that were not checked; then the clear ones.
func checkRows(s audit.Summary) []checkRow {
	var rows []checkRow
	missing := map[string]audit.CheckStatus{}
	for _, c := range s.Checks {
		missing[c.ID] = c
	}
	for _, a := range widestFirst(s.Advisories) {
		rows = append(rows, checkRow{a.Advisory, audit.Fired, concerns(a), missingText(missing[a.ID]), a.Pairs()})
	}
	for _, status := range []audit.Status{audit.NotChecked, audit.Clear} {
		for _, c := range s.Checks {
			if a, ok := audit.AdvisoryByID(c.ID); c.Status == status {
				if !ok {
					a.ID = c.ID // of another version
				}
				rows = append(rows, checkRow{Advisory: a, Status: status, Missing: missingText(c)})
			}
		}
	}
	return rows
}

func missingText(c audit.CheckStatus) string {
	switch {
	case c.Needs == "":
		return ""
	case c.Ignored():
		return "Ignored on request."
	case c.Status == audit.Fired:
		return "Not said: " + c.Needs + "."
	}
	return "Needs " + c.Needs + "."
}

// statusWords are the words on screen of the statuses of checks.
var statusWords = map[audit.Status]string{audit.Fired: "Fired", audit.Clear: "Clear", audit.NotChecked: "Not checked"}

// FiredOnPairs reports that findings carry the id.
func (r checkRow) FiredOnPairs() bool { return r.Scope == audit.PairScope && r.Pairs > 0 }

// StatusText is the status in words.
func (r checkRow) StatusText() string { return statusWords[r.Status] }

// estateLines tell what concerns more than one pair, a line each: advisories,
// checks that were not made, support, own rules.
func estateLines(meta Meta, s audit.Summary, found support) []string {
	var lines []string
	for _, a := range widestFirst(s.Advisories) {
		lines = append(lines, a.ID+" "+a.Title+": "+concerns(a)+". "+a.Text+". Source: "+a.Source.String())
	}
	lines = append(lines, checkNotes(s.Checks)...)
	for _, one := range found.on(meta.AsOf) {
		lines = append(lines, "Extended support of "+one.line())
	}
	for _, o := range loosestFirst(meta.Overrides) {
		lines = append(lines, "Own rule: "+overrideLine(o))
	}
	if meta.OwnMatrix != nil {
		lines = append(lines, "Own rules: "+ownMatrixLine(meta.OwnMatrix))
	}
	return lines
}
