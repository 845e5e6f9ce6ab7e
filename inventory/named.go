package inventory

// named intersects what the products and years of a text allow. Without a
// contradiction the set is returned and the outcome has no cause.
func (s *statements) named(side side) (generations, outcome) {
	if len(s.builds) == 0 && s.yearsOfNobody() {
		return 0, outcome{}
	}
	set, either := ^noGeneration, noGeneration
	stated, products := noGeneration, ^noGeneration
	several := false
	for i, c := range s.claims {
		own := s.ownSet(c)
		if own == 0 {
			return 0, fail(Contradictory, "%s names no version, for name and year are of different generations: write %s", Quote(c.text), s.choices(c.base|yearSet(c.year), side))
		}
		if c.stated() {
			several = several || stated != 0 && stated&own == 0
			stated |= own
		}
		if c.kind == platform || c.kind == codeName {
			several = several || products&own == 0
			products &= own
		}
		several = several || i > 0 && c.kind == feature && s.claims[i-1].kind == feature && s.ownSet(s.claims[i-1])&own == 0
		set &= own
		either |= own
	}
	switch {
	case len(s.claims) == 0:
		return 0, outcome{}
	case several:
		return either, fail(Ambiguous, "names several versions, write the one that holds: %s", s.choices(either, side))
	case set == 0:
		return either, fail(Contradictory, "%s are of different generations: write %s", quoteList(s.claimTexts()), s.choices(either, side))
	}
	return set, outcome{}
}

// ownSet is what a claim allows: OCS 2007 without R2 is OCS 2007.
func (s *statements) ownSet(c claim) generations {
	if c.set == anyOCS && c.year == "2007" && c.kind == platform {
		return gen2007
	}
	return c.set
}

func (s *statements) claimTexts() []string {
	var texts []string
	for _, c := range s.claims {
		texts = append(texts, c.text)
	}
	return texts
}

func (s *statements) allKind(k kind) bool {
	for _, c := range s.claims {
		if c.kind != k {
			return false
		}
	}
	return true
}

func (s *statements) namesChat() bool {
	for _, c := range s.claims {
		if c.kind == feature || c.kind == assembly {
			return true
		}
	}
	return false
}
