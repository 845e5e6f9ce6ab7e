package inventory

import (
	"regexp"
	"strings"
	"sync"
)

// rewrite takes out of a text, or writes in another way, what is no word and no
// version, before it is cut into tokens.
type rewrite struct {
	may     func(string) bool // a cheap look at whether the pattern can match
	pattern func() *regexp.Regexp
	by      string
	how     func(string) string // instead of by, where it is not nil
}

// rewrites are in the order in which they are made.
var rewrites = []rewrite{
	{may: counts("-", 4), pattern: pattern(`\{?\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b\}?`), by: " "}, // a GUID
	{may: counts("publickeytoken", 1), pattern: pattern(`\bpublickeytoken\s*=\s*[0-9a-z]+`), by: " "},
	{may: numberedHost, pattern: pattern(`\b[a-z][a-z0-9-]*\d[a-z0-9-]*(\.[a-z0-9-]*[a-z][a-z0-9-]*)+\.[a-z]{2,}\b`), by: " " + hostToken + " "},                              // lync2013-fe01.contoso.com
	{may: hasHost, pattern: pattern(`(^|[^a-z0-9-])[a-z][a-z0-9-]*\d(?:\d-|[a-z0-9-]*?(?:` + hostRoles + `)-?)\d{1,3}(\.?(?:$|[^a-z0-9.-]))`), by: "$1 " + hostToken + " $2"}, // lync2013-fe01
	{may: counts("office.", 1), pattern: pattern(`\boffice\.(1[345])\b`), by: "ocs.$1"},                                                                                       // the vendor's documents: v=office.15 is v=OCS.15
	{may: counts("2k", 1), pattern: pattern(`2k(\d|1\d)(r2)?\b`), how: fullYear},                                                                                              // 2k7, 2k13
	{may: counts("!", 1), pattern: pattern(`(^|[^\pL\d!])!([\pL\d])|!=`), by: "$1 ~ $2"},                                                                                      // != 2013, !2013
	{may: hasEmptyBox, pattern: pattern(`\[ *\]|\( +\)`), by: " ~ "},                                                                                                          // [ ] Lync 2013: a box that is not ticked
	{may: counts(",", 3), pattern: pattern(`\b(\d{1,2}), *(\d{1,2}), *(\d{3,5}), *(\d{1,4})\b`), by: "$1.$2.$3.$4"},                                                           // as Windows stores a file version
	{may: hasYear, pattern: pattern(`\b(19[89]\d|20[0-3]\d)([-/](0?[1-9]|1[0-2])[-/](0?[1-9]|[12]\d|3[01])|\.(0?[1-9]|1[0-2])\.(0?[1-9]|[12]\d|3[01]))(t[\d:.z+-]+)?\b`), by: " " + dateToken + " "},
	{may: hasYear, pattern: pattern(`\b([0-2]?\d|3[01])([-/]([0-2]?\d|3[01])[-/]|\.([0-2]?\d|3[01])\.)(19[89]\d|20[0-3]\d)\b`), by: " " + dateToken + " "},
}

// pattern is a regular expression that is compiled when it is first asked for:
// few cells need any.
func pattern(expression string) func() *regexp.Regexp {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(expression) })
}

// hasEmptyBox reports a text that may have a bracket with nothing in it.
func hasEmptyBox(s string) bool {
	return strings.Contains(s, "[]") || strings.Contains(s, "[ ") || strings.Contains(s, "( ")
}

func counts(part string, n int) func(string) bool {
	return func(s string) bool { return strings.Count(s, part) >= n }
}

// numberedHost reports a text in which a dot with a letter behind it follows a digit.
func numberedHost(s string) bool {
	digit := strings.IndexAny(s, "0123456789")
	for i := max(digit, 0); digit >= 0 && i < len(s)-1; i++ {
		if s[i] == '.' && 'a' <= s[i+1] && s[i+1] <= 'z' {
			return true
		}
	}
	return false
}

// hostRoles are parts of names that people give to hosts, before a number.
const hostRoles = `fe|be|srv|svr|sv|edge|pool|med|dir|reg|gc|pc|pchat|chat|app|web|sql|db|node|vm|host|s|n`

// hasHost reports a word with a number inside and another at its end.
func hasHost(s string) bool {
	inside, number, other := false, false, false // a word; a number in it; something behind the number
	for i := range len(s) {
		switch b := s[i]; {
		case 'a' <= b && b <= 'z' || b == '-':
			inside = inside || b != '-' && (i == 0 || s[i-1] != '-')
			other = other || number
		case '0' <= b && b <= '9':
			if number = number || inside; other && (i+1 == len(s) || !inHost(s[i+1])) {
				return true
			}
		default:
			inside, number, other = false, false, false
		}
	}
	return false
}

func inHost(b byte) bool { return 'a' <= b && b <= 'z' || '0' <= b && b <= '9' || b == '-' }

// hasYear reports a text in which a year may stand beside two separators.
func hasYear(s string) bool {
	return (strings.Contains(s, "19") || strings.Contains(s, "20")) &&
		strings.Count(s, "-")+strings.Count(s, "/")+strings.Count(s, ".") >= 2
}

func (r *rewrite) apply(s string) string {
	switch {
	case !r.may(s):
		return s
	case r.how != nil:
		return r.pattern().ReplaceAllStringFunc(s, r.how)
	}
	return r.pattern().ReplaceAllString(s, r.by)
}

// fullYear writes "2k7" as "2007" and "2k7r2" as "2007 r2".
func fullYear(short string) string {
	digits, isR2 := strings.CutSuffix(strings.TrimPrefix(short, "2k"), "r2")
	year := "20" + strings.Repeat("0", 2-len(digits)) + digits
	if isR2 {
		return year + " r2"
	}
	return year
}
