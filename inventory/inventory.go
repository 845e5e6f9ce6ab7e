// Package inventory reads the spreadsheets of an estate into an [Estate]: which
// applications exist, which API each was authored with, which servers each one
// targets. It says what the inventory says and how sure that is; what goes
// together is the business of package audit. What people write for a version is
// known here alone, so a file of own rules is read here, too, and not judged.
//
// Invariants: every data row of every table is accounted for in exactly one
// way; a version that cannot be recognised stays the zero version with a
// [Cause]; every statement keeps the position of its cell. An error of [Load] is
// fatal, everything less is a [Problem]. Order is that of the input: file,
// sheet, row.
package inventory

import "chatcompat/inventory/sheet"

// Pos is a place in an input file; it formats itself.
type Pos = sheet.Pos

// ParsePos reads a position as Pos.String prints it; absurd file names aside,
// see [sheet.ParsePos], it gives the position back.
func ParsePos(s string) Pos { return sheet.ParsePos(s) }

// AppendColumn makes the position of a line of a text, as [sheet.Pos.Append] has it,
// that of a column in it.
func AppendColumn(b []byte, col int) []byte { return sheet.AppendColumn(b, col) }

// Input is one file to be read.
type Input = sheet.Input

// Certainty tells how a version was recognised.
type Certainty uint8

// The zero Certainty belongs to a version that was not recognised.
const (
	NotRecognised Certainty = iota
	Exact                   // the vendor's name, or a documented spelling of it
	Inferred                // shorthand, a build number, a bare year, evidence beside the cell
)

var certaintyKeys = [...]string{"", "exact", "inferred"}

// Key is the fixed word of JSON: "", "exact", "inferred".
func (c Certainty) Key() string { return certaintyKeys[c] }

// Cause tells why one side of a pair, or a pair, cannot be assessed. The zero
// Cause is that nothing stands in the way.
type Cause uint8

// The causes, in the order in which summaries list them.
const (
	NoCause       Cause = iota
	Missing             // no table states the version, or the server or application is not known
	Unrecognised        // the text names no version that is known
	Ambiguous           // the text fits more than one version
	OutsideMatrix       // the product is recognised, and the vendor's page does not cover it
	Contradictory       // the inventory states two versions, or a name and a build disagree
	Unreadable          // the cell holds no text that a person wrote: #REF!, System.String[]
)

var causeKeys = [...]string{"", "missing", "unrecognised", "ambiguous", "outside-matrix", "contradictory", "unreadable"}

// Causes lists every cause but NoCause, in order.
func Causes() []Cause {
	return []Cause{Missing, Unrecognised, Ambiguous, OutsideMatrix, Contradictory, Unreadable}
}

// Key is the fixed word of outputs: "", "missing" … "unreadable".
func (c Cause) Key() string { return causeKeys[c] }

// Reading is what the inventory says about one version, and how sure that is.
// Exactly one holds: Version is known and Cause is NoCause or OutsideMatrix, or
// Version is zero and Cause tells why.
type Reading[V API | ServerVersion] struct {
	Written   string    // the text of the cell as written; "" where nothing is
	Version   V         // zero: not recognised
	Certainty Certainty // how Version was recognised
	Cause     Cause     // why it was not, or that it is outside the matrix
	Detail    string    // a clause for people: the evidence, or what is wrong and the candidates; may be ""
	At        Pos       // the cell; where there is none, the row
}

// Value is one cell of a column that is known by its field.
type Value struct {
	Field Field
	Text  string
}

// Extra is one cell of a column that is not known, under its header as written.
type Extra struct{ Header, Text string }

// Values are the cells of known columns, ordered by field, without empty ones.
type Values []Value

// Get is the text of a field, or "".
func (v Values) Get(f Field) string {
	for _, value := range v {
		if value.Field == f {
			return value.Text
		}
	}
	return ""
}

// Pair is an application and one server that it targets: the unit that is judged.
type Pair struct {
	Application   string // as written; "" where the row names none
	ApplicationID string // as written; ""
	API           Reading[API]
	Server        string // the name of the server or pool as written; "" where no target is known
	ServerVersion Reading[ServerVersion]
	ServerFields  Values // of the servers table
	At            Pos    // the row that made the pair
	Also          []Pos  // rows that say the same, in input order
	Fields        Values // of the application's and the pair's own rows
	Extra         []Extra
	Problems      []Problem // of the cells of this pair

	ApplicationKey string // the application's identity: its id if it has one, else its name, folded
	ServerKey      string // the server's identity: its full name as far as the inventory knows it, folded; ""
	Key            string // names application, API, server and server version as understood
	PairKey        string // names application and server alone

	// Numbers of ApplicationKey and ServerKey in the estate that yields the pair,
	// from 1; 0 where there is none, as in pairs that come from elsewhere.
	ApplicationNumber, ServerNumber int32

	// Numbers of the readings: pairs of one estate with the same number above 0
	// have the same reading, its position aside. Elsewhere they are 0.
	APINumber, ServerVersionNumber int32
}

// Field is the value of a column for this pair: of its own rows, else of the server's.
func (p *Pair) Field(f Field) string {
	if text := p.Fields.Get(f); text != "" {
		return text
	}
	return p.ServerFields.Get(f)
}

// Problem is a cell or row that cannot be read as its column asks. It never
// ends a run.
type Problem struct {
	At      Pos
	Column  string // the header as written; "" for a whole row
	Value   string // as written
	Message string // what is wrong and what would be right; lower case, no final dot
}

// String gives position, column, value and message in one line.
func (p Problem) String() string {
	s := p.At.String() + ": "
	if p.Column != "" {
		s += p.Column + " "
	}
	if p.Value != "" {
		s += Quote(p.Value)
	}
	if p.Column != "" || p.Value != "" {
		s = trimSpaceRight(s) + ": "
	}
	return s + p.Message
}
