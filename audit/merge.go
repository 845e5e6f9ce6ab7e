package audit

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"chatcompat/inventory"
)

// Merged is what several audits together say.
type Merged struct {
	Findings []Finding
	Repeated [][]bool // for each audit and finding: an earlier finding has the same Key
	Problems []inventory.Problem
}

// Merge makes the findings of several audits those of one estate, in the order
// of the audits. A finding whose Key an earlier one has is a duplicate: its
// positions are listed with the first. A server that one audit gives another
// recognised version than the others is a contradiction: none of the findings
// whose verdict rests on it is assessed any longer. Two APIs of one application
// are two builds, each judged. Which finding is the first depends on the order of
// the audits; verdict, cause and the words of both do not, in one merge: what an
// earlier merge found to be a contradiction stays in its words. The findings given
// are not changed.
func Merge(audits [][]Finding) Merged {
	m := merger{first: map[string]int{}, versions: versionsStated(audits), reported: map[string]bool{}}
	for _, findings := range audits {
		repeated := make([]bool, len(findings))
		for i := range findings {
			repeated[i] = m.add(findings[i])
		}
		m.merged.Repeated = append(m.merged.Repeated, repeated)
	}
	return m.merged
}

// merger collects what Merge gives.
type merger struct {
	merged   Merged
	first    map[string]int // from Key to the finding kept
	versions map[string][]statement
	reported map[string]bool // servers whose contradiction has its problem
}

// add takes one finding and reports whether it is a duplicate.
func (m *merger) add(f Finding) bool {
	f = m.settle(f)
	i, repeated := m.first[f.Key]
	if !repeated {
		m.first[f.Key] = len(m.merged.Findings)
		m.merged.Findings = append(m.merged.Findings, f)
		return false
	}
	m.repeat(&m.merged.Findings[i], &f)
	return true
}

// settle is the finding as it stands once the other audits have been heard.
func (m *merger) settle(f Finding) Finding {
	stated := m.versions[f.ServerKey]
	if len(stated) < 2 || !f.ServerVersion.Version.Known() {
		return f
	}
	var said, written []string
	for _, s := range stated {
		said = append(said, s.at.String()+" says "+s.version.String())
		written = append(written, s.written)
	}
	detail := strings.Join(said, ", ")
	m.report(f.ServerKey, inventory.Problem{At: stated[0].at, Value: strings.Join(written, " / "),
		Message: "server " + inventory.Quote(f.Server) + " has two versions: " + detail + "; correct the wrong one"})
	own := f.ServerVersion
	f.ServerVersion = inventory.Reading[inventory.ServerVersion]{
		Written: own.Written, At: own.At, Cause: inventory.Contradictory, Detail: detail}
	judged := Rules{}.Judge(f.Pair)
	judged.Advisories = slices.DeleteFunc(slices.Clone(f.Advisories), func(id string) bool {
		return !slices.Contains(judged.Advisories, id)
	})
	return judged
}

// report adds the problem of a server, once.
func (m *merger) report(server string, problem inventory.Problem) {
	if m.reported[server] {
		return
	}
	m.reported[server] = true
	m.merged.Problems = append(m.merged.Problems, problem)
}

// repeat lists a later finding with the first of its key. Where the two were
// judged differently, the one that asks for more care holds, with what its row says
// of what the verdict rests on.
func (m *merger) repeat(first, later *Finding) {
	first.Also = placesToo(first, later)
	holds := compareCare(later, first) < 0
	used := "the first one's value is used"
	if holds {
		used = "this one's value is used, as its " + whatDiffers(first, later) + " is"
	}
	for _, v := range later.Fields {
		if have := first.Fields.Get(v.Field); have != "" && have != v.Text {
			m.differs(first, later, v.Field.Label(), v.Text, have, used)
		}
	}
	if later.Verdict != first.Verdict || later.Cause != first.Cause {
		m.differs(first, later, "Verdict", judgedAs(later), judgedAs(first), "the one that asks for more care is used")
	}
	if !holds {
		first.Fields = describedToo(first.Fields, later.Fields)
		return
	}
	kept := *later
	kept.At, kept.Also, kept.Extra, kept.Problems = first.At, first.Also, first.Extra, first.Problems
	kept.Fields = describedToo(later.Fields, first.Fields)
	*first = kept
}

