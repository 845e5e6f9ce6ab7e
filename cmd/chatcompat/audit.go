package main

import (
	"context"
	"fmt"
	"io"
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
	failOn string
}

func newAudit(s streams) *cobra.Command {
	var f auditFlags
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
	f.readingFlags.add(cmd.Flags())
	f.ruleFlags.add(cmd.Flags())
	f.reportFlags.add(cmd)
	cmd.Flags().StringVar(&f.failOn, "fail-on", string(failOnIncompatible), "the verdict that makes the exit code non-zero: `incompatible|limited|never`")
	complete(cmd, "fail-on", failOnValues)
	return cmd
}

// runAudit is the main job: load, judge, report.
func runAudit(ctx context.Context, args []string, f auditFlags, given []report.Option, s streams) error {
	job, err := newAuditJob(f, given, args, s)
	if err != nil {
		return err
	}
	rules, err := f.rules(ctx)
	if err != nil {
		return err
	}
	job.reading.Own = rules.file.Versions
	rules.describe(&job.meta)
	in, err := openInputs(ctx, args, s.in)
	if err != nil {
		return err
	}
	defer in.close()
	p := startProgress(s.err, !f.quiet && !f.noProgress && isTerminal(s.err))
	in.list = p.countInputs(in.list)
	estate, err := in.load(ctx, job.reading)
	if err != nil {
		p.end()
		return err
	}
	summary, err := job.report(ctx, rules, estate, p, s)
	p.end()
	if err != nil {
		return err
	}
	job.sayOutcome(summary, s.err)
	return auditStatus(failOn(f.failOn), summary, estate.Files)
}

// auditJob is a checked command line.
type auditJob struct {
	reading inventory.Options
	meta    report.Meta
	outputs []output
	quiet   bool
}

func newAuditJob(f auditFlags, given []report.Option, args []string, s streams) (*auditJob, error) {
	if err := choose("fail-on", f.failOn, failOnValues); err != nil {
		return nil, err
	}
	reading, err := f.options()
	if err != nil {
		return nil, err
	}
	meta, err := f.meta(s)
	if err != nil {
		return nil, err
	}
	meta.Options = given
	outputs, err := parseOutputs(f.output)
	if err != nil {
		return nil, err
	}
	for _, o := range outputs {
		if o.path == "" && o.format.Binary && isTerminal(s.out) {
			return nil, usagef("-o %s: a workbook is not written to a terminal; name a file: -o %s=FILE", o.format.Name, o.format.Name)
		}
	}
	paths, err := expand(args)
	if err != nil {
		return nil, err
	}
	if f.matrix != "" {
		paths = append(paths, f.matrix)
	}
	return &auditJob{reading, meta, outputs, f.quiet}, checkTargets(outputs, paths, f.force)
}

// shaping are the flags that shape the answer and are part of every report;
// output paths and the looks of a terminal are not.
var shaping = []string{"columns", "delimiter", "encoding", "exclude", "header-row", "map", "matrix", "ignore", "sheet", "show", "sort", "where"}

// givenOptions are the shaping flags that the user gave, ordered by name.
func givenOptions(flags *pflag.FlagSet) []report.Option {
	var given []report.Option
	flags.Visit(func(f *pflag.Flag) {
		for _, name := range shaping {
			if f.Name == name {
				given = append(given, report.Option{Name: name, Value: optionValue(f)})
			}
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

// report judges the estate and writes every report, or none.
func (j *auditJob) report(ctx context.Context, rules ruleSet, estate *inventory.Estate, p *progress, s streams) (audit.Summary, error) {
	meta := j.meta
	meta.Files, meta.Problems, meta.Excluded = estate.Files, estate.Problems, estate.Excluded
	all, err := openTargets(ctx, j.outputs, meta, s.out)
	if err != nil {
		return audit.Summary{}, err
	}
	defer all.discard()
	judged := p.enter("judging", "pairs", int64(estate.Len()))
	summary, err := rules.Run(ctx, estate, func(block []audit.Finding) error {
		judged.done.Add(int64(len(block)))
		return all.write(block)
	})
	if err != nil {
		return summary, err
	}
	j.meta = meta
	return summary, all.finish(summary)
}

// sayOutcome tells on standard error how it went, where no report does.
func (j *auditJob) sayOutcome(s audit.Summary, stderr io.Writer) {
	if s.Pairs == 0 && j.meta.Excluded == 0 {
		fmt.Fprintf(stderr, "chatcompat: %s\n", oneLine(nothingToAudit(j.meta.Files)))
	}
	var written []string
	for _, o := range j.outputs {
		if o.path != "" {
			written = append(written, o.path)
		}
	}
	if len(written) > 0 && !j.quiet {
		fmt.Fprintln(stderr, oneLine(report.Outcome(j.meta, s)+" Wrote "+strings.Join(written, ", ")+"."))
	}
}
