package main

import (
	"cmp"
	"context"
	"io"
	"maps"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"

	"chatcompat/audit"
	"chatcompat/inventory"
	"chatcompat/report"

	"golang.org/x/text/unicode/norm"
)

// packBatch is how many groups are written at once: each costs a pass over the
// findings for the batch, and memory for its writers.
const packBatch = 16

// pack is a folder of reports, for each group of findings and for the whole. It
// grows in a folder beside its own and takes its place when it is whole.
type pack struct {
	plan      packPlan
	meta      report.Meta
	again     func() report.PairReader // nil where pairs cannot be read again
	groups    map[string]*group        // by groupKey
	temporary string                   // the folder it grows in; "" before and after
	names     []string                 // of the files, once they are written
	back      []func()                 // undo the steps of publish, to be run from the last one
}

// group is the findings that have one value of the field.
type group struct {
	key, value string // value is as first written; "" is that of findings without one
	whole      bool   // all findings
	file       string // name of its files without extension
	part       *audit.Part
	summary    audit.Summary
	reports    targets
	block      []audit.Finding // its part of the block at hand
	places     *[]int          // of its findings among all; unused for the whole
}

// groupReader reads pairs again, each by its place in the group. A report that was
// interrupted may still read when the group has let go of its places.
type groupReader struct {
	report.PairReader
	places *[]int
}

func (r groupReader) Read(into *inventory.Pair, place int) {
	r.PairReader.Read(into, (*r.places)[place])
}

func newPack(plan packPlan, meta report.Meta, again func() report.PairReader) *pack {
	return &pack{plan: plan, meta: meta, again: again, groups: map[string]*group{}}
}

// write finds the groups.
func (p *pack) write(block []audit.Finding) error {
	for i := range block {
		value := block[i].Field(p.plan.field)
		key := groupKey(value)
		if p.groups[key] == nil {
			p.groups[key] = &group{key: key, value: strings.Clone(value)}
		}
	}
	return nil
}

// groupKey is what values of one group have in common: case, spaces and the way
// accents are composed do not make another owner.
func groupKey(value string) string {
	return strings.ToLower(norm.NFC.String(strings.Join(strings.Fields(value), " ")))
}

// end writes the reports of all groups, some at once, and the index.
func (p *pack) end(ctx context.Context, findings source, s audit.Summary) error {
	groups := append([]*group{{whole: true, summary: s}}, p.sorted()...)
	files, parts := fileNames{}, audit.NewParts(s)
	files.reserve("index")
	for _, g := range groups {
		g.part = parts.New()
		g.file = files.name(cmp.Or(g.value, p.nameOf(g)))
	}
	if err := p.checkNames(groups); err != nil {
		return err
	}
	if err := beforeMaking(ctx); err != nil {
		return err
	}
	if err := p.grow(); err != nil {
		return err
	}
	for batch := range slices.Chunk(groups, packBatch) {
		if err := p.render(ctx, findings, batch); err != nil {
			return err
		}
	}
	return p.writeIndex(ctx, groups)
}

// sorted are the groups in the order of the index: by value, that without one last.
func (p *pack) sorted() []*group {
	return slices.SortedFunc(maps.Values(p.groups), func(a, b *group) int {
		return cmp.Or(cmp.Compare(b2i(a.key == ""), b2i(b.key == "")), cmp.Compare(a.key, b.key))
	})
}

func b2i(b bool) int {
	if b {
		return 1
	}
	return 0
}

// nameOf is what a group is called in the index.
func (p *pack) nameOf(g *group) string {
	switch {
	case g.whole:
		return "whole"
	case g.value == "":
		return "(no " + p.what() + ")"
	}
	return g.value
}

// what the pack is split by, in words: "business service".
func (p *pack) what() string { return strings.ToLower(p.plan.field.Label()) }

// checkNames finds inputs that files of the pack would overwrite.
func (p *pack) checkNames(groups []*group) error {
	if !p.exists() {
		return nil
	}
	names := indexNames()
	for _, g := range groups {
		names = append(names, p.filesOf(g)...)
	}
	for _, name := range names {
		if err := checkTarget(filepath.Join(p.plan.folder, name), p.plan.inputPaths, p.plan.force); err != nil {
			return err
		}
	}
	return nil
}

// indexNames lists the names of the files of the index.
func indexNames() []string {
	var names []string
	for _, format := range report.IndexFormats {
		names = append(names, "index"+format.Extension)
	}
	return names
}

