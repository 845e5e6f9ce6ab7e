package audit

import "slices"

// Parts divides the summary of an audit among readers who get a part of its
// findings each.
type Parts struct {
	whole Summary
	fired map[string][]int // from the key of a finding to the advisories that apply to it
}

// NewParts begins with the summary of all findings.
func NewParts(whole Summary) *Parts {
	p := &Parts{whole: whole, fired: map[string][]int{}}
	for i, a := range whole.Advisories {
		for _, key := range a.Applies {
			p.fired[key] = append(p.fired[key], i)
		}
	}
	return p
}

// Part counts the findings of one reader.
type Part struct {
	of    *Parts
	tally *Tally
	fired []FiredAdvisory    // as those of the whole, with what is in this part
	named map[[2]string]bool // ids and subjects listed in fired
}

// New is a part without findings.
func (p *Parts) New() *Part {
	part := &Part{of: p, tally: NewTally(), named: map[[2]string]bool{}}
	part.tally.summary.Matrix = nil
	for _, cell := range p.whole.Matrix {
		part.tally.summary.Matrix = append(part.tally.summary.Matrix, Cell{API: cell.API, Server: cell.Server})
	}
	for _, a := range p.whole.Advisories {
		part.fired = append(part.fired, FiredAdvisory{Advisory: a.Advisory})
	}
	return part
}

// Add counts the findings of a block.
func (p *Part) Add(findings []Finding) {
	p.tally.Add(findings)
	for i := range findings {
		f := &findings[i]
		for _, n := range p.of.fired[f.Key] {
			a := &p.fired[n]
			a.Applies = append(a.Applies, f.Key)
			if subject := subjectOf(a.Scope, f); subject != "" && !p.named[[2]string{a.ID, subject}] {
				p.named[[2]string{a.ID, subject}] = true
				a.Subjects = append(a.Subjects, subject)
			}
		}
	}
}

// Summary is the count so far. Advisories are those that apply to a finding of
// the part, and those of the estate, which concern everybody; a check that fired
// elsewhere only is clear here, as far as the inventory speaks.
func (p *Part) Summary() Summary {
	s := p.tally.Summary()
	for _, a := range p.fired {
		if len(a.Applies) > 0 || a.Scope == EstateScope {
			s.Advisories = append(s.Advisories, a)
		}
	}
	for _, c := range p.of.whole.Checks {
		if c.Status == Fired && !slices.ContainsFunc(s.Advisories, func(a FiredAdvisory) bool { return a.ID == c.ID }) {
			c.Status = Clear
			if c.Needs != "" {
				c.Status = NotChecked
			}
		}
		s.Checks = append(s.Checks, c)
	}
	return s
}
