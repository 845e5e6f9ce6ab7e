// Command generate writes the sample inventories into the current folder. Its
// data are the tables of small.go, estatedata.go and messy.go, one row a line. The
// same data give the same bytes on every run: a test compares them with the
// files that package samples embeds.
package main

import (
	"fmt"
	"os"
)

// sample is one file and what makes its bytes.
type sample struct {
	name  string
	build func() ([]byte, error)
}

func allSamples() []sample {
	return []sample{
		{"small.csv", buildSmall},
		{"estate.xlsx", buildEstate},
		{"messy.xlsx", buildMessy},
	}
}

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, "generate:", err)
		os.Exit(1)
	}
}

func run() error {
	for _, s := range allSamples() {
		data, err := s.build()
		if err != nil {
			return fmt.Errorf("%s: %w", s.name, err)
		}
		if err := os.WriteFile(s.name, data, 0o644); err != nil {
			return err
		}
	}
	return nil
}
