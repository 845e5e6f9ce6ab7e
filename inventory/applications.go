package inventory

import (
	"slices"
	"strings"
)

// application is an entry of applications tables: one by its id, else by its name.
type application struct {
	name, id string // as first written
	key      string // folded id, else name; the identity
	rows     []rowRef
	stated   []stated[API]
	unclear  []Reading[API] // cells that name no API
	excluded int            // rows left out by filters
	targeted bool           // a row of another table names a server for it
	kept     bool           // a pair of another row that is kept rests on it
	left     bool           // a pair of another row that is left out rests on it
}

// applications finds the entries of applications tables.
type applications struct {
	byID   map[string]*application
	byName map[string][]*application
}

// add is the entry that a row of an applications table names, made where it is new.
func (a *applications) add(name, id string) *application {
	key := foldName(id)
	if id != "" {
		if found := a.byID[key]; found != nil {
			return found
		}
	} else {
		key = foldName(name)
		for _, found := range a.byName[key] {
			if found.id == "" {
				return found
			}
		}
	}
	one := &application{name: name, id: id, key: key}
	if id != "" {
		a.byID[key] = one
	}
	if folded := foldName(name); folded != "" {
		a.byName[folded] = append(a.byName[folded], one)
	}
	return one
}

// find is the entry that a row of another table means: by id, else by name,
// else by a name that is an id. Two entries of one name give the second result.
func (a *applications) find(name, id string) (found *application, many bool) {
	if len(a.byName) == 0 && len(a.byID) == 0 {
		return nil, false
	}
	if id != "" {
		if found := a.byID[foldName(id)]; found != nil {
			return found, false
		}
	}
	entries := a.byName[foldName(name)]
	if id != "" {
		entries = slices.DeleteFunc(slices.Clone(entries), func(one *application) bool { return one.id != "" })
	}
	switch len(entries) {
	case 0:
		return a.byID[foldName(name)], false
	case 1:
		return entries[0], false
	}
	return nil, true
}

// state records the API that a row of an applications table states.
func (a *application) state(r Reading[API]) {
	if r.Version.Known() {
		a.stated = addStated(a.stated, r, true)
	} else if r.Cause != Missing {
		a.unclear = append(a.unclear, r)
	}
}

// api is what the applications tables say of the application's API: what fills a blank cell.
func (a *application) api() Reading[API] {
	switch {
	case len(a.stated) > 1:
		return contradiction(a.stated)
	case len(a.stated) == 1:
		return a.stated[0].reading
	case len(a.unclear) > 0:
		return slices.MinFunc(a.unclear, func(x, y Reading[API]) int { return strings.Compare(x.Written, y.Written) })
	}
	return Reading[API]{Cause: Missing, Detail: "the applications table names " + Quote(a.name) + " without an API"}
}
