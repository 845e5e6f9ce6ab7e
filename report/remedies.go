package report

import "chatcompat/audit"

// remedyGroup is a remedy with the number of pairs that need it.
type remedyGroup struct {
	verdict audit.Verdict
	text    string
	pairs   int
}

// groupRemedies says once what many pairs need, in the order in which the
// findings first need it; withReason keeps different reasons apart and says them.
func groupRemedies(findings []audit.Finding, withReason bool) []remedyGroup {
	var groups []remedyGroup
	index := map[remedyGroup]int{}
	for i := range findings {
		f := &findings[i]
		g := remedyGroup{verdict: f.Verdict, text: f.Remedy}
		if withReason {
			g.text = f.Reason + ". To do: " + f.Remedy
		}
		at, ok := index[g]
		if !ok {
			at = len(groups)
			index[g] = at
			groups = append(groups, g)
		}
		groups[at].pairs++
	}
	return groups
}
