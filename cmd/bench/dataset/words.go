package dataset

import (
	"fmt"
	"math/rand/v2"
)

// Spelling is how somebody writes a version and what it means: the key of an
// API or a server version, or the cause why it cannot be judged.
type Spelling struct{ Text, Key, Cause string }

// apiSpellings are the ways in which people write the three APIs, common ones
// first in each. The corpus of package inventory holds their meaning.
var apiSpellings = [...][]Spelling{
	spell("persistent-chat-2013",
		"Lync Server 2013 Persistent Chat API",
		"Lync Server 2013 Persistent Chat SDK",
		"Persistent Chat Server API",
		"Lync 2013 PChat",
		"Microsoft Lync Server 2013 Persistent Chat API",
		"Persistent Chat SDK",
		"PChat 2013",
		"2013",
		"Microsoft.Rtc.Collaboration.PersistentChat",
		"LYNC SERVER 2013 PERSISTENT CHAT API",
		"Lync-Server-2013-Persistent-Chat-API",
		"5.0.8308.0",
		"LS2013",
		"Lync Server 2013 API für beständigen Chat"),
	spell("group-chat-2010",
		"Lync Server 2010 Group Chat API",
		"Lync Server 2010 Group Chat SDK",
		"Group Chat 2010",
		"Lync 2010 Group Chat",
		"Microsoft Lync Server 2010 Group Chat API",
		"lync server 2010 group chat api",
		"GC2010",
		"2010",
		"Lync2010",
		"4.0.7577.0",
		"Lync Server 2010 Group Chat API (UCMA 3.0)",
		"Microsoft.Rtc.Collaboration.GroupChat.dll 4.0.7577.183",
		"Lync Server 2010 discussion de groupe API"),
	spell("ocs-2007-r2",
		"OCS 2007 R2 Group Chat API",
		"Office Communications Server 2007 R2 Group Chat API",
		"OCS 2007 R2",
		"Office Communications Server 2007 R2 API",
		"Office Communications Server 2007 R2 Group Chat SDK",
		"OCS2007R2",
		"ocs 2007 r2 group chat api",
		"2007 R2",
		"OCSR2",
		"3.5.6907.0",
		"Group Chat API 3.5.6907.221",
		"OCS R2 GC"),
}

// serverSpellings are the ways in which people write the three server versions.
var serverSpellings = [...][]Spelling{
	spell("lync-server-2013",
		"Lync Server 2013",
		"Microsoft Lync Server 2013",
		"5.0.8308.0",
		"Lync 2013",
		"Lync Server 2013 (5.0.8308.0)",
		"5.0.8308.887",
		"LS2013",
		"Lync Server 2013, Core Components",
		"lync server 2013"),
	spell("lync-server-2010",
		"Lync Server 2010",
		"Microsoft Lync Server 2010",
		"4.0.7577.0",
		"Lync 2010",
		"Lync Server 2010 CU8",
		"4.0.7577.223",
		"Lync2010",
		"LYNC SERVER 2010"),
	spell("ocs-2007-r2",
		"OCS 2007 R2",
		"Office Communications Server 2007 R2",
		"OCS 2007-R2",
		"3.5.6907.0",
		"OCS2007R2",
		"2007 R2",
		"OCS R2 Group Chat"),
}

// badAPIs are texts that no reader can recognise.
var badAPIs = cannot("unrecognised",
	"Lnyc Server 2013", "see ticket", "Exchange 2013", "in-house wrapper", "hello", "Presistent Chat 2013")

// outsideAPIs are products that the vendor's matrix does not cover.
var outsideAPIs = cannot("outside-matrix",
	"Skype for Business Server 2015", "Skype for Business Server 2019", "Office Communications Server 2007")

func spell(key string, texts ...string) []Spelling {
	var list []Spelling
	for _, text := range texts {
		list = append(list, Spelling{Text: text, Key: key})
	}
	return list
}

