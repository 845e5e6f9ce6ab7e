package inventory

import (
	"strings"
	"unicode"
)

// headerWord is what a word says in a header that is put together from words.
type headerWord uint32

const (
	wordServer   headerWord = 1 << iota
	wordFrontEnd            // a server of the product
	wordTarget              // of what an application is deployed to
	wordPool
	wordName // says that the column holds names
	wordFQDN // says that of names of hosts
	wordVersion
	wordNumber  // stands beside a version
	wordProduct // what a version is of
	wordLync    // a product whose version is a server's
	wordChat    // a product that is server and API
	wordAPI
	wordAuthored
	wordWith
	wordUsed
	wordApplication
	wordDeployed // what an application is, to its target; where it is installed is another matter
	wordOnto     // stands between that and the server
	wordCurrent  // as the server is now
	wordBuilder  // before a server: of those that build software
	wordMore     // of those beside the one in another column
	wordFiller
)

// headerWords are the words of headers, folded: English, German, French,
// Spanish, Polish, Italian, Dutch, Portuguese, and what people shorten them to. A word that is not here makes a
// header unknown: OS version, Application server, Previous server version say
// something else.
var headerWords = map[string]headerWord{
	"server": wordServer, "srv": wordServer, "svr": wordServer, "host": wordServer, "machine": wordServer, "computer": wordServer,
	"rechner": wordServer, "serveur": wordServer, "servidor": wordServer, "frontend": wordFrontEnd, "fe": wordFrontEnd,
	"servers": wordServer, "serwer": wordServer, "serwera": wordServer,

	"target": wordTarget, "destination": wordTarget, "ziel": wordTarget, "cible": wordTarget, "destino": wordTarget,
	"docelowy": wordTarget, "docelowa": wordTarget, "docelowego": wordTarget, "destinazione": wordTarget, "doel": wordTarget,

	"additional": wordMore, "further": wordMore, "other": wordMore, "more": wordMore, "extra": wordMore, "weitere": wordMore, "zusatzliche": wordMore, "andere": wordMore,
	"autres": wordMore, "supplementaires": wordMore, "otros": wordMore, "adicionales": wordMore,
	"targets": wordTarget, "hosts": wordServer, "serveurs": wordServer, "servidores": wordServer,

	"pool": wordPool,

	"name": wordName, "nom": wordName, "nombre": wordName, "nazwa": wordName, "nome": wordName, "naam": wordName, "title": wordName, "titel": wordName, "titre": wordName,
	"fqdn": wordName | wordFQDN, "dns": wordName | wordFQDN, "hostname": wordName | wordFQDN,

	"version": wordVersion, "ver": wordVersion, "vers": wordVersion, "release": wordVersion | wordBuilder, "build": wordVersion | wordBuilder, "generation": wordVersion,
	"wersja": wordVersion, "wersji": wordVersion, "versione": wordVersion, "versie": wordVersion, "versao": wordVersion,

	"product": wordProduct, "produkt": wordProduct, "produit": wordProduct, "producto": wordProduct,

	"deployed": wordDeployed, "deployment": wordDeployed | wordBuilder, "bereitgestellt": wordDeployed, "deploye": wordDeployed, "deployee": wordDeployed,
	"desplegado": wordDeployed, "desplegada": wordDeployed,

	"to": wordOnto, "on": wordOnto, "at": wordOnto, "auf": wordOnto, "am": wordOnto, "sur": wordOnto, "en": wordOnto,

	"current": wordCurrent, "installed": wordCurrent, "running": wordCurrent, "installierte": wordCurrent, "installee": wordCurrent, "instalada": wordCurrent, "actual": wordCurrent, "aktuelle": wordCurrent, "aktueller": wordCurrent, "actuelle": wordCurrent, "actuel": wordCurrent,

	"level": wordNumber, "software": wordNumber, "number": wordNumber, "nummer": wordNumber, "no": wordNumber, "nr": wordNumber, "numero": wordNumber,

	"lync": wordLync, "ocs": wordLync,

	"chat": wordChat, "groupchat": wordChat, "persistentchat": wordChat,

	"api": wordAPI, "sdk": wordAPI, "schnittstelle": wordAPI, "programmierschnittstelle": wordAPI,

	"authored": wordAuthored, "written": wordAuthored, "built": wordAuthored, "developed": wordAuthored, "programmed": wordAuthored, "created": wordAuthored,
	"compiled": wordAuthored, "linked": wordAuthored, "coded": wordAuthored, "author": wordAuthored, "authoring": wordAuthored, "development": wordAuthored,
	"kompiliert": wordAuthored, "compile": wordAuthored, "compilado": wordAuthored, "developpement": wordAuthored, "desarrollo": wordAuthored,
	"entwickelt": wordAuthored, "erstellt": wordAuthored, "programmiert": wordAuthored, "geschrieben": wordAuthored, "gebaut": wordAuthored,
	"developpe": wordAuthored, "developpee": wordAuthored, "ecrit": wordAuthored, "ecrite": wordAuthored, "creee": wordAuthored,
	"desarrollado": wordAuthored, "desarrollada": wordAuthored, "programado": wordAuthored, "programada": wordAuthored, "escrito": wordAuthored, "escrita": wordAuthored,

	"with": wordWith, "using": wordWith, "against": wordWith, "mit": wordWith, "gegen": wordWith, "avec": wordWith, "con": wordWith, "contra": wordWith,

	"used": wordUsed, "utilise": wordUsed, "utilisee": wordUsed, "verwendet": wordUsed, "verwendete": wordUsed, "verwendetes": wordUsed, "genutztes": wordUsed, "genutzt": wordUsed, "genutzte": wordUsed,
	"benutzt": wordUsed, "benutzte": wordUsed, "eingesetzte": wordUsed, "utilizado": wordUsed, "utilizada": wordUsed, "usado": wordUsed, "usada": wordUsed,

	"application": wordApplication, "app": wordApplication, "bot": wordApplication, "anwendung": wordApplication, "applikation": wordApplication, "aplicacion": wordApplication,
	"apps": wordApplication, "applications": wordApplication, "bots": wordApplication,
	"aplikacja": wordApplication, "aplikacji": wordApplication, "applicazione": wordApplication, "applicatie": wordApplication, "aplicacao": wordApplication,

	"of": wordFiller, "the": wordFiller, "s": wordFiller, "or": wordFiller, "oder": wordFiller, "ou": wordFiller, "which": wordFiller, "welcher": wordFiller, "di": wordFiller, "dell": wordFiller, "do": wordFiller, "da": wordFiller, "van": wordFiller, "de": wordFiller, "des": wordFiller, "du": wordFiller, "la": wordFiller, "le": wordFiller, "l": wordFiller, "d": wordFiller,
	"der": wordFiller, "die": wordFiller, "das": wordFiller, "del": wordFiller, "el": wordFiller,
}

