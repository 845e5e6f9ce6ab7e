package inventory

import (
	"cmp"
	"slices"
)

// application is an entry of applications tables: one by its id, else by its name.
type application struct {
	name, id string // as first written
	key      string // folded id, else name; the identity
	rows     []rowRef
	stated   []statement[API]
	unclear  []statement[API] // cells that name no API
	excluded int              // rows left out by filters
	targeted bool             // a row of another table names a server for it
	kept     bool             // a pair of another row that is kept rests on it
	left     bool             // a pair of another row that is left out rests on it

	filled   *distinct[API] // see apiOfTables
	disputed *Reading[API]  // the contradiction where two APIs are stated; else nil

	particulars particulars // set when nothing changes any more
}

// applications finds the entries of applications tables.
type applications struct {
	byID   map[string]*application
	byName map[string][]*application
	all    []*application
}

// own is the entry that a row of an applications table is itself part of: that
// of its id, without one that of its name.
func (a *applications) own(name, id string) *application {
	if id != "" {
		return a.byID[foldName(id)]
	}
	entries := a.byName[foldName(name)]
	for _, one := range entries {
		if one.id == "" || len(entries) == 1 {
			return one
		}
	}
	return nil
}

// add is the entry that a row of an applications table names, made where it is new.
func (a *applications) add(name, id string) *application {
	one := a.own(name, id)
	if one == nil || id == "" && one.id != "" {
		one = &application{name: name, id: id, key: foldName(cmp.Or(id, name))}
		a.all = append(a.all, one)
		if id != "" {
			a.byID[one.key] = one
		}
	}
	if one.name == one.id {
		one.name = name
	}
	if folded := foldName(name); name != id && !slices.Contains(a.byName[folded], one) {
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

// link makes an entry without an id one with the only entry of its name that
// has one, or with the entry whose id it is named by.
func (a *applications) link() {
	for name, entries := range a.byName {
		i := slices.IndexFunc(entries, func(one *application) bool { return one.id == "" })
		if i < 0 {
			continue
		}
		others := slices.Delete(slices.Clone(entries), i, i+1)
		if len(others) == 0 && a.byID[name] != nil {
			others = append(others, a.byID[name])
		}
		if len(others) == 1 {
			others[0].take(entries[i])
			a.byName[name] = others
		}
	}
}

// take adds what rows say of another entry.
func (a *application) take(other *application) {
	a.rows = append(a.rows, other.rows...)
	slices.SortFunc(a.rows, compareRefs)
	for _, s := range other.stated {
		a.stated = addStatement(a.stated, s)
	}
	for _, s := range other.unclear {
		a.unclear = addUnclear(a.unclear, s)
	}
	a.excluded += other.excluded
	other.rows, other.stated = nil, nil
}

// state records the API that a row of an applications table states.
func (a *application) state(s statement[API]) {
	if s.Version.Known() {
		a.stated = addStatement(a.stated, s)
	} else if s.unclear() {
		a.unclear = addUnclear(a.unclear, s)
	}
}

// apiOfTables is what the applications tables say of the application's API: what
// fills a blank cell.
func (j *joiner) apiOfTables(a *application) *distinct[API] {
	if a.filled == nil {
		r := newDistinct(j, j.fillAPI(a))
		a.filled = &r
	}
	return a.filled
}

func (j *joiner) fillAPI(a *application) Reading[API] {
	switch {
	case len(a.stated) > 1:
		return contradiction(j, FieldAPI, a.stated)
	case len(a.stated) == 1:
		return a.stated[0].at(j, FieldAPI)
	case len(a.unclear) > 0:
		return a.unclear[0].at(j, FieldAPI)
	}
	return Reading[API]{Cause: Missing, Detail: "the applications table names " + Quote(a.name) + " without an API"}
}
