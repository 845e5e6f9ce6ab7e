package inventory

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"chatcompat/inventory/sheet"

	"golang.org/x/text/unicode/norm"
)

// cellText is a cell's text with its kind: what a reading depends on.
type cellText struct {
	text string
	kind sheet.Kind
	ucma string // evidence beside an API: see RefineAPI
	used string
}

// cleanText trims a text: spaces of any kind, and what cannot be seen.
func cleanText(s string) string {
	if alreadyClean(s) {
		return s
	}
	return strings.TrimFunc(s, invisible)
}

// alreadyClean reports a text that cleanText leaves alone, in the cheapest way.
func alreadyClean(s string) bool {
	return s == "" || s[0] > ' ' && s[0] < utf8.RuneSelf && s[len(s)-1] > ' ' && s[len(s)-1] < utf8.RuneSelf && s[0] != 0x7f
}

func invisible(r rune) bool {
	return unicode.IsSpace(r) || unicode.IsControl(r) || unicode.Is(unicode.Cf, r)
}

// foldName folds the name or id of an application: case, runs of spaces,
// compatibility forms of letters.
func foldName(s string) string {
	return strings.ToLower(strings.Join(strings.FieldsFunc(norm.NFKC.String(s), invisible), " "))
}

// foldHost folds a host name: case and the dot at its end.
func foldHost(s string) string {
	return strings.TrimSuffix(strings.ToLower(cleanText(s)), ".")
}

func firstLabel(host string) string {
	label, _, _ := strings.Cut(host, ".")
	return label
}

// looksLikeFQDN reports a text that can only be a full host name.
func looksLikeFQDN(s string) bool {
	labels := strings.Split(strings.TrimSuffix(s, "."), ".")
	if len(labels) < 3 {
		return false
	}
	for _, label := range labels {
		if !isLabel(label) {
			return false
		}
	}
	return !isAddress(s)
}

func isLabel(s string) bool {
	for i := range len(s) {
		c := s[i]
		if !(c == '-' || c == '_' || c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z') {
			return false
		}
	}
	return s != ""
}

// isAddress reports an IPv4 address: it has dots and no labels to compare.
func isAddress(s string) bool { return strings.Trim(s, "0123456789.") == "" }

// splitTargets splits a cell that may name several servers and cleans each name.
func splitTargets(text string) []string {
	var names []string
	for _, part := range targetParts(text) {
		if name := cleanServer(part); name != "" {
			names = append(names, name)
		}
	}
	return names
}

func targetParts(text string) []string {
	if cutsAtCommas := !isDistinguishedName(text); cutsAtCommas {
		return strings.FieldsFunc(text, func(r rune) bool {
			return r == ';' || r == ',' || r == '|' || r == '\n' || r == '\r'
		})
	}
	return strings.FieldsFunc(text, func(r rune) bool { return r == ';' || r == '|' || r == '\n' || r == '\r' })
}

func isDistinguishedName(s string) bool {
	_, ok := cutPrefixFold(cleanText(s), "cn=")
	return ok
}

// cleanServer takes a host name out of the identities that Lync and people
// write: Registrar:pool.contoso.example, pool/urn:application:app, sip: and
// web addresses, ports, distinguished names. A placeholder is no name.
func cleanServer(s string) string {
	s = cleanText(s)
	if isDistinguishedName(s) {
		s, _, _ = strings.Cut(s[len("cn="):], ",")
	}
	if _, rest, ok := strings.Cut(s, "://"); ok {
		s = rest
	}
	if role, rest, ok := strings.Cut(s, ":"); ok && isRole(role) && strings.Trim(rest, "0123456789") != "" {
		s = rest
	}
	s, _, _ = strings.Cut(s, "/")
	if host, port, ok := strings.Cut(s, ":"); ok && strings.Trim(port, "0123456789") == "" {
		s = host
	}
	if _, domain, ok := strings.Cut(s, "@"); ok {
		s = domain
	}
	if s = cleanText(s); isPlaceholder(s) {
		return ""
	}
	return strings.TrimSuffix(s, ".")
}

// isRole reports a word before a colon that is the role in an identity:
// letters alone, as in Registrar:pool or sip:user@pool.
func isRole(s string) bool {
	for _, r := range s {
		if !unicode.IsLetter(r) {
			return false
		}
	}
	return s != ""
}

// cleanApplicationID takes the id out of urn:application:app and pool/urn:application:app.
func cleanApplicationID(s string) string {
	s = cleanText(s)
	if i := strings.LastIndex(strings.ToLower(s), "urn:application:"); i >= 0 {
		s = s[i+len("urn:application:"):]
	}
	if isPlaceholder(s) {
		return ""
	}
	return s
}

// cleanSite takes the name out of Site:Redmond.
func cleanSite(s string) string {
	s = cleanText(s)
	if rest, ok := cutPrefixFold(s, "site:"); ok {
		return cleanText(rest)
	}
	return s
}

// isPlaceholder reports a text that people write where they have nothing to write.
func isPlaceholder(s string) bool {
	if s == "" {
		return true
	}
	if len(s) > 20 {
		return false
	}
	return ParseServerVersion(s).Cause == Missing
}
