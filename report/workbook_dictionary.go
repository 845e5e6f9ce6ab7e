package report

import (
	"strings"
	"unsafe"

	"chatcompat/audit"
)

// dictionary numbers texts that may come again, from 1; the empty one is 0.
type dictionary struct {
	known   map[string]uint32
	recent  []recentWord      // by where the text stands in memory: an estate has most texts once
	lengths []int32           // of known texts, from 1; negative where a text has line breaks
	broken  map[uint32]string // those
	fresh   []string          // known ones that nobody was told of
	rare    []string          // texts that are not remembered, of the block at hand
}

// recentWord keeps its text, so that no other can stand in its place.
type recentWord struct {
	text   string
	number uint32
}

// rareWord is the lowest number of texts that are not remembered.
const rareWord = 1 << 31

const recentWords = 1 << 10

func newDictionary() dictionary {
	return dictionary{known: map[string]uint32{}, recent: make([]recentWord, recentWords), lengths: make([]int32, 1), broken: map[uint32]string{}}
}

// of is the number of a text.
func (d *dictionary) of(text string) uint32 {
	if text == "" {
		return 0
	}
	at := unsafe.StringData(text)
	recent := &d.recent[uint64(uintptr(unsafe.Pointer(at)))*0x9e3779b97f4a7c15>>(64-10)]
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
	if len(d.known) == rememberedTexts {
		d.rare = append(d.rare, text)
		return rareWord + uint32(len(d.rare)-1)
	}
	number := uint32(len(d.known) + 1)
	d.known[text] = number
	d.lengths = append(d.lengths, int32(len(text)))
	if strings.Contains(text, "\n") {
		d.lengths[number], d.broken[number] = -1, text
	}
	d.fresh = append(d.fresh, text)
	return number
}

// linesOf is how many lines the text with a number takes in a column.
func (d *dictionary) linesOf(number uint32, width float64) int {
	if number >= rareWord {
		return linesIn(d.rare[number-rareWord], width)
	}
	length := d.lengths[number]
	if length < 0 {
		return linesIn(d.broken[number], width)
	}
	return linesOf(int(length), width)
}

// takeFresh gives the texts that were numbered since it was asked last.
func (d *dictionary) takeFresh() []string {
	fresh := d.fresh
	d.fresh = d.fresh[:0]
	return fresh
}

// localGroups numbers applications or servers, from 1.
type localGroups struct {
	known    map[string]uint32
	byNumber []uint32 // by the numbers of the estate
	keys     []string
	names    []groupName
}

// groupName is the name of a group as first written, and its number in the dictionary.
type groupName struct {
	text   string
	number uint32 // 0: not asked for yet
}

func newLocalGroups() localGroups {
	return localGroups{known: map[string]uint32{}, keys: make([]string, 1), names: make([]groupName, 1)}
}

// number is that of a key. A number above 0 stands for the key in one estate. A
// new group is added to fresh.
func (g *localGroups) number(f *audit.Finding, key, name string, inEstate int32, fresh *[]*group) uint32 {
	if inEstate <= 0 {
		return g.keyed(f, key, name, fresh)
	}
	if missing := int(inEstate) + 1 - len(g.byNumber); missing > 0 {
		g.byNumber = append(g.byNumber, make([]uint32, missing)...)
	}
	n := g.byNumber[inEstate]
	if n == 0 || g.keys[n] != key {
		n = g.keyed(f, key, name, fresh)
		g.byNumber[inEstate] = n
	}
	return n
}

func (g *localGroups) keyed(f *audit.Finding, key, name string, fresh *[]*group) uint32 {
	n := g.known[key]
	if n == 0 {
		n = uint32(len(g.keys))
		g.known[key] = n
		g.keys, g.names = append(g.keys, key), append(g.names, groupName{text: name})
		*fresh = append(*fresh, newGroup(f, key, name))
	}
	return n
}

// name is the number of the name of a group as it is written in a pair, which
// is mostly how it was written first.
func (g *localGroups) name(n uint32, name string, d *dictionary) uint32 {
	first := &g.names[n]
	if first.text != name {
		return d.of(name)
	}
	if first.number == 0 {
		number := d.of(name)
		if number >= rareWord {
			return number
		}
		first.number = number
	}
	return first.number
}
