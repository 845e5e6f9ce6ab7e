package audit

import (
	"sync"

	"chatcompat/inventory"
)

// judger judges the pairs of one run. What it judged once it knows again, since
// a million pairs are judged in a few hundred different ways. Several
// goroutines may share it, each by a memoJudge of its own.
type judger struct {
	rules Rules
	asked checkSet
	cells []Cell // of the matrix

	mu    sync.Mutex
	known map[likeness]*Finding
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

func newJudger(r Rules) *judger {
	return &judger{rules: r, asked: r.asked(), cells: r.tally().summary.Matrix, known: map[likeness]*Finding{}}
}

// memoJudge is the part of a judger that one goroutine has: what it was asked recently.
type memoJudge struct {
	*judger
	prepare Preparation
	recent  [1 << 9]struct {
		likeness
		judged *Finding
	}
	little [1 << 9]struct { // answers of pairs that say little, by the numbers of their readings
		api, version int32
		answers      answers
	}
}

// judge completes the finding of its pair as [Rules.Judge] does.
func (b *memoJudge) judge(f *Finding) {
	numbered := f.APINumber != 0 && f.ServerVersionNumber != 0
	var category, user inventory.Answer
	if numbered && saysLittle(&f.Pair) {
		f.answers = b.answersOfLittle(f)
	} else {
		s := newSubject(f)
		f.answers = s.answers()
		if !numbered || s.category.Member != "" || s.user.Member != "" || s.category.Listed || s.user.Listed {
			b.judgeAlone(f)
			return
		}
		category, user = s.category.Answer, s.user.Answer
	}
	l := likeness{f.APINumber, f.ServerVersionNumber, category, user, f.answers.fires & b.asked}
	recent := &b.recent[l.hash()%uint32(len(b.recent))]
	if recent.likeness != l {
		recent.likeness, recent.judged = l, b.like(l, f)
	}
	if recent.judged == nil {
		b.judgeAlone(f)
		return
	}
	f.Verdict, f.Cause, f.Risk, f.Mixed = recent.judged.Verdict, recent.judged.Cause, recent.judged.Risk, recent.judged.Mixed
	f.Reason, f.Remedy, f.Rule = recent.judged.Reason, recent.judged.Remedy, recent.judged.Rule
	f.Advisories, f.Class = recent.judged.Advisories, recent.judged.Class
}

// saysLittle reports a pair of which no more is known that checks ask for than
// the two versions and the site.
func saysLittle(p *inventory.Pair) bool {
	if len(p.Extra) > 0 {
		return false
	}
	for _, values := range [...]inventory.Values{p.Fields, p.ServerFields} {
		for _, v := range values {
			if v.Field != inventory.FieldSite && !v.Field.Describes() {
				return false
			}
		}
	}
	return true
}

// answersOfLittle are the answers of a pair that says little: but for the
// site's those of all pairs with the same readings.
func (b *memoJudge) answersOfLittle(f *Finding) answers {
	little := &b.little[(uint32(f.APINumber)*0x9e3779b1^uint32(f.ServerVersionNumber)*0x85ebca6b)>>8%uint32(len(b.little))]
	if little.api != f.APINumber || little.version != f.ServerVersionNumber {
		s := newSubject(f)
		little.api, little.version, little.answers = f.APINumber, f.ServerVersionNumber, s.answers()
	}
	a := little.answers
	a.fires, a.unsaid = a.fires&^siteChecks, a.unsaid&^siteChecks
	switch siteAnswer(f.Field(inventory.FieldSite)) {
	case fires:
		a.fires |= siteChecks
	case unsaid:
		a.unsaid |= siteChecks
	}
	return a
}

// siteChecks is the one check that asks for the site.
var siteChecks = func() (checks checkSet) {
	for i := range advisories {
		if advisories[i].Scope == SiteScope {
			checks |= 1 << i
		}
	}
	return checks
}()

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
