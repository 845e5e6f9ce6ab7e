package audit

import (
	"slices"
	"strings"

	"chatcompat/inventory"
)

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
			for _, n := range a.needs {
				headers = append(headers, n.header)
			}
		}
	}
	return slices.ContainsFunc(columns, func(c inventory.Column) bool {
		return c.Field == inventory.NoField && slices.ContainsFunc(headers, func(h string) bool { return h != "" && inventory.SameHeader(c.Header, h) })
	})
}

// extra is the first cell of an unknown column under one of the headers that says
// something, or "".
func (s *subject) extra(headers ...string) string {
	for i := range s.Extra {
		for _, header := range headers {
			if inventory.SameHeader(s.Extra[i].Header, header) && !inventory.StandsForBlank(s.Extra[i].Text) {
				return s.Extra[i].Text
			}
		}
	}
	return ""
}

// on answers whether the server is of one of the versions.
func (s *subject) on(versions ...inventory.ServerVersion) answer {
	if !s.ServerVersion.Version.Known() {
		return unsaidVersion
	}
	return firesIf(slices.Contains(versions, s.ServerVersion.Version))
}

// with answers whether the application was built with one of the APIs.
func (s *subject) with(apis ...inventory.API) answer {
	if !s.API.Version.Known() {
		return unsaidAPI
	}
	return firesIf(slices.Contains(apis, s.API.Version))
}

// olderOn2013 is the case in which category and user management are lost.
func (s *subject) olderOn2013() answer {
	return both(s.on(lync2013), s.with(gchat2010, gchatR2))
}

// ucmaOf is the generation of UCMA below each API. Source: pageUCMA; learn
// gg182556; for Skype for Business the list of server updates.
var ucmaOf = map[inventory.API]int{inventory.OCS2007API: 1, gchatR2: 2, gchat2010: 3, pchat2013: 4,
	inventory.SkypeBusiness2015API: 5, inventory.SkypeBusiness2019API: 6}

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

// endpointIs answers whether the endpoint is one of those, too, where another
// condition does not answer that already.
func (s *subject) endpointIs(other answer, kinds ...inventory.Endpoint) answer {
	if other == quiet {
		return quiet
	}
	kind := s.endpoint()
	if kind == inventory.NoEndpoint {
		return both(other, unsaid)
	}
	return both(other, firesIf(slices.Contains(kinds, kind)))
}

func losesCategories(s *subject) answer { return both(s.olderOn2013(), answerOf(s.category.Answer)) }

func losesUsers(s *subject) answer { return both(s.olderOn2013(), answerOf(s.user.Answer)) }

func losesFederation(s *subject) answer {
	older := s.olderOn2013()
	switch {
	case older == quiet:
		return quiet
	case s.Field(inventory.FieldAPIMembers) == "":
		return both(older, unsaid)
	}
	return both(older, firesIf(strings.Contains(s.user.Member, "Federated")))
}

// standsOn answers whether an application of a generation of UCMA meets one of the server versions.
func (s *subject) standsOn(generation int, servers ...inventory.ServerVersion) answer {
	return both(s.on(servers...), s.stands(generation))
}

// stands answers whether the application stands on a generation of UCMA.
func (s *subject) stands(generation int) answer {
	switch {
	case s.ucma != 0:
		return firesIf(s.ucma == generation)
	case s.ucmaUnclear || s.API.Version.Known(): // an own API stands on what its owner knows
		return unsaidUCMA
	}
	return unsaidAPI
}

func limitedOnR2(s *subject) answer { return s.standsOn(3, ocsR2) }

func applicationEndpointOnR2(s *subject) answer {
	return s.endpointIs(limitedOnR2(s), inventory.ApplicationEndpoint, inventory.ContactEndpoint)
}

func contactOn2013(s *subject) answer {
	return s.endpointIs(s.on(lync2013), inventory.ContactEndpoint)
}

func accountOn2013(s *subject) answer {
	return s.endpointIs(s.on(lync2013), inventory.ApplicationEndpoint)
}

func updateOn2013(s *subject) answer { return s.standsOn(3, lync2013) }

func ucma2OnNewer(s *subject) answer { return s.standsOn(2, lync2010, lync2013) }

func rebuildFromR2(s *subject) answer { return both(s.on(lync2013), s.with(gchatR2)) }

func ucma1On2010(s *subject) answer { return s.standsOn(1, lync2010) }

func noPersistentChat(s *subject) answer { return s.on(inventory.SkypeBusinessServer2019) }

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
	older := s.olderOn2013()
	if older == quiet {
		return quiet
	}
	uri := s.extra(headerLookupURI[:]...)
	if uri == "" {
		return both(older, unsaid)
	}
	return both(older, firesIf(strings.Contains(strings.ToLower(uri), "ocschat@")))
}

func backCompatSite(s *subject) answer { return inBackCompat(siteOf(s.Finding)) }

// backCompatServer asks a server of which the inventory has no pair.
func backCompatServer(s *inventory.Server) answer {
	if inventory.StandsForBlank(s.Site) {
		return unsaid
	}
	return inBackCompat(s.Site)
}

// inBackCompat answers whether a site is the one of pools of OCS 2007 R2.
func inBackCompat(site string) answer {
	const name = "backcompatsite"
	if site == "" {
		return unsaid
	}
	return firesIf(len(site) >= len(name) && strings.Contains(strings.ToLower(site), name))
}

// siteOf is the site of the application or else of the server, as far as a cell
// says one; that of old pools hides behind no other.
func siteOf(f *Finding) (said string) {
	for _, values := range [...]inventory.Values{f.Fields, f.ServerFields} {
		site := values.Get(inventory.FieldSite)
		switch {
		case inventory.StandsForBlank(site):
		case said == "" || inBackCompat(site) == fires && inBackCompat(said) != fires:
			said = site
		}
	}
	return said
}
