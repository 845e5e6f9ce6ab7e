package main

import (
	"bytes"
	"context"
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
	list   []inventory.Input
	files  []*os.File
	before []fs.FileInfo // the regular files when they were opened
}

func (in *inputs) close() {
	for _, f := range in.files {
		f.Close()
	}
}

// load reads all inputs. A file that is changed meanwhile would be read half
// old and half new, so it is refused.
func (in *inputs) load(ctx context.Context, opt inventory.Options) (*inventory.Estate, error) {
	estate, err := inventory.Load(ctx, in.list, opt)
	if changed := in.changed(); changed != nil {
		return nil, changed
	}
	return estate, err
}

// changed reports the first file that is no longer as it was when it was opened.
func (in *inputs) changed() error {
	for i, before := range in.before {
		now, err := in.files[i].Stat()
		if err != nil {
			return openError(in.files[i].Name(), err)
		}
		if now.Size() != before.Size() || !now.ModTime().Equal(before.ModTime()) {
			return fmt.Errorf("%s: was changed while it was being read; wait until whatever writes it has finished and try again", in.files[i].Name())
		}
	}
	return nil
}

// openInputs opens the files with the given paths, as expand gives them; "-" is
// standard input.
func openInputs(ctx context.Context, paths []string, stdin io.Reader) (*inputs, error) {
	in := &inputs{}
	for _, path := range paths {
		var err error
		if path == "-" {
			err = in.readAll(ctx, path, stdin)
		} else {
			err = in.open(ctx, path)
		}
		if err != nil {
			in.close()
			return nil, err
		}
	}
	return in, nil
}

// expand replaces patterns by the files that they match; shells on Windows do
// not. A path that comes again is left out, and is in repeated.
func expand(args []string) (paths, repeated []string, err error) {
	seen := map[string]bool{}
	for _, arg := range args {
		matches := []string{arg}
		if _, err := os.Lstat(arg); arg != "-" && err != nil && strings.ContainsAny(arg, "*?[") {
			found, err := filepath.Glob(arg)
			if err == nil && len(found) == 0 {
				return nil, nil, fmt.Errorf("%s: no file matches the pattern", arg)
			}
			if err == nil {
				matches = found
			}
		}
		for _, path := range matches {
			id, err := filepath.Abs(path)
			if err != nil || arg == "-" {
				id = path
			}
			if seen[id] {
				repeated = append(repeated, path)
				continue
			}
			seen[id] = true
			paths = append(paths, path)
		}
	}
	return paths, repeated, nil
}

// tellRepeated says which paths are given more than once.
func tellRepeated(w io.Writer, repeated []string) {
	if len(repeated) > 0 {
		fmt.Fprintf(w, "chatcompat: given more than once, read once: %s\n", oneLine(strings.Join(repeated, ", ")))
	}
}

func (in *inputs) open(ctx context.Context, path string) error {
	f, err := open(ctx, path)
	if err != nil {
		return openError(path, err)
	}
	info, err := f.Stat()
	switch {
	case err != nil:
		err = openError(path, err)
	case info.IsDir():
		err = fmt.Errorf("%s: is a folder; name the files in it, for example %s", path, filepath.Join(path, "*.csv"))
	case !info.Mode().IsRegular():
		err = in.readAll(ctx, path, f)
	default:
		in.files = append(in.files, f)
		in.before = append(in.before, info)
		in.list = append(in.list, inventory.Input{Name: path, Size: info.Size(), ReaderAt: f})
		return nil
	}
	f.Close()
	return err
}

// open opens a file; a pipe may wait for ever for its writer, a regular file does
// not, which spares a short run the threads that waiting takes.
func open(ctx context.Context, path string) (*os.File, error) {
	if info, err := os.Stat(path); err == nil && info.Mode().IsRegular() {
		return os.Open(path)
	}
	return interruptible(ctx, func() (*os.File, error) { return os.Open(path) })
}

// readAll reads standard input, a pipe or a device, which can be read only once.
func (in *inputs) readAll(ctx context.Context, path string, r io.Reader) error {
	data, err := interruptible(ctx, func() ([]byte, error) { return io.ReadAll(r) })
	if err != nil {
		return openError(path, err)
	}
	in.list = append(in.list, inventory.Input{Name: path, Size: int64(len(data)), ReaderAt: bytes.NewReader(data)})
	return nil
}

// openError says in plain words why a file cannot be read.
func openError(path string, err error) error {
	if path == "-" {
		path = "standard input"
	}
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
