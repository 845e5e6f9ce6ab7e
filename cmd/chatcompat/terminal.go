package main

import (
	"io"
	"os"
	"strconv"

	"chatcompat/report"

	"golang.org/x/term"
)

// pipedWidth is the width of tables that go to no terminal: that of a mail or a page of code.
const pipedWidth = 100

// minWidth is the narrowest table that can be read.
const minWidth = 40

// terminal finds out what the standard output can do.
func (f *reportFlags) terminal(s streams) (report.Terminal, error) {
	t := report.Terminal{Width: f.width}
	if f.width < 0 || f.width > 0 && f.width < minWidth {
		return t, usagef("--width %d: want at least %d", f.width, minWidth)
	}
	t.UTF8 = isTerminal(s.out) && knowsUTF8()
	if t.Width == 0 {
		t.Width = terminalWidth(s.out)
	}
	switch f.color {
	case "always":
		t.Color = true
	case "auto":
		t.Color = isTerminal(s.out) && os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb" && enableColor(s.out)
	}
	return t, nil
}

// plainTerminal is the same for commands whose answer has no colours.
func plainTerminal(width int, s streams) (report.Terminal, error) {
	f := reportFlags{width: width, color: "never"}
	return f.terminal(s)
}

func terminalWidth(w io.Writer) int {
	if f, ok := w.(*os.File); ok {
		if width, _, err := term.GetSize(int(f.Fd())); err == nil && width >= minWidth {
			return width
		}
	}
	if width, err := strconv.Atoi(os.Getenv("COLUMNS")); err == nil && width >= minWidth {
		return width
	}
	return pipedWidth
}

func isTerminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}
