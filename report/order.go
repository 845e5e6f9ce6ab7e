package report

import (
	"cmp"
	"slices"

	"chatcompat/audit"
)

// compareForPeople orders findings by risk, application and server.
func compareForPeople(a, b *audit.Finding) int {
	return cmp.Or(
		cmp.Compare(a.Risk.Rank(), b.Risk.Rank()),
		compareNatural(a.Application, b.Application),
		compareNatural(a.Server, b.Server))
}

// comparison orders two findings.
type comparison func(a, b *audit.Finding) int

// comparisonFor orders by the user's keys, or without them as people want it.
func comparisonFor(keys []string) comparison {
	if len(keys) > 0 {
		return compareBy(keys)
	}
	return compareForPeople
}

// compareBy orders findings by columns, one key after the other; unknown keys
// order nothing.
func compareBy(keys []string) comparison {
	var comparisons []comparison
	for _, key := range keys {
		if column, ok := columnByKey(key); ok {
			comparisons = append(comparisons, compareColumn(column))
		}
	}
	return func(a, b *audit.Finding) int {
		for _, compare := range comparisons {
			if order := compare(a, b); order != 0 {
				return order
			}
		}
		return 0
	}
}

// compareColumn orders by the text of a column; risks and verdicts, worst first.
func compareColumn(column Column) comparison {
	switch column.Key {
	case "risk":
		return func(a, b *audit.Finding) int { return cmp.Compare(a.Risk.Rank(), b.Risk.Rank()) }
	case "verdict":
		worst := audit.Verdicts()
		return func(a, b *audit.Finding) int {
			return cmp.Compare(slices.Index(worst, a.Verdict), slices.Index(worst, b.Verdict))
		}
	}
	return func(a, b *audit.Finding) int { return compareNatural(column.Text(a), column.Text(b)) }
}
