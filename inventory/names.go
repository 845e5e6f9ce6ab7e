package inventory

// This file holds what people write for APIs and servers: one fact a line, with
// its source beside it. "" is a spelling that no document uses: it is accepted
// as inferred. recognise.go turns the facts into a reading.
//
// Sources: PAGE is the vendor's page (Version compatibility, Dn465897); PC, UC
// and DK the Persistent Chat, UCMA and client parts of the vendor's Lync
// developer documents; IT, IT-fr and IT-es the administrators' documents of
// Lync Server 2013 and their translations; PS the reference of the Lync
// cmdlets; SU the list of server updates; LC the vendor's lifecycle data; KB a
// support article; "code" public source code.

// generations is a set of product generations.
type generations uint8

const (
	gen2007 generations = 1 << iota // OCS 2007
	genR2                           // OCS 2007 R2
	gen2010
	gen2013
	gen2015
	gen2019
	genSE

	anyOCS       = gen2007 | genR2
	anyLync      = gen2010 | gen2013
	anySkype     = gen2015 | gen2019 | genSE
	anyGroup     = gen2007 | genR2 | gen2010 // generations with Group Chat
	anyPersist   = gen2013 | gen2015         // generations with Persistent Chat
	noGeneration = generations(0)
)

// generationTable ties each generation to its API and server, newest of the matrix first.
var generationTable = []struct {
	generation generations
	api        API
	server     ServerVersion
}{
	{gen2013, PersistentChat2013API, LyncServer2013},
	{gen2010, GroupChat2010API, LyncServer2010},
	{genR2, OCS2007R2API, OCS2007R2},
	{gen2007, OCS2007API, OCS2007},
	{gen2015, SkypeBusiness2015API, SkypeBusinessServer2015},
	{gen2019, SkypeBusiness2019API, SkypeBusinessServer2019},
	{genSE, API{}, SkypeBusinessServerSE},
}

// yearTable says which generations a year may stand for. 2007 without R2
// stays open until the product beside it is known.
var yearTable = map[string]generations{
	"2007": anyOCS, "2010": gen2010, "2013": gen2013, "2015": gen2015, "2019": gen2019,
}

// shortYears are years of two digits, which count only beside a product.
var shortYears = map[string]string{"07": "2007", "10": "2010", "13": "2013", "15": "2015", "19": "2019"}

// buildTable names the builds that products were released with.
var buildTable = []struct {
	major, minor, build int
	generation          generations
	source              string
}{
	{3, 5, 6907, genR2, "code, for the client of the same release"},
	{4, 0, 7577, gen2010, "code"},
	{5, 0, 8308, gen2013, "code; SU prints the short form 8308.291"},
	{6, 0, 9319, gen2015, "PS; SU prints the short form 9319.48"},
	{7, 0, 2046, gen2019, "code"},
	{17, 0, 2046, gen2019, "a slip of the pen in SU"},
}

// firstRevisionSE is the revision of build 7.0.2046 that began the Subscription Edition. Source: code.
const firstRevisionSE = 820

// ucmaTable says which chat API a generation of UCMA goes with. Source: SU, UC,
// PC; it hints and never proves, for UCMA serves other applications too.
var ucmaTable = map[string]generations{
	"1.0": gen2007, "2.0": genR2, "3.0": gen2010, "4.0": gen2013, "5.0": gen2015, "6.0": gen2019,
}

// stackTable says the same of the SIP stack's header (RTCC/4.0.0.0), of the
// assembly Microsoft.Rtc.Collaboration and of the chat assemblies. Source: UC, code.
var stackTable = map[string]generations{
	"3.5": genR2, "4.0": gen2010, "5.0": gen2013, "6.0": gen2015, "7.0": gen2019,
}

// looseNumbers are version numbers that stand for different products in
// different places, with what each may mean.
var looseNumbers = map[string]string{
	"2":   "UCMA 2.0 of OCS 2007 R2 or a version of the application",
	"3":   "UCMA 3.0 of Lync Server 2010 or build 3.x of OCS 2007",
	"3.5": "build 3.5 of OCS 2007 R2 or .NET Framework 3.5",
	"4":   "build 4.0 of Lync Server 2010 or UCMA 4.0 of Lync Server 2013",
	"5":   "build 5.0 of Lync Server 2013 or UCMA 5.0 of Skype for Business Server 2015",
	"6":   "build 6.0 of Skype for Business Server 2015 or UCMA 6.0 of Skype for Business Server 2019",
	"7":   "build 7.0 of Skype for Business Server 2019 or an internal role version",
	"8":   "an internal role version or a version of the application",
}

