package main

// estateApplications is grouped by API: Persistent Chat 2013, Group Chat 2010,
// OCS 2007 R2, and one whose API nobody wrote down. The API members are the
// vendor's names of what the 2013 API took away or kept.
var estateApplications = []application{
	{"Trading floor alert relay", "Lync Server 2013 Persistent Chat API", "Trading Desk IT", "Mission critical", "Trading", "No", "No", "", "UCMA 4.0", "UserEndpoint", "pchat-zrh.contoso.example pchat-lon.contoso.example"},
	{"Incident bridge bot", "Lync Server 2013 Persistent Chat SDK", "Service Operations", "High", "Service desk", "No", "No", "AddUsersOrGroupsToRole", "UCMA 4.0", "UserEndpoint", "pchat-nyc.contoso.example zrh-pchat-t1"},
	{"Helpdesk ticket bot", "Lync Server 2013 Persistent Chat API", "Service Desk Tools", "Medium", "Service desk", "No", "No", "", "UCMA 4.0", "UserEndpoint", "pchat-lon.contoso.example lon-pchat-t1"},
	{"Market open countdown", "Persistent Chat Server SDK", "Trading Desk IT", "Medium", "Trading", "No", "No", "", "UCMA 4.0", "UserEndpoint", "pchat-nyc lon-gc01"},
	{"Order rejection notifier", "Microsoft Lync Server 2013 Persistent Chat API", "Trading Desk IT", "High", "Trading", "No", "No", "", "UCMA 4.0", "UserEndpoint", "pchat-zrh.contoso.example nyc-pchat01.contoso.example"},
	{"Shift handover board", "Lync Server 2013 Persistent Chat API", "Data Centre Operations", "High", "Operations", "No", "No", "", "UCMA 4.0", "UserEndpoint", "sin-pchat01.contoso.example sin-gc01.contoso.example"},
	{"KPI ticker", "Lync Server 2013 Persistent Chat SDK", "Business Intelligence", "Low", "Management", "No", "No", "", "UCMA 4.0", "UserEndpoint", "pchat-lon.contoso.example nyc-pchat-dr1"},
	{"Compliance chat archiver", "Microsoft.Rtc.Collaboration.PersistentChat", "Records and Compliance", "Mission critical", "Compliance", "No", "No", "", "UCMA 4.0", "UserEndpoint", "pchat-zrh.contoso.example pchat-lon.contoso.example pchat-nyc.contoso.example"},
	{"Room membership sync", "Lync Server 2013 Persistent Chat API", "Collaboration Platforms", "Medium", "Collaboration", "No", "Yes", "AddUsersOrGroupsToRole; FindUsers", "UCMA 4.0", "UserEndpoint", "zrh-pchat02 fra-ocs01.fabrikam.example"},
	{"Build status announcer", "Lync Server 2013 Persistent Chat SDK", "Build Services", "Low", "Engineering", "No", "No", "", "UCMA 4.0", "UserEndpoint", "lon-pchat-t1.contoso.example zrh-pchat-t1.contoso.example"},
	{"Payment exception feed", "Lync Server 2013 Persistent Chat API", "Payments Technology", "High", "Payments", "No", "No", "", "UCMA 4.0", "UserEndpoint", "lon-pchat02 gc-fra.fabrikam.example"},
	{"Credit limit watcher", "Persistent Chat Server API", "Risk Technology", "High", "Risk", "No", "No", "", "UCMA 4.0", "UserEndpoint", "nyc-pchat02 nyc-ocs01.contoso.example"},
	{"Facilities broadcast", "Lync Server 2013 Persistent Chat API", "Facilities", "Low", "Workplace", "No", "No", "", "UCMA 4.0", "UserEndpoint", "sin-pchat01 zrh-sfb01.contoso.example"},
	{"Management briefing room", "Lync Server 2013 Persistent Chat SDK", "Collaboration Platforms", "Medium", "Management", "", "", "BeginFindCategoriesWithCreateRights", "UCMA 4.0", "UserEndpoint", "zrh-pchat01.contoso.example zrh-sfb01"},
	{"Disaster drill messenger", "Lync Server 2013 Persistent Chat API", "Business Continuity", "High", "Operations", "No", "No", "", "UCMA 4.0", "UserEndpoint", "tok-pchat01.contoso.example"},

	{"FX rate publisher", "Lync Server 2010 Group Chat API", "Trading Desk IT", "Mission critical", "Trading", "No", "No", "", "UCMA 3.0", "ApplicationEndpoint", "gc-zrh.contoso.example pchat-zrh.contoso.example"},
	{"Room provisioning portal", "Lync Server 2010 Group Chat SDK", "Collaboration Platforms", "High", "Collaboration", "Yes", "Yes", "CategoryManagementServices; GetGroupChatAdministrators", "UCMA 3.0", "ApplicationEndpoint", "pchat-lon.contoso.example gc-lon.contoso.example"},
	{"Settlement failure relay", "Lync Server 2010 Group Chat API", "Payments Technology", "High", "Payments", "No", "No", "", "UCMA 3.0", "UserEndpoint", "gc-lon.contoso.example"},
	{"Partner desk connector", "Microsoft Lync Server 2010 Group Chat API", "Client Technology", "High", "Client service", "No", "Yes", "BeginCreateFederatedUser; GetFederatedUsers", "UCMA 3.0", "UserEndpoint", "pchat-nyc.contoso.example"},
	{"Legal hold exporter", "Lync Server 2010 Group Chat API", "Records and Compliance", "Mission critical", "Compliance", "No", "No", "", "UCMA 3.0", "UserEndpoint", "pchat-zrh.contoso.example zrh-gc02.contoso.example"},
	{"Change calendar bot", "Lync Server 2010 Group Chat API", "Service Operations", "Low", "Service desk", "", "", "", "UCMA 3.0", "UserEndpoint", "lon-gc-t1"},
	{"Mainframe job monitor", "Lync Server 2010 Group Chat SDK", "Data Centre Operations", "High", "Operations", "No", "No", "", "UCMA 3.0", "ApplicationEndpoint", "fra-gc01.fabrikam.example fra-ocs02.fabrikam.example"},
	{"Collateral call notifier", "Lync Server 2010 Group Chat API", "Risk Technology", "High", "Risk", "", "", "", "UCMA 3.0", "UserEndpoint", "lon-pchat01.contoso.example"},
	{"Branch opening checklist", "Lync Server 2010 Group Chat API", "Fabrikam Branch IT", "Low", "Branches", "Yes", "No", "ChatRoomCategorySettings", "UCMA 3.0", "UserEndpoint", "gc-fra.fabrikam.example"},
	{"Fraud desk escalation", "Microsoft Lync Server 2010 Group Chat API", "Risk Technology", "Mission critical", "Risk", "No", "No", "", "UCMA 3.0", "UserEndpoint", "nyc-gc01 nyc-pchat01"},
	{"Network outage pager", "Lync Server 2010 Group Chat API", "Network Operations", "High", "Operations", "No", "No", "", "UCMA 3.0", "UserEndpoint", "nyc-gc01.contoso.example nyc-ocs01"},
	{"Client onboarding tracker", "Lync Server 2010 Group Chat SDK", "Client Technology", "Medium", "Client service", "Yes", "No", "ChatRoomCategoryManagementServices", "UCMA 3.0", "UserEndpoint", "lon-pchat-t1.contoso.example"},
	{"Translation relay", "Lync Server 2010 Group Chat API", "Collaboration Platforms", "Medium", "Collaboration", "No", "No", "", "UCMA 3.0", "UserEndpoint", "sin-gc01"},
	{"Research note distributor", "Lync Server 2010 Group Chat API", "Research Technology", "Medium", "Research", "No", "No", "", "UCMA 3.0", "UserEndpoint", "pchat-lon.contoso.example"},
	{"Pricing desk quote bot", "Lync Server 2010 Group Chat SDK", "Pricing Desk IT", "Mission critical", "Trading", "No", "No", "", "UCMA 3.0", "ApplicationEndpoint", "lon-gc02.contoso.example lon-ocs01.contoso.example"},

	{"Plant alarm gateway", "Office Communications Server 2007 R2 Group Chat API", "Fabrikam Plant Systems", "Mission critical", "Production", "No", "No", "", "UCMA 2.0", "ApplicationEndpoint", "ocs-fra.fabrikam.example"},
	{"Warehouse dispatch chat", "Office Communications Server 2007 R2 API", "Fabrikam Logistics IT", "High", "Logistics", "No", "No", "", "UCMA 2.0", "UserEndpoint", "fra-ocs02.fabrikam.example fra-gc02.fabrikam.example"},
	{"Cafeteria menu poster", "Office Communications Server 2007 R2 Group Chat SDK", "Facilities", "Low", "Workplace", "No", "No", "", "UCMA 2.0", "UserEndpoint", "sin-ocs01.contoso.example"},
	{"Quality hold notifier", "Office Communications Server 2007 R2 Group Chat API", "Fabrikam Plant Systems", "High", "Production", "No", "No", "", "UCMA 2.0", "UserEndpoint", "ocs-fra.fabrikam.example pchat-zrh.contoso.example"},
	{"Legacy archive reader", "Office Communication Server 2007 R2 Group Chat SDK", "Records and Compliance", "Medium", "Compliance", "Yes", "No", "ChatRoomCategoryInformation", "UCMA 2.0", "UserEndpoint", "pchat-lon.contoso.example"},
	{"Field service scheduler", "Office Communications Server 2007 R2 API", "Field Service IT", "Medium", "Field service", "", "", "", "UCMA 2.0", "UserEndpoint", "lon-ocs01 gc-lon.contoso.example"},
	{"Supplier chat bridge", "Office Communications Server 2007 R2 Group Chat API", "Procurement Technology", "High", "Procurement", "No", "Yes", "BeginCreateFederatedUserGroup", "UCMA 2.0", "ApplicationEndpoint", "pchat-nyc.contoso.example"},
	{"Treasury cut-off reminder", "Office Communications Server 2007 R2 Group Chat SDK", "Payments Technology", "Medium", "Payments", "No", "No", "", "UCMA 2.0", "UserEndpoint", "zrh-gc01"},
	{"Works council notice board", "OCS 2007 R2 Group Chat API", "Fabrikam Workplace", "Low", "Workplace", "", "", "", "UCMA 2.0", "UserEndpoint", "sin-pchat01.contoso.example"},

	{"Visitor desk announcer", "", "Facilities", "Low", "Workplace", "", "", "", "", "UserEndpoint", "lon-pchat01 lon-gc02"},
}

