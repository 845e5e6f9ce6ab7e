// Command chatcompat audits which Persistent Chat and Group Chat applications
// of a mixed Lync Server 2013, Lync Server 2010 and Office Communications
// Server 2007 R2 estate are compatible with the servers that they target.
//
// The program is a function of its arguments and streams, see run. This
// package is the only one that knows the command line, the exit codes and the
// file system; reading, judging and rendering are the packages inventory,
// audit and report.
package main

import (
	"io"
	"os"
	"os/signal"
	"syscall"
)

// streams are what a run reads and writes besides files, and the command line
// as it was typed.
type streams struct {
	in       io.Reader
	out, err io.Writer
	args     []string
}

func main() {
	startCollecting()
	// A closed pipe is to be an error of the write, not the end of the process:
	// temporary files must go.
	signal.Ignore(syscall.SIGPIPE)
	os.Exit(run(untilInterrupted(), os.Args[1:], streams{in: os.Stdin, out: os.Stdout, err: os.Stderr}))
}
