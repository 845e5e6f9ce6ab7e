package main

import (
	"errors"
	"io"
	"os"

	"golang.org/x/sys/windows"
)

// isClosedPipe reports that the reader of standard output has gone.
func isClosedPipe(err error) bool {
	return errors.Is(err, windows.ERROR_BROKEN_PIPE) || errors.Is(err, windows.ERROR_NO_DATA)
}

// isHeldOpen reports that another program holds the file open.
func isHeldOpen(err error) bool {
	return errors.Is(err, windows.ERROR_SHARING_VIOLATION) || errors.Is(err, windows.ERROR_LOCK_VIOLATION)
}

// knowsUTF8 reports a terminal that shows UTF-8: what goes to a console is
// converted to UTF-16 on the way.
func knowsUTF8() bool { return true }

// enableColor switches the console to understand escape sequences, which old
// consoles cannot.
func enableColor(w io.Writer) bool {
	f, ok := w.(*os.File)
	if !ok {
		return false
	}
	var mode uint32
	console := windows.Handle(f.Fd())
	if windows.GetConsoleMode(console, &mode) != nil {
		return false
	}
	return windows.SetConsoleMode(console, mode|windows.ENABLE_VIRTUAL_TERMINAL_PROCESSING) == nil
}
