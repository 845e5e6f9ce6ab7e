package inventory

import (
	"strings"
	"sync"
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

// functionMember is a member of the API and the function that it belongs to.
type functionMember struct {
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

// membersByName finds the facts of a member by its name in lower case.
var membersByName = sync.OnceValue(func() map[string]memberFact {
	byName := map[string]memberFact{}
	for _, fact := range memberTable {
		byName[strings.ToLower(fact.member)] = fact
	}
	return byName
})

// functionsUsed finds the members in an api-members cell that belong to
// category or user management of the older APIs, each once, in the order of
// the text. Members may be qualified, begin with Begin or End, end in
// parentheses or a wildcard, and be separated by anything.
func functionsUsed(members string) []functionMember {
	var uses []functionMember
	for _, fact := range memberFacts(members) {
		if fact.function != NoFunction {
			uses = append(uses, functionMember{fact.function, fact.member})
		}
	}
	return uses
}

// memberFacts looks up each name of a cell, and each part of a qualified name;
// each fact is found once.
func memberFacts(members string) []memberFact {
	if members == "" {
		return nil
	}
	var facts []memberFact
	seen := map[string]bool{}
	add := func(found ...memberFact) {
		for _, fact := range found {
			if !seen[fact.member] {
				seen[fact.member] = true
				facts = append(facts, fact)
			}
		}
	}
	for name := range strings.FieldsFuncSeq(strings.ToLower(members), separatesMembers) {
		for _, namespace := range namespaces {
			if rest, ok := strings.CutPrefix(name, namespace); ok && (rest == "" || rest[0] == '.') {
				add(membersByName()[namespace])
			}
		}
		for part := range strings.SplitSeq(name, ".") {
			add(factsOf(part)...)
		}
	}
	return facts
}

// namespaces are the members of the table that are known by their beginning.
var namespaces = [...]string{"microsoft.rtc.collaboration.groupchat", "microsoft.rtc.collaboration.persistentchat"}

// separatesMembers keeps letters, digits, dots and wildcards of a name together.
func separatesMembers(r rune) bool {
	return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '.' && r != '_' && r != '*'
}

// wildcardMin is how many letters must stand before a wildcard to mean anything.
const wildcardMin = 8

// factsOf looks up one name in lower case, with or without the Begin or End of
// an asynchronous pair; "groupchatfederated*" stands for all that begin so.
func factsOf(name string) []memberFact {
	name = strings.Trim(name, "_")
	if stem, wild := strings.CutSuffix(name, "*"); wild {
		return factsBeginning(withoutAsync(stem))
	}
	if fact, ok := membersByName()[withoutAsync(name)]; ok {
		return []memberFact{fact}
	}
	return nil
}

func factsBeginning(stem string) []memberFact {
	if len(stem) < wildcardMin {
		return nil
	}
	var facts []memberFact
	for _, fact := range memberTable {
		if strings.HasPrefix(strings.ToLower(fact.member), stem) {
			facts = append(facts, fact)
		}
	}
	return facts
}

func withoutAsync(name string) string {
	name = strings.TrimSuffix(name, "async")
	if rest, ok := strings.CutPrefix(name, "begin"); ok {
		return rest
	}
	return strings.TrimPrefix(name, "end")
}
