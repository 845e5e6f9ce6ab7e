package inventory

import (
	"slices"
)

// application is an entry of applications tables: one by its id, else by its name.
type application struct {
	name, id string // as first written
	key      string // folded id, else name; the identity
	number   int32  // of the key
	place    int32  // in applications.all
	rows     []rowRef
	stated   []statement[API]
	unclear  []statement[API] // cells that name no API
	excluded int              // rows left out by filters
	targeted bool             // some row names a server for it
	kept     bool             // a pair that is kept rests on it
	left     bool             // a pair that is left out rests on it

	filled   *distinct[API] // see apiOfTables
	cell     cell           // where filled is stated
	disputed *Reading[API]  // the contradiction where two APIs are stated; else nil

	particulars particulars // set when nothing changes any more
}

// applications finds the entries of applications tables. Folded names and ids
// have numbers, and are looked for by these alone.
type applications struct {
	texts  textNumbers
	byID   []*application   // by number
	byName [][]*application // by number
	names  []int32          // the numbers of names that entries bear, in the order in which they do
	all    []*application

	// What most entries have one of is handed out in larger pieces.
	free  pieces[application]
	rows  pieces[rowRef]
	said  pieces[statement[API]]
	named pieces[*application]
}

// makeRoom prepares for entries of all names and ids that are numbered.
func (a *applications) makeRoom() {
	a.byID, a.byName = touched[*application](a.texts.count()), touched[[]*application](a.texts.count())
}

// own is the entry that a row of an applications table is itself part of: that
// of its id, without one that of its name.
func (a *applications) own(n *naming) *application {
	if n.id != "" {
		return a.byID[n.number]
	}
	entries := a.byName[n.nameNumber]
	for _, one := range entries {
		if one.id == "" || len(entries) == 1 {
			return one
		}
	}
	return nil
}

// add is the entry that a row of an applications table names, made where it is new.
func (a *applications) add(n *naming) *application {
	one := a.own(n)
	if one == nil || n.id == "" && one.id != "" {
		one = &a.free.one(application{name: n.name, id: n.id, key: n.key, number: n.number, place: int32(len(a.all))})[0]
		a.all = append(a.all, one)
		if n.id != "" {
			a.byID[n.number] = one
		}
	}
	if one.name == one.id {
		one.name = n.name
	}
	if entries := &a.byName[n.nameNumber]; n.name != n.id && !slices.Contains(*entries, one) {
		if len(*entries) == 0 {
			a.names = append(a.names, n.nameNumber)
		}
		*entries = a.named.add(*entries, one)
	}
	return one
}

// find is the entry that a row of another table means: by id, else by name,
// else by a name that is an id. Two entries of one name give the second result.
func (a *applications) find(n *naming) (found *application, many bool) {
	if n.id != "" {
		if found := a.byID[n.number]; found != nil {
			return found, false
		}
	}
	entries := a.byName[n.nameNumber]
	if n.id != "" {
		entries = slices.DeleteFunc(slices.Clone(entries), func(one *application) bool { return one.id != "" })
	}
	switch len(entries) {
	case 0:
		return a.byID[n.nameNumber], false
	case 1:
		return entries[0], false
	}
	return nil, true
}

// link makes an entry without an id one with the only entry of its name that
// has one, or with the entry whose id it is named by.
func (a *applications) link() {
	for _, number := range a.names {
		entries := a.byName[number]
		i := slices.IndexFunc(entries, func(one *application) bool { return one.id == "" })
		if i < 0 {
			continue
		}
		if len(entries) == 1 {
			if other := a.byID[number]; other != nil {
				other.take(entries[0])
				a.byName[number] = []*application{other}
			}
			continue
		}
		if len(entries) == 2 {
			other := entries[1-i]
			other.take(entries[i])
			a.byName[number] = []*application{other}
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
	a.targeted = a.targeted || other.targeted
	other.rows, other.stated = nil, nil
}

// state records the API that a row of an applications table states for an entry.
func (a *applications) state(one *application, s statement[API]) {
	if s.Version.Known() {
		if len(one.stated) == 0 {
			one.stated = a.said.one(s)
			return
		}
		one.stated = addStatement(one.stated, s)
	} else if s.unclear() {
		one.unclear = addUnclear(one.unclear, s)
	}
}

// apiOfTables is what the applications tables say of the application's API: what
// fills a blank cell.
func (j *joiner) apiOfTables(a *application) *distinct[API] {
	if a.filled == nil {
		a.filled = j.fillAPI(a)
	}
	return a.filled
}

func (j *joiner) fillAPI(a *application) *distinct[API] {
	if len(a.stated) > 1 {
		return newDistinct(j, contradiction(j, FieldAPI, a.stated))
	}
	if st := a.statement(); st != nil {
		return st.distinct
	}
	return newDistinct(j, Reading[API]{Cause: Missing, Detail: "the applications table names " + Quote(a.name) + " without an API"})
}

// statement is the only one that applications tables make of the API: one that
// names it, or a cell that names none; nil where there is none or several.
func (a *application) statement() *statement[API] {
	switch {
	case len(a.stated) == 1:
		return &a.stated[0]
	case len(a.stated) == 0 && len(a.unclear) > 0:
		return &a.unclear[0]
	}
	return nil
}

// cellStating is the cell that states what fills a blank one; the zero cell
// where there is none, or where the reading has a position of its own.
func (j *joiner) cellStating(a *application) cell {
	if st := a.statement(); st != nil && a.filled != nil && a.filled.At.IsZero() {
		return st.cell(j, FieldAPI)
	}
	return cell{}
}
