package inventory

import "strings"

// siblings are the servers that a part names in brackets behind another, as in
// fe01 (fe02 & fe03): names that differ from its name in their numbers alone. A
// bracket with anything else in it, as in fe01 (not fe02), is a remark. The rest is
// the part without those servers.
func (s splitter) siblings(part, name string) (names []string, rest string) {
	open := strings.IndexAny(part, "([")
	if open <= 0 || len(part) > longestPart {
		return nil, part
	}
	rest = part[:open]
	for tail := part[open:]; tail != ""; {
		end := strings.IndexAny(tail, ")]")
		if end < 0 || tail[0] != '(' && tail[0] != '[' {
			return nil, part // a remark outside brackets, of which nobody knows what it is about
		}
		if inside := s.siblingsIn(tail[1:end], name); inside != nil {
			names = append(names, inside...)
		} else {
			rest += tail[:end+1]
		}
		tail = cleanText(tail[end+1:])
	}
	return names, cleanText(rest)
}

// siblingsIn are the siblings of a name in a list; nil where it holds anything else
// than them and the name itself.
func (s splitter) siblingsIn(list, name string) []string {
	var names []string
	for _, word := range strings.FieldsFunc(list, func(r rune) bool { return r <= ' ' || strings.ContainsRune(listSeparators+"/&+", r) }) {
		switch {
		case listWords[strings.ToLower(word)], firstLabel(foldHost(word)) == firstLabel(foldHost(name)):
		case isSibling(word, name) && !s.isOwn(word):
			names = append(names, word)
		default:
			return nil
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
