package audit

import (
	"strings"

	"chatcompat/inventory"
)

// Scope tells what an advisory speaks of.
type Scope uint8

// The scopes. Only ids of PairScope stand in Finding.Advisories.
const (
	PairScope Scope = iota
	ApplicationScope
	ServerScope
	SiteScope
	EstateScope
)

var scopeKeys = [...]string{"pair", "application", "server", "site", "estate"}

// Scopes lists all scopes, narrowest first.
func Scopes() []Scope {
	return []Scope{PairScope, ApplicationScope, ServerScope, SiteScope, EstateScope}
}

// Key is the fixed word of outputs: "pair", "application", "server", "site", "estate".
func (s Scope) Key() string { return scopeKeys[s] }

// Advisory is a fact of another page of the vendor that qualifies verdicts and
// never changes one.
type Advisory struct {
	ID     string // CC1xx pair, CC2xx application, CC3xx server or site, CC4xx estate
	Scope  Scope
	Title  string
	Text   string // what it means and what to do
	When   string // the condition in words: "the application …"
	Source Source
	Since  string // version of this program that first had it
	Needs  string // columns of which the inventory must have one; "" where versions alone show it
}

// check is an advisory with what decides whether it fires: one of the four functions.
type check struct {
	condition
	Advisory
}

type condition struct {
	needs       []need                         // any one of the columns can show it
	pair        func(*subject) answer          // of each finding
	unpaired    func(*inventory.Server) answer // beside pair: of each server without a pair
	application func(*ApplicationView) answer  // of each application
	servers     func(*evidence) verdictOn      // of the servers
	machines    bool                           // the servers are those that applications run on, as pairs tell
	estate      func(*evidence) answer         // of the estate as a whole
	single      bool                           // one version alone shows it
}

// need is a column that can show whether an advisory holds: a known field, or a
// header that is no field.
type need struct {
	field  inventory.Field
	header string
}

func (n need) String() string {
	if n.header != "" {
		return n.header
	}
	return n.field.Key()
}

// needed names the columns of which an inventory must have one: "endpoint-type or SipAddress".
func (c *check) needed() string {
	names := make([]string, len(c.needs))
	for i, n := range c.needs {
		names[i] = n.String()
	}
	return strings.Join(names, " or ")
}

// advisory is the advisory as the table has it, with its needs in words.
func (c *check) advisory() Advisory {
	a := c.Advisory
	a.Needs = c.needed()
	return a
}

// Advisories lists all advisories, by id.
func Advisories() []Advisory {
	all := make([]Advisory, len(advisories))
	for i := range advisories {
		all[i] = advisories[i].advisory()
	}
	return all
}

// AdvisoryByID finds an advisory; its id compares without case.
func AdvisoryByID(id string) (Advisory, bool) {
	if c := checkByID(id); c != nil {
		return c.advisory(), true
	}
	return Advisory{}, false
}

// checkByID finds the check of an advisory likewise; nil where there is none.
func checkByID(id string) *check {
	for i := range advisories {
		if strings.EqualFold(advisories[i].ID, id) {
			return &advisories[i]
		}
	}
	return nil
}

// Columns that can show an advisory.
var (
	needCategory  = []need{{field: inventory.FieldCategoryManagement}, {field: inventory.FieldAPIMembers}}
	needUser      = []need{{field: inventory.FieldUserManagement}, {field: inventory.FieldAPIMembers}}
	needUses      = []need{{field: inventory.FieldCategoryManagement}, {field: inventory.FieldUserManagement}, {field: inventory.FieldAPIMembers}}
	needMembers   = []need{{field: inventory.FieldAPIMembers}}
	needEndpoint  = []need{{field: inventory.FieldEndpointType}, {header: headerSIPAddress}}
	needVersion   = []need{{field: inventory.FieldServerVersion}}
	needLegacy    = []need{{header: headerLegacyName}}
	needHome      = []need{{header: headerRegistrar}, {header: "Homed on"}}
	needNextHop   = []need{{header: headerRegistrar}, {header: "Next hop"}}
	needMachine   = []need{{header: headerRunsOn[0]}, {header: headerRunsOn[1]}, {header: headerRegistrar}}
	needLookupURI = []need{{header: headerLookupURI[0]}, {header: headerLookupURI[1]}}
	needSite      = []need{{field: inventory.FieldSite}}
)

