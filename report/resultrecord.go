package report

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"chatcompat/audit"
	"chatcompat/inventory"
)

// Check refuses a result that no audit and no merge can have written, although its
// sums are those of its findings and each finding is what the rules make of it: a
// finding, a check or a cell of the grid that is missing, a name that is not that of
// the key, a place in a file that is no input. Somebody changed it. Checks may be
// missing where the result is not of this version of the program, which is given:
// others may know fewer advisories.
func (r *Result) Check(version string) error {
	for _, wrong := range []func() string{r.wrongInput, r.wrongFinding, r.wrongRows, r.wrongGrid, r.wrongAdvisories,
		func() string { return r.wrongChecks(r.Meta.Version == version) }} {
		if said := wrong(); said != "" {
			return errors.New("the file was changed: " + said)
		}
	}
	return nil
}

// wrongFinding says what does not fit in the names, readings, places, words and problems
// of a finding.
func (r *Result) wrongFinding() string {
	inputs := map[string]bool{}
	for _, file := range r.Meta.Files {
		inputs[file.Path] = true
	}
	problems := map[inventory.Problem]bool{}
	for _, p := range r.Meta.Problems {
		problems[p] = true
	}
	for i := range r.Findings {
		f := &r.Findings[i]
		wrong := wrongPlace(f, inputs)
		switch application, server := f.Named(); {
		case wrong != "":
		case !application:
			wrong = "its key is not of the application " + inventory.Quote(f.Application)
		case !server:
			wrong = "its key is not of the server " + inventory.Quote(f.Server)
		case f.API.Version.Known() != (f.API.Certainty != inventory.NotRecognised),
			f.ServerVersion.Version.Known() != (f.ServerVersion.Certainty != inventory.NotRecognised):
			wrong = "it does not say how a version was recognised"
		case f.Verdict != audit.NotAssessed && (f.API.At.File == "" || f.ServerVersion.At.File == ""):
			wrong = "it does not say where its versions are stated"
		case strings.TrimSpace(f.Reason) == "" || strings.TrimSpace(f.Remedy) == "":
			wrong = "it has no reason or no remedy"
		default:
			wrong = wrongProblem(f, problems)
		}
		if wrong != "" {
			return fmt.Sprintf("finding %d (key %s, %s): %s", i+1, inventory.Quote(f.Key), inventory.Quote(f.At.String()), wrong)
		}
	}
	return ""
}

// wrongPlace wants every place of a finding in an input.
func wrongPlace(f *audit.Finding, inputs map[string]bool) string {
	for _, at := range append([]inventory.Pos{f.At, f.API.At, f.ServerVersion.At}, f.Also...) {
		if at.File != "" && !inputs[at.File] {
			return inventory.Quote(at.String()) + " is in none of the inputs"
		}
	}
	return ""
}

// wrongProblem wants every problem of a finding among those of the whole result.
func wrongProblem(f *audit.Finding, problems map[inventory.Problem]bool) string {
	for _, p := range f.Problems {
		if !problems[p] {
			return "its problem of " + inventory.Quote(p.At.String()) + " is not among those of the result"
		}
	}
	return ""
}

// tableKey names a table of an input.
type tableKey struct{ file, sheet string }

// tableRows are rows of a table, each once.
type tableRows map[tableKey]map[inventory.Pos]bool

func (r tableRows) add(at inventory.Pos) {
	key := tableKey{at.File, at.Sheet}
	if r[key] == nil {
		r[key] = map[inventory.Pos]bool{}
	}
	r[key][inventory.Pos{Row: at.Row, Col: at.Col}] = true
}

func (r tableRows) has(at inventory.Pos) bool {
	return r[tableKey{at.File, at.Sheet}][inventory.Pos{Row: at.Row, Col: at.Col}]
}

// wrongRows compares the accounting with the rows that findings name: where a finding
// or a duplicate was left out, there are fewer. A table that several merged results
// read is accounted for in each, so that there may be fewer then.
func (r *Result) wrongRows() string {
	made, again := tableRows{}, tableRows{}
	for i := range r.Findings {
		made.add(r.Findings[i].At)
	}
	for i := range r.Findings {
		f := &r.Findings[i]
		if at, twice := placeSaidTwice(f); twice {
			return fmt.Sprintf("finding %d (key %s, %s): it names %s twice", i+1, inventory.Quote(f.Key), inventory.Quote(f.At.String()), inventory.Quote(at.String()))
		}
		for _, at := range f.Also {
			if !made.has(at) {
				again.add(at)
			}
		}
	}
	said, times := map[tableKey]inventory.Accounting{}, map[tableKey]int{}
	for _, file := range r.Meta.Files {
		for _, t := range file.Tables {
			key := tableKey{file.Path, t.Sheet}
			one := said[key]
			one.Paired, one.Duplicate = one.Paired+t.Accounting.Paired, one.Duplicate+t.Accounting.Duplicate
			said[key] = one
			times[key]++
		}
	}
	for _, file := range r.Meta.Files {
		for _, t := range file.Tables {
			key := tableKey{file.Path, t.Sheet}
			for _, way := range [...]struct {
				what       string
				says, name int
			}{{"made pairs", said[key].Paired, len(made[key])}, {"say a pair again", said[key].Duplicate, len(again[key])}} {
				if way.name > way.says || way.name < way.says && times[key] == 1 {
					return fmt.Sprintf("%d rows of %s %s by its accounting, %d by its findings", way.says, tableName(file.Path, t), way.what, way.name)
				}
			}
		}
	}
	for i := range r.Findings {
		if at := r.Findings[i].At; times[tableKey{at.File, at.Sheet}] == 0 {
			return "the table of " + at.String() + " is in none of the inputs"
		}
	}
	return ""
}