func cannot(cause string, texts ...string) []Spelling {
	var list []Spelling
	for _, text := range texts {
		list = append(list, Spelling{Text: text, Cause: cause})
	}
	return list
}

func pickAPI(r *rand.Rand) *Spelling {
	switch {
	case r.IntN(badShare) == 0:
		return pick(r, badAPIs)
	case r.IntN(blankShare) == 0:
		return &Spelling{Cause: "missing"}
	case r.IntN(outsideShare) == 0:
		return pick(r, outsideAPIs)
	}
	return skewed(r, apiSpellings[r.IntN(len(apiSpellings))])
}

func pickVersion(r *rand.Rand) *Spelling {
	return skewed(r, serverSpellings[r.IntN(len(serverSpellings))])
}

// otherVersion is a version of another generation.
func otherVersion(r *rand.Rand, than *Spelling) *Spelling {
	for {
		if v := pickVersion(r); v.Key != than.Key {
			return v
		}
	}
}

var departments = []string{
	"Accounts", "Billing", "Branch", "Claims", "Clearing", "Customer desk", "Depot", "Dispatch",
	"Energy trading", "Facilities", "Field service", "Fleet", "Freight", "Helpdesk", "Insurance",
	"Inventory", "Logistics", "Market data", "Network operations", "Payments", "Plant", "Procurement",
	"Quality", "Retail", "Risk control", "Settlement", "Shift", "Telemetry", "Treasury", "Zürich desk",
}

var purposes = []string{
	"alert bot", "archiver", "audit trail", "broadcast", "chat bridge", "dashboard", "escalation bot",
	"feed", "handover log", "incident room", "message relay", "monitor", "notifier", "quote bot",
	"reporting", "room keeper", "ticker", "watcher",
}

var teams = []string{
	"Application support", "Back office", "Batch operations", "Branch systems", "Client platforms",
	"Collaboration", "Core services", "Data centre", "Desktop engineering", "Digital channels",
	"Équipe messagerie", "Exchange desk", "Field operations", "Front office", "Identity services",
	"Infrastructure", "Integration", "Kundendienst", "Market systems", "Messaging", "Middleware",
	"Mobile", "Network", "Operations", "Payments", "Plattformbetrieb", "Production control",
	"Release management", "Risk systems", "Service desk", "Soporte técnico", "Storage", "Trading",
	"Treasury", "Unified communications", "Überwachung", "Warehouse systems", "Web services", "Workplace",
	"Zahlungsverkehr",
}

var companies = []string{
	"Contoso Ltd", "Contoso GmbH", "Contoso España", "Contoso Pharma", "Contoso Group",
	"Fabrikam Inc", "Fabrikam Bank", "Fabrikam Energy", "Fabrikam Nord", "Fabrikam Retail",
}

// newOwners makes 2,000 owners. A third of them has a comma, so that CSV
// quotes it, and one in fifty quotation marks.
func newOwners() []string {
	var list []string
	for region := 1; region <= 5; region++ {
		for _, company := range companies {
			for _, team := range teams {
				form := "%s %s %d"
				switch n := len(list); {
				case n%50 == 7:
					form = `%s "%s" %d`
				case n%3 == 0:
					form = "%s, %s %d"
				}
				list = append(list, fmt.Sprintf(form, company, team, region))
			}
		}
	}
	return list
}

var (
	criticalities = []string{"High", "Medium", "Low", "Critical"}
	environments  = []string{"Production", "Test", "Development", "Staging"}
	roles         = []string{"chat", "gc", "pool-chat", "lync-fe", "pchat"}
	domains       = []string{"contoso.example", "fabrikam.example"}
)

var sites = []string{
	"London", "Paris", "Köln", "Zürich", "Málaga", "Leeds", "New York",
	"São Paulo", "Toronto", "Chicago", "Singapore", "Sydney", "Tokyo", "Mumbai",
}
