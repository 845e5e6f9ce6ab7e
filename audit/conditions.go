package audit

import (
	"slices"
	"strings"

	"chatcompat/inventory"
)

// answer is what the inventory says to the condition of an advisory. Unsaid is
// no pass: the check is then not made, and says what it needs.
type answer uint8

const (
	quiet answer = iota
	fires
	unsaid
)

func answerOf(a inventory.Answer) answer {
	return [...]answer{inventory.Unsaid: unsaid, inventory.No: quiet, inventory.Yes: fires}[a]
}

func firesIf(b bool) answer {
	if b {
		return fires
	}
	return quiet
}

// checkSet is a set of checks, by their places in advisories.
type checkSet uint32

// answers are what a finding says to all checks of pairs, and what the
// inventory says of category and user management.
type answers struct {
	given         bool
	fires, unsaid checkSet
	uses          inventory.Answer
}

// answersOf asks a finding, unless it was asked already.
func answersOf(f *Finding) answers {
	if f.answers.given {
		return f.answers
	}
	s := newSubject(f)
	return s.answers()
}

// answers asks the finding all that checks of pairs ask.
func (s *subject) answers() answers {
	a := answers{given: true, uses: s.category.Answer.Or(s.user.Answer)}
	for i := range advisories {
		if advisories[i].pair == nil {
			continue
		}
		switch advisories[i].pair(s) {
		case fires:
			a.fires |= 1 << i
		case unsaid:
			a.unsaid |= 1 << i
		}
	}
	return a
}

// subject is a finding with what conditions ask of it.
type subject struct {
	*Finding
	category, user inventory.Use
	ucma           int  // generation of UCMA: what the column says, else the one below the API; 0 unknown
	ucmaUnclear    bool // the column says something that names no generation
}

func newSubject(f *Finding) subject {
	said := f.Field(inventory.FieldUCMA)
	s := subject{Finding: f, ucma: inventory.ParseUCMA(said)}
	if s.ucma == 0 {
		if s.ucmaUnclear = inventory.UnclearUCMA(said); !s.ucmaUnclear {
			s.ucma = ucmaOf[f.API.Version]
		}
	}
	s.category, s.user = f.Uses()
	return s
}

// namesMembers reports that the inventory lists members of the API, of which reasons speak.
func (s *subject) namesMembers() bool {
	return s.category.Member != "" || s.user.Member != "" || s.category.Listed || s.user.Listed
}

// Headers of columns that are no fields of the inventory.
const (
	headerSIPAddress = "SipAddress"
	headerLegacyName = "LegacyApplicationName"
	headerRegistrar  = "Registrar"
)

var (
	headerRunsOn    = [...]string{"Runs on", "Installed on", "Application host", "Application server", "Hosted on"}
	headerLookupURI = [...]string{"LookupServerUri", "Chat server URI", "Lookup URI", "Lookup server"}
)

// readsUnknownColumns reports a column that is no field of the inventory and that
// a check of pairs may look at.
func readsUnknownColumns(columns []inventory.Column) bool {
	headers := slices.Concat(headerRunsOn[:], headerLookupURI[:])
	for i := range advisories {
		if a := &advisories[i]; a.pair != nil {
			for _, n := range slices.Concat(a.needs, a.reads) {
				headers = append(headers, n.header)
			}
		}
	}
	return slices.ContainsFunc(columns, func(c inventory.Column) bool {
		return c.Field == inventory.NoField && slices.ContainsFunc(headers, func(h string) bool { return h != "" && inventory.SameHeader(c.Header, h) })
	})
}

// extra is the first cell of an unknown column under one of the headers, or "".
func (s *subject) extra(headers ...string) string {
	for i := range s.Extra {
		for _, header := range headers {
			if inventory.SameHeader(s.Extra[i].Header, header) {
				return s.Extra[i].Text
			}
		}
	}
	return ""
}

func (s *subject) on(versions ...inventory.ServerVersion) bool {
	return slices.Contains(versions, s.ServerVersion.Version)
}

// olderOn2013 is the case in which category and user management are lost.
func (s *subject) olderOn2013() bool {
	return s.on(lync2013) && (s.API.Version == gchat2010 || s.API.Version == gchatR2)
}

