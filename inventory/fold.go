package inventory

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// foldMax bounds the texts that are looked at, in bytes: nobody writes a version that long.
const foldMax = 500

var (
	foldSigns  = strings.NewReplacer("®", " ", "™", " ", "©", " copyright ", "℠", " ", "≥", ">", "≤", ">", "≈", "~", "±", "~", "∼", "~", "≅", "~", "＋", "+", "❓", "?", "❔", "?", "؟", "?", "¿", "?", "‽", "?", "⚠", "?")
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

// isStruckOut reports a sign that denies what it stands beside or on: the sign of
// negation, a stroke through a letter or an equals sign, a cross, an empty box.
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

// yearAround tells a list of years ("2010,2013") from a decimal comma ("8308,291",
// "2010,0").
func yearAround(left, right string) bool {
	return isYear(left) && strings.Trim(right, "0") != "" || isYear(right)
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
