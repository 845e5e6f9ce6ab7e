package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func TestSpread(t *testing.T) {
	for _, test := range []struct {
		figures []float64
		want    spread
	}{
		{[]float64{3}, spread{3, 3, 3}},
		{[]float64{4, 1}, spread{2.5, 1, 4}},
		{[]float64{9, 1, 2}, spread{2, 1, 9}},
	} {
		if got := spreadOf(test.figures); got != test.want {
			t.Errorf("%v: %v, want %v", test.figures, got, test.want)
		}
	}
}

// TestRatioIsOfEachRound: a machine that is twice as slow in one round is so for both.
func TestRatioIsOfEachRound(t *testing.T) {
	ours, theirs := samples(100, 200, 100), samples(50, 100)
	if got, want := ratio(ours, theirs, wall), (spread{2, 2, 2}); got != want {
		t.Errorf("%v, want %v", got, want)
	}
}

func TestLinesTellWhatWasMet(t *testing.T) {
	r := result{
		job:   job{peak: peak{mib: 1, ofInput: 3}, within: 99},
		title: "job",
		input: 1 << 20,
		ours:  measured{samples: samples(100, 100)},
		rivals: []measured{
			{rival: rival{name: "floor", goal: goal{atMost: 2}}, samples: samples(50, 40)},
			{rival: rival{name: "peer", goal: goal{atLeast: 2}, memory: 1}, samples: samples(300)},
			{rival: rival{name: "other"}, samples: samples(1500)},
		},
	}
	want := [][]string{
		{"job", "0.10 s, 2 MiB", "floor 45.0 ms, 2 MiB", "2.25 × (2.00–2.50) its time", "≤ 2 ×", "**not met**"},
		{"", "", "peer 0.30 s, 2 MiB", "3.00 × (3.00–3.00) as fast", "≥ 2 ×", "met"},
		{"", "", "its memory", "1.00 × (1.00–1.00) its memory", "≤ 1 ×", "met"},
		{"", "", "other 1.50 s, 2 MiB", "15.0 × (15.0–15.0) as fast", "", ""},
		{"", "", "memory, size of the input", "2.00 ×", "≤ 3 ×", "met"},
		{"", "", "memory", "2 MiB", "≤ 1 MiB", "**not met**"},
		{"", "", "", "", "≤ 99 ms", "**not met**"},
	}
	if diff := cmp.Diff(want, r.lines()); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestMemoryThatIsNotKnownMeetsNoGoal(t *testing.T) {
	r := result{job: job{peak: peak{mib: 1}}, ours: measured{samples: []sample{{wall: time.Second}}}}
	if got := r.lines()[0]; got[len(got)-1] != "not measured" {
		t.Errorf("%q, want not measured", got)
	}
}

// samples took so many milliseconds and 2 MiB each.
func samples(milliseconds ...int) []sample {
	var list []sample
	for _, ms := range milliseconds {
		list = append(list, sample{wall: time.Duration(ms) * time.Millisecond, peak: 2 << 20})
	}
	return list
}

func TestThousands(t *testing.T) {
	for n, want := range map[int]string{7: "7", 999: "999", 1000: "1,000", 1050007: "1,050,007"} {
		if got := thousands(n); got != want {
			t.Errorf("%d: %s, want %s", n, got, want)
		}
	}
}

func TestDigits(t *testing.T) {
	zero := 0.0
	for _, test := range []struct {
		ratio float64
		want  string
	}{{0.333, "0.33"}, {12.34, "12.3"}, {1234.5, "1234"}, {1 / zero, "–"}, {zero / zero, "–"}} {
		if got := digits(test.ratio); got != test.want {
			t.Errorf("%v: %s, want %s", test.ratio, got, test.want)
		}
	}
}

func TestReplacingTheBlockAgainChangesNothing(t *testing.T) {
	path := filepath.Join(t.TempDir(), "README.md")
	if err := os.WriteFile(path, []byte("a\n"+blockBegin+"\n"+blockEnd+"\nb\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		if err := replaceBlock(path, "table\n"); err != nil {
			t.Fatal(err)
		}
		got, err := os.ReadFile(path)
		if want := "a\n" + blockBegin + "\ntable\n" + blockEnd + "\nb\n"; err != nil || string(got) != want {
			t.Errorf("%q, %v; want %q", got, err, want)
		}
	}
}

func TestAFileWithoutTheBlockIsLeftAlone(t *testing.T) {
	path := filepath.Join(t.TempDir(), "README.md")
	if err := os.WriteFile(path, []byte("text"), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := replaceBlock(path, "table\n"); err == nil || !strings.Contains(err.Error(), blockEnd) {
		t.Errorf("%v, want the lines that are missing", err)
	}
	if got, err := os.ReadFile(path); err != nil || string(got) != "text" {
		t.Errorf("%q, %v", got, err)
	}
}
