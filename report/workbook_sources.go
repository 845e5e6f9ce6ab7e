package report

import (
	"slices"

	"chatcompat/audit"
	"chatcompat/inventory"
)

// pairSheets tells where the texts of the sheets about pairs are from: All
// pairs has the key, what every record of CSV has, and the unknown columns of
// the inventory; Findings has a choice of its own; Change requests has what
// ServiceNow imports. It does not change, and goroutines share it.
type pairSheets struct {
	record  record
	show    Show
	limits  limits
	compare comparison

	columns  []pairColumn // of All pairs and Findings, each once; the first is the key
	sources  []source     // of columns
	pairs    []int        // the columns of All pairs: indices of columns
	findings []int        // those of Findings
	changes  []source     // of changeColumns

	class, changeClass []int  // indices of columns, and of changeColumns, of which a class has the texts
	own, changeOwn     []int  // those of which each pair has the texts alone
	onFindings         []bool // of own

	slots         []textSlot // texts that may come again
	listed        int        // slots of All pairs; those that only changes show come behind them
	unknownTitles []string   // of the unknown columns
	extras        int        // the first slot of the unknown columns, which are the last ones listed
	shown         int        // slots of any sheet; the others are for groups and order
	site, owner   int        // slots
	needed        []bool     // slots of groups and order, on whatever sheet they are
	order         []int      // slots of sorted, for columns that are sorted by text; else -1
	sorted        []sortColumn
}

// source tells where the text of a column is from: its place among the texts of
// its kind.
type source struct {
	kind columnKind
	n    int
}

// textSlot is a text of a pair that may come again.
type textSlot struct {
	kind   slotKind
	field  inventory.Field
	text   func(*audit.Finding) string
	change int // of changeColumns, where it depends on something
}

type slotKind uint8

const (
	columnText slotKind = iota
	nameOfApplication
	nameOfServer
	fieldText
	unknownText
	repeatedText // of a change, by what it depends on
)

func newPairSheets(meta Meta, limits limits) *pairSheets {
	s := &pairSheets{record: newRecord(meta), show: meta.Show, limits: limits, compare: comparisonFor(meta.Sort)}
	s.pairs = s.places(columnsOf(meta, append(keysOfColumns(s.record.columns), "lifecycle")))
	s.findings = s.places(columnsOf(meta, findingColumns))
	for i, c := range s.columns {
		s.sources = append(s.sources, s.sourceOf(i, c))
	}
	s.extras = len(s.slots)
	if !s.record.partial {
		s.addUnknown(unknownHeaders(meta.Files))
	}
	s.listed = len(s.slots)
	for i := range changeColumns {
		s.changes = append(s.changes, s.sourceOfChange(i))
	}
	s.shown = len(s.slots)
	s.site, s.owner = s.slotOf(fieldSlot(inventory.FieldSite)), s.slotOf(fieldSlot(inventory.FieldOwner))
	s.sorted = newSortColumns(meta.Sort)
	for _, c := range s.sorted {
		slot := -1
		if c.rank == nil {
			slot = s.slotOf(slotOfColumn(c.Column))
		}
		s.order = append(s.order, slot)
	}
	s.needed = make([]bool, len(s.slots))
	for _, slot := range append([]int{s.site, s.owner}, s.order...) {
		if slot >= 0 {
			s.needed[slot] = true
		}
	}
	return s
}

// addUnknown adds the unknown columns of the inventory.
func (s *pairSheets) addUnknown(headers []string) {
	titles := each(s.pairs, func(i int) string { return s.columns[i].Title })
	for _, header := range headers {
		titles = append(titles, uniqueTitle(titles, header))
		s.slots = append(s.slots, textSlot{kind: unknownText})
	}
	s.unknownTitles = titles[len(s.pairs):]
}

