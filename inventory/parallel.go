package inventory

import (
	"runtime"
	"sync"
)

// inParallel runs jobs beside each other and returns when all have ended. The
// panic of one goes on in the caller.
func inParallel(jobs ...func()) {
	var running sync.WaitGroup
	var once sync.Once
	var fault any
	for _, job := range jobs {
		running.Go(func() {
			defer func() {
				if f := recover(); f != nil {
					once.Do(func() { fault = f })
				}
			}()
			job()
		})
	}
	running.Wait()
	if fault != nil {
		panic(fault)
	}
}

// inRanges runs a job on parts of n things, a part for each processor. Few
// things are not worth a goroutine.
func inRanges(n int, job func(from, to int)) {
	const fewest = 1 << 12
	parts := min(runtime.GOMAXPROCS(0), (n+fewest-1)/fewest)
	if parts < 2 {
		job(0, n)
		return
	}
	jobs := make([]func(), parts)
	for i := range jobs {
		jobs[i] = func() { job(n*i/parts, n*(i+1)/parts) }
	}
	inParallel(jobs...)
}
