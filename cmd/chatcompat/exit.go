package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"chatcompat/audit"
	"chatcompat/inventory"
	"chatcompat/report"
)

// The exit codes, the same for every format and flag.
const (
	exitDone         = 0
	exitFailed       = 1
	exitUsage        = 2
	exitIncompatible = 3
	exitLimited      = 4
	exitIncomplete   = 5
	exitInterrupted  = 130
)

// exitCodes explains them: the text of help exit-codes and of the README.
var exitCodes = []struct {
	code    int
	meaning string
}{
	{exitDone, "done; nothing at or above --fail-on"},
	{exitFailed, "could not complete: an input or the own matrix could not be read, a report could not be written, a target exists and --force was not given"},
	{exitUsage, "wrong usage: a flag, a format, a column, a mapping, an advisory, a template, or a fault in the own matrix; no report was written"},
	{exitIncompatible, "audited; at least one pair is Incompatible"},
	{exitLimited, "audited; at least one pair is May be compatible (only with --fail-on limited)"},
	{exitIncomplete, "audited, but incomplete: a pair is Not assessed, a row is unreadable, or there is nothing to audit; explained, but a name is not recognised"},
	{exitInterrupted, "interrupted; no partial file is left"},
}

func exitCodesText() string {
	var b strings.Builder
	b.WriteString("The exit code is the same for every format and flag:\n\n")
	for _, e := range exitCodes {
		fmt.Fprintf(&b, "%5d  %s\n", e.code, inLines(e.meaning, 80, 7))
	}
	b.WriteString("\nWhere several hold, the first of 2, 1, 3, 5, 4 is returned.\nWith --fail-on never, 3, 4 and 5 become 0.")
	return b.String()
}

// inLines is a text in lines of at most a width; all of them but the first are
// indented, and the first has room for as much before it.
func inLines(text string, width, indent int) string {
	var b strings.Builder
	at := indent
	for i, word := range strings.Fields(text) {
		if at += len(word) + 1; i > 0 && at-1 > width {
			b.WriteString("\n" + strings.Repeat(" ", indent))
			at = indent + len(word) + 1
		} else if i > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(word)
	}
	return b.String()
}

// usageError is a command line that makes no sense; hint is what to type instead.
type usageError struct{ message, hint string }

func (e *usageError) Error() string { return e.message }

func usagef(format string, args ...any) error {
	return &usageError{message: fmt.Sprintf(format, args...)}
}

// exitStatus is a run that ended as it should, with a code to tell.
type exitStatus int

func (e exitStatus) Error() string { return fmt.Sprintf("exit status %d", int(e)) }

// finish prints an error, once, and gives its exit code.
func finish(ctx context.Context, err error, stderr io.Writer) int {
	var status exitStatus
	var usage *usageError
	var inventoryUsage *inventory.UsageError
	var template *report.TemplateError
	switch {
	case err == nil:
		return exitDone
	case errors.As(err, &status):
		return int(status)
	case ctx.Err() != nil:
		fmt.Fprintln(stderr, "chatcompat: interrupted; no file was written")
		return exitInterrupted
	case isClosedPipe(err):
		return exitFailed
	case errors.As(err, &usage):
		printUsageError(stderr, usage)
		return exitUsage
	case errors.As(err, &inventoryUsage):
		printUsageError(stderr, &usageError{message: err.Error()})
		return exitUsage
	case errors.As(err, &template):
		printUsageError(stderr, &usageError{message: template.Error()})
		return exitUsage
	}
	fmt.Fprintf(stderr, "chatcompat: %s\n", oneLine(err.Error()))
	return exitFailed
}

// printUsageError prints a message, which has a line for each of several faults.
func printUsageError(stderr io.Writer, e *usageError) {
	for i, line := range strings.Split(e.message, "\n") {
		if i == 0 {
			line = "chatcompat: " + line
		}
		fmt.Fprintln(stderr, oneLine(line))
	}
	if e.hint != "" {
		fmt.Fprintln(stderr, e.hint)
	}
}

// oneLine keeps control characters of a file name or a value out of the terminal.
func oneLine(s string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f || r >= 0x80 && r < 0xa0 {
			return '\uFFFD'
		}
		return r
	}, s)
}

// failOn is the value of --fail-on.
type failOn string

const (
	failOnIncompatible failOn = "incompatible"
	failOnLimited      failOn = "limited"
	failOnNever        failOn = "never"
)

var failOnValues = []string{string(failOnIncompatible), string(failOnLimited), string(failOnNever)}

// auditStatus is the exit code of a finished audit.
func auditStatus(f failOn, s audit.Summary, files []inventory.File) error {
	switch {
	case f == failOnNever:
		return nil
	case s.Verdicts[audit.Incompatible] > 0:
		return exitStatus(exitIncompatible)
	case s.Pairs == 0 || s.Verdicts[audit.NotAssessed] > 0 || inventory.UnreadableRows(files) > 0:
		return exitStatus(exitIncomplete)
	case f == failOnLimited && s.Verdicts[audit.MayBeCompatible] > 0:
		return exitStatus(exitLimited)
	}
	return nil
}
