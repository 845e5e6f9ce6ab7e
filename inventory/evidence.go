package inventory

import (
	"slices"
	"strings"
)

// refineAPI lets the ucma and api-members cells of the same row decide an API
// that its own cell leaves open or blank. Members that one generation alone
// has decide by themselves; UCMA decides only between the generations that
// share a chat name. Members that the stated API cannot have contradict it;
// UCMA contradicts nothing, for it may belong to another part of the
// application. Whatever else the reading says is kept.
func refineAPI(r Reading[API], ucma, members string) Reading[API] {
	m := memberEvidence(members)
	switch {
	case m.clash():
		if r.Cause == NoCause || r.Cause == Ambiguous || r.Cause == Missing {
			return contradictedByMembers(r, "api-members name "+quoteList(m.older)+" of Group Chat and "+quoteList(m.newer)+" of Persistent Chat")
		}
		return r
	case r.Cause == NoCause || r.Cause == OutsideMatrix:
		return m.against(r)
	case r.Cause != Ambiguous && r.Cause != Missing:
		return r
	}
	open, named, sure := openSet(r)
	if !sure {
		return r
	}
	if !m.empty() {
		open, named = open&m.set, true
	}
	if open == 0 {
		return contradictedByMembers(r, "api-members name "+quoteList(m.names())+", which "+Quote(r.Written)+" does not have")
	}
	if !named {
		return r
	}
	hint, hintText := ucmaEvidence(ucma)
	if narrowed := open & hint; !open.single() && narrowed != 0 {
		open = narrowed
	} else if open.single() || hint == 0 {
		hintText = ""
	}
	return refined(r, open, hint, hintText, m)
}

// refined is the reading that the evidence leaves: a version where it is one
// generation, else the old reading with the evidence that is lacking.
func refined(r Reading[API], open, hint generations, hintText string, m evidence) Reading[API] {
	var clauses []string
	if !m.empty() {
		clauses = append(clauses, "api-members name "+quoteList(m.names()))
	}
	if hintText != "" {
		clauses = append(clauses, "ucma is "+Quote(hintText))
	}
	if len(clauses) == 0 {
		return r
	}
	detail := strings.Join(clauses, " and ")
	if open.single() && (r.Cause == Ambiguous || !m.empty()) {
		found := apiReading(r.Written, outcome{set: open, certainty: Inferred, detail: detail})
		found.At = r.At
		return found
	}
	if r.Cause == Ambiguous {
		if hint != 0 && open&hint == 0 {
			detail += ", which goes with none of them"
		}
		r.Detail += "; " + detail
	}
	return r
}

func contradictedByMembers(r Reading[API], detail string) Reading[API] {
	return Reading[API]{Written: r.Written, At: r.At, Cause: Contradictory, Detail: detail + ": write the API that the application was authored with"}
}

// openSet is what an ambiguous or blank cell leaves possible; named tells that the
// cell itself names a chat API, which UCMA alone never does, and nothing that
// may be another one; sure that the cell does not itself cast doubt on what it
// names.
func openSet(r Reading[API]) (set generations, named, sure bool) {
	all := gen2013 | gen2010 | genR2
	if r.Cause == Missing || len(r.Written) > foldMax {
		return all, false, true
	}
	s := survey(fold(r.Written))
	set, _ = s.named(apiSide)
	if set == 0 || s.meansClient(apiSide) {
		return all, false, len(s.doubts) == 0
	}
	return set, s.namesChat() && !s.meansPart(), len(s.doubts) == 0
}

// evidence is what the members of a row prove.
type evidence struct {
	set          generations
	older, newer []string // members of Group Chat alone, of Persistent Chat alone
}

func memberEvidence(members string) evidence {
	e := evidence{set: gen2013 | gen2010 | genR2}
	for _, fact := range memberFacts(members) {
		e.set &= fact.only
		switch {
		case fact.only == anyGroup:
			e.older = append(e.older, fact.member)
		case fact.only == gen2013:
			e.newer = append(e.newer, fact.member)
		}
	}
	return e
}

func (e evidence) empty() bool     { return len(e.older)+len(e.newer) == 0 }
func (e evidence) clash() bool     { return len(e.older) > 0 && len(e.newer) > 0 }
func (e evidence) names() []string { return slices.Concat(e.older, e.newer) }

// against keeps a stated API unless the members cannot be its own.
func (e evidence) against(r Reading[API]) Reading[API] {
	for _, row := range generationTable {
		if row.api == r.Version && r.Version.Covered() && !e.empty() && row.generation&e.set == 0 {
			return contradictedByMembers(r, r.Version.String()+" has no "+quoteList(e.names())+", which api-members name")
		}
	}
	return r
}

// ucmaEvidence reads a ucma cell: "3.0", "UCMA 3.0", "RTCC/4.0.0.0", "4.0.7577.183".
// Two generations in one cell, or words of doubt, are no evidence.
func ucmaEvidence(ucma string) (generations, string) {
	text := strings.TrimFunc(ucma, isBlankRune)
	if text == "" || len(text) > foldMax {
		return 0, ""
	}
	tokens := fold(text)
	s := survey(append([]string{"ucma"}, tokens...))
	if len(s.doubts) > 0 || len(s.claims) > 1 {
		return 0, ""
	}
	return s.ucma, text
}
