package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// maxSize is what the stripped program may take, in bytes.
const maxSize = 16_000_000

// TestProgramStaysSmall builds the program for one system, whatever this one is.
// Where it fails by megabytes, a type of excelize has become reachable from a
// value in an interface: see report's bookWriter.
func TestProgramStaysSmall(t *testing.T) {
	program := filepath.Join(t.TempDir(), "chatcompat")
	build := exec.CommandContext(t.Context(), "go", "build", "-trimpath", "-ldflags=-s -w", "-o", program, ".")
	build.Env = append(os.Environ(), "GOOS=linux", "GOARCH=amd64", "CGO_ENABLED=0")
	if output, err := build.CombinedOutput(); err != nil {
		t.Fatalf("go build: %v: %s", err, output)
	}
	info, err := os.Stat(program)
	if err != nil {
		t.Fatal(err)
	}
	if info.Size() > maxSize {
		t.Errorf("the program takes %d bytes, want %d at most", info.Size(), maxSize)
	}
}
