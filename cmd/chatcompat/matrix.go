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
	cmd := &cobra.Command{
		Use:   "matrix",
		Short: "Print the vendor's compatibility matrix with its source",
		Args:  exactArgs(0, "no arguments"),
		RunE: func(*cobra.Command, []string) error {
			return writeMatrix(format, width, s)
		},
	}
	cmd.Flags().StringVarP(&format, "output", "o", "table", "`FORMAT`: "+strings.Join(matrixFormatNames(), ", "))
	cmd.Flags().IntVar(&width, "width", 0, "print no line wider than this many `COLUMNS` (default: the terminal)")
	complete(cmd, "output", matrixFormatNames())
	return cmd
}

func writeMatrix(format string, width int, s streams) error {
	i := slices.IndexFunc(report.MatrixFormats, func(f report.MatrixFormat) bool {
		return f.Name == format || f.Alias != "" && f.Alias == format
	})
	if i < 0 {
		return notOneOf("format", format, matrixFormatNames())
	}
	flags := reportFlags{width: width, color: "never"}
	terminal, err := flags.terminal(s)
	if err != nil {
		return err
	}
	return writeError(standardOutput, report.MatrixFormats[i].Write(s.out, terminal))
}

func matrixFormatNames() []string {
	var names []string
	for _, f := range report.MatrixFormats {
		names = append(names, f.Name)
	}
	return names
}
