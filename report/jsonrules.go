package report

import (
	"chatcompat/audit"
	"chatcompat/inventory"
)

// The objects of a saved result that tell what the rules of the estate found,
// and which rules are the user's own.
type (
	jsonAdvisory struct {
		ID       string     `json:"id"`
		Scope    string     `json:"scope"`
		Title    string     `json:"title"`
		Text     string     `json:"text"`
		When     string     `json:"when"`
		Source   string     `json:"source"` // the page cited in one clause; not read back
		Page     jsonSource `json:"page"`
		Since    string     `json:"since"`
		Needs    string     `json:"needs"`
		Subjects []string   `json:"subjects"`
		Applies  []string   `json:"applies"`
	}
	jsonCheck struct {
		ID     string `json:"id"`
		Status string `json:"status"`
		Needs  string `json:"needs"`
	}
	jsonOverride struct {
		At            jsonPos `json:"at"`
		API           string  `json:"api"`
		Server        string  `json:"server"`
		Verdict       string  `json:"verdict"`
		Vendor        string  `json:"vendor"`  // "" where the vendor's page has no such cell
		Loosens       bool    `json:"loosens"` // not read back
		Reason        string  `json:"reason"`
		Remedy        string  `json:"remedy"`
		Source        string  `json:"source"`
		Approver      string  `json:"approver"`
		Reference     string  `json:"reference"`
		Justification string  `json:"justification"`
	}
)

func advisoryToJSON(a audit.FiredAdvisory) jsonAdvisory {
	same := func(s string) string { return s }
	return jsonAdvisory{
		ID: a.ID, Scope: a.Scope.Key(), Title: a.Title, Text: a.Text, When: a.When,
		Source: a.Source.String(), Page: jsonSource(a.Source), Since: a.Since, Needs: a.Needs,
		Subjects: each(a.Subjects, same), Applies: each(a.Applies, same),
	}
}

func checkToJSON(c audit.CheckStatus) jsonCheck { return jsonCheck{c.ID, c.Status.Key(), c.Needs} }

func overrideToJSON(o audit.Override) jsonOverride {
	j := jsonOverride{
		At: jsonPos(o.At), API: o.API.Key(), Server: o.Server.Key(), Verdict: o.Verdict.Key(), Loosens: o.Loosens(),
		Reason: o.Reason, Remedy: o.Remedy,
		Source: o.Source, Approver: o.Approver, Reference: o.Reference, Justification: o.Justification,
	}
	if o.Covered {
		j.Vendor = o.Vendor.Key()
	}
	return j
}

func advisoriesFromJSON(list []jsonAdvisory) ([]audit.FiredAdvisory, error) {
	d := keyDecoder{}
	var fired []audit.FiredAdvisory
	for _, j := range list {
		fired = append(fired, audit.FiredAdvisory{
			Advisory: audit.Advisory{
				ID: j.ID, Scope: decodeKey(&d, "advisory "+j.ID+": scope", j.Scope, audit.Scopes()),
				Title: j.Title, Text: j.Text, When: j.When, Source: audit.Source(j.Page), Since: j.Since, Needs: j.Needs,
			},
			Subjects: unlessEmpty(j.Subjects), Applies: unlessEmpty(j.Applies),
		})
	}
	return fired, d.err
}

func checksFromJSON(list []jsonCheck) ([]audit.CheckStatus, error) {
	d := keyDecoder{}
	var checks []audit.CheckStatus
	for _, j := range list {
		checks = append(checks, audit.CheckStatus{
			ID: j.ID, Status: decodeKey(&d, "check "+j.ID+": status", j.Status, audit.Statuses()), Needs: j.Needs,
		})
	}
	return checks, d.err
}

func overridesFromJSON(list []jsonOverride) ([]audit.Override, error) {
	d := keyDecoder{}
	var overrides []audit.Override
	for _, j := range list {
		o := audit.Override{
			At:      inventory.Pos(j.At),
			API:     versionFromJSON(&d, "override: api", j.API, inventory.APIByKey),
			Server:  versionFromJSON(&d, "override: server", j.Server, inventory.ServerVersionByKey),
			Verdict: decodeKey(&d, "override: verdict", j.Verdict, audit.Verdicts()),
			Covered: j.Vendor != "",
			Reason:  j.Reason, Remedy: j.Remedy,
			Source: j.Source, Approver: j.Approver, Reference: j.Reference, Justification: j.Justification,
		}
		if o.Covered {
			o.Vendor = decodeKey(&d, "override: vendor", j.Vendor, audit.Verdicts())
		}
		overrides = append(overrides, o)
	}
	return overrides, d.err
}

// unlessEmpty is nil for an empty list, as lists are before they are written.
func unlessEmpty[T any](list []T) []T {
	if len(list) == 0 {
		return nil
	}
	return list
}
