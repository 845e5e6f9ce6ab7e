package report

import (
	"slices"

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

func (w *sarifWriter) driver() sarifDriver {
	d := sarifDriver{Name: "chatcompat", Version: w.meta.Version}
	for _, v := range sarifVerdicts {
		d.Rules = append(d.Rules, sarifRule{
			ID: v.verdict.Key(), Name: v.name,
			Short: sarifMessage{v.verdict.String()}, Full: sarifMessage{v.text},
			Help:    sarifMessage{v.text + " Source: " + audit.Page.String() + "."},
			HelpURI: audit.Page.URL, Defaults: sarifConfiguration{v.level},
			PropertyBag: map[string]any{"tags": []string{"compatibility"}, "problem.severity": v.severity, "precision": "very-high"},
		})
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
	return d
}

// sarifRuleIndex is the place of a rule in the list of the driver: verdicts,
// then advisories; -1 where there is none.
func sarifRuleIndex(id string) int {
	if i := slices.IndexFunc(sarifVerdicts, func(v sarifVerdict) bool { return v.verdict.Key() == id }); i >= 0 {
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
