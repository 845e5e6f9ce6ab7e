package inventory

// Answer is what the inventory says to a yes-or-no question. The zero Answer is
// that nobody says.
type Answer uint8

// The answers.
const (
	Unsaid Answer = iota
	No
	Yes
)

// Use tells whether an application uses a function, and by which member of the API.
type Use struct {
	Answer Answer
	Member string // "" where a yes-or-no column says so
}

// Uses tells whether the application uses category management and user
// management: the two functions that a Group Chat API application loses on Lync
// Server 2013.
func (p *Pair) Uses() (category, user Use) {
	return Use{}, Use{}
}
