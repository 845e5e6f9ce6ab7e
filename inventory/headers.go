package inventory

import (
	"strings"
	"sync"
	"unicode"
)

// synonym is one header that people and programs write for a field. Spellings
// are folded (see foldHeader): case, punctuation, spaces and accents are gone.
type synonym struct {
	field Field
	rank  int // 0 is best; a column of a better rank takes the field
	words string
}

// Ranks of synonyms. Two columns of one rank for a field that decides verdicts
// are a question for the user; for a descriptive field the order of the table decides.
const (
	strong   = 0
	composed = 1 // put together from known words, see headerRules
	yielding = 2 // the same, of words that say less than others may: Current version beside Target version
	weak     = 3 // too general to win against a real name: Name, CI
	vague    = 4 // as often something else, such as what a budget is for: see withoutVague
)

// synonyms lists the headers per field: English, German, French, Spanish, a few
// of other languages, then those of exports (Lync cmdlets, ConfigMgr, ServiceNow, Upgrade Readiness).
// PSComputerName is none of them: it is the machine that ran a cmdlet, and a
// server only in a list of what is installed, see exports. A word list is split
// at commas.
var synonyms = []synonym{
	{FieldApplication, strong, "application, application name, app, app name, display name, applications, bot, bot name, solution"},
	{FieldApplication, strong, "anwendung, anwendungsname, applikation, name der anwendung, programm"},
	{FieldApplication, strong, "nom de l'application, nom application, nom de l'appli"},
	{FieldApplication, strong, "aplicación, nombre de aplicación, nombre de la aplicación, nombre del programa"},
	{FieldApplication, strong, "aplikacja, applicazione, applicatie, toepassing, aplicação, aplicativo"},
	{FieldApplication, weak, "name, ci, ci name, configuration item, software, product, product name, software name, logiciel, title, nom, nombre, produkt"},
	{FieldApplication, vague, "program, program name, programme, programa"},

	{FieldApplicationID, strong, "application id, app id, ci id, application identifier, app no, application number, application key, asset id, apm id"},
	{FieldApplicationID, strong, "anwendungs-id, anwendungsnummer, id application, id de l'application, identifiant, identifiant de l'application, id de aplicación, id de la aplicación, identificador"},
	{FieldApplicationID, weak, "identity, id, sys id, owner urn, app guid"},

	{FieldAPI, strong, "api, api version, authored with, authored using, authored against, sdk, sdk version, built with, built against, api generation, api name, chat api, chat sdk, application api, authored api, written against, developed with, api used, authored using api version, application authored using an api version, group chat api, persistent chat api"},
	{FieldAPI, strong, "entwickelt mit, erstellt mit, verwendete api, version der api"},
	{FieldAPI, strong, "version de l'api, version api, api utilisée, développé avec, développée avec, version du sdk"},
	{FieldAPI, strong, "versión de api, versión de la api, desarrollado con, desarrollada con, versión del sdk, api utilizada"},
	{FieldAPI, strong, "programming interface, application programming interface"},

	{FieldServer, strong, "server, server name, server fqdn, target, target server, fqdn, host, host name, computer, computer name, dns name, dns host name, target name, target host, machine, machine name, chat server, target fqdn, deployed to, runs against, server host"},
	{FieldServer, strong, "zielserver, name des servers, rechner, rechnername, zielsystem, ziel"},
	{FieldServer, strong, "serveur, serveur cible, nom du serveur, cible, hôte, nom d'hôte, ordinateur, machine cible"},
	{FieldServer, strong, "servidor, servidor de destino, nombre del servidor, nombre de servidor, equipo, destino, host de destino"},
	{FieldServer, strong, "server or pool, pool or server, server or pool name, server or pool fqdn"},
	{FieldServer, weak, "registrar, registrar pool, netbios name, system name, node, vm, vm name"},

	{FieldServerVersion, strong, "server version, target version, target server version, server product, server build, target server product, target product, target build, server release, server product version, server product name, lync version, lync server version, server generation, product version of server, version of server, version of target server"},
	{FieldServerVersion, strong, "zielversion, version des servers, version des zielservers, zielserverversion, server-produkt, zielsystemversion, version des zielsystems"},
	{FieldServerVersion, strong, "version du serveur, version serveur, version cible, version du serveur cible, produit serveur"},
	{FieldServerVersion, strong, "versión del servidor, versión de servidor, versión servidor, versión de destino, versión del servidor de destino, producto del servidor"},

	{FieldTargets, strong, "targets, target servers, servers, target list, target server list, server list, hosts, target hosts, deployed on servers, zielserver (liste), serverliste, ziele, serveurs cibles, serveurs, liste des serveurs, servidores de destino, servidores, lista de servidores, server names"},

	{FieldPool, strong, "pool, pool fqdn, pool name, trusted application pool fqdn, trusted application pool, cluster, cluster fqdn, front end pool, serverpool, nom du pool, grupo de servidores, nombre del grupo de servidores"},

	{FieldSite, strong, "site, site id, site name, location, data center, data centre, central site, standort, niederlassung, rechenzentrum, emplacement, centre de données, sitio, ubicación, centro de datos, region, office"},

	{FieldEnvironment, strong, "environment, env, stage, environment name, landscape, umgebung, systemumgebung, environnement, entorno, ambiente"},

	{FieldOwner, strong, "owner, application owner, app owner, business owner, owned by, service owner, managed by, support group, supported by, assignment group, contact, team, owner team, owning team, technical owner, assigned to, responsible, responsible team"},
	{FieldOwner, strong, "verantwortlich, verantwortlicher, besitzer, eigentümer, zuständig, team verantwortlich, propriétaire, responsable, équipe, propietario, dueño, equipo responsable"},

	{FieldCriticality, strong, "criticality, business criticality, importance, priority, tier, business impact, critical, kritikalität, wichtigkeit, priorität, criticité, importance métier, priorité, criticidad, importancia, prioridad"},

	{FieldBusinessService, strong, "business service, service, department, business unit, business area, service name, geschäftsbereich, abteilung, fachbereich, geschäftsservice, service métier, département, servicio de negocio, departamento, unidad de negocio"},

	{FieldStatus, strong, "status, operational status, install status, lifecycle, lifecycle status, state, life cycle stage, betriebsstatus, lebenszyklus, zustand, statut, état, cycle de vie, estado, estado operativo, ciclo de vida"},

	{FieldCategoryManagement, strong, "uses category management, category management, manages categories, category management used, uses categories, kategorieverwaltung, verwaltet kategorien, nutzt kategorieverwaltung, verwendet kategorieverwaltung, category mgmt, uses category mgmt, gestion des catégories, gère les catégories, utilise la gestion des catégories, gestión de categorías, gestiona categorías, usa gestión de categorías"},

	{FieldUserManagement, strong, "uses user management, user management, manages users, user management used, user administration, benutzerverwaltung, verwaltet benutzer, nutzt benutzerverwaltung, verwendet benutzerverwaltung, user mgmt, uses user mgmt, gestion des utilisateurs, gère les utilisateurs, utilise la gestion des utilisateurs, gestión de usuarios, gestiona usuarios, usa gestión de usuarios"},

	{FieldAPIMembers, strong, "api members, members used, features used, functions used, api members used, members, classes used, api calls, apis used, methods used, verwendete funktionen, genutzte funktionen, api-member, api-funktionen, fonctions utilisées, membres de l'api, funciones utilizadas, miembros de la api, funciones usadas"},

	{FieldEndpointType, strong, "endpoint type, endpoint, endpoint kind, endpunkttyp, endpunkt, type de point de terminaison, point de terminaison, tipo de extremo, tipo de punto de conexión"},

	{FieldUCMA, strong, "ucma, ucma version, ucma generation, ucma runtime, ucma sdk, version ucma, versión de ucma, version d'ucma"},

	{FieldNotes, strong, "notes, note, comment, comments, remarks, remark, description, short description, bemerkung, bemerkungen, anmerkung, kommentar, beschreibung, commentaire, commentaires, remarque, remarques, comentario, comentarios, observaciones, notas, descripción"},
}

