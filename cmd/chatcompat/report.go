package main

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"slices"

	"chatcompat/inventory"
	"chatcompat/report"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

func newReport(s streams) *cobra.Command {
	cmd, _ := reportCommand(s)
	return cmd
}

// reportCommand is the command and the flags that it sets.
func reportCommand(s streams) (*cobra.Command, *reportFlags) {
	f := &reportFlags{}
	cmd := &cobra.Command{
		Use:   "report RESULT.json...",
		Short: "Render a saved result without the inventory",
		Long: `report renders every format from results that were saved with -o json, byte for
byte as the audit would have. Title, day and options are those of the result
unless given anew.

Several results are merged into one: pairs that several of them hold are listed
once, and a server that they give different versions is not assessed.`,
		Example: `  chatcompat audit estate.xlsx -o json=result.json
  chatcompat report result.json -o board.xlsx
  chatcompat report london.json leeds.json -o json=estate.json`,
		Args: minArgs("at least one file that was written with -o json"),
		RunE: func(cmd *cobra.Command, args []string) error {
			return runReport(cmd.Context(), args, f, cmd.Flags(), s)
		},
	}
	f.add(cmd)
	asOf, title := cmd.Flags().Lookup("as-of"), cmd.Flags().Lookup("title")
	asOf.Usage = "the day the report speaks of: `YYYY-MM-DD` (default: the result's)"
	title.Usage, title.DefValue = "`TITLE` of the report (default: the result's)", ""
	return cmd, f
}

// runReport renders saved results.
func runReport(ctx context.Context, args []string, f *reportFlags, flags *pflag.FlagSet, s streams) error {
	paths, repeated, err := expand(args)
	if err != nil {
		return err
	}
	job, err := newReportJob(f, paths, s)
	if err != nil {
		return err
	}
	if !f.quiet {
		tellRepeated(s.err, repeated)
	}
	in, err := openInputs(ctx, paths, s.in)
	if err != nil {
		return err
	}
	defer in.close()
	saved, err := interruptibleOnceLasting(ctx, func() (savedResults, error) { return readResults(in) })
	if err != nil {
		return err
	}
	job.meta = savedMeta(saved.Meta, job.meta, flags)
	job.proof.inputs = saved.files
	job.again = func() report.PairReader { return savedPairs(saved.Findings) }
	summary, err := job.report(ctx, savedSource(saved.Result), s)
	if err != nil {
		return err
	}
	job.sayOutcome(summary, s.err)
	return auditStatus(job.failOn, summary, job.meta.Files)
}

// savedResults are saved results, merged into one, and what describes their files.
type savedResults struct {
	*report.Result
	files []inventory.File
}

func readResults(in *inputs) (savedResults, error) {
	var results []report.NamedResult
	var files []inventory.File
	for _, input := range in.list {
		data, err := readInput(input)
		if err != nil {
			return savedResults{}, err
		}
		hashed := make(chan [sha256.Size]byte, 1)
		go func() { hashed <- sha256.Sum256(data) }()
		result, err := readResult(input.Name, data)
		if err != nil {
			return savedResults{}, err
		}
		sum := <-hashed
		files = append(files, inventory.File{Path: input.Name, SHA256: hex.EncodeToString(sum[:]), Bytes: input.Size})
		results = append(results, report.NamedResult{Name: input.Name, Result: result})
	}
	return savedResults{report.Merge(results), files}, nil
}

// readResult reads a saved result that nobody has changed.
func readResult(name string, data []byte) (*report.Result, error) {
	result, err := report.ReadResult(data)
	if err == nil {
		err = result.Check(version)
	}
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return result, nil
}

// readInput reads the whole of an opened file.
func readInput(in inventory.Input) ([]byte, error) {
	collectGarbageOfResult(in.Size)
	data := make([]byte, in.Size)
	if _, err := io.ReadFull(io.NewSectionReader(in, 0, in.Size), data); err != nil {
		return nil, openError(in.Name, err)
	}
	return data, nil
}

// presentation are the shaping flags that do not concern what was judged; a
// saved result keeps them, and report takes them from there.
var presentation = []string{"columns", "show", "sort"}

// savedMeta is what a saved result knows, with what the flags give anew.
func savedMeta(saved, given report.Meta, flags *pflag.FlagSet) report.Meta {
	meta := saved
	meta.Terminal = given.Terminal
	meta.Options = slices.DeleteFunc(slices.Clone(saved.Options), func(o report.Option) bool {
		return slices.Contains(presentation, o.Name) && flags.Changed(o.Name)
	})
	recallPresentation(&meta)
	for _, name := range presentation {
		if flags.Changed(name) {
			meta.Options = append(meta.Options, report.Option{Name: name, Value: optionValue(flags.Lookup(name))})
		}
	}
	slices.SortStableFunc(meta.Options, func(a, b report.Option) int { return cmp.Compare(a.Name, b.Name) })
	for name, take := range map[string]func(){
		"columns":      func() { meta.Columns = given.Columns },
		"sort":         func() { meta.Sort = given.Sort },
		"show":         func() { meta.Show = given.Show },
		"title":        func() { meta.Title = given.Title },
		"prepared-for": func() { meta.PreparedFor = given.PreparedFor },
		"as-of":        func() { meta.AsOf = given.AsOf },
	} {
		if flags.Changed(name) {
			take()
		}
	}
	return meta
}

// recallPresentation takes columns, order and selection from the options of a
// saved result. Values that this version does not understand, and those on
// which merged results do not agree, are left to the format.
func recallPresentation(meta *report.Meta) {
	for _, o := range meta.Options {
		keys, err := parseColumns(o.Value)
		switch {
		case o.Name == "show":
			meta.Show = showValues[o.Value]
		case err != nil:
		case o.Name == "columns":
			meta.Columns = keys
		case o.Name == "sort":
			meta.Sort = keys
		}
	}
}
