package main

import (
	"context"
	"io"
	"os"
	"os/signal"
	"sync"
	"syscall"
)

// interruption is a context that ends when the user interrupts the program. To
// ask for signals takes a tenth of the time of a short run, so that is left until
// somebody asks whether it has ended, as whoever waits or makes a file does first.
type interruption struct {
	context.Context
	watch func()
}

func (i interruption) Done() <-chan struct{} {
	i.watch()
	return i.Context.Done()
}

func (i interruption) Err() error {
	i.watch()
	return i.Context.Err()
}

// untilInterrupted ends with the first signal; a second one ends the process at once.
func untilInterrupted() context.Context {
	ctx, cancel := context.WithCancel(context.Background())
	return interruption{ctx, sync.OnceFunc(func() {
		signals := make(chan os.Signal, 1)
		signal.Notify(signals, os.Interrupt, syscall.SIGTERM)
		go func() {
			<-signals
			signal.Stop(signals)
			cancel()
		}()
	})}
}

// interruptible calls what may wait for ever, a person at a keyboard or a pipe
// with nobody at its other end, and returns when the run is interrupted. The
// call itself is left behind; the program ends right after.
func interruptible[T any](ctx context.Context, call func() (T, error)) (T, error) {
	type result struct {
		value T
		err   error
	}
	done, interrupted := make(chan result, 1), ctx.Done()
	go func() {
		value, err := call()
		done <- result{value, err}
	}()
	select {
	case r := <-done:
		return r.value, r.err
	case <-interrupted:
		var none T
		return none, ctx.Err()
	}
}

// interruptibleWriter gives up a write that waits when the run is interrupted.
// After such an error it must not be written to again.
type interruptibleWriter struct {
	ctx context.Context
	io.Writer
}

func (w interruptibleWriter) Write(b []byte) (int, error) {
	return interruptible(w.ctx, func() (int, error) { return w.Writer.Write(b) })
}
