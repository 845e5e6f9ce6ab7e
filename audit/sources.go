package audit

// The pages beside the vendor's matrix that advisories and dates rest on. IDs
// are those of the vendor's library; dates are the ones that the pages bear.
var (
	pageArchitecture = Source{"Features and architecture of Lync Server 2013 Persistent Chat SDK", "Dn439211", "2014-07-24",
		"https://msdn.microsoft.com/library/Dn439211(v=office.15)"}
	pageClassChanges = Source{"Class library changes (Lync Server 2013 Persistent Chat SDK)", "Dn439202", "2014-07-24",
		"https://msdn.microsoft.com/library/Dn439202(v=office.15)"}
	pageUsers = Source{"How to: Manage Persistent Chat users and user groups", "Dn465904", "2014-07-24",
		"https://msdn.microsoft.com/library/Dn465904(v=office.15)"}
	pageUCMA = Source{"UCMA applications: Coexistence, migration, and upgrade scenarios", "Dn466143", "2014-07-25",
		"https://msdn.microsoft.com/library/Dn466143(v=office.15)"}
	pageUCMA3 = Source{"UCMA 3.0 Core applications: Coexistence and deployment scenarios", "Dn466145", "2014-07-25",
		"https://msdn.microsoft.com/library/Dn466145(v=office.15)"}
	pageUCMA1 = Source{"Migrate from Applications Built on Microsoft Unified Communications Managed API (UCMA) 1.0 Core SDK", "Gg182556", "2012-10-18",
		"https://learn.microsoft.com/previous-versions/office/skype-server-2010/gg182556(v=ocs.14)"}
	pageRuntime = Source{"UCMA 4.0 Runtime", "Dn466090", "2014-07-25",
		"https://msdn.microsoft.com/library/Dn466090(v=office.15)"}
	pageLegacyPools = Source{"Migration and coexistence details (UCMA 2.0 and UCMA 3.0)", "Dn466121", "2014-07-25",
		"https://msdn.microsoft.com/library/Dn466121(v=office.15)"}
	pagePaths = Source{"Supported server migration paths and coexistence scenarios in Lync Server 2013", "Gg425764", "2012-10-16",
		"https://technet.microsoft.com/library/Gg425764(v=OCS.15)"}
	pageCoexistence = Source{"Coexistence considerations", "JJ205131", "2012-10-06",
		"https://technet.microsoft.com/library/JJ205131(v=OCS.15)"}
	pageNextHop = Source{"Configure trusted application servers", "JJ204735", "2012-10-11",
		"https://technet.microsoft.com/library/JJ204735(v=OCS.15)"}
	pageLegacyEndpoint = Source{"Run backward compatibility for Persistent Chat Server", "JJ204901", "2013-02-21",
		"https://technet.microsoft.com/library/JJ204901(v=OCS.15)"}
	pageTrustedApplication = Source{"New-CsTrustedApplication", "office-docs-powershell, skype/skype-ps/SkypeForBusiness/New-CsTrustedApplication.md", "",
		"https://learn.microsoft.com/powershell/module/skypeforbusiness/new-cstrustedapplication"}
	pageSkype2019 = Source{"Configure Persistent Chat Server options in Skype for Business Server 2015", "Dn933897", "",
		"https://technet.microsoft.com/library/dn933897.aspx"}
	pageLifecycle = Source{"Lifecycle data of the vendor's products, extended end dates", "lifecycle-data-pr.ja-jp, lifecycle-data/products", "", ""}
)
