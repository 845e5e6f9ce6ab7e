package inventory

import (
	"cmp"
	"context"
	"slices"
	"strings"
)

// beside is a version that stands in a cell beside the name of a server, as in
// chat01 (Lync Server 2010): a statement like that of a column of versions.
type beside struct {
	list   int32 // of the layout's lists
	server *server
	said   *distinct[ServerVersion]
}

// besideText is the text that a part of a cell has beside the name of a server and
// that cleanServer leaves out, in brackets or behind a slash: all of it as one, so
// that a doubt counts wherever it stands, as in chat01 (2013) (planned).
func besideText(part string) string {
	if isHostName(part) {
		return ""
	}
	i := strings.IndexAny(part, "([")
	if slash := strings.IndexByte(part, '/'); slash >= 0 && (i < 0 || slash < i) && !strings.Contains(part, "://") {
		i = slash
	}
	if i <= 0 {
		return ""
	}
	return cleanText(strings.Map(func(r rune) rune {
		if strings.ContainsRune("()[]/", r) {
			return ' '
		}
		return r
	}, part[i:]))
}

// versionBeside is what is said of the server version beside a server's name in a part
// of a cell of a column, or in its place: Lync Server 2010 is no name of a host. It
// is nil for none, and has no numbers yet.
func (l *layout) versionBeside(part string, col int) *distinct[ServerVersion] {
	r := l.versionIn(part)
	if !r.Version.Known() && !(r.unclear() && castsDoubt(r.Written)) {
		return nil
	}
	return &distinct[ServerVersion]{Reading: r, beside: int16(col + 1)}
}

// versionIn reads what versionBeside gives. Where a version stands in the place of
// the name, all of the part counts: Lync 2010 / Lync 2013 leaves open which holds.
func (l *layout) versionIn(part string) (r Reading[ServerVersion]) {
	name := cleanServer(part)
	if mayBeVersion(name) {
		if r = l.own.ParseServerVersion(part); r.Version.Known() || l.isServerVersion(name) {
			return r
		}
	}
	text := besideText(part)
	if text == "" || !l.splitter().isOwn(text) && slices.ContainsFunc(wordsOf(text), func(word string) bool { return isSibling(word, name) }) {
		return Reading[ServerVersion]{} // nothing, or the version of another server
	}
	return l.own.ParseServerVersion(text)
}

// castsDoubt reports a text that is no version and yet says so much of one that
// nothing else may fill it. What the server once was leaves open what it is.
func castsDoubt(text string) bool {
	s := survey(fold(text))
	return s.statesGeneration() && (len(s.doubts) == 0 || slices.ContainsFunc(s.doubts, func(d string) bool { return !pastWords()[d] }))
}

// pastWords are doubts about what a server was.
var pastWords = wordSet("was war were formerly former früher ehemals anciennement antes previously previous ex")

// statesGeneration reports a chat server with a year or a code name, or a build of one.
func (s *statements) statesGeneration() bool {
	return len(s.builds) > 0 || s.namesProduct() && slices.ContainsFunc(s.claims, claim.stated)
}

// mayBeVersion reports a text that can be no name of a host, a number, or the key
// of a version. What else looks like the name of a host is one, whatever it says.
func mayBeVersion(name string) bool {
	if !isHostName(name) || isAddress(name) {
		return true
	}
	_, key := byKey(name, serverSide)
	return key
}

// besidesOf are those of the rows that name a list of targets.
func (l *layout) besidesOf(list int32) []beside {
	if len(l.besides) == 0 {
		return nil
	}
	first, found := slices.BinarySearchFunc(l.besides, list, func(b beside, list int32) int { return cmp.Compare(b.list, list) })
	if !found {
		return nil
	}
	end := first
	for end < len(l.besides) && l.besides[end].list == list {
		end++
	}
	return l.besides[first:end]
}

// stateBeside takes down what a row states beside the names of servers.
func (j *joiner) stateBeside(ref rowRef, l *layout, list int32) {
	for _, b := range l.besidesOf(list) {
		j.servers.state(b.server.whole(), statement[ServerVersion]{b.said, ref, l.shape == ShapeServers})
	}
}

// stateBesidePools does the same of the pools that the row at hand of a servers
// table names.
func (j *joiner) stateBesidePools(ref rowRef, l *layout) {
	for _, pool := range j.pools {
		if said := l.versionBeside(pool.part, l.column(FieldPool)); said != nil {
			number(j, said)
			j.servers.state(j.servers.named(pool.name).whole(), statement[ServerVersion]{said, ref, true})
		}
	}
}

// stateBesides does what stateBeside does for the first open row that names each
// list of a table: later ones state the same.
func (j *joiner) stateBesides(ctx context.Context, table int32) {
	l := j.layouts[table]
	if len(l.besides) == 0 {
		return
	}
	stated := make([]bool, len(l.lists))
	for i, fate := range l.fates {
		if i&1023 == 0 && ctx.Err() != nil {
			return
		}
		if list := l.facts.targets.at(i); fate == fateOpen && !stated[list] {
			stated[list] = true
			j.stateBeside(rowRef{table, int32(l.header + 1 + i)}, l, list)
		}
	}
}

// withoutParameters takes off a text what follows the host in an address of SIP.
func withoutParameters(text string) string {
	rest, ok := text, strings.Contains(text, ";")
	if !ok {
		return text
	}
	var b strings.Builder
	for {
		i := strings.IndexByte(rest, ';')
		if i < 0 {
			b.WriteString(rest)
			return b.String()
		}
		b.WriteString(rest[:i])
		rest = rest[i+1:]
		end := strings.IndexAny(rest, ";,| \n\r")
		if end < 0 {
			end = len(rest)
		}
		if isParameter(rest[:end], b.String()) {
			rest = rest[end:]
		} else {
			b.WriteByte(';')
		}
	}
}

// isParameter reports a parameter of an address of SIP: one with a value, or one
// that stands behind a user or a port.
func isParameter(text, before string) bool {
	name, _, valued := strings.Cut(strings.ToLower(text), "=")
	before = before[strings.LastIndexAny(before, ";,| \n\r")+1:]
	return parameters[name] && (valued || strings.ContainsAny(before, ":@"))
}

// parameters are those of addresses of SIP: RFC 3261 (19.1.1), RFC 3486, RFC 5627;
// gruu and opaque as Lync writes them.
var parameters = map[string]bool{
	"transport": true, "user": true, "method": true, "ttl": true, "maddr": true, "lr": true,
	"comp": true, "gr": true, "gruu": true, "opaque": true,
}
