package main

import (
	"bytes"
	"context"
	"strings"
	"testing"
	"unicode/utf8"
)

// TestHelpFitsATerminal: what a command and its flags are for can be read on a
// terminal of 80 columns.
func TestHelpFitsATerminal(t *testing.T) {
	for _, c := range commands {
		var out bytes.Buffer
		if code := run(context.Background(), []string{"help", c.name}, streams{out: &out, err: &out}); code != 0 {
			t.Errorf("help %s ends with %d: %s", c.name, code, out.String())
		}
		for line := range strings.SplitSeq(strings.TrimSpace(out.String()), "\n") {
			if n := utf8.RuneCountInString(line); n > 80 {
				t.Errorf("help %s: a line is %d wide: %s", c.name, n, line)
			}
		}
	}
}
