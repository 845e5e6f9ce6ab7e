package inventory

import (
	"context"
	"fmt"
	"strings"

	"chatcompat/inventory/sheet"
)

// OwnVersions are the versions that an own matrix adds to the known ones.
type OwnVersions struct {
	APIs    []API
	Servers []ServerVersion
}

// ParseAPI reads the text of an API column, own APIs included: a text that is
// the name of one, without regard to case and runs of spaces, is exactly that.
func (o OwnVersions) ParseAPI(text string) Reading[API] {
	for _, a := range o.APIs {
		if foldName(text) == foldName(a.String()) {
			return Reading[API]{Written: text, Version: a, Certainty: Exact, Detail: ownDetail}
		}
	}
	return ParseAPI(text)
}

// ParseServerVersion reads the text of a server version column, own versions
// included; see ParseAPI.
func (o OwnVersions) ParseServerVersion(text string) Reading[ServerVersion] {
	for _, v := range o.Servers {
		if foldName(text) == foldName(v.String()) {
			return Reading[ServerVersion]{Written: text, Version: v, Certainty: Exact, Detail: ownDetail}
		}
	}
	return ParseServerVersion(text)
}

const ownDetail = "a version of the own matrix"

// OwnCell is one cell of an own matrix.
type OwnCell struct {
	Text string // trimmed
	At   Pos    // where the cell is missing, the place where it would be
}

// OwnRow is one row of an own matrix: what the file says, with the two names
// understood and nothing judged.
type OwnRow struct {
	At     Pos // the row
	API    Reading[API]
	Server Reading[ServerVersion]

	Verdict, Reason, Remedy, Source, Approver, Reference, Justification OwnCell
}

// OwnMatrix is a file of own rules, in its order.
type OwnMatrix struct {
	Path     string
	SHA256   string
	Rows     []OwnRow
	Versions OwnVersions // for Options.Own
	Problems []Problem   // each forbids to use the matrix
}

// The columns of an own matrix; the first three must be there.
const (
	ownAPI = iota
	ownServer
	ownVerdict
	ownReason
	ownRemedy
	ownSource
	ownApprover
	ownReference
	ownJustification
	ownColumns
)

var ownHeaders = [ownColumns]string{"api", "server", "verdict", "reason", "remedy", "source", "approver", "reference", "justification"}

// ReadOwnMatrix reads a file of own rules: a table of the shape that the matrix
// command writes. A name that is not recognised, and no slip of a known one,
// becomes a version of its own. The error is a *UsageError where no table has
// the columns; whatever is wrong in a row is a Problem, so that all are told at
// once. What people write where they do not know a version is no name.
func ReadOwnMatrix(ctx context.Context, in Input) (*OwnMatrix, error) {
	for _, delimiter := range []rune{0, ';', ',', '\t', '|'} {
		m, err := readOwnMatrix(ctx, in, delimiter)
		if m != nil || err != nil {
			return m, err
		}
	}
	return nil, &UsageError{fmt.Sprintf("%s: no table has the columns api, server and verdict; write one with matrix -o csv=FILE and change its rows", in.Name)}
}

// readOwnMatrix reads a file of own rules with a delimiter, 0 for the one that
// its rows suggest; nil where no table has the columns.
func readOwnMatrix(ctx context.Context, in Input, delimiter rune) (*OwnMatrix, error) {
	book, err := sheet.Read(ctx, in, sheet.Options{Delimiter: delimiter})
	if err != nil {
		return nil, err
	}
	m := &OwnMatrix{Path: in.Name, SHA256: book.SHA256}
	found := false
	for _, raw := range book.Tables {
		r := ownReader{m: m, raw: raw}
		if r.findHeader() {
			if at, ok := r.listsPairs(); ok {
				return nil, &UsageError{fmt.Sprintf("%s: a column is headed application, so this is a list of pairs, not of rules; write one with matrix -o csv=FILE and change its rows", at)}
			}
			found = true
			r.readRows()
		}
	}
	if !found {
		return nil, nil
	}
	return m, nil
}

// ownReader reads one table of an own matrix.
type ownReader struct {
	m       *OwnMatrix
	raw     *sheet.Table
	header  int
	columns [ownColumns]int // -1 where there is none
}

// findHeader finds the first row that names the three columns that must be there.
func (r *ownReader) findHeader() bool {
	for row := range min(r.raw.Rows(), headerSearch) {
		r.header = row
		for c, header := range ownHeaders {
			r.columns[c] = r.find(row, header)
		}
		if r.columns[ownAPI] >= 0 && r.columns[ownServer] >= 0 && r.columns[ownVerdict] >= 0 {
			return true
		}
	}
	return false
}

// listsPairs finds the column by which reports and inventories differ from own
// rules. Their servers would be taken for versions that nobody knows.
func (r *ownReader) listsPairs() (Pos, bool) {
	for col := range r.raw.Width(r.header) {
		if foldHeader(r.raw.Text(r.header, col)) == "application" {
			return r.raw.Pos(r.header, col), true
		}
	}
	return Pos{}, false
}

