package inventory

import (
	"slices"
	"strings"
)

// otherAPITable lists APIs of the same servers and their clients by which no
// chat application of the matrix is made, the parts of a server that have such
// APIs, and what they are. Beside a product and a year they turn the text of an
// API column into the name of something else. "" is a name that no document of
// names.go bears.
var otherAPITable = []struct{ spellings, purpose, source string }{
	{"UCWA|Unified Communications Web API|Lync Web API|Web API|Web SDK|Web|Web Service|Web Services|Webservice|Webservices|Webdienst|service web", "an API for web and mobile clients", ""},
	{"JavaScript|Java Script|Lync JavaScript API|AJAX|AJAX API|AJAX SDK|REST|REST API|RESTful|SOAP|OData|HTTP", "an API for web and mobile clients", ""},
	{"Web Access|Communicator Web Access|CWA|OWA|Mobility|Mobility Service|MCX|Autodiscover|Push Notification", "an API for web and mobile clients", ""},
	{"SDN|SDN API|SDN Interface|SDN Manager|Software Defined Networking", "an API for network controllers", ""},
	{"MSPL|SIP Application API|Application API|Application SDK|Server Application API|SIPAE|SIP|SIP API", "an API for the routing of SIP messages", ""},
	{"PowerShell|Windows PowerShell|Management Shell|Management API|Management SDK|cmdlet|cmdlets|WMI|Control Panel|Snap-in|Admin|Administration|Admin API|Verwaltung", "an interface for administration", ""},
	{"UI Automation|UI Suppression|Automation|Automation API|Automation SDK|Silverlight|Silverlight SDK|COM|COM API|COM Interface|ActiveX", "an API for programs beside a client", "DK"},
	{"UCC|UCC API|UccApi|UCCP|Unified Communications Client API|Unified Communications Client Platform|Messenger|Messenger API|IMessenger|Communicator API|Communicator SDK", "an API for clients", ""},
	{"Office Communicator API|Office Communicator Automation API|Communicator Automation API|Office Communicator SDK", "an API for clients", ""},
	{"Speech Server|Speech|Speech API|SAPI|VoiceXML|IVR|Workflow|Workflow SDK", "an API for speech and workflows", ""},
	{"Response Group|Response Groups|Response Group Service|RGS|Contact Center|Reaktionsgruppe|Reaktionsgruppen", "an interface for call queues", ""},
	{"Call Control|Call Control API|CSTA|uaCSTA|RCC|Remote Call Control|TAPI|JTAPI|telephony|Telefonie|téléphonie|telefonía|voice|Enterprise Voice|VoIP|Call Park|Dial Plan|audio|video", "an interface for telephony", ""},
	{"Conferencing|Conference|Konferenz|conférence|conferencia|Meeting|Meetings|Online Meeting|Web Scheduler|Web Conferencing|Data Collaboration|PSOM|Screen Sharing|Desktop Sharing|Application Sharing|Whiteboard", "an interface for conferences", ""},
	{"Monitoring|QoE|CDR|Call Detail Recording|Quality of Experience|Call Quality|Archiving|Archivierung|archivage|Überwachung|Compliance|Reporting|Statistics|Health|Synthetic Transaction|Synthetic Transactions", "an interface for monitoring and archiving", ""},
	{"Location|Location Information|Location Information Service|LIS|E 911|E 9-1-1", "an interface for locations and emergency calls", ""},
	{"Presence|Präsenz|présence|presencia|Address Book|Adressbuch|Provisioning|Instant Messaging|XMPP|Federation|EWS|MAPI|LDAP", "an interface for presence, messages or directories", ""},
}

