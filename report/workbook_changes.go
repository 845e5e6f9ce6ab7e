package report

import (
	"strconv"
	"strings"

	"chatcompat/audit"
	"chatcompat/inventory"
)

// changeColumn is a column of Change requests under the name by which
// ServiceNow imports it into change_request.
type changeColumn struct {
	name  string
	width float64
	text  func(*audit.Finding) string
}

var changeColumns = []changeColumn{
	{"key", 18, func(f *audit.Finding) string { return f.Key }},
	{"short_description", 44, changeTitle},
	{"description", 60, changeDescription},
	{"type", 10, func(*audit.Finding) string { return "normal" }},
	{"category", 14, func(*audit.Finding) string { return "Software" }},
	{"priority", 9, func(f *audit.Finding) string { return strconv.Itoa(changePriority(f)) }},
	{"risk", 10, changeRisk},
	{"impact", 9, func(f *audit.Finding) string { return strconv.Itoa(changeImpact(f)) }},
	{"cmdb_ci", 28, changeItem},
	{"business_service", 22, func(f *audit.Finding) string { return f.Field(inventory.FieldBusinessService) }},
	{"assignment_group", 22, func(f *audit.Finding) string { return f.Field(inventory.FieldOwner) }},
	{"justification", 50, changeJustification},
	{"implementation_plan", 60, func(f *audit.Finding) string { return changePlans[f.Verdict].implementation(f) }},
	{"backout_plan", 50, func(f *audit.Finding) string { return changePlans[f.Verdict].backout(f) }},
	{"test_plan", 50, func(f *audit.Finding) string { return changePlans[f.Verdict].test(f) }},
	{"risk_impact_analysis", 50, changeAnalysis},
}

// shortDescriptionMax is what ServiceNow's field holds.
const shortDescriptionMax = 160

// needsChange reports whether a change is proposed for a finding. A pair that is
// not assessed needs an answer first, which Data quality asks for.
func needsChange(f *audit.Finding) bool {
	return f.Verdict == audit.Incompatible || f.Verdict == audit.MayBeCompatible
}

func (w *workbook) newChangesList() *list {
	l := &list{name: sheetChanges, table: "ChangeRequests", tab: tabAct, frozen: 2, wraps: true, press: w.press, texts: w.shared, limits: w.limits}
	for _, c := range changeColumns {
		l.columns = append(l.columns, listColumn{c.name, c.width, w.styles.wrapped})
	}
	var changing []int // indices of findings
	for i, f := range w.findings {
		if needsChange(f) {
			changing = append(changing, i)
		}
	}
	l.count = len(changing)
	l.add = func(row int) { w.addChange(changing[row]) }
	return l
}

// addChange adds the row of a proposed change, linked to its finding.
func (w *workbook) addChange(index int) {
	l, f := w.changes, w.findings[index]
	l.begin(f.At)
	for _, c := range changeColumns {
		if c.name == "key" {
			w.addLinked(l, c.text(f), w.risky.place(index), "Go to the finding")
			continue
		}
		l.text(c.text(f))
	}
	l.end()
}

// changeTitle is one line; the verb tells what to do.
func changeTitle(f *audit.Finding) string {
	verb := "Validate"
	if f.Verdict == audit.Incompatible {
		verb = "Retarget or re-author"
	}
	title := visible(verb + " " + applicationName(f) + " on " + serverName(f) + " (" + f.ServerVersion.Version.String() + ")")
	if utf16Len(title) > shortDescriptionMax {
		title = title[:utf16Prefix(title, shortDescriptionMax-1)] + "…"
	}
	return title
}

func changeDescription(f *audit.Finding) string {
	return lines(
		"What: "+applicationName(f)+", authored with the "+f.API.Version.String()+", targets "+serverName(f)+
			", which runs "+f.ServerVersion.Version.String()+".",
		"Verdict: "+f.Verdict.String()+" (risk "+f.Risk.Key()+").",
		"Why: "+f.Reason+".",
		"Proposed: "+f.Remedy+".",
		"Basis: "+f.Basis()+".",
		"Inventory: "+f.At.String()+".")
}

func changeJustification(f *audit.Finding) string {
	if f.Verdict == audit.Incompatible {
		return lines("Why: "+f.Reason+".",
			"If nothing changes: the application must not be deployed against this server; what is deployed already stays without the vendor's support and may fail.")
	}
	return lines("Why: "+f.Reason+".",
		"If nothing changes: category and user management may fail for users of the application, and nobody knows before it happens.")
}

// changePlan is how a change is made, taken back and tested.
type changePlan struct {
	implementation, backout, test func(*audit.Finding) string
}

