package audit

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"chatcompat/inventory"
)

// Rules is what pairs are judged by. The zero value is the vendor's page alone.
type Rules struct {
	Ignore    []string // ids of advisories that are neither in findings nor fired; checks still name them
	CountOnly bool     // FiredAdvisory counts the findings concerned and does not list their keys

	own       map[versions]ownRule
	overrides []Override
}

// versions is what a cell of a matrix is looked up by.
type versions struct {
	api    inventory.API
	server inventory.ServerVersion
}

// ownRule is a row of an own matrix that decides pairs.
type ownRule struct {
	MatrixCell
	rule string // names the row, and who stands for it
}

// Override is a row of an own matrix that is in force: it adds a cell to the
// vendor's page, tightens one, or loosens one on somebody's word.
type Override struct {
	At      inventory.Pos // the row
	API     inventory.API
	Server  inventory.ServerVersion
	Verdict Verdict
	Vendor  Verdict // of the page's cell; means nothing unless Covered
	Covered bool    // the page has the cell

	Reason, Remedy string // as in findings; said for the row where it gives none

	Source, Approver, Reference, Justification string
}

// Loosens reports that the row gives a better verdict than the vendor's page.
func (o Override) Loosens() bool { return o.Covered && strictness(o.Verdict) < strictness(o.Vendor) }

// Overrides lists the rows of the own matrix that are in force, in their order.
func (r Rules) Overrides() []Override { return r.overrides }

// RulesOf makes the rules again that have these overrides, as a saved result
// lists them.
func RulesOf(overrides []Override) Rules {
	r := Rules{own: map[versions]ownRule{}}
	for _, o := range overrides {
		r.keep(o)
	}
	return r
}

func (r *Rules) keep(o Override) {
	r.own[versions{o.API, o.Server}] = ownRule{MatrixCell{o.API, o.Server, o.Verdict, o.Reason, o.Remedy}, o.Rule()}
	r.overrides = append(r.overrides, o)
}

// NewRules makes rules of the vendor's page and an own matrix. A row may add a
// cell that the page does not have, or tighten one: from Compatible by design
// over Compatible and May be compatible and Not assessed to Incompatible. It
// loosens a cell only with approver, reference and justification. A row that
// repeats the page's verdict without words of its own changes nothing. The
// error is an *inventory.UsageError that names all faults of the file.
func NewRules(m *inventory.OwnMatrix) (Rules, error) {
	r := Rules{own: map[versions]ownRule{}}
	faults := slices.Clone(m.Problems)
	seen := map[versions]inventory.Pos{}
	for _, row := range m.Rows {
		fault, ok := r.add(row, seen)
		if !ok {
			faults = append(faults, fault)
		}
	}
	if len(faults) > 0 {
		return Rules{}, &inventory.UsageError{Message: joinFaults(m.Path, faults)}
	}
	return r, nil
}

func joinFaults(path string, faults []inventory.Problem) string {
	slices.SortStableFunc(faults, func(a, b inventory.Problem) int {
		if a.At.Sheet != b.At.Sheet {
			return strings.Compare(a.At.Sheet, b.At.Sheet)
		}
		return a.At.Row - b.At.Row
	})
	lines := []string{fmt.Sprintf("own matrix %s is not used, nothing was audited:", path)}
	for _, f := range faults {
		lines = append(lines, f.String())
	}
	return strings.Join(lines, "\n")
}

// add takes a row into the rules, or says what is wrong with it.
func (r *Rules) add(row inventory.OwnRow, seen map[versions]inventory.Pos) (fault inventory.Problem, ok bool) {
	verdict, known := ParseVerdict(row.Verdict.Text)
	if !known {
		return inventory.Problem{At: row.Verdict.At, Column: "verdict", Value: row.Verdict.Text,
			Message: "is no verdict; want " + verdictKeys()}, false
	}
	key := versions{row.API.Version, row.Server.Version}
	if !key.api.Known() || !key.server.Known() {
		return inventory.Problem{}, true // the file's problems name the cell
	}
	if first, twice := seen[key]; twice {
		return inventory.Problem{At: row.At, Message: fmt.Sprintf("repeats the pairing of %s, %s on %s; keep one of the rows", first, key.api, key.server)}, false
	}
	seen[key] = row.At
	page, covered := lookup(key.api, key.server)
	o := Override{At: row.At, API: key.api, Server: key.server, Verdict: verdict, Vendor: page.Verdict, Covered: covered,
		Source: row.Source.Text, Approver: row.Approver.Text, Reference: row.Reference.Text, Justification: row.Justification.Text}
	if missing := missing(row); o.Loosens() && missing != "" {
		return inventory.Problem{At: row.Verdict.At, Column: "verdict", Value: row.Verdict.Text,
			Message: fmt.Sprintf("loosens the vendor's %s for %s on %s, which takes %s", page.Verdict, key.api, key.server, missing)}, false
	}
	if covered && verdict == page.Verdict && saysNothingNew(row, page) {
		return inventory.Problem{}, true
	}
	o.Reason, o.Remedy = o.words(row, page)
	r.keep(o)
	return inventory.Problem{}, true
}

