package report

import (
	"cmp"
	"encoding/json"
	"reflect"
	"slices"

	"chatcompat/audit"
	"chatcompat/inventory"
)

// NamedResult is a saved result and the name of its file.
type NamedResult struct {
	Name string
	*Result
}

// Merge makes the results of several sites one result, as [audit.Merge] does
// with their findings. Inputs and problems follow one another in the order of
// the results; a row whose findings are all duplicates of an earlier result's
// is accounted for as duplicate. Inputs of the same name that are different
// files get the name of their result in front. The latest day holds, and days
// that differ are a problem. The results given are not to be used any longer.
func Merge(results []NamedResult) *Result {
	if len(results) == 1 {
		return results[0].Result
	}
	tellFilesApart(results)
	var audits [][]audit.Finding
	for _, r := range results {
		audits = append(audits, r.Findings)
	}
	merged := audit.Merge(audits)
	for i, r := range results {
		accountForRepeated(r.Result, merged.Repeated[i])
	}
	m := &Result{Meta: mergeMeta(results), Findings: merged.Findings}
	m.Meta.Problems = append(m.Meta.Problems, merged.Problems...)
	m.Summary = mergeSummaries(results, audit.RulesOf(m.Meta.Overrides), merged.Findings)
	return m
}

// tellFilesApart renames inputs that share their name but not their content.
func tellFilesApart(results []NamedResult) {
	first, shared := map[string]string{}, map[string]bool{}
	for _, r := range results {
		for _, file := range r.Meta.Files {
			if sum, ok := first[file.Path]; ok && sum != file.SHA256 {
				shared[file.Path] = true
			}
			first[file.Path] = file.SHA256
		}
	}
	for _, r := range results {
		rename := func(p *inventory.Pos) {
			if shared[p.File] {
				p.File = r.Name + "/" + p.File
			}
		}
		for i := range r.Meta.Files {
			if path := &r.Meta.Files[i].Path; shared[*path] {
				*path = r.Name + "/" + *path
			}
		}
		for i := range r.Meta.Problems {
			rename(&r.Meta.Problems[i].At)
		}
		r.movePositions(rename)
	}
}

// movePositions changes every position of the findings.
func (r *Result) movePositions(move func(*inventory.Pos)) {
	for i := range r.Findings {
		f := &r.Findings[i]
		id := findingID(f)
		move(&f.At)
		move(&f.API.At)
		move(&f.ServerVersion.At)
		for j := range f.Also {
			move(&f.Also[j])
		}
		for j := range f.Problems {
			move(&f.Problems[j].At)
		}
		r.Meta.unknown.renameFinding(id, findingID(f))
	}
}

// accountForRepeated moves the rows whose findings are all duplicates of other
// results' from paired to duplicate.
func accountForRepeated(r *Result, repeated []bool) {
	type row struct {
		file, sheet string
		row         int
	}
	moved := map[row]bool{}
	for i := range r.Findings {
		at := r.Findings[i].At
		key := row{at.File, at.Sheet, at.Row}
		before, seen := moved[key]
		moved[key] = repeated[i] && (before || !seen)
	}
	left := map[tableKey]int{} // a merged result may list a table twice: its rows move once
	for key, all := range moved {
		if all {
			left[tableKey{key.file, key.sheet}]++
		}
	}
	for i := range r.Meta.Files {
		file := &r.Meta.Files[i]
		for t := range file.Tables {
			key, accounting := tableKey{file.Path, file.Tables[t].Sheet}, &file.Tables[t].Accounting
			rows := min(left[key], accounting.Paired)
			left[key] -= rows
			accounting.Paired -= rows
			accounting.Duplicate += rows
		}
	}
}

