package main

import (
	"bufio"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"chatcompat/audit"
	"chatcompat/report"
)

// output is one report that the user asked for.
type output struct {
	format report.Format
	path   string // "" for standard output
}

// parseOutputs reads the values of -o: FORMAT, FORMAT=PATH, FORMAT=- or a path
// whose extension picks the format.
func parseOutputs(values []string) ([]output, error) {
	if len(values) == 0 {
		values = []string{"table"}
	}
	var outputs []output
	for _, value := range values {
		o, err := parseOutput(value)
		if err != nil {
			return nil, err
		}
		for _, other := range outputs {
			if other.path == o.path && o.path == "" {
				return nil, usagef("-o %s: only one report can go to standard output; give the other a file: -o %s=FILE", value, o.format.Name)
			}
			if o.path != "" && filepath.Clean(other.path) == filepath.Clean(o.path) {
				return nil, usagef("-o %s: two reports would be written to %s", value, o.path)
			}
		}
		outputs = append(outputs, o)
	}
	return outputs, nil
}

func parseOutput(value string) (output, error) {
	name, path, named := strings.Cut(value, "=")
	if format, ok := report.FormatByName(name); ok {
		if named && path == "" {
			return output{}, usagef("-o %s: the file's name is missing after =", value)
		}
		if path == "-" {
			path = ""
		}
		return output{format, path}, nil
	}
	if format, ok := report.FormatByExtension(value); ok {
		return output{format, value}, nil
	}
	if named || filepath.Ext(value) == "" && !strings.ContainsAny(value, `/\`) {
		return output{}, notOneOf("format", name, formatNames())
	}
	return output{}, usagef("-o %s: no format has the extension %q; name the format: -o FORMAT=%s with FORMAT one of %s",
		value, filepath.Ext(value), value, strings.Join(formatNames(), ", "))
}

func formatNames() []string {
	var names []string
	for _, f := range report.Formats {
		names = append(names, f.Name)
	}
	return names
}

// target is an output that is being written: to standard output, or to a
// temporary file beside the file it will become.
type target struct {
	output
	file   *os.File // nil for standard output
	final  string   // the file it becomes; "" where it is written directly
	buffer *bufio.Writer
	writer report.Writer
}

// checkTargets finds reports that cannot be written, before anything is read.
func checkTargets(outputs []output, inputPaths []string, force bool) error {
	for _, o := range outputs {
		if o.path == "" {
			continue
		}
		info, err := os.Stat(o.path)
		if err != nil {
			if err := checkFolder(o.path); err != nil {
				return err
			}
			continue
		}
		switch {
		case info.IsDir():
			return fmt.Errorf("%s: is a folder; name a file in it", o.path)
		case isInput(info, inputPaths):
			return usagef("%s: is an input of this run and would be overwritten; choose another name", o.path)
		case info.Mode().IsRegular() && !force:
			return fmt.Errorf("%s: exists already; replace it with --force or choose another name", o.path)
		}
	}
	return nil
}

func checkFolder(path string) error {
	folder := filepath.Dir(path)
	info, err := os.Stat(folder)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return fmt.Errorf("%s: the folder %s does not exist; create it first", path, folder)
	case err != nil:
		return fmt.Errorf("%s: %w", path, cause(err))
	case !info.IsDir():
		return fmt.Errorf("%s: %s is not a folder", path, folder)
	}
	return nil
}

func isInput(info fs.FileInfo, inputPaths []string) bool {
	for _, path := range inputPaths {
		if other, err := os.Stat(path); err == nil && os.SameFile(info, other) {
			return true
		}
	}
	return false
}

// targets are the outputs of a run; they are written together and appear together.
type targets []*target

// openTargets creates the temporary files and their writers.
func openTargets(outputs []output, meta report.Meta, stdout io.Writer) (targets, error) {
	var all targets
	for _, o := range outputs {
		t := &target{output: o}
		meta.File = o.path != ""
		var w io.Writer = stdout
		if o.path != "" {
			if err := t.create(); err != nil {
				all.discard()
				return nil, err
			}
			w = t.file
		}
		t.buffer = bufio.NewWriterSize(w, 1<<16)
		t.writer = o.format.New(t.buffer, meta)
		all = append(all, t)
	}
	return all, nil
}

// create opens the file that a report is written to first.
func (t *target) create() error {
	if info, err := os.Stat(t.path); err == nil && !info.Mode().IsRegular() {
		f, err := os.OpenFile(t.path, os.O_WRONLY, 0)
		t.file = f
		return writeError(t.path, err)
	}
	t.final = t.path
	if real, err := filepath.EvalSymlinks(t.path); err == nil {
		t.final = real
	}
	folder, base := filepath.Split(t.final)
	temporary := filepath.Join(folder, ".chatcompat-"+rand.Text()[:8]+"-"+shortened(base)+".tmp")
	f, err := os.OpenFile(temporary, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	t.file = f
	return writeError(t.path, err)
}

// shortened keeps a temporary name within what file systems allow.
func shortened(base string) string { return base[:min(len(base), 40)] }

// write hands a block of findings to every report.
func (all targets) write(block []audit.Finding) error {
	for _, t := range all {
		if err := t.writer.Write(block); err != nil {
			return writeError(t.name(), err)
		}
	}
	return nil
}

// finish ends every report, and only when all are whole gives them their names.
func (all targets) finish(s audit.Summary) error {
	for _, t := range all {
		if err := t.end(s); err != nil {
			return writeError(t.name(), err)
		}
	}
	for _, t := range all {
		if t.final == "" {
			continue
		}
		if err := os.Rename(t.file.Name(), t.final); err != nil {
			return writeError(t.path, err)
		}
		t.final = ""
	}
	return nil
}

func (t *target) end(s audit.Summary) error {
	if err := t.writer.Close(s); err != nil {
		return err
	}
	if err := t.buffer.Flush(); err != nil {
		return err
	}
	if t.file == nil {
		return nil
	}
	return t.file.Close()
}

// discard removes what an unfinished run has written.
func (all targets) discard() {
	for _, t := range all {
		if t.file == nil {
			continue
		}
		t.file.Close()
		if t.final != "" {
			os.Remove(t.file.Name())
		}
	}
}

func (t *target) name() string {
	if t.path == "" {
		return "standard output"
	}
	return t.path
}

// writeError says in plain words why a report cannot be written.
func writeError(path string, err error) error {
	switch {
	case err == nil:
		return nil
	case isHeldOpen(err):
		return fmt.Errorf("%s: another program, perhaps Excel, holds the file open; close it there and try again", path)
	case errors.Is(err, fs.ErrPermission):
		return fmt.Errorf("%s: may not be written here; choose another folder", path)
	}
	var link *os.LinkError
	if errors.As(err, &link) {
		err = link.Err
	}
	return fmt.Errorf("%s: %w", path, cause(err))
}
