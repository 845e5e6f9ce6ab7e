package main

import (
	"runtime"
	"runtime/debug"
	"testing"
	"time"
)

func TestCollectorSparesGarbage(t *testing.T) {
	c := &collector{percent: 50, spare: 72 << 20}
	for kept, want := range map[uint64]int{0: 7200, 36 << 20: 200, 144 << 20: 50, 1 << 30: 50} {
		if got := c.percentOf(kept); got != want {
			t.Errorf("%d bytes kept: %d per cent, want %d", kept, got, want)
		}
	}
}

// TestCollectorAsksAfterEachCollection keeps more than before: the share of
// garbage shrinks, until the collector is stopped.
func TestCollectorAsksAfterEachCollection(t *testing.T) {
	before := debug.SetGCPercent(400)
	defer debug.SetGCPercent(before)
	c := &collector{percent: 10, spare: 64 << 20}
	c.next()
	kept := make([]byte, 64<<20)
	percent := 1000
	for deadline := time.Now().Add(time.Minute); percent > 100 && time.Now().Before(deadline); time.Sleep(time.Millisecond) {
		runtime.GC()
		percent = debug.SetGCPercent(percent)
		debug.SetGCPercent(percent)
	}
	runtime.KeepAlive(kept)
	if percent > 100 || percent < 10 {
		t.Errorf("%d per cent with 64 MB to spare beside 64 MB that are kept", percent)
	}
	c.stop()
}
