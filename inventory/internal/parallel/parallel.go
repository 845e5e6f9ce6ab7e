// Package parallel does things beside each other on all processors.
package parallel

import (
	"fmt"
	"runtime"
	"runtime/debug"
	"sync"
	"sync/atomic"
)

// Do does n things and returns when all are done. They are begun in their order,
// each as soon as a processor is free. After a panic no further one is begun, and
// the first panic goes on in the caller, with the stack of where it began.
func Do(n int, do func(i int)) {
	workers := min(runtime.GOMAXPROCS(0), n)
	if workers < 2 {
		for i := range n {
			do(i)
		}
		return
	}
	var next atomic.Int64
	var busy sync.WaitGroup
	var once sync.Once
	fault := ""
	for range workers {
		busy.Go(func() {
			defer func() {
				if f := recover(); f != nil {
					next.Store(int64(n))
					once.Do(func() { fault = Fault(f) })
				}
			}()
			for i := int(next.Add(1)) - 1; i < n; i = int(next.Add(1)) - 1 {
				do(i)
			}
		})
	}
	busy.Wait()
	if fault != "" {
		panic(fault)
	}
}

// Fault is what a panic says that was recovered from, with the stack of where it
// began: a panic with it goes on in another goroutine.
func Fault(recovered any) string { return fmt.Sprintf("%v\n%s", recovered, debug.Stack()) }

// Ranges does a job on parts of n things, a part for each processor.
func Ranges(n int, job func(from, to int)) {
	parts := Parts(n)
	Do(parts, func(i int) { job(Part(n, i, parts)) })
}

// Part is where the part with a number, from 0, of n things begins and ends.
func Part(n, i, parts int) (from, to int) { return n * i / parts, n * (i + 1) / parts }

// Jobs does n jobs that have to do with so many things; where those are few, one
// after the other: to wake a processor would take longer.
func Jobs(things, n int, job func(i int)) {
	if Parts(things) > 1 {
		Do(n, job)
		return
	}
	for i := range n {
		job(i)
	}
}

// Parts is how many parts are worth it of n things: one for each processor, but
// few things are not worth a goroutine.
func Parts(n int) int {
	const fewest = 1 << 12
	return min(runtime.GOMAXPROCS(0), (n+fewest-1)/fewest)
}
