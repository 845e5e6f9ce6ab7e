package inventory

import "strings"

// otherYear takes a number behind another product. Of two years only one is the
// product's: where one stands behind it, that before it is somebody else's, and
// nobody knows whose the next is.
func (r *reader) otherYear(token, year string) {
	switch {
	case !isYear(year):
	case !r.yearly:
		r.ownYear()
	case yearTable[year] != 0:
		r.doubts = append(r.doubts, token)
	}
}

// ownYear takes down that the last other product has a year of its own: those
// before it are pending again.
func (r *reader) ownYear() {
	r.handed = r.handed || len(r.earlier) > 0 && len(r.claims) == 0
	r.pending, r.earlier, r.yearly = append(r.earlier, r.pending...), nil, true
}

// endsInYear reports a term with a year in its name: vs 2012.
func endsInYear(text string) bool { return isYear(text[strings.LastIndexByte(text, ' ')+1:]) }

// year gives a year to the last claim; false where the number is none, or is
// none that the product can have after it has one.
func (r *reader) year(token, year string) bool {
	last := &r.claims[len(r.claims)-1]
	if long, ok := shortYears[token]; ok && last.year == "" && r.fresh && last.kind != assembly {
		year, last.documented = long, false
	} else if !isYear(year) {
		return false
	}
	set := yearTable[year]
	switch {
	case last.kind == codeName || last.year != "":
		if last.base&set != 0 || set&(anyOCS|anyLync) != 0 {
			r.claims = append(r.claims, claim{base: last.base, set: set, text: year, year: year, kind: unknownWord, documented: true})
			return true
		}
		return false
	case (!r.fresh || r.taken) && set != 0:
		r.doubts = append(r.doubts, token) // Lync Frankfurt 2013, Lync, installed 2013: whose year is it?
		return true
	case last.base&set != 0, set&(anyOCS|anyLync) != 0:
		last.set, last.year, last.text = last.base&set, year, last.text+" "+token
		return true
	case r.fresh:
		r.badName = last.text + " " + token
	}
	return r.badName != ""
}

// release takes "r2": of the OCS 2007 before it, of another product, or of nobody.
func (r *reader) release(token string) {
	r.dating = false
	r.ownNumber()
	if r.stray || r.owner == otherProduct || r.owner == client || r.owner == otherAPI {
		return // of the number or the product before it
	}
	if r.owner == unknownWord {
		switch last := len(r.pending) - 1; {
		case last >= 0 && r.pending[last] == "2007" && token == "r2":
			r.pending[last] = "2007 r2"
		case last >= 0 && token == "r2" && r.pending[last] != "2007 r2":
			r.badName = r.pending[last] + " r2"
		default:
			r.bareRelease = r.bareRelease || token == "r2"
			r.unknown = appendIf(r.unknown, token, token != "r2")
		}
		return
	}
	if r.owner != platform && r.owner != feature && r.owner != codeName {
		return
	}
	last := &r.claims[len(r.claims)-1]
	for i := range r.claims {
		if r.claims[i].year == "2007" && last.year == "" && last.kind == feature {
			last = &r.claims[i] // OCS 2007 Group Chat R2
		}
	}
	switch {
	case !r.fresh && last.set&genR2 != 0:
		r.doubts = append(r.doubts, token)
	case token == "r2" && last.year == "2007":
		last.set, last.year, last.text = last.base&genR2, "2007 r2", last.text+" r2"
	case token == "r2" && last.set&genR2 != 0 && last.year == "":
		last.documented = false
		last.set, last.year, last.text = genR2, "2007 r2", last.text+" r2"
	case r.fresh:
		r.badName = last.text + " " + token
	}
}

// settleYears gives the years before the first product to it, or makes them
// claims of their own. Where another product stands between, nobody knows whether
// a year is that of a product without one: 2010 SQL 2012 Lync.
func (r *reader) settleYears() {
	for _, year := range r.pending {
		if len(r.claims) > 0 && (len(r.unknown) > 0 || r.datings || r.handed && r.claims[0].year == "") {
			r.doubts = append(r.doubts, year)
			continue
		}
		if len(r.claims) > 0 && r.claims[0].year == "" && r.claims[0].kind != codeName && r.claims[0].kind != assembly {
			first := &r.claims[0]
			first.set, first.year, first.text = first.base&yearSet(year), year, year+" "+first.text
			continue
		}
		r.claims = append(r.claims, claim{base: yearSet(year), set: yearSet(year), text: year, year: year, documented: year == "2007 r2"})
	}
	if r.bareRelease && len(r.claims) > 0 && r.claims[0].set&anyOCS == anyOCS {
		first := &r.claims[0] // R2 Group Chat, R2 OCS 2007
		first.set, first.year, first.text, first.documented = genR2, "2007 r2", "r2 "+first.text, false
	}
}

func yearSet(year string) generations {
	if year == "2007 r2" {
		return genR2
	}
	return yearTable[year]
}
