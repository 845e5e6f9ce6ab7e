package audit

import "chatcompat/inventory"

// Rereader judges pairs of an estate once more, each asked for by its place: for
// whoever needs many findings in another order than that of a run, and would
// otherwise have to keep them.
type Rereader struct {
	memo    *memoJudge
	pairs   *inventory.Reader
	finding Finding
}

// Reread is a reader of the findings that [Rules.Run] hands out, in their classes
// aside. Several of one estate may be used beside each other.
func (r Rules) Reread(estate *inventory.Estate) *Rereader {
	return &Rereader{memo: newJudger(r, nil).memo(), pairs: estate.Reader()}
}

// At is the finding of the pair at a place; it is valid until the next one is asked for.
func (r *Rereader) At(place int) *Finding {
	r.pairs.Read(&r.finding.Pair, place)
	r.memo.judge(&r.finding)
	return &r.finding
}
