// Command bench measures chatcompat against the programs that people would
// use instead. With -generate it only writes the data.
package main

import (
	"flag"
	"fmt"
	"os"

	"chatcompat/cmd/bench/dataset"
)

func main() {
	generate := flag.Bool("generate", false, "write the data and measure nothing")
	rows := flag.Int("rows", 1_000_000, "rows of the large estate")
	dir := flag.String("dir", "bench-data", "folder for the data")
	flag.Parse()
	if err := run(*generate, *rows, *dir, flag.Args()); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

func run(generate bool, rows int, dir string, names []string) error {
	if !generate {
		return fmt.Errorf("want -generate")
	}
	e, err := dataset.New(rows)
	if err != nil {
		return err
	}
	return e.Write(dir, names...)
}
