package audit

import (
	"sync"

	"chatcompat/inventory"
)

// judger judges the pairs of one run. What it judged once it knows again, since
// a million pairs are judged in a few hundred different ways. Several
// goroutines may share it, each by a memoJudge of its own.
type judger struct {
	rules    Rules
	asked    checkSet
	cells    []Cell              // of the matrix
	outlines *inventory.Outlines // nil: pairs that are outlined alike may be judged differently

	mu       sync.Mutex
	known    map[likeness]*Finding
	says     map[says]int32 // numbers, from 1
	outlined map[outlined]*alike
}

// says is what the inventory says to checks, and of what an application uses.
type says struct {
	answers
	category, user inventory.Answer
	like           int32 // 0 where the answers tell it all
}

// outlined are the numbers on which a judgement rests: of the two readings, and of
// what the inventory says beside them.
type outlined struct{ api, version, says int32 }

// alike is what pairs of the same numbers have in common: the finding but for what
// tells the pairs apart, and its mark.
type alike struct {
	finding Finding
	mark    mark
}

// likeness is all that a judgement depends on where the inventory names no
// members of the API. The numbers of readings are those of the estate.
type likeness struct {
	api, version   int32
	category, user inventory.Answer
	fires          checkSet
}

// mostKnown bounds what a judger remembers; pairs beyond are judged one by one.
const mostKnown = 1 << 14

func newJudger(r Rules, outlines *inventory.Outlines) *judger {
	return &judger{rules: r, asked: r.asked(), cells: r.tally().summary.Matrix, outlines: outlines,
		known: map[likeness]*Finding{}, says: map[says]int32{}, outlined: map[outlined]*alike{}}
}

// memoJudge is the part of a judger that one goroutine has: what it was asked recently.
type memoJudge struct {
	*judger
	recent [1 << 9]struct {
		likeness
		judged *Finding
	}
	outlines *inventory.OutlineReader // nil as in the judger
	ofLike   []int32                  // numbers in judger.says by the likeness of an outline; 0 where it is not known
	last     [1 << 10]struct {
		outlined
		*alike
	}
}

func (j *judger) memo() *memoJudge {
	b := &memoJudge{judger: j}
	if j.outlines != nil {
		b.outlines = j.outlines.Reader()
	}
	return b
}

// alike is what pairs of two readings and a likeness have in common; nil where
// that is not known.
func (b *memoJudge) alike(api, version, like int32) *alike {
	if api == 0 || version == 0 || int(like) >= len(b.ofLike) || b.ofLike[like] == 0 {
		return nil
	}
	o := outlined{api, version, b.ofLike[like]}
	last := &b.last[o.hash()%uint32(len(b.last))]
	if last.outlined != o {
		last.outlined, last.alike = o, b.recall(o)
	}
	return last.alike
}

func (o outlined) hash() uint32 {
	h := uint32(o.api)*0x9e3779b1 ^ uint32(o.version)*0x85ebca6b ^ uint32(o.says)*0xc2b2ae35
	return h ^ h>>15
}

func (j *judger) recall(o outlined) *alike {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.outlined[o]
}

// learn remembers the finding for others that are like it.
func (b *memoJudge) learn(f *Finding, like int32) {
	if f.APINumber == 0 || f.ServerVersionNumber == 0 || like == 0 {
		return
	}
	category, user := f.Uses()
	s := says{f.answers, category.Answer, user.Answer, 0}
	if f.Class == 0 {
		s.like = like
	}
	o, a := b.remember(s, f, like)
	if a == nil {
		return
	}
	for int(like) >= len(b.ofLike) {
		b.ofLike = append(b.ofLike, make([]int32, like+64)...)
	}
	b.ofLike[like] = o.says
	last := &b.last[o.hash()%uint32(len(b.last))]
	last.outlined, last.alike = o, a
}

func (j *judger) remember(s says, f *Finding, like int32) (outlined, *alike) {
	j.mu.Lock()
	defer j.mu.Unlock()
	number := j.says[s]
	if number == 0 {
		number = int32(len(j.says) + 1)
		j.says[s] = number
	}
	o := outlined{f.APINumber, f.ServerVersionNumber, number}
	a := j.outlined[o]
	if a == nil && len(j.outlined) < mostKnown {
		a = &alike{finding: *f, mark: markOf(f, j.cells)}
		a.finding.Pair = inventory.Pair{API: f.API, ServerVersion: f.ServerVersion}
		a.finding.API.At, a.finding.ServerVersion.At = inventory.Pos{}, inventory.Pos{}
		j.outlined[o] = a
	}
	return o, a
}

// judge completes the finding of its pair as [Rules.Judge] does.
func (b *memoJudge) judge(f *Finding) {
	s := newSubject(f)
	f.answers = s.answers()
	if f.APINumber == 0 || f.ServerVersionNumber == 0 || s.namesMembers() {
		b.judgeAlone(f)
		return
	}
	category, user := s.category.Answer, s.user.Answer
	l := likeness{f.APINumber, f.ServerVersionNumber, category, user, f.answers.fires & b.asked}
	recent := &b.recent[l.hash()%uint32(len(b.recent))]
	if recent.likeness != l {
		recent.likeness, recent.judged = l, b.like(l, f)
	}
	if recent.judged == nil {
		b.judgeAlone(f)
		return
	}
	f.judgeLike(recent.judged)
}

// judgeLike takes over how another finding was judged.
func (f *Finding) judgeLike(other *Finding) {
	f.Verdict, f.Cause, f.Risk, f.Mixed = other.Verdict, other.Cause, other.Risk, other.Mixed
	f.Reason, f.Remedy, f.Rule = other.Reason, other.Remedy, other.Rule
	f.Advisories, f.Class = other.Advisories, other.Class
}

func (l likeness) hash() uint32 {
	h := uint32(l.api)*0x9e3779b1 ^ uint32(l.version)*0x85ebca6b ^ uint32(l.fires)*0xc2b2ae35
	return (h ^ h>>15) + uint32(l.category)*3 + uint32(l.user)
}

// like is the finding of pairs of a likeness, judged for the first of them; nil
// where there are too many to be remembered.
func (j *judger) like(l likeness, f *Finding) *Finding {
	j.mu.Lock()
	defer j.mu.Unlock()
	if known := j.known[l]; known != nil || len(j.known) == mostKnown {
		return known
	}
	first := &Finding{Pair: f.Pair, answers: f.answers}
	j.judgeAlone(first)
	first.Class = int32(len(j.known) + 1)
	first.Pair = inventory.Pair{}
	j.known[l] = first
	return first
}

// judgeAlone judges a pair that said already what checks ask.
func (j *judger) judgeAlone(f *Finding) {
	f.Class, f.Rule = 0, ""
	j.rules.judge(f)
	f.Advisories = firedFor(f.answers.fires & j.asked)
}
