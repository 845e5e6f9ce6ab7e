package inventory

import (
	"strings"
)

// survivors are the members of the older APIs that do the same work in 2013, or
// bear another name there: joining, posting, history, rooms, grants of roles,
// look-up of users. Sources: PC/features-and-architecture, PC/class-library-changes
// and the how-to pages on messages, history, rooms, roles and users.
var survivors = wordSet(strings.ToLower(`
	GroupChatEndpoint GroupChatServices PersistentChatEndpoint PersistentChatServices
	LocalEndpoint UserEndpoint ApplicationEndpoint

	ChatRoomSession ActiveChatRoomSessions ChatRoomInvitationReceived Join Leave
	SendChatMessage ChatMessage ChatMessageReceived FormattedOutboundChatMessage
	QueryChatHistory GetRecentChatHistory ChatHistoryQueryOptions ChatHistoryResult

	ChatRoom ChatRoomManagementServices ChatRoomSettings ChatRoomInformation ChatRoomSnapshot ChatRoomSummary
	CreateChatRoom UpdateChatRoom GetChatRoom FindCategoriesWithCreateRights ChatRoomCategorySummary
	BrowseChatRoomsByCriteria BrowseChatRoomsIManage BrowseMyChatRooms

	ChatRoomRole AddUsersOrGroupsToRole RemoveUsersOrGroupsFromRole FindUsersOrGroupsForRole
	GetMembers GetManagers GetPresenters

	UserServices PersistentChatUserServices FindUsers GetUser GetUserGroup`))

// arguments are what stands in the parentheses of a signature.
var arguments = pattern(`\([^()]*\)`)

// onlySurvivors reports a list of members of which each is known and none is
// lost. Names of namespaceParts may stand before a member.
func onlySurvivors(members string) bool {
	members = strings.ToLower(members)
	if strings.Contains(members, "(") {
		members = arguments().ReplaceAllString(members, " ")
	}
	found := false
	for name := range strings.FieldsFuncSeq(members, separatesMembers) {
		parts := strings.Split(strings.Trim(name, "."), ".")
		for i, part := range parts {
			known := survivors()[part] || survivors()[withoutAsync(part)]
			if found = found || known; !known && (i == len(parts)-1 || !namespaceParts()[part]) {
				return false
			}
		}
	}
	return found
}

// namespaceParts are the parts of names that may stand before a member.
var namespaceParts = wordSet("microsoft rtc collaboration groupchat persistentchat management")
