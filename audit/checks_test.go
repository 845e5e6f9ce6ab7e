package audit_test

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	"chatcompat/audit"
	"chatcompat/inventory"
)

const (
	headLong  = "Application,API,Server,Server Version,Uses Category Management,Uses User Management,API Members,Endpoint Type\n"
	headShort = "Application,API,Server,Server Version\n"
	api13     = "Lync Server 2013 Persistent Chat API"
	api10     = "Lync Server 2010 Group Chat API"
	apiR2     = "OCS 2007 R2 Group Chat API"
	on13      = ",c13.contoso.example,Lync Server 2013"
	on10      = ",c10.contoso.example,Lync Server 2010"
	onR2      = ",c07.contoso.example,OCS 2007 R2"
	hopHead   = "Identity,Registrar,Applications,Version\n"
)

// checkCases give for each advisory an inventory in which it fires, one in
// which it does not, and one that cannot show it; "" where every one can.
var checkCases = map[string]struct{ fires, clear, silent string }{
	"CC101": {headLong + "a," + api10 + on13 + ",yes,,,", headLong + "a," + api10 + on13 + ",no,,,", headShort + "a," + api10 + on13},
	"CC102": {headLong + "a," + apiR2 + on13 + ",,,BeginGetFederatedUsers,", headLong + "a," + apiR2 + on10 + ",,yes,,", headLong + "a," + apiR2 + on13 + ",no,,,"},
	"CC103": {headLong + "a," + api10 + onR2 + ",,,,ApplicationEndpoint", headLong + "a," + api10 + onR2 + ",,,,UserEndpoint", headLong + "a," + api10 + onR2 + ",,,,"},
	"CC104": {headShort + "a," + api10 + onR2, headShort + "a," + apiR2 + onR2, ""},
	"CC105": {headLong + "a," + api13 + on13 + ",,,,contact", headLong + "a," + api13 + on13 + ",,,,user", headShort + "a," + api13 + on13},
	"CC106": {headLong + "a," + api13 + on13 + ",,,,ApplicationEndpoint", headLong + "a," + api10 + on10 + ",,,,ApplicationEndpoint", headShort + "a," + api13 + on13},
	"CC107": {headShort + "a," + api10 + on13, headShort + "a," + api10 + on10, ""},
	"CC108": {headShort + "a," + apiR2 + on10, headShort + "a," + apiR2 + onR2, ""},
	"CC109": {headShort + "a," + apiR2 + on13, headShort + "a," + api10 + on13, ""},
	"CC110": {headShort + "a,OCS 2007 API" + on10, headShort + "a,OCS 2007 API" + onR2, ""},
	"CC111": {headShort + "a," + api13 + ",s.contoso.example,Skype for Business Server 2019", headShort + "a," + api13 + ",s.contoso.example,Skype for Business Server 2015", ""},
	"CC112": {headLong + "a," + api10 + on13 + ",,,GroupChatFederatedUser,", headLong + "a," + api10 + on13 + ",,,CategoryManagementServices,", headLong + "a," + api10 + on13 + ",yes,yes,,"},

	"CC201": {headShort + "a," + api10 + on13 + "\na," + api10 + on10, headShort + "a," + api10 + on10 + "\nb," + api10 + on13, headShort + "a," + api10 + on10 + "\na," + api10 + ",other.contoso.example,"},
	"CC202": {headLong + "a," + api10 + on13 + ",,,,\na," + api10 + on10 + ",,,,", headLong + "a," + api10 + on13 + ",no,no,,\na," + api10 + on10 + ",no,no,,\nb," + apiR2 + on10 + ",yes,,,\nb," + apiR2 + onR2 + ",yes,,,", headShort + "a," + api10 + on13 + "\na," + api10 + on10},
	"CC203": {"Application,Application ID,API,Server,Server Version,LegacyApplicationName\na,urn:application:helpdesk," + api10 + on10 + ",Help Desk",
		"Application,Application ID,API,Server,Server Version,LegacyApplicationName\na,urn:application:helpdesk," + api10 + on10 + ",HelpDesk", headShort + "a," + api10 + on10},

	"CC301": {"Server,Server Version,Homed On\nc10.contoso.example,Lync Server 2010,fe13.contoso.example\nfe13.contoso.example,Lync Server 2013,",
		"Server,Server Version,Homed On\nc13.contoso.example,Lync Server 2013,fe13\nfe13.contoso.example,Lync Server 2013,", "Server,Server Version\nc10.contoso.example,Lync Server 2010"},
	"CC302": {"Server,Server Version,Next hop\ntrust.contoso.example,Lync Server 2010,fe10.contoso.example\nfe10.contoso.example,Lync Server 2010,\nfe13.contoso.example,Lync Server 2013,",
		"Server,Server Version,Next hop\ntrust.contoso.example,Lync Server 2013,fe13.contoso.example\nfe10.contoso.example,Lync Server 2010,\nfe13.contoso.example,Lync Server 2013,", "Server,Server Version\nc10.contoso.example,Lync Server 2010"},
	"CC303": {"Application,API,Server,Server Version,Runs on\na," + api13 + on13 + ",app1\nb," + api10 + on10 + ",APP1",
		"Application,API,Server,Server Version,Runs on\na," + api13 + on13 + ",app1\nb," + api10 + on10 + ",app2", headShort + "a," + api13 + on13},
	"CC304": {"Application,API,Server,Server Version,Lookup server URI\na," + api10 + on13 + ",sip:ocschat@contoso.example",
		"Application,API,Server,Server Version,Chat server URI\na," + api10 + on13 + ",sip:pchat@contoso.example", headShort + "a," + api10 + on13},
	"CC305": {"Application,API,Server,Server Version,Site\na," + apiR2 + onR2 + ",Site:BackCompatSite", "Application,API,Server,Server Version,Site\na," + apiR2 + onR2 + ",Leeds", headShort + "a," + apiR2 + onR2},

	"CC401": {headShort + "a," + api13 + on13 + "\nb," + api10 + on10 + "\nc," + apiR2 + onR2, headShort + "a," + api13 + on13 + "\nb," + api10 + on10, headShort + "a," + api13 + on13 + "\nb," + api10 + on10 + "\nc," + api10 + ",x.contoso.example,"},
	"CC402": {headShort + "b," + api10 + on10 + "\nc," + apiR2 + onR2, headShort + "a," + api13 + on13 + "\nb," + api10 + on10, "Application,API\na," + api10},
	"CC403": {headShort + "a," + api13 + on13 + "\nb," + api10 + on10, headShort + "b," + api10 + on10 + "\nc," + apiR2 + onR2, headShort + "a," + api13 + on13 + "\nc," + api10 + ",x.contoso.example,"},
	"CC404": {headShort + "a," + apiR2 + ",c06.contoso.example,OCS 2007", headShort + "a," + apiR2 + onR2, headShort + "a," + apiR2 + ",x.contoso.example,"},
}

