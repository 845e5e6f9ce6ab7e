package main

import (
	"context"
	"slices"
	"strings"

	"chatcompat/audit"
	"chatcompat/inventory"
	"chatcompat/report"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// auditFlags are the flags of the audit command.
type auditFlags struct {
	readingFlags
	ruleFlags
	reportFlags
}

func newAudit(s streams) *cobra.Command {
	cmd, _ := auditCommand(s)
	return cmd
}

// auditCommand is the command and the flags that it sets.
func auditCommand(s streams) (*cobra.Command, *auditFlags) {
	f := &auditFlags{}
	cmd := &cobra.Command{
		Use:   "audit PATH...",
		Short: "Judge every pair of an application and a server",
		Long: `audit reads inventories (CSV and XLSX files; - is standard input), joins their
tables into pairs of an application and a server, judges each pair by the
vendor's compatibility matrix and reports.`,
		Example: `  chatcompat audit estate.xlsx
  chatcompat audit applications.csv servers.csv -o board.xlsx -o all.csv
  chatcompat audit estate.csv --map server="Chat host" --where site=London
  chatcompat audit estate.xlsx --matrix own-rules.csv --ignore CC403`,
		Args: minArgs("at least one inventory file"),
		RunE: func(cmd *cobra.Command, args []string) error {
			return runAudit(cmd.Context(), args, f, givenOptions(cmd.Flags()), s)
		},
	}
	f.readingFlags.add(cmd)
	f.ruleFlags.add(cmd)
	f.reportFlags.add(cmd)
	return cmd, f
}

// runAudit is the main job: load, judge, report.
func runAudit(ctx context.Context, args []string, f *auditFlags, given []report.Option, s streams) error {
	reading, err := f.options()
	if err != nil {
		return err
	}
	paths, repeated, err := expand(args)
	if err != nil {
		return err
	}
	read := paths
	if f.matrix != "" {
		read = append(slices.Clip(paths), f.matrix)
	}
	job, err := newReportJob(&f.reportFlags, read, s)
	if err != nil {
		return err
	}
	if !f.quiet {
		tellRepeated(s.err, repeated)
	}
	rules, err := f.rules(ctx)
	if err != nil {
		return err
	}
	if err := f.checkApart(paths); err != nil {
		return err
	}
	reading.Own = rules.file.Versions
	in, err := openInputs(ctx, paths, s.in)
	if err != nil {
		return err
	}
	defer in.close()
	p := startProgress(s.err, !f.quiet && !f.noProgress && isTerminal(s.err))
	needs := job.needs()
	in.list = p.countInputs(in.list)
	reading.Unhashed = needs.Unhashed
	collectGarbage(in.list)
	estate, err := in.load(ctx, reading)
	if err != nil {
		p.end()
		return err
	}
	job.describe(estate, rules, given)
	defer job.relaxCollection(needs)()
	rules.CountOnly = needs.CountOnly
	lean := estate.Without(needs.Without)
	job.prepared, job.again = preparedEstate(lean, rules.Rules, p), func() report.PairReader { return lean.Reader() }
	switch {
	case needs.Figures:
		job.counted = countEstate(estate, rules.Rules, p)
	case needs.Listed:
		job.listed = listedEstate(lean, rules.Rules, p)
	}
	summary, err := job.report(ctx, job.prepared.unprepared(), s)
	p.end()
	if err != nil {
		return err
	}
	job.sayOutcome(summary, s.err)
	return auditStatus(job.failOn, summary, estate.Files)
}

// describe takes over what reports say of the inventory and the rules.
func (j *reportJob) describe(estate *inventory.Estate, rules ruleSet, given []report.Option) {
	rules.describe(&j.meta)
	j.meta.Options = given
	j.meta.Files, j.meta.Problems, j.meta.Excluded = estate.Files, estate.Problems, estate.Excluded
	j.proof.inputs = estate.Files
	if own := rules.file; own.Path != "" {
		j.proof.own = &inventory.File{Path: own.Path, SHA256: own.SHA256, Bytes: rules.bytes}
	}
}

// estateSource judges the pairs of an estate.
func estateSource(estate *inventory.Estate, rules audit.Rules, p *progress) source {
	return preparedEstate(estate, rules, p).unprepared()
}

func preparedEstate(estate *inventory.Estate, rules audit.Rules, p *progress) preparedSource {
	return func(ctx context.Context, prepare func() audit.Preparation, emit func([]audit.Finding, any) error) (audit.Summary, error) {
		judged := p.enter("judging", "pairs", int64(estate.Len()))
		return rules.RunPrepared(ctx, estate, prepare, func(block []audit.Finding, prepared any) error {
			judged.done.Add(int64(len(block)))
			return emit(block, prepared)
		})
	}
}

// listedEstate judges the pairs of an estate for reports that list them.
func listedEstate(estate *inventory.Estate, rules audit.Rules, p *progress) listedSource {
	return func(ctx context.Context, list func(*inventory.Reader) audit.Listing, emit func(any) error) (audit.Summary, error) {
		judged := p.enter("judging", "pairs", int64(estate.Len()))
		return rules.RunListed(ctx, estate, list, func(pairs int, listed any) error {
			judged.done.Add(int64(pairs))
			return emit(listed)
		})
	}
}

// countEstate judges the pairs of an estate and counts them.
func countEstate(estate *inventory.Estate, rules audit.Rules, p *progress) counter {
	return func(ctx context.Context) (audit.Summary, audit.Figures, error) {
		judged := p.enter("judging", "pairs", int64(estate.Len()))
		return rules.Count(ctx, estate, func(pairs int) { judged.done.Add(int64(pairs)) })
	}
}

// shaping are the flags that shape the answer and are part of every report;
// output paths and the looks of a terminal are not.
var shaping = []string{"columns", "delimiter", "encoding", "exclude", "header-row", "map", "matrix", "ignore", "sheet", "show", "sort", "where"}

// givenOptions are the shaping flags that the user gave, ordered by name.
func givenOptions(flags *pflag.FlagSet) []report.Option {
	var given []report.Option
	flags.Visit(func(f *pflag.Flag) {
		if slices.Contains(shaping, f.Name) {
			given = append(given, report.Option{Name: f.Name, Value: optionValue(f)})
		}
	})
	return given
}

func optionValue(f *pflag.Flag) string {
	if list, ok := f.Value.(pflag.SliceValue); ok {
		return strings.Join(list.GetSlice(), "; ")
	}
	return f.Value.String()
}
