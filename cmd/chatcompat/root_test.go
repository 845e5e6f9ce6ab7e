package main

import (
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/spf13/pflag"
)

// TestCommandsAreMadeByTheirNames: the command that a name makes alone is the one
// that the whole tree has, and none is there that has no name.
func TestCommandsAreMadeByTheirNames(t *testing.T) {
	var names []string
	for _, c := range commands {
		names = append(names, c.name)
		alone := newRoot(streams{args: []string{c.name}}, nil)
		if cmd, _, err := alone.Find([]string{c.name}); err != nil || cmd.Name() != c.name || len(alone.Commands()) != 1 {
			t.Errorf("%s alone makes %d commands and finds %q: %v", c.name, len(alone.Commands()), cmd.Name(), err)
		}
	}
	names = append(names, "completion")
	slices.Sort(names)
	var all []string
	for _, cmd := range newRoot(streams{}, nil).Commands() {
		all = append(all, cmd.Name())
	}
	slices.Sort(all)
	if !slices.Equal(all, names) {
		t.Errorf("the whole tree has %q, want %q", all, names)
	}
}

// TestHelpLinesUp: help is laid out by the bytes of what flags want, so that must be ASCII.
func TestHelpLinesUp(t *testing.T) {
	for _, cmd := range newRoot(streams{}, nil).Commands() {
		cmd.Flags().VisitAll(func(f *pflag.Flag) {
			if what, _ := pflag.UnquoteUsage(f); strings.ContainsFunc(what, func(r rune) bool { return r > unicode.MaxASCII }) {
				t.Errorf("%s --%s wants %q", cmd.Name(), f.Name, what)
			}
		})
	}
}