// missing names what a loosening row lacks, or ""; "n/a" is nobody's word.
func missing(row inventory.OwnRow) string {
	var lacks []string
	for _, c := range []struct {
		name string
		cell inventory.OwnCell
	}{{"approver", row.Approver}, {"reference", row.Reference}, {"justification", row.Justification}} {
		if c.cell.Blank() {
			lacks = append(lacks, c.name)
		}
	}
	return strings.Join(lacks, ", ")
}

func saysNothingNew(row inventory.OwnRow, page MatrixCell) bool {
	return (row.Reason.Text == "" || row.Reason.Text == page.Reason) && (row.Remedy.Text == "" || row.Remedy.Text == page.Remedy)
}

// words are reason and remedy of the row; what it leaves blank is said for it.
func (o Override) words(row inventory.OwnRow, page MatrixCell) (reason, remedy string) {
	reason = cmp.Or(row.Reason.Text, "An own rule says "+o.Verdict.String()+" of this pairing")
	reason += " (own rule, " + o.At.String() + o.against() + ")"
	return reason, cmp.Or(row.Remedy.Text, ownRemedies[o.Verdict], page.Remedy)
}

// against says which cell of the page the row stands against.
func (o Override) against() string {
	switch {
	case !o.Covered:
		return ", where the vendor's page has no cell"
	case o.Loosens():
		return ", looser than the vendor's " + o.Vendor.String()
	case o.Verdict != o.Vendor:
		return ", stricter than the vendor's " + o.Vendor.String()
	}
	return ""
}

// ownRuleBegins begins the rule of a finding that rests on an own matrix.
const ownRuleBegins = "own rule "

// Rule names the row and who stands for it.
func (o Override) Rule() string {
	rule := ownRuleBegins + o.At.String() + ": row " + o.API.String() + ", column " + o.Server.String()
	for _, c := range []struct{ name, text string }{{"source", o.Source}, {"approved by", o.Approver}, {"reference", o.Reference}, {"because", o.Justification}} {
		if c.text != "" {
			rule += "; " + c.name + " " + c.text
		}
	}
	return rule
}

// ownRemedies stand where a row of an own matrix gives none.
var ownRemedies = map[Verdict]string{
	Incompatible:       "Do not deploy; retarget the application or re-author it, or have the own rule changed",
	MayBeCompatible:    "Test the application's functions on this server and record the result",
	NotAssessed:        "Ask those who keep the own rules for a decision; do not deploy before",
	Compatible:         "No change needed; run the application's functional tests once on this server and record the result",
	CompatibleByDesign: "Nothing to do",
}

// strictness orders verdicts for tightening: the higher, the stricter.
func strictness(v Verdict) int {
	return [...]int{CompatibleByDesign: 0, Compatible: 1, MayBeCompatible: 2, NotAssessed: 3, Incompatible: 4}[v]
}

// ParseVerdict reads a verdict by its key or its words on screen, without regard
// to case and to spaces or hyphens between the words.
func ParseVerdict(text string) (Verdict, bool) {
	fold := func(s string) string {
		return strings.Join(strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return r == ' ' || r == '-' || r == '_' }), " ")
	}
	for v := range Verdict(len(verdicts)) {
		if fold(text) == fold(v.Key()) {
			return v, true
		}
	}
	return NotAssessed, false
}

func verdictKeys() string {
	var keys []string
	for _, v := range Verdicts() {
		keys = append(keys, v.Key())
	}
	return strings.Join(keys, ", ")
}

// lookup finds the cell for an API and a server version: of an own matrix, else
// of the vendor's page.
func (r Rules) lookup(api inventory.API, server inventory.ServerVersion) (ownRule, bool) {
	if own, ok := r.own[versions{api, server}]; ok {
		return own, true
	}
	for i, cell := range matrix {
		if cell.API == api && cell.Server == server {
			return ownRule{cell, pageRules[i]}, true
		}
	}
	return ownRule{}, false
}

// cells lists the cells of the page, then those that an own matrix adds.
func (r Rules) cells() []MatrixCell {
	all := slices.Clone(matrix[:])
	for _, o := range r.overrides {
		if !o.Covered {
			all = append(all, r.own[versions{o.API, o.Server}].MatrixCell)
		}
	}
	return all
}