// kind says what a term does to the meaning of a text.
type kind uint8

const (
	unknownWord  kind = iota
	filler            // changes nothing: a column's own words, beside which a year may stand without a product
	buildWord         // changes nothing beside a product or a build, and takes a year after it along
	description       // changes nothing beside a product: a year beside it alone is nobody's, as in Standard 2010
	yearWord          // the same, and a year after it is nobody's even beside a product: Lync, installed 2013
	remark            // harmless, and yet set aside
	machineWord       // the same for a server, and perhaps part of the name of another API: VM may be voice mail
	part              // the same as yearWord for a server, and perhaps another part of it for an API
	counter           // takes the number after it along: CU 5, KB 2741295
	month             // makes a year after it a date
	platform          // a server product of this family; takes years
	feature           // the chat feature; takes years
	codeName          // names a generation by itself
	assembly          // a chat assembly or namespace; takes versions
	ucma              // the platform below the chat API; takes versions
	stack             // the same by its own numbering
	otherAPI          // an API of the same servers that is no chat API, see otherAPITable
	client            // a program of users
	apiWord           // says that an API is meant
	kitWord           // says that a development kit is meant
	serverWord        // says that a server is meant
	role              // says the same of a server that does other work than chat
	toolWord          // a tool that may be installed anywhere
	doubt             // negates, compares, migrates or guesses
	ancestor          // MindAlign, XCCOS: related, yet no generation
	environment       // what software runs on or is made with; else as otherProduct
	otherProduct      // takes years, releases and versions out of the text
)

// term is one fact: how something may be spelt, what it is, and who says so.
type term struct {
	spellings   string // alternatives, separated by |
	kind        kind
	generations generations
	source      string
}

