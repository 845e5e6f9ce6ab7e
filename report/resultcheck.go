package report

import (
	"fmt"
	"slices"
	"strings"

	"chatcompat/audit"
	"chatcompat/inventory"
)

// checkFindings refuses a result of which a finding is not what the rules make
// of its versions, or does not bear the names and places that it must have:
// somebody changed it. Words of reasons and remedies are taken as they are, since
// other versions of the program may put them differently.
func (d *resultDecoder) checkFindings(meta Meta, findings []audit.Finding, s audit.Summary) error {
	for _, o := range meta.Overrides {
		if wrong := wrongOverride(o); wrong != "" {
			return fmt.Errorf("the file was changed: the own rule %s for %s on %s %s", o.At, o.API, o.Server, wrong)
		}
	}
	c := findingCheck{rules: []audit.Rules{audit.RulesOf(meta.Overrides)}, advisories: map[string]bool{}}
	if judgedByOtherRules(meta.Problems) {
		c.rules = append(c.rules, audit.Rules{})
		for i := range meta.Overrides {
			c.rules = append(c.rules, audit.RulesOf(meta.Overrides[i:i+1]))
		}
	}
	for _, a := range audit.Advisories() {
		c.advisories[a.ID] = a.Scope == audit.PairScope
	}
	for _, a := range s.Advisories {
		c.advisories[a.ID] = a.Scope == audit.PairScope // a newer version may know more
	}
	return inParts(len(findings), func(from, to int) error {
		for i := from; i < to; i++ {
			if wrong := c.wrong(&findings[i]); wrong != "" {
				return d.changed(i, &findings[i], wrong)
			}
		}
		return nil
	})
}

// changed refuses a finding by its place.
func (d *resultDecoder) changed(i int, f *audit.Finding, wrong string) error {
	return fmt.Errorf("line %d: the file was changed: finding %d (key %s, %s): %s",
		d.lines[i], i+1, inventory.Quote(f.Key), inventory.Quote(f.At.String()), wrong)
}

// wrongOverride says why an own rule can be of no own matrix; "" where it can.
func wrongOverride(o audit.Override) string {
	i := slices.IndexFunc(audit.Matrix(), func(c audit.MatrixCell) bool { return c.API == o.API && c.Server == o.Server })
	switch {
	case !o.API.Known() || !o.Server.Known():
		return "names no API or no server version"
	case i < 0 && o.Covered:
		return "stands against a cell that the vendor's page does not have"
	case i >= 0 && (!o.Covered || o.Vendor != audit.Matrix()[i].Verdict):
		return "does not say that the vendor's verdict is " + audit.Matrix()[i].Verdict.Key()
	case o.Loosens() && (o.Approver == "" || o.Reference == "" || o.Justification == ""):
		return "loosens the vendor's verdict without approver, reference and justification"
	}
	return ""
}

// findingCheck is what findings of one result are held against.
type findingCheck struct {
	rules      []audit.Rules   // by one of which each was judged: several in a merged result
	advisories map[string]bool // those that findings may bear, by id
}

// wrong says what does not fit in a finding; "" where all does.
func (c *findingCheck) wrong(f *audit.Finding) string {
	for _, wrong := range []string{
		wrongReading("API", f.API), wrongReading("server version", f.ServerVersion),
		c.wrongVerdict(f), wrongNames(f),
	} {
		if wrong != "" {
			return wrong
		}
	}
	for _, id := range f.Advisories {
		if !c.advisories[id] {
			return "advisory " + inventory.Quote(id) + " is not one of pairs, neither here nor in the result's own list"
		}
	}
	return ""
}

// wrongReading: a version is known, or a cause tells why it is not.
func wrongReading[V inventory.API | inventory.ServerVersion](side string, r inventory.Reading[V]) string {
	var unknown V
	switch {
	case r.Version == unknown && r.Cause == inventory.NoCause:
		return "its " + side + " is not known, and no cause tells why"
	case r.Version != unknown && r.Cause != inventory.NoCause && r.Cause != inventory.OutsideMatrix:
		return "its " + side + " is known, and its cause says " + inventory.Quote(r.Cause.Key())
	}
	return ""
}

// wrongVerdict judges the pair again.
func (c *findingCheck) wrongVerdict(f *audit.Finding) string {
	said := judgement(f)
	var first string
	for _, rules := range c.rules {
		judged := rules.Judge(f.Pair)
		again := judgement(&judged)
		if again == said {
			return ""
		}
		if first == "" {
			first = again
		}
	}
	return "it says " + said + "; its versions make it " + first
}

// judgement is what the rules make of a pair, in keys.
func judgement(f *audit.Finding) string {
	text := "verdict " + f.Verdict.Key() + ", risk " + f.Risk.Key()
	if f.Cause != inventory.NoCause {
		text += ", cause " + f.Cause.Key()
	}
	if f.Mixed {
		text += ", mixed"
	}
	return text
}

// wrongNames compares the keys of a finding with its names and versions, and
// wants the row that made the pair. Contradictory versions are named by what one
// row says, and servers that cannot be read by their cell, which the finding need
// not hold.
func wrongNames(f *audit.Finding) string {
	key, pairKey := f.Keys()
	switch {
	case f.At.File == "":
		return `it has no position ("at")`
	case f.PairKey != pairKey:
		return "its pair is " + inventory.Quote(f.PairKey) + "; its application and server make it " + pairKey
	case f.Key != key && f.API.Cause != inventory.Contradictory && f.ServerVersion.Cause != inventory.Contradictory &&
		(f.ServerVersion.Cause != inventory.Unreadable || f.ServerKey != ""):
		return "its application, server and versions make its key " + key
	}
	return ""
}

// wrongBasis wants the rule of a verdict and the places of both versions in the basis.
func wrongBasis(f *audit.Finding, basis string) string {
	switch {
	case f.Verdict != audit.NotAssessed && f.Rule == "":
		return "its verdict has no rule"
	case basis == "":
		return "it has no basis"
	case !strings.HasPrefix(basis, f.Rule):
		return "its basis does not name its rule " + inventory.Quote(f.Rule)
	}
	for _, at := range []inventory.Pos{f.API.At, f.ServerVersion.At} {
		if !strings.Contains(basis, at.String()) {
			return "its basis does not name " + at.String() + ", where a version is stated"
		}
	}
	return ""
}

// judgedByOtherRules reports a merged result whose parts were not judged by the
// same own rules, see otherRules.
func judgedByOtherRules(problems []inventory.Problem) bool {
	return slices.ContainsFunc(problems, func(p inventory.Problem) bool { return strings.HasPrefix(p.Message, otherRulesMessage) })
}
