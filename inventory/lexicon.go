package inventory

import (
	"slices"
	"strings"
	"sync"
)

// terms is the table of names.go made ready for look-up.
type terms struct {
	words map[string][]entry // of each known word the terms that begin with it, the longest first
}

type entry struct {
	*term
	words   []string
	purpose string // of an API that is no chat API
}

// manyWords is about how many words the table has.
const manyWords = 900

// lexicon is made once, at the first look-up.
var lexicon = sync.OnceValue(func() *terms {
	t := &terms{make(map[string][]entry, manyWords)}
	for i := range termTable {
		t.add(&termTable[i], "")
	}
	for _, other := range otherAPITable {
		t.add(&term{other.spellings, otherAPI, noGeneration, other.source}, other.purpose)
	}
	for _, entries := range t.words {
		slices.SortStableFunc(entries, func(a, b entry) int { return len(b.words) - len(a.words) })
	}
	return t
})

func (t *terms) add(term *term, purpose string) {
	for spelling := range strings.SplitSeq(term.spellings, "|") {
		words := joinRelease(split(plain(spelling)))
		t.words[words[0]] = append(t.words[words[0]], entry{term, words, purpose})
		for _, word := range words[1:] {
			if !t.knows(word) {
				t.words[word] = nil
			}
		}
	}
}

func (t *terms) knows(word string) bool {
	_, known := t.words[word]
	return known
}

// match finds the longest term at the start of tokens and its length; an
// unknown word is a term of kind unknownWord.
func (t *terms) match(tokens []string) (entry, int) {
	for _, e := range t.words[tokens[0]] {
		if len(e.words) <= len(tokens) && slices.Equal(e.words, tokens[:len(e.words)]) {
			return e, len(e.words)
		}
	}
	return entry{term: &term{}}, 1
}

// segmentMin is the least length of a word inside a word: shorter ones would be
// found by accident.
const segmentMin = 3

// segment takes a word apart into known words, or leaves it whole. A final "r"
// counts, for "ocsr2".
func (t *terms) segment(word string) []string {
	if t.knows(word) || len(word) > 60 {
		return []string{word}
	}
	from := make([]int, len(word)+1) // from[end] is where the last known word before end starts
	for end := segmentMin; end <= len(word); end++ {
		from[end] = -1
		for start := 0; start <= end-segmentMin; start++ {
			if (start == 0 || start >= segmentMin && from[start] >= 0) && t.knows(word[start:end]) {
				from[end] = start
				break
			}
		}
		if word[end-1:end] == "r" && end == len(word) && end > segmentMin && from[end] < 0 && from[end-1] >= 0 {
			from[end] = end - 1
		}
	}
	if len(word) < segmentMin || from[len(word)] < 0 {
		return []string{word}
	}
	var parts []string
	for end := len(word); end > 0; end = from[end] {
		parts = append(parts, word[from[end]:end])
	}
	slices.Reverse(parts)
	return parts
}
