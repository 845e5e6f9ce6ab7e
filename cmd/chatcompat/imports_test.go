package main

import (
	"go/parser"
	"go/token"
	"io/fs"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// stages are the code folders, each allowed to import those before it.
var stages = []string{"inventory", "audit", "report", "samples", "cmd"}

// libraries lists who imports a third-party library outside tests, and nobody
// else may. Package bench measures some, which chatcompat itself does not use.
var libraries = map[string][]string{
	"github.com/spf13/cobra":               {"cmd"},
	"github.com/spf13/pflag":               {"cmd"},
	"github.com/agnivade/levenshtein":      {"cmd"},
	"golang.org/x/term":                    {"cmd"},
	"golang.org/x/sys":                     {"cmd"},
	"github.com/xuri/excelize/v2":          {"report", "samples", "cmd/bench"},
	"github.com/olekukonko/tablewriter":    {"report"},
	"github.com/clipperhouse/displaywidth": {"report"},
	"github.com/klauspost/compress":        {"inventory", "report"},
	"github.com/richardlehane/mscfb":       {"inventory"},
	"golang.org/x/text":                    {"inventory", "cmd"},
}

func TestImportsGoOneWay(t *testing.T) {
	files, seen := 0, map[string]bool{}
	err := filepath.WalkDir(filepath.Join("..", ".."), func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && (d.Name() == "testdata" || strings.HasPrefix(d.Name(), ".") && len(d.Name()) > 2) {
			return filepath.SkipDir
		}
		if d.IsDir() || !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
			return nil
		}
		files++
		rel, err := filepath.Rel(filepath.Join("..", ".."), name)
		if err != nil {
			return err
		}
		checkImports(t, filepath.ToSlash(rel), seen)
		return nil
	})
	if err != nil || files == 0 {
		t.Fatalf("walked %d files: %v", files, err)
	}
	for library, folders := range libraries {
		for _, stage := range folders {
			if !seen[library+" "+stage] {
				t.Errorf("%s may import %s and does not; take it off the list", stage, library)
			}
		}
	}
}

// checkImports checks one file and notes in seen which stage imports what library.
func checkImports(t *testing.T, file string, seen map[string]bool) {
	t.Helper()
	f, err := parser.ParseFile(token.NewFileSet(), filepath.Join("..", "..", filepath.FromSlash(file)), nil, parser.ImportsOnly)
	if err != nil {
		t.Fatal(err)
	}
	stage, _, _ := strings.Cut(file, "/")
	folder := stage
	if strings.HasPrefix(file, "cmd/bench/") {
		folder = "cmd/bench"
	}
	if !slices.Contains(stages, stage) {
		t.Errorf("%s: code stands in none of the folders %v", file, stages)
	}
	for _, spec := range f.Imports {
		imported, err := strconv.Unquote(spec.Path.Value)
		if err != nil {
			t.Fatal(err)
		}
		if own, ok := strings.CutPrefix(imported, "chatcompat/"); ok {
			other, _, _ := strings.Cut(own, "/")
			if slices.Index(stages, other) > slices.Index(stages, stage) {
				t.Errorf("%s imports %s: imports go cmd → report → audit → inventory", file, imported)
			}
			continue
		}
		if first, _, _ := strings.Cut(imported, "/"); !strings.Contains(first, ".") {
			continue
		}
		library := libraryOf(imported)
		if allowed := libraries[library]; slices.Contains(allowed, stage) {
			seen[library+" "+stage] = true
		} else if slices.Contains(allowed, folder) {
			seen[library+" "+folder] = true
		} else {
			t.Errorf("%s imports %s, which %s may not", file, imported, folder)
		}
	}
}

// libraryOf finds the library of the list that an import belongs to, or "".
func libraryOf(imported string) string {
	for library := imported; library != "."; library = path.Dir(library) {
		if _, ok := libraries[library]; ok {
			return library
		}
	}
	return ""
}
