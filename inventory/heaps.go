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
	h.j.records.each(from, to, func(p *recordsOf, from, to int) {
		b := &h.briefs[p.table]
		for k := from; k < to && (k&1023 != 0 || ctx.Err() == nil); k++ {
			if number := b.application(int(p.rows[k])) - h.from; uint(number) < uint(h.to-h.from) {
				counts[number>>h.shift]++
			}
		}
	})
}

// fill puts the pairs of some places where the next one of their heap goes.
func (h *heaps) fill(ctx context.Context, next []int32, from, to int) {
	h.j.records.each(from, to, func(p *recordsOf, from, to int) {
		b := &h.briefs[p.table]
		for k := from; k < to && (k&1023 != 0 || ctx.Err() == nil); k++ {
			number := b.application(int(p.rows[k])) - h.from
			if uint(number) >= uint(h.to-h.from) {
				continue
			}
			one := understoodPair{b.identity(int(p.rows[k]), p.nths.at(k)-1), int32(p.first + k)}
			place := &next[number>>h.shift]
			h.pairs[*place] = heapedPair{one, int32(number & (1<<h.shift - 1))}
			*place++
		}
	})
}
