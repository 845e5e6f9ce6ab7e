package inventory

import (
	"slices"
	"strings"
	"unicode"
)

// listWords stand between two names of hosts.
var listWords = map[string]bool{"&": true, "+": true, `\`: true, "and": true, "und": true, "et": true, "y": true, "e": true}

// nameParts splits a text in which names stand beside each other with a slash or
// a word of listWords between them. What only describes the server before it
// stays with that: a version, a remark, an address, a path, the application in
// pool.contoso.example/urn:application:app.
func (s splitter) nameParts(text string) []string {
	if isHostName(text) || strings.Contains(text, "://") || isNoName(text) || len(text) > longestPart {
		return []string{text}
	}
	var parts []string
	before := "" // the last of the parts, as it began
	for i, piece := range slashPieces(text) {
		words := s.wordParts(piece)
		last := len(parts) - 1
		switch {
		case i == 0:
			parts = words
		case cleanText(parts[0]) != "" && s.startsPart(before, cleanText(words[0])):
			parts = append(parts, words...)
		default:
			parts[last] += "/" + words[0]
			parts = append(parts, words[1:]...)
		}
		if i == 0 || len(parts)-1 > last {
			before = parts[len(parts)-1]
		}
	}
	return parts
}

// slashPieces splits a text at its slashes, but for those of placeholders: s1 / N/A.
func slashPieces(text string) []string {
	pieces := splitOutsideBrackets(text, func(r rune) bool { return r == '/' })
	to := 0
	for i := 0; i < len(pieces); i++ {
		pieces[to] = pieces[i]
		if one := cleanText(pieces[i]); one != "" && !isNoName(one) && i+1 < len(pieces) && isNoName(one+"/"+cleanText(pieces[i+1])) {
			i++
			pieces[to] += "/" + pieces[i]
		}
		to++
	}
	return pieces[:to]
}

// startsPart reports a text behind a slash that is no part of what stands before
// it: a server of its own, or what should name one and does not.
func (s splitter) startsPart(before, text string) bool {
	if text == "" || strings.HasPrefix(strings.ToLower(text), "urn:") {
		return false
	}
	first, name := cleanServer(before), cleanServer(text)
	switch {
	case isNoName(text), noServer(text) != "":
		return true
	case first == "": // behind a placeholder, or in what is left of markup
		return strings.Trim(cleanText(before), "/") != "" && !strings.HasPrefix(cleanText(before), "<")
	case s.isOwn(text), isBareNumber(text):
		return false
	case s.areHosts(first, name):
		return true
	case s.isVersion(text), !hasPort(before) && !s.isNamed(firstWord(first)) && !s.isVersion(first):
		return false
	case isAddress(name) || isAddress(first) && !s.isVersion(first): // of one server, where one is a name
		return isAddress(first) && isAddress(name)
	case strings.Contains(name, " "): // chat02 backup
		word := firstWord(name)
		return unicode.IsLetter(rune(word[0])) && s.isServer(word)
	}
	return hasPort(text) || s.isServer(name)
}

// areHosts reports two names that belong together, whatever versions they remind
// of: lync2010 and lync2013, Pool 1 and Pool 2, not Lync 2010 and Lync 2013.
func (s splitter) areHosts(a, b string) bool {
	if strings.Contains(a, " ") || strings.Contains(b, " ") {
		return (isSibling(a, b) || isLettered(a, b)) && !s.isVersion(a) && !s.isVersion(b)
	}
	return !mayBeVersion(foldHost(a)) && !mayBeVersion(foldHost(b)) && (isSibling(a, b) || s.isVersion(a) && s.isVersion(b))
}

// isLettered reports names that differ in a letter at their ends: Server A and Server B.
func isLettered(a, b string) bool {
	return len(a) == len(b) && len(a) > 2 && a[len(a)-2] == ' ' && a != b && strings.EqualFold(a[:len(a)-1], b[:len(b)-1])
}

// hasPort reports the name of a host with a port behind it.
func hasPort(text string) bool {
	host, port, ok := strings.Cut(cleanText(text), ":")
	return ok && isHostName(host) && onlyDigits(port)
}

func firstWord(text string) string {
	word, _, _ := strings.Cut(text, " ")
	return word
}

// isServer reports a word that names a server and not a version, a protocol, a file
// or a property of one: lync02 and chat-prod, not lync2013, x64, CU5, TLS1.2.
func (s splitter) isServer(word string) bool {
	if s.isVersion(word) {
		return false
	}
	return isNumbered(word) && !isProtocol(word) && !isTerm(fold(word)) || s.knows(word)
}

// isNamed reports a word that looks like the name of a server, or is one.
func (s splitter) isNamed(word string) bool {
	return isNumbered(word) || s.knows(word) || isFourNumbers(word)
}

func isFourNumbers(word string) bool { return isAddress(word) && strings.Count(word, ".") == 3 }

// knows reports the name of a server that some servers table has.
func (s splitter) knows(name string) bool {
	return s.known != nil && name != "" && s.known()[foldHost(name)]
}

// serversOfTables are the names of servers in cells of servers tables that hold
// nothing else, folded.
func serversOfTables(layouts []*layout) map[string]bool {
	names := map[string]bool{}
	for _, l := range layouts {
		if l.shape != ShapeServers {
			continue
		}
		for row := l.header + 1; row < l.raw.Rows(); row++ {
			for _, f := range [...]Field{FieldServer, FieldPool} {
				if name := l.text(row, f); isHostName(name) && !isNoName(name) {
					names[foldHost(name)] = true
				}
			}
		}
	}
	return names
}

// isNumbered reports a word with a letter, and with a digit, a hyphen or the dot of
// a full name: hosts mostly have one, places and departments do not.
func isNumbered(word string) bool {
	word = foldHost(word)
	letters := strings.IndexFunc(word, unicode.IsLetter) >= 0
	others := strings.IndexFunc(word, func(r rune) bool {
		return r != '.' && r != '-' && r != '_' && !unicode.IsLetter(r) && !unicode.IsDigit(r)
	}) >= 0
	if !letters || others {
		return false
	}
	if strings.ContainsAny(strings.Trim(word, "-_"), "0123456789-_") {
		return true
	}
	labels := strings.Split(word, ".")
	return len(labels) > 1 && !slices.ContainsFunc(labels, func(label string) bool { return len(label) < 2 })
}

// isProtocol reports a protocol, with or without its version, or a file of a web server.
func isProtocol(word string) bool {
	word = strings.ToLower(word)
	switch strings.TrimRight(word, "0123456789.-v") {
	case "tls", "mtls", "ssl", "tcp", "udp", "http", "https", "sip", "sips", "ip", "ipsec", "rtp", "srtp", "ldap", "ldaps", "ntlm", "kerberos":
		return true
	}
	i := strings.LastIndexByte(word, '.')
	return i >= 0 && slices.Contains([]string{"svc", "asmx", "aspx", "asp", "html", "htm", "xml", "php", "dll", "exe"}, word[i+1:])
}

// isTerm reports one term alone, with no number but its own: front-end, x64, SP1,
// R2, W2012.
func isTerm(tokens []string) bool {
	var last kind
	if len(tokens) > 0 && !isRelease(tokens[0]) {
		t, n := lexicon().match(tokens)
		if last = t.kind; last == unknownWord {
			return false
		}
		tokens = tokens[n:]
	}
	return !slices.ContainsFunc(tokens, func(token string) bool {
		switch last {
		case counter, buildWord, filler:
			return !isRelease(token) && !isNumber(token)
		case environment:
			return !isRelease(token) && !isYear(token)
		}
		return !isRelease(token)
	})
}

func onlyDigits(s string) bool { return s != "" && strings.Trim(s, "0123456789") == "" }

// wordParts splits at the words of listWords where names of hosts, perhaps with
// remarks in brackets, stand on both sides. A number alone stays with the name
// before it.
func (s splitter) wordParts(text string) []string {
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
		part := strings.Join(fields[from:i], " ")
		switch head := fields[from]; {
		case onlyDigits(head) && isYear(head), !onlyDigits(head) && !s.isNamed(head):
			return []string{text}
		case onlyDigits(head) && len(parts) > 0:
			parts[len(parts)-1] += "/" + part
		default:
			parts = append(parts, part)
		}
		from = i + 1
	}
	return parts
}

// isBareNumber reports a number, perhaps with a remark, that may be all that is
// written of the name of a server.
func isBareNumber(text string) bool {
	if i := strings.IndexAny(text, "(["); i > 0 {
		text = text[:i]
	}
	return onlyDigits(cleanServer(text))
}

// isAbbreviated reports a part that names a second server by its number alone:
// fe01/02. A number behind an address is that of its network, one behind or
// beside a port is a port, and a year is a version unless the name ends in one.
func isAbbreviated(part string) bool {
	name, rest, ok := strings.Cut(part, "/")
	number, _, _ := strings.Cut(rest, "/")
	if !ok || !isBareNumber(number) || strings.Contains(name, ":") || strings.Contains(strings.ToLower(name), " port") {
		return false
	}
	name = cleanServer(name)
	if isAddress(name[strings.LastIndexByte(name, ' ')+1:]) {
		return false
	}
	if i := strings.IndexAny(number, "(["); i > 0 {
		number = number[:i]
	}
	number = cleanServer(number)
	ending := name[len(strings.TrimRight(name, "0123456789")):]
	return len(ending) == len(number) || !isYear(number) && !ports[number]
}

// ports are those that servers of the kind listen at, and web servers.
var ports = map[string]bool{
	"80": true, "443": true, "444": true, "4443": true, "5041": true, "5060": true, "5061": true, "5062": true,
	"5075": true, "5076": true, "8080": true, "8443": true,
}
