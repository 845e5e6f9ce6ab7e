package inventory

import (
	"math/bits"
	"slices"
	"strings"
)

func (g generations) single() bool { return bits.OnesCount8(uint8(g)) == 1 }

// decide draws the conclusion: what forbids one first, then what the names
// leave, then what builds and other evidence add.
func (s *statements) decide(side side, tokens []string) outcome {
	named, o := s.named(side)
	possible := named
	for _, b := range s.builds {
		possible |= b.set
	}
	switch {
	case side == apiSide && s.meansOtherAPI():
		return fail(Unrecognised, "%s is %s, not a chat API: %s would be right", quoteList(s.otherAPIs[:1]), s.purpose, example(side))
	case len(s.doubts) > 0 && (possible != 0 || o.cause != NoCause):
		return fail(Ambiguous, "%s which version holds, write %s alone", leaveOpen(s.doubts), s.choices(possible, side))
	case s.badName != "":
		return fail(Unrecognised, "there is no %s%s", Quote(s.badName), s.hint(tokens, side))
	case s.meansClient(side):
		return fail(Ambiguous, "%s: write %s", s.clientClause(), s.choices(possible, side))
	case side == serverSide && s.meansAPI() && possible != 0:
		return fail(Ambiguous, "names an API or a development kit, no server: write %s", s.choices(possible, side))
	case o.cause != NoCause:
		return o
	case s.borrowed != "" && !s.namesProduct():
		return fail(Contradictory, "%s does not go with %s: write %s if that is meant", quoteList([]string{s.borrowed}), s.buildClause(side), s.choices(possible, side))
	case s.numberOfAnything():
		return fail(Ambiguous, "%s may be a build or any other number: write the product beside it, %s", quoteList(buildTexts(s.builds)), s.choices(possible, side))
	case side == apiSide && s.ucmaText != "" && !s.namesChat() && len(s.builds) == 0, named == 0 && len(s.builds) == 0:
		return s.withoutName(side, tokens)
	}
	o = s.conclude(named, side)
	switch {
	case o.cause != NoCause:
		return o
	case side == apiSide && s.meansPart():
		return fail(Ambiguous, "%s may name another API or a part of the server: write %s if that is meant", quoteList(s.strange), nameOf(o.set, side))
	case s.fewLetters():
		return fail(Ambiguous, "%s beside %s may be anything: write %s if that is meant", quoteList(s.claimTexts()), s.besides(), nameOf(o.set, side))
	}
	return o
}

// leaveOpen begins the sentence that words of doubt leave something open.
func leaveOpen(words []string) string {
	list := quoteList(words)
	if strings.Contains(list, `", "`) {
		return list + " leave open"
	}
	return list + " leaves open"
}

// choices names what a text could be made to say.
func (s *statements) choices(set generations, side side) string {
	if set == 0 {
		set = gen2013 | gen2010 | genR2
	}
	return candidates(set, side)
}

// meansClient reports a program of users: no server is named beside it, and it
// is not the build of a server.
func (s *statements) meansClient(side side) bool {
	if s.clientBuild != "" {
		return true
	}
	server, chat := s.seen[serverWord] || s.seen[role], false
	for _, c := range s.claims {
		server = server || strings.Contains(c.text, "serv") || c.base == anyOCS
		chat = chat || c.kind == feature || c.kind == assembly || c.kind == codeName
	}
	if len(s.clients) > 0 {
		return s.clientNamed || !server && !(side == apiSide && chat && s.meansAPI())
	}
	return side == apiSide && s.seen[kitWord] && !server && !chat && len(s.claims) > 0 && s.claims[0].base == anyLync
}

func (s *statements) clientClause() string {
	switch {
	case s.clientBuild != "":
		return "build " + s.clientBuild + " is of the Lync 2013 client or of Office 2013"
	case len(s.clients) > 0:
		return quoteList(s.clients) + " names a client"
	}
	return Quote(s.claims[0].text+" sdk") + " is the kit for clients, not the Persistent Chat API"
}

func (s *statements) meansAPI() bool {
	if s.seen[apiWord] || s.seen[kitWord] {
		return true
	}
	return s.seen[assembly]
}

// conclude weighs the names against builds and other evidence.
func (s *statements) conclude(named generations, side side) outcome {
	set := named
	if named == 0 {
		set = ^noGeneration
	}
	builds := ^noGeneration
	for _, b := range s.builds {
		builds &= b.set
	}
	switch {
	case builds == 0 && named == 0:
		return fail(Ambiguous, "names builds of several versions: %s", s.buildClause(side))
	case named != 0 && set&builds == 0 && !(named == genSE && builds == gen2019):
		return fail(Contradictory, "%s does not go with %s", quoteList(s.claimTexts()), s.buildClause(side))
	case named != genSE || builds != gen2019:
		set &= builds
	}
	if set, clash := s.weighForeign(set); clash != "" {
		return fail(Contradictory, "%s does not go with version %s", quoteList(s.claimTexts()), clash)
	} else if set.single() {
		return s.single(set, side, named.single())
	}
	return s.open(set, side)
}

// weighForeign compares unknown builds with known beginnings. Beside a chat
// assembly they are its version.
func (s *statements) weighForeign(set generations) (generations, string) {
	if s.seen[assembly] && s.loose != "" && set.single() {
		if own := stackTable[s.loose]; own != 0 && own&set == 0 {
			return set, s.loose
		}
	}
	for _, b := range s.foreign {
		if set&b.set == 0 {
			return set, b.text
		}
	}
	return set, ""
}

