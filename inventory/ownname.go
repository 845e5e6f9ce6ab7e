package inventory

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// Blank reports a cell that says nothing: an empty one, or one with what people
// write in the place of something.
func (c OwnCell) Blank() bool { return StandsForBlank(c.Text) }

// StandsForBlank reports a blank text, or one that people write in a cell that they
// have nothing to write in: a dash, n/a, unknown. It is for cells of any meaning;
// what names an application or a server is read by a shorter list.
func StandsForBlank(text string) bool { return !tellsMore(text) && standsForBlank(text) }

func standsForBlank(text string) bool {
	return isPlaceholder(text) || len(text) <= foldMax && blankWords[strings.Join(withoutMarks(fold(text)), " ")]
}

// tellsMore is a cheap look at whether a text is no blank: what stands for one has no
// digits and few letters. It leaves aside texts of which fold may take some away.
func tellsMore(text string) bool {
	const mostLetters, guid = 16, 36
	letters := 0
	for i := range min(len(text), guid) {
		switch b := text[i]; {
		case b >= utf8.RuneSelf || b == '(' || b == '=':
			return false
		case isDigit(rune(b)):
			return len(text) < guid
		case isLetterByte(b):
			letters++
		}
	}
	return letters > mostLetters && len(text) < guid
}

// noOwnName says why a text that is no known version is no name of a new one
// either; "" where it is one. A rule for it would hold for cells in which people
// say that they do not know.
func noOwnName(text string) string {
	const want = "; want the name of one product, as in Contoso Chat 7"
	s := survey(fold(text))
	doubts := slices.DeleteFunc(slices.Clone(s.doubts), func(d string) bool { return d != "?" && strings.Contains(doubtMarks, d) })
	switch {
	case StandsForBlank(text):
		return "states no version" + want
	case len(doubts) > 0:
		return leaveOpen(doubts) + " which version holds" + want
	case severalNames(text):
		return "names several products" + want
	case len(s.others) > 0 && (s.beginsWithOther(text) || !slices.ContainsFunc(s.unknown, names)):
		return quoteList(s.others) + " is no chat server" + want
	case len(s.claims) == 0 && !slices.ContainsFunc(s.unknown, names):
		return "names no product" + want
	}
	return ""
}

// severalNames reports a list: names on both sides of a mark that divides them.
func severalNames(text string) bool {
	for _, mark := range []string{" / ", ";", " | "} {
		named := 0
		for part := range strings.SplitSeq(text, mark) {
			if slices.ContainsFunc(survey(fold(part)).unknown, names) {
				named++
			}
		}
		if named > 1 {
			return true
		}
	}
	return false
}

// beginsWithOther reports a text that names another product before anything else.
func (s *statements) beginsWithOther(text string) bool {
	tokens := fold(text)
	for len(s.others) > 0 && len(tokens) > 0 {
		t, n := lexicon().match(tokens)
		if t.kind != filler {
			return t.kind == otherProduct
		}
		tokens = tokens[n:]
	}
	return false
}

// names reports a word that can be the name of something.
func names(word string) bool { return !isNumber(word) && !namelessWords()[word] }

// namelessWords are folded words that name no product, beside those of termTable:
// this program's words for what it cannot judge, and what people write in their
// place, or for everything.
var namelessWords = wordSet(`missing unrecognised unrecognized recognised recognized ambiguous outside matrix contradictory contradiction unreadable unsupported
	assessed stated given recorded listed entered known specified defined documented provided filled supplied found identified determined named
	any all every each everything anything nothing something whatever whichever everybody one other others another else rest remaining many some few multiple different same
	my our skype misc miscellaneous default generic general common dummy sample example test tested testing placeholder wildcard asterisk
	old new latest current recent legacy existing present modern outdated target targets authored see note notes comment column row cell header value data info information
	fehlt fehlend fehlende alle alles jede jeder jedes irgendein andere anderer sonstige sonstiges mehrere aktuell aktuelle alt alte neu neue neueste angegeben erfasst siehe
	manquant manquante tous toutes tout toute autre autres plusieurs actuel actuelle ancien ancienne nouveau nouvelle quelconque voir
	falta faltante todos todas todo toda otro otra otros otras varios varias actual antiguo nuevo cualquier cualquiera ver`)
