package report

import (
	"unsafe"

	"chatcompat/audit"
)

// dictionary numbers texts that may come again, from 1; the empty one is 0.
type dictionary struct {
	known  map[string]uint32
	recent []recentWord // by where the text stands in memory: an estate has most texts once
	count  uint32       // of known ones
	fresh  []string     // known ones that nobody was told of
	most   int          // of count
	rare   []string     // texts that are not remembered, of the block at hand
}

// recentWord keeps its text, so that no other can stand in its place.
type recentWord struct {
	text   string
	number uint32
}

// rareWord is the lowest number of texts that are not remembered.
const rareWord = 1 << 31

// recentBits is how many bits of a hash choose among recent words.
const recentBits = 12

func newDictionary(most int) dictionary {
	return dictionary{most: most, known: map[string]uint32{}, recent: make([]recentWord, 1<<recentBits)}
}

// of is the number of a text.
func (d *dictionary) of(text string) uint32 {
	if text == "" {
		return 0
	}
	at := unsafe.StringData(text)
	recent := &d.recent[uint64(uintptr(unsafe.Pointer(at)))*0x9e3779b97f4a7c15>>(64-recentBits)]
	if len(recent.text) == len(text) && unsafe.StringData(recent.text) == at {
		return recent.number
	}
	number := d.lookUp(text)
	if number < rareWord {
		*recent = recentWord{text, number}
	}
	return number
}

func (d *dictionary) lookUp(text string) uint32 {
	if number, ok := d.known[text]; ok {
		return number
	}
	number := d.add(text)
	if number < rareWord {
		d.known[text] = number
	}
	return number
}

// add numbers a text that somebody else knows again.
func (d *dictionary) add(text string) uint32 {
	if text == "" {
		return 0
	}
	if int(d.count) >= d.most {
		d.rare = append(d.rare, text)
		return rareWord + uint32(len(d.rare)-1)
	}
	d.count++
	d.fresh = append(d.fresh, text)
	return d.count
}

// takeFresh gives the texts that were numbered since it was asked last.
func (d *dictionary) takeFresh() []string {
	fresh := d.fresh
	d.fresh = d.fresh[:0]
	return fresh
}

// localGroups numbers applications or servers, from 1. A group may have two
// numbers.
type localGroups struct {
	known    map[string]uint32 // those that have no number in the estate
	byNumber []uint32          // those that have one
	groups   []localGroup

	oneEstate bool // all numbers are of it
}

// localGroup is a group by its key, and its name as first written.
type localGroup struct {
	key, name string
	word      uint32 // the number of the name; 0: it was not asked for yet
}

func newLocalGroups() localGroups {
	return localGroups{known: map[string]uint32{}, groups: make([]localGroup, 1)}
}

// number is that of a key. A number above 0 stands for the key in one estate. A
// new group is added to fresh.
func (g *localGroups) number(f *audit.Finding, key, name string, inEstate int32, fresh *[]*group) uint32 {
	if inEstate <= 0 {
		n := g.known[key]
		if n == 0 {
			n = g.add(f, key, name, fresh)
			g.known[key] = n
		}
		return n
	}
	if missing := int(inEstate) + 1 - len(g.byNumber); missing > 0 {
		g.byNumber = append(g.byNumber, make([]uint32, missing)...)
	}
	n := g.byNumber[inEstate]
	if n == 0 || !g.oneEstate && g.groups[n].key != key {
		n = g.add(f, key, name, fresh)
		g.byNumber[inEstate] = n
	}
	return n
}

func (g *localGroups) add(f *audit.Finding, key, name string, fresh *[]*group) uint32 {
	g.groups = append(g.groups, localGroup{key: key, name: name})
	*fresh = append(*fresh, newGroup(f, key, name))
	return uint32(len(g.groups) - 1)
}

// name is the number of the name of a group as it is written in a pair, which
// is mostly how it was written first.
func (g *localGroups) name(n uint32, name string, d *dictionary) uint32 {
	first := &g.groups[n]
	if first.name != name {
		return d.of(name)
	}
	if first.word == 0 {
		word := d.add(name)
		if word >= rareWord {
			return word
		}
		first.word = word
	}
	return first.word
}
