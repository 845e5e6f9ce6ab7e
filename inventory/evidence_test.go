package inventory

import (
	"slices"
	"testing"
)

func TestRefineAPI(t *testing.T) {
	for _, c := range []struct{ api, ucma, members, want, certainty string }{
		// UCMA decides between generations that share a chat name.
		{"Group Chat API", "3.0", "", "group-chat-2010", "inferred"},
		{"Group Chat API", "3", "", "group-chat-2010", "inferred"},
		{"Group Chat API", "UCMA 3.0", "", "group-chat-2010", "inferred"},
		{"Group Chat API", "Unified Communications Managed API 3.0", "", "group-chat-2010", "inferred"},
		{"Group Chat API", "RTCC/4.0.0.0", "", "group-chat-2010", "inferred"},
		{"Microsoft.Rtc.Collaboration.GroupChat.dll", "4.0.7577.183", "", "group-chat-2010", "inferred"},
		{"Microsoft.Rtc.Collaboration.GroupChat.dll", "4.0.7577.x", "", "group-chat-2010", "inferred"},
		{"GroupChat.dll", "2.0", "", "ocs-2007-r2", "inferred"},
		{"GroupChat.dll", "UCMA 2.0 Redistributable", "", "ocs-2007-r2", "inferred"},
		{"GroupChat.dll", "RTCC/3.5.0.0", "", "ocs-2007-r2", "inferred"},
		{"GroupChat.dll", "3.5.6907.268", "", "ocs-2007-r2", "inferred"},
		{"GroupChat.dll", "4.0", "", "ambiguous", ""},
		{"GroupChat.dll", "2.0 / 3.0", "", "ambiguous", ""},
		{"GroupChat.dll", "not 3.0", "", "ambiguous", ""},
		{"GroupChat.dll", "", "", "ambiguous", ""},
		{"GroupChat.dll", "yes", "", "ambiguous", ""},

		// UCMA alone proves nothing.
		{"", "4.0", "", "missing", ""},
		{"", "3.0", "", "missing", ""},
		{"UCMA 3.0", "3.0", "", "ambiguous", ""},
		{"Lync", "4.0", "", "ambiguous", ""},
		{"4.0", "UCMA 4.0", "", "ambiguous", ""},
		{"Widget", "3.0", "PersistentChatEndpoint", "unrecognised", ""},
		{"#REF!", "3.0", "PersistentChatEndpoint", "unreadable", ""},
		{"Group Chat Frobnicator API", "3.0", "", "ambiguous", ""},
		{"Lync 2013 Web API", "4.0", "PersistentChatEndpoint", "unrecognised", ""},
		{"Lync 2013 Frobnicate API", "4.0", "", "ambiguous", ""},

		// Members decide by themselves.
		{"Lync 2013 Frobnicate API", "", "PersistentChatEndpoint", "persistent-chat-2013", "inferred"},
		{"", "", "PersistentChatEndpoint", "persistent-chat-2013", "inferred"},
		{"", "", "Microsoft.Rtc.Collaboration.PersistentChat.Management.ChatRoomSettings", "persistent-chat-2013", "inferred"},
		{"n/a", "4.0", "BeginFindCategoriesWithCreateRights()", "persistent-chat-2013", "inferred"},
		{"UCMA 4.0", "", "DefaultPersistentChatUri; ChatRoomInvitationSetting", "persistent-chat-2013", "inferred"},
		{"4.0", "", "PersistentChatUserServices.BeginFindUsers", "persistent-chat-2013", "inferred"},
		{"", "", "GroupChatEndpoint", "missing", ""},
		{"", "3.0", "GroupChatEndpoint", "group-chat-2010", "inferred"},
		{"", "2.0", "GroupChatEndpoint, GroupChatServices", "ocs-2007-r2", "inferred"},
		{"Lync", "", "GroupChatEndpoint", "group-chat-2010", "inferred"},
		{"Lync", "", "PersistentChatEndpoint", "persistent-chat-2013", "inferred"},
		{"Lync", "", "BeginSendChatMessage", "ambiguous", ""},
		{"Group Chat API", "", "PersistentChatEndpoint", "contradictory", ""},
		{"Group Chat API", "", "BeginCreateFederatedUser", "ambiguous", ""},
		{"", "", "GroupChatEndpoint PersistentChatEndpoint", "contradictory", ""},

		// A stated API stays unless its members cannot be its own.
		{"Lync Server 2013 Persistent Chat API", "4.0", "PersistentChatEndpoint", "persistent-chat-2013", "exact"},
		{"Lync Server 2013 Persistent Chat API", "3.0", "", "persistent-chat-2013", "exact"},
		{"Lync Server 2013 Persistent Chat API", "", "UserAdministrationServices", "persistent-chat-2013", "exact"},
		{"Lync Server 2013 Persistent Chat API", "", "GroupChatEndpoint", "contradictory", ""},
		{"Lync Server 2010 Group Chat API", "", "GroupChatEndpoint", "group-chat-2010", "exact"},
		{"Lync Server 2010 Group Chat API", "", "PersistentChatEndpoint", "contradictory", ""},
		{"2010", "", "Microsoft.Rtc.Collaboration.PersistentChat", "contradictory", ""},
		{"OCS 2007 R2 Group Chat API", "2.0", "CategoryManagementServices", "ocs-2007-r2", "exact"},
		{"Skype for Business Server 2015 API", "", "GroupChatEndpoint", "skype-for-business-2015", "exact"},
		{"Lync 2010 / 2013", "", "PersistentChatEndpoint", "persistent-chat-2013", "inferred"},
		{"not Lync 2013", "", "PersistentChatEndpoint", "ambiguous", ""},
		{"Lync 2013 SDK", "", "PersistentChatEndpoint", "persistent-chat-2013", "inferred"},
		{"Lync 2010 / OCS 2007 R2", "", "PersistentChatEndpoint", "contradictory", ""},
	} {
		before := ParseAPI(c.api)
		before.At.Row = 7
		got := refineAPI(before, c.ucma, c.members)
		checkReading(t, c.api, got)
		if taken(got) != c.want || got.Certainty.Key() != c.certainty {
			t.Errorf("refineAPI(%q, %q, %q) = %s %s (%s), want %s %s", c.api, c.ucma, c.members, taken(got), got.Certainty.Key(), got.Detail, c.want, c.certainty)
		}
		if got.Written != c.api || got.At.Row != 7 {
			t.Errorf("refineAPI(%q, …) moved to %q in row %d", c.api, got.Written, got.At.Row)
		}
	}
}

