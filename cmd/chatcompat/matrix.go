package main

import (
	"slices"
	"strings"

	"chatcompat/report"

	"github.com/spf13/cobra"
)

func newMatrix(s streams) *cobra.Command {
	var format string
	var width int
	var dialect string
	cmd := &cobra.Command{
		Use:   "matrix",
		Short: "Print the vendor's compatibility matrix with its source",
		Args:  exactArgs(0, "no arguments"),
		RunE: func(*cobra.Command, []string) error {
			return writeMatrix(format, dialect, width, s)
		},
	}
	cmd.Flags().StringVarP(&format, "output", "o", "table", "`FORMAT`: "+strings.Join(matrixFormatNames(), ", "))
	cmd.Flags().IntVar(&width, "width", 0, "print no line wider than this many `COLUMNS` (default: the terminal)")
	cmd.Flags().StringVar(&dialect, "dialect", report.SQLDialects()[0], "the engine that sql is for: `"+strings.Join(report.SQLDialects(), "|")+"`")
	complete(cmd, "output", matrixFormatNames())
	complete(cmd, "dialect", report.SQLDialects())
	return cmd
}

func writeMatrix(format, dialect string, width int, s streams) error {
	i := slices.IndexFunc(report.MatrixFormats, func(f report.MatrixFormat) bool {
		return f.Name == format || f.Alias != "" && f.Alias == format
	})
	if i < 0 {
		return notOneOf("format", format, matrixFormatNames())
	}
	if err := choose("dialect", dialect, report.SQLDialects()); err != nil {
		return err
	}
	flags := reportFlags{width: width, color: "never"}
	terminal, err := flags.terminal(s)
	if err != nil {
		return err
	}
	return writeError("standard output", report.MatrixFormats[i].Write(s.out, report.MatrixOptions{Terminal: terminal, Dialect: dialect}))
}

func matrixFormatNames() []string {
	var names []string
	for _, f := range report.MatrixFormats {
		names = append(names, f.Name)
	}
	return names
}