var termTable = []term{
	// Products.
	{"Lync Server", platform, anyLync, "PAGE"},
	{"Lync", platform, anyLync, ""},
	{"LS|MSLync|LyncSrv|Lync Svr|Lync Srvr|Lync Serv", platform, anyLync, ""},
	{"Serveur Lync|Servidor Lync|Servidor de Lync", platform, anyLync, ""},
	{"Office Communications Server|OCS", platform, anyOCS, "PAGE; code"},
	{"Office Communication Server", platform, anyOCS, "learn, title of the R2 kit"},
	{"Office Communications|Office Communications Srv|Office Communications Svr|MSOCS|Office Communicator Server|Office Comm Server|Office Comms Server", platform, anyOCS, ""},
	{"Communications Server", platform, anyOCS | gen2010, "KB 968802; code"},
	{"Communication Server", platform, anyOCS | gen2010, ""},
	{"Skype for Business Server", platform, anySkype, "LC"},
	{"Skype for Business|SfB Server|SfB|S4B Server|S4B|SfBS|Skype Server|Skype4Business", platform, anySkype, ""},
	{"Serveur Skype for Business|Servidor Skype Empresarial|Skype Empresarial", platform, anySkype, ""},

	// Names that carry their generation.
	{"Lync 15 Technical Preview|Lync Server 15 Technical Preview|Lync 15 Preview|Lync Wave 15", codeName, gen2013, ""},
	{"OCS 15", codeName, gen2013, "suffix of the vendor's documents"},
	{"L 2013|L 13|PC 2013|PC 13", codeName, gen2013, ""},
	{"CS 14|Communications Server 14", codeName, gen2010, "UC/migration-and-coexistence-details"},
	{"OCS 14", codeName, gen2010, "suffix of the vendor's documents"},
	{"CS 2010|OCS Wave 14|Wave 14|L 2010|L 10", codeName, gen2010, ""},
	{"OCS 13", codeName, genR2, "suffix of the vendor's documents"},
	{"Skype for Business Server Subscription Edition", codeName, genSE, "LC"},
	{"Skype for Business Subscription Edition|Skype for Business Server SE|Skype for Business SE", codeName, genSE, ""},
	{"SfB Subscription Edition|SfB Server Subscription Edition|SfB SE|SfB Server SE|SfBSE|S4B SE|S4B Server SE", codeName, genSE, ""},
	{"Subscription Edition", codeName, genSE, ""},

	// The chat feature.
	{"Persistent Chat|Persistent Chat Server", feature, anyPersist, "PC/what-s-new"},
	{"PChat|PChat Server|P Chat|PersChat", feature, anyPersist, ""},
	{"Server für beständigen Chat|beständiger Chat|beständigen Chat|beständige Chat|beständigem Chat", feature, anyPersist, "IT"},
	{"Server fuer bestaendigen Chat|bestaendiger Chat|bestaendigen Chat|bestaendige Chat", feature, anyPersist, ""},
	{"Server f?r best?ndigen Chat|best?ndiger Chat|best?ndigen Chat", feature, anyPersist, ""},
	{"persistenter Chat|persistenten Chat|persistente Chat", feature, anyPersist, "IT"},
	{"conversation permanente|serveur de conversation permanente|chat persistant|serveur de chat persistant", feature, anyPersist, "IT-fr"},
	{"chat persistente|servidor de chat persistente|conversación persistente", feature, anyPersist, "IT-es"},
	{"conversaci?n persistente|server di chat persistente|bate-papo persistente", feature, anyPersist, ""},
	{"Group Chat|Group Chat Server", feature, anyGroup, "learn gg591301"},
	{"GC|GrpChat|GChat Server", feature, anyGroup, ""},
	{"Gruppenchat|Gruppen-Chat|Gruppenchatserver|Gruppenchat-Server", feature, anyGroup, "IT"},
	{"discussion de groupe|conversation de groupe|serveur de conversation de groupe", feature, anyGroup, "IT-fr"},
	{"chat grupal|chat de grupo|servidor de chat grupal|servidor de chat de grupo", feature, anyGroup, "IT-es"},
	{"chat de groupe|chat di gruppo|bate-papo em grupo", feature, anyGroup, ""},

	// Assemblies and platforms below the API.
	{"Microsoft.Rtc.Collaboration.Persistent Chat", assembly, gen2013, "PC/sdk-documentation; code"},
	{"Rtc.Collaboration.Persistent Chat|Collaboration.Persistent Chat|Persistent Chat.dll", assembly, gen2013, ""},
	{"Microsoft.Rtc.Collaboration.Group Chat", assembly, genR2 | gen2010, "learn ff755409, gg438026"},
	{"Rtc.Collaboration.Group Chat|Collaboration.Group Chat|Group Chat.dll", assembly, genR2 | gen2010, ""},
	{"UCMA|Unified Communications Managed API|UCMA SDK|UCMA API|UCMA Runtime", ucma, noGeneration, "SU"},
	{"PersistentChatEndpoint|PersistentChatServices", assembly, gen2013, ""},
	{"GroupChatEndpoint|GroupChatServices", assembly, genR2 | gen2010, ""},
	{"RTCC|Microsoft.Rtc.Collaboration|Rtc.Collaboration", stack, noGeneration, "UC/diagnostics"},

	// Programs of users; the client kit has chat rooms too (DK/core-concepts-persistent-chat).
	{"Microsoft.Lync.Model|Lync.Model|Lync.Controls|Lync Client SDK|Lync Client API", client, noGeneration, "DK"},
	{"client|clients|cliente|clientes|Desktop|Lync Basic|Lync Web App|Lync Room System", client, noGeneration, "IT"},
	{"Office Communicator|Communicator|MOC|Lync Attendee|Attendee|Attendant", client, noGeneration, "IT"},
	{"Lync Phone Edition|Phone Edition|Lync Mobile|Lync for Mac|Lync Mac|Live Meeting", client, noGeneration, "IT"},
	{"plug-in|plugin|add-in|addin|VDI", client, noGeneration, ""},

	// Words that say what is meant.
	{"API|APIs|Schnittstelle|interface de programmation", apiWord, noGeneration, ""},
	{"SDK|SDKs|Kit SDK|Software Development Kit|Development Kit|Dev Kit", kitWord, noGeneration, ""},
	{"server|servers|serveur|serveurs|servidor|servidores|svr|srv|srvr|Front End|frontend|FE|Back End|backend", serverWord, noGeneration, ""},
	{"pool|pools|Standard Edition Server|Enterprise Edition Server", serverWord, noGeneration, ""},
	{"Director|Edge|Edge Server|Mediation|Mediation Server|Registrar|SBA|SBS|Core Components", role, noGeneration, ""},
	{"Core Management Server|Web Components|Web Components Server", role, noGeneration, ""},
	{"Administration Tool|Administration Tools|Administrative Tools|Admin Tool|Admin Tools|Verwaltungstools", toolWord, noGeneration, ""},
	{"Resource Kit|Resource Kit Tools|Debugging Tools|Best Practices Analyzer|Management Pack|Planning Tool", toolWord, noGeneration, ""},
	{"Stress and Performance Tool|Capacity Calculator|Documentation|Language Pack|Connectivity Analyzer", toolWord, noGeneration, ""},
	{"MindAlign|Mind Align|XCCOS|Parlano", ancestor, noGeneration, "IT/new-persistent-chat-server-features"},

	// Words that leave open which version holds.
	{"not|no|non|nicht|kein|keine|keiner|pas|sin|ohne|sans|without|never|nie|jamais|nunca|except|außer|sauf|excepto", doubt, noGeneration, ""},
	{"or|oder|ou|either|entweder|versus|vs|neither|nor", doubt, noGeneration, ""},
	{"from|depuis|desde|migrated|migration|migrating|migrate|migriert|migré|migrado|moved|moving|upgraded|upgrade|upgrading|aktualisiert", doubt, noGeneration, ""},
	{"was|war|were|formerly|former|früher|ehemals|anciennement|antes|previously|previous|ex|replaced|replaces|replacing|ersetzt|abgelöst", doubt, noGeneration, ""},
	{"later|newer|higher|above|up|upwards|höher|neuer|ultérieur|supérieur|posterior|superior|earlier|older|lower|below|älter|antérieur|anterior", doubt, noGeneration, ""},
	{"before|after|until|since|vor|nach|ab|bis|seit|avant|après|pre|post|minimum|maximum|min|max|least|most|mindestens", doubt, noGeneration, ""},
	{"planned|geplant|prévu|previsto|planning|soon|bald|future|zukünftig|pending|maybe|perhaps|vielleicht|peut-être|quizás|eventuell|evtl", doubt, noGeneration, ""},
	{"probably|vermutlich|wahrscheinlich|wohl|probablement|probablemente|likely|presumably|guess|guessed|assumed|unsure|unclear|unklar|unconfirmed|check|prüfen|vérifier|verify|ask|fragen", doubt, noGeneration, ""},
	{"unknown|unbekannt|inconnu|inconnue|desconocido|desconocida|TBD|TBC|TBA|compatible|compat|kompatibel|requires|supports|mixed|gemischt|mixte|mixto|both|beide|various|diverse|several", doubt, noGeneration, ""},
	{"circa|approx|approximately|about|ungefähr|environ|instead|statt|stattdessen|than|als|to|vers|hacia", doubt, noGeneration, ""},
	{"proposed|proposal|candidate|desired|requested|intended|scheduled|upcoming|expected|wip|in progress|will|would|should|could|might|eventually|hopefully|optional|tentative|provisional|draft|possible|possibly|potential|potentially|alternatively", doubt, noGeneration, ""},
	{"isn|aren|wasn|weren|doesn|didn|cannot|incompatible|unsupported|removed|uninstalled|deinstalliert|désinstallé|desinstalado", doubt, noGeneration, ""},
	{"Soll|sollte|wird|würde|könnte|vorgesehen|gewünscht|beantragt|angestrebt|vorgeschlagen|demnächst|künftig|später|angeblich|möglicherweise|voraussichtlich|Umstellung|umgestellt|inkompatibel|weder|bevor|vorher|vormals|zuvor|ehemalig|bisher|bislang|bzw|beziehungsweise|alternativ", doubt, noGeneration, ""},
	{"futur|prévue|prochain|prochainement|bientôt|planifié|planifiée|proposé|souhaité|envisagé|demandé|sera|serait|devrait|autrefois|auparavant|migrée|remplacé|remplace|ni|sinon|éventuel", doubt, noGeneration, ""},
	{"futuro|futura|próximo|próximamente|planeado|planificado|prevista|propuesto|deseado|solicitado|será|sería|debería|quizá|tal vez|posible|posiblemente|anteriormente|migración|tampoco|pronto|reemplazado|sustituido", doubt, noGeneration, ""},
	{"planowana|planowany|planowane|lub|albo|był|była|było|dawniej|wcześniej|nieznana|nieznany|brak|może|chyba|przed|później|nowsza|nowszy|starsza|starszy|docelowo|migracja|zamiast", doubt, noGeneration, ""},
	{"oppure|prima|dopo|pianificato|pianificata|sconosciuto|sconosciuta|forse|successiva|successivo|precedente|precedentemente|migrato|migrazione|nessuno|nessuna|invece", doubt, noGeneration, ""},
	{"niet|geen|voorheen|gepland|onbekend|misschien|naar|vanaf|nieuwer|ouder|vroeger|não|planejado|talvez|desconhecido|desconhecida", doubt, noGeneration, ""},
	{"cancelled|canceled|cancel|aborted|abandoned|postponed|deferred|on hold|rollback|roll back|rolled back|reverted|failed|fails|failing|failure|stalled|halted|suspended", doubt, noGeneration, ""},
	{"abgebrochen|abgesagt|gestoppt|verschoben|zurückgestellt|zurückgerollt|gescheitert|fehlgeschlagen|storniert|annulé|annulée|reporté|reportée|abandonné|abandonnée|échoué|échec|cancelado|cancelada|abortado|aplazado|fallido|fallida|revertido|anulowany|anulowana|annullato|annullata|geannuleerd", doubt, noGeneration, ""},
	{"unverified|unchecked|untested|TBV|assumption|assume|assumes|assuming|suspected|suspect|believed|believe|believes|think|thinks|supposed|supposedly|presumed|alleged|allegedly|apparently|seemingly|seems|appears|reportedly|doubtful|questionable|uncertain|undecided|dubious|confirm|confirmation", doubt, noGeneration, ""},
	{"Annahme|angenommen|glaube|denke|vermute|Vermutung|anscheinend|scheinbar|offenbar|unbestätigt|ungeprüft|klären|bestätigen|überprüfen|unsicher|fraglich|zweifelhaft|laut", doubt, noGeneration, ""},
	{"crois|croit|pense|hypothèse|supposé|supposée|apparemment|confirmer|incertain|incertaine|douteux|creo|supongo|supuesto|aparentemente|confirmar|verificar|incierto|dudoso|verificare|confermare|incerto|sprawdzić|sprawdzenia|potwierdzenia|niepewne", doubt, noGeneration, ""},
	{"ish|like|similar|roughly|ähnlich|similaire|successor|predecessor|Nachfolger|Vorgänger|successeur|prédécesseur|sucesor|predecesor|superseded|supersedes", doubt, noGeneration, ""},
	{"excluded|excluding|exclude|but|ausgenommen|ausgeschlossen|aber|exclu|exclue|exclus|mais|excluido|excluida|pero", doubt, noGeneration, ""},
	{"if|when|once|unless|awaiting|waiting|wenn|sobald|quand|cuando|ausstehend|ETA|rollout|roll out|ordered|bestellt|commandé|commandée|budgeted|future state|roadmap|readiness|ready|capable|certified|zertifiziert|certifié|certifiée|certificado|coexistence|coexist|coexists|Koexistenz|coexistencia|schema|Schemaerweiterung", doubt, noGeneration, ""},
	{"n/a|n.v", doubt, noGeneration, ""},

	// Words that change nothing.
	{"Microsoft|MS|product|Produkt|produit|producto|version|Versionen|versión|versions|ver|v", filler, noGeneration, ""},
	{"build|Buildnummer|number|Nummer|numéro|release|rel|revision|rev|file version|FileVersion", buildWord, noGeneration, ""},
	{"Corp|Corporation|Ed|level|generation|gen|edition|Enterprise Edition|Standard Edition|Enterprise|Standard|Ent|Std|EE|SE|Edition Standard|édition|edición|Standardversion", description, noGeneration, ""},
	{"RTM|GA|final|x 64|x 86|bit|English|German|Deutsch|for|für|pour|para|pack|with|using|mit|avec|con", description, noGeneration, ""},
	{"year|Jahr|Copyright|installed|cumulative|cumulative update|kumulatives|DE|EN|ENU|DEU|FR|ES", yearWord, noGeneration, ""},
	{"and|the|a|an|of|on|in|at|by|und|auf|der|die|das|den|des|dem|et|le|la|les|du|sur|y|del|el|e", yearWord, noGeneration, ""},
	{"Volume license key installed|Evaluation license key installed", description, noGeneration, "PS/Get-CsServerVersion"},
	{"dll|exe|assembly|assemblies|Assemblys|namespace|Culture|neutral|PublicKeyToken|null|reference|references|processorArchitecture|MSIL", description, noGeneration, ""},
	{"authored|developed|written|made|based|built|compiled|entwickelt|erstellt|développé|desarrollado|creado|application|app|apps|applications|Anwendung|Anwendungen|aplicación|chat|chat room|chat rooms|Chatraum|Chaträume", description, noGeneration, ""},
	{"pre-prod|preprod|pre-production|non-prod|nonprod|non-production|pre-release", description, noGeneration, ""},
	{"service|services|Dienst|Dienste|servicio|file|files|Management|library|libraries|Bibliothek|role|Rolle|rôle|rol|host|machine|node|name|im|license key|volume license|evaluation|license|licence|key", part, noGeneration, ""},
	{"prod|production|Produktion|test|tests|testing|Testumgebung|dev|development|Entwicklung|QA|UAT|staging|stage|lab|pilot|EOL|legacy|old|alt|ancien|current|now|jetzt|nunmehr|maintenant|désormais|ahora|aktuell|actuel|on-prem|on-premises|onprem", remark, noGeneration, ""},
	{"virtual|virtuell|VM|physical|standalone", machineWord, noGeneration, ""},
	{"CU|HF|KB|SP|RC|update|updates|hotfix|patch|fix|RU|Rollup|patchlevel|service pack|Beta", counter, noGeneration, ""},

	{"January|Jan|Januar|janvier|enero|February|Feb|Februar|février|febrero|March|Mar|März|mars|marzo|April|Apr|avril|abril|May|Mai|mayo", month, noGeneration, ""},
	{"June|Jun|Juni|juin|junio|July|Jul|Juli|juillet|julio|August|Aug|août|agosto|September|Sep|Sept|septembre|septiembre", month, noGeneration, ""},
	{"October|Oct|Oktober|Okt|octobre|octubre|November|Nov|novembre|noviembre|December|Dec|Dezember|Dez|décembre|diciembre", month, noGeneration, ""},

	// Products that share a year, a release or the maker's name.
	{"Windows|Windows Server|WinSrv|Win|WS|W 2 K|Win 2 K|W 2003|W 2008|W 2012|W 2016|W 2019|W 2022|Server 2003|Server 2008|Server 2012|Server 2016|Server 2019|Server 2022|Server 2025", environment, noGeneration, ""},
	{"Windows NT|Hyper-V|Active Directory|IIS|VMware|ESX|ESXi|vSphere|Hypervisor|Citrix|XenApp", environment, noGeneration, ""},
	{"SQL|SQL Server|MSSQL|MS SQL|SQL Express|Oracle|MySQL|PostgreSQL|MongoDB", environment, noGeneration, ""},
	{"Visual Studio|VS 2005|VS 2008|VS 2012|VS 2017|VSTO|TFS|Team Foundation Server|Azure DevOps|Visual C|VC", environment, noGeneration, ""},
	{".NET|.NET Framework|dotnet|dot net|NET Framework|NetFx", environment, noGeneration, ""},
	{"Exchange|Exchange Server|Exch|Exchange Online|Outlook|Unified Messaging", otherProduct, noGeneration, ""},
	{"ADFS|System Center|SCCM|SCOM|ConfigMgr|Operations Manager|OpsMgr|Configuration Manager|BizTalk|Forefront|TMG|UAG|ISA Server", otherProduct, noGeneration, ""},
	{"SharePoint|SharePoint Server|MOSS|Office Web Apps|Office Web Apps Server|Office Online Server|OWAS|WAC", otherProduct, noGeneration, ""},
	{"Office|O 365|M 365|Office 365|Microsoft 365|Excel|Word|PowerPoint|OneNote|InfoPath|Access|Publisher|Visio|Project|Project Server", otherProduct, noGeneration, ""},
	{"Azure|Dynamics|Dynamics CRM|Dynamics NAV|Dynamics AX|CRM|NAV|ASP.NET|WCF|WPF", otherProduct, noGeneration, ""},
	{"Teams|Microsoft Teams|Lync Online|Skype for Business Online|SfB Online|Skype Online|Yammer|Slack|Skype Consumer", otherProduct, noGeneration, ""},
	{"LCS|Live Communications Server|Live Communication Server|XMPP Gateway", otherProduct, noGeneration, ""},
	{"Linux|Ubuntu|RHEL|Red Hat|SUSE|Java|JDK|JRE|Python|PHP|Node.js", otherProduct, noGeneration, ""},
	{"Cisco|Jabber|CUCM|Avaya|Sametime|Lotus|Domino|IBM|SAP|Adobe|Acrobat|AutoCAD|Chrome|Firefox|Edge Browser|Internet Explorer", otherProduct, noGeneration, ""},
}

