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
	kind  columnKind
	text  func(*audit.Finding) string
	say   func(audit.Verdict) *wording // where the text is put together from parts; nil elsewhere
	field inventory.Field              // the text is its value

	depends func(*noteWriter) repeatKey // on what, where texts come again; may be nil
}

var changeColumns = []changeColumn{
	{"key", 18, notShared, func(f *audit.Finding) string { return f.Key }, nil, inventory.NoField, nil},
	{"short_description", 44, notShared, changeTitle, func(v audit.Verdict) *wording { return &changePlans[v].title }, inventory.NoField, nil},
	{"description", 60, notShared, nil, func(audit.Verdict) *wording { return &changeDescription }, inventory.NoField, nil},
	{"type", 10, sharedByClass, func(*audit.Finding) string { return "normal" }, nil, inventory.NoField, nil},
	{"category", 14, sharedByClass, func(*audit.Finding) string { return "Software" }, nil, inventory.NoField, nil},
	{"priority", 9, perhapsShared, func(f *audit.Finding) string { return strconv.Itoa(changePriority(f)) }, nil, inventory.NoField, onWeight},
	{"risk", 10, sharedByClass, changeRisk, nil, inventory.NoField, nil},
	{"impact", 9, perhapsShared, func(f *audit.Finding) string { return strconv.Itoa(changeImpact(f)) }, nil, inventory.NoField, onWeight},
	{"cmdb_ci", 28, perhapsShared, changeItem, nil, inventory.NoField, nil},
	{"business_service", 22, perhapsShared, nil, nil, inventory.FieldBusinessService, nil},
	{"assignment_group", 22, perhapsShared, nil, nil, inventory.FieldOwner, nil},
	{"justification", 50, sharedByClass, changeJustification, nil, inventory.NoField, nil},
	{"implementation_plan", 60, notShared, nil, func(v audit.Verdict) *wording { return &changePlans[v].implementation }, inventory.NoField, nil},
	{"backout_plan", 50, perhapsShared, nil, func(v audit.Verdict) *wording { return &changePlans[v].backout }, inventory.NoField, onServer},
	{"test_plan", 50, sharedByClass, nil, func(v audit.Verdict) *wording { return &changePlans[v].test }, inventory.NoField, nil},
	{"risk_impact_analysis", 50, perhapsShared, changeAnalysis, nil, inventory.NoField, onWhere},
}

// shortDescriptionMax is what ServiceNow's field holds.
const shortDescriptionMax = 160

// needsChange reports whether a change is proposed for a finding. A pair that is
// not assessed needs an answer first, which Data quality asks for.
func needsChange(v audit.Verdict) bool { return v == audit.Incompatible || v == audit.MayBeCompatible }

func (w *workbook) newChangesList() *list {
	l := &list{name: sheetChanges, table: "ChangeRequests", tab: tabAct, frozen: 2, press: w.press, texts: w.shared, limits: w.limits}
	for _, c := range changeColumns {
		l.columns = append(l.columns, listColumn{c.name, c.width, w.styles.wrapped})
	}
	l.count = len(w.kept.changes)
	return l
}

// change is what is kept of the finding of a change.
func (w *workbook) change(row int) []uint32 { return w.kept.at(int(w.kept.changes[row])) }

// linkChanges links every change to its finding.
func (w *workbook) linkChanges() {
	w.linkKept(w.changes, &w.rowSheets[rowsOfChanges], w.change, func(row int, _ *rowLink) (place, string) {
		return w.risky.place(int(w.kept.changes[row])), "Go to the finding"
	})
}

// string is the text of a column.
func (c *changeColumn) string(f *audit.Finding) string {
	switch {
	case c.text != nil:
		return c.text(f)
	case c.field != inventory.NoField:
		return f.Field(c.field)
	}
	return string(c.say(f.Verdict).append(nil, f))
}

// changeTitle is one line; the verb tells what to do.
func changeTitle(f *audit.Finding) string {
	title := visible(string(changePlans[f.Verdict].title.append(nil, f)))
	if utf16Len(title) > shortDescriptionMax {
		title = title[:utf16Prefix(title, shortDescriptionMax-1)] + "…"
	}
	return title
}

// titleIsPlain reports that the title of a change is what its wording says.
func titleIsPlain(f *audit.Finding) bool {
	return len(f.Application)+len(f.Server)+len(f.ServerVersion.Version.String()) <= shortDescriptionMax-60 &&
		isPlain(f.Application) && isPlain(f.Server) && isPlain(f.ServerVersion.Version.String())
}

var changeDescription = newWording("What: {application}, authored with the {api}, targets {server}, which runs {version}.\n" +
	"Verdict: {verdict} (risk {risk}).\nWhy: {reason}.\nProposed: {remedy}.\nBasis: {rule}{statements}.\nInventory: {position}.")

