package audit

import (
	"context"

	"chatcompat/inventory"
)

// Listed is a finding for whoever lists findings by what their rows say. It is
// whole, or has a Row: then Finding is what all of its Class have in common, and
// nobody may change it. It has no pair but the two versions, and of their readings
// what stands in the Reason; the Row tells everything else.
type Listed struct {
	*Finding
	Row   inventory.Row
	Class int32 // numbers Finding for one listing, from 1; 0: it is whole

	// Contradiction tells which versions the inventory states of the server, where
	// they contradict each other: the reason is that of the class and then this. It
	// is "" elsewhere.
	Contradiction string

	// The numbers of the readings, see [inventory.Pair]; 0 where the finding is whole.
	APINumber, ServerVersionNumber int32
}

// Listing makes something of a block of findings like [Preparation].
type Listing func(block []Listed, used any) any

// RunListed is RunPrepared for a list of findings: most of them are handed to the
// listing without being made one by one. The listing may ask its reader for what
// rows tell; emit is given the number of pairs.
func (r Rules) RunListed(ctx context.Context, estate *inventory.Estate, list func(*inventory.Reader) Listing, emit func(pairs int, listed any) error) (Summary, error) {
	c := newCounter(r, estate)
	run := c.runListed
	if !c.byNumbers() {
		run = c.runWhole
	}
	if err := run(ctx, list, emit); err != nil {
		return Summary{}, err
	}
	return c.summary(), nil
}

// runWhole lists findings that are whole.
func (c *counter) runWhole(ctx context.Context, list func(*inventory.Reader) Listing, emit func(int, any) error) error {
	prepare := func() Preparation {
		list, block := list(c.estate.Reader()), make([]Listed, blockFindings)
		return func(findings []Finding, used any) any {
			for i := range findings {
				block[i].Finding = &findings[i]
			}
			return list(block[:len(findings)], used)
		}
	}
	return c.runPrepared(ctx, prepare, func(block []Finding, listed any) error { return emit(len(block), listed) })
}

// blockListed is how many pairs are listed at once: what is kept of one is small.
const blockListed = 512

// runListed lists findings by their outlines.
func (c *counter) runListed(ctx context.Context, list func(*inventory.Reader) Listing, emit func(int, any) error) error {
	work := func() blockWork {
		l, list := newLister(c), list(c.estate.Reader())
		return func(b *block) {
			l.list(b)
			b.prepared = list(b.listed, b.prepared)
		}
	}
	first := firstOfLikeness{c.judger.memo(), c.estate.Reader()}
	return c.run(ctx, blockListed, work, func(b *block) error {
		c.add(b.outlines, b.first, func(i int) (*Finding, *mark) {
			if l := &b.listed[i]; l.Row.IsZero() {
				m := markOf(l.Finding, c.judger.cells)
				return l.Finding, &m
			}
			return first.judge(b.first + i)
		})
		return emit(b.pairs, b.prepared)
	})
}

// lister finds what findings have in common; each goroutine has one.
type lister struct {
	*memoJudge
	pairs   *inventory.Reader
	likes   []listedLike // by the number of a likeness, see [inventory.Outline]
	kinds   map[listedKind]int32
	classes map[classKey]*listedClass
	recent  [1 << 9]recentClass
}

type recentClass struct {
	classKey
	*listedClass
}

// listedKind is all that a judgement depends on but for the readings that give no
// version, of which reasons speak.
type listedKind struct {
	says
	api                    inventory.API
	version                inventory.ServerVersion
	apiCause, versionCause inventory.Cause
}

// listedLike is what is known of a likeness: the number of its kind, 0 where no pair
// was met; which readings matter; and the class if none does.
type listedLike struct {
	class        *listedClass
	kind         int32
	api, version bool
}

// classKey is a kind with the numbers of the readings that matter, others 0. That of
// a server version that others contradict is negative.
type classKey struct{ kind, api, version int32 }

type listedClass struct {
	finding Finding
	number  int32
}

func newLister(c *counter) *lister {
	return &lister{memoJudge: c.judger.memo(), pairs: c.estate.Reader(), kinds: map[listedKind]int32{}, classes: map[classKey]*listedClass{}}
}

// list lists the pairs of a block.
func (l *lister) list(one *block) {
	if one.listed == nil {
		one.outlines, one.rows = make([]inventory.Outline, blockListed), make([]inventory.Row, blockListed)
		one.listed = make([]Listed, blockListed)
	}
	n := one.pairs
	one.outlines, one.rows, one.listed, one.findings = one.outlines[:n], one.rows[:n], one.listed[:n], one.findings[:0]
	l.outlines.ReadRows(one.outlines, one.rows, one.first)
	if wholes(one.outlines)*4 > n { // a few are not worth it
		l.pairs.Approach(one.first, one.first+n)
	}
	for i := range one.listed {
		if !l.listRow(&one.listed[i], &one.outlines[i], &one.rows[i]) {
			one.listed[i] = Listed{Finding: l.listWhole(one, i)}
		}
	}
}

