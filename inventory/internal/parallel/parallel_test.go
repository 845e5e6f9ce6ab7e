package parallel

import (
	"fmt"
	"runtime"
	"strings"
	"sync/atomic"
	"testing"
)

func TestDoDoesEachThingOnce(t *testing.T) {
	for _, cores := range []int{1, 2, 5} {
		defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(cores))
		for _, n := range []int{0, 1, 2, 3, 1000} {
			done := make([]atomic.Int32, n)
			Do(n, func(i int) { done[i].Add(1) })
			for i := range done {
				if got := done[i].Load(); got != 1 {
					t.Fatalf("%d cores: thing %d of %d was done %d times", cores, i, n, got)
				}
			}
		}
	}
}

func TestJobsDoesEachJobOnce(t *testing.T) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(3))
	for _, things := range []int{0, 1, 10_000} {
		done := make([]atomic.Int32, 5)
		Jobs(things, len(done), func(i int) { done[i].Add(1) })
		for i := range done {
			if got := done[i].Load(); got != 1 {
				t.Errorf("%d things: job %d was done %d times", things, i, got)
			}
		}
	}
}

func TestRangesCoverEverything(t *testing.T) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(3))
	for _, n := range []int{0, 1, 4095, 4096, 4097, 10_001} {
		seen := make([]atomic.Int32, n)
		Ranges(n, func(from, to int) {
			for i := from; i < to; i++ {
				seen[i].Add(1)
			}
		})
		for i := range seen {
			if got := seen[i].Load(); got != 1 {
				t.Fatalf("thing %d of %d was seen %d times", i, n, got)
			}
		}
	}
}

// TestPanicGoesOnInTheCaller: whoever called can recover it, and nothing runs any more.
func TestPanicGoesOnInTheCaller(t *testing.T) {
	for _, cores := range []int{1, 4} {
		defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(cores))
		var running atomic.Int32
		func() {
			defer func() {
				if fault := recover(); !strings.HasPrefix(fmt.Sprint(fault), "broken") || running.Load() != 0 {
					t.Errorf("%d cores: recovered %v while %d ran, want broken and none", cores, fault, running.Load())
				}
			}()
			Do(100, func(i int) {
				running.Add(1)
				defer running.Add(-1)
				if i == 7 {
					panic("broken")
				}
			})
		}()
	}
}
