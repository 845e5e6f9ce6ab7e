package main

import (
	"fmt"
	"math"
	"os"
	"runtime"
	"slices"
	"strings"
	"time"
)

// The table of a file stands between these two lines.
const (
	blockBegin = "<!-- bench: written by go run ./cmd/bench -readme README.md -->"
	blockEnd   = "<!-- bench: end -->"
)

// goalTable is a line for each goal, and for each rival without one.
func goalTable(l *lab, results []result) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n\n", machine(l))
	b.WriteString("| job | chatcompat | against | ratio (min–max) | goal | result |\n|---|---|---|---|---|---|\n")
	for _, r := range results {
		for _, line := range r.lines() {
			fmt.Fprintf(&b, "| %s |\n", strings.Join(line, " | "))
		}
	}
	if info, err := os.Stat(l.chatcompat); err == nil {
		mb := float64(info.Size()) / 1e6
		fmt.Fprintf(&b, "| program, stripped | %.1f MB | | | ≤ 16 MB | %s |\n", mb, met(mb <= 16))
	}
	if len(l.missing) > 0 {
		slices.Sort(l.missing)
		fmt.Fprintf(&b, "\nNot installed and not compared: %s.\n", strings.Join(slices.Compact(l.missing), "; "))
	}
	return b.String()
}

// lines are the goals of a job. The first names the job and its figures.
func (r result) lines() [][]string {
	time, most := each(r.ours.samples, wall), each(r.ours.samples, memory)
	head := []string{r.title, seconds(time) + ", " + mebibytes(most.median)}
	var lines [][]string
	add := func(cells ...string) {
		lines = append(lines, append(slices.Clone(head), cells...))
		head = []string{"", ""}
	}
	for _, m := range r.rivals {
		against := m.name + " " + seconds(each(m.samples, wall)) + ", " + mebibytes(each(m.samples, memory).median)
		s, bound, ok := m.goal.judge(r.ours.samples, m.samples)
		add(against, s, bound, ok)
		if m.memory > 0 {
			of := ratio(r.ours.samples, m.samples, memory)
			add("its memory", times(of)+" its memory", fmt.Sprintf("≤ %g ×", m.memory), metIf(most.median > 0, of.median <= m.memory))
		}
	}
	if r.peak.ofInput > 0 {
		of := most.median / float64(r.input)
		add("memory, size of the input", fmt.Sprintf("%.2f ×", of), fmt.Sprintf("≤ %g ×", r.peak.ofInput), metIf(most.median > 0, of <= r.peak.ofInput))
	}
	if r.peak.mib > 0 {
		add("memory", mebibytes(most.median), fmt.Sprintf("≤ %g MiB", r.peak.mib), metIf(most.median > 0, most.median <= r.peak.mib*(1<<20)))
	}
	if r.within > 0 {
		add("", "", fmt.Sprintf("≤ %g ms", r.within), met(time.median*1000 <= r.within))
	}
	return lines
}

// judge is the ratio as the goal asks for it, the goal and the result.
func (g goal) judge(ours, theirs []sample) (got, bound, result string) {
	if g.atMost > 0 {
		of := ratio(ours, theirs, wall)
		return times(of) + " its time", fmt.Sprintf("≤ %g ×", g.atMost), met(of.median <= g.atMost)
	}
	of := ratio(theirs, ours, wall)
	if g.atLeast > 0 {
		return times(of) + " as fast", fmt.Sprintf("≥ %g ×", g.atLeast), met(of.median >= g.atLeast)
	}
	return times(of) + " as fast", "", ""
}

// detailTable is a line for each program that was measured. The ratio of
// processor times means more than that of times where others use the machine.
func detailTable(results []result) string {
	var b strings.Builder
	b.WriteString("| job | program | wall, median (min–max) | user + system | of chatcompat's | peak | written | rounds | note |\n|---|---|---|---|---|---|---|---|---|\n")
	for _, r := range results {
		for _, m := range append([]measured{r.ours}, r.rivals...) {
			written := "–"
			if m.bytes > 0 {
				written = fmt.Sprintf("%.1f MB", float64(m.bytes)/1e6)
			}
			fmt.Fprintf(&b, "| %s | %s | %s | %s | %s × | %s | %s | %d | %s |\n", r.title, m.name, spreadText(each(m.samples, wall)),
				seconds(each(m.samples, cpu)), digits(ratio(m.samples, r.ours.samples, cpu).median), mebibytes(each(m.samples, memory).median), written, len(m.samples), m.note)
		}
	}
	return b.String()
}

// machine tells where and when it was measured.
func machine(l *lab) string {
	return fmt.Sprintf("%s, %d × %s, %s/%s, %s, %d rounds, files in the page cache. A ratio is the median of the rounds' ratios. "+
		"Memory is resident; what is below 20 MiB is the measuring program's. chatcompat had no folder for temporary files.",
		time.Now().UTC().Format(time.DateOnly), runtime.NumCPU(), processor(), runtime.GOOS, runtime.GOARCH, runtime.Version(), l.rounds)
}

// processor is the processor's name where the system tells it in a file.
func processor() string {
	data, err := os.ReadFile("/proc/cpuinfo")
	if err == nil {
		for line := range strings.Lines(string(data)) {
			if key, value, ok := strings.Cut(line, ":"); ok && strings.TrimSpace(key) == "model name" {
				return strings.TrimSpace(value)
			}
		}
	}
	return "processor"
}

func seconds(s spread) string {
	if s.median < 0.1 {
		return fmt.Sprintf("%.1f ms", s.median*1000)
	}
	return fmt.Sprintf("%.2f s", s.median)
}

func spreadText(s spread) string {
	return fmt.Sprintf("%.3f s (%.3f–%.3f)", s.median, s.min, s.max)
}

func times(s spread) string {
	return fmt.Sprintf("%s × (%s–%s)", digits(s.median), digits(s.min), digits(s.max))
}

// digits writes a ratio with about three significant digits; there is none to a
// time that the system rounds to nothing.
func digits(x float64) string {
	switch {
	case math.IsNaN(x) || math.IsInf(x, 0):
		return "–"
	case x < 10:
		return fmt.Sprintf("%.2f", x)
	case x < 100:
		return fmt.Sprintf("%.1f", x)
	}
	return fmt.Sprintf("%.0f", x)
}

func mebibytes(bytes float64) string {
	if bytes == 0 {
		return "memory not known"
	}
	return fmt.Sprintf("%.0f MiB", bytes/(1<<20))
}

func met(ok bool) string {
	if ok {
		return "met"
	}
	return "**not met**"
}

func metIf(known, ok bool) string {
	if !known {
		return "not measured"
	}
	return met(ok)
}

// thousands writes a number with commas.
func thousands(n int) string {
	if n < 1000 {
		return fmt.Sprint(n)
	}
	return thousands(n/1000) + fmt.Sprintf(",%03d", n%1000)
}

// replaceBlock puts a table between the two lines of a file.
func replaceBlock(path, table string) error {
	data, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	head, rest, begins := strings.Cut(string(data), blockBegin)
	_, tail, ends := strings.Cut(rest, blockEnd)
	if !begins || !ends {
		return fmt.Errorf("%s: want the lines %q and %q", path, blockBegin, blockEnd)
	}
	return os.WriteFile(path, []byte(head+blockBegin+"\n"+table+blockEnd+tail), 0o644)
}
