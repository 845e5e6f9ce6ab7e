package audit

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"sync"

	"chatcompat/inventory"
)

// Figures are what is counted of all pairs beside the summary.
type Figures struct {
	Causes   map[inventory.Cause]int // pairs that are not assessed, by cause
	Versions []VersionFigures        // of the versions that are known, by their keys
}

// VersionFigures are the pairs and the servers of one server version.
type VersionFigures struct {
	Version        inventory.ServerVersion
	Pairs, Servers int
}

// Count judges every pair of the estate like Run, and tells the figures alone:
// of pairs that are alike it judges the first one. It calls counted with the
// number of pairs that it has done since. CountOnly goes without saying.
func (r Rules) Count(ctx context.Context, estate *inventory.Estate, counted func(pairs int)) (Summary, Figures, error) {
	r.CountOnly = true
	estate = estate.Without(inventory.KeyPart | inventory.PairKeyPart | inventory.DescriptivePart | inventory.PositionPart)
	c := newCounter(r, estate)
	if !c.byNumbers() || c.fewAlike() {
		nothing := func() Preparation { return func([]Finding, any) any { return nil } }
		return c.result(c.runPrepared(ctx, nothing, func(block []Finding, _ any) error { counted(len(block)); return nil }))
	}
	first := firstOfLikeness{c.judger.memo(), estate.Reader()}
	err := c.outlines.Each(func(block []inventory.Outline, from int) error {
		if err := ctx.Err(); err != nil {
			return err
		}
		c.add(block, from, func(i int) (*Finding, *mark) { return first.judge(from + i) })
		counted(len(block))
		return nil
	})
	return c.result(cmp.Or(err, ctx.Err()))
}

// fewAlike reports an estate of which, as its first pairs are, many pairs are of no
// likeness: those are better judged on all processors.
func (c *counter) fewAlike() bool {
	block := make([]inventory.Outline, min(c.estate.Len(), 1<<12))
	c.outlines.Reader().Read(block, 0)
	alone := 0
	for i := range block {
		if block[i].Like == 0 {
			alone++
		}
	}
	return alone*4 > len(block)
}

// result is what was counted, unless the run ended with an error.
func (c *counter) result(err error) (Summary, Figures, error) {
	if err != nil {
		return Summary{}, Figures{}, err
	}
	return c.summary(), c.figures(), nil
}

// firstOfLikeness judges single pairs.
type firstOfLikeness struct {
	memo  *memoJudge
	pairs *inventory.Reader
}

func (o *firstOfLikeness) judge(place int) (*Finding, *mark) {
	var f Finding
	o.pairs.Read(&f.Pair, place)
	o.memo.judge(&f)
	m := markOf(&f, o.memo.cells)
	return &f, &m
}

// counter counts pairs. Where it only counts it does so by their outlines. A check
// of pairs is then met with the first pair of a likeness alone, without the names of
// application and server: one that speaks of those needs an unknown column.
type counter struct {
	rules    Rules
	estate   *inventory.Estate
	judger   *judger
	outlines *inventory.Outlines // nil: unknown columns make a difference to checks
	tally    *Tally
	checks   *Checks
	causes   map[inventory.Cause]int
	versions []VersionFigures

	// Of a counter by numbers:
	likes                 []*counted // by the number of a likeness, see [inventory.Outline]; the first is of none
	applications, servers crowd
	features              features
}

// counted are pairs of one likeness.
type counted struct {
	mark
	cause inventory.Cause
	says  uint64 // see crowd
	pairs int
}

func newCounter(r Rules, estate *inventory.Estate) *counter {
	c := &counter{rules: r, estate: estate, tally: r.tally(), causes: map[inventory.Cause]int{}}
	outlines := estate.Outlines
	if estate.Len() > blockFindings { // else another processor is not worth it
		outlines = beside(outlines)
	}
	c.checks = newChecks(r, newEstateViews(r, estate), FactsOf(estate))
	o := outlines()
	if evidence := c.checks.evidence; evidence.machines == nil && !readsUnknownColumns(evidence.facts.Columns) {
		c.outlines = o
	}
	c.judger = newJudger(r, c.outlines)
	if c.byNumbers() {
		c.likes = []*counted{{}}
		c.applications.members, c.servers.members = make([]member, c.outlines.Applications+1), make([]member, c.outlines.Servers+1)
	}
	return c
}