// versionHeaders are the headers that say "version" and not of what.
var versionHeaders = headerSet("version, product version, release, build, version number, versionsnummer, versión, número de versión, numéro de version, display version, wersja, versione, versie, versão")

// decisive reports whether two equally good columns for the field are a
// question for the user: what verdicts and joins rest on.
func (f Field) decisive() bool {
	switch f {
	case FieldSite, FieldEnvironment, FieldOwner, FieldCriticality, FieldBusinessService, FieldStatus, FieldNotes:
		return false
	}
	return true
}

// headerMatch is what a header was recognised as; order is its place in the
// table of synonyms.
type headerMatch struct {
	field       Field
	rank, order int
}

// manyHeaders is about how many headers are known.
const manyHeaders = 400

// headerIndex finds folded headers. It is made when the first table is read, not
// at the start of every run.
var headerIndex = sync.OnceValue(func() map[string]headerMatch {
	index := make(map[string]headerMatch, manyHeaders)
	order := 0
	for _, s := range synonyms {
		for _, word := range strings.Split(s.words, ",") {
			order++
			folded := foldHeader(word)
			if _, taken := index[folded]; !taken {
				index[folded] = headerMatch{field: s.field, rank: s.rank, order: order}
			}
		}
	}
	for _, f := range Fields() {
		index[foldHeader(f.Key())] = headerMatch{field: f}
	}
	return index
})