// places are the indices of columns, which are added where they are new.
func (s *pairSheets) places(columns []Column) []int {
	var places []int
	for _, c := range columns {
		i := slices.IndexFunc(s.columns, func(known pairColumn) bool { return known.Key == c.Key })
		if i < 0 {
			i = len(s.columns)
			s.columns = append(s.columns, pairColumn{c, widthOf(c.Key), columnKinds[c.Key]})
		}
		places = append(places, i)
	}
	return places
}

func keysOfColumns(columns []Column) []string {
	keys := []string{"key"}
	for _, c := range columns {
		keys = append(keys, c.Key)
	}
	return keys
}

func (s *pairSheets) sourceOf(i int, c pairColumn) source {
	switch c.kind {
	case sharedByClass:
		s.class = append(s.class, i)
		return source{sharedByClass, len(s.class) - 1}
	case notShared:
		s.own, s.onFindings = append(s.own, i), append(s.onFindings, slices.Contains(s.findings, i))
		return source{notShared, len(s.own) - 1}
	}
	return source{perhapsShared, s.slotOf(slotOfColumn(c.Column))}
}

// sourceOfChange is asked for all changeColumns after all columns.
func (s *pairSheets) sourceOfChange(i int) source {
	c := &changeColumns[i]
	switch {
	case i == 0:
		return source{notShared, 0} // the key
	case c.kind == sharedByClass:
		s.changeClass = append(s.changeClass, i)
		return source{sharedByClass, len(s.class) + len(s.changeClass) - 1}
	case c.kind == notShared:
		s.changeOwn = append(s.changeOwn, i)
		return source{notShared, len(s.own) + len(s.changeOwn) - 1}
	case c.depends != nil:
		s.slots = append(s.slots, textSlot{kind: repeatedText, change: i})
		return source{perhapsShared, len(s.slots) - 1}
	case c.field != inventory.NoField:
		return source{perhapsShared, s.slotOf(fieldSlot(c.field))}
	}
	s.slots = append(s.slots, textSlot{text: c.text})
	return source{perhapsShared, len(s.slots) - 1}
}

func fieldSlot(f inventory.Field) textSlot { return textSlot{kind: fieldText, field: f} }

func slotOfColumn(c Column) textSlot {
	switch c.Key {
	case "application":
		return textSlot{kind: nameOfApplication}
	case "server":
		return textSlot{kind: nameOfServer}
	}
	if field, ok := inventory.ParseField(c.Key); ok && isFieldColumn(field) && field != inventory.FieldApplicationID {
		return fieldSlot(field)
	}
	return textSlot{text: c.Text}
}

// slotOf is the place of a slot, which is added where it is new.
func (s *pairSheets) slotOf(slot textSlot) int {
	if slot.kind != columnText {
		for i, known := range s.slots {
			if known.kind == slot.kind && known.field == slot.field {
				return i
			}
		}
	}
	s.slots = append(s.slots, slot)
	return len(s.slots) - 1
}

// The numbers that are kept of a pair: its class, the number of the first text
// that it has alone, its flags, its groups, and its place, from 1, among what is
// not assessed or among the changes; then one a slot.
const (
	noteClass = iota
	noteOwn
	noteFlags
	noteApplication
	noteServer
	noteMore
	noteSlots
)

// pairFlags are which of its own texts a pair has, one of eight bits each, how many lines
// its rows on Findings and Change requests have, whether it is listed, and
// whether its application uses what servers lack.
type pairFlags uint32

const (
	flagLines       = 8
	flagChangeLines = 16
	flagUses        = 24
	flagListed      = 1 << 31
)

func (f pairFlags) lines() int             { return int(f >> flagLines & 0xff) }
func (f pairFlags) changeLines() int       { return int(f >> flagChangeLines & 0xff) }
func (f pairFlags) uses() inventory.Answer { return inventory.Answer(f >> flagUses & 3) }
func (f pairFlags) listed() bool           { return f&flagListed != 0 }

// pairSize is how many numbers there are of a pair on All pairs.
func (s *pairSheets) pairSize() int { return noteSlots + s.listed }

// noteSize is how many numbers there are of a pair.
func (s *pairSheets) noteSize() int { return noteSlots + len(s.slots) }
