package inventory

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"chatcompat/inventory/sheet"
)

// cleanText trims a text: spaces of any kind, and what cannot be seen.
func cleanText(s string) string {
	if alreadyClean(s) {
		return s
	}
	return strings.TrimFunc(s, sheet.Invisible)
}

// alreadyClean reports a text that cleanText leaves alone, in the cheapest way.
func alreadyClean(s string) bool {
	return s == "" || s[0] > ' ' && s[0] < utf8.RuneSelf && s[len(s)-1] > ' ' && s[len(s)-1] < utf8.RuneSelf && s[0] != 0x7f
}

// foldName folds the name or id of an application: case, runs of spaces,
// compatibility forms of letters.
func foldName(s string) string {
	if folded, ok := foldASCII(s); ok {
		return folded
	}
	return strings.ToLower(strings.Join(strings.FieldsFunc(norm.NFKC.String(s), sheet.Invisible), " "))
}

// foldASCII folds a text of ASCII letters and single spaces; ok is false where
// it is not that plain.
func foldASCII(s string) (folded string, ok bool) {
	upper := false
	for i := range len(s) {
		switch c := s[i]; {
		case c >= utf8.RuneSelf, c < ' ', c == 0x7f, c == ' ' && (i == 0 || i+1 == len(s) || s[i-1] == ' '):
			return "", false
		case 'A' <= c && c <= 'Z':
			upper = true
		}
	}
	if !upper {
		return s, true
	}
	return strings.ToLower(s), true
}

// foldHost folds a host name: case, the dot at its end, and what word processors
// make of a hyphen.
func foldHost(s string) string {
	if !isASCII(s) {
		s = strings.Map(func(r rune) rune {
			switch {
			case unicode.Is(unicode.Pd, r) || r == '−':
				return '-'
			case unicode.Is(unicode.Cf, r):
				return -1
			}
			return r
		}, norm.NFKC.String(s))
	}
	return strings.TrimSuffix(strings.ToLower(cleanText(s)), ".")
}

func firstLabel(host string) string {
	label, _, _ := strings.Cut(host, ".")
	return label
}

// isFullName reports a host name with a domain: chat01.x, and neither fe01..fe03
// nor an address.
func isFullName(s string) bool {
	return strings.Contains(s, ".") && !isAddress(s) && !strings.Contains(s, "..") && !strings.ContainsAny(s, " ()[]{}*?/~<>")
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

func isDistinguishedName(s string) bool {
	_, ok := cutPrefixFold(cleanText(s), "cn=")
	return ok
}

// cleanServer takes a host name out of the identities that Lync and people
// write: Registrar:pool.contoso.example, pool/urn:application:app, sip: and
// web addresses, ports, distinguished names, accounts of computers, remarks in
// brackets. A placeholder is no name; any other text of which nothing would be
// left is a name as it is.
func cleanServer(s string) string {
	s = cleanText(s)
	if isNoName(s) {
		return ""
	}
	if isHostName(s) {
		return s
	}
	if s = unwrapName(s); isNoName(s) {
		return ""
	}
	return cmp.Or(hostOf(s), s)
}

// hostOf is the host that an identity names, "" where it names none.
func hostOf(s string) string {
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
	if s = unwrapName(s); isNoName(s) {
		return ""
	}
	return strings.TrimSuffix(s, ".")
}

// isHostName reports the plain case: labels, no dot at the end.
func isHostName(s string) bool {
	for i := range len(s) {
		if c := s[i]; c != '.' && c != '-' && (c < '0' || c > '9') && (c < 'a' || c > 'z') && (c < 'A' || c > 'Z') {
			return false
		}
	}
	return s != "" && s[len(s)-1] != '.'
}

// unwrapName takes quotes, brackets, the domain and the $ of a computer's
// account, and a remark in brackets off a name.
func unwrapName(s string) string {
	s = strings.Trim(cleanText(s), `"'<>{}“”„‟‘’‚‛«»‹›`)
	s, _, _ = strings.Cut(s, " (")
	s, _, _ = strings.Cut(s, " [")
	if share, ok := strings.CutPrefix(s, `\\`); ok {
		s, _, _ = strings.Cut(share, `\`)
	} else if i := strings.LastIndexByte(s, '\\'); i >= 0 {
		s = s[i+1:]
	}
	return cleanText(strings.TrimSuffix(s, "$"))
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
	if isNoName(s) {
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

// isNoName reports a placeholder where a name should be. More than three question
// marks or asterisks are a name: what is left of one in letters that an export did
// not know, or that somebody hid, and another number of them is another name.
func isNoName(s string) bool {
	return isPlaceholder(s) && strings.Count(s, "?")+strings.Count(s, "*") <= 3
}

// isPlaceholder reports a text that people write where they have no name to write.
func isPlaceholder(s string) bool {
	if len(s) > 16 {
		return false
	}
	word := strings.TrimFunc(s, func(r rune) bool {
		return unicode.IsPunct(r) || isArrow(r) || r < utf8.RuneSelf && !unicode.IsLetter(r) && !unicode.IsDigit(r)
	})
	return word == "" || noNames[strings.ToLower(word)] || word != s && (s == noneOfDumps || bracketedNoNames[strings.ToLower(s)])
}

// NoNames lists the words that stand where a name is not known or does not apply,
// in lower case and in no order. Signs around one change nothing.
func NoNames() []string { return slices.Collect(maps.Keys(noNames)) }

// bracketedNoNames are texts that programs leave for no value: PowerShell, pivot
// tables in several languages, dumps of databases.
var bracketedNoNames = map[string]bool{
	"(blank)": true, "(leer)": true, "(vide)": true, "(en blanco)": true, "(vuoto)": true, "(empty)": true, "<empty>": true, "[empty]": true,
	"<unset>": true, "(not set)": true, "<not set>": true, "(unset)": true,
}

// noNames are words that stand where a name is not known or does not apply.
// Note: fewer than those of version cells; an application may be called Pending.
var noNames = map[string]bool{
	"n/a": true, "n.a": true, "na": true, "none": true, "null": true, "nil": true, "nan": true, "undefined": true, `n\a`: true, "unknown": true, "tbd": true, "tba": true, "not applicable": true,
	"k.a": true, "k. a": true, "keine": true, "keiner": true, "unbekannt": true, "n.v": true,
	"aucun": true, "aucune": true, "inconnu": true, "inconnue": true, "s/o": true, "s.o": true, "s. o": true,
	"ninguno": true, "ninguna": true, "desconocido": true, "desconocida": true, "n/d": true,
	"brak": true, "brak danych": true, "nie dotyczy": true, "nieznany": true, "nieznana": true,
	"nessuno": true, "nessuna": true, "sconosciuto": true, "sconosciuta": true, "non applicabile": true,
	"geen": true, "onbekend": true, "nenhum": true, "desconhecido": true, "desconhecida": true, "não aplicável": true,
}
