package inventory

import "chatcompat/inventory/internal/parallel"

// brief is what identities are made of in one table, by the numbers of facts:
// that alone, so that it is near the processor when all rows are gone through.
type brief struct {
	l            *layout
	applications []int32 // by naming: the number of the application
	apis         []int32 // by API: as understood, or unstated
	filledAPIs   []int32 // by naming: what fills a blank API
	versions     []int32 // by version: as understood, or unstated
	lists        []int32 // by list: its first target
	targets      []briefTarget
}

// briefTarget is a server and what fills a blank version of it.
type briefTarget struct{ server, filled int32 }

// unstated is in place of the number of what no cell states.
const unstated = -2

// briefs are those of all tables that make pairs.
func (j *joiner) briefs() []brief {
	all := make([]brief, len(j.layouts))
	for _, p := range j.records.parts {
		all[p.table] = j.briefOf(j.layouts[p.table])
	}
	return all
}

func (j *joiner) briefOf(l *layout) brief {
	b := brief{l: l, apis: briefNumbers(l.apis), versions: briefNumbers(l.versions),
		applications: make([]int32, len(l.namings)), filledAPIs: make([]int32, len(l.namings)),
		lists: make([]int32, len(l.lists)), targets: make([]briefTarget, len(l.targets))}
	missing := j.words.number(understood(Reading[API]{Cause: Missing}))
	parallel.Ranges(len(l.namings), func(from, to int) {
		for i := from; i < to; i++ {
			n := &l.namings[i]
			b.applications[i], b.filledAPIs[i] = n.number, missing
			if n.entry != nil && n.entry.filled != nil {
				b.filledAPIs[i] = n.entry.filled.number
			}
		}
	})
	for i := range l.lists {
		b.lists[i] = l.lists[i].from
	}
	parallel.Ranges(len(l.targets), func(from, to int) {
		for i := from; i < to; i++ {
			t := &l.targets[i]
			b.targets[i] = briefTarget{t.number, missing}
			if t.filled != nil {
				b.targets[i].filled = t.filled.number
			}
		}
	})
	return b
}

func briefNumbers[V API | ServerVersion](all []distinct[V]) []int32 {
	numbers := make([]int32, len(all))
	for i := range all {
		if numbers[i] = all[i].number; all[i].Cause == Missing {
			numbers[i] = unstated
		}
	}
	return numbers
}

// identity is that of a pair of a row: what the row says, the place of its first
// target, and the number of the pair's.
func (b *brief) identity(f fact, first, nth int32) identity {
	id := identity{b.apis[f.api], -1, b.versions[f.version]}
	if id.api == unstated {
		id.api = b.filledAPIs[f.naming]
	}
	if nth < 0 {
		return id
	}
	t := b.targets[first+nth]
	id.server = t.server
	if id.version == unstated {
		id.version = t.filled
	}
	return id
}
