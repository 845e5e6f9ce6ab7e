//go:build !windows

package main

import (
	"cmp"
	"errors"
	"io"
	"os"
	"strings"
	"syscall"
)

// isClosedPipe reports that the reader of standard output has gone.
func isClosedPipe(err error) bool { return errors.Is(err, syscall.EPIPE) }

// isHeldOpen reports that another program holds the file open, which only Windows forbids.
func isHeldOpen(error) bool { return false }

// knowsUTF8 reports a terminal that shows UTF-8, as its locale says.
func knowsUTF8() bool {
	locale := strings.ToUpper(cmp.Or(os.Getenv("LC_ALL"), os.Getenv("LC_CTYPE"), os.Getenv("LANG")))
	return strings.Contains(locale, "UTF-8") || strings.Contains(locale, "UTF8")
}

// enableColor prepares a terminal for escape sequences; terminals here know them.
func enableColor(io.Writer) bool { return true }
