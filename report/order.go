package report

import (
	"cmp"
	"slices"

	"chatcompat/audit"
)

// listing keeps the findings that a format for people lists until the last one
// is known.
type listing struct {
	show     Show
	sort     []string
	findings []audit.Finding
}

// newListing lists what meta asks for, in the order that meta asks for;
// byDefault is the format's own choice of what is listed.
func newListing(meta Meta, byDefault Show) *listing {
	return &listing{show: cmp.Or(meta.Show, byDefault), sort: meta.Sort}
}

// add keeps the findings of a block that are listed.
func (l *listing) add(block []audit.Finding) {
	for i := range block {
		if l.show.lists(&block[i]) {
			l.findings = append(l.findings, keep(block[i]))
		}
	}
}

// sorted is everything that was kept: in the order of the user's keys, else by
// risk, application and server, and among equals in input order.
func (l *listing) sorted() []audit.Finding {
	compare := comparisonFor(l.sort)
	order := make([]int, len(l.findings))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(i, j int) int {
		return cmp.Or(compare(&l.findings[i], &l.findings[j]), cmp.Compare(i, j))
	})
	sorted := make([]audit.Finding, len(order))
	for to, from := range order {
		sorted[to] = l.findings[from]
	}
	return sorted
}

// keep copies a finding out of its block.
func keep(f audit.Finding) audit.Finding {
	f.Also = slices.Clone(f.Also)
	f.Fields, f.ServerFields = slices.Clone(f.Fields), slices.Clone(f.ServerFields)
	f.Extra, f.Problems = slices.Clone(f.Extra), slices.Clone(f.Problems)
	f.Advisories = slices.Clone(f.Advisories)
	return f
}

// lists reports whether a finding is among those to be listed; ShowDefault lists all.
func (s Show) lists(f *audit.Finding) bool {
	switch s {
	case ShowRisky:
		return f.Risky()
	case ShowMixed:
		return f.Mixed
	case ShowNone:
		return false
	}
	return true
}

// scope says which pairs are listed, and how many of all; "" where all are.
func (s Show) scope(listed, pairs int) string {
	which := ""
	switch s {
	case ShowRisky:
		which = "those that are incompatible, may be compatible or are not assessed"
	case ShowMixed:
		which = "those that mix generations"
	default:
		return ""
	}
	return count(listed, "pair is", "pairs are") + " listed: " + which + ", of " + thousands(pairs) + " in all."
}

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
