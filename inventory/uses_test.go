package inventory

import "testing"

func TestPairUses(t *testing.T) {
	yes, no := Use{Answer: Yes}, Use{Answer: No}
	for _, c := range []struct {
		category, user, members    string
		wantCategory, wantUserUses Use
	}{
		{"", "", "", Use{}, Use{}},
		{"yes", "no", "", yes, no},
		{"Ja", "–", "", yes, no},
		{"maybe", "n/a", "", Use{}, Use{}},
		{"", "", "BeginSendChatMessage", Use{Answer: No, Listed: true}, Use{Answer: No, Listed: true}},
		{"", "no", "ChatRoomSession.BeginJoin(Uri, AsyncCallback, Object), EndJoin", Use{Answer: No, Listed: true}, no},
		{"", "", "Microsoft.Rtc.Collaboration.GroupChat.ChatRoomSession", Use{Answer: No, Listed: true}, Use{Answer: No, Listed: true}},
		{"", "", "BeginSendChatMessage; CategoryManagmentServices", Use{}, Use{}},
		{"", "", "see wiki", Use{}, Use{}},
		{"", "", "CategoryManagementServices", Use{Answer: Yes, Member: "CategoryManagementServices"}, Use{}},
		{"no", "no", "BeginMoveFederatedUser; BeginCreateFederatedUser", no, Use{Answer: Yes, Member: "MoveFederatedUser, CreateFederatedUser", Against: true}},
		{"yes", "", "ChatRoomCategorySettings", Use{Answer: Yes, Member: "ChatRoomCategorySettings"}, Use{}},
	} {
		pair := Pair{Fields: Values{{FieldCategoryManagement, c.category}, {FieldUserManagement, c.user}, {FieldAPIMembers, c.members}}}
		category, user := pair.Uses()
		if category != c.wantCategory || user != c.wantUserUses {
			t.Errorf("category %q, user %q, members %q: %v, %v, want %v, %v", c.category, c.user, c.members, category, user, c.wantCategory, c.wantUserUses)
		}
	}
}
