package inventory

import (
	"regexp"
	"strings"
	"sync"
)

// What a cell that names servers may say of further ones.
const (
	moreServers = "a remark that there are more servers"
	cutOff      = "a text that was cut off"
)

// furtherWords are remarks that a list of servers goes on, folded to words: etc.,
// u. a., and others.
var furtherWords = sync.OnceValue(func() map[string]bool {
	set := map[string]bool{}
	for _, remark := range []string{
		"etc", "et cetera", "et al", "and others", "and more", "and so on", "others", "more", "others too",
		"usw", "u s w", "u a", "und andere", "und weitere", "andere", "weitere",
		"et autres", "autres", "y otros", "y más", "otros", "e altri", "altri", "itd", "i inne", "en andere",
	} {
		set[remark] = true
	}
	return set
})

// furtherCount is a remark that counts them: +2, and 2 more.
var furtherCount = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^\+ ?\d{1,4}$|^(\+ ?|and |und |et |y |e |plus )?\d{1,4} (more|others?|further|weitere|andere|autres|más|otros|altri)( [\pL]+)?$`)
})

// tellsOfMore reports a remark that there are further servers, which nobody names.
func tellsOfMore(remark string) bool {
	if len(remark) > 40 || isHostName(remark) && strings.ContainsAny(remark, "0123456789-") {
		return false
	}
	remark = strings.ToLower(strings.Trim(cleanText(remark), "().,… "))
	return furtherCount().MatchString(remark) ||
		furtherWords()[strings.Join(strings.FieldsFunc(remark, func(r rune) bool { return r == ' ' || r == '.' || r == '\u00a0' }), " ")]
}

// remarkOfMore is the remark beside the name of a server that says so, or "".
func remarkOfMore(part string) string {
	for {
		open := strings.IndexAny(part, "([")
		if open < 0 {
			return ""
		}
		end := strings.IndexAny(part[open:], ")]")
		if end < 0 {
			return ""
		}
		if remark := part[open+1 : open+end]; open > 0 && tellsOfMore(remark) {
			return part[open : open+end+1]
		}
		part = part[open+end+1:]
	}
}

// isCutOff reports a text of which the end is missing, as PowerShell shows long
// lists and narrow columns: chat01..., {chat01, chat02…}.
func isCutOff(text string) bool {
	if text == "" || isLetterByte(text[len(text)-1]) || isDigit(rune(text[len(text)-1])) {
		return false
	}
	text = strings.TrimRight(text, "}])'\" ")
	shown := strings.TrimRight(text, ".… ")
	return shown != "" && (strings.HasSuffix(text, "...") || strings.HasSuffix(text, "…"))
}

// lookupValues are the values of a column that SharePoint writes as
// 12;#chat01;#13;#chat02 or ;#chat01;#chat02;#, one a line.
func lookupValues(text string) string {
	if !strings.Contains(text, ";#") {
		return text
	}
	var parts []string
	for part := range strings.SplitSeq(text, ";#") {
		if part = cleanText(part); part != "" {
			parts = append(parts, part)
		}
	}
	for _, first := range [...]int{0, 1} { // ids stand before the values, or behind them
		if len(parts)%2 == 0 && allNumbers(parts, first) {
			var values []string
			for i := 1 - first; i < len(parts); i += 2 {
				values = append(values, parts[i])
			}
			return strings.Join(values, "\n")
		}
	}
	return strings.Join(parts, "\n")
}

// allNumbers reports that every second part is a number.
func allNumbers(parts []string, first int) bool {
	for i := first; i < len(parts); i += 2 {
		if !onlyDigits(parts[i]) {
			return false
		}
	}
	return true
}

// withoutEscapes puts the ends of lines in the place of what some exports write
// for them (chat01\r\nchat02, chat01\nchat02), and of a backslash between two
// names of a kind, of which the first is no domain: chat01\chat02.
func withoutEscapes(text string) string {
	if !strings.Contains(text, `\`) {
		return text
	}
	text = strings.ReplaceAll(text, `\r\n`, "\n")
	for i := 1; i < len(text); i++ {
		if text[i] != '\\' {
			continue
		}
		left, right := lastHost(text[:i]), firstHost(text[i+1:])
		switch {
		case isSibling(left, right):
			text = text[:i] + "\n" + text[i+1:]
		case strings.HasPrefix(right, "n") && isSibling(left, right[1:]):
			text = text[:i] + "\n" + text[i+2:]
		}
	}
	return text
}

// inHostName reports a character of the name of a host.
func inHostName(r rune) bool {
	return r == '.' || r == '-' || r == '_' || r < 0x80 && (isDigit(r) || isLetterByte(byte(r)))
}

func firstHost(s string) string {
	if i := strings.IndexFunc(s, func(r rune) bool { return !inHostName(r) }); i >= 0 {
		return s[:i]
	}
	return s
}

func lastHost(s string) string {
	return s[strings.LastIndexFunc(s, func(r rune) bool { return !inHostName(r) })+1:]
}

// partsBehindRemarks splits a part of a cell in which another server stands behind
// a remark in brackets: chat01 (primary) chat02 (backup).
func (s splitter) partsBehindRemarks(part string) []string {
	end := strings.IndexAny(part, ")]")
	if end < 0 || len(part) > longestPart {
		return []string{part}
	}
	name, rest := cleanServer(part[:end+1]), cleanText(part[end+1:])
	word, more, _ := strings.Cut(rest, " ")
	word = strings.TrimRight(word, ".")
	alone := more == "" || more[0] == '(' || more[0] == '['
	if !isHostName(name) || mayBeVersion(name) || !isHostName(word) || !s.isServer(word) || !alone && !isSibling(word, name) && !s.knows(word) {
		return []string{part}
	}
	return append([]string{part[:end+1]}, s.partsBehindRemarks(rest)...)
}

// withoutListWord takes off what stands before the last name of a list: and chat03.
func (s splitter) withoutListWord(part string) string {
	word, rest, ok := strings.Cut(cleanText(part), " ")
	if rest = cleanText(rest); ok && listWords[strings.ToLower(word)] && s.isNamed(firstWord(rest)) && !s.isVersion(rest) {
		return rest
	}
	return part
}
