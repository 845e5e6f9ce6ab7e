package main

import (
	"context"
	"crypto/rand"
	"os"
	"path/filepath"
	"slices"
)

// grow makes the folder that the pack grows in: inside its own where that is
// there, since it may be another disk or the only place that may be written;
// else beside it.
func (p *pack) grow() error {
	parent := filepath.Dir(p.plan.folder)
	if p.exists() {
		parent = p.plan.folder
	}
	p.temporary = filepath.Join(parent, ".chatcompat-"+rand.Text()[:8]+".tmp")
	if err := os.Mkdir(p.temporary, 0o777); err != nil {
		p.temporary = ""
		return writeError(p.plan.folder, err)
	}
	return nil
}

// publish puts the pack where it belongs: the folder as a whole where there is
// none, else file by file; then all files are replaced or none.
func (p *pack) publish(context.Context) error {
	if !p.exists() {
		grown := p.temporary
		if err := os.Rename(grown, p.plan.folder); err != nil {
			return writeError(p.plan.folder, err)
		}
		p.temporary = ""
		p.back = append(p.back, func() {
			p.temporary = grown
			os.Rename(p.plan.folder, grown)
		})
		return nil
	}
	for _, name := range p.names {
		back, err := replaceFile(filepath.Join(p.temporary, name), filepath.Join(p.plan.folder, name))
		if err != nil {
			return writeError(filepath.Join(p.plan.folder, name), err)
		}
		p.back = append(p.back, back)
	}
	return nil
}

// undo takes the pack back, or the files of it that were put in place.
func (p *pack) undo() {
	for _, step := range slices.Backward(p.back) {
		step()
	}
	p.back = nil
}

// replaceFile moves a file over another, which it keeps beside the new one's
// old place; back undoes that. Errors of back change nothing: the run failed.
func replaceFile(from, to string) (back func(), err error) {
	kept := from + ".old"
	if info, err := os.Stat(to); err == nil {
		keepPermissions(from, info)
	}
	if err := os.Rename(to, kept); err != nil && !os.IsNotExist(err) {
		return nil, err
	}
	back = func() {
		os.Remove(to)
		os.Rename(kept, to)
	}
	if err := os.Rename(from, to); err != nil {
		back()
		return nil, err
	}
	return back, nil
}

// discard removes what is left of the folder that the pack grew in.
func (p *pack) discard() {
	if p.temporary != "" {
		os.RemoveAll(p.temporary)
	}
}

// strangers counts the files of the folder that this run has not written: an
// earlier pack may have had groups that are gone.
func (p *pack) strangers(manifest string) int {
	entries, err := os.ReadDir(p.plan.folder)
	if err != nil {
		return 0
	}
	n := 0
	for _, e := range entries {
		own := slices.Contains(p.names, e.Name()) || e.Name() == filepath.Base(p.temporary) ||
			filepath.Join(p.plan.folder, e.Name()) == filepath.Clean(manifest)
		if !own {
			n++
		}
	}
	return n
}
