//go:build !windows

package main

import (
	"io"
	"os"
	"syscall"
	"testing"
)

func TestSignalsInterrupt(t *testing.T) {
	for _, sent := range []syscall.Signal{syscall.SIGINT, syscall.SIGTERM} {
		until := make(chan struct{})
		t.Cleanup(func() { close(until) })
		send := func() {
			if err := syscall.Kill(os.Getpid(), sent); err != nil {
				t.Error(err)
			}
		}
		code, stderr, names := runInEmptyFolder(t, untilInterrupted(), blocked{send, until}, io.Discard, "audit", "-", "-o", "all.csv")
		if code != exitInterrupted || names != "small.csv" {
			t.Errorf("%v: exit code %d, said %q, files %s", sent, code, stderr, names)
		}
	}
}
