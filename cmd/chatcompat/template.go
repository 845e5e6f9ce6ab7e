package main

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"

	"chatcompat/report"

	"github.com/spf13/cobra"
)

func newTemplate(s streams) *cobra.Command {
	var force bool
	cmd := &cobra.Command{
		Use:   "template FILE.xlsx",
		Short: "Write an empty inventory workbook to fill in",
		Args:  exactArgs(1, "the name of a workbook"),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := writeTemplate(cmd.Context(), args[0], force); err != nil {
				return err
			}
			_, err := fmt.Fprintln(s.out, args[0])
			return writeError(standardOutput, err)
		},
	}
	cmd.Flags().BoolVar(&force, "force", false, "replace a file that exists")
	return cmd
}

func writeTemplate(ctx context.Context, path string, force bool) error {
	if !strings.EqualFold(filepath.Ext(path), ".xlsx") {
		return usagef("%s: the template is a workbook; name it FILE.xlsx", path)
	}
	if err := checkTarget(path, nil, force); err != nil {
		return err
	}
	return writeAtomically(ctx, path, report.WriteTemplate)
}
