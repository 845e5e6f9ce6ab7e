package main

import (
	"os"
	"runtime/debug"
	"slices"

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
}{{100 << 20, 5}, {4 << 20, 25}, {256 << 10, workbookPercent}, {0, startPercent}}

const (
	startPercent    = 400 // a small run is over before there is much garbage
	workbookPercent = 50
	reportPercent   = 15
)

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

// relaxCollection is for what comes after the inputs are read: a report throws
// away much and keeps little, so that collecting as early would cost a workbook a
// sixth of its time and others less. Figures alone mostly throw nothing away.
func (j *reportJob) relaxCollection(needs report.Needs) {
	if os.Getenv("GOGC") != "" || needs.Figures {
		return
	}
	percent := reportPercent
	if slices.ContainsFunc(j.outputs, func(o output) bool { return o.format.Binary }) {
		percent = workbookPercent
	}
	if before := debug.SetGCPercent(percent); before > percent {
		debug.SetGCPercent(before)
	}
}
