package inventory

import (
	"regexp"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// foldMax bounds the texts that are looked at, in bytes: nobody writes a version that long.
const foldMax = 500

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
	{may: counts(",", 3), pattern: pattern(`\b(\d{1,2}), *(\d{1,2}), *(\d{3,5}), *(\d{1,4})\b`), by: "$1.$2.$3.$4"},                                                           // as Windows stores a file version
	{may: hasYear, pattern: pattern(`\b(19[89]\d|20[0-3]\d)([-/](0?[1-9]|1[0-2])[-/](0?[1-9]|[12]\d|3[01])|\.(0?[1-9]|1[0-2])\.(0?[1-9]|[12]\d|3[01]))(t[\d:.z+-]+)?\b`), by: " " + dateToken + " "},
	{may: hasYear, pattern: pattern(`\b([0-2]?\d|3[01])([-/]([0-2]?\d|3[01])[-/]|\.([0-2]?\d|3[01])\.)(19[89]\d|20[0-3]\d)\b`), by: " " + dateToken + " "},
}

// pattern is a regular expression that is compiled when it is first asked for:
// few cells need any.
func pattern(expression string) func() *regexp.Regexp {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(expression) })
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

var (
	foldSigns  = strings.NewReplacer("®", " ", "™", " ", "©", " copyright ", "℠", " ", "≥", ">", "≤", ">", "≈", "~", "±", "~", "∼", "~", "≅", "~", "＋", "+")
	foldRounds = strings.NewReplacer("(r)", " ", "(tm)", " ", "(c)", " copyright ")
)

// fold cuts a text into tokens that no longer depend on case, spacing, accents,
// trade marks, hyphens and compatibility forms: words, numbers with their dots
// ("4.0.7577.x"), and the marks "?", "+", ">" and "~", which tell of doubt.
func fold(text string) []string {
	return respell(split(plain(text)))
}

// plain lowers the case and takes out what carries no meaning.
func plain(text string) string {
	if isWords(text) {
		return strings.ToLower(text)
	}
	if isASCII(text) {
		text = strings.Map(plainByte, text)
		if strings.Contains(text, "(") {
			text = foldRounds.Replace(text)
		}
	} else {
		text = plainLetters(text)
	}
	for i := range rewrites {
		text = rewrites[i].apply(text)
	}
	return text
}

// plainLetters takes trade marks, accents and what cannot be seen off a text.
func plainLetters(text string) string {
	text = norm.NFKD.String(foldSigns.Replace(text))
	text = strings.Map(func(r rune) rune {
		switch {
		case isStruckOut(r):
			return '~'
		case isArrow(r):
			return '>'
		case unicode.In(r, unicode.Mn, unicode.Cf):
			return -1
		case unicode.IsSpace(r) || r == '_':
			return ' '
		case unicode.Is(unicode.Pd, r) || r == '−':
			return '-'
		}
		return unicode.ToLower(r)
	}, text)
	return norm.NFC.String(foldRounds.Replace(text))
}

// isStruckOut reports a sign that denies what it stands beside or on: a stroke
// through a letter or an equals sign, a cross, an empty box.
func isStruckOut(r rune) bool {
	return '\u0335' <= r && r <= '\u0338' || strings.ContainsRune("¬✗✘✖❌❎☒☐🚫⛔", r)
}

// isArrow reports an arrow, which leads from one version to another.
func isArrow(r rune) bool {
	return '←' <= r && r <= '⇿' || '⟰' <= r && r <= '⟿' || '➔' <= r && r <= '➾' || '⤀' <= r && r <= '⥿' || '⬀' <= r && r <= '⬑'
}

