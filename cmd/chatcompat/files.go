package main

import (
	"cmp"
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// newFile is a file that appears under its name only when it is whole: it is
// written beside it first. A target that is no regular file, a device or a
// pipe, is written directly.
type newFile struct {
	*os.File
	final string // the file it becomes; "" where it is written directly or was published

	published string // its name once it was published
	kept      string // where the file that it replaced is kept; "" where none is
}

// createFile opens a file that is to become the file with the given path.
func createFile(ctx context.Context, path string) (*newFile, error) {
	if err := beforeMaking(ctx); err != nil {
		return nil, err
	}
	info, err := os.Stat(path)
	there := err == nil
	if there && !info.Mode().IsRegular() {
		f, err := interruptible(ctx, func() (*os.File, error) { return os.OpenFile(path, os.O_WRONLY, 0) })
		return &newFile{File: f}, writeError(path, err)
	}
	final := resolve(path)
	folder, base := filepath.Split(final)
	temporary := filepath.Join(folder, ".chatcompat-"+rand.Text()[:8]+"-"+strings.ToValidUTF8(base[:min(len(base), 40)], "")+".tmp")
	f, err := os.OpenFile(temporary, os.O_WRONLY|os.O_CREATE|os.O_EXCL, permissions(info, there))
	if err != nil {
		return nil, writeError(path, err)
	}
	if there {
		keepPermissions(temporary, info)
	}
	return &newFile{File: f, final: final}, nil
}

// permissions are those that a file is created with: of the file that it
// replaces, so that nobody else can read it meanwhile, else the usual ones.
func permissions(replaced fs.FileInfo, there bool) fs.FileMode {
	if there {
		return replaced.Mode().Perm()
	}
	return 0o666
}

// keepPermissions gives a file the permissions of the one that it replaces, also
// those that the umask took away. A file system without permissions has nothing to keep.
func keepPermissions(path string, replaced fs.FileInfo) { _ = os.Chmod(path, replaced.Mode().Perm()) }

// resolve follows symbolic links, so that the file they point at is replaced
// and not the link, even where that file is not there yet.
func resolve(path string) string {
	if real, err := filepath.EvalSymlinks(path); err == nil {
		return real
	}
	if link, err := os.Readlink(path); err == nil {
		if filepath.IsAbs(link) {
			return link
		}
		path = filepath.Join(filepath.Dir(path), link)
	}
	if folder, err := filepath.EvalSymlinks(filepath.Dir(path)); err == nil {
		return filepath.Join(folder, filepath.Base(path))
	}
	return path
}

// sameTarget reports two names of one file, there or not. Names that differ
// only in case are one file on Windows. A device may be written twice.
func sameTarget(a, b string) bool {
	if info, err := os.Stat(a); err == nil && !info.Mode().IsRegular() {
		return false
	}
	a, errA := filepath.Abs(a)
	b, errB := filepath.Abs(b)
	return errA == nil && errB == nil && strings.EqualFold(resolve(a), resolve(b))
}

// publish gives a closed file its name.
func (f *newFile) publish() error {
	if f.final == "" {
		return nil
	}
	if err := os.Rename(f.Name(), f.final); err != nil {
		return err
	}
	f.published, f.final = f.final, ""
	return nil
}

// keep keeps the file that publish will replace, for undo. Where no second name
// can be given to it, it is moved away.
func (f *newFile) keep() error {
	if f.final == "" {
		return nil
	}
	kept := f.Name() + ".old"
	err := os.Link(f.final, kept)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		err = os.Rename(f.final, kept)
	}
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err != nil:
		return err
	}
	f.kept = kept
	return nil
}

// undo brings back what was there before keep and publish. Its errors change
// nothing: the run has failed already.
func (f *newFile) undo() {
	switch {
	case f.kept != "":
		os.Rename(f.kept, cmp.Or(f.published, f.final))
	case f.published != "":
		os.Remove(f.published)
	}
	f.kept = ""
}

// discard removes the file unless it was published, and what keep kept. Its
// errors change nothing: the run has failed already, or the file is where it belongs.
func (f *newFile) discard() {
	if f.File == nil {
		return
	}
	f.Close()
	if f.kept != "" {
		os.Remove(f.kept)
	}
	if f.final != "" {
		os.Remove(f.Name())
	}
}

// writeAtomically writes one file, or none.
func writeAtomically(ctx context.Context, path string, write func(io.Writer) error) error {
	f, err := createFile(ctx, path)
	if err != nil {
		return err
	}
	defer f.discard()
	if err := write(f); err != nil {
		return writeError(path, err)
	}
	if err := f.Close(); err != nil {
		return writeError(path, err)
	}
	return writeError(path, f.publish())
}

// writeBytes is writeAtomically for what is in memory.
func writeBytes(ctx context.Context, path string, data []byte) error {
	return writeAtomically(ctx, path, func(w io.Writer) error {
		_, err := w.Write(data)
		return err
	})
}

// checkTarget finds a file that cannot or must not be written.
func checkTarget(path string, inputPaths []string, force bool) error {
	info, err := os.Stat(path)
	if err != nil {
		return checkFolder(path)
	}
	switch {
	case info.IsDir():
		return fmt.Errorf("%s: is a folder; name a file in it", path)
	case isInput(info, inputPaths):
		return usagef("%s: is an input of this run and would be overwritten; choose another name", path)
	case info.Mode().IsRegular() && !force:
		return fmt.Errorf("%s: exists already; replace it with --force or choose another name", path)
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
