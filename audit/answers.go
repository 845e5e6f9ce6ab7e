package audit

import "chatcompat/inventory"

// answer is what the inventory says to the condition of an advisory: quiet, fires,
// or one and more of the others, which tell what nobody says. Silence is no pass:
// the check is then not made, and says what it needs.
type answer uint8

const (
	fires         answer = 1 << iota
	unsaid               // what the columns of the advisory would show
	unsaidUCMA           // which generation of UCMA it is, where the API does not tell
	unsaidAPI            // which API it is
	unsaidVersion        // which server version it is
	uncharted            // what holds for a server version that the matrix has no column for

	quiet answer = 0
)

// both answers a condition of two parts. One that does not hold decides, whatever
// nobody says of the other.
func both(a, b answer) answer {
	switch {
	case a == quiet || b == quiet:
		return quiet
	case a == fires:
		return b
	case b == fires:
		return a
	}
	return a | b
}

func answerOf(a inventory.Answer) answer {
	return [...]answer{inventory.Unsaid: unsaid, inventory.No: quiet, inventory.Yes: fires}[a]
}

func firesIf(b bool) answer {
	if b {
		return fires
	}
	return quiet
}

// checkSet is a set of checks, by their places in advisories.
type checkSet uint32

// answers are what a finding says to all checks of pairs, and what the
// inventory says of category and user management.
type answers struct {
	given  bool
	fires  checkSet
	unsaid [len(silences)]checkSet // by what nobody says
	uses   inventory.Answer
}

// silences are the answers that tell what nobody says, in the order of messages.
var silences = [...]answer{unsaid, unsaidUCMA, unsaidAPI, unsaidVersion, uncharted}

// answersOf asks a finding, unless it was asked already.
func answersOf(f *Finding) answers {
	if f.answers.given {
		return f.answers
	}
	s := newSubject(f)
	return s.answers()
}

// answers asks the finding all that checks of pairs ask.
func (s *subject) answers() answers {
	a := answers{given: true, uses: s.category.Answer.Or(s.user.Answer)}
	for i := range advisories {
		if advisories[i].pair == nil {
			continue
		}
		said := advisories[i].pair(s)
		if said == quiet {
			continue
		}
		if said == fires {
			a.fires |= 1 << i
		}
		for n, silence := range silences {
			if said&silence != 0 {
				a.unsaid[n] |= 1 << i
			}
		}
	}
	return a
}