// recogniseHeader finds what a header means; field is NoField where it is not known.
func recogniseHeader(header string) headerMatch {
	if bracketedNumber(header) {
		if m := numberedHeader(header); m.field != NoField {
			return m // Server (2) is one of several
		}
	}
	variants := headerVariants(header)
	m := matchVariants(variants)
	if bracketsSayOther(header, m.field) {
		return matchVariants(variants[:1])
	}
	return m
}

// matchVariants finds what the first of the ways to write a header means that means
// something.
func matchVariants(variants []string) headerMatch {
	for _, text := range variants {
		if m, ok := headerIndex()[foldHeader(text)]; ok {
			return m
		}
	}
	for _, text := range variants {
		if m := composedHeader(text); m.field != NoField {
			return m
		}
	}
	for _, text := range variants {
		if m := numberedHeader(text); m.field != NoField {
			return m
		}
	}
	return saidTwice(variants[0])
}

// saidTwice recognises a header in two languages or of two words for one thing, with a
// slash between them: Anwendung / Application.
func saidTwice(header string) headerMatch {
	one, other, ok := strings.Cut(header, "/")
	if !ok || strings.Contains(other, "/") {
		return headerMatch{}
	}
	a, b := recogniseHeader(one), recogniseHeader(other)
	if a.field != b.field {
		return headerMatch{}
	}
	a.rank = max(a.rank, b.rank)
	return a
}

// namesFurther reports a header of servers beside the one in another column. No other
// header of targets is put together from words.
func namesFurther(header string) bool {
	m := recogniseHeader(header)
	return m.field == FieldTargets && m.rank == composed && !bracketedNumber(header)
}

// bracketedNumber reports a header that ends in a number in brackets.
func bracketedNumber(header string) bool {
	open := strings.IndexAny(header, "([{")
	if open <= 0 {
		return false
	}
	number := strings.Trim(header[open:], "([{)]} ")
	return number != "" && isAllDigits(number)
}

// numberedHeader recognises the columns of which each holds one of several
// servers: Server 1, Target_Server_10.
func numberedHeader(header string) headerMatch {
	base := withoutNumber(header)
	if base == header {
		return headerMatch{}
	}
	m, known := headerIndex()[foldHeader(base)]
	if !known {
		m = composedHeader(base)
	}
	if m.rank == weak || m.field != FieldServer && m.field != FieldTargets {
		return headerMatch{}
	}
	return headerMatch{field: FieldTargets, rank: m.rank, order: m.order}
}

// withoutNumber takes the number off the end of a header.
func withoutNumber(header string) string {
	return strings.TrimRightFunc(strings.TrimRight(header, ")]} "), func(r rune) bool { return unicode.IsDigit(r) })
}

// isVersionHeader reports a header that says version and not of what.
func isVersionHeader(header string) bool {
	if bracketsSayOther(header, versionOfNobody) {
		return false
	}
	for _, folded := range headerSpellings(header) {
		if versionHeaders()[folded] {
			return true
		}
	}
	return false
}

// heading numbers what a text heads a column of; 0 where it heads none.
func (opt Options) heading(text string) int {
	field := mappedField(text, opt.Map)
	if field == NoField && mayBeHeader(text) {
		field = recogniseHeader(text).field
		if field == NoField && isVersionHeader(text) {
			return int(fieldCount)
		}
	}
	return int(field)
}

// mayBeHeader leaves out most texts that are data, in a cheap way: no header of
// a field is that long, or has a digit but in a small number at its end.
func mayBeHeader(text string) bool {
	text = withoutOrdinal(strings.TrimSpace(text))
	name := withoutNumber(text)
	return name != "" && len(text) <= longestHeader && len(text)-len(name) <= len("99)") && strings.IndexFunc(name, isDigit) < 0
}

// longestHeader is more than the length of any header that is known.
const longestHeader = 100

// headerSet is a set of folded headers, made when it is first asked for.
func headerSet(list string) func() map[string]bool {
	return sync.OnceValue(func() map[string]bool {
		set := map[string]bool{}
		for _, word := range strings.Split(list, ",") {
			set[foldHeader(word)] = true
		}
		return set
	})
}
