package report

import "chatcompat/audit"

// remedyGroup is a remedy with the number of pairs that need it.
type remedyGroup struct {
	remedyWords
	pairs int
}

type remedyWords struct {
	verdict audit.Verdict
	text    string
}

// groupRemedies says once what many pairs need, in the order of the kinds;
// withReason keeps different reasons apart and says them.
func groupRemedies(kinds []*listedKind, withReason bool) []remedyGroup {
	var groups []remedyGroup
	index := map[remedyWords]int{}
	for _, k := range kinds {
		words := remedyWords{k.judged.Verdict, k.judged.Remedy}
		if withReason {
			words.text = k.judged.Reason + ". To do: " + k.judged.Remedy
		}
		at, ok := index[words]
		if !ok {
			at = len(groups)
			index[words] = at
			groups = append(groups, remedyGroup{remedyWords: words})
		}
		groups[at].pairs += k.pairs
	}
	return groups
}
