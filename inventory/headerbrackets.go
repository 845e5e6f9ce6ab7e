package inventory

import "strings"

// otherTimes are words in the brackets of a header that make it speak of another
// time than now, of what is not sure, or of what stands in for something: Server
// version (planned) is as little the version as Planned server version is.
var otherTimes = wordSet(`planned plan plans planning future proposed desired wanted intended expected scheduled forecast next new old former formerly previous prior
	past original initial legacy historic historical archived obsolete retired estimated estimate assumed assumption guess guessed unverified unconfirmed unchecked
	tbc tbd confirmed draft goal after before migration migrated upgrade upgraded supported minimum maximum backup standby dr failover secondary count
	geplant geplante geplanter planung zukünftig künftig soll neu neue neuer alt alte alter früher bisher vorher nachher nach vor vermutet geschätzt ungeprüft unbestätigt
	unterstützt mindestens
	prévu prévue futur future ancien ancienne nouveau nouvelle après avant supposé supposée estimé estimée précédent précédente
	previsto prevista planificado planificada futuro futura antiguo antigua nuevo nueva anterior después antes estimado estimada
	planowana planowany nowa nowy stara stary docelowa docelowy nuova nuovo vecchia vecchio gepland nieuw nieuwe oud oude novo nova`)

// otherThings are words that make a version in front of them that of something else.
var otherThings = wordSet(`os windows linux sql database db exchange sharepoint office client hardware firmware driver bios net java php iis vmware esx esxi
	rest web http soap comment comments remark remarks status date`)

// bracketsSayOther reports a header with words in brackets that make it something
// else than the field which the words before them name.
func bracketsSayOther(header string, f Field) bool {
	open := strings.IndexAny(header, "([{")
	if open <= 0 || !f.decisive() {
		return false
	}
	version := f == FieldAPI || f == FieldServerVersion || f == versionOfNobody
	for _, word := range wordsOf(header[open:]) {
		word = strings.TrimSpace(plain(word))
		if otherTimes()[word] || version && otherThings()[word] {
			return true
		}
	}
	return false
}
