//go:build !windows

package main

import (
	"context"
	"io"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

func TestClosedPipeIsQuiet(t *testing.T) {
	for _, args := range [][]string{{"audit", "small.csv"}, {"audit", "small.csv", "-o", "json", "-o", "all.csv"}, {"inspect", "small.csv"}, {"help"}, {"completion", "zsh"}} {
		code, stderr, names := runInEmptyFolder(t, context.Background(), nil, &failing{100, syscall.EPIPE}, args...)
		if code != exitFailed || stderr != "" || names != "small.csv" {
			t.Errorf("%s: exit code %d, said %q, files %s", args, code, stderr, names)
		}
	}
}

func TestInterruptWhileWaitingForPipe(t *testing.T) {
	for _, args := range [][]string{{"audit", "PIPE"}, {"inspect", "PIPE"}, {"audit", "small.csv", "-o", "csv=PIPE", "-o", "all.json"}} {
		fifo := filepath.Join(t.TempDir(), "pipe")
		if err := syscall.Mkfifo(fifo, 0o600); err != nil {
			t.Fatal(err)
		}
		for i := range args {
			args[i] = strings.Replace(args[i], "PIPE", fifo, 1)
		}
		ctx, cancel := context.WithTimeout(context.Background(), 100*time.Millisecond)
		code, _, names := runInEmptyFolder(t, ctx, nil, io.Discard, args...)
		cancel()
		if code != exitInterrupted || names != "small.csv" {
			t.Errorf("%s: exit code %d, files %s", args, code, names)
		}
		// Open the other end, so that nothing waits for it any longer.
		if f, err := os.OpenFile(fifo, os.O_RDWR, 0); err == nil {
			f.Close()
		}
	}
}

func TestReportToLinkReplacesWhatItPointsAt(t *testing.T) {
	for _, target := range []string{"there.csv", "not-there.csv"} {
		dir := t.TempDir()
		path := filepath.Join(dir, target)
		if target == "there.csv" {
			if err := os.WriteFile(path, []byte("old"), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		link := filepath.Join(dir, "link.csv")
		if err := os.Symlink(target, link); err != nil {
			t.Fatal(err)
		}
		code, stderr, _ := runInEmptyFolder(t, context.Background(), nil, io.Discard, "audit", "small.csv", "-o", link, "--force")
		data, err := os.ReadFile(path)
		if code != exitIncompatible || err != nil || !strings.Contains(string(data), "verdict") {
			t.Errorf("%s: exit code %d, said %q, holds %q, %v", target, code, stderr, data, err)
		}
		if info, err := os.Lstat(link); err != nil || info.Mode()&os.ModeSymlink == 0 {
			t.Errorf("%s: the link was replaced", target)
		}
	}
}

func TestTwoReportsToOneFileAreRefusedHoweverItIsNamed(t *testing.T) {
	dir := t.TempDir()
	if err := os.Symlink("a.csv", filepath.Join(dir, "b.csv")); err != nil {
		t.Fatal(err)
	}
	a, b := "csv="+filepath.Join(dir, "a.csv"), "json="+filepath.Join(dir, "b.csv")
	code, stderr, _ := runInEmptyFolder(t, context.Background(), nil, io.Discard, "audit", "small.csv", "-o", a, "-o", b)
	if code != exitUsage || !strings.Contains(stderr, "two reports would be written to") {
		t.Errorf("exit code %d, said %q", code, stderr)
	}
}

func TestDevicesAreWrittenDirectly(t *testing.T) {
	code, stderr, names := runInEmptyFolder(t, context.Background(), nil, io.Discard, "audit", "small.csv", "-o", "csv=/dev/null", "-o", "json=/dev/null")
	if code != exitIncompatible || names != "small.csv" {
		t.Errorf("exit code %d, said %q, files %s", code, stderr, names)
	}
}

func TestReplacedFilesKeepTheirPermissions(t *testing.T) {
	for _, mode := range []os.FileMode{0o600, 0o640, 0o666, 0o444} {
		path := filepath.Join(t.TempDir(), "a.csv")
		writeTestFile(t, path, "old")
		if err := os.Chmod(path, mode); err != nil {
			t.Fatal(err)
		}
		code, stderr, _ := runInEmptyFolder(t, context.Background(), nil, io.Discard, "audit", "small.csv", "-o", path, "--force")
		info, err := os.Stat(path)
		if code != exitIncompatible || err != nil || info.Mode() != mode || info.Size() < 100 {
			t.Errorf("%v: exit code %d, said %q, is %v, %v", mode, code, stderr, info, err)
		}
	}
}
