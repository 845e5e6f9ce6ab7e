package audit

import (
	"slices"
	"strings"

	"chatcompat/inventory"
)

// MergeSummaries counts the findings that Merge made of several audits, in the
// cells of all, and tells which advisories hold. What fired in one audit holds
// in the estate for the findings that still bear it. Checks are made again over all
// findings, by the rules of the audits and with the columns of all inventories:
// what spans several audits may fire then, and any check may be left open by what
// one audit says against another. Which server leans on which is in no finding:
// checks of that are clear in no estate of several audits.
func (r Rules) MergeSummaries(audits []Summary, findings []Finding, columns []inventory.Column) Summary {
	var cells []Cell
	checked := false
	for _, s := range audits {
		for _, cell := range s.Matrix {
			if !slices.ContainsFunc(cells, func(c Cell) bool { return c.API == cell.API && c.Server == cell.Server }) {
				cells = append(cells, Cell{API: cell.API, Server: cell.Server})
			}
		}
		checked = checked || len(s.Checks) > 0
	}
	tally := NewTally()
	tally.summary.Matrix = cells
	tally.Add(findings)
	merged := tally.Summary()
	if checked {
		again := NewChecks(r, Facts{Columns: columns})
		again.Add(findings)
		fired, status := again.Result()
		merged.Advisories = mergeFired(audits, findings, fired)
		merged.Checks = mergeChecks(audits, merged.Advisories, status)
	}
	return merged
}

// mergeFired lists the advisories that hold in the estate, by id; again are those
// of the checks over all findings, of which those that span audits count.
func mergeFired(audits []Summary, findings []Finding, again []FiredAdvisory) []FiredAdvisory {
	byKey := map[string]*Finding{}
	for i := range findings {
		byKey[findings[i].Key] = &findings[i]
	}
	var merged []FiredAdvisory
	taken, named := map[[2]string]bool{}, map[[2]string]bool{} // ids with keys, ids with subjects
	take := func(a FiredAdvisory) {
		i, known := slices.BinarySearchFunc(merged, a.ID, func(m FiredAdvisory, id string) int { return strings.Compare(m.ID, id) })
		if !known {
			merged = slices.Insert(merged, i, FiredAdvisory{Advisory: a.Advisory})
		}
		for _, key := range a.Applies {
			f := byKey[key]
			if f != nil && !taken[[2]string{a.ID, key}] && (a.Scope != PairScope || slices.Contains(f.Advisories, a.ID)) {
				taken[[2]string{a.ID, key}] = true
				merged[i].Applies = append(merged[i].Applies, key)
			}
		}
		for _, subject := range a.Subjects {
			if key := [2]string{a.ID, strings.ToLower(subject)}; !named[key] {
				named[key] = true
				merged[i].Subjects = append(merged[i].Subjects, subject)
			}
		}
	}
	for _, a := range again { // first, for they have the findings of all audits in order
		if spansAudits(a.ID) && !ignored(audits, a.ID) {
			take(a)
		}
	}
	for _, s := range audits {
		for _, a := range s.Advisories {
			take(a)
		}
	}
	for i := range merged {
		if c := checkByID(merged[i].ID); c != nil && c.application != nil {
			merged[i].Subjects = applicationsOf(merged[i].Applies, byKey)
		}
	}
	return slices.DeleteFunc(merged, func(a FiredAdvisory) bool { return a.Scope != EstateScope && len(a.Applies)+len(a.Subjects) == 0 })
}

// applicationsOf names the applications of findings once, as the first finding of each
// does: audits may have different names of one id.
func applicationsOf(keys []string, byKey map[string]*Finding) []string {
	var names []string
	known, named := map[string]bool{}, map[string]bool{}
	for _, key := range keys {
		f := byKey[key]
		if !known[f.ApplicationKey] && !named[f.Application] && f.Application != "" {
			names = append(names, f.Application)
		}
		known[f.ApplicationKey], named[f.Application] = true, true
	}
	return names
}

