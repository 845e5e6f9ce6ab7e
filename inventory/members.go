package inventory

import (
	"strings"
	"unicode"
)

// Function is one of the two groups of functions that the vendor's page calls
// unsupported where an older application meets Lync Server 2013.
type Function uint8

// The functions. The zero Function is none of them.
const (
	NoFunction Function = iota
	CategoryManagement
	UserManagement
)

var functionKeys = [...]string{"", "category-management", "user-management"}

// Key is a fixed word for outputs: "", "category-management", "user-management".
func (f Function) Key() string { return functionKeys[f] }

// Use is a member of the API that an application calls, and the function it belongs to.
type Use struct {
	Function Function
	Member   string // as the documents spell it, without Begin or End
}

// memberFact is one member that tells something about the application.
type memberFact struct {
	member   string
	function Function    // lost on Lync Server 2013; NoFunction where it is not
	only     generations // those that have the member; all where it says nothing
}

// memberTable lists the members that one side of the 2013 change alone has, and
// the functions that the change took away. Sources: PC/class-library-changes,
// PC/updated-object-model, PC/how-to-manage-persistent-chat-users-and-user-groups;
// learn ff754933, ff754985, ff755711 for the older names.
var memberTable = []memberFact{
	// Category management, gone in 2013.
	{"CategoryManagementServices", CategoryManagement, anyGroup},
	{"ChatRoomCategoryManagementServices", CategoryManagement, anyGroup},
	{"ChatRoomCategoryInformation", CategoryManagement, anyGroup},
	{"ChatRoomCategorySettings", CategoryManagement, anyGroup},

	// User management, gone in 2013.
	{"GroupChatUserAdministrationServices", UserManagement, anyGroup},
	{"UserAdministrationServices", UserManagement, ^noGeneration}, // a sample of 2013 still names it
	{"CreateFederatedUser", UserManagement, anyGroup},
	{"CreateFederatedUserGroup", UserManagement, anyGroup},
	{"DeleteFederatedUserGroup", UserManagement, anyGroup},
	{"GetFederatedUser", UserManagement, anyGroup},
	{"GetFederatedUserGroup", UserManagement, anyGroup},
	{"GetFederatedUserGroups", UserManagement, anyGroup},
	{"GetFederatedUsers", UserManagement, anyGroup},
	{"GetGroupChatAdministrators", UserManagement, anyGroup},
	{"MoveFederatedUser", UserManagement, anyGroup},
	{"UpdateUserOrGroupInformation", UserManagement, anyGroup},
	{"GroupChatFederatedUser", UserManagement, anyGroup},
	{"GroupChatFederatedUserGroup", UserManagement, anyGroup},
	{"GroupChatFederatedUserGroupInformation", UserManagement, anyGroup},
	{"GroupChatFederatedUserInformation", UserManagement, anyGroup},
	{"GroupChatFederatedUserSettings", UserManagement, anyGroup},
	{"GroupChatPrincipalInformation", UserManagement, anyGroup},
	{"GroupChatUserGroupInformation", UserManagement, anyGroup},
	{"GroupChatUserInformation", UserManagement, anyGroup},
	{"ArePermissionsInherited", UserManagement, anyGroup},
	{"CanUploadFiles", UserManagement, anyGroup},
	{"IsChatRoomAdministrator", UserManagement, anyGroup},
	{"IsUserAdministrator", UserManagement, anyGroup},

	// Other members that 2013 no longer has; neither function is lost with them.
	{"GroupChatEndpoint", NoFunction, anyGroup},
	{"GroupChatServices", NoFunction, anyGroup},
	{"GroupChatAddInInformation", NoFunction, anyGroup},
	{"GroupChatAddInSettings", NoFunction, anyGroup},
	{"Microsoft.Rtc.Collaboration.GroupChat", NoFunction, anyGroup},
	{"AllowFileUpload", NoFunction, anyGroup},
	{"CreateNewMemberList", NoFunction, anyGroup},
	{"LogChatHistory", NoFunction, anyGroup},
	{"SendInvitationsToMembers", NoFunction, anyGroup},
	{"InheritedChatRoomProperty", NoFunction, anyGroup},

	// Members that came with 2013.
	{"Microsoft.Rtc.Collaboration.PersistentChat", NoFunction, gen2013},
	{"PersistentChatEndpoint", NoFunction, gen2013},
	{"PersistentChatServices", NoFunction, gen2013},
	{"PersistentChatUserServices", NoFunction, gen2013},
	{"ChatRoomCategorySummary", NoFunction, gen2013},
	{"FindCategoriesWithCreateRights", NoFunction, gen2013},
	{"DefaultPersistentChatUri", NoFunction, gen2013},
	{"ChatRoomInvitationSetting", NoFunction, gen2013},
}

// FunctionsUsed finds the members in an api-members cell that belong to
// category or user management of the older APIs, each once, in the order of
// the text. Members may be qualified, begin with Begin or End, end in
// parentheses or a wildcard, and be separated by anything.
func FunctionsUsed(members string) []Use {
	var uses []Use
	seen := map[Use]bool{}
	for _, fact := range memberFacts(members) {
		use := Use{fact.function, fact.member}
		if fact.function != NoFunction && !seen[use] {
			seen[use] = true
			uses = append(uses, use)
		}
	}
	return uses
}

// memberFacts looks up each name of a cell, and each part of a qualified name.
func memberFacts(members string) []memberFact {
	var facts []memberFact
	for name := range strings.FieldsFuncSeq(members, separatesMembers) {
		if fact, ok := namespaceFact(name); ok {
			facts = append(facts, fact)
		}
		for part := range strings.FieldsFuncSeq(name, func(r rune) bool { return r == '.' }) {
			facts = append(facts, wildcardFacts(part)...)
		}
	}
	return facts
}

// separatesMembers keeps letters, digits, dots and wildcards of a name together.
func separatesMembers(r rune) bool {
	return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '.' && r != '_' && r != '*'
}

// namespaceFact knows the chat namespaces, alone or before a type.
func namespaceFact(name string) (memberFact, bool) {
	for _, fact := range memberTable {
		if rest, ok := cutPrefixFold(name, fact.member); ok && strings.Contains(fact.member, ".") && (rest == "" || rest[0] == '.') {
			return fact, true
		}
	}
	return memberFact{}, false
}

func cutPrefixFold(s, prefix string) (string, bool) {
	if len(s) < len(prefix) || !strings.EqualFold(s[:len(prefix)], prefix) {
		return s, false
	}
	return s[len(prefix):], true
}

// wildcardMin is how many letters must stand before a wildcard to mean anything.
const wildcardMin = 8

// wildcardFacts looks up one name; "GroupChatFederated*" stands for all that begin so.
func wildcardFacts(name string) []memberFact {
	name = withoutAsync(name)
	stem, wild := strings.CutSuffix(name, "*")
	var facts []memberFact
	for _, fact := range memberTable {
		_, begins := cutPrefixFold(fact.member, stem)
		if strings.EqualFold(fact.member, name) || wild && begins && len(stem) >= wildcardMin {
			facts = append(facts, fact)
		}
	}
	return facts
}

// withoutAsync takes off the Begin or End of a pair of asynchronous methods, and Async.
func withoutAsync(name string) string {
	name = strings.Trim(name, "_")
	for _, prefix := range []string{"Begin", "End"} {
		if rest, ok := cutPrefixFold(name, prefix); ok && rest != "" {
			name = rest
			break
		}
	}
	if n := len(name) - len("Async"); n > 0 && strings.EqualFold(name[n:], "Async") {
		return name[:n]
	}
	return name
}
