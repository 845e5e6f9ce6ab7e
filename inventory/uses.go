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
// Server 2013. A member that api-members names outweighs a column that says no.
// Where neither column nor member speaks, nobody says: a list of members need
// not be complete.
func (p *Pair) Uses() (category, user Use) {
	category, user = answerOf(p.Field(FieldCategoryManagement)), answerOf(p.Field(FieldUserManagement))
	for _, found := range FunctionsUsed(p.Field(FieldAPIMembers)) {
		switch {
		case found.Function == CategoryManagement && category.Member == "":
			category = Use{Yes, found.Member}
		case found.Function == UserManagement && user.Member == "":
			user = Use{Yes, found.Member}
		}
	}
	return category, user
}

// answerOf reads a yes-or-no column.
func answerOf(text string) Use {
	switch yes, known := ParseYesNo(text); {
	case !known:
		return Use{}
	case yes:
		return Use{Answer: Yes}
	}
	return Use{Answer: No}
}
