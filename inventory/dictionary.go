package inventory

import "strings"

// leastFields is how many fields a column names that describes the
// columns of an inventory, two of those that every inventory needs among them.
const leastFields = 4

// isDictionary reports a data dictionary: what was taken for its header is a
// row like the others, and a column of it names fields all the way down.
//
// Applications may be called Service, owners Team, and notes may say Pool: in a
// dictionary nearly every row names a field, few of them twice, and the columns
// of versions, if headers seem to name them, hold no version.
func (l *layout) isDictionary() bool {
	if l.export != nil || l.holdsVersions() {
		return false
	}
	for col, c := range l.columns {
		if c.Field != NoField && l.namesFields(col) {
			return true
		}
	}
	return false
}

// holdsVersions reports a column of versions that has some.
func (l *layout) holdsVersions() bool {
	return l.has(FieldAPI) && l.any(l.column(FieldAPI), l.isAPI) ||
		l.has(FieldServerVersion) && l.any(l.column(FieldServerVersion), l.isServerVersion)
}

// any reports whether a cell of those that vote fits.
func (l *layout) any(col int, fits func(string) bool) bool {
	for row := l.header + 1; row < min(l.raw.Rows(), l.header+1+voteRows); row++ {
		if fits(cleanText(l.raw.Text(row, col))) {
			return true
		}
	}
	return false
}

// namesFields reports a column of which nearly all cells, blank ones included,
// name fields, the header's too.
func (l *layout) namesFields(col int) bool {
	var named [fieldCount]bool
	named[l.columns[col].Field] = true
	yes, all := 0, 0
	for row := l.header + 1; row < min(l.raw.Rows(), l.header+1+voteRows); row++ {
		if l.isBlank(row) {
			continue
		}
		all++
		if f := recogniseHeader(strings.TrimSpace(l.raw.Text(row, col))).field; f != NoField {
			yes++
			named[f] = true
		}
	}
	fields, needed := 0, 0
	for f, is := range named {
		if !is {
			continue
		}
		fields++
		switch Field(f) {
		case FieldApplication, FieldAPI, FieldServer, FieldServerVersion:
			needed++
		}
	}
	return yes*10 >= all*9 && fields >= leastFields && needed >= 2
}
