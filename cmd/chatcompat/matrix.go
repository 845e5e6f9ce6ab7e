package main

import (
	"context"
	"io"
	"slices"
	"strings"

	"chatcompat/report"

	"github.com/spf13/cobra"
)

// matrixFlags are the flags of the matrix command.
type matrixFlags struct {
	output     string
	force      bool
	width      int
	advisories bool
	dialect    string
}

func newMatrix(s streams) *cobra.Command {
	var f matrixFlags
	cmd := &cobra.Command{
		Use:   "matrix",
		Short: "Print the vendor's compatibility matrix with its source, or the advisories",
		Long: `matrix prints what pairs are judged by: the vendor's table with its source, or with
--advisories the facts of other pages that qualify verdicts. As CSV it has the
shape of an own matrix: change a row, or add one, and give it to audit --matrix.`,
		Example: `  chatcompat matrix
  chatcompat matrix -o csv=own-rules.csv
  chatcompat matrix -o sql=matrix.sql --dialect postgres
  chatcompat matrix --advisories -o markdown`,
		Args: exactArgs(0, "no arguments"),
		RunE: func(cmd *cobra.Command, _ []string) error {
			return f.run(cmd.Context(), s)
		},
	}
	cmd.Flags().StringVarP(&f.output, "output", "o", "table", "`FORMAT[=PATH]`: "+strings.Join(matrixFormatNames(), ", "))
	cmd.Flags().BoolVar(&f.force, "force", false, "replace a file that exists")
	cmd.Flags().IntVar(&f.width, "width", 0, "print no line wider than this many `COLUMNS` (default: the terminal)")
	cmd.Flags().BoolVar(&f.advisories, "advisories", false, "list the advisories instead")
	cmd.Flags().StringVar(&f.dialect, "dialect", report.SQLDialects()[0], "the engine that sql is for: `"+strings.Join(report.SQLDialects(), "|")+"`")
	complete(cmd, "output", matrixFormatNames())
	complete(cmd, "dialect", report.SQLDialects())
	return cmd
}

func (f *matrixFlags) run(ctx context.Context, s streams) error {
	name, path, named := strings.Cut(f.output, "=")
	i := slices.IndexFunc(report.MatrixFormats, func(f report.MatrixFormat) bool {
		return f.Name == name || f.Alias != "" && f.Alias == name
	})
	if i < 0 {
		return notOneOf("format", name, matrixFormatNames())
	}
	if err := choose("dialect", f.dialect, report.SQLDialects()); err != nil {
		return err
	}
	terminal, err := plainTerminal(f.width, s)
	if err != nil {
		return err
	}
	options := report.MatrixOptions{Terminal: terminal, Dialect: f.dialect}
	write := report.MatrixFormats[i].Write
	if f.advisories {
		write = report.MatrixFormats[i].WriteAdvisories
	}
	switch {
	case write == nil:
		return usagef("-o %s: has no list of advisories; leave out --advisories or choose another format", f.output)
	case !named || path == "-":
		return writeError(standardOutput, write(s.out, options))
	case path == "":
		return usagef("-o %s: the file's name is missing after =", f.output)
	}
	if err := checkTarget(path, nil, f.force); err != nil {
		return err
	}
	return writeAtomically(ctx, path, func(w io.Writer) error { return write(w, options) })
}

func matrixFormatNames() []string {
	var names []string
	for _, f := range report.MatrixFormats {
		names = append(names, f.Name)
	}
	return names
}