// beside makes something beside what the caller does; a panic goes on where that is
// asked for.
func beside[T any](work func() T) (wait func() T) {
	once := sync.OnceValue(work)
	var done sync.WaitGroup
	done.Go(func() {
		defer func() { _ = recover() }() // once panics again
		once()
	})
	return func() T {
		done.Wait()
		return once()
	}
}

// byNumbers reports that pairs are counted by their outlines.
func (c *counter) byNumbers() bool {
	return c.rules.CountOnly && c.outlines != nil && c.outlines.Versions <= mostBits-versionBits
}

// add counts pairs from a place on; at gives the finding and the mark of one of them.
func (c *counter) add(outlines []inventory.Outline, first int, at func(int) (*Finding, *mark)) {
	const near = 64
	for from := 0; from < len(outlines); from += near {
		to := min(from+near, len(outlines))
		for i := from; i < to; i++ { // the processor waits for the memory of all of them at once
			c.applications.approach(outlines[i].Application)
			c.servers.approach(outlines[i].Server)
		}
		for i := from; i < to; i++ {
			out := &outlines[i]
			var one *counted
			if out.Like > 0 && int(out.Like) < len(c.likes) && c.likes[out.Like].pairs > 0 {
				one = c.likes[out.Like]
			} else {
				one = c.meet(out.Like, at, i)
			}
			one.pairs++
			c.applications.add(out.Application, one.says, first+i)
			c.servers.add(out.Server, one.says, first+i)
			if out.Server == 0 && !one.version.Known() {
				c.checks.evidence.nowhere++
			}
			if out.Like == 0 {
				c.settle(one)
			}
		}
	}
}

// meet takes down the first pair of a likeness.
func (c *counter) meet(like int32, at func(int) (*Finding, *mark), i int) *counted {
	for int(like) >= len(c.likes) {
		c.likes = append(c.likes, &counted{})
	}
	f, m := at(i)
	one := c.likes[like]
	*one = counted{mark: *m, cause: f.Cause, says: c.features.says(m)}
	c.checks.meet(f, m, places{})
	return one
}

// settle counts pairs that are alike, none of which was counted yet.
func (c *counter) settle(one *counted) {
	if one.pairs > 0 {
		c.checks.countUnsaid(&one.mark, one.pairs)
		c.checks.countFired(&one.mark, one.pairs)
		c.count(&one.mark, one.cause, one.pairs)
	}
	one.pairs = 0
}

func (c *counter) count(m *mark, cause inventory.Cause, pairs int) {
	c.tally.count(m, pairs)
	if m.verdict == NotAssessed {
		c.causes[cause] += pairs
	}
	if m.version.Known() {
		c.of(m.version).Pairs += pairs
	}
}

// of are the figures of a version.
func (c *counter) of(version inventory.ServerVersion) *VersionFigures {
	i := slices.IndexFunc(c.versions, func(v VersionFigures) bool { return v.Version == version })
	if i < 0 {
		i = len(c.versions)
		c.versions = append(c.versions, VersionFigures{Version: version})
	}
	return &c.versions[i]
}

// summary tells what was counted, after the last pair.
func (c *counter) summary() Summary {
	views := c.checks.evidence.views
	if c.byNumbers() {
		for _, one := range c.likes {
			c.settle(one)
		}
		c.features.fill(&views.applications, &c.applications, views)
		c.features.fill(&views.servers, &c.servers, views)
	}
	s := c.tally.Summary()
	s.Applications, s.Servers = views.counts()
	s.Advisories, s.Checks = c.checks.Result()
	return s
}

// figures tells them, after the summary.
func (c *counter) figures() Figures {
	views := c.checks.evidence.views
	for n := range views.servers.entries.len() {
		for _, version := range views.versions.lists[views.servers.entries.at(n).versions] {
			c.of(version).Servers++
		}
	}
	slices.SortFunc(c.versions, func(a, b VersionFigures) int { return strings.Compare(a.Version.Key(), b.Version.Key()) })
	return Figures{c.causes, c.versions}
}
