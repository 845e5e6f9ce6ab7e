package main

import (
	"fmt"
	"io"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"chatcompat/inventory"
)

// progress tells on a terminal how far a long run is: bytes read, then pairs
// judged, with the time that is left. Short runs see nothing of it.
type progress struct {
	out   io.Writer
	start time.Time
	phase atomic.Pointer[phase]
	stop  chan struct{}
	ended sync.WaitGroup
}

// phase is one part of the work with its own count.
type phase struct {
	name, unit string
	total      int64
	done       atomic.Int64
	start      time.Time
}

const (
	progressDelay = 500 * time.Millisecond
	progressTick  = 200 * time.Millisecond
)

// startProgress begins to tell; with show false it never says anything.
func startProgress(out io.Writer, show bool) *progress {
	p := &progress{out: out, start: time.Now(), stop: make(chan struct{})}
	if !show {
		return p
	}
	p.ended.Add(1)
	go p.tell()
	return p
}

// enter begins a phase; total 0 is not known.
func (p *progress) enter(name, unit string, total int64) *phase {
	ph := &phase{name: name, unit: unit, total: total, start: time.Now()}
	p.phase.Store(ph)
	return ph
}

// end stops telling and leaves a clean line.
func (p *progress) end() {
	close(p.stop)
	p.ended.Wait()
}

func (p *progress) tell() {
	defer p.ended.Done()
	ticker := time.NewTicker(progressTick)
	defer ticker.Stop()
	width := 0
	for {
		select {
		case <-p.stop:
			if width > 0 {
				fmt.Fprintf(p.out, "\r%s\r", strings.Repeat(" ", width))
			}
			return
		case now := <-ticker.C:
			if ph := p.phase.Load(); ph != nil && now.Sub(p.start) >= progressDelay {
				line := ph.line(now)
				fmt.Fprintf(p.out, "\r%s%s", line, strings.Repeat(" ", max(0, width-len(line))))
				width = len(line)
			}
		}
	}
}

// line is the phase in words: "reading: 45 of 154 MB (29 %), 3 s left".
func (ph *phase) line(now time.Time) string {
	done := ph.done.Load()
	if ph.total <= 0 {
		return ph.name
	}
	done = min(done, ph.total)
	line := fmt.Sprintf("%s: %s of %s (%d %%)", ph.name, amount(done, ph.unit), amount(ph.total, ph.unit), done*100/ph.total)
	if elapsed := now.Sub(ph.start); done > 0 && done < ph.total && elapsed > progressDelay {
		left := time.Duration(float64(elapsed) * float64(ph.total-done) / float64(done))
		line += fmt.Sprintf(", %d s left", int(left.Seconds())+1)
	}
	return line
}

func amount(n int64, unit string) string {
	if unit == "MB" {
		return fmt.Sprintf("%.1f MB", float64(n)/1e6)
	}
	return fmt.Sprintf("%d %s", n, unit)
}

// counted is an input that counts the bytes read of it.
type counted struct {
	io.ReaderAt
	phase *phase
}

func (c counted) ReadAt(b []byte, off int64) (int, error) {
	n, err := c.ReaderAt.ReadAt(b, off)
	c.phase.done.Add(int64(n))
	return n, err
}

// countInputs makes a phase of reading the inputs.
func (p *progress) countInputs(list []inventory.Input) []inventory.Input {
	var total int64
	for _, in := range list {
		total += in.Size
	}
	ph := p.enter("reading", "MB", total)
	all := make([]inventory.Input, len(list))
	for i, in := range list {
		in.ReaderAt = counted{in.ReaderAt, ph}
		all[i] = in
	}
	return all
}
