package audit

import (
	"context"
	"slices"

	"chatcompat/inventory"
)

// Figures are what is counted of all pairs beside the summary.
type Figures struct {
	Causes   map[inventory.Cause]int // pairs that are not assessed, by cause
	Versions []VersionFigures        // of the versions that are known, in the order in which they are met
}

// VersionFigures are the pairs and the servers of one server version.
type VersionFigures struct {
	Version        inventory.ServerVersion
	Pairs, Servers int
}

// countedPairs is how many pairs are outlined at once: few enough for the
// processor's cache.
const countedPairs = 1 << 14

// Count judges every pair of the estate like Run, and tells the figures alone:
// of pairs that are alike it judges the first one. It calls counted with the
// number of pairs that it has done since. CountOnly goes without saying.
func (r Rules) Count(ctx context.Context, estate *inventory.Estate, counted func(pairs int)) (Summary, Figures, error) {
	r.CountOnly = true
	c := newCounter(r, estate)
	if evidence := c.checks.evidence; evidence.machines != nil || readsUnknownColumns(evidence.facts.Columns) {
		return c.each(ctx, counted)
	}
	outlines, block := estate.Outlines(), make([]inventory.Outline, min(estate.Len(), countedPairs))
	c.applications.members, c.servers.members = make([]member, outlines.Applications+1), make([]member, outlines.Servers+1)
	for first := 0; first < estate.Len(); first += len(block) {
		if err := ctx.Err(); err != nil {
			return Summary{}, Figures{}, err
		}
		block = block[:min(len(block), estate.Len()-first)]
		outlines.Read(block, first)
		if ok := c.add(block, first); !ok {
			return newCounter(r, estate).each(ctx, counted)
		}
		counted(len(block))
	}
	for _, a := range c.alike {
		c.settle(a)
	}
	views := c.checks.Views()
	c.features.fill(&views.applications, &c.applications, views, false)
	c.features.fill(&views.servers, &c.servers, views, true)
	summary, figures := c.result()
	return summary, figures, ctx.Err()
}

// counter counts pairs by what they are like.
type counter struct {
	rules                 Rules
	estate                *inventory.Estate
	judge                 *memoJudge
	pairs                 *inventory.Reader
	tally                 *Tally
	checks                *Checks
	alike                 []*alike // by the number of a likeness, see [inventory.Outline]; the first is of none
	applications, servers crowd
	features              features
	causes                map[inventory.Cause]int
	versions              []VersionFigures
}

// alike are pairs of one likeness.
type alike struct {
	mark
	cause inventory.Cause
	says  uint64 // see crowd
	pairs int
}

func newCounter(r Rules, estate *inventory.Estate) *counter {
	lean := estate.Without(inventory.KeyPart | inventory.PairKeyPart | inventory.DescriptivePart | inventory.PositionPart)
	return &counter{rules: r, estate: lean, judge: &memoJudge{judger: newJudger(r)}, pairs: lean.Reader(), tally: r.tally(),
		checks: newChecks(r, newEstateViews(r, estate), FactsOf(estate)), alike: []*alike{{}}, causes: map[inventory.Cause]int{}}
}

// add counts pairs from a place on; ok is false where there are too many
// different versions to do it like that.
func (c *counter) add(outlines []inventory.Outline, first int) (ok bool) {
	const near = 64
	for from := 0; from < len(outlines); from += near {
		some := outlines[from:min(from+near, len(outlines))]
		for i := range some { // the processor waits for the memory of all of them at once
			c.applications.approach(some[i].Application)
			c.servers.approach(some[i].Server)
		}
		for i := range some {
			out, place := &some[i], first+from+i
			var a *alike
			if out.Like > 0 && int(out.Like) < len(c.alike) && c.alike[out.Like].pairs > 0 {
				a = c.alike[out.Like]
			} else if a, ok = c.meet(out.Like, place); !ok {
				return false
			}
			a.pairs++
			c.applications.add(out.Application, a.says, place)
			c.servers.add(out.Server, a.says, place)
			if out.Like == 0 {
				c.settle(a)
			}
		}
	}
	return true
}

// meet judges the pair at a place, the first of a likeness.
func (c *counter) meet(like int32, place int) (a *alike, ok bool) {
	for int(like) >= len(c.alike) {
		c.alike = append(c.alike, &alike{})
	}
	var f Finding
	c.pairs.Read(&f.Pair, place)
	c.judge.judge(&f)
	a = c.alike[like]
	*a = alike{mark: markOf(&f, c.judge.cells), cause: f.Cause}
	c.checks.meet(&f, &a.mark, places{})
	a.says, ok = c.features.says(&a.mark)
	return a, ok
}

// settle counts pairs that are alike, none of which was counted yet.
func (c *counter) settle(a *alike) {
	if a.pairs > 0 {
		c.checks.countUnsaid(&a.mark, a.pairs)
		c.checks.countFired(&a.mark, a.pairs)
		c.count(&a.mark, a.cause, a.pairs)
	}
	a.pairs = 0
}

func (c *counter) count(m *mark, cause inventory.Cause, pairs int) {
	c.tally.count(m, pairs)
	if m.verdict == NotAssessed {
		c.causes[cause] += pairs
	}
	if m.version.Known() {
		c.figures(m.version).Pairs += pairs
	}
}

// figures are those of a version.
func (c *counter) figures(version inventory.ServerVersion) *VersionFigures {
	i := slices.IndexFunc(c.versions, func(v VersionFigures) bool { return v.Version == version })
	if i < 0 {
		i = len(c.versions)
		c.versions = append(c.versions, VersionFigures{Version: version})
	}
	return &c.versions[i]
}

// each counts findings one by one: unknown columns make a difference to checks.
func (c *counter) each(ctx context.Context, counted func(pairs int)) (Summary, Figures, error) {
	nothing := func() Preparation { return func([]Finding, any) any { return nil } }
	for b := range c.rules.judged(c.estate, nothing) {
		if err := ctx.Err(); err != nil {
			return Summary{}, Figures{}, err
		}
		for i := range b.marks {
			c.count(&b.marks[i], b.findings[i].Cause, 1)
		}
		c.checks.add(b.findings, b.marks)
		counted(len(b.findings))
	}
	summary, figures := c.result()
	return summary, figures, ctx.Err()
}

func (c *counter) result() (Summary, Figures) {
	views, summary := c.checks.Views(), c.tally.Summary()
	summary.Applications, summary.Servers = views.counts()
	summary.Advisories, summary.Checks = c.checks.Result()
	for n := range views.servers.entries.len() {
		for _, version := range views.versions.lists[views.servers.entries.at(n).versions] {
			c.figures(version).Servers++
		}
	}
	return summary, Figures{c.causes, c.versions}
}
