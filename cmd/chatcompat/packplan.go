package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"chatcompat/inventory"
	"chatcompat/report"
)

// packFormats are the formats of a pack's reports: one for the board, one for
// whoever has no spreadsheet program.
var packFormats = []string{"xlsx", "html"}

// splitFields are the keys of the fields that a pack can be split by.
var splitFields = []string{
	inventory.FieldOwner.Key(), inventory.FieldSite.Key(), inventory.FieldEnvironment.Key(), inventory.FieldBusinessService.Key(),
}

// packPlan is a checked wish for a pack.
type packPlan struct {
	field      inventory.Field
	folder     string // "" where no pack is wanted
	formats    []report.Format
	inputPaths []string
	force      bool
}

func (p packPlan) wanted() bool { return p.folder != "" }

// packPlan checks --split-by and --out-dir.
func (f *reportFlags) packPlan(inputPaths []string) (packPlan, error) {
	p := packPlan{folder: f.outDir, inputPaths: inputPaths, force: f.force}
	switch {
	case f.splitBy == "" && f.outDir == "":
		return p, nil
	case f.splitBy == "":
		return p, usagef("--out-dir %s: name what the pack is split by: --split-by %s", f.outDir, strings.Join(splitFields, "|"))
	case f.outDir == "":
		return p, usagef("--split-by %s: name the folder of the pack: --out-dir FOLDER", f.splitBy)
	}
	if err := choose("split-by", f.splitBy, splitFields); err != nil {
		return p, err
	}
	p.folder = filepath.Clean(f.outDir)
	p.field, _ = inventory.ParseField(f.splitBy)
	for _, name := range packFormats {
		if format, ok := report.FormatByName(name); ok {
			p.formats = append(p.formats, format)
		}
	}
	return p, nil
}

// check finds a folder that the pack must not go to.
func (p packPlan) check(outputs []output) error {
	if !p.wanted() {
		return nil
	}
	for _, o := range outputs {
		if o.path != "" && filepath.Clean(filepath.Dir(o.path)) == p.folder {
			return usagef("-o %s: is in the folder of the pack; choose another folder", o.path)
		}
	}
	entries, err := os.ReadDir(p.folder)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return checkFolder(p.folder)
	case err != nil:
		return fmt.Errorf("--out-dir %s: %w", p.folder, cause(err))
	case len(entries) > 0 && !p.force:
		return fmt.Errorf("%s: the folder is not empty; replace its files with --force or choose another name", p.folder)
	}
	return nil
}
