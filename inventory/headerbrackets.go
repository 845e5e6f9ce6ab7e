package inventory

import (
	"slices"
	"strings"
)

// otherTimes are words in the brackets of a header that make it speak of another
// time than now, of what is not sure, or of what stands in for something: Server
// version (planned) is as little the version as Planned server version is.
var otherTimes = wordSet(`planned plan plans planning future proposed desired wanted intended expected scheduled forecast next new old former formerly previous prior
	past legacy historic historical archived obsolete retired estimated estimate assumed assumption guess guessed unverified unconfirmed unchecked
	tbc tbd draft goal after before migration migrated upgrade upgraded supported minimum maximum backup standby dr failover secondary count
	geplant geplante geplanter planung zukünftig künftig soll neu neue neuer alt alte alter früher bisher vorher nachher nach vor vermutet geschätzt ungeprüft unbestätigt
	unterstützt mindestens
	prévu prévue futur future ancien ancienne nouveau nouvelle après avant supposé supposée estimé estimée précédent précédente
	previsto prevista planificado planificada futuro futura antiguo antigua nuevo nueva anterior después antes estimado estimada
	planowana planowany nowa nowy stara stary docelowa docelowy nuova nuovo vecchia vecchio gepland nieuw nieuwe oud oude novo nova`)

// otherThings are words that make an API or a version in front of them that of
// something else.
var otherThings = wordSet(`sql database db exchange sharepoint office java php iis rest web http soap comment comments remark remarks status date`)

// otherProducts do so with a version of a server. An API may well be that of a
// client, of .NET, or the original one, which an application was authored with.
var otherProducts = wordSet(`os windows linux client hardware firmware driver bios net vmware esx esxi original initial`)

// unsureRemarks are remarks of several words that make a header speak of what is not sure.
var unsureRemarks = []string{"to be confirmed", "to be verified", "to be checked", "not confirmed", "not verified", "not checked", "nicht bestätigt", "à confirmer"}

// asOf begins the brackets of a header that say when somebody looked.
const asOf = "as of "

// bracketsSayOther reports a header with words in brackets that make it something
// else than the field which the words before them name.
func bracketsSayOther(header string, f Field) bool {
	open := strings.IndexAny(header, "([{")
	if open <= 0 || !f.decisive() {
		return false
	}
	remark := strings.ToLower(cleanText(strings.TrimLeft(header[open:], "([{ ")))
	if strings.HasPrefix(remark, asOf) {
		return false
	}
	if slices.ContainsFunc(unsureRemarks, func(one string) bool { return strings.Contains(remark, one) }) {
		return true
	}
	ofServer := f == FieldServerVersion || f == versionOfNobody
	denied := false // not Windows
	for _, word := range wordsOf(remark) {
		word = strings.TrimSpace(plain(word))
		thing := ofServer && otherProducts()[word] || (ofServer || f == FieldAPI) && otherThings()[word]
		if otherTimes()[word] || thing && !denied {
			return true
		}
		denied = denied || word == "not" || word == "no" || word == "nicht"
	}
	return false
}

// takeOnlyNames gives a field the only column that names applications, or servers
// beside their versions, though its header says that they are the new or the old
// ones: a row without them would be that of nobody.
func (l *layout) takeOnlyNames() {
	if l.has(FieldAPI) && !l.has(FieldApplication) {
		l.takeOnlyName(FieldApplication)
	}
	if l.has(FieldServerVersion) && !l.hasTarget() {
		l.takeOnlyName(FieldServer)
	}
}

func (l *layout) takeOnlyName(f Field) {
	var found []int
	for col, c := range l.columns {
		if c.Field == NoField && bracketsSayOther(c.Header, f) && matchVariants(headerVariants(c.Header)).field == f &&
			!strings.Contains(strings.ToLower(c.Header), "count") {
			found = append(found, col)
		}
	}
	if len(found) == 1 {
		l.setField(found[0], f)
	}
}
