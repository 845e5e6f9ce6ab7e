package inventory

import (
	"strings"
	"sync"
)

// yesWords and noWords are folded answers in English, German, French and
// Spanish, as people and spreadsheets write them.
var (
	yesWords = wordSet("yes y true t 1 1.0 on x xx ja j wahr w oui o vrai si s verdadero cierto sim sì used uses ok ✓ ✔ ☑ √")
	noWords  = wordSet("no n false f 0 0.0 off none nein falsch non faux falso nao never unused ✗ ✘ ☐ ×")
)

// wordSet is a set of words, made when it is first asked for.
func wordSet(words string) func() map[string]bool {
	return sync.OnceValue(func() map[string]bool {
		set := map[string]bool{}
		for word := range strings.FieldsSeq(words) {
			set[strings.TrimSpace(plain(word))] = true
		}
		return set
	})
}

// parseYesNo reads an answer to a yes-or-no column. Known is false where the
// text is blank or no plain answer; a lone dash is a no.
func parseYesNo(text string) (yes, known bool) {
	if text == "" || len(text) > foldMax {
		return false, false
	}
	word := strings.ToLower(text)
	if !yesWords()[word] && !noWords()[word] { // folded only where that is needed: every pair asks
		word = strings.Trim(plain(text), " .,;:!()[]'\"`")
	}
	switch {
	case yesWords()[word]:
		return true, true
	case noWords()[word], word == "-":
		return false, true
	}
	return false, false
}
