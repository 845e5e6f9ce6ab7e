// Package report renders findings. Every format is a Writer that is fed blocks
// of findings in input order and closed with the summary; what a column says is
// decided once, in the list of columns, and how it is laid out by each format.
// The JSON record is complete: ReadResult reads it back, and every format can be
// rendered from it. Inspections, the matrix, explanations, the index of a pack
// and the empty inventory are written here as well.
//
// Nothing here judges, and nothing here opens files.
package report

import (
	"io"
	"time"

	"chatcompat/audit"
	"chatcompat/inventory"
)

// Meta is all that is known before the first finding.
type Meta struct {
	Version     string    // of the tool
	AsOf        time.Time // the day the report speaks of
	Title       string    // never empty
	PreparedFor string    // "" leaves it out
	Files       []inventory.File
	Problems    []inventory.Problem
	Excluded    int              // pairs left out by filters
	Options     []Option         // those that shape the answer, in the order of the flags' names
	Show        Show             // which findings are listed; ShowDefault leaves it to the format
	Columns     []string         // keys of columns in the order wanted; empty: the format's own choice
	Sort        []string         // keys of columns; empty: the format's own order
	Terminal    Terminal         // of the formats for terminals
	Overrides   []audit.Override // rows of an own matrix that are in force
	OwnMatrix   *OwnMatrixFile   // nil where there is none
	File        bool             // the destination is a file, not standard output

	unknown *unknownMembers // of a saved result that was read; nil elsewhere
}

// OwnMatrixFile is the file that an own matrix was read from.
type OwnMatrixFile struct {
	Path   string `json:"path"`
	SHA256 string `json:"sha256"`
}

// Option is one option that the user gave.
type Option struct{ Name, Value string }

// Terminal tells the formats for terminals what the terminal can do.
type Terminal struct {
	Width int  // no printed line is wider; 0 is unlimited
	Color bool // escape sequences for colour are welcome
	UTF8  bool // box-drawing characters are welcome; without, borders are plain ASCII
}

// Show selects which findings are listed. The summary always counts all.
type Show uint8

// ShowDefault is risky for table and vertical, all for every other format.
const (
	ShowDefault Show = iota
	ShowRisky        // Incompatible, May be compatible, Not assessed
	ShowMixed        // API and server of different generations
	ShowAll
	ShowNone // of table and vertical: the figures alone
)

// Needs tells what a report does without, so that nobody makes it.
type Needs struct {
	Without   inventory.Parts // of pairs
	CountOnly bool            // the keys of the findings that advisories apply to
	Figures   bool            // the findings: it is a [FiguresWriter]
	Listed    bool            // the findings one by one: it is a [Lister]
	Unhashed  bool            // the checksums of the inputs
}

// Writer renders one report. Write is called with blocks of findings in input
// order, the block is valid during the call only; Close ends the report and is
// not called when the run failed. Neither closes the destination. The first
// error of the destination is returned by Close at the latest.
type Writer interface {
	Write([]audit.Finding) error
	Close(audit.Summary) error
}

// Preparer is a Writer of which the larger part of the work can be done where
// findings are judged. What Prepare's function makes of a block, beside others
// and in any order, is given to WritePrepared in the order of the blocks.
// Prepare is called once for each goroutine.
type Preparer interface {
	Writer
	Prepare() audit.Preparation
	WritePrepared(any) error
}

// Lister is a Preparer that needs no more of findings than [audit.RunListed] has.
// What List's function makes of a block is given to WritePrepared as well. List is
// called once for each goroutine, with a reader of the estate.
type Lister interface {
	Preparer
	List(*inventory.Reader) audit.Listing
}

// Format is one entry of the list of formats.
type Format struct {
	Name       string
	Alias      string   // another name of it; ""
	Extensions []string // that pick it from a bare path: ".csv"
	Help       string   // one clause for --help
	Binary     bool     // must not go to a terminal
	New        func(io.Writer, Meta) Writer
	Needs      func(Meta) Needs // nil: all there is

	// Parse makes a format of a file of the user's with the given name and text;
	// New is nil then. It is nil for every other format.
	Parse func(name, text string) (Format, error)
}
