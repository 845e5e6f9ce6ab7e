package main

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"chatcompat/report"

	"github.com/spf13/cobra"
)

// inspectFormats are the formats of inspect.
var inspectFormats = []string{"table", "json"}

// inspectFlags are the flags of the inspect command.
type inspectFlags struct {
	readingFlags
	ruleFlags
	format string
	width  int
}

func newInspect(s streams) *cobra.Command {
	f := &inspectFlags{}
	cmd := &cobra.Command{
		Use:   "inspect PATH...",
		Short: "Show how inventories are understood, without judging",
		Long: `inspect reads inventories as audit does and shows what was understood: tables
and their shapes, which column is which field, what each version was taken for,
problems, and where every row went. The exit code is 5 if anything was not
understood.`,
		Args: minArgs("at least one inventory file"),
		RunE: func(cmd *cobra.Command, args []string) error {
			return runInspect(cmd.Context(), args, f, s)
		},
	}
	f.readingFlags.add(cmd)
	f.addMatrix(cmd.Flags())
	cmd.Flags().StringVarP(&f.format, "output", "o", "table", "`FORMAT`: "+strings.Join(inspectFormats, ", "))
	cmd.Flags().IntVar(&f.width, "width", 0, "print no line wider than this many `COLUMNS` (default: the terminal)")
	complete(cmd, "output", inspectFormats)
	return cmd
}

// runInspect loads the inventories and tells what was understood.
func runInspect(ctx context.Context, args []string, f *inspectFlags, s streams) error {
	if err := choose("output", f.format, inspectFormats); err != nil {
		return err
	}
	terminal, err := plainTerminal(f.width, s)
	if err != nil {
		return err
	}
	opt, err := f.options()
	if err != nil {
		return err
	}
	rules, err := f.rules(ctx)
	if err != nil {
		return err
	}
	opt.Own = rules.file.Versions
	paths, repeated, err := expand(args)
	if err != nil {
		return err
	}
	if err := f.checkApart(paths); err != nil {
		return err
	}
	tellRepeated(s.err, repeated)
	in, err := openInputs(ctx, paths, s.in)
	if err != nil {
		return err
	}
	defer in.close()
	estate, err := in.load(ctx, opt)
	if err != nil {
		return err
	}
	x := report.Inspection{Version: version, Files: estate.Files, Versions: estate.Versions(),
		Problems: slices.Concat(estate.Problems, estate.Doubts()), Pairs: estate.Len(), Terminal: terminal}
	write := x.WriteText
	if f.format == "json" {
		write = x.WriteJSON
	}
	if err := write(interruptibly(ctx, s.out)); err != nil {
		return writeError(standardOutput, err)
	}
	if x.Pairs == 0 && estate.Excluded == 0 {
		fmt.Fprintf(s.err, "chatcompat: %s\n", oneLine(nothingToAudit(x.Files)))
	}
	if !x.Understood() {
		return exitStatus(exitIncomplete)
	}
	return nil
}