func TestEveryAdvisoryFiresIsClearAndNeedsColumns(t *testing.T) {
	for _, a := range audit.Advisories() {
		c, ok := checkCases[a.ID]
		if !ok {
			t.Errorf("%s has no case", a.ID)
			continue
		}
		for want, text := range map[string]string{"fired": c.fires, "clear": c.clear, "not-checked": c.silent} {
			if text == "" && want == "not-checked" {
				continue
			}
			findings, summary := judge(t, audit.Rules{}, text)
			got := status(summary, a.ID)
			if got.Status.Key() != want || (want == "not-checked") != (got.Needs != "") {
				t.Errorf("%s: %s (needs %q), want %s for\n%s", a.ID, got.Status.Key(), got.Needs, want, text)
			}
			inFindings := slices.ContainsFunc(findings, func(f audit.Finding) bool { return slices.Contains(f.Advisories, a.ID) })
			if inFindings != (want == "fired" && a.Scope == audit.PairScope) {
				t.Errorf("%s of scope %s stands in findings: %v", a.ID, a.Scope.Key(), inFindings)
			}
			fired := slices.ContainsFunc(summary.Advisories, func(f audit.FiredAdvisory) bool { return f.ID == a.ID })
			if fired != (want == "fired") {
				t.Errorf("%s is among those that fired: %v, want %s", a.ID, fired, want)
			}
		}
	}
	if len(checkCases) != len(audit.Advisories()) {
		t.Errorf("%d cases for %d advisories", len(checkCases), len(audit.Advisories()))
	}
}

