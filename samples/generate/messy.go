package main

// Spellings that messy.xlsx uses where the version is not the point of a row.
const (
	api2013    = "Lync Server 2013 Persistent Chat API"
	api2010    = "Lync Server 2010 Group Chat API"
	apiR2      = "Office Communications Server 2007 R2 Group Chat API"
	server2013 = "Lync Server 2013"
	server2010 = "Lync Server 2010"
	serverR2   = "Office Communications Server 2007 R2"
)

func buildMessy() ([]byte, error) {
	return workbook("A messy inventory", []sheet{
		{
			name:   "Read me",
			widths: []float64{110},
			title: []string{
				"A messy inventory",
				"Invented, and broken on purpose: it shows what an inventory can get wrong. Nothing in it exists.",
				"The column Notes of sheet Deployments says what each of its rows is there for.",
			},
		},
		{
			name:   "Deployments",
			title:  []string{"Chat deployments", "Collected by mail, never checked"},
			header: []string{"Application", "Authored with", "Server", "Server version", "Owner", "Environment", "Notes"},
			widths: []float64{28, 52, 32, 38, 22, 14, 60},
			rows:   messyDeployments,
		},
		{
			name:   "Applications",
			header: []string{"Application ID", "Application", "API version", "Owner", "Target servers"},
			widths: []float64{15, 28, 42, 22, 40},
			rows:   messyApplications,
		},
		{
			name:   "Servers",
			header: []string{"Server", "Pool", "Version", "Site"},
			widths: []float64{32, 28, 36, 14},
			rows:   messyServers,
		},
		{
			name:   "Targets",
			header: []string{"Application ID", "Application", "Target server"},
			widths: []float64{15, 28, 32},
			rows:   messyTargets,
		},
		{
			name:   "Old list",
			header: []string{"Application", "API", "Server", "Server version"},
			widths: []float64{28, 42, 32, 28},
			rows:   messyOldList,
			hidden: true,
		},
	})
}

// messyDeployments: application, API, server, server version, owner, environment, note.
var messyDeployments = []row{
	{"Morning briefing bot", api2013, "pc01.contoso.example", server2013, "Newsroom IT", "Production", "Nothing is wrong here"},
	{"Guard tour log", apiR2, "ocs01.contoso.example", serverR2, "Facilities", "Production", "Nothing is wrong here either"},

	{"Badge printer relay", "", "pc01.contoso.example", server2013, "Facilities", "Production", "API missing"},
	{"Door camera feed", api2010, "", "", "Facilities", "Production", "Server missing"},
	{"Canteen queue bot", api2010, "nowhere01.contoso.example", "", "Facilities", "Production", "Version missing, and no sheet knows the server"},
	{"Meter reading bot", api2010, "blank01", "", "Field Service IT", "Production", "Version missing, also on sheet Servers"},
	{"Parking bot", api2010, "gc01", "", "Facilities", "Production", "Version missing, but sheet Servers has it"},

	{"Crane scheduler", "ChatKit 3", "pc01.contoso.example", server2013, "Port Systems", "Production", "API unrecognised"},
	{"Tide table poster", api2013, "jabber01.contoso.example", "Jabber 11", "Port Systems", "Production", "Version unrecognised"},
	{"Berth planner", api2013, "pc03.contoso.example", "to be confirmed", "Port Systems", "Test", "Version missing: somebody meant to look it up"},
	{"Harbour pilot feed", day{2014, 5, 3}, "pc01.contoso.example", server2013, "Port Systems", "Production", "API unreadable: Excel made a date of 3.5"},

	{"Weather relay", "Group Chat API", "gc01.contoso.example", server2010, "Newsroom IT", "Production", "API ambiguous: no year"},
	{"Studio clock", "UCMA 4.0", "pc01.contoso.example", server2013, "Newsroom IT", "Production", "API ambiguous: the platform, not the chat API"},
	{"Camera crew finder", api2010, "mystery01.contoso.example", "Lync", "Newsroom IT", "Production", "Version ambiguous: no year"},
	{"Archive search bot", api2010, "mystery02.contoso.example", "Lync Server 2010 / 2013", "Newsroom IT", "Test", "Version ambiguous: two in one cell"},
	{"Press release feed", decimal(4), "gc01.contoso.example", server2010, "Newsroom IT", "Production", "API ambiguous: the number 4, shown as 4.0"},
	{"Breaking news bell", 2013, "pc01.contoso.example", 2013, "Newsroom IT", "Production", "Both versions are the number 2013, which is clear enough"},

	{"Ward bed board", api2013, "sfb02.contoso.example", "Skype for Business Server 2019", "Clinic IT", "Production", "Server outside the matrix"},
	{"Pharmacy stock bot", api2010, "ocs02.contoso.example", "Office Communications Server 2007", "Clinic IT", "Production", "Server outside the matrix: not R2"},
	{"Porter dispatch", api2010, "sfb01", "", "Clinic IT", "Production", "Server outside the matrix, as sheet Servers says"},

	{"Lab result notifier", api2013, "odd01.contoso.example", "Lync Server 2013 (4.0.7577.223)", "Clinic IT", "Production", "Contradictory: name and build disagree"},
	{"On-call rota", api2013, "twice01.contoso.example", "", "Clinic IT", "Production", "Contradictory: sheet Servers has two versions"},
	{"Blood bank alert", api2013, "pool-mixed.contoso.example", "", "Clinic IT", "Production", "Contradictory: the machines of the pool differ"},

	{"Toll gate monitor", failed{"VLOOKUP(A27,#REF!,2,FALSE)", errRef}, "pc01.contoso.example", server2013, "Road Systems", "Production", "API unreadable: #REF!"},
	{"Tunnel fan watcher", api2013, "pc04.contoso.example", failed{"VLOOKUP(C28,Servers!$A$2:$C$15,3,FALSE)", errNA}, "Road Systems", "Production", "Version unreadable: #N/A"},
	{"Snow plough tracker", api2013, "pc05.contoso.example", "System.String[]", "Road Systems", "Production", "Version unreadable: a script wrote its type"},
	{"Bridge lift notice", api2013, "gc01.contoso.example", formula("VLOOKUP(C30,Servers!$A$2:$C$15,3,FALSE)"), "Road Systems", "Production", "Version unreadable: a formula never calculated"},

	{},
	{emptyRow},
	{"Night shift relay", api2010, "gc01.contoso.example", server2010, "Plant Systems", "Production", "Stands three times: a duplicate, and one with another owner"},
	{"Night shift relay", api2010, "gc01.contoso.example", server2010, "Plant Systems", "Production", "Stands three times: a duplicate, and one with another owner"},
	{"NIGHT SHIFT  RELAY", api2010, "GC01.contoso.example.", server2010, "Maintenance IT", "Production", "Stands three times: a duplicate, and one with another owner"},
	{"Kiln temperature feed  ", api2010 + "   ", " gc01.contoso.example", "Lync\u00a0Server\u00a02010", "Plant Systems", "Production", "Trailing blanks and no-break spaces"},
	{"Press line counter", rich{"Lync Server ", "2010", " Group Chat API"}, "pc01.contoso.example", rich{"Lync Server ", "2013"}, "Plant Systems", "Production", "Rich text"},
	{"Forklift\ncall bell", api2010, "gc01.contoso.example", server2010, "Plant Systems", "Production", "A line break in the name"},
	{"@oncall relay", api2010, "gc01.contoso.example", server2010, "Plant Systems", "Production", "A name that a spreadsheet could take for a formula"},
	{"Paint shop timer", api2013, "pc02.contoso.example", server2013, "Plant Systems", "Production", "A cell beyond the header", "ask again in May"},
	{"Scrap rate ticker", api2013, "gc01.contoso.example", server2010, "Plant Systems", "Test", "A hidden row", hideRow},
	{"", "", "", "", "Plant Systems", "", "A row that names neither application nor server"},
}