// placesToo are the places that repeat the first finding: its own ones, then those of
// a later finding, each once.
func placesToo(first, later *Finding) []inventory.Pos {
	all := slices.Clone(first.Also)
	seen := map[inventory.Pos]bool{first.At: true}
	for _, at := range all {
		seen[at] = true
	}
	for _, at := range append([]inventory.Pos{later.At}, later.Also...) {
		if !seen[at] {
			seen[at] = true
			all = append(all, at)
		}
	}
	return all
}

// describedToo are the fields of a finding with those of another one of its key that
// merely describe and that it lacks.
func describedToo(fields, other inventory.Values) inventory.Values {
	all := slices.Clone(fields)
	for _, v := range other {
		if v.Field.Describes() && fields.Get(v.Field) == "" {
			all = append(all, v)
		}
	}
	slices.SortFunc(all, func(a, b inventory.Value) int { return cmp.Compare(a.Field, b.Field) })
	return all
}

// whatDiffers names what was judged differently, the weightiest first.
func whatDiffers(a, b *Finding) string {
	switch {
	case a.Verdict != b.Verdict || a.Cause != b.Cause:
		return "verdict"
	case a.Risk != b.Risk:
		return "risk"
	}
	return "reason"
}

// differs adds the problem that a duplicate does not say what the first says.
func (m *merger) differs(first, later *Finding, column, value, have, used string) {
	m.merged.Problems = append(m.merged.Problems, inventory.Problem{At: later.At, Column: column, Value: value,
		Message: fmt.Sprintf("the pair repeats %s, which says %s here; %s", first.At, inventory.Quote(have), used)})
}

// judgedAs is a verdict in words, with its cause.
func judgedAs(f *Finding) string {
	if f.Cause == inventory.NoCause {
		return f.Verdict.String()
	}
	return f.Verdict.String() + " (" + f.Cause.Key() + ")"
}

// compareCare orders findings of one key, those that ask for more care first: what
// nobody can judge comes before every verdict. Among those that ask for the same
// care the words decide, so that the order of the audits does not.
func compareCare(a, b *Finding) int {
	care := func(f *Finding) int {
		if f.Verdict == NotAssessed {
			return -1
		}
		return slices.Index(Verdicts(), f.Verdict)
	}
	return cmp.Or(cmp.Compare(care(a), care(b)), cmp.Compare(slices.Index(inventory.Causes(), a.Cause), slices.Index(inventory.Causes(), b.Cause)),
		cmp.Compare(a.Risk.Rank(), b.Risk.Rank()), strings.Compare(a.Reason, b.Reason), strings.Compare(a.Rule, b.Rule))
}

// statement is a version that an inventory gives a server, and where.
type statement struct {
	version inventory.ServerVersion
	written string
	at      inventory.Pos
}

// versionsStated lists for each server the versions that any audit gives it,
// each once with the first place of the first file by name, by the key of the version.
func versionsStated(audits [][]Finding) map[string][]statement {
	stated := map[string][]statement{}
	for _, findings := range audits {
		for i := range findings {
			f := &findings[i]
			one := statement{versionStated(f), f.ServerVersion.Written, f.ServerVersion.At}
			if f.ServerKey == "" || !one.version.Known() {
				continue
			}
			known := stated[f.ServerKey]
			switch n := slices.IndexFunc(known, func(s statement) bool { return s.version == one.version }); {
			case n < 0:
				stated[f.ServerKey] = append(known, one)
			case comparePlaces(one.at, known[n].at) < 0:
				known[n] = one
			}
		}
	}
	for _, list := range stated {
		slices.SortFunc(list, func(a, b statement) int { return cmp.Compare(a.version.Key(), b.version.Key()) })
	}
	return stated
}

// comparePlaces orders positions by file, sheet, row and column.
func comparePlaces(a, b inventory.Pos) int {
	return cmp.Or(strings.Compare(a.File, b.File), strings.Compare(a.Sheet, b.Sheet), cmp.Compare(a.Row, b.Row), cmp.Compare(a.Col, b.Col))
}

// versionStated is the version that a cell states, though other cells of its
// own inventory may contradict it.
func versionStated(f *Finding) inventory.ServerVersion {
	if f.ServerVersion.Cause != inventory.Contradictory {
		return f.ServerVersion.Version
	}
	return inventory.ParseServerVersion(f.ServerVersion.Written).Version
}
