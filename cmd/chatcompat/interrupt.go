package main

import (
	"context"
	"io"
	"io/fs"
	"os"
	"os/signal"
	"runtime/debug"
	"sync"
	"syscall"
	"time"
)

// interruption is a context that ends when the user interrupts the program. To
// ask for signals takes a twentieth of the time of a short run, so that is left
// until somebody wants to know when it ends, as whoever waits or makes a file does
// first, or until it has lasted: a signal before then ends the process by itself,
// and there is nothing to clean up.
type interruption struct {
	context.Context
	since time.Time
	watch func()
}

// lasting is how long a run that neither waits nor makes a file goes unwatched.
const lasting = 20 * time.Millisecond

func (i interruption) Done() <-chan struct{} {
	i.watch()
	return i.Context.Done()
}

func (i interruption) Err() error {
	if time.Since(i.since) > lasting {
		i.watch()
	}
	return i.Context.Err()
}

// untilInterrupted ends with the first signal; a second one ends the process at once.
func untilInterrupted() context.Context {
	ctx, cancel := context.WithCancel(context.Background())
	return interruption{ctx, time.Now(), sync.OnceFunc(func() {
		signals := make(chan os.Signal, 1)
		signal.Notify(signals, os.Interrupt, syscall.SIGTERM)
		go func() {
			<-signals
			signal.Stop(signals)
			cancel()
		}()
	})}
}

// beforeMaking is for whoever makes a file or a folder that an interrupted run must
// remove: it asks for signals, however short the run was so far.
func beforeMaking(ctx context.Context) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	default:
		return nil
	}
}

// interruptible calls what may wait for ever, a person at a keyboard or a pipe
// with nobody at its other end, and returns when the run is interrupted. The
// call itself is left behind; the program ends right after.
func interruptible[T any](ctx context.Context, call func() (T, error)) (T, error) {
	interrupted := ctx.Done()
	return begin(call).wait(ctx, interrupted)
}

// interruptibleOnceLasting is interruptible for what is mostly done at once and may
// take long: a report of many pairs that is drawn, a large result that is read.
func interruptibleOnceLasting[T any](ctx context.Context, call func() (T, error)) (T, error) {
	c := begin(call)
	select {
	case r := <-c:
		return r.take()
	case <-time.After(lasting):
		return c.wait(ctx, ctx.Done())
	}
}

// calls is where the result of a call will be.
type calls[T any] chan called[T]

// called is what a call gave; fault is nil unless it panicked.
type called[T any] struct {
	value T
	err   error
	fault *fault
}

// fault is a fault of our own that was met in another goroutine.
type fault struct {
	value any
	stack []byte
}

func begin[T any](call func() (T, error)) calls[T] {
	done := make(calls[T], 1)
	go func() {
		var r called[T]
		defer func() {
			if value := recover(); value != nil {
				r.fault = &fault{value, debug.Stack()}
			}
			done <- r
		}()
		r.value, r.err = call()
	}()
	return done
}

func (c calls[T]) wait(ctx context.Context, interrupted <-chan struct{}) (T, error) {
	select {
	case r := <-c:
		return r.take()
	case <-interrupted:
		var none T
		return none, ctx.Err()
	}
}

// take gives what the call gave, its fault included.
func (r called[T]) take() (T, error) {
	if r.fault != nil {
		panic(*r.fault)
	}
	return r.value, r.err
}

// interruptibly is a writer whose writes an interruption ends: itself where they
// do not wait, as those to a regular file and to a device that is no terminal.
func interruptibly(ctx context.Context, w io.Writer) io.Writer {
	if f, ok := w.(*os.File); ok && !isTerminal(f) {
		if info, err := f.Stat(); err == nil && (info.Mode().IsRegular() || info.Mode()&fs.ModeCharDevice != 0) {
			return w
		}
	}
	return interruptibleWriter{ctx, w}
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
