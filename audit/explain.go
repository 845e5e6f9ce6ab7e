package audit

import "chatcompat/inventory"

// Explanation is the answer for one pairing, with the advisories that qualify it.
type Explanation struct {
	Finding
	Hold  []Advisory // of pair scope, that hold whatever the application does
	Could []Advisory // that could hold too: each if its When is so
}

// Explain judges a pairing of which only the two versions are known.
func (r Rules) Explain(api inventory.Reading[inventory.API], server inventory.Reading[inventory.ServerVersion]) Explanation {
	return r.ExplainPair(inventory.Pair{API: api, ServerVersion: server})
}

// ExplainPair judges a pair and tells what could hold beside it. Advisories of
// application and estate scope could hold wherever the server version is of the
// vendor's page: what else is in the estate is not known here.
func (r Rules) ExplainPair(p inventory.Pair) Explanation {
	e := Explanation{Finding: r.Judge(p)}
	s := newSubject(&e.Finding)
	for i := range advisories {
		a := &advisories[i]
		switch {
		case r.ignores(a.ID):
		case a.pair == nil:
			if a.servers == nil && p.ServerVersion.Version.Covered() {
				e.Could = append(e.Could, a.advisory())
			}
		case a.pair(&s) == fires:
			e.Hold = append(e.Hold, a.advisory())
		case a.pair(&s) == unsaid && (a.Scope == PairScope || p.ServerVersion.Version.Covered()):
			e.Could = append(e.Could, a.advisory())
		}
	}
	return e
}
