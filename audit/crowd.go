package audit

import (
	"slices"

	"chatcompat/inventory"
)

// crowd counts the pairs of applications, or of servers, by the numbers that the
// estate gives them. It is small, since every pair asks for two of its members.
type crowd struct {
	members []member
	seen    int32 // see approach
}

// member is an application or a server: its pairs, the first of them, and what
// they say in bits, see features.
type member struct {
	says         uint64
	pairs, first int32
}

// approach looks at a member: its memory is near afterwards.
func (c *crowd) approach(number int32) { c.seen += c.members[number].pairs }

// add counts the pair at a place; number 0 is nobody.
func (c *crowd) add(number int32, says uint64, place int) {
	m := &c.members[number]
	if m.pairs == 0 {
		m.first = int32(place)
	}
	m.pairs++
	m.says |= says
}

// Bits of member.says: a risk, an answer each; those above are of the server versions
// that are met, which may be unknown.
const (
	useBits     = len(riskKeys)
	versionBits = useBits + 3
	mostBits    = 64
)

// features tells what the bits of members above the answers mean: the server
// versions that pairs have; one may be unknown.
type features []inventory.ServerVersion

// says is what a finding of the mark says in bits.
func (f *features) says(m *mark) uint64 {
	i := slices.Index(*f, m.version)
	if i < 0 {
		i = len(*f)
		*f = append(*f, m.version)
	}
	return 1<<m.risk | 1<<(useBits+int(m.uses)) | 1<<(versionBits+i)
}

// fill makes entries of the members that have pairs. Those whose server version is
// unknown are not counted there: there is one or none.
func (f features) fill(r *roster, c *crowd, v *views) {
	alike := map[uint64]entry{}
	for number := 1; number < len(c.members); number++ {
		m := &c.members[number]
		if m.pairs == 0 {
			continue
		}
		e, known := alike[m.says]
		if !known {
			e = f.entry(v, m.says)
			alike[m.says] = e
		}
		e.pairs, e.first = m.pairs, m.first
		*r.entry(int32(number), nil) = e
	}
}

// entry is what all members have in common that say the same.
func (f features) entry(v *views, says uint64) entry {
	has := func(bit int) bool { return says>>bit&1 != 0 }
	e := entry{uses: inventory.No}
	for _, risk := range slices.Backward(Risks()) {
		if has(int(risk)) {
			e.risk = risk
		}
	}
	for _, answer := range [...]inventory.Answer{inventory.Unsaid, inventory.Yes} {
		if has(useBits + int(answer)) {
			e.uses = answer
		}
	}
	for i, version := range f {
		switch {
		case !has(versionBits + i):
		case version.Known():
			e.versions = v.versions.with(e.versions, version)
		default:
			e.unknown = 1
		}
	}
	return e
}
