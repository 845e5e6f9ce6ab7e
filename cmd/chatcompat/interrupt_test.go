package main

import (
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"chatcompat/samples"
)

// runInEmptyFolder runs the program in a new folder that holds small.csv and
// gives exit code, standard error and the names of the files there afterwards.
func runInEmptyFolder(t *testing.T, ctx context.Context, in io.Reader, out io.Writer, args ...string) (int, string, string) {
	t.Helper()
	dir := t.TempDir()
	t.Chdir(dir)
	for _, sample := range samples.Files() {
		if sample.Name == "small.csv" {
			if err := os.WriteFile(sample.Name, sample.Data, 0o600); err != nil {
				t.Fatal(err)
			}
		}
	}
	var stderr bytes.Buffer
	code := run(ctx, args, streams{in: in, out: out, err: &stderr})
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	return code, stderr.String(), strings.Join(names, " ")
}

// blocked neither reads nor writes until the test ends; the first call cancels
// the run, as Ctrl-C does.
type blocked struct {
	cancel context.CancelFunc
	until  <-chan struct{}
}

func (b blocked) Read([]byte) (int, error)  { return b.wait() }
func (b blocked) Write([]byte) (int, error) { return b.wait() }

func (b blocked) wait() (int, error) {
	b.cancel()
	<-b.until
	return 0, io.ErrUnexpectedEOF
}

func newBlocked(t *testing.T) (context.Context, blocked) {
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	until := make(chan struct{})
	t.Cleanup(func() { close(until); cancel() })
	return ctx, blocked{cancel, until}
}

func TestInterruptWhileReadingStandardInput(t *testing.T) {
	for _, command := range []string{"audit", "inspect"} {
		ctx, b := newBlocked(t)
		code, stderr, names := runInEmptyFolder(t, ctx, b, io.Discard, command, "-")
		if code != exitInterrupted || names != "small.csv" || strings.Count(stderr, "\n") != 1 {
			t.Errorf("%s: exit code %d, files %s, said %q", command, code, names, stderr)
		}
	}
}

// formatsOfOneWord are those that -o names by a word alone; a template needs a file.
func formatsOfOneWord() []string {
	return slices.DeleteFunc(formatNames(), func(name string) bool { return name == "template" })
}

func TestInterruptWhileWritingLeavesNoFile(t *testing.T) {
	for _, format := range formatsOfOneWord() {
		ctx, b := newBlocked(t)
		code, stderr, names := runInEmptyFolder(t, ctx, nil, b, "audit", "small.csv", "-o", format, "-o", "all.csv")
		if code != exitInterrupted || names != "small.csv" || !strings.Contains(stderr, "interrupted") {
			t.Errorf("-o %s: exit code %d, files %s, said %q", format, code, names, stderr)
		}
	}
}

func TestInterruptBeforeTheRunLeavesNoFile(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	code, _, names := runInEmptyFolder(t, ctx, nil, io.Discard, "audit", "small.csv", "-o", "all.csv", "-o", "all.json")
	if code != exitInterrupted || names != "small.csv" {
		t.Errorf("exit code %d, files %s", code, names)
	}
}

// TestSignalsAreAskedForInTime: at once by whoever waits or makes a file, else
// when the run has lasted.
func TestSignalsAreAskedForInTime(t *testing.T) {
	calls := []struct {
		name   string
		lasted time.Duration
		call   func(context.Context) error
		want   bool
	}{
		{"Err of a short run", 0, context.Context.Err, false},
		{"Err of a long run", time.Minute, context.Context.Err, true},
		{"Done", 0, func(ctx context.Context) error { ctx.Done(); return nil }, true},
		{"beforeMaking", 0, beforeMaking, true},
		{"createFile", 0, func(ctx context.Context) error {
			f, err := createFile(ctx, filepath.Join(t.TempDir(), "all.csv"))
			if err == nil {
				f.discard()
			}
			return err
		}, true},
	}
	for _, c := range calls {
		asked := false
		ctx := interruption{context.Background(), time.Now().Add(-c.lasted), func() { asked = true }}
		if err := c.call(ctx); err != nil || asked != c.want {
			t.Errorf("%s: error %v, asked for signals: %t, want %t", c.name, err, asked, c.want)
		}
	}
}

