package report

import (
	"cmp"
	"math/bits"
	"slices"
	"time"

	"chatcompat/audit"
	"chatcompat/inventory"
)

// endOfSupport is the day on which the vendor's extended support of a server
// version ends; "" where the vendor names none.
func endOfSupport(v inventory.ServerVersion) string {
	l, ok := audit.LifecycleOf(v)
	if !ok {
		return ""
	}
	return l.End.Format(dayLayout)
}

// supportState says where the support of a server version stands on a day:
// "ended 2021-04-13", "supported until 2025-10-14"; "" where the vendor names no day.
func supportState(v inventory.ServerVersion, asOf time.Time) string {
	l, ok := audit.LifecycleOf(v)
	switch {
	case !ok:
		return ""
	case l.Ended(asOf):
		return "ended " + l.End.Format(dayLayout)
	}
	return "supported until " + l.End.Format(dayLayout)
}

// lifecycleColumn is the one column whose text depends on the day of the report.
func lifecycleColumn(asOf time.Time) Column {
	return Column{"lifecycle", "end of support", "End of support",
		func(f *audit.Finding) string { return supportState(f.ServerVersion.Version, asOf) }, nil}
}

// support counts pairs and servers by the server version.
type support map[inventory.ServerVersion]*supported

// supported is one server version with what depends on it.
type supported struct {
	Version inventory.ServerVersion
	State   string // see supportState
	Ended   bool
	Pairs   int
	servers map[string]struct{}
	numbers []uint64 // servers that the estate numbers, a bit each
	counted int      // servers that were counted elsewhere
}

// Servers is the number of servers.
func (s *supported) Servers() int {
	n := s.counted + len(s.servers)
	for _, word := range s.numbers {
		n += bits.OnesCount64(word)
	}
	return n
}

// see takes in the server of a finding.
func (s *supported) see(f *audit.Finding) {
	switch {
	case f.ServerNumber > 0:
		s.seeNumber(int(f.ServerNumber))
	case f.ServerKey != "":
		s.servers[f.ServerKey] = struct{}{}
	}
}

// seeNumber takes in a server by its number; 0 is none.
func (s *supported) seeNumber(number int) {
	if number == 0 {
		return
	}
	for number/64 >= len(s.numbers) {
		s.numbers = append(s.numbers, make([]uint64, 1+len(s.numbers))...)
	}
	s.numbers[number/64] |= 1 << (number % 64)
}

// add counts the findings of a block.
func (s support) add(block []audit.Finding) {
	for i := range block {
		if one := s.version(block[i].ServerVersion.Version); one != nil {
			one.Pairs++
			one.see(&block[i])
		}
	}
}

// version is the entry of a version, made where it is new; nil where it is not known.
func (s support) version(version inventory.ServerVersion) *supported {
	if !version.Known() {
		return nil
	}
	one := s[version]
	if one == nil {
		one = &supported{Version: version, servers: map[string]struct{}{}}
		s[version] = one
	}
	return one
}

// on lists the versions that occur, with their state on a day: the first to end first.
func (s support) on(asOf time.Time) []*supported {
	var list []*supported
	for version, one := range s {
		l, ok := audit.LifecycleOf(version)
		one.State = cmp.Or(supportState(version, asOf), "the vendor's data names no day")
		one.Ended = ok && l.Ended(asOf)
		list = append(list, one)
	}
	slices.SortFunc(list, func(a, b *supported) int {
		return cmp.Or(cmp.Compare(cmp.Or(endOfSupport(a.Version), "never"), cmp.Or(endOfSupport(b.Version), "never")),
			cmp.Compare(a.Version.Key(), b.Version.Key()))
	})
	return list
}

// line says all of it: "Lync Server 2010: ended 2021-04-13 (7 servers, 12 pairs)".
func (s *supported) line() string {
	return s.Version.String() + ": " + s.State + " (" + count(s.Servers(), "server", "servers") + ", " + count(s.Pairs, "pair", "pairs") + ")"
}

// supportSource cites where the days are from.
func supportSource() string {
	l, _ := audit.LifecycleOf(inventory.LyncServer2013)
	return l.Source.String()
}
