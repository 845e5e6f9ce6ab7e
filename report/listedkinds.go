package report

import "chatcompat/audit"

// listedKind is what is said of a list in few words, of all findings that agree in
// it at once.
type listedKind struct {
	kindWords
	pairs int // that are listed, once they were counted
}

type kindWords struct {
	verdict              audit.Verdict
	reason, remedy, rule string
}

// listedKinds are the kinds of findings in the order in which they are met.
type listedKinds struct {
	all     []listedKind
	byWords map[kindWords]int32
	byClass []int32 // one more than the kind; 0: no finding of the class was met
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
	words := kindWords{f.Verdict, f.Reason, f.Remedy, f.Rule}
	number, met := k.byWords[words]
	if !met {
		if k.byWords == nil {
			k.byWords = map[kindWords]int32{}
		}
		number = int32(len(k.all))
		k.byWords[words] = number
		k.all = append(k.all, listedKind{kindWords: words})
	}
	return number
}
