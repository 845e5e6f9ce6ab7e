package sheet

import (
	"archive/zip"
	"context"
	"errors"
	"fmt"
	"io"
	"strconv"

	"github.com/klauspost/compress/flate"
)

// errWrongRoot says that a part is not the kind of document that it must be.
var errWrongRoot = errors.New("wrong kind of part")

// damage is a message about content that no program writes on purpose.
type damage string

func (d damage) Error() string { return string(d) }

func damagef(format string, args ...any) error { return damage(fmt.Sprintf(format, args...)) }

// limit is a message about content beyond what is read.
type limit string

func (l limit) Error() string { return string(l) }

func limitf(format string, args ...any) error { return limit(fmt.Sprintf(format, args...)) }

// workbookError says which file, part and row of a workbook cannot be read,
// why, and what to do about it.
type workbookError struct {
	file, part string
	row        int // 0: no particular row
	err        error
}

func (e *workbookError) Unwrap() error { return e.err }

func (e *workbookError) Error() string {
	where := e.file
	if e.part != "" {
		where += ": part " + e.part
	}
	if e.row > 0 {
		where += ", row " + strconv.Itoa(e.row)
	}
	return where + ": " + describe(e.err)
}

// Remedies that end a message.
const (
	repair = ": the file is damaged; open it in Excel, let it repair the file and save it again"
	split  = "; split the file, or save it anew from Excel if it is not meant to be that large"
)

// describe words an error of reading a part, with the remedy where it is one
// of the file and not of the machine.
func describe(err error) string {
	var (
		isDamage   damage
		isLimit    limit
		badDeflate flate.CorruptInputError
		flateFault flate.InternalError
	)
	switch {
	case errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		return err.Error()
	case errors.As(err, &isLimit):
		return err.Error() + split
	case errors.As(err, &isDamage), errors.Is(err, errWrongRoot):
		return err.Error() + repair
	case errors.Is(err, zip.ErrChecksum):
		return "its checksum does not match its content" + repair
	case errors.Is(err, zip.ErrAlgorithm):
		return "it is compressed by a method that workbooks do not use" + repair
	case errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, io.EOF):
		return "it is cut short" + repair
	case errors.As(err, &badDeflate), errors.As(err, &flateFault), errors.Is(err, zip.ErrFormat):
		return "its compressed content is broken" + repair
	}
	return err.Error()
}
