package main

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"testing"
)

var wordPattern = regexp.MustCompile(`\{[a-z0-9]+\}`)

func TestEveryWordOfEveryCommandIsKnown(t *testing.T) {
	for _, j := range jobs {
		b := &bench{lab: &lab{}, in: j.in}
		b.setWords(j, "data")
		for _, line := range append([]rival{{args: j.ours}, {args: j.proof}}, j.rivals...) {
			args, stdout := b.command(line.args)
			for _, word := range append(args, stdout) {
				if wordPattern.MatchString(word) {
					t.Errorf("%s: %s: %q is not known", j.name, line.args, word)
				}
			}
		}
	}
}

func TestEveryScriptIsUsedAndThere(t *testing.T) {
	used := []string{"plain.cjs", "plain.py"} // by the other scripts
	for _, j := range jobs {
		for _, r := range j.rivals {
			if r.script != "" {
				used = append(used, r.script)
			}
			for _, match := range regexp.MustCompile(`\{peers\}/(\S+)`).FindAllStringSubmatch(r.args, -1) {
				used = append(used, match[1])
			}
		}
	}
	var there []string
	entries, err := peerFiles.ReadDir("peers")
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		there = append(there, e.Name())
	}
	slices.Sort(used)
	if used = slices.Compact(used); !slices.Equal(used, there) {
		t.Errorf("scripts that are used %v, that are there %v", used, there)
	}
}

func TestScriptsHaveTheirWordsFilledIn(t *testing.T) {
	dir := t.TempDir()
	b := &bench{lab: &lab{out: dir, matrix: "SELECT 1;"}, in: []string{"a.csv", "b.csv", "c.csv"}}
	b.setWords(job{}, "data")
	for _, j := range jobs {
		for _, r := range j.rivals {
			if err := b.writeScript(r.script); err != nil {
				t.Fatal(err)
			}
			if r.script == "" {
				continue
			}
			text, err := os.ReadFile(filepath.Join(dir, "script"))
			if err != nil {
				t.Fatal(err)
			}
			if word := wordPattern.Find(text); word != nil {
				t.Errorf("%s: %s is not known", r.script, word)
			}
		}
	}
}

func TestCommandLines(t *testing.T) {
	b := &bench{lab: &lab{out: "room"}, in: []string{"a b.csv", "c.csv"}}
	b.setWords(job{}, "data")
	for _, test := range []struct {
		line   string
		args   []string
		stdout string
	}{
		{"wc -l {in}", []string{"wc", "-l", "a b.csv", "c.csv"}, os.DevNull},
		{"mlr {in1} > {out}", []string{"mlr", "c.csv"}, filepath.Join("room", "rival.csv")},
		{"cp {ours} csv={out}", []string{"cp", filepath.Join("room", "ours.csv"), "csv=" + filepath.Join("room", "rival.csv")}, os.DevNull},
	} {
		args, stdout := b.command(test.line)
		if !slices.Equal(args, test.args) || stdout != test.stdout {
			t.Errorf("%s: %q, output to %s; want %q, to %s", test.line, args, stdout, test.args, test.stdout)
		}
	}
}

// wantGoals are the goals of time and of memory that were set, line by line.
const wantGoals = 2 + 4 + 2 + 1 + 3 + 1 + 1 + 3 + 3 + 2 + 1 + 3

func TestTheTableHasTheGoals(t *testing.T) {
	goals := 0
	for _, j := range jobs {
		if j.ours == "" || len(j.in) == 0 {
			t.Errorf("%s: without a command or input", j.name)
		}
		for _, r := range j.rivals {
			if r.goal != (goal{}) {
				goals++
			}
			if r.goal.atMost > 0 && r.goal.atLeast > 0 {
				t.Errorf("%s: %s: two goals", j.name, r.name)
			}
		}
		if j.peak != (peak{}) {
			goals++
		}
		if j.within > 0 {
			goals++
		}
	}
	if goals != wantGoals {
		t.Errorf("%d goals, want %d", goals, wantGoals)
	}
}
