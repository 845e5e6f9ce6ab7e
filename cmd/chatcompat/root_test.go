package main

import (
	"slices"
	"testing"
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