// find is the column of a header in a row, or -1; a second one is a problem.
func (r *ownReader) find(row int, header string) int {
	found := -1
	for col := range r.raw.Width(row) {
		if foldHeader(r.raw.Text(row, col)) != header {
			continue
		}
		if found >= 0 {
			r.problem(r.raw.Pos(row, col), header, "", "two columns bear this header; rename one of them")
		}
		found = col
	}
	return found
}

func (r *ownReader) problem(at Pos, column, value, message string) {
	r.m.Problems = append(r.m.Problems, Problem{At: at, Column: column, Value: value, Message: message})
}

func (r *ownReader) readRows() {
	for row := r.header + 1; row < r.raw.Rows(); row++ {
		if fault, bad := r.raw.Fault(row); bad {
			r.problem(fault.At, "", fault.Value, fault.Message)
			continue
		}
		if r.blank(row) {
			continue
		}
		r.checkCells(row)
		r.m.Rows = append(r.m.Rows, r.row(row))
	}
}

func (r *ownReader) blank(row int) bool {
	for col := range r.raw.Width(row) {
		if cleanText(r.raw.Text(row, col)) != "" {
			return false
		}
	}
	return true
}

// checkCells finds cells that hold no text of a person, and those beyond the header.
func (r *ownReader) checkCells(row int) {
	for col := range r.raw.Width(row) {
		text := cleanText(r.raw.Text(row, col))
		header := cleanText(r.raw.Text(r.header, col))
		switch kind := r.raw.Kind(row, col); {
		case kind == sheet.Error || kind == sheet.NoValue:
			r.problem(r.raw.Pos(row, col), header, text, "the cell holds no text; repair the formula or write the text itself")
		case col >= r.raw.Width(r.header) && text != "":
			r.problem(r.raw.Pos(row, col), "", text, "the cell stands to the right of the last header; quote texts that hold the delimiter")
		}
	}
}

func (r *ownReader) row(row int) OwnRow {
	cell := func(c int) OwnCell { return r.cell(row, c) }
	api, server := cell(ownAPI), cell(ownServer)
	return OwnRow{
		At: r.raw.Pos(row, -1), API: r.api(api), Server: r.server(server),
		Verdict: cell(ownVerdict), Reason: cell(ownReason), Remedy: cell(ownRemedy), Source: cell(ownSource),
		Approver: cell(ownApprover), Reference: cell(ownReference), Justification: cell(ownJustification),
	}
}

func (r *ownReader) cell(row, c int) OwnCell {
	col := r.columns[c]
	if col < 0 {
		return OwnCell{At: r.raw.Pos(row, -1)}
	}
	return OwnCell{Text: cleanText(r.raw.Text(row, col)), At: r.raw.Pos(row, col)}
}

// api understands the name of an API, or makes it a new one.
func (r *ownReader) api(c OwnCell) Reading[API] {
	reading := r.m.Versions.ParseAPI(c.Text)
	reading.At = c.At
	if ok := r.accept(c, ownHeaders[ownAPI], reading.Cause, reading.Detail, apiSide); ok && reading.Cause == Unrecognised {
		reading = Reading[API]{Written: c.Text, Version: OwnAPI(ownName(c.Text)), Certainty: Exact, Detail: ownDetail, At: c.At}
		r.m.Versions.APIs = append(r.m.Versions.APIs, reading.Version)
	}
	return reading
}

// server understands the name of a server version, or makes it a new one.
func (r *ownReader) server(c OwnCell) Reading[ServerVersion] {
	reading := r.m.Versions.ParseServerVersion(c.Text)
	reading.At = c.At
	if ok := r.accept(c, ownHeaders[ownServer], reading.Cause, reading.Detail, serverSide); ok && reading.Cause == Unrecognised {
		reading = Reading[ServerVersion]{Written: c.Text, Version: OwnServerVersion(ownName(c.Text)), Certainty: Exact, Detail: ownDetail, At: c.At}
		r.m.Versions.Servers = append(r.m.Versions.Servers, reading.Version)
	}
	return reading
}

// accept reports whether a name may stand in an own matrix: known, or new and
// not to be mistaken for a known one.
func (r *ownReader) accept(c OwnCell, column string, cause Cause, detail string, side side) bool {
	switch cause {
	case NoCause, OutsideMatrix:
		return true
	case Unrecognised:
		if len(c.Text) <= foldMax {
			slip, why := nearest(fold(c.Text), side), noOwnName(c.Text)
			switch {
			case slip != "":
				detail = "looks like a slip of " + slip + "; write that, or a name that differs more"
			case why != "":
				detail = why
			default:
				return true
			}
		}
	case Missing:
		detail = "states no version; every row needs one"
	}
	r.problem(c.At, column, c.Text, strings.TrimPrefix(cause.Key()+": "+detail, ": "))
	return false
}

// ownName is a new name as it is kept: runs of spaces are one.
func ownName(text string) string {
	return strings.Join(strings.FieldsFunc(text, sheet.Invisible), " ")
}
