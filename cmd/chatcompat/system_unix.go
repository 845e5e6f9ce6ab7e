//go:build !windows

package main

import (
	"errors"
	"io"
	"syscall"
)

// isClosedPipe reports that the reader of standard output has gone.
func isClosedPipe(err error) bool { return errors.Is(err, syscall.EPIPE) }

// isHeldOpen reports that another program holds the file open, which only Windows forbids.
func isHeldOpen(error) bool { return false }

// enableColor prepares a terminal for escape sequences; terminals here know them.
func enableColor(io.Writer) bool { return true }
