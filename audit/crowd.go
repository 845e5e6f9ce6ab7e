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

// Bits of member.says: a verdict, a risk, an answer each; those above are of the
// versions that are met, which may be unknown.
const (
	riskBits    = len(verdicts)
	useBits     = riskBits + len(riskKeys)
	versionBits = useBits + 3
	mostBits    = 64
)

// features tells what the bits of members above the answers mean.
type features []feature

// feature is an API or a server version that pairs have; it may be unknown.
type feature struct {
	isAPI   bool
	api     inventory.API
	version inventory.ServerVersion
}

// says is what a finding of the mark says in bits.
func (f *features) says(m *mark) uint64 {
	says := uint64(1<<m.verdict | 1<<(riskBits+int(m.risk)) | 1<<(useBits+int(m.uses)))
	for _, one := range [...]feature{{isAPI: true, api: m.api}, {version: m.version}} {
		i := slices.Index(*f, one)
		if i < 0 {
			i = len(*f)
			*f = append(*f, one)
		}
		says |= 1 << (versionBits + i)
	}
	return says
}

// fill makes entries of the members that have pairs. Mixed pairs are not counted
// there, nor are those whose other side is unknown: there is one or none.
func (f features) fill(r *roster, c *crowd, v *Views, otherIsAPI bool) {
	alike := map[uint64]entry{}
	for number := 1; number < len(c.members); number++ {
		m := &c.members[number]
		if m.pairs == 0 {
			continue
		}
		e, known := alike[m.says]
		if !known {
			e = f.entry(v, m.says, otherIsAPI)
			alike[m.says] = e
		}
		e.pairs, e.first = m.pairs, m.first
		*r.entry(int32(number), nil) = e
	}
}

// entry is what all members have in common that say the same.
func (f features) entry(v *Views, says uint64, otherIsAPI bool) entry {
	has := func(bit int) bool { return says>>bit&1 != 0 }
	e := entry{uses: inventory.No}
	for _, verdict := range slices.Backward(Verdicts()) {
		if has(int(verdict)) {
			e.worst = verdict
		}
	}
	for _, risk := range slices.Backward(Risks()) {
		if has(riskBits + int(risk)) {
			e.risk = risk
		}
	}
	for _, answer := range [...]inventory.Answer{inventory.Unsaid, inventory.Yes} {
		if has(useBits + int(answer)) {
			e.uses = answer
		}
	}
	for i, one := range f {
		switch {
		case !has(versionBits + i):
		case one.api.Known():
			e.apis = v.apis.with(e.apis, one.api)
		case one.version.Known():
			e.versions = v.versions.with(e.versions, one.version)
		case one.isAPI == otherIsAPI:
			e.unknown = 1
		}
	}
	return e
}