func status(s audit.Summary, id string) audit.CheckStatus {
	for _, c := range s.Checks {
		if c.ID == id {
			return c
		}
	}
	return audit.CheckStatus{}
}

func TestAdvisoriesAreCompleteAndInOrder(t *testing.T) {
	prefix := map[audit.Scope]string{audit.PairScope: "CC1", audit.ApplicationScope: "CC2", audit.ServerScope: "CC3", audit.SiteScope: "CC3", audit.EstateScope: "CC4"}
	last := ""
	for _, a := range audit.Advisories() {
		if a.ID <= last || !strings.HasPrefix(a.ID, prefix[a.Scope]) || len(a.ID) != 5 {
			t.Errorf("%s of scope %s after %q", a.ID, a.Scope.Key(), last)
		}
		last = a.ID
		for what, text := range map[string]string{"title": a.Title, "text": a.Text, "condition": a.When, "since": a.Since, "source": a.Source.ID} {
			if text == "" || strings.HasSuffix(text, ".") {
				t.Errorf("%s: %s is %q", a.ID, what, text)
			}
		}
		if found, ok := audit.AdvisoryByID(strings.ToLower(a.ID)); !ok || found != a {
			t.Errorf("AdvisoryByID(%q) = %v, %v", a.ID, found, ok)
		}
	}
}

func TestFiredAdvisoriesNameWhatTheyApplyTo(t *testing.T) {
	text := headShort + "two," + api10 + on13 + "\nother," + api10 + on10 + "\ntwo," + api10 + on10
	findings, summary := judge(t, audit.Rules{}, text)
	var fired audit.FiredAdvisory
	for _, f := range summary.Advisories {
		if f.ID == "CC201" {
			fired = f
		}
	}
	if want := []string{findings[0].Key, findings[2].Key}; !reflect.DeepEqual(fired.Applies, want) || !reflect.DeepEqual(fired.Subjects, []string{"two"}) {
		t.Errorf("CC201 applies to %v of %v, want %v of two", fired.Applies, fired.Subjects, want)
	}
}

func TestIgnoredAdvisoriesAreNamedAndNotApplied(t *testing.T) {
	text := headShort + "a," + api10 + on13
	findings, summary := judge(t, audit.Rules{Ignore: []string{"cc107"}}, text)
	if len(findings[0].Advisories) != 0 || slices.ContainsFunc(summary.Advisories, func(f audit.FiredAdvisory) bool { return f.ID == "CC107" }) {
		t.Errorf("CC107 was ignored: %v, %v", findings[0].Advisories, summary.Advisories)
	}
	if got, want := status(summary, "CC107"), (audit.CheckStatus{ID: "CC107", Needs: "ignored on request"}); got != want {
		t.Errorf("%v, want %v", got, want)
	}
}

// TestAdvisoriesNeverChangeAVerdict ignores them all and compares.
func TestAdvisoriesNeverChangeAVerdict(t *testing.T) {
	var all []string
	for _, a := range audit.Advisories() {
		all = append(all, a.ID)
	}
	for id, c := range checkCases {
		for _, text := range []string{c.fires, c.clear} {
			with, _ := judge(t, audit.Rules{}, text)
			without, _ := judge(t, audit.Rules{Ignore: all}, text)
			for i := range with {
				with[i].Advisories = nil
				if !reflect.DeepEqual(with[i], without[i]) {
					t.Errorf("%s: %v without advisories is %v", id, with[i], without[i])
				}
			}
		}
	}
}