// messyApplications: id, application, API, owner, targets.
var messyApplications = []row{
	{"M-001", "Stock alert hub", api2013, "Retail IT", "pc01; gc01, ocs01.contoso.example"},
	{"M-002", "Rota publisher", api2010, "Retail IT", "gc01.contoso.example\npc02.contoso.example"},
	{"M-003", "Claims intake bot", api2013, "Claims IT", ""},
	{"M-003", "Claims intake bot", api2010, "Claims IT", ""},
	{"M-004", "Standby roster", api2010, "Claims IT", ""},
	{"M-005", "Survey bot", "Skype for Business Server 2015", "Claims IT", ""},
	{"M-006", "Dispatch link", "OCS 2007 Group Chat API", "Claims IT", ""},
	{"M-007", "Queue length ticker", failed{"INDEX(#REF!,7)", errRef}, "Retail IT", ""},
	{},
	{"M-008", "Till support bot", api2010, "Retail IT", ""},
}

// messyServers: server, pool, version, site.
var messyServers = []row{
	{"pc01.contoso.example", "pool-a.contoso.example", server2013, "Zurich"},
	{"pc02.contoso.example", "pool-a.contoso.example", "5.0.8308.887", "Zurich"},
	{"PC01.CONTOSO.EXAMPLE.", "pool-a.contoso.example", server2013, "Zurich"},
	{"gc01.contoso.example", "", server2010, "London"},
	{"ocs01.contoso.example", "", serverR2, "London"},
	{"twice01.contoso.example", "", server2013, "London"},
	{"twice01.contoso.example", "", server2010, "London"},
	{"mix01.contoso.example", "pool-mixed.contoso.example", server2013, "Zurich"},
	{"mix02.contoso.example", "pool-mixed.contoso.example", "4.0.7577.230", "Zurich"},
	{"twin01.contoso.example", "", server2013, "Zurich"},
	{"twin01.fabrikam.example", "", server2010, "Frankfurt"},
	{"blank01.contoso.example", "", "", "London"},
	{"sfb01.contoso.example", "", "Skype for Business Server 2015", "Zurich"},
	{"idle01.contoso.example", "", server2013, "Frankfurt"},
}

// messyTargets: id, application, server or pool.
var messyTargets = []row{
	{"M-002", "Rota publisher", "pool-a.contoso.example"},
	{"M-003", "Claims intake bot", "pc02.contoso.example"},
	{"M-005", "Survey bot", "pc01.contoso.example"},
	{"M-006", "Dispatch link", "pc01.contoso.example"},
	{"M-007", "Queue length ticker", "gc01.contoso.example"},
	{"M-008", "Till support bot", "twin01"},
	{"M-099", "Nobody's bot", "pc01.contoso.example"},
}

// messyOldList: application, API, server, server version. The sheet is hidden.
var messyOldList = []row{
	{"Fax gateway notice", apiR2, "ocs01.contoso.example", serverR2},
	{"Pager replacement", apiR2, "pc01.contoso.example", server2013},
}
