// Command bench measures chatcompat against the programs that people would use
// instead, and prints a table of goals with today's figures.
//
//	go run ./cmd/bench                         measure with what is installed
//	go run ./cmd/bench -install                first install DuckDB, SheetJS and exceljs with npm
//	go run ./cmd/bench -generate -dir DIR      write the data and measure nothing
//	go run ./cmd/bench -only xlsx -rounds 3    some jobs, fewer rounds
//	go run ./cmd/bench -readme README.md       put the table into that file
//
// It makes the data (package dataset), builds chatcompat as it is released, and
// lets it and its rivals work in turns, A B C A B C …, since a machine is not
// the same for long: a ratio is taken in each round, and what is printed is the
// median of the ratios. A rival that is not installed is listed and left out.
// Before a figure counts, rows and verdicts of each output are compared with
// what the data are known to hold.
//
// The tables are in jobs.go, one goal a line. Some rivals are this program
// itself, started anew as "bench peer …", so that each process is measured alone.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	err := run(ctx, os.Args[1:], os.Stdout, os.Stderr)
	stop()
	if err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

// options are what the command line asks for.
type options struct {
	rows, rounds                   int
	dir, peers, python, chatcompat string
	only, readme                   string
	generate, large, install       bool
}

func run(ctx context.Context, args []string, out, errOut io.Writer) error {
	if len(args) > 0 && args[0] == "peer" {
		return runPeer(args[1:], out)
	}
	var o options
	flags := flag.NewFlagSet("bench", flag.ContinueOnError)
	flags.SetOutput(errOut)
	flags.IntVar(&o.rows, "rows", 1_000_000, "rows of the large estate; the goals hold for a million")
	flags.IntVar(&o.rounds, "rounds", 5, "rounds of each job; slow rivals take part in fewer")
	flags.StringVar(&o.dir, "dir", "", "folder of the data, used again if they are there (default: a temporary one, removed afterwards)")
	flags.StringVar(&o.peers, "peers", "", "folder with node_modules of DuckDB, SheetJS and exceljs (default: peers in the user's cache folder)")
	flags.StringVar(&o.python, "python", "python3", "Python that knows pandas")
	flags.StringVar(&o.chatcompat, "chatcompat", "", "program to measure (default: built from this module)")
	flags.StringVar(&o.only, "only", "", "measure the jobs whose name holds this text, without case")
	flags.StringVar(&o.readme, "readme", "", "file whose block between the bench comments is replaced by the table")
	flags.BoolVar(&o.generate, "generate", false, "write the data of -rows rows into -dir and measure nothing; arguments name single files")
	flags.BoolVar(&o.large, "large", false, "measure ten times the rows, too: takes 6 GB of disk and much time")
	flags.BoolVar(&o.install, "install", false, "install DuckDB, SheetJS and exceljs into -peers with npm")
	if err := flags.Parse(args); errors.Is(err, flag.ErrHelp) {
		return nil
	} else if err != nil {
		return err
	}
	if o.generate {
		return generate(o.rows, o.dir, flags.Args())
	}
	if flags.NArg() > 0 {
		return fmt.Errorf("argument %q: only -generate takes arguments, names of files", flags.Arg(0))
	}
	return measure(ctx, o, out, errOut)
}

// measure is the main job: prepare, measure each job, print. What was measured
// is printed even where a job could not be finished.
func measure(ctx context.Context, o options, out, errOut io.Writer) error {
	l := &lab{options: o, log: errOut}
	defer l.close()
	if err := l.prepare(ctx); err != nil {
		return err
	}
	results, err := l.runAll(ctx)
	table := goalTable(l, results)
	fmt.Fprint(out, table, "\n", detailTable(results))
	if err == nil && o.readme != "" {
		err = replaceBlock(o.readme, table)
	}
	return err
}
