package sheet

import (
	"runtime"
	"sync"
	"sync/atomic"
)

// inParallel does n things on all cores, beginning with the first ones.
func inParallel(n int, do func(i int)) {
	workers := min(runtime.GOMAXPROCS(0), n)
	if workers < 2 {
		for i := range n {
			do(i)
		}
		return
	}
	var next atomic.Int64
	var busy sync.WaitGroup
	for range workers {
		busy.Go(func() {
			for i := int(next.Add(1)) - 1; i < n; i = int(next.Add(1)) - 1 {
				do(i)
			}
		})
	}
	busy.Wait()
}

// pieces is how many pieces of a length a text has.
func pieces(text, length int) int { return (text + length - 1) / length }