func TestRefineAPINamesTheEvidence(t *testing.T) {
	got := refineAPI(ParseAPI("Group Chat API"), "UCMA 3.0", "GroupChatEndpoint").Detail
	if want := `api-members name "GroupChatEndpoint" and ucma is "UCMA 3.0"`; got != want {
		t.Errorf("detail = %s, want %s", got, want)
	}
}

func TestFunctionsUsed(t *testing.T) {
	category := func(m string) functionMember { return functionMember{CategoryManagement, m} }
	user := func(m string) functionMember { return functionMember{UserManagement, m} }
	for _, c := range []struct {
		members string
		want    []functionMember
	}{
		{"", nil},
		{"BeginSendChatMessage, EndSendChatMessage; JoinChatRoom", nil},
		{"BeginCreateChatRoom BeginUpdateChatRoom AddUsersOrGroupsToRole", nil},
		{"PersistentChatUserServices.BeginFindUsers", nil},
		{"CategoryManagementServices", []functionMember{category("CategoryManagementServices")}},
		{"GroupChatServices.CategoryManagementServices", []functionMember{category("CategoryManagementServices")}},
		{"groupchatservices.categorymanagementservices", []functionMember{category("CategoryManagementServices")}},
		{"BeginCreateFederatedUser(), EndCreateFederatedUser()", []functionMember{user("CreateFederatedUser")}},
		{"CreateFederatedUserAsync", []functionMember{user("CreateFederatedUser")}},
		{"BeginGetFederatedUsers|BeginMoveFederatedUser", []functionMember{user("GetFederatedUsers"), user("MoveFederatedUser")}},
		{"Microsoft.Rtc.Collaboration.GroupChat.Management.ChatRoomCategorySettings\r\nIsUserAdministrator",
			[]functionMember{category("ChatRoomCategorySettings"), user("IsUserAdministrator")}},
		{"GroupChatFederatedUserGroup*", []functionMember{user("GroupChatFederatedUserGroup"), user("GroupChatFederatedUserGroupInformation")}},
		{"ChatRoomCategoryS*", []functionMember{category("ChatRoomCategorySettings")}},
		{"Chat*", nil},
		{"*", nil},
		{"MyCategoryManagementServicesWrapper", nil},
		{"End; Begin; ...; ()", nil},
	} {
		if got := functionsUsed(c.members); !slices.Equal(got, c.want) {
			t.Errorf("functionsUsed(%q) = %v, want %v", c.members, got, c.want)
		}
	}
}

// TestFunctionsUsedFindsEveryLostMember reads each fact of the table back.
func TestFunctionsUsedFindsEveryLostMember(t *testing.T) {
	for _, fact := range memberTable {
		if fact.function == NoFunction {
			continue
		}
		want := []functionMember{{fact.function, fact.member}}
		for _, text := range []string{fact.member, "Begin" + fact.member, "End" + fact.member + "(…)", "x.y." + fact.member} {
			if got := functionsUsed(text); !slices.Equal(got, want) {
				t.Errorf("functionsUsed(%q) = %v, want %v", text, got, want)
			}
		}
	}
}