// blankWords are folded texts that say that nothing is known.
var blankWords = map[string]bool{
	"": true, "n a": true, "na": true, "none": true, "null": true, "nil": true, "empty": true, "blank": true,
	"unknown": true, "not known": true, "not available": true, "not applicable": true, "not set": true, "not specified": true,
	"unspecified": true, "undefined": true, "tbd": true, "tba": true, "tbc": true, "todo": true, "to do": true,
	"to be defined": true, "to be determined": true, "to be confirmed": true, "pending": true, "no value": true, "no data": true, "nothing": true,
	"k a": true, "ka": true, "keine angabe": true, "keine angaben": true, "keine": true, "unbekannt": true, "nicht bekannt": true,
	"nicht verfugbar": true, "nicht vorhanden": true, "entfallt": true, "leer": true, "offen": true, "unklar": true,
	"n d": true, "nd": true, "n c": true, "s o": true, "sans objet": true, "inconnu": true, "inconnue": true, "aucun": true, "aucune": true,
	"non disponible": true, "non renseigne": true, "non defini": true, "vide": true, "nan": true, "nat": true, "a definir": true, "neant": true,
	"desconocido": true, "desconocida": true, "ninguno": true, "ninguna": true, "no disponible": true, "no aplica": true,
	"brak": true, "brak danych": true, "nie dotyczy": true, "nieznany": true, "nieznana": true, "sconosciuto": true, "sconosciuta": true, "nessuno": true, "nessuna": true, "non applicabile": true,
	"onbekend": true, "geen": true, "desconhecido": true, "desconhecida": true, "nenhum": true, "nao aplicavel": true,
	"sin datos": true, "vacio": true, "por definir": true, "pendiente": true, "not sure": true, "unsure": true, "xxx": true,
}

// unreadableTable lists, in lower case, how a text begins that no person wrote.
var unreadableTable = []struct{ prefix, what string }{
	{"#", "an error value of a spreadsheet"},
	{"err:", "an error value of a spreadsheet"},
	{"=", "a formula without its value"},
	{"@{", "an object that PowerShell wrote as text"},
	{"system.", "the name of a type instead of its values"},
	{"microsoft.powershell.", "the name of a type instead of its values"},
	{"microsoft.rtc.management.", "the name of a type instead of its values"},
	{"microsoft.management.", "the name of a type instead of its values"},
	{"deserialized.", "the name of a type instead of its values"},
	{"selected.", "the name of a type instead of its values"},
	{"{}", "an empty list that PowerShell wrote as text"},
	{"object reference", "an error message"},
	{"exception", "an error message"},
	{"access is denied", "an error message"},
	{"access denied", "an error message"},
	{"zugriff verweigert", "an error message"},
	{"the rpc server", "an error message"},
	{"<?xml", "markup"},
}
