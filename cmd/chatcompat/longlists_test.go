package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"syscall"
	"testing"
)

// listFormats are those that list findings in an order of their own.
var listFormats = []string{"table", "vertical", "markdown", "html", "junit"}

// longInventory is an inventory of more pairs than tablewriter is given.
func longInventory() io.Reader {
	var text strings.Builder
	text.WriteString("Application,API,Server,Server Version,Owner\n")
	for i := range 4000 {
		fmt.Fprintf(&text, "Ticker %d,%s,chat%04d.contoso.example,%s,Desk %d\n", i%700,
			[]string{"Group Chat 2010", "Persistent Chat 2013", ""}[i%3], i, []string{"Lync Server 2013", "OCS 2007 R2", "old"}[i/3%3], i%9)
	}
	return strings.NewReader(text.String())
}

// TestInterruptWhileALongListIsWritten: whoever waits for nobody at the other end of a
// pipe ends at once, and leaves no file.
func TestInterruptWhileALongListIsWritten(t *testing.T) {
	for _, format := range listFormats {
		ctx, b := newBlocked(t)
		code, stderr, names := runInEmptyFolder(t, ctx, longInventory(), b, "audit", "-", "--show", "all", "-o", format, "-o", "all.csv")
		if code != exitInterrupted || names != "small.csv" || !strings.Contains(stderr, "interrupted") {
			t.Errorf("-o %s: exit code %d, files %s, said %q", format, code, names, stderr)
		}
	}
}

// TestLongListsTellAFullDisk: early and late, once, and no other report is left. A pipe
// that is closed needs no word.
func TestLongListsTellAFullDisk(t *testing.T) {
	full := errors.New("no space left")
	for _, format := range listFormats {
		for _, n := range []int{0, 5000, 50_000} {
			if format == "markdown" && n > 5000 {
				continue // the page is hardly longer
			}
			code, stderr, names := runInEmptyFolder(t, context.Background(), longInventory(), &failing{n, full}, "audit", "-", "--show", "all", "-o", format, "-o", "all.csv")
			if code != exitFailed || names != "small.csv" || strings.Count(stderr, "no space left") != 1 {
				t.Errorf("-o %s after %d bytes: exit code %d, files %s, said %q", format, n, code, names, stderr)
			}
		}
	}
}

// TestClosedPipeOfALongTable: head has read enough.
func TestClosedPipeOfALongTable(t *testing.T) {
	code, _, names := runInEmptyFolder(t, context.Background(), longInventory(), &failing{100_000, syscall.EPIPE}, "audit", "-", "--show", "all", "-o", "table", "-o", "all.csv")
	if code != exitFailed || names != "small.csv" {
		t.Errorf("exit code %d, files %s", code, names)
	}
}

// TestLongListsOfSavedResults: a saved result gives what the audit gives.
func TestLongListsOfSavedResults(t *testing.T) {
	for _, format := range listFormats {
		var audited, saved bytes.Buffer
		t.Chdir(t.TempDir())
		for _, c := range []struct {
			out  io.Writer
			args []string
		}{
			{&audited, []string{"audit", "-", "-o", format, "-o", "all.json", "--show", "all", "--fail-on", "never", "--width", "100"}},
			{&saved, []string{"report", "all.json", "-o", format, "--fail-on", "never", "--width", "100"}},
		} {
			if code := run(context.Background(), c.args, streams{in: longInventory(), out: c.out, err: io.Discard}); code != 0 {
				t.Fatalf("%s: exit code %d", c.args, code)
			}
		}
		if audited.String() != saved.String() || audited.Len() < 50_000 {
			t.Errorf("-o %s: %d bytes, %d others of the saved result", format, audited.Len(), saved.Len())
		}
	}
}
