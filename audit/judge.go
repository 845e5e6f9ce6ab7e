package audit

import (
	"cmp"
	"math/bits"
	"slices"
	"strings"

	"chatcompat/inventory"
)

// Judge gives the finding for one pair. It is pure, total and never fails: what
// cannot be looked up in the matrix is NotAssessed. The finding carries the ids
// of advisories of pair scope alone, for those of wider scope are known only
// after the last finding; see Checks.
func (r Rules) Judge(p inventory.Pair) Finding {
	f := Finding{Pair: p}
	r.judge(&f)
	s := newSubject(&f)
	f.Advisories = firedFor(s.answers().fires & r.asked())
	return f
}

// asked are the checks of pair scope that the rules do not ignore.
func (r Rules) asked() (checks checkSet) {
	for i := range advisories {
		if a := &advisories[i]; a.Scope == PairScope && !r.ignores(a.ID) {
			checks |= 1 << i
		}
	}
	return checks
}

// firedFor lists the ids of checks.
func firedFor(checks checkSet) (ids []string) {
	for ; checks != 0; checks &= checks - 1 {
		ids = append(ids, advisories[bits.TrailingZeros32(uint32(checks))].ID)
	}
	return ids
}

// judge completes the finding but for advisories, which never change a verdict.
func (r Rules) judge(f *Finding) {
	f.Mixed = mixed(f.API.Version, f.ServerVersion.Version)
	f.Cause = cmp.Or(f.API.Cause, f.ServerVersion.Cause)
	cell, ok := r.lookup(f.API.Version, f.ServerVersion.Version)
	if !ok || stands(f.API.Cause, f.API.Version.Covered()) || stands(f.ServerVersion.Cause, f.ServerVersion.Version.Covered()) {
		notAssessed(f)
		return
	}
	f.Verdict, f.Reason, f.Remedy, f.Rule = cell.Verdict, cell.Reason, cell.Remedy, cell.rule
	f.Cause, f.Risk = inventory.NoCause, riskOf(f)
	if f.Verdict == NotAssessed {
		f.Cause = inventory.OutsideMatrix
	}
}

// stands reports a cause that stands in the way although the matrix has a cell:
// any but that of a version outside the vendor's page for which an own rule speaks.
func stands(cause inventory.Cause, covered bool) bool {
	return cause != inventory.NoCause && (cause != inventory.OutsideMatrix || covered)
}

func (r Rules) ignores(id string) bool {
	return slices.ContainsFunc(r.Ignore, func(s string) bool { return strings.EqualFold(s, id) })
}

// mixed reports whether both generations are known and differ.
func mixed(api inventory.API, server inventory.ServerVersion) bool {
	return api.Generation() > 0 && server.Generation() > 0 && api.Generation() != server.Generation()
}

func riskOf(f *Finding) Risk {
	switch f.Verdict {
	case Incompatible:
		return HighRisk
	case MayBeCompatible:
		return limitedRisk(f)
	case Compatible:
		return LowRisk
	case CompatibleByDesign:
		return NoRisk
	}
	return UnknownRisk
}

// limitedRisk weighs "may be compatible, without category or user management"
// by what the inventory says of the two functions, and says so in the reason. That
// of an own rule need not speak of them: they are named then, and where nothing is
// known to be lost nothing is asked.
func limitedRisk(f *Finding) Risk {
	category, user := f.Uses()
	neither, them := "neither", "them"
	if f.Own() {
		neither, them = "neither category nor user management", "category or user management"
	}
	switch {
	case category.Answer == inventory.Yes || user.Answer == inventory.Yes:
		f.Reason += "; the application uses " + usesClause(category, user)
		return HighRisk
	case category.Answer == inventory.No && user.Answer == inventory.No:
		f.Reason += "; the application uses " + neither
		if category.Listed || user.Listed {
			f.Reason += ", by the members that are listed"
		}
		return LowRisk
	}
	if !f.Own() || limits(f.API.Version, f.ServerVersion.Version) {
		f.Reason += "; nobody says whether the application uses " + them
	}
	return MediumRisk
}

func usesClause(category, user inventory.Use) string {
	var clause string
	if category.Answer == inventory.Yes {
		clause = "category management" + by(category)
	}
	if user.Answer == inventory.Yes {
		if clause != "" {
			clause += " and "
		}
		clause += "user management" + by(user)
	}
	return clause
}

func by(u inventory.Use) string {
	switch {
	case u.Member == "":
		return ""
	case u.Against:
		return " (" + u.Member + ", though its column says no)"
	}
	return " (" + u.Member + ")"
}

// notAssessed completes a finding that no cell of the matrix decides.
func notAssessed(f *Finding) {
	f.Verdict, f.Risk = NotAssessed, UnknownRisk
	if f.Cause == inventory.NoCause {
		f.Cause = uncovered(f.API.Version.Known(), f.ServerVersion.Version.Known())
	}
	f.Reason = unknownReason(f)
	f.Remedy = unknownRemedies[f.Cause]
}

// uncovered is the cause where the inventory gives none: a version is missing,
// or both are known and the page has no cell for them.
func uncovered(api, server bool) inventory.Cause {
	if api && server {
		return inventory.OutsideMatrix
	}
	return inventory.Missing
}

func unknownReason(f *Finding) string {
	api := sideReason(f.API.Written, f.API.Cause, f.API.Detail)
	server := sideReason(f.ServerVersion.Written, f.ServerVersion.Cause, f.ServerVersion.Detail)
	switch {
	case api != "" && server != "":
		return "API version " + api + "; server version " + server
	case api != "":
		return "API version " + api
	case server != "":
		return "Server version " + server
	}
	return "The vendor's page has no answer for this API and server version"
}

// reasonDetail stands before the detail of a reading in a reason.
const reasonDetail = ": "

// sideReason says why one version is not known; "" where it is.
func sideReason(written string, cause inventory.Cause, detail string) string {
	if cause == inventory.NoCause {
		return ""
	}
	text := "is " + causeWords[cause]
	if written != "" {
		text = inventory.Quote(written) + " " + text
	}
	if detail != "" {
		text += reasonDetail + detail
	}
	return text
}

var causeWords = map[inventory.Cause]string{
	inventory.Missing:       "missing",
	inventory.Unrecognised:  "not recognised",
	inventory.Ambiguous:     "ambiguous",
	inventory.OutsideMatrix: "outside the vendor's matrix",
	inventory.Contradictory: "contradictory",
	inventory.Unreadable:    "unreadable",
}

var unknownRemedies = map[inventory.Cause]string{
	inventory.Missing:       "Find out the missing version, enter it in the inventory and audit again; do not deploy before",
	inventory.Unrecognised:  "Write the product name with its year, or its build number, in the cell and audit again; do not deploy before",
	inventory.Ambiguous:     "Ask the owner which of the candidates it is, write the full name in the cell and audit again; do not deploy before",
	inventory.OutsideMatrix: "Ask the vendor for a statement on this version, or test and certify the pairing yourselves; the published matrix does not cover it",
	inventory.Contradictory: "Find out which of the statements is true, correct the other and audit again; do not deploy before",
	inventory.Unreadable:    "Repair the formula or export that filled the cell, write the version as text and audit again; do not deploy before",
}
