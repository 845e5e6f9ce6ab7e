package inventory

import (
	"slices"
	"strings"

	"chatcompat/inventory/sheet"
)

// rowRef names a row of a table of the estate.
type rowRef struct{ table, row int32 }

// column is the only column of a field, or -1.
func (l *layout) column(f Field) int {
	if len(l.fields[f]) == 0 {
		return -1
	}
	return l.fields[f][0]
}

// columnsOf are the columns of fields, -1 for one that has none.
func (l *layout) columnsOf(fields ...Field) []int {
	cols := make([]int, len(fields))
	for i, f := range fields {
		cols[i] = l.column(f)
	}
	return cols
}

// text is the cleaned text of a field in a row. An error value or a formula
// without a value names nothing.
func (l *layout) text(row int, f Field) string {
	col := l.column(f)
	if col < 0 || l.broken(row, col) {
		return ""
	}
	text := cleanText(l.raw.Text(row, col))
	switch f {
	case FieldApplicationID:
		return cleanApplicationID(text)
	case FieldSite:
		return cleanSite(text)
	}
	return text
}

// broken reports a cell that holds no text that a person wrote.
func (l *layout) broken(row, col int) bool {
	if !l.mayBreak {
		return false
	}
	k := l.raw.Kind(row, col)
	return k == sheet.Error || k == sheet.NoValue
}

// at is the position of a field's cell; of the row where there is no such column.
func (l *layout) at(row int, f Field) Pos { return l.raw.Pos(row, l.column(f)) }

// application is the name that a row gives its application, or its id.
func (l *layout) application(row int) (name, id string) {
	name, id = l.text(row, FieldApplication), l.text(row, FieldApplicationID)
	if whatNobodyWrote(name) != "" || isNoName(name) {
		name = ""
	}
	if whatNobodyWrote(id) != "" {
		id = ""
	}
	if name == "" {
		name = id
	}
	return name, id
}

// api is what a row says of the API, with the cell's position.
func (l *layout) api(row int) Reading[API] {
	r := l.apis[l.fact(row).api].Reading
	r.At = l.at(row, FieldAPI)
	return r
}

// serverVersion is what a row says of the server's version, with the cell's position.
func (l *layout) serverVersion(row int) Reading[ServerVersion] {
	r := l.versions[l.fact(row).version].Reading
	r.At = l.at(row, FieldServerVersion)
	return r
}

// readAPI reads the API cell of a row with the evidence beside it.
func (l *layout) readAPI(row int) Reading[API] {
	r := parseCell(l.cell(row, FieldAPI), l.own.ParseAPI)
	if r.Version.Own() {
		return r
	}
	return refineAPI(r, l.text(row, FieldUCMA), l.text(row, FieldAPIMembers))
}

// readVersion reads the server version cell of a row; in a list of installed
// software the name of the product belongs to it.
func (l *layout) readVersion(row int) Reading[ServerVersion] {
	c := l.cell(row, FieldServerVersion)
	if name := l.softwareColumn(); name >= 0 {
		r, _ := parseInstalledSoftware(cleanText(l.raw.Text(row, name)), c.text)
		return r
	}
	return l.heard(row, parseCell(c, l.own.ParseServerVersion))
}

// softwareColumn is that of the product name in a list of installed software, or -1.
func (l *layout) softwareColumn() int {
	if l.export == nil || !l.export.soft {
		return -1
	}
	return slices.IndexFunc(l.columns, func(c Column) bool {
		return slices.ContainsFunc(headerSpellings(c.Header), func(s string) bool {
			return s == "displayname" || s == "productname" || s == "product"
		})
	})
}

// cellText is a cell's text with its kind.
type cellText struct {
	text string
	kind sheet.Kind
}

// cell is the cell of a field; an empty text where there is no such column.
func (l *layout) cell(row int, f Field) cellText {
	col := l.column(f)
	if col < 0 {
		return cellText{}
	}
	return cellText{cleanText(l.raw.Text(row, col)), l.raw.Kind(row, col)}
}

// parseCell reads a version from a cell of any kind.
func parseCell[V API | ServerVersion](c cellText, parse func(string) Reading[V]) Reading[V] {
	switch c.kind {
	case sheet.Error:
		return Reading[V]{Written: c.text, Cause: Unreadable,
			Detail: "the cell holds an error value; repair the formula or write the version as text"}
	case sheet.NoValue:
		return Reading[V]{Written: c.text, Cause: Unreadable,
			Detail: "the file holds the formula without its value; open the workbook in Excel, let it calculate and save it, or write the version as text"}
	case sheet.Date:
		return Reading[V]{Written: c.text, Cause: Unreadable,
			Detail: "the cell holds a date, which Excel makes of texts such as 3.5; write the version as text"}
	}
	r := parse(c.text)
	if value := strings.TrimLeft(c.text, "0"); c.kind == sheet.Number && r.Cause == Unrecognised && value != c.text && value != "" && isDigit(rune(value[0])) { // shown with more digits
		r = parse(value)
		r.Written = c.text
	}
	return r
}

// describing lists the fields that say more of a pair than its names and versions.
var describing = []Field{FieldPool, FieldSite, FieldEnvironment, FieldOwner, FieldCriticality, FieldBusinessService,
	FieldStatus, FieldCategoryManagement, FieldUserManagement, FieldAPIMembers, FieldEndpointType, FieldUCMA, FieldNotes}

// addValues appends the values of fields of a row. Of what values have already
// the first stays, but see merged.
func (l *layout) addValues(values Values, row int, fields []Field) Values {
	own := len(values)
	for _, f := range fields {
		text := l.text(row, f)
		if text == "" {
			continue
		}
		i := -1
		if own > 0 {
			i = slices.IndexFunc(values, func(v Value) bool { return v.Field == f })
		}
		if i < 0 {
			values = values.with(f, text)
			continue
		}
		values[i].Text = merged(f, values[i].Text, text)
	}
	return values
}

// merged is what two rows say together of one field: the first, so that the
// order of rows matters, but not for what a risk rests on. There yes outweighs
// no, no outweighs what is no answer, and lists of members add up.
func merged(f Field, first, later string) string {
	if isPlaceholder(first) {
		return later
	}
	switch f {
	case FieldCategoryManagement, FieldUserManagement:
		if answerRank(later) > answerRank(first) {
			return later
		}
	case FieldAPIMembers:
		if !strings.Contains(first, later) {
			return first + "; " + later
		}
	}
	return first
}

func answerRank(text string) int {
	switch yes, known := parseYesNo(text); {
	case yes:
		return 2
	case known:
		return 1
	}
	return 0
}

// with adds a value in the order of fields.
func (v Values) with(f Field, text string) Values {
	v = append(v, Value{f, text})
	for i := len(v) - 1; i > 0 && v[i-1].Field > v[i].Field; i-- {
		v[i-1], v[i] = v[i], v[i-1]
	}
	return v
}

// addExtras appends the cells of unknown columns. A header that is there
// already gets the second value behind the first, so that none is lost.
func (l *layout) addExtras(extras []Extra, row int) []Extra {
	own := len(extras)
	for _, col := range l.extras {
		text := cleanText(l.raw.Text(row, col))
		if text == "" {
			continue
		}
		extras = addExtra(extras, own, headerOrPlace(l.columns[col].Header, col), text)
	}
	return extras
}

func addExtra(extras []Extra, own int, header, text string) []Extra {
	for i := range own {
		if extras[i].Header == header {
			if !slices.Contains(strings.Split(extras[i].Text, "; "), text) {
				extras[i].Text += "; " + text
			}
			return extras
		}
	}
	return append(extras, Extra{header, text})
}
