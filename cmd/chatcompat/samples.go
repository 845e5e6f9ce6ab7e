package main

import (
	"errors"
	"fmt"
	"io/fs"
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
		Long:  "samples writes small.csv, estate.xlsx and messy.xlsx, three invented estates, into a folder, which is made if it is not there.",
		Args:  exactArgs(1, "one folder"),
		RunE: func(_ *cobra.Command, args []string) error {
			return writeSamples(args[0], force, s)
		},
	}
	cmd.Flags().BoolVar(&force, "force", false, "replace files that exist")
	return cmd
}

func writeSamples(dir string, force bool, s streams) error {
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return writeError(dir, err)
	}
	flag := os.O_WRONLY | os.O_CREATE | os.O_EXCL
	if force {
		flag = os.O_WRONLY | os.O_CREATE | os.O_TRUNC
	}
	for _, sample := range samples.Files() {
		path := filepath.Join(dir, sample.Name)
		if err := writeSample(path, flag, sample.Data); err != nil {
			return err
		}
		if _, err := fmt.Fprintln(s.out, path); err != nil {
			return writeError(standardOutput, err)
		}
	}
	return nil
}

func writeSample(path string, flag int, data []byte) error {
	f, err := os.OpenFile(path, flag, 0o666)
	if errors.Is(err, fs.ErrExist) {
		return fmt.Errorf("%s: exists already; replace it with --force or choose another folder", path)
	}
	if err != nil {
		return writeError(path, err)
	}
	if _, err := f.Write(data); err != nil {
		f.Close()
		os.Remove(path)
		return writeError(path, err)
	}
	return writeError(path, f.Close())
}