// single is the outcome for one generation that nothing but UCMA could still
// contradict; byName tells that no build was needed to find it.
func (s *statements) single(set generations, side side, byName bool) outcome {
	if side == apiSide && s.ucma != 0 && s.ucma&set == 0 {
		return fail(Contradictory, "%s does not go with %s", quoteList(append(s.claimTexts(), buildTexts(s.builds)...)), Quote(s.ucmaText))
	}
	if byName && s.exact(set, side) {
		return outcome{set: set, certainty: Exact}
	}
	return outcome{set: set, certainty: Inferred, detail: s.evidence(set, side)}
}

// open is the outcome for a set of several generations: a name that one API
// alone bore decides, then UCMA beside a chat name, else it stays ambiguous.
func (s *statements) open(set generations, side side) outcome {
	if side == apiSide && set&gen2013 != 0 && s.allKind(feature) && set == anyPersist {
		return s.single(gen2013, side, true)
	}
	if narrowed := set & s.ucma; side == apiSide && s.namesChat() && narrowed.single() {
		return outcome{set: narrowed, certainty: Inferred, detail: Quote(s.claims[0].text) + " with " + Quote(s.ucmaText)}
	}
	return outcome{set: set, cause: Ambiguous, detail: "names no generation: " + candidates(set, side) + ", write which"}
}

// exact reports whether the text is the vendor's name or a documented spelling:
// every word is known, and the product is named in full.
func (s *statements) exact(set generations, side side) bool {
	full := len(s.claims) > 0
	year, chat, server := false, false, false // is there a year, a chat name, the name of a server product
	for _, c := range s.claims {
		full = full && c.documented
		year = year || c.stated()
		chat = chat || c.kind == feature || c.kind == assembly
		server = server || c.kind == codeName || c.base&anyOCS != 0 && c.kind != feature || c.kind == platform && strings.Contains(c.text, "server")
	}
	if !full || len(s.unknown)+len(s.others)+len(s.clients) > 0 || s.ucmaText != "" || s.seen[toolWord] || s.dated || s.loose != "" && !s.seen[assembly] {
		return false
	}
	if side == serverSide {
		return year && server
	}
	named := s.seen[apiWord] || s.seen[kitWord] || year || s.seen[assembly]
	return chat && named || set == genR2 && !s.seen[kitWord] && (s.seen[apiWord] || s.claims[0].text == "ocs 2007 r2") ||
		set&anySkype != 0 && s.seen[apiWord] && server
}

// evidence says in a clause what an inferred version rests on.
func (s *statements) evidence(set generations, side side) string {
	var parts []string
	if len(s.claims) > 0 {
		parts = append(parts, quoteList(s.claimTexts())+" stands for "+nameOf(set, side))
	}
	if len(s.builds) > 0 {
		parts = append(parts, s.buildClause(side))
	}
	if len(s.unknown) > 0 {
		parts = append(parts, "words set aside: "+quoteList(s.unknown))
	}
	if len(s.others) > 0 {
		parts = append(parts, "other products set aside: "+quoteList(s.others))
	}
	return strings.Join(parts, "; ")
}

func (s *statements) buildClause(side side) string {
	var parts []string
	for _, b := range s.builds {
		parts = append(parts, "build "+b.text+" of "+nameOf(b.set, serverSide))
	}
	return strings.Join(parts, " and ")
}

func buildTexts(builds []build) []string {
	var texts []string
	for _, b := range builds {
		texts = append(texts, b.text)
	}
	return texts
}

// withoutName is the outcome for a text that names no chat product and no build of one.
func (s *statements) withoutName(side side, tokens []string) outcome {
	switch {
	case len(s.otherAPIs) > 0 && s.ucmaText == "":
		return fail(Unrecognised, "%s is %s and no chat server, %s would be right", quoteList(s.otherAPIs[:1]), s.purpose, example(side))
	case s.ucma != 0:
		return outcome{cause: Ambiguous, detail: Quote(s.ucmaText) + " goes with " + candidates(s.ucma, side) + " and does not prove it, write which"}
	case s.ucmaText != "":
		return fail(Ambiguous, "%s serves other applications too and tells no chat API, write %s", Quote(s.ucmaText), example(side))
	case s.ancestor != "":
		return fail(Unrecognised, "%s is a predecessor without a version of its own here, %s would be right", Quote(s.ancestor), example(side))
	case len(s.others) > 0:
		return fail(Unrecognised, "%s is no chat server, %s would be right", quoteList(s.others), example(side))
	case slices.Contains(s.unknown, hostWord):
		return fail(Unrecognised, "is the name of a host, which tells no version for sure: %s would be right", example(side))
	case len(s.unknown) > 0:
		return fail(Unrecognised, "names no version that is known%s", s.hint(tokens, side))
	case s.dated, s.seen[month]:
		return fail(Unrecognised, "is a date, perhaps made of a number by the spreadsheet; %s would be right", example(side))
	case s.bareRelease:
		return fail(Ambiguous, "R2 names no product: %s, or another product's release", nameOf(genR2, side))
	case s.loose != "":
		return fail(Ambiguous, "%s may be %s, write the product", s.loose, looseNumbers[withoutDecimals(s.loose)])
	case len(s.claims) > 0:
		return fail(Ambiguous, "a year without a product, %s would be right", example(side))
	}
	return fail(Unrecognised, "names no version that is known%s", s.hint(tokens, side))
}

func (s *statements) hint(tokens []string, side side) string {
	if name := nearest(tokens, side); name != "" {
		return ", did you mean " + name
	}
	return ", " + example(side) + " would be right"
}
