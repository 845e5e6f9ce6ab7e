package report

import (
	"slices"
	"strings"

	"chatcompat/audit"
)

// sarifVerdict is what SARIF says of a verdict.
type sarifVerdict struct {
	verdict  audit.Verdict
	name     string // an identifier, as SARIF asks
	level    string
	severity string // GitHub's problem.severity
	text     string
}

var sarifVerdicts = []sarifVerdict{
	{audit.Incompatible, "IncompatibleServerVersion", "error", "error",
		"The vendor lists the application's API as incompatible with the version of the server that it targets. The pairing must not be deployed."},
	{audit.MayBeCompatible, "MayLoseFunctions", "warning", "warning",
		"The vendor lists the pairing as possibly compatible: category and user management of the Group Chat API are not supported on this server version."},
	{audit.NotAssessed, "NotAssessed", "warning", "warning",
		"The pairing cannot be judged: a version is missing, not recognised, ambiguous, contradictory, unreadable or outside the vendor's matrix. This is no pass."},
	{audit.Compatible, "Compatible", "none", "recommendation",
		"The vendor lists the application's API as compatible with this server version."},
	{audit.CompatibleByDesign, "CompatibleByDesign", "none", "recommendation",
		"The application's API was made for this server version."},
}

// driver lists the rules: verdicts of the vendor's page, advisories, and where an
// own matrix is in force its verdicts, which are not the vendor's word.
func (w *sarifWriter) driver() sarifDriver {
	d := sarifDriver{Name: "chatcompat", Version: w.meta.Version}
	for _, v := range sarifVerdicts {
		rule := v.rule(v.verdict.Key(), v.name, v.text, v.text+" Source: "+audit.Page.String()+".")
		rule.HelpURI = audit.Page.URL
		d.Rules = append(d.Rules, rule)
	}
	for _, a := range audit.Advisories() {
		d.Rules = append(d.Rules, sarifRule{
			ID: a.ID, Name: "Advisory" + a.ID,
			Short: sarifMessage{sarifText(a.Title)}, Full: sarifMessage{sarifText(a.Text + ".")},
			Help:    sarifMessage{sarifText(a.Text + ". Source: " + a.Source.String() + ".")},
			HelpURI: a.Source.URL, Defaults: sarifConfiguration{"note"},
			PropertyBag: map[string]any{"tags": []string{"advisory"}, "problem.severity": "recommendation", "precision": "high"},
		})
	}
	if len(w.meta.Overrides) == 0 {
		return d
	}
	for _, v := range sarifVerdicts {
		text := sarifText("The organisation's own rules, not the vendor's page, hold the pairing to be " + strings.ToLower(v.verdict.String()) + ".")
		d.Rules = append(d.Rules, v.rule(sarifOwnRule+v.verdict.Key(), "OwnRule"+v.name, text,
			text+" Each result names the row of the own matrix and who stands for it."))
	}
	return d
}

// rule is that of a verdict, in the words given.
func (v sarifVerdict) rule(id, name, text, help string) sarifRule {
	return sarifRule{ID: id, Name: name, Short: sarifMessage{v.verdict.String()}, Full: sarifMessage{text}, Help: sarifMessage{help},
		Defaults:    sarifConfiguration{v.level},
		PropertyBag: map[string]any{"tags": []string{"compatibility"}, "problem.severity": v.severity, "precision": "very-high"}}
}

// sarifOwnRule begins the ids of rules that are the organisation's; the key of
// their verdict follows.
const sarifOwnRule = "own-rule-"

// sarifRuleOf is the rule of a pair's result.
func sarifRuleOf(f *audit.Finding) string {
	if f.Own() {
		return sarifOwnRule + f.Verdict.Key()
	}
	return f.Verdict.Key()
}

// sarifRuleIndex is the place of a rule in the list of the driver: verdicts,
// then advisories, then verdicts of own rules; -1 where there is none.
func sarifRuleIndex(id string) int {
	own, isOwn := strings.CutPrefix(id, sarifOwnRule)
	if i := slices.IndexFunc(sarifVerdicts, func(v sarifVerdict) bool { return v.verdict.Key() == own }); isOwn {
		return len(sarifVerdicts) + len(audit.Advisories()) + i
	} else if i >= 0 {
		return i
	}
	i := slices.IndexFunc(audit.Advisories(), func(a audit.Advisory) bool { return a.ID == id })
	if i < 0 {
		return i
	}
	return len(sarifVerdicts) + i
}

// sarifLevel is the level and kind of a pair's result: that of the verdict's
// rule, but a note where the application uses none of the functions that a may
// be compatible pairing loses. What is compatible is a pass, which has no level.
func sarifLevel(f *audit.Finding) (level, kind string) {
	if f.Verdict == audit.MayBeCompatible && f.Risk == audit.LowRisk {
		return "note", "fail"
	}
	level = sarifVerdicts[sarifRuleIndex(f.Verdict.Key())].level
	if level == "none" {
		return level, "pass"
	}
	return level, "fail"
}

// sarifRanks are the levels by what may be left out last; advisories are notes.
var sarifRanks = [...]string{"error", "warning", "note", "none"}

const sarifNoteRank = 2

// sarifRank orders results by what may be left out last.
func sarifRank(f *audit.Finding) int {
	level, _ := sarifLevel(f)
	return slices.Index(sarifRanks[:], level)
}