var changePlans = map[audit.Verdict]changePlan{
	audit.Incompatible: {
		func(f *audit.Finding) string {
			return lines(
				"1. Agree with "+ownerName(f)+" on retargeting, re-authoring or retiring "+applicationName(f)+".",
				"2. Remedy to plan for: "+f.Remedy+".",
				"3. Record configuration, endpoint and trusted application entries of the application as they are.",
				"4. Make the change in a test environment first, then for "+serverName(f)+" in the agreed window.",
				"5. Correct the inventory and audit again: the pair must no longer be Incompatible.")
		},
		func(f *audit.Finding) string {
			return lines(
				"1. Stop the changed application.",
				"2. Restore the recorded configuration, endpoint and trusted application entries, and the build that ran before.",
				"3. Start it on the server that it ran on before and repeat the sign-in test.",
				"Do not go back to deploying it against "+serverName(f)+": the pairing stays incompatible.")
		},
		func(f *audit.Finding) string {
			return lines(testSteps, "Pass: every step works against the new target; the audit gives Compatible or Compatible by design.")
		},
	},
	audit.MayBeCompatible: {
		func(f *audit.Finding) string {
			return lines(
				"1. Ask "+ownerName(f)+" whether "+applicationName(f)+" uses category or user management.",
				"2. Remedy to plan for: "+f.Remedy+".",
				"3. Test against a "+f.ServerVersion.Version.String()+" pool that is not in production.",
				"4. Deploy against "+serverName(f)+" in the agreed window.",
				"5. Enter the answer of step 1 in the inventory and audit again.")
		},
		func(f *audit.Finding) string {
			return lines(
				"1. Stop the application on "+serverName(f)+".",
				"2. Point it back at the pool that it used before, with the configuration recorded there.",
				"3. Repeat the sign-in test there.")
		},
		func(f *audit.Finding) string {
			return lines(testSteps,
				"5. Create, change and delete a category; add and remove a user: each must fail in a controlled way or no longer be offered.",
				"Pass: steps 1 to 4 work, step 5 harms nothing.")
		},
	},
}

const testSteps = "1. Sign in as the application's user.\n2. Join a room and read its history.\n" +
	"3. Post a message and see it arrive in another client.\n4. Search old messages; restart the application and repeat step 1."

func changeAnalysis(f *audit.Finding) string {
	facts := []string{"Risk " + f.Risk.Key() + " follows from the verdict " + f.Verdict.String() + "."}
	for _, field := range []inventory.Field{inventory.FieldCriticality, inventory.FieldEnvironment, inventory.FieldSite, inventory.FieldBusinessService} {
		if text := f.Field(field); text != "" {
			facts = append(facts, field.Label()+": "+text+".")
		}
	}
	return lines(append(facts,
		"Impact "+strconv.Itoa(changeImpact(f))+" and priority "+strconv.Itoa(changePriority(f))+
			" are proposals from criticality and risk: the board may change them.")...)
}

// changeRisk is the risk in ServiceNow's words.
func changeRisk(f *audit.Finding) string {
	switch f.Risk {
	case audit.HighRisk:
		return "High"
	case audit.LowRisk:
		return "Low"
	}
	return "Moderate"
}

// impactOfCriticality reads the words by which inventories rank applications; 2
// is taken where the inventory says something else or nothing.
var impactOfCriticality = map[string]int{
	"critical": 1, "business critical": 1, "mission critical": 1, "very high": 1, "high": 1, "1": 1, "tier 1": 1, "gold": 1,
	"medium": 2, "moderate": 2, "normal": 2, "2": 2, "tier 2": 2, "silver": 2,
	"low": 3, "minor": 3, "3": 3, "tier 3": 3, "bronze": 3, "4": 3,
}

func changeImpact(f *audit.Finding) int {
	if impact, ok := impactOfCriticality[strings.ToLower(strings.TrimSpace(f.Field(inventory.FieldCriticality)))]; ok {
		return impact
	}
	return 2
}

// changePriority is 1 for what is high in risk and impact, 4 for what is low in both.
func changePriority(f *audit.Finding) int {
	urgency := map[audit.Risk]int{audit.HighRisk: 1, audit.MediumRisk: 2}[f.Risk]
	if urgency == 0 {
		urgency = 3
	}
	return min(4, max(1, urgency+changeImpact(f)-1))
}

// changeItem is the configuration item that changes: the application.
func changeItem(f *audit.Finding) string {
	if f.ApplicationID != "" {
		return f.ApplicationID
	}
	return f.Application
}

func applicationName(f *audit.Finding) string { return named(f.Application, "the application") }
func serverName(f *audit.Finding) string      { return named(f.Server, "the server") }
func ownerName(f *audit.Finding) string {
	return named(f.Field(inventory.FieldOwner), "the owner of the application")
}

func named(name, otherwise string) string {
	if name == "" {
		return otherwise
	}
	return name
}

func lines(parts ...string) string { return strings.Join(parts, "\n") }