// estateServers is grouped by version. Machines of one pool agree.
var estateServers = []server{
	{"zrh-pchat01.contoso.example", "pchat-zrh.contoso.example", "Zurich", "Lync Server 2013", "Production", "Persistent Chat"},
	{"zrh-pchat02.contoso.example", "pchat-zrh.contoso.example", "Zurich", "5.0.8308.887", "Production", "Persistent Chat"},
	{"lon-pchat01.contoso.example", "pchat-lon.contoso.example", "London", "Lync Server 2013, Persistent Chat Server", "Production", "Persistent Chat"},
	{"lon-pchat02.contoso.example", "pchat-lon.contoso.example", "London", "5.0.8308.920", "Production", "Persistent Chat"},
	{"nyc-pchat01.contoso.example", "pchat-nyc.contoso.example", "New York", "5.0.8308.815", "Production", "Persistent Chat"},
	{"nyc-pchat02.contoso.example", "pchat-nyc.contoso.example", "New York", "5.0.8308.815", "Production", "Persistent Chat"},
	{"sin-pchat01.contoso.example", "", "Singapore", "Microsoft Lync Server 2013", "Production", "Persistent Chat"},
	{"nyc-pchat-dr1.contoso.example", "", "New York", "Lync Server 2013", "Disaster recovery", "Persistent Chat"},
	{"zrh-pchat-t1.contoso.example", "", "Zurich", "5.0.8308.992", "Test", "Persistent Chat"},
	{"lon-pchat-t1.contoso.example", "", "London", "Lync Server 2013", "Test", "Persistent Chat"},

	{"zrh-gc01.contoso.example", "gc-zrh.contoso.example", "Zurich", "Lync Server 2010", "Production", "Group Chat"},
	{"zrh-gc02.contoso.example", "gc-zrh.contoso.example", "Zurich", "4.0.7577.223", "Production", "Group Chat"},
	{"lon-gc01.contoso.example", "gc-lon.contoso.example", "London", "Lync Server 2010, Group Chat", "Production", "Group Chat"},
	{"lon-gc02.contoso.example", "gc-lon.contoso.example", "London", "4.0.7577.230", "Production", "Group Chat"},
	{"nyc-gc01.contoso.example", "", "New York", "4.0.7577.0", "Production", "Group Chat"},
	{"fra-gc01.fabrikam.example", "gc-fra.fabrikam.example", "Frankfurt", "Lync Server 2010", "Production", "Group Chat"},
	{"fra-gc02.fabrikam.example", "gc-fra.fabrikam.example", "Frankfurt", "Lync Server 2010", "Production", "Group Chat"},
	{"sin-gc01.contoso.example", "", "Singapore", "Microsoft Lync Server 2010 (4.0.7577.0)", "Production", "Group Chat"},
	{"lon-gc-t1.contoso.example", "", "London", "Lync Server 2010", "Test", "Group Chat"},

	{"fra-ocs01.fabrikam.example", "ocs-fra.fabrikam.example", "Frankfurt", "Office Communications Server 2007 R2", "Production", "Group Chat"},
	{"fra-ocs02.fabrikam.example", "ocs-fra.fabrikam.example", "Frankfurt", "OCS 2007 R2", "Production", "Group Chat"},
	{"nyc-ocs01.contoso.example", "", "New York", "3.5.6907.0", "Production", "Group Chat"},
	{"lon-ocs01.contoso.example", "", "London", "Communications Server 2007 R2", "Production", "Group Chat"},
	{"sin-ocs01.contoso.example", "", "Singapore", "Office Communications Server 2007 R2", "Production", "Group Chat"},

	{"zrh-sfb01.contoso.example", "", "Zurich", "Skype for Business Server 2015", "Pilot", "Persistent Chat"},
}
