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
const mostSubjects = 5

// concerns says what an advisory applies to: "2 servers (chat01, chat02), 7 pairs".
func concerns(a audit.FiredAdvisory) string {
	if a.Scope == audit.EstateScope {
		return "the whole estate"
	}
	var parts []string
	if n := len(a.Subjects); n > 0 && a.Scope != audit.PairScope {
		names := slices.Clone(a.Subjects[:min(n, mostSubjects)])
		if n > mostSubjects {
			names = append(names, ellipsis)
		}
		parts = append(parts, count(n, a.Scope.Key(), a.Scope.Key()+"s")+" ("+strings.Join(names, ", ")+")")
	}
	if len(a.Applies) > 0 {
		parts = append(parts, count(len(a.Applies), "pair", "pairs"))
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
