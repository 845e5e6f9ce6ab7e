// Package audit judges pairs of an application and a server against the
// vendor's compatibility page and the user's own matrix beside it, and findings
// over the whole estate against facts of other pages. It is pure: no input, no
// output, no clock, the standard library alone.
//
// The matrix keeps the page's four verdicts apart; a fifth, NotAssessed, is the
// zero verdict and never a pass. An own matrix may add a cell or tighten one; it
// loosens one only on somebody's word. Facts of other pages are advisories: they
// qualify a verdict and never change it, and the end of support touches neither.
//
// Findings keep the order of the pairs. Those of several audits can be merged
// into one estate, and those of one be divided into parts, by findings alone.
package audit

import (
	"strings"

	"chatcompat/inventory"
)

// Verdict is the answer for one pair. The zero Verdict is NotAssessed.
type Verdict uint8

// The verdicts. Incompatible to CompatibleByDesign are those of the vendor's page.
const (
	NotAssessed Verdict = iota
	Incompatible
	MayBeCompatible
	Compatible
	CompatibleByDesign
)

var verdicts = [...]struct{ key, name string }{
	NotAssessed:        {"not-assessed", "Not assessed"},
	Incompatible:       {"incompatible", "Incompatible"},
	MayBeCompatible:    {"may-be-compatible", "May be compatible"},
	Compatible:         {"compatible", "Compatible"},
	CompatibleByDesign: {"compatible-by-design", "Compatible by design"},
}

// Verdicts lists all verdicts, worst first: the order of every summary.
func Verdicts() []Verdict {
	return []Verdict{Incompatible, MayBeCompatible, NotAssessed, Compatible, CompatibleByDesign}
}

// Rank orders verdicts for people, worst first, from 0.
func (v Verdict) Rank() int {
	return [...]int{Incompatible: 0, MayBeCompatible: 1, NotAssessed: 2, Compatible: 3, CompatibleByDesign: 4}[v]
}

// Key is the fixed word of JSON and CSV.
func (v Verdict) Key() string { return verdicts[v].key }

// String is the words on screen.
func (v Verdict) String() string { return verdicts[v].name }

// Risk follows from the verdict and the functions the application uses. The
// zero Risk is unknown, never none.
type Risk uint8

// The risks.
const (
	UnknownRisk Risk = iota
	HighRisk
	MediumRisk
	LowRisk
	NoRisk
)

var riskKeys = [...]string{UnknownRisk: "unknown", HighRisk: "high", MediumRisk: "medium", LowRisk: "low", NoRisk: "none"}

// Risks lists all risks, worst first: high, unknown, medium, low, none.
func Risks() []Risk { return []Risk{HighRisk, UnknownRisk, MediumRisk, LowRisk, NoRisk} }

// Key is the fixed word of JSON and CSV.
func (r Risk) Key() string { return riskKeys[r] }

// Rank orders risks for people, worst first, from 0.
func (r Risk) Rank() int {
	return [...]int{UnknownRisk: 1, HighRisk: 0, MediumRisk: 2, LowRisk: 3, NoRisk: 4}[r]
}

// Finding is a judged pair.
type Finding struct {
	inventory.Pair
	Verdict    Verdict
	Cause      inventory.Cause // why it is not assessed: that of the API if it has one, else of the server
	Risk       Risk
	Mixed      bool     // both generations are known and differ
	Reason     string   // why this verdict
	Remedy     string   // what the application's owner should do
	Rule       string   // the cell of the matrix and its page, or the row of an own matrix; "" where none applies
	Advisories []string // ids of pair scope, ascending

	// Findings of one run with the same Class above 0 agree in all of the above
	// and in their two readings, positions aside. Elsewhere it is 0.
	Class int32

	answers answers
}

// Risky reports whether a board must look at the pair: Incompatible, May be compatible or Not assessed.
func (f *Finding) Risky() bool { return f.Verdict <= MayBeCompatible }