func TestNextHopOfAnExportedPoolIsChecked(t *testing.T) {
	pools := hopHead + "TrustedApplicationPool:trust.contoso.example,Registrar:fe10.contoso.example,{a},6"
	servers := "Server,Server Version\nfe10.contoso.example,Lync Server 2010\nfe13.contoso.example,Lync Server 2013\n"
	apps := "Application,API,Server\na," + api10 + ",trust.contoso.example\n"
	estate := loadAll(t, pools, servers, apps)
	findings, summary := run(t, audit.Rules{}, estate)
	if got := status(summary, "CC302"); got.Status != audit.Fired {
		t.Errorf("CC302 is %s, needs %q", got.Status.Key(), got.Needs)
	}
	if len(findings) != 1 || findings[0].Verdict != audit.CompatibleByDesign {
		t.Errorf("%v", findings)
	}
}

// TestPlaceholdersAnswerNoCheck: what people write in a cell that they have nothing
// to write in is as silent as a blank, whatever column it stands in.
func TestPlaceholdersAnswerNoCheck(t *testing.T) {
	const head = "Application,Application ID,API,Server,Server Version,LookupServerUri,Runs on,Site,LegacyApplicationName\n"
	row := func(application, api, on, blank string) string {
		return application + ",urn:application:" + application + "," + api + on + strings.Repeat(","+blank, 4) + "\n"
	}
	for _, placeholder := range []string{"", "unknown", "n/a", "-", "TBD", "???", "not known", "(none)", "keine Angabe"} {
		text := head + row("a", api10, on13, placeholder) + row("b", api13, on13, placeholder)
		_, summary := judge(t, audit.Rules{}, text)
		for id, needs := range map[string]string{
			"CC203": "a value in LegacyApplicationName for 2 pairs",
			"CC303": "a value in Runs on or Installed on or Registrar for 2 pairs",
			"CC304": "a value in LookupServerUri or Chat server URI for 1 pair",
			"CC305": "a value in site for 2 pairs",
		} {
			if got, want := status(summary, id), (audit.CheckStatus{ID: id, Needs: needs}); got != want {
				t.Errorf("%q: %+v, want %+v", placeholder, got, want)
			}
		}
		checkCount(t, placeholder, audit.Rules{}, load(t, text, inventory.OwnVersions{}))
	}
}

// TestPlaceholdersHideNoOtherAnswer: a placeholder stands before a cell that says it.
func TestPlaceholdersHideNoOtherAnswer(t *testing.T) {
	for id, text := range map[string]string{
		"CC303": "Application,API,Server,Server Version,Runs on,Installed on\na," + api13 + on13 + ",n/a,app1\nb," + api10 + on10 + ",app1,-\n",
		"CC304": "Application,API,Server,Server Version,LookupServerUri,Chat server URI\na," + api10 + on13 + ",-,sip:ocschat@contoso.example\n",
	} {
		estate := load(t, text, inventory.OwnVersions{})
		if _, summary := run(t, audit.Rules{}, estate); status(summary, id).Status != audit.Fired {
			t.Errorf("%+v", status(summary, id))
		}
		checkCount(t, id, audit.Rules{}, estate)
	}
}

// TestSiteOfTheServerStandsForOneThatIsMissing: the table of servers says the site.
func TestSiteOfTheServerStandsForOneThatIsMissing(t *testing.T) {
	p := judged("a.csv", 2, "Ticker", api2010, "s", lync2010).Pair
	p.Fields = inventory.Values{{Field: inventory.FieldSite, Text: "-"}}
	p.ServerFields = inventory.Values{{Field: inventory.FieldSite, Text: "BackCompatSite"}}
	checks := audit.NewChecks(audit.Rules{}, audit.Facts{Columns: []inventory.Column{{Header: "Site", Field: inventory.FieldSite}}})
	checks.Add([]audit.Finding{audit.Rules{}.Judge(p)})
	fired, _ := checks.Result()
	i := slices.IndexFunc(fired, func(a audit.FiredAdvisory) bool { return a.ID == "CC305" })
	if i < 0 || !reflect.DeepEqual(fired[i].Subjects, []string{"BackCompatSite"}) {
		t.Errorf("fired %+v", fired)
	}
}
