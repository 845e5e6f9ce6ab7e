package inventory

import (
	"context"
	"iter"
)

// Shape tells what a row of a table names.
type Shape uint8

// The shapes. The zero Shape is a table that names none of what an audit needs.
const (
	ShapeNone         Shape = iota
	ShapePairs              // an application, its API, one server
	ShapeApplications       // an application and its API
	ShapeServers            // a server, with version or pool
	ShapeTargets            // an application and a server, no API
)

var shapeKeys = [...]string{"none", "pairs", "applications", "servers", "targets"}

// Key is the fixed word of outputs.
func (s Shape) Key() string { return shapeKeys[s] }

// Accounting says where the data rows of a table went. The seven counts add
// up to the rows read.
type Accounting struct {
	Paired, Joined, Unused, Duplicate, Excluded, Blank, Unreadable int
}

// Total is the number of rows accounted for.
func (a Accounting) Total() int {
	return a.Paired + a.Joined + a.Unused + a.Duplicate + a.Excluded + a.Blank + a.Unreadable
}

// Column is one column of a table. Field is NoField where the header is not known.
type Column struct {
	Header string // as written
	Field  Field
}

// Table is what became of one text file or one worksheet.
type Table struct {
	Sheet      string // "" for text files
	Shape      Shape
	HeaderRow  int // line or worksheet row; 0 where no header was found
	Rows       int // data rows below the header
	Columns    []Column
	Accounting Accounting
	Encoding   string   // text files: the encoding used
	Delimiter  string   // text files: the delimiter used
	Hidden     bool     // a hidden worksheet
	Notes      []string // what reading it noticed, for people
}

// File is one input and its tables.
type File struct {
	Path   string // as the user named it
	SHA256 string // lower-case hexadecimal
	Bytes  int64
	Tables []Table
}

// Filter keeps or leaves out pairs by the value of a field. Pattern compares
// without case; * and ? stand for any text and any character.
type Filter struct {
	Field   Field
	Pattern string
}

// Mapping makes a header stand for a field, against whatever it would be recognised as.
type Mapping struct {
	Field  Field
	Header string
}

// Options tells Load what the user knows better. The zero value detects everything.
type Options struct {
	Map       []Mapping
	Sheets    []string
	HeaderRow int // line or worksheet row of the header in every table; 0 detects it
	Delimiter rune
	Encoding  string
	Where     []Filter // patterns of one field are alternatives, fields add up
	Exclude   []Filter // any one that fits leaves out
}

// UsageError is a fault of what the user asked for, not of a file: nothing was read to the end.
type UsageError struct{ Message string }

func (e *UsageError) Error() string { return e.Message }

// Estate is what all inputs together say. It does not change once Load returned it.
type Estate struct {
	Files    []File
	Problems []Problem // of all rows, in input order
	Excluded int       // pairs left out by filters
}

// Load reads all inputs and joins them. An error is fatal: a file that cannot
// be read whole, or a *UsageError. A cancelled ctx ends it with ctx.Err().
func Load(ctx context.Context, inputs []Input, opt Options) (*Estate, error) {
	return nil, nil
}

// Pairs yields the pairs in blocks, in stable order: input, sheet, row. A block
// is valid until the next one is asked for.
func (e *Estate) Pairs() iter.Seq[[]Pair] {
	return func(yield func([]Pair) bool) {}
}
