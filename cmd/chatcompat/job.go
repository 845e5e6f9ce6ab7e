package main

import (
	"context"
	"fmt"
	"io"
	"slices"
	"strings"

	"chatcompat/audit"
	"chatcompat/inventory"
	"chatcompat/report"
)

// source hands out the findings of a run block by block, in order and as often
// as it is asked; a block is valid during the call of emit only.
type source func(ctx context.Context, emit func([]audit.Finding) error) (audit.Summary, error)

// preparedSource is a source that does a part of the work of reports where it
// makes the findings.
type preparedSource func(ctx context.Context, prepare func() audit.Preparation, emit func([]audit.Finding, any) error) (audit.Summary, error)

// listedSource is a source of findings for reports that list them.
type listedSource func(ctx context.Context, list func(*inventory.Reader) audit.Listing, emit func(any) error) (audit.Summary, error)

// savedPairs are pairs that are in memory.
type savedPairs []audit.Finding

func (s savedPairs) Read(p *inventory.Pair, place int) { *p = s[place].Pair }

// counter gives the figures of a run that needs no finding.
type counter func(context.Context) (audit.Summary, audit.Figures, error)

// unprepared is the source without anybody's preparation.
func (p preparedSource) unprepared() source {
	return func(ctx context.Context, emit func([]audit.Finding) error) (audit.Summary, error) {
		nothing := func() audit.Preparation { return func([]audit.Finding, any) any { return nil } }
		return p(ctx, nothing, func(block []audit.Finding, _ any) error { return emit(block) })
	}
}

// savedBlock is how many saved findings are handed out at once.
const savedBlock = 1 << 10

// savedSource hands out findings that are in memory.
func savedSource(r *report.Result) source {
	return func(ctx context.Context, emit func([]audit.Finding) error) (audit.Summary, error) {
		for block := range slices.Chunk(r.Findings, savedBlock) {
			if err := ctx.Err(); err != nil {
				return audit.Summary{}, err
			}
			if err := emit(block); err != nil {
				return audit.Summary{}, err
			}
		}
		return r.Summary, ctx.Err()
	}
}

// product is something that a run makes of the findings. Products are made
// together and appear together: after the last finding each is ended, and only
// when all are whole each is published.
type product interface {
	write([]audit.Finding) error
	end(context.Context, source, audit.Summary) error
	publish(context.Context) error
	undo()    // brings back what was there before publish, even where that failed
	discard() // removes what was not published, and what was kept for undo
}

// reportJob is what a checked command line wants to be made of findings.
type reportJob struct {
	meta    report.Meta
	outputs []output
	pack    packPlan
	proof   proofPlan
	failOn  failOn
	quiet   bool
	asked   bool // -o says what to write

	prepared  preparedSource           // of the findings to report, if there is one
	counted   counter                  // nil where some report needs findings
	listed    listedSource             // nil where some report needs the findings one by one
	again     func() report.PairReader // of the pairs, for one report
	strangers int                      // files in the folder of the pack that are not of this run
}

// newReportJob checks the flags before anything is read.
func newReportJob(f *reportFlags, inputPaths []string, s streams) (*reportJob, error) {
	if err := choose("fail-on", f.failOn, failOnValues); err != nil {
		return nil, err
	}
	meta, err := f.meta(s)
	if err != nil {
		return nil, err
	}
	j := &reportJob{meta: meta, failOn: failOn(f.failOn), quiet: f.quiet, asked: len(f.output) > 0}
	if j.pack, err = f.packPlan(inputPaths); err != nil {
		return nil, err
	}
	if j.outputs, err = f.outputs(j.pack.wanted(), s); err != nil {
		return nil, err
	}
	if err := j.checkShow(); err != nil {
		return nil, err
	}
	if err := checkTargets(j.outputs, inputPaths, f.force); err != nil {
		return nil, err
	}
	if err := j.pack.check(j.outputs); err != nil {
		return nil, err
	}
	j.proof, err = f.proofPlan(j, inputPaths, s)
	return j, err
}

// checkShow refuses an empty list where the list is what the report is.
func (j *reportJob) checkShow() error {
	if j.meta.Show != report.ShowNone {
		return nil
	}
	for _, o := range j.outputs {
		if o.format.Name != "table" && o.format.Name != "vertical" {
			return usagef("--show none: a report in the format %s without pairs says nothing that a person could check; leave the option out, or use -o table", o.format.Name)
		}
	}
	if j.pack.wanted() {
		return usagef("--show none: a pack without pairs says nothing that a person could check; leave one of the options out")
	}
	return nil
}

