package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"chatcompat/inventory"
)

// inputs are the opened files of a run.
type inputs struct {
	list  []inventory.Input
	files []*os.File
}

func (in *inputs) close() {
	for _, f := range in.files {
		f.Close()
	}
}

// openInputs opens the files that the arguments name: patterns are expanded,
// "-" is standard input, a file that is named twice is read once.
func openInputs(args []string, stdin io.Reader) (*inputs, error) {
	in := &inputs{}
	paths, err := expand(args)
	if err != nil {
		return nil, err
	}
	for _, path := range paths {
		if path == "-" {
			err = in.readStdin(stdin)
		} else {
			err = in.open(path)
		}
		if err != nil {
			in.close()
			return nil, err
		}
	}
	return in, nil
}

// expand replaces patterns by the files that they match; shells on Windows do not.
func expand(args []string) ([]string, error) {
	var paths []string
	seen := map[string]bool{}
	for _, arg := range args {
		matches := []string{arg}
		if _, err := os.Lstat(arg); arg != "-" && err != nil && strings.ContainsAny(arg, "*?[") {
			found, err := filepath.Glob(arg)
			if err != nil {
				return nil, usagef("pattern %q: %v", arg, err)
			}
			if len(found) == 0 {
				return nil, fmt.Errorf("%s: no file matches the pattern", arg)
			}
			matches = found
		}
		for _, path := range matches {
			if id := filepath.Clean(path); !seen[id] {
				seen[id] = true
				paths = append(paths, path)
			}
		}
	}
	return paths, nil
}

func (in *inputs) readStdin(stdin io.Reader) error {
	data, err := io.ReadAll(stdin)
	if err != nil {
		return fmt.Errorf("standard input: %w", err)
	}
	in.list = append(in.list, inventory.Input{Name: "-", Size: int64(len(data)), ReaderAt: bytes.NewReader(data)})
	return nil
}

func (in *inputs) open(path string) error {
	f, err := os.Open(path)
	if err != nil {
		return openError(path, err)
	}
	in.files = append(in.files, f)
	info, err := f.Stat()
	if err != nil {
		return openError(path, err)
	}
	if info.IsDir() {
		return fmt.Errorf("%s: is a folder; name the files in it, for example %s", path, filepath.Join(path, "*.csv"))
	}
	if !info.Mode().IsRegular() {
		return in.readAll(path, f)
	}
	in.list = append(in.list, inventory.Input{Name: path, Size: info.Size(), ReaderAt: f})
	return nil
}

// readAll reads a pipe or device, which can be read only once.
func (in *inputs) readAll(path string, f *os.File) error {
	data, err := io.ReadAll(f)
	if err != nil {
		return openError(path, err)
	}
	in.list = append(in.list, inventory.Input{Name: path, Size: int64(len(data)), ReaderAt: bytes.NewReader(data)})
	return nil
}

// openError says in plain words why a file cannot be read.
func openError(path string, err error) error {
	switch {
	case isHeldOpen(err):
		return fmt.Errorf("%s: another program, perhaps Excel, holds the file open; close it there and try again", path)
	case errors.Is(err, fs.ErrNotExist):
		return fmt.Errorf("%s: there is no such file", path)
	case errors.Is(err, fs.ErrPermission):
		return fmt.Errorf("%s: may not be read; ask for the right to read it", path)
	}
	return fmt.Errorf("%s: %w", path, cause(err))
}

// cause takes path and operation off an error of package os.
func cause(err error) error {
	var pathError *fs.PathError
	if errors.As(err, &pathError) {
		return pathError.Err
	}
	return err
}
