package audit

import (
	"fmt"
	"iter"
	"runtime/debug"

	"chatcompat/inventory"
)

// ahead is how many blocks of findings there are: one that is looked at, the
// others on their way.
const ahead = 3

// judged yields the findings of an estate in its order, block by block; a block
// is valid until the next one is asked for. Pairs are read and judged beside
// what the caller does with the findings. A panic there goes on here, and
// nothing runs any more when the iteration ends.
func (r Rules) judged(estate *inventory.Estate) iter.Seq[[]Finding] {
	return func(yield func([]Finding) bool) {
		ready, free := make(chan []Finding, ahead), make(chan []Finding, ahead)
		for range ahead {
			free <- nil
		}
		var fault any
		go func() {
			defer close(ready)
			defer func() {
				if f := recover(); f != nil {
					fault = fmt.Sprintf("%v\n%s", f, debug.Stack())
				}
			}()
			r.judgeBlocks(estate, free, ready)
		}()
		defer func() {
			for range ready {
			}
		}()
		defer close(free)
		for block := range ready {
			if !yield(block) {
				return
			}
			free <- block
		}
		if fault != nil {
			panic(fault)
		}
	}
}

// judgeBlocks fills free blocks until there are no more of them, or no pairs.
// It never waits for room in ready.
func (r Rules) judgeBlocks(estate *inventory.Estate, free <-chan []Finding, ready chan<- []Finding) {
	for pairs := range estate.Pairs() {
		block, wanted := <-free
		if !wanted {
			return
		}
		block = block[:0]
		for i := range pairs {
			block = append(block, Finding{Pair: pairs[i]})
			r.judgeAll(&block[i])
		}
		ready <- block
	}
}