func changeJustification(f *audit.Finding) string {
	if f.Verdict == audit.Incompatible {
		return lines("Why: "+f.Reason+".",
			"If nothing changes: the application must not be deployed against this server; what is deployed already stays without the vendor's support and may fail.")
	}
	return lines("Why: "+f.Reason+".", "If nothing changes: "+usageOf(f).consequence+".")
}

// usage is what a change says of functions that May be compatible puts at risk,
// by what the inventory tells of their use.
type usage struct{ ask, whether, uses, consequence, follows, probe string }

// probeFunctions tests what the vendor's page says is lost.
const probeFunctions = "Create, change and delete a category; add and remove a user: each must fail in a controlled way or no longer be offered"

// usageOf is that of a finding: its risk follows from the use. Where an own rule
// says May be compatible of another cell, the vendor's page names no function; the
// use weighs the risk there, too, as far as it is known.
func usageOf(f *audit.Finding) *usage {
	of := usageByRisk(f.Risk)
	if namesNoFunction(f) {
		follows := "an own rule"
		if f.Risk != audit.MediumRisk {
			follows = of.follows
		}
		return &usage{"Ask", "whether", "uses what the own rule warns of",
			"what the own rule warns of may happen to users of the application", follows,
			"Try what the own rule warns of: it must not happen, or fail in a controlled way"}
	}
	return of
}

// namesNoFunction reports a finding of an own rule whose cell the vendor's page does
// not hold to be without category and user management.
func namesNoFunction(f *audit.Finding) bool {
	return f.Own() && (f.ServerVersion.Version != inventory.LyncServer2013 || f.API.Version == inventory.PersistentChat2013API)
}

func usageByRisk(risk audit.Risk) *usage {
	switch risk {
	case audit.HighRisk:
		return &usage{"Agree with", "on how", "does without category or user management, which it uses",
			"category or user management fails for users of the application", "the use of category or user management", probeFunctions}
	case audit.LowRisk:
		return &usage{"Confirm with", "that", "uses neither category nor user management",
			"a later version of the application that uses category or user management would fail", "the use of neither category nor user management", probeFunctions}
	}
	return &usage{"Ask", "whether", "uses category or user management",
		"category and user management may fail for users of the application, and nobody knows before it happens", "nobody's word on category and user management", probeFunctions}
}

// changePlan is how a change is made, taken back and tested.
type changePlan struct{ title, implementation, backout, test wording }

var changePlans = [...]changePlan{
	audit.Incompatible: {
		newWording("Retarget or re-author {application} on {server} ({version})"),
		newWording("1. Agree with {owner} on retargeting, re-authoring or retiring {application}.\n" +
			"2. Remedy to plan for: {remedy}.\n" +
			"3. Record configuration, endpoint and trusted application entries of the application as they are.\n" +
			"4. Make the change in a test environment first, then for {server} in the agreed window.\n" +
			"5. Correct the inventory and audit again: the pair must no longer be Incompatible."),
		newWording("1. Stop the changed application.\n" +
			"2. Restore the recorded configuration, endpoint and trusted application entries, and the build that ran before.\n" +
			"3. Start it on the server that it ran on before and repeat the sign-in test.\n" +
			"Do not go back to deploying it against {server}: the pairing stays incompatible."),
		newWording(testSteps + "\nPass: every step works against the new target; the audit gives Compatible or Compatible by design."),
	},
	audit.MayBeCompatible: {
		newWording("Validate {application} on {server} ({version})"),
		newWording("1. {ask} {owner} {whether} {application} {uses}.\n" +
			"2. Remedy to plan for: {remedy}.\n" +
			"3. Test against a {version} pool that is not in production.\n" +
			"4. Deploy against {server} in the agreed window.\n" +
			"5. Enter the answer of step 1 in the inventory and audit again."),
		newWording("1. Stop the application on {server}.\n" +
			"2. Point it back at the pool that it used before, with the configuration recorded there.\n" +
			"3. Repeat the sign-in test there."),
		newWording(testSteps + "\n5. {probe}.\n" +
			"Pass: steps 1 to 4 work, step 5 harms nothing."),
	},
}

const testSteps = "1. Sign in as the application's user.\n2. Join a room and read its history.\n" +
	"3. Post a message and see it arrive in another client.\n4. Search old messages; restart the application and repeat step 1."

func changeAnalysis(f *audit.Finding) string {
	risk := "Risk " + f.Risk.Key() + " follows from the verdict " + f.Verdict.String()
	if f.Verdict == audit.MayBeCompatible {
		risk += " and " + usageOf(f).follows
	}
	facts := []string{risk + "."}
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