// mergeMeta is what is known of all results before their findings.
func mergeMeta(results []NamedResult) Meta {
	m := results[0].Meta
	m.Files, m.Problems, m.Excluded, m.unknown = nil, nil, 0, nil
	for _, r := range results {
		m.Files = append(m.Files, r.Meta.Files...)
		m.Problems = append(m.Problems, r.Meta.Problems...)
		m.Excluded += r.Meta.Excluded
		if r.Meta.AsOf.After(m.AsOf) {
			m.AsOf = r.Meta.AsOf
		}
		if r.Meta.Title != m.Title {
			m.Title = ""
		}
		if r.Meta.PreparedFor != m.PreparedFor {
			m.PreparedFor = ""
		}
	}
	m.Overrides, m.OwnMatrix = nil, nil
	for _, r := range results {
		for _, o := range r.Meta.Overrides {
			if !slices.Contains(m.Overrides, o) {
				m.Overrides = append(m.Overrides, o)
			}
		}
		m.OwnMatrix = cmp.Or(m.OwnMatrix, r.Meta.OwnMatrix)
	}
	m.Title = cmp.Or(m.Title, "Estate of several audits")
	m.Options = mergeOptions(results)
	for _, r := range results {
		if r.Meta.AsOf.Before(m.AsOf) {
			m.Problems = append(m.Problems, inventory.Problem{At: inventory.Pos{File: r.Name}, Value: r.Meta.AsOf.Format(dayLayout),
				Message: "the result speaks of an earlier day than this report, " + m.AsOf.Format(dayLayout) + "; audit the site again"})
		}
		if r.Meta.Version != m.Version {
			m.Problems = append(m.Problems, inventory.Problem{At: inventory.Pos{File: r.Name}, Value: r.Meta.Version,
				Message: "the result is of another version of the program than that of " + results[0].Name + ", " + m.Version})
		}
		if text, differs := otherRules(m.OwnMatrix, r.Meta.OwnMatrix); differs {
			m.Problems = append(m.Problems, inventory.Problem{At: inventory.Pos{File: r.Name}, Value: text,
				Message: otherRulesMessage + "than those of this report, " + m.OwnMatrix.Path + "; audit the site again with that matrix"})
		}
	}
	var lost []inventory.Problem
	m.unknown, lost = mergeUnknown(results)
	m.Problems = append(m.Problems, lost...)
	return m
}

// otherRulesMessage begins the problem of a result that was judged by other rules.
const otherRulesMessage = "the result is judged by other rules "

// otherRules names the own matrix of a result where it is not that of the whole.
func otherRules(whole, own *OwnMatrixFile) (name string, differs bool) {
	switch {
	case whole == nil:
		return "", false
	case own == nil:
		return "no own matrix", true
	}
	return own.Path, own.SHA256 != whole.SHA256
}

// mergeOptions keeps an option as it is where all results have it alike;
// elsewhere its value is told with the name of its result.
func mergeOptions(results []NamedResult) []Option {
	var merged []Option
	for _, r := range results {
		for _, option := range r.Meta.Options {
			if slices.ContainsFunc(results, func(other NamedResult) bool { return !slices.Contains(other.Meta.Options, option) }) {
				option.Value = r.Name + ": " + option.Value
			}
			if !slices.Contains(merged, option) {
				merged = append(merged, option)
			}
		}
	}
	slices.SortStableFunc(merged, func(a, b Option) int { return cmp.Compare(a.Name, b.Name) })
	return merged
}

// mergeSummaries summarises the findings of all results, which the rules judged.
func mergeSummaries(results []NamedResult, rules audit.Rules, findings []audit.Finding) audit.Summary {
	var summaries []audit.Summary
	var columns []inventory.Column
	unnamed := false
	for _, r := range results {
		summaries = append(summaries, r.Summary)
		for t := range recognised(r.Meta.Files) {
			columns = append(columns, t.Columns...)
			unnamed = unnamed || t.Shape == inventory.ShapeServers && t.Accounting.Unused > 0
		}
	}
	merged := rules.MergeSummaries(summaries, findings, columns)
	if unnamed {
		merged.LeaveOpen()
	}
	return merged
}

// mergeUnknown keeps what a newer version wrote into findings, and top-level
// members on which all results agree; the rest is named as lost.
func mergeUnknown(results []NamedResult) (*unknownMembers, []inventory.Problem) {
	merged := &unknownMembers{findings: map[string]json.RawMessage{}}
	var lost []inventory.Problem
	for _, r := range results {
		u := r.Meta.unknown
		if u == nil {
			continue
		}
		for id, raw := range u.findings {
			if _, ok := merged.findings[id]; !ok {
				merged.findings[id] = raw
			}
		}
		var keys []string
		for key := range u.known {
			keys = append(keys, key)
		}
		for _, m := range u.top {
			switch {
			case !agreed(results, m):
				keys = append(keys, m.key)
			case !slices.ContainsFunc(merged.top, func(have member) bool { return have.key == m.key }):
				merged.top = append(merged.top, m)
			}
		}
		slices.Sort(keys)
		for _, key := range keys {
			lost = append(lost, inventory.Problem{At: inventory.Pos{File: r.Name}, Value: key,
				Message: "a newer version of the program wrote more here than this one understands; it is left out of the merged result"})
		}
	}
	return merged, lost
}

// agreed reports whether all results have the same unknown top-level member.
func agreed(results []NamedResult, m member) bool {
	return !slices.ContainsFunc(results, func(r NamedResult) bool {
		return !slices.ContainsFunc(r.Meta.unknown.further(), func(other member) bool { return reflect.DeepEqual(other, m) })
	})
}
