package main

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"chatcompat/inventory"
)

func TestPhaseSaysHowFarItIs(t *testing.T) {
	start := time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC)
	tests := []struct {
		unit        string
		done, total int64
		after       time.Duration
		want        string
	}{
		{"pairs", 250, 1000, 10 * time.Second, "judging: 250 pairs of 1000 pairs (25 %), 31 s left"},
		{"pairs", 1000, 1000, 10 * time.Second, "judging: 1000 pairs of 1000 pairs (100 %)"},
		{"MB", 0, 2_000_000, 10 * time.Second, "judging: 0.0 MB of 2.0 MB (0 %)"},
		{"MB", 3_000_000, 2_000_000, 10 * time.Second, "judging: 2.0 MB of 2.0 MB (100 %)"},
		{"pairs", 5, 0, 10 * time.Second, "judging"},
	}
	for _, tt := range tests {
		ph := &phase{name: "judging", unit: tt.unit, total: tt.total, start: start}
		ph.done.Store(tt.done)
		if got := ph.line(start.Add(tt.after)); got != tt.want {
			t.Errorf("%d of %d: %q, want %q", tt.done, tt.total, got, tt.want)
		}
	}
}

func TestProgressCountsWhatIsRead(t *testing.T) {
	var out bytes.Buffer
	p := startProgress(&out, false)
	data := "Application,API\n"
	list := p.countInputs([]inventory.Input{{Name: "a.csv", Size: int64(len(data)), ReaderAt: strings.NewReader(data)}})
	if _, err := list[0].ReadAt(make([]byte, 11), 0); err != nil {
		t.Fatal(err)
	}
	p.end()
	if got := p.phase.Load().done.Load(); got != 11 {
		t.Errorf("%d bytes counted, want 11", got)
	}
	if out.Len() > 0 {
		t.Errorf("a run that shows no progress printed %q", out.String())
	}
}
