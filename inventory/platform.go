package inventory

import (
	"strings"
)

// Endpoint is the kind of endpoint by which an application meets the server.
// The zero Endpoint is that nobody says.
type Endpoint uint8

// The endpoints. A contact is the directory object behind an endpoint of
// New-CsTrustedApplicationEndpoint.
const (
	NoEndpoint Endpoint = iota
	UserEndpoint
	ApplicationEndpoint
	ContactEndpoint
)

// endpointWords are parts of folded texts, the first that occurs decides.
// Sources: PC/features-and-architecture; PS/Get-CsTrustedApplicationEndpoint.
var endpointWords = []struct {
	word     string
	endpoint Endpoint
}{
	{"trustedapplicationendpoint", ContactEndpoint},
	{"rtcapplication", ContactEndpoint},
	{"contact", ContactEndpoint},
	{"kontakt", ContactEndpoint},
	{"applicationendpoint", ApplicationEndpoint},
	{"trustedapp", ApplicationEndpoint},
	{"application", ApplicationEndpoint},
	{"anwendung", ApplicationEndpoint},
	{"aplicacion", ApplicationEndpoint},
	{"userendpoint", UserEndpoint},
	{"user", UserEndpoint},
	{"benutzer", UserEndpoint},
	{"utilisateur", UserEndpoint},
	{"usuario", UserEndpoint},
}

// negation is a word that turns a text around.
var negation = pattern(`(?i)(^|\W)(no|not|non|nicht|kein|keine|pas|sin|or|oder|ou)(\W|$)|\?`)

// ParseEndpoint reads the text of an endpoint-type column. A text with a
// negation, an alternative or a question mark says nothing.
func ParseEndpoint(text string) Endpoint {
	if text == "" || len(text) > foldMax || negation().MatchString(text) {
		return NoEndpoint
	}
	folded := foldHeader(text)
	for _, w := range endpointWords {
		if strings.Contains(folded, w.word) {
			return w.endpoint
		}
	}
	return NoEndpoint
}

// ucmaVersion is a generation of UCMA with at most one part behind the dot, so
// that builds do not count.
var ucmaVersion = pattern(`(^|[^\d.])([1-6])(\.0)?($|[^\d.])`)

// ParseUCMA reads the generation of UCMA out of the text of a ucma column: 1 to
// 6, or 0 where it names none or several.
func ParseUCMA(text string) int {
	if text == "" || len(text) > foldMax {
		return 0
	}
	if major, rest, _ := strings.Cut(text, "."); len(major) == 1 && major >= "1" && major <= "6" && (rest == "" || rest == "0") {
		return int(major[0] - '0') // the usual spelling, for every pair asks
	}
	if negation().MatchString(text) {
		return 0
	}
	found := 0
	for _, m := range ucmaVersion().FindAllStringSubmatch(strings.ReplaceAll(text, " ", "  "), -1) {
		one := int(m[2][0] - '0')
		if found != 0 && found != one {
			return 0
		}
		found = one
	}
	return found
}

// UnclearUCMA reports a text of a ucma column that says something and names no
// generation, so that nothing may be taken in its place. A blank cell, and what
// people write for one, says nothing.
func UnclearUCMA(text string) bool {
	if isPlaceholder(text) || ParseUCMA(text) != 0 {
		return false
	}
	evidence, _ := ucmaEvidence(text)
	return evidence == 0
}
