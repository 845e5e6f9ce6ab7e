package main

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"hash"
	"os"
	"path/filepath"

	"chatcompat/audit"
	"chatcompat/inventory"
	"chatcompat/report"
)

// proofPlan is a checked wish for a manifest.
type proofPlan struct {
	path    string // "" where none is wanted
	command []string
	inputs  []inventory.File // set once they are read
	own     *inventory.File  // the own matrix, set once it is read; nil where there is none
}

// proofPlan checks --manifest.
func (f *reportFlags) proofPlan(j *reportJob, inputPaths []string, s streams) (proofPlan, error) {
	p := proofPlan{path: f.manifest, command: s.args}
	switch p.path {
	case "":
		return p, nil
	case "-":
		return p, usagef("--manifest -: a manifest is a file that verify reads, and is not written to standard output; name a file")
	}
	for _, o := range j.outputs {
		if o.path != "" && filepath.Clean(o.path) == filepath.Clean(p.path) {
			return p, usagef("--manifest %s: a report would be written to the same file", p.path)
		}
	}
	if p.isIn(j.pack) {
		if name := filepath.Base(p.path); filepath.Ext(name) != ".json" {
			return p, usagef("--manifest %s: could be taken for a report of the pack; give it the extension .json", p.path)
		}
		if _, err := os.Stat(j.pack.folder); err != nil {
			return p, nil // the folder is yet to be made, and is checked with the pack
		}
	}
	return p, checkTarget(p.path, inputPaths, f.force)
}

// isIn reports whether the manifest is to stand in the folder of the pack.
func (p proofPlan) isIn(pack packPlan) bool {
	return pack.wanted() && filepath.Clean(filepath.Dir(p.path)) == pack.folder
}

// proof is the manifest of a run that is under way.
type proof struct {
	plan     proofPlan
	reports  targets
	pack     *pack // nil where there is none
	manifest manifest
	record   *recordHash
}

func newProof(plan proofPlan, meta report.Meta, reports targets, pack *pack) *proof {
	return &proof{plan: plan, reports: reports, pack: pack, manifest: newManifest(meta, plan.command), record: newRecordHash(meta)}
}

func (p *proof) write(block []audit.Finding) error { return p.record.writer.Write(block) }

// end lists all files, whose content stands by now.
func (p *proof) end(_ context.Context, _ source, s audit.Summary) error {
	var err error
	if p.manifest.Record, err = p.record.end(s); err != nil {
		return err
	}
	folder := filepath.Dir(p.plan.path)
	for _, f := range p.plan.inputs {
		p.manifest.addInput(folder, f)
	}
	if own := p.plan.own; own != nil {
		p.manifest.Matrix.Own = &manifestFile{relativePath(folder, own.Path), own.Path, own.Bytes, own.SHA256}
	}
	for _, t := range p.reports {
		switch {
		case t.file == nil:
			p.manifest.Notes = append(p.manifest.Notes, "the report on standard output, "+t.format.Name+", is not listed")
		case t.file.final == "":
			p.manifest.Notes = append(p.manifest.Notes, "the report on "+t.path+", which is no regular file, is not listed")
		default:
			if err := p.addOutput(folder, t.path, t.file.Name()); err != nil {
				return err
			}
		}
	}
	if p.pack == nil {
		return nil
	}
	for _, name := range p.pack.names {
		path := filepath.Join(p.pack.plan.folder, name)
		if err := p.addOutput(folder, path, filepath.Join(p.pack.temporary, name)); err != nil {
			return err
		}
	}
	return nil
}

// addOutput lists the file that is to have a path and is still elsewhere.
func (p *proof) addOutput(folder, path, now string) error {
	f, err := os.Open(now)
	if err != nil {
		return openError(path, err)
	}
	defer f.Close()
	bytes, sum, err := hashOf(f)
	if err != nil {
		return openError(path, err)
	}
	p.manifest.Outputs = append(p.manifest.Outputs, manifestFile{relativePath(folder, path), filepath.ToSlash(path), bytes, sum})
	return nil
}

// publish writes the manifest, after all that it speaks of.
func (p *proof) publish(ctx context.Context) error {
	data, err := p.manifest.encode()
	if err != nil {
		return err
	}
	return writeBytes(ctx, p.plan.path, data)
}

func (p *proof) undo() {}

func (p *proof) discard() {}

// recordHash hashes the complete record of a run: every finding and all that
// leads to it, whatever reports show, and not the version of the program.
type recordHash struct {
	sum    hash.Hash
	writer report.Writer
}

func newRecordHash(meta report.Meta) *recordHash {
	format, _ := report.FormatByName("json")
	meta.Version, meta.Show = "", report.ShowAll
	r := &recordHash{sum: sha256.New()}
	r.writer = format.New(r.sum, meta)
	return r
}

func (r *recordHash) end(s audit.Summary) (manifestRecord, error) {
	err := r.writer.Close(s)
	return manifestRecord{s.Pairs, hex.EncodeToString(r.sum.Sum(nil))}, err
}
