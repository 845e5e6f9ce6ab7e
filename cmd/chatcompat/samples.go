package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"

	"chatcompat/samples"

	"github.com/spf13/cobra"
)

func newSamples(s streams) *cobra.Command {
	var force bool
	cmd := &cobra.Command{
		Use:   "samples DIR",
		Short: "Write the sample estates into a folder",
		Long:  "samples writes small.csv, estate.xlsx and messy.xlsx, three invented estates,\ninto a folder, which is made if it is not there.",
		Args:  exactArgs(1, "one folder"),
		RunE: func(cmd *cobra.Command, args []string) error {
			return writeSamples(cmd.Context(), args[0], force, s)
		},
	}
	cmd.Flags().BoolVar(&force, "force", false, "replace files that exist")
	return cmd
}

func writeSamples(ctx context.Context, dir string, force bool, s streams) error {
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return writeError(dir, err)
	}
	for _, sample := range samples.Files() {
		if err := checkTarget(filepath.Join(dir, sample.Name), nil, force); err != nil {
			return err
		}
	}
	for _, sample := range samples.Files() {
		path := filepath.Join(dir, sample.Name)
		if err := writeBytes(ctx, path, sample.Data); err != nil {
			return err
		}
		if _, err := fmt.Fprintln(s.out, path); err != nil {
			return writeError(standardOutput, err)
		}
	}
	return nil
}