// headerRule names the field of a header that has one of some kinds of words and
// no other kinds than allowed.
type headerRule struct {
	field   Field
	rank    int
	needs   []headerWord // one of each
	allowed headerWord
}

// ofVersions are the words that may stand beside the version of a server.
const ofVersions = wordVersion | wordNumber | wordServer | wordFrontEnd | wordTarget | wordPool | wordLync | wordChat | wordName | wordFQDN | wordUsed | wordDeployed | wordOnto

// headerRules are tried in order. A server's product alone is no name: a column
// Lync server may hold either. The product of a machine may be its model.
var headerRules = []headerRule{
	{FieldServerVersion, composed, []headerWord{wordVersion, wordServer | wordFrontEnd | wordTarget | wordPool | wordLync}, ofVersions},
	{FieldServerVersion, composed, []headerWord{wordProduct, wordServer | wordTarget | wordPool | wordLync, wordTarget | wordLync | wordChat}, ofVersions | wordProduct},
	{FieldServerVersion, yielding, []headerWord{wordCurrent, wordVersion, wordServer | wordFrontEnd | wordTarget | wordPool | wordLync}, ofVersions | wordCurrent},
	{FieldServerVersion, yielding, []headerWord{wordCurrent, wordProduct, wordServer | wordTarget | wordPool | wordLync, wordTarget | wordLync | wordChat}, ofVersions | wordProduct | wordCurrent},
	{FieldServerVersion, composed, []headerWord{wordVersion, wordDeployed, wordOnto}, wordVersion | wordDeployed | wordOnto}, // Deployed to version
	{FieldAPI, composed, []headerWord{wordAPI}, wordAPI | wordVersion | wordNumber | wordAuthored | wordWith | wordUsed | wordLync | wordChat | wordName | wordApplication | wordOnto},
	{FieldAPI, yielding, []headerWord{wordAuthored, wordWith}, wordAuthored | wordWith | wordVersion | wordApplication}, // or its tools: Compiled with
	{FieldTargets, composed, []headerWord{wordMore, wordServer | wordFrontEnd | wordTarget}, wordMore | wordServer | wordFrontEnd | wordTarget | wordName | wordFQDN | wordLync | wordChat | wordOnto},
	{FieldServer, composed, []headerWord{wordServer | wordFrontEnd, wordTarget | wordName | wordDeployed}, wordServer | wordFrontEnd | wordTarget | wordName | wordFQDN | wordLync | wordChat | wordDeployed | wordOnto},
	{FieldServer, composed, []headerWord{wordTarget, wordDeployed}, wordTarget | wordDeployed | wordName | wordFQDN}, // Deployment target
	{FieldServer, composed, []headerWord{wordServer}, wordServer | wordFrontEnd},
	{FieldPool, composed, []headerWord{wordPool}, wordPool | wordFrontEnd | wordTarget | wordName | wordFQDN | wordLync | wordChat},
	{FieldApplication, composed, []headerWord{wordApplication, wordName}, wordApplication | wordName},
}