// wholes counts the pairs that no row tells.
func wholes(outlines []inventory.Outline) (n int) {
	for i := range outlines {
		if outlines[i].API == 0 {
			n++
		}
	}
	return n
}

// listRow lists a pair by its row, if its class is known.
func (l *lister) listRow(one *Listed, out *inventory.Outline, row *inventory.Row) bool {
	if out.API == 0 || int(out.Like) >= len(l.likes) {
		return false
	}
	like := &l.likes[out.Like]
	class := like.class
	if class == nil {
		if class = l.classOf(like, out); class == nil {
			return false
		}
	}
	*one = Listed{Finding: &class.finding, Row: *row, Class: class.number, APINumber: out.API, ServerVersionNumber: out.ServerVersion}
	if out.Contradicted {
		one.Contradiction = row.Contradiction()
	}
	return true
}

// classOf is the class of pairs of a likeness with the readings of an outline; nil
// where it is not known.
func (l *lister) classOf(like *listedLike, out *inventory.Outline) *listedClass {
	if like.kind == 0 {
		return nil
	}
	key := like.key(out)
	recent := l.recently(key)
	if recent.classKey != key {
		*recent = recentClass{key, l.classes[key]}
	}
	return recent.listedClass
}

// recently is where a class is looked for first.
func (l *lister) recently(key classKey) *recentClass {
	h := uint32(key.kind)*0x9e3779b1 ^ uint32(key.api)*0x85ebca6b ^ uint32(key.version)*0xc2b2ae35
	return &l.recent[(h^h>>15)%uint32(len(l.recent))]
}

func (k *listedLike) key(out *inventory.Outline) classKey {
	key := classKey{kind: k.kind}
	if k.api {
		key.api = out.API
	}
	if k.version {
		key.version = out.ServerVersion
	}
	if out.Contradicted {
		key.version = -out.ServerVersion
	}
	return key
}

// listWhole judges a pair of a block, and remembers what it has in common with others.
func (l *lister) listWhole(one *block, i int) *Finding {
	one.findings = append(one.findings, Finding{}) // those that are listed may stay where they were
	f, out := &one.findings[len(one.findings)-1], &one.outlines[i]
	var m mark
	l.judgeAt(l.pairs, one.first+i, out.Like, f, &m)
	if out.API > 0 && out.Like > 0 && len(l.classes) < mostKnown {
		l.learnClass(f, out, &one.rows[i])
	}
	return f
}

// learnClass remembers a finding for others of its class.
func (l *lister) learnClass(f *Finding, out *inventory.Outline, row *inventory.Row) {
	common := *f
	if out.Contradicted && !common.leaveOut(row.Contradiction()) {
		return
	}
	like := l.likeOf(f, out.Like)
	key := like.key(out)
	class := l.classes[key]
	if class == nil {
		common.Pair = inventory.Pair{API: common.API, ServerVersion: common.ServerVersion}
		common.API.At, common.ServerVersion.At = inventory.Pos{}, inventory.Pos{}
		if key.api == 0 {
			common.API = inventory.Reading[inventory.API]{Version: f.API.Version}
		}
		if key.version == 0 {
			common.ServerVersion = inventory.Reading[inventory.ServerVersion]{Version: f.ServerVersion.Version}
		}
		class = &listedClass{common, int32(len(l.classes) + 1)}
		l.classes[key] = class
	}
	if key.api == 0 && key.version == 0 {
		like.class = class
	}
	*l.recently(key) = recentClass{key, class}
}

// likeOf is what is known of the likeness of a finding.
func (l *lister) likeOf(f *Finding, number int32) *listedLike {
	if missing := int(number) + 1 - len(l.likes); missing > 0 {
		l.likes = append(l.likes, make([]listedLike, max(missing, len(l.likes)))...)
	}
	like := &l.likes[number]
	if like.kind > 0 {
		return like
	}
	s := newSubject(f)
	kind := listedKind{says{f.answers, s.category.Answer, s.user.Answer, 0}, f.API.Version, f.ServerVersion.Version, f.API.Cause, f.ServerVersion.Cause}
	if s.namesMembers() {
		kind.like = number
	}
	if l.kinds[kind] == 0 {
		l.kinds[kind] = int32(len(l.kinds) + 1)
	}
	*like = listedLike{kind: l.kinds[kind], api: f.API.Cause != inventory.NoCause, version: f.ServerVersion.Cause != inventory.NoCause}
	return like
}

// leaveOut takes a contradiction out of a finding; it is false where that is not the
// end of the reason.
func (f *Finding) leaveOut(contradiction string) bool {
	whole := f.Reason
	f.ServerVersion.Detail = ""
	f.Reason = unknownReason(f) + reasonDetail
	return whole == f.Reason+contradiction
}