// Own reports that a row of an own matrix decided the pair, not the vendor's page.
func (f *Finding) Own() bool { return strings.HasPrefix(f.Rule, ownRuleBegins) }

// Basis is what the verdict rests on: the cell of the matrix with its page, and
// the cells of the inventory that state the two versions.
func (f *Finding) Basis() string {
	var buf [512]byte
	return string(f.AppendBasis(buf[:0]))
}

// AppendBasis appends the basis as Basis gives it: the rule, then the statements.
func (f *Finding) AppendBasis(b []byte) []byte { return f.AppendStatements(f.AppendRule(b)) }

// noRule is the basis of findings that no cell of the matrix decides.
var noRule = "no cell of " + Page.String() + " applies"

// AppendRule appends the cell of the matrix, or that none applies.
func (f *Finding) AppendRule(b []byte) []byte {
	if f.Rule == "" {
		return append(b, noRule...)
	}
	return append(b, f.Rule...)
}

// AppendStatements appends the cells of the inventory that state the two versions.
func (f *Finding) AppendStatements(b []byte) []byte {
	api, version := f.Stated()
	return AppendStatements(b, api, version)
}

// Stated is where a version is stated, or nothing is.
type Stated struct {
	At    inventory.Pos
	Blank bool
}

// Stated is where API and server version are stated.
func (f *Finding) Stated() (api, version Stated) {
	return Stated{f.API.At, f.API.Written == ""}, Stated{f.ServerVersion.At, f.ServerVersion.Written == ""}
}

// What a basis has before the places where API and server version are stated.
const (
	beforeAPI     = "; API: "
	beforeVersion = "; server version: "
)

// AppendStatements appends where two versions are stated as a basis has it.
func AppendStatements(b []byte, api, version Stated) []byte {
	return appendStated(append(appendStated(append(b, beforeAPI...), api), beforeVersion...), version)
}

// AppendStatementsOn is AppendStatements for versions that one line of a text states,
// neither of them by a blank: line is their position without the column.
func AppendStatementsOn(b, line []byte, api, version int) []byte {
	b = inventory.AppendColumn(append(append(b, beforeAPI...), line...), api)
	return inventory.AppendColumn(append(append(b, beforeVersion...), line...), version)
}

func appendStated(b []byte, s Stated) []byte {
	if s.Blank {
		return append(s.At.Append(append(b, "not stated ("...)), ')')
	}
	return s.At.Append(b)
}

// Cell is one cell of the grid API × server version with the pairs that fell into it.
type Cell struct {
	API    inventory.API
	Server inventory.ServerVersion
	Pairs  int
}

// Summary counts all pairs that were judged.
type Summary struct {
	Pairs        int
	Applications int // distinct ones that occur in pairs
	Servers      int // distinct ones that occur in pairs
	Mixed        int
	Verdicts     [len(verdicts)]int // by Verdict
	Risks        [len(riskKeys)]int // by Risk
	Matrix       []Cell             // the nine cells of the page, row by row; then cells of own rules
	Advisories   []FiredAdvisory    // those of every scope that fired, by id
	Checks       []CheckStatus      // the status of every advisory, by id
}

// Loss is a function that the application uses and its server does not offer.
type Loss struct {
	Function inventory.Function
	Members  string // those that show it, joined by commas; "" where a yes-or-no column says so
}

// Lost lists the functions that the application is known to lose: category
// management, then user management, where a Group Chat API meets Lync Server 2013.
func (f *Finding) Lost() []Loss {
	s := newSubject(f)
	if s.olderOn2013() != fires {
		return nil
	}
	var lost []Loss
	if s.category.Answer == inventory.Yes {
		lost = append(lost, Loss{inventory.CategoryManagement, s.category.Member})
	}
	if s.user.Answer == inventory.Yes {
		lost = append(lost, Loss{inventory.UserManagement, s.user.Member})
	}
	return lost
}
