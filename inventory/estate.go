package inventory

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"chatcompat/inventory/sheet"
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
	Header  string // as written
	Field   Field
	Witness Field // which field's cells are compared with its own; mostly NoField
}

// Table is what became of one text file or one worksheet.
type Table struct {
	Sheet      string // "" for text files
	Shape      Shape
	HeaderRow  int // line or worksheet row; 0 where no header was found
	Rows       int // data rows below the header, and above it those that are no title
	Columns    []Column
	Accounting Accounting
	Encoding   string   // text files: the encoding used
	Delimiter  string   // text files: the delimiter used
	Hidden     bool     // a hidden worksheet
	Notes      []string // what reading it noticed, for people
}

// HeaderAt is the header of a column, from 0; one without a header is named by
// its place, as in the Extra of pairs: "column C".
func (t Table) HeaderAt(col int) string {
	return headerOrPlace(t.Columns[col].Header, col)
}

func headerOrPlace(header string, col int) string {
	if header == "" {
		return "column " + sheet.ColumnName(col+1)
	}
	return header
}

// File is one input and its tables.
type File struct {
	Path   string // as the user named it
	SHA256 string // lower-case hexadecimal; may be "" where nobody asks for it
	Bytes  int64
	Tables []Table
}

// UnreadableRows counts the rows of all files that could not be read.
func UnreadableRows(files []File) int {
	rows := 0
	for _, file := range files {
		for _, t := range file.Tables {
			rows += t.Accounting.Unreadable
		}
	}
	return rows
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
	Where     []Filter    // patterns of one field are alternatives, fields add up
	Exclude   []Filter    // any one that fits leaves out
	Own       OwnVersions // names that an own matrix adds
	Unhashed  bool        // leaves out the checksums of the files
}

// UsageError is a fault of what the user asked for, not of a file: nothing was read to the end.
type UsageError struct{ Message string }

func (e *UsageError) Error() string { return e.Message }

// Estate is what all inputs together say. It does not change once Load returned it.
type Estate struct {
	Files    []File
	Problems []Problem // of all rows, in input order
	Excluded int       // pairs left out by filters

	joiner   *joiner
	troubled []rowRef // of Problems: the row that each stands in
	without  Parts    // left out of pairs
}

// Load reads all inputs and joins them. An error is fatal: a file that cannot
// be read whole, or a *UsageError. A cancelled ctx ends it with ctx.Err().
func Load(ctx context.Context, inputs []Input, opt Options) (*Estate, error) {
	e := &Estate{}
	var layouts []*layout
	for _, in := range inputs {
		book, err := sheet.Read(ctx, in, sheet.Options{
			Encoding: opt.Encoding, Delimiter: opt.Delimiter, Sheets: opt.Sheets, Unhashed: opt.Unhashed, Heading: opt.heading})
		if err != nil {
			return nil, err
		}
		if err := refuseReport(in.Name, book, opt.Sheets); err != nil {
			return nil, err
		}
		e.Files = append(e.Files, File{Path: in.Name, SHA256: book.SHA256, Bytes: book.Bytes, Tables: make([]Table, len(book.Tables))})
		for _, raw := range book.Tables {
			l, err := newLayout(raw, opt)
			if err != nil {
				return nil, err
			}
			layouts = append(layouts, l)
		}
	}
	if err := checkSheets(ctx, inputs, layouts, opt.Sheets); err != nil {
		return nil, err
	}
	if err := checkUsage(layouts, opt); err != nil {
		return nil, err
	}
	findServersTables(layouts)
	for _, l := range layouts {
		l.doubtColumns()
		l.noteReport()
	}
	e.joiner = newJoiner(layouts, opt)
	if err := e.joiner.join(ctx); err != nil {
		return nil, err
	}
	e.finish(layouts)
	return e, nil
}

// finish brings problems into input order and describes the tables.
func (e *Estate) finish(layouts []*layout) {
	slices.SortStableFunc(e.joiner.problems, func(a, b located) int {
		return cmp.Or(compareRefs(a.rowRef, b.rowRef), cmp.Compare(a.At.Row, b.At.Row), cmp.Compare(a.At.Col, b.At.Col))
	})
	if n := len(e.joiner.problems); n > 0 {
		e.Problems, e.troubled = make([]Problem, n), make([]rowRef, n)
	}
	for i, p := range e.joiner.problems {
		e.Problems[i], e.troubled[i] = p.Problem, p.rowRef
	}
	e.Excluded = e.joiner.excluded
	e.joiner.release()
	for i := range e.Files {
		for t := range e.Files[i].Tables {
			e.Files[i].Tables[t] = layouts[0].describe()
			layouts = layouts[1:]
		}
	}
}

// describe says what became of a table.
func (l *layout) describe() Table {
	t := Table{Sheet: l.raw.Sheet, Shape: l.shape, Rows: len(l.fates) + len(l.strays.above), Columns: l.columns, Hidden: l.raw.Hidden,
		Encoding: l.raw.Encoding, Accounting: account(l.fates)}
	t.Accounting.Unreadable += len(l.strays.above)
	if l.header >= 0 {
		t.HeaderRow = l.raw.Line(l.header)
	}
	if l.raw.Delimiter != 0 {
		t.Delimiter = string(l.raw.Delimiter)
	}
	for _, n := range l.raw.Notes {
		t.Notes = append(t.Notes, n.At.String()+": "+n.Message)
	}
	switch n := l.raw.HiddenRows; {
	case n == 1:
		t.Notes = append(t.Notes, "1 hidden row was read like the others")
	case n > 1:
		t.Notes = append(t.Notes, fmt.Sprintf("%d hidden rows were read like the others", n))
	}
	switch n := l.raw.StruckCells; {
	case n == 1:
		t.Notes = append(t.Notes, fmt.Sprintf("%s: the cell is crossed out and was read like the others", l.raw.Struck))
	case n > 1:
		t.Notes = append(t.Notes, fmt.Sprintf("%s: %d cells are crossed out and were read like the others, the first here", l.raw.Struck, n))
	}
	t.Notes = append(t.Notes, l.notes...)
	return t
}

func account(fates []fate) Accounting {
	var n [fateUnreadable + 1]int
	for _, f := range fates {
		n[f]++
	}
	return Accounting{Paired: n[fatePaired], Joined: n[fateJoined], Unused: n[fateUnused] + n[fateOpen], Duplicate: n[fateDuplicate],
		Excluded: n[fateExcluded], Blank: n[fateBlank], Unreadable: n[fateUnreadable]}
}