// needs is what the products of the run together do without.
func (j *reportJob) needs() report.Needs {
	if j.pack.wanted() || j.proof.path != "" || len(j.outputs) == 0 {
		return report.Needs{}
	}
	needs := j.outputs[0].format.NeedsOf(j.meta)
	for _, o := range j.outputs[1:] {
		needs = needs.And(o.format.NeedsOf(j.meta))
	}
	return needs
}

// outputs are the reports asked for; without -o a table, unless there is a pack.
func (f *reportFlags) outputs(pack bool, s streams) ([]output, error) {
	if len(f.output) == 0 && pack {
		return nil, nil
	}
	outputs, err := parseOutputs(f.output)
	if err != nil {
		return nil, err
	}
	for _, o := range outputs {
		if o.path == "" && o.format.Binary && isTerminal(s.out) {
			return nil, usagef("-o %s: a workbook is not written to a terminal; name a file: -o %s=FILE", o.format.Name, o.format.Name)
		}
	}
	return outputs, nil
}

// report makes every product of the findings, or none.
func (j *reportJob) report(ctx context.Context, findings source, s streams) (audit.Summary, error) {
	var products []product
	defer func() {
		for _, p := range products {
			p.discard()
		}
	}()
	all, err := openTargets(ctx, j.outputs, j.meta, s.out)
	if err != nil {
		return audit.Summary{}, err
	}
	all.reread(j.again)
	products = append(products, all)
	var pack *pack
	if j.pack.wanted() {
		pack = newPack(j.pack, j.meta, j.again)
		products = append([]product{pack}, products...)
	}
	if j.proof.path != "" {
		products = append(products, newProof(j.proof, j.meta, all, pack))
	}
	summary, err := j.make(ctx, findings, products, all)
	if err == nil && pack != nil {
		j.strangers = pack.strangers(j.proof.path)
	}
	return summary, err
}

func (j *reportJob) make(ctx context.Context, findings source, products []product, reports targets) (audit.Summary, error) {
	summary, err := j.write(ctx, findings, products, reports)
	if err != nil {
		return summary, err
	}
	for _, p := range products {
		if err := p.end(ctx, findings, summary); err != nil {
			return summary, err
		}
	}
	return summary, publish(ctx, products)
}

// write hands all findings to the products.
func (j *reportJob) write(ctx context.Context, findings source, products []product, reports targets) (audit.Summary, error) {
	if j.counted != nil {
		summary, figures, err := j.counted(ctx)
		if err == nil {
			reports.writeFigures(figures)
		}
		return summary, err
	}
	if j.listed != nil {
		return j.listed(ctx, reports.list, reports.writeListed)
	}
	if len(products) == 1 && j.prepared != nil {
		return j.prepared(ctx, reports.prepare, reports.writePrepared)
	}
	return findings(ctx, func(block []audit.Finding) error {
		for _, p := range products {
			if err := p.write(block); err != nil {
				return err
			}
		}
		return nil
	})
}

// publish publishes all products, or none.
func publish(ctx context.Context, products []product) error {
	for i, p := range products {
		if err := p.publish(ctx); err != nil {
			for _, earlier := range products[:i+1] {
				earlier.undo()
			}
			return err
		}
	}
	return nil
}

// sayOutcome tells on standard error how it went, where it was asked for reports
// or made files; without that the table on standard output tells.
func (j *reportJob) sayOutcome(s audit.Summary, stderr io.Writer) {
	nothing := s.Pairs == 0 && j.meta.Excluded == 0
	if nothing {
		fmt.Fprintf(stderr, "chatcompat: %s\n", oneLine(nothingToAudit(j.meta.Files)))
	}
	var written []string
	for _, o := range j.outputs {
		if o.path != "" {
			written = append(written, o.path)
		}
	}
	if j.pack.wanted() {
		written = append(written, j.pack.folder)
	}
	if j.proof.path != "" {
		written = append(written, j.proof.path)
	}
	if said := report.Outcome(j.meta, s); !j.quiet && (j.asked && !nothing || len(written) > 0) {
		if len(written) > 0 {
			said += " Wrote " + strings.Join(written, ", ") + "."
		}
		fmt.Fprintln(stderr, oneLine(said))
	}
	if j.strangers > 0 && !j.quiet {
		fmt.Fprintf(stderr, "Files in %s that are not of this run: %d; look through them before you pass the folder on.\n",
			oneLine(j.pack.folder), j.strangers)
	}
}