func (p *pack) exists() bool {
	_, err := os.Stat(p.plan.folder)
	return err == nil
}

// filesOf lists the names of the files of a group.
func (p *pack) filesOf(g *group) []string {
	var names []string
	for _, format := range p.plan.formats {
		names = append(names, g.file+format.Extensions[0])
	}
	return names
}

// metaOf is what the reports of a group are headed with.
func (p *pack) metaOf(g *group) report.Meta {
	meta := p.meta
	if g.whole {
		return meta
	}
	value := g.value
	if value == "" {
		value = "(none)"
	}
	meta.Title += " – " + p.what() + " " + value
	meta.Options = append(slices.Clone(meta.Options), report.Option{Name: "split-by", Value: p.plan.field.Key() + "=" + value})
	return meta
}

// render writes the reports of a batch of groups in one pass over the findings.
func (p *pack) render(ctx context.Context, findings source, batch []*group) error {
	defer func() {
		for _, g := range batch {
			g.reports.discard()
			g.reports, g.block, g.places = nil, nil, nil
		}
	}()
	byKey := map[string]*group{}
	for _, g := range batch {
		var outputs []output
		for i, name := range p.filesOf(g) {
			outputs = append(outputs, output{p.plan.formats[i], filepath.Join(p.temporary, name)})
		}
		var err error
		if g.reports, err = openTargets(ctx, outputs, p.metaOf(g), io.Discard); err != nil {
			return err
		}
		if g.whole {
			g.reports.reread(p.again)
			continue
		}
		byKey[g.key], g.places = g, new([]int)
		if p.again != nil {
			g.reports.reread(func() report.PairReader { return groupReader{p.again(), g.places} })
		}
	}
	seen := 0
	_, err := findings(ctx, func(block []audit.Finding) error {
		defer func() { seen += len(block) }()
		return p.deal(block, seen, batch, byKey)
	})
	if err != nil {
		return err
	}
	err = together(batch, func(g *group) error {
		if !g.whole {
			g.summary = g.part.Summary()
		}
		return g.reports.end(ctx, findings, g.summary)
	})
	if err != nil {
		return err
	}
	for _, g := range batch {
		if err := g.reports.publish(ctx); err != nil {
			return err
		}
		p.names = append(p.names, p.filesOf(g)...)
	}
	return nil
}

// deal hands each group of a batch its part of a block, of which the first has a place
// among all findings.
func (p *pack) deal(block []audit.Finding, first int, batch []*group, byKey map[string]*group) error {
	for i := range block {
		if g := byKey[groupKey(block[i].Field(p.plan.field))]; g != nil {
			g.block, *g.places = append(g.block, block[i]), append(*g.places, first+i)
		}
	}
	return together(batch, func(g *group) error {
		part := g.block
		if g.whole {
			part = block
		}
		g.part.Add(part)
		g.block = g.block[:0]
		return g.reports.write(part)
	})
}

// together does something for all groups, as many at a time as there are processors,
// since no group knows of another, and returns when all is done. The error, or the
// fault that goes on here, is that of the first group that has one.
func together(groups []*group, do func(*group) error) error {
	var running []calls[struct{}]
	atWork := make(chan struct{}, runtime.GOMAXPROCS(0))
	for _, g := range groups {
		running = append(running, begin(func() (struct{}, error) {
			atWork <- struct{}{}
			defer func() { <-atWork }()
			return struct{}{}, do(g)
		}))
	}
	var done []called[struct{}]
	for _, c := range running {
		done = append(done, <-c)
	}
	for _, r := range done {
		if _, err := r.take(); err != nil {
			return err
		}
	}
	return nil
}

// writeIndex lists the groups with their counts and links to their files.
func (p *pack) writeIndex(ctx context.Context, groups []*group) error {
	index := report.Index{Meta: p.meta, By: p.plan.field.Label()}
	for _, g := range groups {
		entry := report.IndexEntry{Name: p.nameOf(g), Files: p.filesOf(g), Summary: g.summary}
		if g.whole {
			index.Whole = entry
		} else {
			index.Groups = append(index.Groups, entry)
		}
	}
	for i, name := range indexNames() {
		format := report.IndexFormats[i]
		err := writeAtomically(ctx, filepath.Join(p.temporary, name), func(w io.Writer) error { return format.Write(w, index) })
		if err != nil {
			return err
		}
		p.names = append(p.names, name)
	}
	return nil
}
