package main

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"

	"chatcompat/samples"

	"github.com/rogpeppe/go-internal/testscript"
)

// TestMain lets scripts run the program as the command chatcompat.
func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"chatcompat": main})
}

// TestScripts runs testdata/script/*.txtar: standard output, standard error and
// exit code of the whole program.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 filepath.Join("testdata", "script"),
		Setup:               setUp,
		Cmds:                map[string]func(*testscript.TestScript, bool, []string){"exits": exits},
		RequireUniqueNames:  true,
		RequireExplicitExec: true,
	})
}

// setUp gives every script the samples and a terminal of known width.
func setUp(env *testscript.Env) error {
	env.Setenv("COLUMNS", "100")
	for _, sample := range samples.Files() {
		if err := os.WriteFile(filepath.Join(env.WorkDir, sample.Name), sample.Data, 0o600); err != nil {
			return err
		}
	}
	return nil
}

// exits runs a command and checks its exit code: exits 3 chatcompat audit
// small.csv. What it printed is for stdout, stderr and cmp as after exec.
func exits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exits CODE COMMAND ARGS...")
	}
	code := 0
	if err := ts.Exec(args[1], args[2:]...); err != nil {
		var exit *exec.ExitError
		if !errors.As(err, &exit) {
			ts.Fatalf("%v", err)
		}
		code = exit.ExitCode()
	}
	if want := args[0]; strconv.Itoa(code) != want {
		ts.Fatalf("exit code %d, want %s", code, want)
	}
}