// TestOnlyWritesThatWaitAreInterruptible: to a pipe, not to a file or the null device.
func TestOnlyWritesThatWaitAreInterruptible(t *testing.T) {
	file, err := os.Create(filepath.Join(t.TempDir(), "all.csv"))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	null, err := os.OpenFile(os.DevNull, os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer null.Close()
	in, out, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer in.Close()
	defer out.Close()
	for w, want := range map[io.Writer]bool{file: false, null: false, out: true, &bytes.Buffer{}: true} {
		if _, got := interruptibly(context.Background(), w).(interruptibleWriter); got != want {
			t.Errorf("%T: interruptible %t, want %t", w, got, want)
		}
	}
}

// failing takes n bytes and then fails as a full disk does.
type failing struct {
	n   int
	err error
}

func (f *failing) Write(b []byte) (int, error) {
	if len(b) > f.n {
		return f.n, f.err
	}
	f.n -= len(b)
	return len(b), nil
}

func TestFailingStandardOutputIsExitOneForEveryCommand(t *testing.T) {
	full := errors.New("no space left")
	commands := [][]string{
		{"inspect", "small.csv"}, {"inspect", "small.csv", "-o", "json"}, {"matrix"}, {"matrix", "-o", "json"},
		{"explain", "Lync Server 2010 Group Chat API", "Lync Server 2013"}, {"version"}, {"version", "-v"},
		{"help"}, {"help", "exit-codes"}, {"audit", "--help"}, {"completion", "bash"}, {"completion", "powershell"},
		{"samples", "."}, {"template", "new.xlsx"},
	}
	for _, format := range formatsOfOneWord() {
		commands = append(commands, []string{"audit", "small.csv", "-o", format, "-o", "all.csv"})
	}
	for _, args := range commands {
		if args[0] == "samples" {
			args = append(args, "--force")
		}
		code, stderr, names := runInEmptyFolder(t, context.Background(), nil, &failing{5, full}, args...)
		if code != exitFailed || !strings.HasPrefix(stderr, "chatcompat: standard output: ") || !strings.HasSuffix(stderr, "no space left\n") || strings.Count(stderr, "no space left") != 1 {
			t.Errorf("%s: exit code %d, said %q", args, code, stderr)
		}
		if args[0] == "audit" && names != "small.csv" {
			t.Errorf("%s: left %s", args, names)
		}
	}
}

func TestReportThatFailsLateLeavesNone(t *testing.T) {
	for n := range 9 {
		out := &failing{n << 10, errors.New("no space left")}
		code, _, names := runInEmptyFolder(t, context.Background(), nil, out, "audit", "small.csv", "-o", "all.json", "-o", "json", "-o", "all.md")
		if code != exitFailed || names != "small.csv" {
			t.Errorf("after %d KB: exit code %d, files %s", n, code, names)
		}
	}
}

func TestFileChangedAfterOpeningIsRefused(t *testing.T) {
	changes := map[string]func(path string) error{
		"longer":  func(path string) error { return os.WriteFile(path, []byte("Application,API\na,b\n"), 0o600) },
		"shorter": func(path string) error { return os.Truncate(path, 3) },
		"as long": func(path string) error {
			if err := os.WriteFile(path, []byte("application\n"), 0o600); err != nil {
				return err
			}
			return os.Chtimes(path, time.Now(), time.Now().Add(time.Hour))
		},
	}
	for name, change := range changes {
		path := filepath.Join(t.TempDir(), "estate.csv")
		if err := os.WriteFile(path, []byte("Application\n"), 0o600); err != nil {
			t.Fatal(err)
		}
		in, err := openInputs(context.Background(), []string{path}, nil)
		if err != nil {
			t.Fatal(err)
		}
		if err := in.changed(); err != nil {
			t.Errorf("%s: before the change: %v", name, err)
		}
		if err := change(path); err != nil {
			t.Fatal(err)
		}
		if err := in.changed(); err == nil || !strings.Contains(err.Error(), "was changed while it was being read") {
			t.Errorf("%s: %v", name, err)
		}
		in.close()
	}
}

// panicking stands for a fault of our own.
type panicking struct{}

func (panicking) Write([]byte) (int, error) { panic("out of range") }

func TestInternalFaultIsExitOne(t *testing.T) {
	code, stderr, _ := runInEmptyFolder(t, context.Background(), nil, panicking{}, "version")
	if code != exitFailed || !strings.HasPrefix(stderr, "chatcompat: internal fault, please report it: out of range\n") {
		t.Errorf("exit code %d, said %q", code, stderr)
	}
}
