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
		{"", "", "BeginSendChatMessage", Use{}, Use{}},
		{"", "", "CategoryManagementServices", Use{Yes, "CategoryManagementServices"}, Use{}},
		{"no", "no", "BeginMoveFederatedUser; BeginCreateFederatedUser", no, Use{Yes, "MoveFederatedUser"}},
		{"yes", "", "ChatRoomCategorySettings", Use{Yes, "ChatRoomCategorySettings"}, Use{}},
	} {
		pair := Pair{Fields: Values{{FieldCategoryManagement, c.category}, {FieldUserManagement, c.user}, {FieldAPIMembers, c.members}}}
		category, user := pair.Uses()
		if category != c.wantCategory || user != c.wantUserUses {
			t.Errorf("category %q, user %q, members %q: %v, %v, want %v, %v", c.category, c.user, c.members, category, user, c.wantCategory, c.wantUserUses)
		}
	}
}
