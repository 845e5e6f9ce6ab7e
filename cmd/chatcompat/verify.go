package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"chatcompat/audit"

	"github.com/spf13/cobra"
)

func newVerify(s streams) *cobra.Command {
	var rerun bool
	cmd := &cobra.Command{
		Use:   "verify MANIFEST",
		Short: "Check that files are what a manifest says",
		Long: `verify compares inputs, built-in matrix and reports with a manifest that was
written with --manifest, and says of each whether it is the same, changed or
missing. Files are looked for as seen from the manifest's folder, then under the
name that the run was given, then beside the manifest.

With --rerun it audits the inputs again with the recorded options and compares
every finding. The exit code is 0 if all that can be checked is the same, else
1. What came from standard input cannot be checked: it is named, no more, unless
--rerun needs it.

A manifest is no signature: who can change a report can change its manifest.
Keep the manifest, or its hash, where only you can write.`,
		Example: `  chatcompat audit estate.xlsx -o board.xlsx --manifest proof.json
  chatcompat verify proof.json --rerun`,
		Args: exactArgs(1, "one file that was written with --manifest"),
		RunE: func(cmd *cobra.Command, args []string) error {
			return runVerify(cmd.Context(), args[0], rerun, s)
		},
	}
	cmd.Flags().BoolVar(&rerun, "rerun", false, "audit the inputs again and compare the findings")
	return cmd
}

// fileState is what became of something that a manifest lists.
type fileState string

const (
	stateSame      fileState = "same"
	stateChanged   fileState = "changed"
	stateMissing   fileState = "missing"
	stateUnchecked fileState = "unchecked" // standard input, which is gone; findings that cannot be made again
)

func runVerify(ctx context.Context, path string, rerun bool, s streams) error {
	paths, _, err := expand([]string{path})
	switch {
	case err != nil:
		return err
	case len(paths) > 1:
		return usagef("%s: %d files match the pattern; verify wants one: %s, …", path, len(paths), paths[0])
	}
	path = paths[0]
	in, err := openInputs(ctx, paths, s.in)
	if err != nil {
		return err
	}
	defer in.close()
	data, err := readInput(in.list[0])
	if err != nil {
		return err
	}
	m, err := readManifest(data)
	if err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	v := verifier{folder: filepath.Dir(path), counts: map[fileState]int{}}
	for _, f := range m.Inputs {
		if err := v.file("input", f); err != nil {
			return err
		}
	}
	v.matrix(m)
	if m.Matrix.Own != nil {
		if err := v.file("matrix", *m.Matrix.Own); err != nil {
			return err
		}
	}
	for _, f := range m.Outputs {
		if err := v.file("output", f); err != nil {
			return err
		}
	}
	if rerun {
		record, err := rerunRecord(ctx, m, v.folder, s)
		switch {
		case ctx.Err() != nil:
			return err
		case err != nil:
			v.say(stateUnchecked, "record", "findings", ": the audit cannot be run again: "+err.Error())
			v.notRun = true
		default:
			v.findings(m.Record, record)
		}
	}
	return v.finish(m, s.out)
}

// verifier collects what is said of each file.
type verifier struct {
	folder string // of the manifest
	lines  strings.Builder
	counts map[fileState]int
	notRun bool // --rerun could not be done
}

func (v *verifier) say(state fileState, kind, name, detail string) {
	v.counts[state]++
	fmt.Fprintf(&v.lines, "%-10s%-8s%s%s\n", state, kind, oneLine(name), oneLine(detail))
}

// file checks one file of the manifest.
func (v *verifier) file(kind string, f manifestFile) error {
	if f.Path == "-" {
		v.say(stateUnchecked, kind, "standard input", ": was not kept")
		return nil
	}
	file, err := findFile(v.folder, f)
	if errors.Is(err, fs.ErrNotExist) {
		v.say(stateMissing, kind, f.Path, "")
		return nil
	}
	if err != nil {
		return openError(f.Path, err)
	}
	defer file.Close()
	bytes, sum, err := hashOf(file)
	switch {
	case err != nil:
		return openError(f.Path, err)
	case sum != f.SHA256:
		v.say(stateChanged, kind, f.Path, fmt.Sprintf(": %d bytes with SHA-256 %s, were %d with %s", bytes, sum, f.Bytes, f.SHA256))
	default:
		v.say(stateSame, kind, f.Path, "")
	}
	return nil
}

// findFile opens a file of the manifest: as seen from the manifest's folder, as
// the user named it, or beside the manifest, where both were copied together.
func findFile(folder string, f manifestFile) (*os.File, error) {
	var failed error
	for _, path := range []string{
		filepath.Join(folder, filepath.FromSlash(f.Path)), filepath.FromSlash(f.Path), filepath.FromSlash(f.Named),
		filepath.Join(folder, filepath.Base(filepath.FromSlash(f.Path))),
	} {
		file, err := os.Open(path)
		if err == nil {
			return file, nil
		}
		if failed == nil || errors.Is(failed, fs.ErrNotExist) {
			failed = err
		}
	}
	return nil, failed
}

func (v *verifier) matrix(m *manifest) {
	if m.Matrix.SHA256 == audit.MatrixSHA256() {
		v.say(stateSame, "matrix", "built-in matrix, "+audit.Page.String(), "")
		return
	}
	v.say(stateChanged, "matrix", "built-in matrix, "+audit.Page.String(), ": was "+m.Matrix.Page)
}

func (v *verifier) findings(was, is manifestRecord) {
	if was == is {
		v.say(stateSame, "record", countFindings(is.Pairs), "")
		return
	}
	v.say(stateChanged, "record", countFindings(is.Pairs), ": the audit gives another result than then, with "+countFindings(was.Pairs))
}

func countFindings(n int) string {
	if n == 1 {
		return "1 finding"
	}
	return strconv.Itoa(n) + " findings"
}

// finish prints the answer; only a manifest of which all is the same is confirmed.
func (v *verifier) finish(m *manifest, out io.Writer) error {
	for _, note := range m.Notes {
		fmt.Fprintf(&v.lines, "note: %s\n", oneLine(note))
	}
	if m.Tool.Version != version {
		fmt.Fprintf(&v.lines, "note: written by version %s, this is %s\n", oneLine(m.Tool.Version), version)
	}
	var counts []string
	for _, state := range []fileState{stateSame, stateChanged, stateMissing, stateUnchecked} {
		if n := v.counts[state]; n > 0 {
			counts = append(counts, fmt.Sprintf("%d %s", n, state))
		}
	}
	fmt.Fprintf(&v.lines, "%s.\n", strings.Join(counts, ", "))
	if _, err := io.WriteString(out, v.lines.String()); err != nil {
		return writeError("standard output", err)
	}
	if v.notRun || v.counts[stateChanged]+v.counts[stateMissing] > 0 {
		return exitStatus(exitFailed)
	}
	return nil
}