func TestParseYesNo(t *testing.T) {
	for _, c := range []struct {
		yes, known bool
		texts      []string
	}{
		{true, true, []string{"yes", "Yes", " YES. ", "y", "Y", "true", "TRUE", "1", "x", "X", "[x]", "ja", "Ja", "JA!", "j", "WAHR", "oui", "Oui", "o", "VRAI", "sí", "Si", "SÍ", "VERDADERO", "✓", "✔", "y\u00a0", "1.0", "on"}},
		{false, true, []string{"no", "No", "NO", "n", "false", "FALSE", "0", "-", "–", "—", "nein", "Nein", "FALSCH", "non", "FAUX", "falso", "FALSO", "none", "never", "0.0", "off", "[-]"}},
		{false, false, []string{"", " ", "maybe", "n/a", "?", "unknown", "yes and no", "partly", "2", "ja/nein", "#N/A", "x y"}},
	} {
		for _, text := range c.texts {
			if yes, known := parseYesNo(text); yes != c.yes || known != c.known {
				t.Errorf("parseYesNo(%q) = %v, %v, want %v, %v", text, yes, known, c.yes, c.known)
			}
		}
	}
}

func TestParseInstalledSoftware(t *testing.T) {
	for _, c := range []struct{ name, version, server, api string }{
		{"Microsoft Lync Server 2013, Core Components", "5.0.8308.0", "lync-server-2013", "unrecognised"},
		{"Microsoft Lync Server 2013, Core Components", "", "lync-server-2013", "unrecognised"},
		{"Microsoft Lync Server 2013, Bootstrapper Prerequisites Installer Package", "5.0.8308.0", "lync-server-2013", "unrecognised"},
		{"Microsoft Lync Server 2013, Front End Server", "5.0.8308.420", "lync-server-2013", "unrecognised"},
		{"Microsoft Lync Server 2010, Core Components", "4.0.7577.216", "lync-server-2010", "unrecognised"},
		{"Microsoft Lync Server 2010, Group Chat", "4.0.7577.4102", "lync-server-2010", "unrecognised"},
		{"Microsoft Office Communications Server 2007 R2, Core Components", "3.5.6907.0", "ocs-2007-r2", "unrecognised"},
		{"Office Communications Server 2007 R2 Core Components", "", "ocs-2007-r2", "unrecognised"},
		{"Skype for Business Server 2015, Core Components", "6.0.9319.0", "skype-for-business-server-2015", "unrecognised"},
		{"Skype for Business Server 2019, Core Components", "7.0.2046.252", "skype-for-business-server-2019", "unrecognised"},
		{"Microsoft Lync Server 2013, Core Components", "4.0.7577.0", "contradictory", "unrecognised"},
		{"Microsoft Lync Server 2013 Persistent Chat SDK", "5.0.8308.0", "ambiguous", "ambiguous"},
		{"Microsoft Lync Server 2010 Group Chat SDK", "4.0.7577.0", "ambiguous", "ambiguous"},
		{"Microsoft Lync Server 2013 Resource Kit Tools", "5.0.8308.0", "ambiguous", "unrecognised"},
		{"Microsoft Lync Server 2010, Group Chat Administration Tool", "4.0.7577.4102", "ambiguous", "unrecognised"},
		{"Microsoft Unified Communications Managed API 4.0, Runtime", "5.0.8308.0", "ambiguous", "ambiguous"},
		{"Microsoft Unified Communications Managed API 4.0, SDK", "5.0.8308.0", "ambiguous", "ambiguous"},
		{"Microsoft Lync 2010", "4.0.7577.4109", "ambiguous", "unrecognised"},
		{"Microsoft Lync 2013", "15.0.4569.1503", "ambiguous", "unrecognised"},
		{"Microsoft Office Communicator 2007 R2", "3.5.6907.268", "ambiguous", "unrecognised"},
		{"Microsoft Lync 2010 Group Chat", "4.0.7577.4102", "ambiguous", "unrecognised"},
		{"", "4.0.7577.0", "ambiguous", "missing"},
		{"Setup", "5.0.8308.0", "ambiguous", "unrecognised"},
		{"Adobe Reader X", "10.1.0", "unrecognised", "unrecognised"},
		{"Microsoft SQL Server 2008 R2", "10.50.4000.0", "unrecognised", "unrecognised"},
		{"Microsoft .NET Framework 4.5", "4.5.50709", "unrecognised", "unrecognised"},
		{"Microsoft Exchange Server 2013", "15.0.847.32", "unrecognised", "unrecognised"},
		{"#N/A", "5.0.8308.0", "unreadable", "unreadable"},
		{"", "", "missing", "missing"},
	} {
		server, api := parseInstalledSoftware(c.name, c.version)
		checkReading(t, c.name, server)
		checkReading(t, c.name, api)
		if taken(server) != c.server || taken(api) != c.api || server.Certainty == Exact {
			t.Errorf("parseInstalledSoftware(%q, %q) = %s %s (%s), %s (%s), want %s, %s", c.name, c.version,
				taken(server), server.Certainty.Key(), server.Detail, taken(api), api.Detail, c.server, c.api)
		}
	}
}
