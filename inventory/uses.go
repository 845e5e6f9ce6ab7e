package inventory

import "strings"

// Answer is what the inventory says to a yes-or-no question. The zero Answer is
// that nobody says.
type Answer uint8

// The answers.
const (
	Unsaid Answer = iota
	No
	Yes
)

// Or is Yes where one of two answers is, else Unsaid where one is.
func (a Answer) Or(b Answer) Answer {
	switch {
	case a == Yes || b == Yes:
		return Yes
	case a == Unsaid || b == Unsaid:
		return Unsaid
	}
	return No
}

// Use tells whether an application uses a function, and by which member of the API.
type Use struct {
	Answer  Answer
	Member  string // the members that show it, joined by commas; "" where a yes-or-no column says so
	Against bool   // members show the use, and the yes-or-no column says no
	Listed  bool   // with No: nothing says so but the list of members, which has none of the function
}

// Uses tells whether the application uses category management and user
// management: the two functions that a Group Chat API application loses on Lync
// Server 2013. Members outweigh a yes-or-no cell, for they are what the program
// calls. A list of members that holds survivors alone says no; one with a name
// that is not known says nothing, nor does a yes-or-no cell with another text.
func (p *Pair) Uses() (category, user Use) {
	members := p.Field(FieldAPIMembers)
	if members == "" && p.Field(FieldCategoryManagement) == "" && p.Field(FieldUserManagement) == "" {
		return Use{}, Use{}
	}
	category = useOf(p.Field(FieldCategoryManagement), members, CategoryManagement)
	user = useOf(p.Field(FieldUserManagement), members, UserManagement)
	return category, user
}

func useOf(cell, members string, function Function) Use {
	yes, known := parseYesNo(cell)
	if used := membersOf(members, function); used != "" {
		return Use{Answer: Yes, Member: used, Against: known && !yes}
	}
	switch {
	case known && yes:
		return Use{Answer: Yes}
	case known:
		return Use{Answer: No}
	case onlySurvivors(members):
		return Use{Answer: No, Listed: true}
	}
	return Use{}
}

// membersOf lists the members of a function in a cell, in their order.
func membersOf(members string, function Function) string {
	if members == "" {
		return ""
	}
	var names []string
	for _, use := range functionsUsed(members) {
		if use.Function == function {
			names = append(names, use.Member)
		}
	}
	return strings.Join(names, ", ")
}
