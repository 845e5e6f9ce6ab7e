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
	tally, checks := r.tally(), newChecks(r, newEstateViews(r, estate), FactsOf(estate))
	for block := range r.judged(estate) {
		if err := ctx.Err(); err != nil {
			return Summary{}, err
		}
		for i := range block {
			tally.count(&block[i])
		}
		checks.addNumbered(block)
		if err := emit(block); err != nil {
			return Summary{}, err
		}
	}
	summary := tally.Summary()
	summary.Applications, summary.Servers = checks.Views().counts()
	summary.Advisories, summary.Checks = checks.Result()
	return summary, ctx.Err()
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
		t.count(f)
		if f.ApplicationKey != "" {
			t.applications[f.ApplicationKey] = struct{}{}
		}
		if f.ServerKey != "" {
			t.servers[f.ServerKey] = struct{}{}
		}
	}
}

// count counts a finding, applications and servers aside.
func (t *Tally) count(f *Finding) {
	s := &t.summary
	s.Pairs++
	s.Verdicts[f.Verdict]++
	s.Risks[f.Risk]++
	if f.Mixed {
		s.Mixed++
	}
	for i := range s.Matrix {
		if cell := &s.Matrix[i]; cell.API == f.API.Version && cell.Server == f.ServerVersion.Version {
			cell.Pairs++
			break
		}
	}
}

// Summary is the count so far.
func (t *Tally) Summary() Summary {
	s := t.summary
	s.Matrix = append([]Cell(nil), s.Matrix...)
	s.Applications, s.Servers = len(t.applications), len(t.servers)
	return s
}
