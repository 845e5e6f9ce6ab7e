package main

import (
	"context"
	"io"
	"io/fs"
	"os"
	"os/signal"
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
