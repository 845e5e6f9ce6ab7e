package main

import (
	"os"
	"runtime/debug"
	"slices"

	"chatcompat/inventory"
)

// An estate is read whole and stays. Garbage is collected early, the earlier
// the larger it is: that costs up to a tenth of the time, and saves a third of
// the memory.
const (
	largeInput   = 4 << 20 // bytes of all files
	smallPercent = 50
	largePercent = 10
)

// collectGarbage prepares for the inputs, unless the user has set GOGC.
func collectGarbage(list []inventory.Input) {
	if os.Getenv("GOGC") != "" {
		return
	}
	var size int64
	for _, in := range list {
		size += in.Size
	}
	percent := smallPercent
	if size > largeInput {
		percent = largePercent
	}
	debug.SetGCPercent(percent)
}

// relaxCollection is for what comes after the inputs are read: a workbook throws
// away much and keeps little, so that collecting as early would cost it a sixth
// of its time.
func (j *reportJob) relaxCollection() {
	if os.Getenv("GOGC") == "" && slices.ContainsFunc(j.outputs, func(o output) bool { return o.format.Binary }) {
		debug.SetGCPercent(smallPercent)
	}
}
