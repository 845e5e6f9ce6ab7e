package inventory

import (
	"cmp"
	"iter"
	"strings"
	"unicode/utf8"
)

// Server is a server or pool that the inventory names, whether or not a pair
// targets it. Names of other servers are keys.
type Server struct {
	Key     string // as in Pair.ServerKey
	Name    string // as first written
	Version Reading[ServerVersion]
	NextHop string // of a trusted application pool: the pool that serves it; ""
	Home    string // of a chat pool: the pool that it is homed on; ""
	Site    string // as tables of servers say it; ""
}

// Headers of unknown columns that say where a server is homed. The Lync cmdlets
// call both a registrar: beside a trusted application pool it is the next hop.
var (
	homeHeaders    = headerSet("registrar, registrar pool, home pool, homed on, home server, front end pool, parent pool")
	nextHopHeaders = headerSet("next hop, next hop pool, next hop server, nächster hop, prochain tronçon, próximo salto")
)

// Servers lists the servers of which the inventory may say more than the name, in
// the order in which they are first named, without those that a filter leaves
// out. Most servers of a table of pairs are not among them.
func (e *Estate) Servers() iter.Seq[Server] {
	return func(yield func(Server) bool) {
		if e.joiner == nil {
			return
		}
		for _, s := range e.joiner.servers.all {
			if s.saysMore() && !yield(e.joiner.server(s)) {
				return
			}
		}
	}
}

// ServerCount is how many servers Servers lists.
func (e *Estate) ServerCount() (n int) {
	if e.joiner == nil {
		return 0
	}
	for _, s := range e.joiner.servers.all {
		if s.saysMore() {
			n++
		}
	}
	return n
}

// saysMore reports a server of which the inventory may say more than the name.
func (s *server) saysMore() bool {
	plain := s.unread || s.filled == nil && s.alone() && len(s.rows) == 0
	return !plain && s.full == nil && !s.allExcluded()
}

func (j *joiner) server(s *server) Server {
	one := Server{Key: s.key, Name: s.name, Version: j.versionReading(s)}
	if s.particulars != nil {
		one.Site = s.particulars.values.Get(FieldSite)
	}
	if s.nextHop != nil {
		one.NextHop = s.nextHop.whole().key
	}
	for _, ref := range s.rows {
		l := j.layout(ref)
		for _, col := range l.extras {
			header := foldHeader(l.columns[col].Header)
			if !nextHopHeaders()[header] && !homeHeaders()[header] {
				continue
			}
			host := j.hostKey(l.raw.Text(int(ref.row), col))
			switch {
			case host == "" || host == s.key:
			case nextHopHeaders()[header]:
				one.NextHop = host
			case homeHeaders()[header]:
				one.Home = host
			}
		}
	}
	return one
}

// hostKey is the key of the server that a text names, or "". A short name
// stands for the only full name that it fits.
func (j *joiner) hostKey(text string) string {
	key := foldHost(cleanServer(text))
	if known := j.servers.byName[key]; known != nil {
		return known.whole().key
	}
	fits := ""
	for _, s := range j.servers.all {
		if key == "" || strings.Contains(key, ".") || firstLabel(s.key) != key {
			continue
		}
		if fits != "" {
			return key
		}
		fits = s.key
	}
	return cmp.Or(fits, key)
}

// Headers lists the headers of all tables that say something, as written.
func (e *Estate) Headers() []Column {
	var all []Column
	for _, f := range e.Files {
		for _, t := range f.Tables {
			if t.Shape != ShapeNone {
				all = append(all, t.Columns...)
			}
		}
	}
	return all
}

// SameHeader reports whether two headers are alike but for case, spaces,
// punctuation and accents. It is asked for every pair, so that plain letters are
// compared where they stand.
func SameHeader(a, b string) bool {
	for {
		a, b = strings.TrimLeftFunc(a, separatesHeader), strings.TrimLeftFunc(b, separatesHeader)
		switch {
		case a == "" || b == "":
			return a == b
		case a[0] >= utf8.RuneSelf || b[0] >= utf8.RuneSelf:
			return foldHeader(a) == foldHeader(b)
		case a[0]|0x20 != b[0]|0x20:
			return false
		}
		a, b = a[1:], b[1:]
	}
}

// separatesHeader reports plain characters that mean nothing in a header.
func separatesHeader(r rune) bool {
	return r < utf8.RuneSelf && !(r >= '0' && r <= '9' || r|0x20 >= 'a' && r|0x20 <= 'z')
}
