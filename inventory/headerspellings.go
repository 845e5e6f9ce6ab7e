package inventory

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// headerSpellings are the folded forms to look up.
func headerSpellings(header string) []string {
	spellings := headerVariants(header)
	for i, text := range spellings {
		spellings[i] = foldHeader(text)
	}
	return spellings
}

// headerVariants are what may be meant by a header: the header itself, without
// ServiceNow's u_ prefix, without ConfigMgr's trailing 0, without what stands in brackets.
func headerVariants(header string) []string {
	header = strings.TrimSpace(header)
	if strings.Contains(header, "_x0") { // SharePoint
		header = sharePointSigns.Replace(header)
	}
	header = withoutOrdinal(strings.TrimSuffix(header, "__c")) // Salesforce
	variants := []string{header}
	if rest, ok := cutPrefixFold(header, "u_"); ok {
		variants = append(variants, rest)
	}
	if rest, ok := strings.CutSuffix(header, "0"); ok && rest != "" && !strings.HasSuffix(rest, " ") && !endsInDigit(rest) {
		variants = append(variants, rest)
	}
	if open := strings.IndexAny(header, "([{"); open > 0 {
		variants = append(variants, header[:open])
	}
	return variants
}

// sharePointSigns are signs in the internal names of SharePoint's columns.
var sharePointSigns = strings.NewReplacer("_x0020_", " ", "_x002d_", "-", "_x002f_", "/", "_x0028_", "(", "_x0029_", ")")

// withoutOrdinal takes the number off the beginning of a header: 1. Application.
func withoutOrdinal(header string) string {
	rest := strings.TrimLeft(header, "0123456789")
	if n := len(header) - len(rest); n == 0 || n > 2 || len(rest) < 2 || !strings.ContainsRune(".):", rune(rest[0])) {
		return header
	}
	return strings.TrimSpace(rest[1:])
}

func endsInDigit(s string) bool { return s != "" && s[len(s)-1] >= '0' && s[len(s)-1] <= '9' }

func cutPrefixFold(s, prefix string) (string, bool) {
	if len(s) > len(prefix) && strings.EqualFold(s[:len(prefix)], prefix) {
		return s[len(prefix):], true
	}
	return s, false
}

// foldHeader keeps letters and digits alone, in lower case and without accents.
func foldHeader(header string) string {
	if isASCII(header) {
		return foldPlainHeader(header)
	}
	var b strings.Builder
	b.Grow(len(header))
	for _, r := range norm.NFKD.String(header) {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			b.WriteRune(unicode.ToLower(r))
		}
	}
	return strings.ReplaceAll(b.String(), "ß", "ss")
}

// foldPlainHeader is foldHeader where there is nothing but ASCII, as in nearly all of the
// hundreds of headers that are folded before the first table is understood.
func foldPlainHeader(header string) string {
	var b strings.Builder
	b.Grow(len(header))
	for i := range len(header) {
		switch c := header[i]; {
		case isLetterByte(c):
			b.WriteByte(c | 0x20)
		case isDigit(rune(c)):
			b.WriteByte(c)
		}
	}
	return b.String()
}
