package report

import (
	"slices"
	"strings"

	"chatcompat/audit"
	"chatcompat/inventory"
)

// listedKind are findings that agree in everything but their pairs.
type listedKind struct {
	judged audit.Finding // without a pair
	pairs  int           // that are listed, once they are counted
}

// listedKinds are the kinds of findings in the order in which they are met.
type listedKinds struct {
	all     []listedKind
	byWords map[kindWords]int32
	byClass []int32 // one more than the kind; 0: no finding of the class was met
}

// kindWords are what a finding says beside its pair.
type kindWords struct {
	verdict                          audit.Verdict
	cause                            inventory.Cause
	risk                             audit.Risk
	mixed                            bool
	reason, remedy, rule, advisories string
}

// of is the number of a finding's kind.
func (k *listedKinds) of(f *audit.Finding) int32 {
	if f.Class <= 0 {
		return k.find(f)
	}
	known := roomAt(&k.byClass, f.Class)
	if *known == 0 {
		*known = k.find(f) + 1
	}
	return *known - 1
}

func (k *listedKinds) find(f *audit.Finding) int32 {
	words := kindWords{f.Verdict, f.Cause, f.Risk, f.Mixed, f.Reason, f.Remedy, f.Rule, strings.Join(f.Advisories, " ")}
	number, met := k.byWords[words]
	if !met {
		if k.byWords == nil {
			k.byWords = map[kindWords]int32{}
		}
		number = int32(len(k.all))
		k.byWords[words] = number
		k.all = append(k.all, listedKind{judged: audit.Finding{Verdict: f.Verdict, Cause: f.Cause, Risk: f.Risk, Mixed: f.Mixed,
			Reason: f.Reason, Remedy: f.Remedy, Rule: f.Rule, Advisories: slices.Clone(f.Advisories)}})
	}
	return number
}
