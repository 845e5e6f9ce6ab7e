package main

import (
	"fmt"
	"runtime"

	"chatcompat/audit"

	"github.com/spf13/cobra"
)

func newVersion(s streams) *cobra.Command {
	var verbose bool
	cmd := &cobra.Command{
		Use:   "version",
		Short: "Print the version",
		Args:  exactArgs(0, "no arguments"),
		RunE: func(*cobra.Command, []string) error {
			_, err := fmt.Fprintf(s.out, "chatcompat %s (%s, %s/%s)\n", version, runtime.Version(), runtime.GOOS, runtime.GOARCH)
			if err == nil && verbose {
				_, err = fmt.Fprintf(s.out, "matrix: %s, sha256 %s\n", audit.Page, audit.MatrixSHA256())
			}
			return writeError(standardOutput, err)
		},
	}
	cmd.Flags().BoolVarP(&verbose, "verbose", "v", false, "also the hash and date of the built-in matrix")
	return cmd
}
