package dataset

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"
)

// File is one form in which an estate can be written.
type File struct {
	Name  string
	Write func(*Estate, io.Writer) error
}

// Files are all forms. The pairs files hold the same cells; applications,
// servers and targets together hold the pairs without the contradictions.
var Files = []File{
	{"pairs.csv", (*Estate).writePairs},
	{"pairs-utf16le.csv", func(e *Estate, w io.Writer) error {
		return encoded(e, transform.NewWriter(w, unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder()))
	}},
	{"pairs-cp1252.csv", func(e *Estate, w io.Writer) error {
		return encoded(e, transform.NewWriter(w, charmap.Windows1252.NewEncoder()))
	}},
	{"applications.csv", (*Estate).writeApplications},
	{"servers.csv", (*Estate).writeServers},
	{"targets.csv", (*Estate).writeTargets},
	{"pairs-shared.xlsx", (*Estate).writeShared},
	{"pairs-inline.xlsx", (*Estate).writeInline},
}

// encoded writes the pairs through an encoder and ends it.
func encoded(e *Estate, w io.WriteCloser) error {
	if err := e.writePairs(w); err != nil {
		return err
	}
	return w.Close()
}

// Write writes the named files of an estate into a folder, or all.
func (e *Estate) Write(dir string, names ...string) error {
	for _, name := range names {
		if !slices.ContainsFunc(Files, func(f File) bool { return f.Name == name }) {
			return fmt.Errorf("%s: no file of this name", name)
		}
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	for _, f := range Files {
		if len(names) > 0 && !slices.Contains(names, f.Name) {
			continue
		}
		if err := e.writeFile(filepath.Join(dir, f.Name), f.Write); err != nil {
			return fmt.Errorf("%s: %w", f.Name, err)
		}
	}
	return nil
}

// WriteHead writes the first rows of the pairs as CSV.
func (e *Estate) WriteHead(path string, rows int) error {
	head := *e
	head.rows = e.rows[:rows]
	return head.writeFile(path, (*Estate).writePairs)
}

func (e *Estate) writeFile(path string, write func(*Estate, io.Writer) error) (err error) {
	out, err := os.Create(path)
	if err != nil {
		return err
	}
	defer func() {
		if closeErr := out.Close(); err == nil {
			err = closeErr
		}
	}()
	w := bufio.NewWriterSize(out, 1<<20)
	if err := write(e, w); err != nil {
		return err
	}
	return w.Flush()
}
