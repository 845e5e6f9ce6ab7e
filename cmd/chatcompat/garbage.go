package main

import (
	"os"
	"runtime"
	"runtime/debug"
	"runtime/metrics"
	"slices"
	"sync/atomic"

	"chatcompat/inventory"
	"chatcompat/report"
)

// collections says how much garbage there may be, in per cent of what is kept,
// for inputs of at least so many bytes. An estate is read whole and stays: the
// larger it is the earlier garbage is collected, which costs up to a tenth of
// the time and saves a third of the memory.
var collections = []struct {
	size    int64
	percent int
}{{100 << 20, 4}, {4 << 20, 25}, {256 << 10, workbookPercent}, {0, startPercent}}

const (
	startPercent    = 400 // a small run is over before there is much garbage
	workbookPercent = 50
	reportPercent   = 15
	resultPercent   = 25 // of saved results, from leastResult on
)

// leastResult is how many bytes of saved results are worth collecting garbage more often.
const leastResult = 4 << 20

// startCollecting is for the start of the program.
func startCollecting() {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(startPercent)
	}
}

// collectGarbage prepares for the inputs, unless the user has set GOGC.
func collectGarbage(list []inventory.Input) {
	if os.Getenv("GOGC") != "" {
		return
	}
	var size int64
	for _, in := range list {
		size += in.Size
	}
	for _, c := range collections {
		if size >= c.size {
			debug.SetGCPercent(c.percent)
			return
		}
	}
}

// collectGarbageOfResult prepares for reading a saved result likewise.
func collectGarbageOfResult(bytes int64) {
	if os.Getenv("GOGC") == "" && bytes >= leastResult {
		debug.SetGCPercent(resultPercent)
	}
}

// spareGarbage is how much garbage a workbook may leave however little is kept: a
// run that ends at hundreds of megabytes collected a dozen times on the way there.
const spareGarbage = 80 << 20

// relaxCollection is for what comes after the inputs are read: a report throws
// away much and keeps little, so that collecting as early would cost a workbook a
// sixth of its time and others less. Figures alone mostly throw nothing away. It
// ends when done is called.
func (j *reportJob) relaxCollection(needs report.Needs) (done func()) {
	if os.Getenv("GOGC") != "" || needs.Figures {
		return func() {}
	}
	if j.pack.wanted() || slices.ContainsFunc(j.outputs, func(o output) bool { return o.format.Binary }) {
		c := &collector{percent: workbookPercent, spare: spareGarbage}
		c.next()
		return c.stop
	}
	if before := debug.SetGCPercent(reportPercent); before > reportPercent {
		debug.SetGCPercent(before)
	}
	return func() {}
}

// collector says before each collection how much garbage there may be until then:
// a part of what is kept, and never less than there is to spare.
type collector struct {
	percent int
	spare   uint64
	stopped atomic.Bool
}

// collected is thrown away at once, so that its finalizer tells of a collection.
type collected struct{ by *collector }

// next is for the garbage until the next collection.
func (c *collector) next() {
	if c.stopped.Load() {
		return
	}
	live := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
	metrics.Read(live)
	debug.SetGCPercent(c.percentOf(live[0].Value.Uint64()))
	runtime.SetFinalizer(&collected{c}, func(*collected) { c.next() })
}

// percentOf is how much garbage there may be beside what is kept.
func (c *collector) percentOf(kept uint64) int {
	return max(c.percent, int(100*c.spare/max(kept, 1<<20)))
}

func (c *collector) stop() { c.stopped.Store(true) }