// composedHeader finds what a header means that is put together from known words.
func composedHeader(header string) headerMatch {
	if len(header) > 60 {
		return headerMatch{}
	}
	var words []headerWord
	for _, word := range splitHeader(header) {
		n := len(words)
		if words = appendWords(words, foldHeader(word)); len(words) == n {
			return headerMatch{}
		}
	}
	var all headerWord
	for i, word := range words {
		if i > 0 && words[i-1]&wordBuilder != 0 && word&wordServer != 0 {
			return headerMatch{} // Build server, Deployment host
		}
		all |= word
	}
	for _, rule := range headerRules {
		if rule.fits(all &^ (wordFiller | wordBuilder)) {
			return headerMatch{field: rule.field, rank: rule.rank}
		}
	}
	return headerMatch{}
}

func (r headerRule) fits(all headerWord) bool {
	for _, need := range r.needs {
		if all&need == 0 {
			return false
		}
	}
	return all&^r.allowed == 0
}

// splitHeader splits a header where something else than letters stands and
// where camelCase begins a word. Group Chat and Front End are one word each.
func splitHeader(header string) []string {
	var split strings.Builder
	last := ' '
	for _, r := range header {
		switch {
		case !unicode.IsLetter(r) && !unicode.IsMark(r) && !unicode.IsDigit(r):
			r = ' '
		case unicode.IsUpper(r) && unicode.IsLower(last):
			split.WriteByte(' ')
		}
		split.WriteRune(r)
		last = r
	}
	words := strings.Fields(split.String())
	for i := 1; i < len(words); i++ {
		switch pair := strings.ToLower(words[i-1] + " " + words[i]); pair {
		case "group chat", "persistent chat":
			words[i-1] = ""
		case "front end":
			words[i-1], words[i] = "", "frontend"
		}
	}
	kept := words[:0]
	for _, word := range words {
		if word != "" {
			kept = append(kept, word)
		}
	}
	return kept
}

// shortestPart is the least length of a word inside a word: shorter ones would
// be found by accident.
const shortestPart = 3

// appendWords appends what a word says, or the known words that it is put
// together from (Poolversion, SRVNAME); nothing where it is not known.
func appendWords(words []headerWord, word string) []headerWord {
	if said := headerWords[word]; said != 0 {
		return append(words, said)
	}
	for n := shortestPart; n <= len(word)-shortestPart; n++ {
		if said := headerWords[word[:n]]; said != 0 {
			if whole := appendWords(append(words, said), word[n:]); len(whole) > len(words)+1 {
				return whole
			}
		}
	}
	return words
}