// spansAudits reports a check that looks at several findings at once, which may be
// of several audits.
func spansAudits(id string) bool {
	c := checkByID(id)
	return c != nil && (c.application != nil || c.machines || c.estate != nil)
}

// ignored reports whether a user asked to ignore the advisory.
func ignored(audits []Summary, id string) bool {
	return slices.ContainsFunc(audits, func(s Summary) bool {
		return slices.ContainsFunc(s.Checks, func(c CheckStatus) bool { return c.ID == id && c.Ignored() })
	})
}

// needsOneAudit stands in Needs of checks that a merge of several audits cannot make.
const needsOneAudit = "one audit of all inventories"

// LeaveOpen is for the summary of merged audits whose inventories list servers that
// no finding names: which versions these add to those of the other audits nobody can
// tell, so that no check is clear that asks for several versions in one estate, and
// none has counted all servers. What one version alone shows every audit has seen.
func (s *Summary) LeaveOpen() {
	for i := range s.Checks {
		m := &s.Checks[i]
		switch c := checkByID(m.ID); {
		case c == nil || c.estate == nil || m.Ignored():
		case m.Status == Clear && !c.single:
			m.Status, m.Needs = NotChecked, needsOneAudit
		case m.Needs != "" && !strings.Contains(m.Needs, needsOneAudit):
			m.Needs += betweenNeeds + needsOneAudit
		}
	}
}

// mergeChecks gives every check the status that it has in the estate: clear
// only where all audits call it clear, and where the check over all findings does.
// What that one counts as unsaid holds; what findings alone do not show is told in
// the words of the audits.
func mergeChecks(audits []Summary, fired []FiredAdvisory, again []CheckStatus) []CheckStatus {
	merged := joinChecks(audits)
	for i := range merged {
		m := &merged[i]
		if slices.ContainsFunc(fired, func(a FiredAdvisory) bool { return a.ID == m.ID }) {
			m.Status = Fired
		}
		c := checkByID(m.ID)
		n := slices.IndexFunc(again, func(s CheckStatus) bool { return s.ID == m.ID })
		switch {
		case c == nil || n < 0 || ignored(audits, m.ID):
		case m.Status == Fired:
			if c.servers == nil && again[n].Status != Clear {
				m.Needs = again[n].Needs
			}
		case again[n].Status == NotChecked && (c.servers == nil || c.machines && m.Status == Clear):
			*m = again[n]
		case c.servers != nil && !c.machines && m.Status == Clear:
			m.Status, m.Needs = NotChecked, needsOneAudit
		}
	}
	return merged
}

// joinChecks lists the checks of all audits: not made where one did not make it,
// with what all of them need.
func joinChecks(audits []Summary) []CheckStatus {
	var joined []CheckStatus
	needs := map[string][]string{}
	for _, s := range audits {
		for _, c := range s.Checks {
			if c.Needs == needsPair || c.Needs == needsServer {
				c.Status, c.Needs = Clear, "" // another audit may have some
			}
			i, known := slices.BinarySearchFunc(joined, c.ID, func(m CheckStatus, id string) int { return strings.Compare(m.ID, id) })
			if !known {
				joined = slices.Insert(joined, i, CheckStatus{ID: c.ID, Status: Clear})
			}
			if c.Status == NotChecked {
				joined[i].Status = NotChecked
			}
			if c.Needs != "" {
				needs[c.ID] = append(needs[c.ID], strings.Split(c.Needs, betweenNeeds)...) // a merged one has several
			}
		}
	}
	for i := range joined {
		all := needs[joined[i].ID]
		slices.Sort(all)
		joined[i].Needs = strings.Join(slices.Compact(all), betweenNeeds)
	}
	return joined
}

// betweenNeeds stands between what several audits need for one check.
const betweenNeeds = "; "