// api keeps what a word means for the API that a text names: whether it belongs
// to the name of a chat API, or to that of another API or a part of a server.
func (r *reader) api(k kind, text string) {
	odd := r.odd
	r.odd = false
	switch k {
	case assembly:
		r.chatAPI = true
		return
	case feature:
		r.chatAPI, r.chatOpen = r.chatAPI || r.apiOpen, true
		return
	case apiWord, kitWord:
		if r.owner == otherProduct && r.fresh {
			r.strange = append(r.strange, r.others[len(r.others)-1]+" "+text) // .NET API
			return
		}
		r.chatAPI, r.apiOpen = r.chatAPI || r.chatOpen, !odd
	case unknownWord, machineWord, part, role, toolWord, otherAPI, otherProduct:
		r.strange = append(r.strange, text)
		r.chatOpen, r.apiOpen, r.odd = false, false, true
	case client, environment, remark, ucma, stack:
		r.chatOpen, r.apiOpen = false, false
	}
}

// meansOtherAPI reports an API that is no chat API where no chat API is named
// in full and no UCMA, which has answers of its own.
func (s *statements) meansOtherAPI() bool {
	return len(s.otherAPIs) > 0 && !s.chatAPI && s.ucmaText == ""
}

// meansPart reports a word that may name another API or a part of a server
// where no chat API is named in full.
func (s *statements) meansPart() bool { return len(s.strange) > 0 && !s.chatAPI }

// besideNoYear are kinds of words beside which a year without a product is
// nobody's, and a number of four digits no build.
var besideNoYear = []kind{description, yearWord, remark, machineWord, part, counter, month, serverWord, role, toolWord, ancestor, otherAPI}

func (s *statements) seenAny(kinds []kind) bool {
	return slices.ContainsFunc(kinds, func(k kind) bool { return s.seen[k] })
}

// yearsOfNobody reports a text that names no product, and years beside words
// that take them: a bare year counts alone and with a column's own words. 2007
// R2 is the name of a product by itself, but for words that are not known.
func (s *statements) yearsOfNobody() bool {
	if s.namesProduct() {
		return false
	}
	if len(s.unknown)+len(s.others) > 0 {
		return true
	}
	for _, c := range s.claims {
		if c.year == "2007 r2" {
			return false
		}
	}
	return s.seenAny(besideNoYear) || s.seen[buildWord] || s.bareRelease || s.loose != "" || s.dated || s.newerYear()
}

func (s *statements) namesProduct() bool {
	return slices.ContainsFunc(s.claims, func(c claim) bool { return c.kind != unknownWord })
}

// newerYear reports a bare 2015 or 2019, which may be the year of anything.
func (s *statements) newerYear() bool {
	return slices.ContainsFunc(s.claims, func(c claim) bool { return c.set&anySkype != 0 })
}

// numberOfAnything reports the short form of a build, 8308 or 8308.291, without
// a product and beside words that may make any number of it: Ticket 8308.
func (s *statements) numberOfAnything() bool {
	if len(s.builds) == 0 || s.namesProduct() {
		return false
	}
	for _, b := range s.builds {
		dots := strings.Count(b.text, ".")
		if dots > 1 || dots == 1 && len(s.unknown) == 0 {
			return false
		}
	}
	return len(s.unknown) > 0 || s.seenAny(besideNoYear)
}

// fewLetters reports names of one or two letters that no document bears (L
// 2013, PC 2013, GC 2010) beside words or numbers that are not known, so that
// they may be part of a name for anything: Dell PC 2013.
func (s *statements) fewLetters() bool {
	for _, c := range s.claims {
		if word, _, _ := strings.Cut(c.text, " "); c.documented || len(word) > 2 {
			return false
		}
	}
	return len(s.claims) > 0 && s.besides() != ""
}

// besides quotes what stands beside the names, is not known and not harmless.
func (s *statements) besides() string {
	var words []string
	for _, word := range s.unknown {
		if e, _ := lexicon().match([]string{word}); e.kind != remark && e.kind != machineWord {
			words = append(words, word)
		}
	}
	for _, word := range s.others {
		if slices.Contains(s.strange, word) {
			words = append(words, word) // of no environment
		}
	}
	return quoteList(appendIf(words, s.loose, s.loose != ""))
}
