package main

import (
	"context"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"chatcompat/report"

	"github.com/spf13/cobra"
)

// matrixFlags are the flags of the matrix command.
type matrixFlags struct {
	output     []string
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
		Long: `matrix prints what pairs are judged by: the vendor's table with its source, or
with --advisories the facts of other pages that qualify verdicts. As CSV it has
the shape of an own matrix: change a row, or add one, and give it to audit
--matrix.`,
		Example: `  chatcompat matrix
  chatcompat matrix -o csv=own-rules.csv
  chatcompat matrix -o sql=matrix.sql --dialect postgres
  chatcompat matrix --advisories -o markdown`,
		Args: exactArgs(0, "no arguments"),
		RunE: func(cmd *cobra.Command, _ []string) error {
			return f.run(cmd.Context(), cmd.Flags().Changed("dialect"), s)
		},
	}
	cmd.Flags().StringArrayVarP(&f.output, "output", "o", nil, "`FORMAT[=PATH]` or a path whose extension picks the format: "+strings.Join(matrixFormatNames(), ", ")+" (default table)")
	cmd.Flags().BoolVar(&f.force, "force", false, "replace a file that exists")
	cmd.Flags().IntVar(&f.width, "width", 0, "print no line wider than this many `COLUMNS` (default: the terminal)")
	cmd.Flags().BoolVar(&f.advisories, "advisories", false, "list the advisories instead")
	cmd.Flags().StringVar(&f.dialect, "dialect", report.SQLDialects()[0], "the engine that sql is for: `"+strings.Join(report.SQLDialects(), "|")+"`")
	complete(cmd, "output", matrixFormatNames())
	complete(cmd, "dialect", report.SQLDialects())
	return cmd
}

func (f *matrixFlags) run(ctx context.Context, dialectGiven bool, s streams) error {
	if len(f.output) == 0 {
		f.output = []string{"table"}
	}
	format, path, err := f.target()
	if err != nil {
		return err
	}
	if dialectGiven && format.Name != "sql" {
		return usagef("--dialect %s: is for -o sql", f.dialect)
	}
	if err := choose("dialect", f.dialect, report.SQLDialects()); err != nil {
		return err
	}
	terminal, err := plainTerminal(f.width, s)
	if err != nil {
		return err
	}
	options := report.MatrixOptions{Terminal: terminal, Dialect: f.dialect}
	write := format.Write
	if f.advisories {
		write = format.WriteAdvisories
	}
	switch {
	case write == nil:
		return usagef("-o %s: has no list of advisories; leave out --advisories or choose another format", f.output[0])
	case path == "":
		return writeError(standardOutput, write(interruptibly(ctx, s.out), options))
	}
	if err := checkTarget(path, nil, f.force); err != nil {
		return err
	}
	return writeAtomically(ctx, path, func(w io.Writer) error { return write(w, options) })
}

// target is what -o asks for; the path is "" for standard output.
func (f *matrixFlags) target() (format report.MatrixFormat, path string, err error) {
	if len(f.output) > 1 {
		return format, "", usagef("-o %s: is a second report, this command writes one; run it once for each", f.output[1])
	}
	byExtension := func(path string) (report.MatrixFormat, bool) {
		return matrixFormat(strings.TrimPrefix(strings.ToLower(filepath.Ext(path)), "."))
	}
	return parseTarget(f.output[0], matrixFormat, byExtension, matrixFormatNames())
}

// matrixFormat is the format of a name or its alias.
func matrixFormat(name string) (report.MatrixFormat, bool) {
	i := slices.IndexFunc(report.MatrixFormats, func(f report.MatrixFormat) bool {
		return f.Name == name || f.Alias != "" && f.Alias == name
	})
	if i < 0 {
		return report.MatrixFormat{}, false
	}
	return report.MatrixFormats[i], true
}

func matrixFormatNames() []string {
	var names []string
	for _, f := range report.MatrixFormats {
		names = append(names, f.Name)
	}
	return names
}