// advisories is the table, by id.
var advisories = [...]check{
	{condition{needs: needCategory, pair: losesCategories}, Advisory{ID: "CC101", Scope: PairScope, Since: "1.0", Source: pageClassChanges,
		Title: "Category management is lost",
		When:  "the application manages categories",
		Text: "Lync Server 2013 offers no category management to programs; what remains is looking up the categories in which the caller may create rooms. " +
			"Move the creation and change of categories to the Control Panel or to PowerShell before the application meets this server"}},
	{condition{needs: needUser, pair: losesUsers}, Advisory{ID: "CC102", Scope: PairScope, Since: "1.0", Source: pageUsers,
		Title: "User management is lost",
		When:  "the application manages users",
		Text: "Lync Server 2013 lets programs find users and read a user or a group, nothing more. " +
			"Take calls that create, move, change or delete users and groups out of the application, or leave it on a server of its own generation"}},
	{condition{needs: needEndpoint, pair: applicationEndpointOnR2}, Advisory{ID: "CC103", Scope: PairScope, Since: "1.0", Source: pageUCMA3,
		Title: "An ApplicationEndpoint does not work on OCS 2007 R2",
		When:  "the application has an ApplicationEndpoint",
		Text: "UCMA 3.0, on which the Lync Server 2010 Group Chat API stands, is supported against OCS 2007 R2 with a UserEndpoint only. " +
			"Sign in as a user, build the application with the OCS 2007 R2 Group Chat API, or let it target Lync Server 2010"}},
	{condition{pair: limitedOnR2}, Advisory{ID: "CC104", Scope: PairScope, Since: "1.0", Source: pageUCMA3,
		Title: "UCMA 3.0 has limited support on OCS 2007 R2",
		When:  "the application stands on UCMA 3.0 and targets OCS 2007 R2",
		Text: "What is supported there is instant messaging, between two people and in conferences, for endpoints of users; no audio, and nothing that needs a newer server. " +
			"Deploy the application as if it were built with UCMA 2.0"}},
	{condition{needs: needEndpoint, pair: contactOn2013}, Advisory{ID: "CC105", Scope: PairScope, Since: "1.0", Source: pageArchitecture,
		Title: "Lync Server 2013 refuses endpoints of contact objects",
		When:  "the application's endpoint is a contact object",
		Text: "Persistent Chat turns away every request of an endpoint that stands for a contact in the directory, and what New-CsTrustedApplicationEndpoint makes is one. " +
			"Give the application the SIP address of a directory user"}},
	{condition{needs: needEndpoint, pair: accountOn2013}, Advisory{ID: "CC106", Scope: PairScope, Since: "1.0", Source: pageArchitecture,
		Title: "The ApplicationEndpoint needs the account of a directory user",
		When:  "the application has an ApplicationEndpoint",
		Text: "Against Lync Server 2013 an ApplicationEndpoint works with the SIP address of a user, not with that of a trusted application endpoint. " +
			"Check which object the address belongs to before the move"}},
	{condition{pair: updateOn2013}, Advisory{ID: "CC107", Scope: PairScope, Since: "1.0", Source: pageUCMA,
		Title: "UCMA 3.0 applications need an update on Lync Server 2013",
		When:  "the application stands on UCMA 3.0 and targets Lync Server 2013",
		Text:  "The vendor asks for the update KB 2741295 where Lync Server 2013 is to manage an application of UCMA 3.0. Install it before the application moves"}},
	{condition{pair: ucma2OnNewer}, Advisory{ID: "CC108", Scope: PairScope, Since: "1.0", Source: pageUCMA,
		Title: "UCMA 2.0 directly on a newer server: supported, and advised against",
		When:  "the application stands on UCMA 2.0 and targets a server newer than OCS 2007 R2",
		Text: "The vendor supports an application of UCMA 2.0 against Lync Server 2010 and 2013 and advises against it. " +
			"Ask the maker of the application whether this deployment is certified, and plan a rebuild. For Lync Server 2010 the page is Dn466131"}},
	{condition{pair: rebuildFromR2}, Advisory{ID: "CC109", Scope: PairScope, Since: "1.0", Source: pageUCMA,
		Title: "Rebuilding an application of OCS 2007 R2 takes a new trusted application pool",
		When:  "the application was built with the OCS 2007 R2 API and targets Lync Server 2013",
		Text: "The step from UCMA 2.0 to UCMA 4.0 is not done in place: make a new trusted application pool, register the application there under its old name, " +
			"and move its contact objects with Move-CsApplicationEndpoint"}},
	{condition{pair: ucma1On2010}, Advisory{ID: "CC110", Scope: PairScope, Since: "1.0", Source: pageUCMA1,
		Title: "UCMA 1.0 applications must be compiled anew",
		When:  "the application stands on UCMA 1.0 and targets Lync Server 2010",
		Text:  "Neither coexistence nor migration is supported for applications of UCMA 1.0. Get a version that is compiled with UCMA 2.0 or 3.0 from the maker"}},
	{condition{pair: noPersistentChat}, Advisory{ID: "CC111", Scope: PairScope, Since: "1.0", Source: pageSkype2019,
		Title: "Skype for Business Server 2019 has no Persistent Chat",
		When:  "the target is Skype for Business Server 2019",
		Text:  "The vendor took Persistent Chat out of this release: there is nothing for the application to connect to. Keep a server of an earlier release for it, or replace the application"}},
	{condition{needs: needMembers, pair: losesFederation}, Advisory{ID: "CC112", Scope: PairScope, Since: "1.0", Source: pageClassChanges,
		Title: "Federated users are lost",
		When:  "the application calls members for federated users",
		Text:  "Persistent Chat of Lync Server 2013 knows no federation: users of partner organisations that the application manages lose their access. Tell them, and find another way for them"}},

	{condition{needs: needVersion, application: spans}, Advisory{ID: "CC201", Scope: ApplicationScope, Since: "1.0", Source: Page,
		Title: "The application targets several server generations",
		When:  "the application's targets are of several generations",
		Text:  "No API is made for more than one of them. Look at the verdicts of all its pairs together: a rebuild that helps on one server may shut the application out of another"}},
	{condition{needs: needUses, application: stranded}, Advisory{ID: "CC202", Scope: ApplicationScope, Since: "1.0", Source: Page,
		Title: "No API fits all servers of the application",
		When:  "no API is compatible with all targets, and the application uses category or user management or nobody says",
		Text:  "Whatever API the application is built with, it is at best partly compatible with one of its servers. Run two builds, one for each generation, or bring its servers to one generation first"}},
	{condition{needs: needLegacy, pair: legacyName}, Advisory{ID: "CC203", Scope: ApplicationScope, Since: "1.0", Source: pageTrustedApplication,
		Title: "The application was brought over from OCS 2007 R2",
		When:  "its legacy application name differs from its id",
		Text:  "A legacy name of its own is given only to applications that come from OCS 2007 R2. Check whether the program was rebuilt then: if not, its API is that of OCS 2007 R2, whatever the inventory says"}},

	{condition{needs: needHome, servers: homedElsewhere}, Advisory{ID: "CC301", Scope: ServerScope, Since: "1.0", Source: pageCoexistence,
		Title: "A chat pool is homed on a pool of another generation",
		When:  "a chat pool and the pool that it is homed on are of different generations",
		Text:  "Each chat pool belongs on a pool of its own generation. Home it there, or correct the inventory"}},
	{condition{needs: needNextHop, servers: oldNextHop}, Advisory{ID: "CC302", Scope: ServerScope, Since: "1.0", Source: pageNextHop,
		Title: "The next hop of a trusted application pool is not of the newest generation",
		When:  "Lync Server 2013 is in the estate and a trusted application pool has an older next hop",
		Text:  "Beside Lync Server 2013, a new trusted application pool must have a pool of Lync Server 2013 as its next hop; an older one can be chosen and is not supported. Pools that were there before the migration are moved with Set-CsTrustedApplicationPool"}},
	{condition{needs: needMachine, servers: mixedRuntimes, machines: true}, Advisory{ID: "CC303", Scope: ServerScope, Since: "1.0", Source: pageRuntime,
		Title: "Two UCMA runtimes on one machine",
		When:  "applications of two generations of UCMA that follow each other run on the same machine or trusted application pool",
		Text:  "The runtimes of UCMA 3.0 and UCMA 4.0 must not be installed side by side; a developer's blog of the vendor (blogs.msdn.com, 2010-09-23) says the same of 2.0 and 3.0. Give the applications machines of their own"}},
	{condition{needs: needLookupURI, pair: legacyEndpoint}, Advisory{ID: "CC304", Scope: ServerScope, Since: "1.0", Source: pageLegacyEndpoint,
		Title: "A legacy endpoint is needed",
		When:  "an application of an older API asks the lookup address of Group Chat on Lync Server 2013",
		Text:  "On Lync Server 2013 the old lookup address answers only after the old user is deleted and an endpoint with the very same SIP address is made with New-CsPersistentChatEndpoint; one for each pool is enough"}},
	{condition{needs: needSite, pair: backCompatSite, unpaired: backCompatServer}, Advisory{ID: "CC305", Scope: SiteScope, Since: "1.0", Source: pageLegacyPools,
		Title: "A pool of OCS 2007 R2 is left in the topology",
		When:  "the site of an application or of a server is BackCompatSite",
		Text:  "The topology keeps merged pools of OCS 2007 R2 in this site. The cmdlets that make, change or remove trusted applications do not work on them, and they are to be moved before OCS 2007 R2 is switched off"}},

	{condition{needs: needVersion, estate: threeGenerations}, Advisory{ID: "CC401", Scope: EstateScope, Since: "1.0", Source: pagePaths,
		Title: "All three server generations side by side",
		When:  "Lync Server 2013, Lync Server 2010 and OCS 2007 R2 are all in the estate",
		Text:  "Lync Server 2013 may stand beside Lync Server 2010 or beside OCS 2007 R2, not beside both. Retire one of the older generations before the rest of the migration goes on"}},
	{condition{needs: needVersion, estate: twoSources}, Advisory{ID: "CC402", Scope: EstateScope, Since: "1.0", Source: pagePaths,
		Title: "Two generations as the source of one migration",
		When:  "Lync Server 2010 and OCS 2007 R2 are both in the estate",
		Text:  "A migration to Lync Server 2013 starts from Lync Server 2010 or from OCS 2007 R2; from an environment that runs both it is not supported. Bring the older one to Lync Server 2010 first"}},
	{condition{needs: needVersion, estate: separateRooms}, Advisory{ID: "CC403", Scope: EstateScope, Since: "1.0", Source: pageCoexistence,
		Title: "Rooms of coexisting generations stay apart",
		When:  "Lync Server 2013 and an older generation are both in the estate",
		Text:  "Categories, rooms and add-ins of one deployment are not seen by the other. An application that serves rooms on both needs a connection to each"}},
	{condition{needs: needVersion, estate: unsupportedSource, single: true}, Advisory{ID: "CC404", Scope: EstateScope, Since: "1.0", Source: pagePaths,
		Title: "OCS 2007 is no source of a migration",
		When:  "OCS 2007, not R2, is in the estate",
		Text:  "There is no supported way from OCS 2007 to Lync Server 2013. Bring it to OCS 2007 R2 or Lync Server 2010 first"}},
}