// isWords reports a text of letters and spaces, of which nothing is taken out.
func isWords(s string) bool {
	for i := range len(s) {
		if s[i] != ' ' && !isLetterByte(s[i]) {
			return false
		}
	}
	return true
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// plainByte does for ASCII what plainLetters does for any letter.
func plainByte(r rune) rune {
	switch {
	case 'A' <= r && r <= 'Z':
		return r + ('a' - 'A')
	case r == '_' || '\t' <= r && r <= '\r':
		return ' '
	}
	return r
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

// Tokens that stand for a calendar date and for the full name of a host, whose
// digits are no version.
const (
	dateToken = "§date"
	hostToken = "§host"
)

// doubtMarks are the marks that are kept as tokens.
const doubtMarks = "?+<>~"

// split cuts plain text into words, numbers and marks.
func split(s string) []string {
	tokens := make([]string, 0, 1+strings.Count(s, " "))
	for i := 0; i < len(s); {
		r, n := rune(s[i]), 1
		if r >= utf8.RuneSelf {
			r, n = utf8.DecodeRuneInString(s[i:])
		}
		switch {
		case r == '§' && (strings.HasPrefix(s[i:], dateToken) || strings.HasPrefix(s[i:], hostToken)):
			n = len(dateToken)
			tokens = append(tokens, s[i:i+n])
		case isDigit(r):
			n = numberLen(s[i:])
			tokens = append(tokens, strings.ReplaceAll(s[i:i+n], ",", "."))
		case unicode.IsLetter(r):
			n = wordLen(s[i:])
			tokens = append(tokens, s[i:i+n])
		case r == '>' || r == '<' || r == '~', r == '?' && !insideWord(s, i), r == '+' && afterNumber(s, i):
			tokens = append(tokens, string(r))
		}
		i += n
	}
	return tokens
}

func isDigit(r rune) bool { return '0' <= r && r <= '9' }

func wordLen(s string) int {
	n := 0
	for n < len(s) && isLetterByte(s[n]) {
		n++
	}
	if n == len(s) || s[n] < utf8.RuneSelf {
		return n
	}
	if more := strings.IndexFunc(s[n:], func(r rune) bool { return !unicode.IsLetter(r) }); more >= 0 {
		return n + more
	}
	return len(s)
}

// isLetterByte reports a letter of ASCII.
func isLetterByte(b byte) bool { return 'a' <= b|0x20 && b|0x20 <= 'z' }

// numberLen measures a number with the parts that dots or decimal commas join
// to it; the last part may be a wildcard.
func numberLen(s string) int {
	n := digitsLen(s)
	for n+1 < len(s) {
		rest := s[n+1:]
		switch part := digitsLen(rest); {
		case s[n] == '.' && part > 0, s[n] == ',' && part > 0 && !yearAround(s[:n], rest[:part]):
			n += 1 + part
		case s[n] == '.' && wildcardLen(rest) > 0:
			return n + 1 + wildcardLen(rest)
		default:
			return n
		}
	}
	return n
}

func digitsLen(s string) int {
	n := 0
	for n < len(s) && isDigit(rune(s[n])) {
		n++
	}
	return n
}

// wildcardLen measures "x", "xxx" or "*" where a part of a build may stand.
func wildcardLen(s string) int {
	if strings.HasPrefix(s, "*") {
		return 1
	}
	n := len(s) - len(strings.TrimLeft(s, "x"))
	if r, _ := utf8.DecodeRuneInString(s[n:]); n > 0 && (unicode.IsLetter(r) || isDigit(r)) {
		return 0
	}
	return n
}

// yearAround tells a list of years ("2010,2013") from a decimal comma ("8308,291").
func yearAround(left, right string) bool {
	return isYear(left) || isYear(right)
}

func isYear(s string) bool { return len(s) == 4 && s >= "1980" && s < "2040" }

// insideWord tells a letter that an ASCII export lost ("best?ndig") from a question.
func insideWord(s string, at int) bool {
	before, _ := utf8.DecodeLastRuneInString(s[:at])
	after, _ := utf8.DecodeRuneInString(s[at+1:])
	return unicode.IsLetter(before) && unicode.IsLetter(after)
}

// afterNumber tells "2010+" from "Lync + Exchange".
func afterNumber(s string, at int) bool {
	after, _ := utf8.DecodeRuneInString(s[at+1:])
	if before := strings.TrimRight(s[:at], " ("); len(before) < at && strings.IndexFunc(s[at+1:], func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }) < 0 {
		return before != "" && isDigit(rune(before[len(before)-1])) // 2010 +
	}
	return at > 0 && isDigit(rune(s[at-1])) && !unicode.IsLetter(after) && !isDigit(after)
}

// respell takes words apart that were written as one ("lyncserver").
func respell(tokens []string) []string {
	spelt := make([]string, 0, len(tokens))
	for _, token := range tokens {
		if isNumber(token) {
			spelt = append(spelt, token)
		} else {
			spelt = append(spelt, lexicon().segment(token)...)
		}
	}
	return joinRelease(spelt)
}

// joinRelease joins a release to its number: "r", "2" and "release", "2" and
// "rel", "2" become "r2".
func joinRelease(tokens []string) []string {
	joined := tokens[:0]
	for _, token := range tokens {
		last := len(joined) - 1
		if isNumber(token) && last >= 0 && (joined[last] == "r" || (joined[last] == "release" || joined[last] == "rel") && token == "2") {
			joined[last] = "r" + token
		} else {
			joined = append(joined, token)
		}
	}
	return joined
}

func isNumber(token string) bool { return isDigit(rune(token[0])) }
