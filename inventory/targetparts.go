package inventory

import (
	"strings"
	"unicode"
)

// listSeparators divide the names in a cell that names several servers, besides
// the slash and the words of listWords, see nameParts.
const (
	listSeparators    = ";,|\n\r\t；，、\u2028\u2029\u0085"
	separatorsNoComma = ";|\n\r\t；、\u2028\u2029\u0085" // for distinguished names and the names of types
)

// longestPart is more than anybody writes of one server.
const longestPart = 1 << 12

// listWords stand between two names of hosts.
var listWords = map[string]bool{"&": true, "+": true, `\`: true, "and": true, "und": true, "et": true, "y": true, "e": true}

// targetParts splits a cell into the texts of which each should name a server,
// with whatever stands beside its name.
func targetParts(text string) []string {
	if text == "" || isHostName(text) {
		return []string{text}
	}
	text = withoutParameters(text)
	separators := listSeparators
	switch what := noServer(text); {
	case isDistinguishedName(text), what == typeName: // their commas divide no servers
		separators = separatorsNoComma
	case what != "" && what != errorValue:
		return []string{text}
	}
	if strings.Contains(text, "<") {
		text = lineBreaks.Replace(text)
	}
	var parts []string
	for _, part := range splitOutsideBrackets(withoutListBrackets(text), func(r rune) bool { return strings.ContainsRune(separators, r) }) {
		if trimmed := cleanText(part); len(parts) > 0 && (strings.HasPrefix(trimmed, "(") || strings.HasPrefix(trimmed, "[")) {
			parts[len(parts)-1] += " " + trimmed // a remark on a line of its own
			continue
		}
		parts = append(parts, nameParts(part)...)
	}
	return parts
}

// lineBreaks are those of texts that were markup.
var lineBreaks = strings.NewReplacer("<br>", "\n", "<br/>", "\n", "<br />", "\n", "<BR>", "\n", "<BR/>", "\n", "<BR />", "\n")

// withoutListBrackets takes off the brackets around a list, as in ['a', 'b'].
func withoutListBrackets(text string) string {
	trimmed := cleanText(text)
	for _, pair := range [...]string{"[]", "()"} {
		if inner, ok := strings.CutPrefix(trimmed, pair[:1]); ok && strings.HasSuffix(inner, pair[1:]) && strings.Count(inner, pair[:1]) == 0 {
			return strings.TrimSuffix(inner, pair[1:])
		}
	}
	return text
}

// splitOutsideBrackets splits a text where no bracket is open. Where one is not
// closed, brackets count for nothing.
func splitOutsideBrackets(text string, separates func(rune) bool) []string {
	var parts []string
	depth, from := 0, 0
	for i, r := range text {
		switch {
		case r == '(' || r == '[':
			depth++
		case r == ')' || r == ']':
			depth = max(depth-1, 0)
		case depth == 0 && separates(r):
			parts = append(parts, text[from:i])
			from = i + len(string(r))
		}
	}
	if depth > 0 {
		return strings.FieldsFunc(text, separates)
	}
	return append(parts, text[from:])
}

// nameParts splits a text in which names stand beside each other with a slash or
// a word of listWords between them. What only describes the server before it
// stays with that: a version, a remark, the application in
// pool.contoso.example/urn:application:app.
func nameParts(text string) []string {
	if isHostName(text) || strings.Contains(text, "://") || isNoName(text) || len(text) > longestPart {
		return []string{text}
	}
	var parts []string
	for i, part := range splitOutsideBrackets(text, func(r rune) bool { return r == '/' }) {
		last := len(parts) - 1
		switch name := cleanText(part); {
		case i == 0:
			parts = []string{part}
		case cleanText(parts[0]) == "", isNoName(cleanText(parts[last]) + "/" + name), describes(name): // s1 / N/A
			parts[last] += "/" + part
		default:
			parts = append(parts, part)
		}
	}
	var names []string
	for _, part := range parts {
		names = append(names, wordParts(part)...)
	}
	return names
}

// describes reports a text behind a slash that names no server of its own.
func describes(text string) bool {
	if _, isID := cutPrefixFold(text, "urn:"); isID || text == "" || onlyDigits(text) {
		return true
	}
	if isNoName(text) {
		return false
	}
	switch ParseServerVersion(text).Cause {
	case Unrecognised, Missing, Unreadable:
	default:
		return true
	}
	for tokens := fold(text); len(tokens) > 0; {
		t, n := lexicon().match(tokens)
		switch t.kind {
		case remark, doubt, description, yearWord, filler, buildWord:
		default:
			return false
		}
		tokens = tokens[n:]
	}
	return true
}

func onlyDigits(s string) bool { return s != "" && strings.Trim(s, "0123456789") == "" }

// wordParts splits at the words of listWords where names of hosts, perhaps with
// remarks in brackets, stand on both sides.
func wordParts(text string) []string {
	if !strings.Contains(text, " ") {
		return []string{text}
	}
	var parts []string
	from := 0
	fields := strings.Fields(text)
	for i := 0; i <= len(fields); i++ {
		if i < len(fields) && !listWords[strings.ToLower(fields[i])] {
			continue
		}
		if i == from || !isHostName(fields[from]) || i > from+1 && !strings.HasPrefix(fields[from+1], "(") && !strings.HasPrefix(fields[from+1], "[") {
			return []string{text}
		}
		parts, from = append(parts, strings.Join(fields[from:i], " ")), i+1
	}
	if len(parts) < 2 {
		return []string{text}
	}
	return parts
}

// isAbbreviated reports a part that names a second server by its number alone:
// fe01/02. A number behind an address is that of its network.
func isAbbreviated(part string) bool {
	name, rest, ok := strings.Cut(part, "/")
	number, _, _ := strings.Cut(rest, "/")
	number = cleanText(number)
	return ok && onlyDigits(number) && !isYear(number) && !isAddress(cleanText(name)) && !strings.Contains(part, "://")
}

// isTooLong reports a part that may name any number of servers and is not looked at.
func isTooLong(part string) bool { return len(part) > longestPart && strings.Contains(part, "/") }

// withoutBullet takes off what begins the lines of a list: a dash, a dot, a number.
func withoutBullet(part string) string {
	bullet, rest, ok := strings.Cut(part, " ")
	if !ok {
		return part
	}
	number := strings.TrimRight(bullet, ".)")
	if strings.Trim(bullet, "-*·•▪◦–—") == "" || number != bullet && onlyDigits(number) {
		return cleanText(rest)
	}
	return part
}

// siblings are the servers that a part names in brackets behind another, as in
// fe01 (fe02): names that differ from its name in their numbers alone.
func siblings(part, name string) []string {
	open := strings.IndexAny(part, "([")
	if open < 0 {
		return nil
	}
	var names []string
	for _, word := range strings.FieldsFunc(part[open:], func(r rune) bool {
		return r != '.' && r != '-' && r != '_' && !unicode.IsLetter(r) && !unicode.IsDigit(r)
	}) {
		if isSibling(word, name) && !ParseServerVersion(word).Version.Known() {
			names = append(names, word)
		}
	}
	return names
}

// isSibling reports two names of hosts with different numbers and the same letters.
func isSibling(a, b string) bool {
	a, b = firstLabel(foldHost(a)), firstLabel(foldHost(b))
	letters := func(s string) string {
		return strings.Map(func(r rune) rune {
			if isDigit(r) {
				return -1
			}
			return r
		}, s)
	}
	return a != b && letters(a) == letters(b) && strings.Trim(letters(a), "-_") != "" && letters(a) != a && letters(b) != b
}
