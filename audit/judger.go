package audit

import (
	"sync"

	"chatcompat/inventory"
)

// judger judges the pairs of one run. What it judged once it knows again, since
// a million pairs are judged in a few hundred different ways. Several
// goroutines may share it, each by a bench of its own.
type judger struct {
	rules Rules
	asked checkSet

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
	return &judger{rules: r, asked: r.asked(), known: map[likeness]*Finding{}}
}

// bench is a judger with what it was asked recently.
type bench struct {
	*judger
	recent [1 << 9]struct {
		likeness
		judged *Finding
	}
}

// judge completes the finding of its pair as [Rules.Judge] does.
func (b *bench) judge(f *Finding) {
	s := newSubject(f)
	f.answers = s.answers()
	if f.APINumber == 0 || f.ServerVersionNumber == 0 || s.category.Member != "" || s.user.Member != "" || s.category.Listed || s.user.Listed {
		b.judgeAlone(f)
		return
	}
	l := likeness{f.APINumber, f.ServerVersionNumber, s.category.Answer, s.user.Answer, f.answers.fires & b.asked}
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
