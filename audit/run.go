package audit

import (
	"context"

	"chatcompat/inventory"
)

// Run judges every pair of the estate in its order and hands the findings to
// emit, block by block; a block is valid during the call only. The first error
// of emit, or of ctx, ends the run. The summary holds the advisories that fired
// and the status of every check.
func (r Rules) Run(ctx context.Context, estate *inventory.Estate, emit func([]Finding) error) (Summary, error) {
	nothing := func() Preparation { return func([]Finding, any) any { return nil } }
	return r.RunPrepared(ctx, estate, nothing, func(block []Finding, _ any) error { return emit(block) })
}

// Preparation makes something of a block of findings beside others. It is given
// what it made before of a block that nobody looks at any more, or nil, to be
// used again.
type Preparation func(block []Finding, used any) any

// RunPrepared is Run with a part of the caller's work done where the findings
// are judged, on all processors: each of them gets a preparation, and emit is
// given what that made of the block.
func (r Rules) RunPrepared(ctx context.Context, estate *inventory.Estate, prepare func() Preparation, emit func([]Finding, any) error) (Summary, error) {
	c := newCounter(r, estate)
	if err := c.runPrepared(ctx, prepare, emit); err != nil {
		return Summary{}, err
	}
	return c.summary(), nil
}

// runPrepared counts all findings, and hands them out.
func (c *counter) runPrepared(ctx context.Context, prepare func() Preparation, emit func([]Finding, any) error) error {
	work := func() blockWork {
		memo, pairs, prepare := c.judger.memo(), c.estate.Reader(), prepare()
		return func(b *block) {
			memo.judgeBlock(pairs, b)
			b.prepared = prepare(b.findings, b.prepared)
		}
	}
	return c.run(ctx, blockFindings, work, func(b *block) error {
		if c.byNumbers() {
			c.add(b.outlines, b.first, func(i int) (*Finding, *mark) { return &b.findings[i], &b.marks[i] })
		} else {
			for i := range b.marks {
				c.count(&b.marks[i], b.findings[i].Cause, 1)
			}
			c.checks.add(b.findings, b.marks)
		}
		return emit(b.findings, b.prepared)
	})
}

// run hands out blocks of at most so many pairs that were worked on, until an error.
func (c *counter) run(ctx context.Context, size int, work func() blockWork, take func(*block) error) error {
	for b := range worked(c.estate.Len(), size, work) {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := take(b); err != nil {
			return err
		}
	}
	return ctx.Err()
}

// Tally counts findings into a Summary.
type Tally struct {
	summary      Summary
	applications map[string]struct{}
	servers      map[string]struct{}
}

// NewTally is a tally of no findings by the vendor's page alone.
func NewTally() *Tally { return Rules{}.tally() }

// tally is a tally of no findings, with a cell for each one of the matrix.
func (r Rules) tally() *Tally {
	t := &Tally{applications: map[string]struct{}{}, servers: map[string]struct{}{}}
	for _, cell := range r.cells() {
		t.summary.Matrix = append(t.summary.Matrix, Cell{API: cell.API, Server: cell.Server})
	}
	return t
}

// Add counts the findings.
func (t *Tally) Add(findings []Finding) {
	for i := range findings {
		f := &findings[i]
		m := markOf(f, t.summary.Matrix)
		t.count(&m, 1)
		if f.ApplicationKey != "" {
			t.applications[f.ApplicationKey] = struct{}{}
		}
		if f.ServerKey != "" {
			t.servers[f.ServerKey] = struct{}{}
		}
	}
}

// count counts findings of a mark, applications and servers aside.
func (t *Tally) count(m *mark, findings int) {
	s := &t.summary
	s.Pairs += findings
	s.Verdicts[m.verdict] += findings
	s.Risks[m.risk] += findings
	if m.mixed {
		s.Mixed += findings
	}
	if m.cell > 0 {
		s.Matrix[m.cell-1].Pairs += findings
	}
}

// Summary is the count so far.
func (t *Tally) Summary() Summary {
	s := t.summary
	s.Matrix = append([]Cell(nil), s.Matrix...)
	s.Applications, s.Servers = len(t.applications), len(t.servers)
	return s
}
