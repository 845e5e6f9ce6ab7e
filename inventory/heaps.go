package inventory

import (
	"context"

	"chatcompat/inventory/internal/parallel"
)

// heaps are the pairs of some applications, sorted roughly: a heap has those of a
// few hundred applications, so that they are together and near the processor when
// they are compared.
type heaps struct {
	j        *joiner
	briefs   []brief      // by table
	from, to int          // the numbers of the applications
	shift    int          // a heap has the applications of 1<<shift numbers
	counts   [][]int32    // of each part of all pairs: by heap, how many there are, then where the next one goes
	ends     []int32      // by heap
	pairs    []heapedPair // one heap behind the other, each in the order of places
}

// understoodPair is a pair as it is understood.
type understoodPair struct {
	identity
	place int32 // -1 of a duplicate
}

// heapedPair is a pair in a heap.
type heapedPair struct {
	understoodPair
	application int32 // counted from the first of the heap
}

// mostHeaps is about how many there are: as many places where the next pair goes
// stay near the processor.
const mostHeaps = 256

// sort makes the heaps of the applications from h.from to before h.to.
func (h *heaps) sort(ctx context.Context) {
	h.shift = 0
	for (h.to-h.from)>>h.shift >= mostHeaps {
		h.shift++
	}
	h.ends = make([]int32, (h.to-h.from+1<<h.shift-1)>>h.shift)
	h.eachPart(func(part, from, to int) {
		h.counts[part] = make([]int32, len(h.ends))
		h.count(ctx, h.counts[part], from, to)
	})
	if ctx.Err() != nil {
		h.ends = nil // not all pairs are counted
		return
	}
	n := int32(0)
	for heap := range h.ends {
		for _, counts := range h.counts {
			counts[heap], n = n, n+counts[heap]
		}
		h.ends[heap] = n
	}
	if int(n) > cap(h.pairs) {
		h.pairs = make([]heapedPair, n+n/16)
	}
	h.eachPart(func(part, from, to int) { h.fill(ctx, h.counts[part], from, to) })
}

// heap is one of the heaps, and how many numbers of applications it is for.
func (h *heaps) heap(n int) (pairs []heapedPair, applications int) {
	begin := int32(0)
	if n > 0 {
		begin = h.ends[n-1]
	}
	return h.pairs[begin:h.ends[n]], 1 << h.shift
}

// eachPart visits the parts of all pairs beside each other.
func (h *heaps) eachPart(visit func(part, from, to int)) {
	all := h.j.records.n
	parallel.Do(len(h.counts), func(i int) { visit(i, all*i/len(h.counts), all*(i+1)/len(h.counts)) })
}

// count counts the pairs of some places by heap.
func (h *heaps) count(ctx context.Context, counts []int32, from, to int) {
	var batch heapBatch
	h.j.records.each(from, to, func(p *recordsOf, k, end int) {
		for ; k < end && ctx.Err() == nil; k += heapRows {
			batch.choose(h, p, k, min(k+heapRows, end))
			for _, one := range batch.chosen() {
				counts[one.number>>h.shift]++
			}
		}
	})
}

// fill puts the pairs of some places where the next one of their heap goes.
func (h *heaps) fill(ctx context.Context, next []int32, from, to int) {
	var batch heapBatch
	h.j.records.each(from, to, func(p *recordsOf, k, end int) {
		for ; k < end && ctx.Err() == nil; k += heapRows {
			batch.choose(h, p, k, min(k+heapRows, end))
			batch.identify(&h.briefs[p.table], p)
			for i, one := range batch.chosen() {
				place := &next[one.number>>h.shift]
				h.pairs[*place] = heapedPair{understoodPair{batch.ids[i], int32(p.first) + one.k}, one.number & (1<<h.shift - 1)}
				*place++
			}
		}
	})
}

// heapBatch are some pairs. What they are made of is looked up together, loop by
// loop, so that the processor waits for the memory of all of them at once.
type heapBatch struct {
	n      int
	pairs  [heapRows]chosenPair
	ids    [heapRows]identity // of pairs
	nths   [heapRows]int32
	facts  [heapRows]fact
	firsts [heapRows]int32 // the places of their rows' first targets
}

const heapRows = 64

// chosenPair is a pair of the applications whose turn it is.
type chosenPair struct {
	k      int32 // among those of its table
	number int32 // of the application, from the first whose turn it is
}

func (b *heapBatch) chosen() []chosenPair { return b.pairs[:b.n] }

// choose takes those of some pairs of a table whose turn it is, without a branch
// that nobody could foresee.
func (b *heapBatch) choose(h *heaps, p *recordsOf, k, end int) {
	brief, applications := &h.briefs[p.table], uint32(h.to-h.from)
	b.n = 0
	for ; k < end; k++ {
		i := int(p.rows[k]) - brief.l.header - 1
		number := brief.applications[brief.l.facts.namings.at(i)] - int32(h.from)
		b.pairs[b.n] = chosenPair{k: int32(k), number: number}
		b.n += int((uint64(uint32(number)) - uint64(applications)) >> 63)
	}
}

// identify finds the identities of the chosen.
func (b *heapBatch) identify(brief *brief, p *recordsOf) {
	for n, one := range b.chosen() {
		f := brief.l.fact(int(p.rows[one.k]))
		b.facts[n], b.nths[n] = f, p.nths.at(int(one.k))-1
		b.firsts[n] = brief.lists[f.targets]
	}
	for n := range b.ids[:b.n] {
		b.ids[n] = brief.identity(b.facts[n], b.firsts[n], b.nths[n])
	}
}
