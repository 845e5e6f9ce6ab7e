package inventory

import (
	"fmt"
	"iter"
	"slices"
	"strconv"
	"strings"
)

// Spelling is a text that people write for a version, and how it is read.
type Spelling[V API | ServerVersion] struct {
	Text    string
	Reading Reading[V]
}

// APISpellings yields ways to write an API that are recognised, ambiguous or
// say that nothing is known; built from the tables of names, each once. There
// are many more that ParseAPI reads.
func APISpellings() iter.Seq[Spelling[API]] { return spellings(apiSide, ParseAPI) }

// ServerSpellings is APISpellings for the versions of servers. Builds are those
// of releases; see ServerBuilds for others.
func ServerSpellings() iter.Seq[Spelling[ServerVersion]] {
	return spellings(serverSide, ParseServerVersion)
}

func spellings[V API | ServerVersion](side side, parse func(string) Reading[V]) iter.Seq[Spelling[V]] {
	return func(yield func(Spelling[V]) bool) {
		seen := map[string]bool{}
		for text := range spellingTexts(side) {
			if seen[text] {
				continue
			}
			seen[text] = true
			if r := parse(text); isSpelling(text, r.Cause) && !yield(Spelling[V]{text, r}) {
				return
			}
		}
	}
}

// isSpelling reports a text worth knowing. What is ambiguous in spite of a
// number is of no use: too many texts are.
func isSpelling(text string, cause Cause) bool {
	switch cause {
	case NoCause, OutsideMatrix, Missing:
		return true
	case Ambiguous:
		return !strings.ContainsAny(text, "0123456789")
	}
	return false
}

// Words that people put around a product's name and year.
var (
	spellingYears  = []string{"", "2007", "2007 R2", "2010", "2013", "2015", "2019"}
	spellingMakers = []string{"", "Microsoft "}
	apiWords       = []string{"", "API", "SDK", "Server SDK", "Group Chat", "Group Chat API", "Group Chat SDK",
		"Persistent Chat", "Persistent Chat API", "Persistent Chat SDK"}
	serverWords = []string{"", "Server", "Standard Edition", "Enterprise Edition", "Front End Server",
		"Group Chat", "Group Chat Server", "Persistent Chat", "Persistent Chat Server"}
	nothingWords = []string{"n/a", "N.A.", "k.A.", "k. A.", "-", "--", "?", "??", "???", "<null>", "<none>", "<unknown>"}
)

// spellingTexts yields what may be a spelling, some of it more than once.
func spellingTexts(side side) iter.Seq[string] {
	words := apiWords
	if side == serverSide {
		words = serverWords
	}
	return func(yield func(string) bool) {
		for _, list := range [][]string{ownNames(side), blankTexts(), releaseTexts(side), productTexts(words)} {
			for _, text := range list {
				if !yield(text) {
					return
				}
			}
		}
	}
}

// ownNames are keys and names as this program writes them.
func ownNames(side side) []string {
	var texts []string
	for _, row := range generationTable {
		if side == serverSide {
			texts = append(texts, row.server.Key(), row.server.String())
		} else if row.api.Known() {
			texts = append(texts, row.api.Key(), row.api.String())
		}
	}
	return texts
}

func blankTexts() []string {
	texts := slices.Clone(nothingWords)
	for word := range blankWords {
		texts = append(texts, word)
	}
	slices.Sort(texts)
	return texts
}

// productTexts are products, features and code names with years and words.
func productTexts(words []string) []string {
	texts := slices.Clone(spellingYears)
	for _, t := range termTable {
		switch t.kind {
		case platform, feature, codeName, assembly:
		default:
			continue
		}
		for name := range strings.SplitSeq(t.spellings, "|") {
			if strings.Contains(name, "?") {
				continue
			}
			makers, around := spellingMakers, words
			if t.source == "" {
				makers = makers[:1]
			}
			if t.kind != platform {
				around = words[:4]
			}
			if compact := strings.ReplaceAll(name, " ", ""); compact != name || t.kind == platform {
				for _, year := range spellingYears {
					texts = append(texts, compact+strings.ReplaceAll(year, " ", ""))
				}
			}
			for _, maker := range makers {
				for _, word := range around {
					for _, year := range spellingYears {
						texts = append(texts, spell(maker+name, year, word), spell(maker+name, word, year))
					}
				}
			}
		}
	}
	return texts
}

// Build is the beginning of the builds of a server version: 5.0.8308 of
// 5.0.8308.420. A revision, a number, follows after a dot.
type Build struct {
	Beginning string
	Version   ServerVersion
}

// ServerBuilds lists the beginnings of builds whose version no revision changes.
func ServerBuilds() []Build {
	var builds []Build
	for _, beginning := range buildBeginnings() {
		r := ParseServerVersion(beginning + ".0")
		last := ParseServerVersion(beginning + ".9999")
		if r.Version.Known() && r.Version == last.Version && r.Cause == last.Cause {
			builds = append(builds, Build{beginning, r.Version})
		}
	}
	return builds
}

// buildBeginnings are full builds without their revision, and their short form.
func buildBeginnings() []string {
	var texts []string
	for _, row := range buildTable {
		texts = append(texts, fmt.Sprintf("%d.%d.%d", row.major, row.minor, row.build), strconv.Itoa(row.build))
	}
	return texts
}

// releaseTexts are builds of releases, alone and as Get-CsServerVersion prints them.
func releaseTexts(side side) []string {
	if side == apiSide {
		return nil
	}
	texts := buildBeginnings()
	for _, row := range buildTable {
		build := fmt.Sprintf("%d.%d.%d.0", row.major, row.minor, row.build)
		name := serverOf(row.generation).String()
		texts = append(texts, build, name+" "+build, name+" ("+build+")", "Microsoft "+name+" ("+build+")",
			"Microsoft "+name+" ("+build+"): Volume license key installed.",
			"Microsoft "+name+" ("+build+"): Evaluation license key installed.")
	}
	return texts
}

func spell(words ...string) string {
	return strings.Join(strings.Fields(strings.Join(words, " ")), " ")
}
