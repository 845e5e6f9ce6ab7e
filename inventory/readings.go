package inventory

import "chatcompat/inventory/sheet"

// rowRef names a row of a table of the estate.
type rowRef struct{ table, row int32 }

// column is the only column of a field, or -1.
func (l *layout) column(f Field) int {
	if len(l.fields[f]) == 0 {
		return -1
	}
	return l.fields[f][0]
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
	k := l.raw.Kind(row, col)
	return k == sheet.Error || k == sheet.NoValue
}

// at is the position of a field's cell; of the row where there is no such column.
func (l *layout) at(row int, f Field) Pos { return l.raw.Pos(row, l.column(f)) }

// application is the name that a row gives its application, or its id.
func (l *layout) application(row int) (name, id string) {
	name, id = l.text(row, FieldApplication), l.text(row, FieldApplicationID)
	if isPlaceholder(name) {
		name = ""
	}
	if name == "" {
		name = id
	}
	return name, id
}

// api reads the API cell of a row with the evidence beside it.
func (l *layout) api(row int) Reading[API] {
	col := l.column(FieldAPI)
	c := cellText{ucma: l.text(row, FieldUCMA), used: l.text(row, FieldAPIMembers)}
	if col >= 0 {
		c.text, c.kind = cleanText(l.raw.Text(row, col)), l.raw.Kind(row, col)
	}
	r, ok := l.apis[c]
	if !ok {
		r = parseCell(c, l.own.ParseAPI)
		if !r.Version.Own() {
			r = RefineAPI(r, c.ucma, c.used)
		}
		l.apis[c] = r
	}
	r.At = l.raw.Pos(row, col)
	return r
}

// serverVersion reads the server version cell of a row.
func (l *layout) serverVersion(row int) Reading[ServerVersion] {
	col := l.column(FieldServerVersion)
	var c cellText
	if col >= 0 {
		c.text, c.kind = cleanText(l.raw.Text(row, col)), l.raw.Kind(row, col)
	}
	if l.export != nil && l.export.soft {
		c.used = l.softwareName(row)
	}
	r, ok := l.versions[c]
	if !ok {
		r = l.parseVersion(c)
		l.versions[c] = r
	}
	r.At = l.raw.Pos(row, col)
	return r
}

func (l *layout) parseVersion(c cellText) Reading[ServerVersion] {
	if l.export != nil && l.export.soft {
		r, _ := ParseInstalledSoftware(c.used, c.text)
		return r
	}
	return parseCell(c, l.own.ParseServerVersion)
}

// softwareName is the product name in a list of installed software.
func (l *layout) softwareName(row int) string {
	for col, c := range l.columns {
		switch foldHeader(c.Header) {
		case "displayname", "displayname0", "productname", "productname0", "product":
			return cleanText(l.raw.Text(row, col))
		}
	}
	return ""
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
	return parse(c.text)
}

// described lists the fields that say more of a pair than its four names.
var described = []Field{FieldPool, FieldSite, FieldEnvironment, FieldOwner, FieldCriticality, FieldBusinessService,
	FieldStatus, FieldCategoryManagement, FieldUserManagement, FieldAPIMembers, FieldEndpointType, FieldUCMA, FieldNotes}

// addValues appends the described fields of a row that values do not have yet.
func (l *layout) addValues(values Values, row int) Values {
	for _, f := range described {
		if len(l.fields[f]) == 0 {
			continue
		}
		if text := l.text(row, f); text != "" && values.Get(f) == "" {
			values = values.with(f, text)
		}
	}
	return values
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
			if extras[i].Text != text {
				extras[i].Text += "; " + text
			}
			return extras
		}
	}
	return append(extras, Extra{header, text})
}