// ucmaOf is the generation of UCMA below each API. Source: pageUCMA; learn gg182556.
var ucmaOf = map[inventory.API]int{inventory.OCS2007API: 1, gchatR2: 2, gchat2010: 3, pchat2013: 4}

// endpoint is what the inventory says of the application's endpoint.
func (s *subject) endpoint() inventory.Endpoint {
	if said := inventory.ParseEndpoint(s.Field(inventory.FieldEndpointType)); said != inventory.NoEndpoint {
		return said
	}
	if strings.Contains(strings.ToLower(s.extra(headerSIPAddress)), "rtcapplication-") {
		return inventory.ContactEndpoint
	}
	return inventory.NoEndpoint
}

// endpointIs answers whether the endpoint is one of those; unsaid where nobody says.
func (s *subject) endpointIs(kinds ...inventory.Endpoint) answer {
	kind := s.endpoint()
	if kind == inventory.NoEndpoint {
		return unsaid
	}
	return firesIf(slices.Contains(kinds, kind))
}

func losesCategories(s *subject) answer {
	if !s.olderOn2013() {
		return quiet
	}
	return answerOf(s.category.Answer)
}

func losesUsers(s *subject) answer {
	if !s.olderOn2013() {
		return quiet
	}
	return answerOf(s.user.Answer)
}

func losesFederation(s *subject) answer {
	switch {
	case !s.olderOn2013():
		return quiet
	case s.Field(inventory.FieldAPIMembers) == "":
		return unsaid
	}
	return firesIf(strings.Contains(s.user.Member, "Federated"))
}

// standsOn answers whether an application of a generation of UCMA meets one of the server versions.
func (s *subject) standsOn(generation int, servers ...inventory.ServerVersion) answer {
	switch {
	case !s.on(servers...):
		return quiet
	case s.ucmaUnclear:
		return unsaid
	}
	return firesIf(s.ucma == generation)
}

func limitedOnR2(s *subject) answer { return s.standsOn(3, ocsR2) }

func applicationEndpointOnR2(s *subject) answer {
	if limited := limitedOnR2(s); limited != fires {
		return limited
	}
	return s.endpointIs(inventory.ApplicationEndpoint, inventory.ContactEndpoint)
}

func contactOn2013(s *subject) answer {
	if !s.on(lync2013) {
		return quiet
	}
	return s.endpointIs(inventory.ContactEndpoint)
}

func accountOn2013(s *subject) answer {
	if !s.on(lync2013) {
		return quiet
	}
	return s.endpointIs(inventory.ApplicationEndpoint)
}

func updateOn2013(s *subject) answer { return s.standsOn(3, lync2013) }

func ucma2OnNewer(s *subject) answer { return s.standsOn(2, lync2010, lync2013) }

func rebuildFromR2(s *subject) answer { return firesIf(s.on(lync2013) && s.API.Version == gchatR2) }

func ucma1On2010(s *subject) answer { return s.standsOn(1, lync2010) }

func noPersistentChat(s *subject) answer { return firesIf(s.on(inventory.SkypeBusinessServer2019)) }

func legacyName(s *subject) answer {
	legacy := foldID(s.extra(headerLegacyName))
	if legacy == "" || s.ApplicationID == "" {
		return unsaid
	}
	return firesIf(legacy != foldID(s.ApplicationID))
}

// foldID is an application id without its prefix and case.
func foldID(id string) string {
	return strings.TrimPrefix(strings.ToLower(strings.TrimSpace(id)), "urn:application:")
}

func legacyEndpoint(s *subject) answer {
	if !s.olderOn2013() {
		return quiet
	}
	uri := s.extra(headerLookupURI[:]...)
	if uri == "" {
		return unsaid
	}
	return firesIf(strings.Contains(strings.ToLower(uri), "ocschat@"))
}

func backCompatSite(s *subject) answer {
	const name = "backcompatsite"
	site := s.Field(inventory.FieldSite)
	if site == "" {
		return unsaid
	}
	return firesIf(len(site) >= len(name) && strings.Contains(strings.ToLower(site), name))
}