// placeSaidTwice finds a row that is said to repeat a pair and makes it itself, or is
// said so twice.
func placeSaidTwice(f *audit.Finding) (at inventory.Pos, twice bool) {
	if len(f.Also) == 0 {
		return at, false
	}
	seen := map[inventory.Pos]bool{f.At: true}
	for _, at := range f.Also {
		if seen[at] {
			return at, true
		}
		seen[at] = true
	}
	return at, false
}

// wrongGrid wants each cell of the page and of the own rules once.
func (r *Result) wrongGrid() string {
	seen := map[gridKey]bool{}
	for _, c := range r.Summary.Matrix {
		key := gridKey{c.API, c.Server}
		if seen[key] {
			return fmt.Sprintf("its summary has two cells for %s on %s", c.API, c.Server)
		}
		seen[key] = true
	}
	wanted := each(audit.Matrix(), func(c audit.MatrixCell) gridKey { return gridKey{c.API, c.Server} })
	for _, o := range r.Meta.Overrides {
		wanted = append(wanted, gridKey{o.API, o.Server})
	}
	for _, key := range wanted {
		if !seen[key] {
			return fmt.Sprintf("its summary has no cell for %s on %s", key.api, key.server)
		}
	}
	return ""
}

// wrongAdvisories wants advisories to apply to findings of the result: those of
// pairs to all findings that bear them, and to no other.
func (r *Result) wrongAdvisories() string {
	known := map[string]*audit.Finding{}
	bear := map[string]int{}
	for i := range r.Findings {
		known[r.Findings[i].Key] = &r.Findings[i]
		for _, id := range r.Findings[i].Advisories {
			bear[id]++
		}
	}
	for i, a := range r.Summary.Advisories {
		if slices.ContainsFunc(r.Summary.Advisories[:i], func(other audit.FiredAdvisory) bool { return other.ID == a.ID }) {
			return "advisory " + a.ID + " is listed twice"
		}
		taken := map[string]bool{}
		for _, key := range a.Applies {
			f := known[key]
			if f == nil || taken[key] || a.Scope == audit.PairScope && !slices.Contains(f.Advisories, a.ID) {
				return "advisory " + a.ID + " does not apply, or applies already, to " + inventory.Quote(key)
			}
			taken[key] = true
		}
		if a.Scope == audit.PairScope && bear[a.ID] != len(a.Applies) {
			return fmt.Sprintf("advisory %s applies to %d findings, and %d bear it", a.ID, len(a.Applies), bear[a.ID])
		}
		delete(bear, a.ID)
	}
	if unlisted := slices.Sorted(maps.Keys(bear)); len(unlisted) > 0 {
		return "advisory " + unlisted[0] + " of a finding is not among those that fired"
	}
	return ""
}

// wrongChecks wants every check once, all of this program where all is set, and those
// that fired to be the advisories. Results of the first versions have none.
func (r *Result) wrongChecks(all bool) string {
	status := map[string]audit.Status{}
	for _, c := range r.Summary.Checks {
		if _, twice := status[c.ID]; twice {
			return "check " + c.ID + " is listed twice"
		}
		status[c.ID] = c.Status
	}
	if len(status)+len(r.Summary.Advisories) == 0 {
		return ""
	}
	for _, a := range audit.Advisories() {
		if _, there := status[a.ID]; all && !there {
			return "check " + a.ID + " is missing"
		}
	}
	fired := 0
	for _, s := range status {
		if s == audit.Fired {
			fired++
		}
	}
	for _, a := range r.Summary.Advisories {
		if status[a.ID] != audit.Fired {
			return "advisory " + a.ID + " is listed, and its check did not fire"
		}
	}
	if fired != len(r.Summary.Advisories) {
		return fmt.Sprintf("%d checks fired, and %d advisories are listed", fired, len(r.Summary.Advisories))
	}
	return ""
}
