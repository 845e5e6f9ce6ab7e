package inventory

import (
	"slices"
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

// splitter takes the names of servers out of cells. The zero value knows no names
// beside those that look like one.
type splitter struct {
	own   OwnVersions
	known func() map[string]bool // folded names of servers, see serversOfTables; or nil
}

func (l *layout) splitter() splitter { return splitter{l.own, l.known} }

// targetParts splits a cell into the texts of which each should name a server,
// with whatever stands beside its name.
func (s splitter) targetParts(text string) []string {
	if text == "" || isHostName(text) || isNoName(text) {
		return []string{text}
	}
	text = withoutParameters(withoutEscapes(lookupValues(text)))
	separators := listSeparators
	switch what := noServer(text); {
	case isDistinguishedName(text), what == typeName: // their commas divide no servers
		separators = separatorsNoComma
	case what != "" && what != errorValue && what != cutOff:
		return []string{text}
	}
	text = withoutListBrackets(withoutTags(text))
	var parts, remarks []string // those of the last part
	for _, part := range splitOutsideBrackets(text, func(r rune) bool { return strings.ContainsRune(separators, r) }) {
		trimmed := cleanText(part)
		switch {
		case len(parts) == 0:
			parts = s.namesIn(part)
		case strings.HasPrefix(trimmed, "("), strings.HasPrefix(trimmed, "["): // a remark on a line of its own
			remarks = append(remarks, trimmed)
		case s.isRemark(trimmed, parts[len(parts)-1]):
			remarks = append(remarks, "("+trimmed+")")
		default:
			addRemarks(parts, remarks)
			parts, remarks = append(parts, s.namesIn(part)...), nil
		}
	}
	addRemarks(parts, remarks)
	return parts
}

// namesIn splits a part of a list that names further servers without a separator
// of lists.
func (s splitter) namesIn(part string) []string {
	var parts []string
	for _, one := range s.nameParts(s.withoutListWord(part)) {
		parts = append(parts, s.partsBehindRemarks(one)...)
	}
	return parts
}

// addRemarks puts remarks behind the last of the parts.
func addRemarks(parts, remarks []string) {
	if len(remarks) > 0 {
		parts[len(parts)-1] += " " + strings.Join(remarks, " ")
	}
}

// isRemark reports a text that says which version the server in the part before it
// has, or that only describes the version which stands there in place of a name.
func (s splitter) isRemark(text, before string) bool {
	if text == "" || len(text) > foldMax || len(before) > longestPart || s.mayName(text) {
		return false
	}
	says := s.isVersion(text) || survey(fold(text)).statesGeneration()
	switch name := cleanServer(before); {
	case isHostName(name) && !mayBeVersion(name):
		return says || !isHostName(text) && describes(text)
	case !says:
		return !isHostName(text) && s.isVersion(name) && describes(text)
	default:
		return isFourNumbers(text) && !isAddress(name) && s.isVersion(name)
	}
}

// mayName reports a text that may name a server, whatever else it says: chat02,
// chat02 (2013), Berlin Lync Server 2013.
func (s splitter) mayName(text string) bool {
	if isHostName(text) {
		return !mayBeVersion(text)
	}
	if s.isOwn(text) {
		return false
	}
	if noServer(text) != "" || isNoName(text) || slices.ContainsFunc(wordsOf(text), s.isServer) {
		return true
	}
	tokens := fold(text)
	if name := cleanServer(text); isHostName(name) && !mayBeVersion(name) && !isTerm(fold(name)) || len(tokens) == 0 {
		return true
	}
	t, _ := lexicon().match(tokens)
	return t.kind == unknownWord && !isNumber(tokens[0]) && !isRelease(tokens[0])
}

// describes reports a text of nothing but words about servers, as in Persistent
// Chat Server. A number might be that of a server.
func describes(text string) bool {
	if isNoName(text) || strings.ContainsAny(text, "0123456789") {
		return false
	}
	for tokens := fold(text); len(tokens) > 0; {
		t, n := lexicon().match(tokens)
		if t.kind == unknownWord {
			return false
		}
		tokens = tokens[n:]
	}
	return true
}

// isVersion reports a text that is a version, of the own matrix or known.
func (s splitter) isVersion(text string) bool {
	return s.own.ParseServerVersion(text).Version.Known()
}

// isOwn reports a text that is a version of the own matrix, whatever it looks like.
func (s splitter) isOwn(text string) bool {
	return len(s.own.Servers) > 0 && s.isVersion(text) && !ParseServerVersion(text).Version.Known()
}

// wordsOf are the words of a text that may be names of hosts.
func wordsOf(text string) []string {
	return strings.FieldsFunc(text, func(r rune) bool {
		return r != '.' && r != '-' && r != '_' && !unicode.IsLetter(r) && !unicode.IsDigit(r)
	})
}

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

// withoutTags puts the ends of lines in the place of what is left of markup in a
// text. A name in angle brackets is none.
func withoutTags(text string) string {
	if !strings.Contains(text, "<") {
		return text
	}
	var b strings.Builder
	rest := text
	for {
		before, from, ok := strings.Cut(rest, "<")
		b.WriteString(before)
		if !ok {
			break
		}
		tag, after, ok := strings.Cut(from, ">")
		if !ok {
			b.WriteString("<" + from)
			break
		}
		end := len(tag)
		if i := strings.IndexAny(tag[min(1, len(tag)):], " /"); i >= 0 {
			end = i + 1
		}
		switch inline, isTag := tagNames[strings.ToLower(strings.TrimPrefix(tag[:end], "/"))]; {
		case !isTag:
			b.WriteByte('<')
			rest = from
			continue
		case !inline:
			b.WriteByte('\n')
		}
		rest = after
	}
	if without := b.String(); cleanText(without) != "" {
		return without
	}
	return text
}

// tagNames are tags of HTML that exports leave in cells; true for those that end no line.
var tagNames = map[string]bool{
	"br": false, "div": false, "p": false, "li": false, "ul": false, "ol": false, "table": false, "tbody": false, "tr": false, "td": false,
	"html": false, "body": false, "span": true, "font": true, "b": true, "i": true, "u": true, "a": true, "strong": true, "em": true,
}
