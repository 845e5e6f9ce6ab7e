package inventory

import (
	"cmp"
	"slices"
)

// VersionText is one text that stands in version cells, what it was taken for,
// and in how many rows it stands.
type VersionText struct {
	Field     Field // FieldAPI or FieldServerVersion
	Written   string
	Key       string // of the version; "" where none was recognised
	Name      string // of the version
	Certainty Certainty
	Cause     Cause
	Detail    string
	Rows      int
	At        Pos // the first such cell
}

// Understood reports whether a person need not look at the text.
func (v VersionText) Understood() bool {
	return v.Cause == NoCause || v.Cause == OutsideMatrix || v.Cause == Missing
}

// Versions lists the distinct texts of version cells with what they were taken
// for: APIs first, then server versions, each by text. A blank cell is the text "".
func (e *Estate) Versions() []VersionText {
	found := map[VersionText]*VersionText{}
	var all []*VersionText
	for _, l := range e.joiner.layouts {
		for _, v := range l.versionTexts() {
			key := v
			key.Rows, key.At = 0, Pos{}
			if have, ok := found[key]; ok {
				have.Rows += v.Rows
				continue
			}
			found[key] = &v
			all = append(all, &v)
		}
	}
	slices.SortStableFunc(all, func(a, b *VersionText) int {
		return cmp.Or(cmp.Compare(a.Field, b.Field), cmp.Compare(a.Written, b.Written), cmp.Compare(a.Key, b.Key))
	})
	texts := make([]VersionText, len(all))
	for i, v := range all {
		texts[i] = *v
	}
	return texts
}

// versionTexts are the distinct version cells of one table.
func (l *layout) versionTexts() []VersionText {
	apis, versions := make([]VersionText, len(l.apis)), make([]VersionText, len(l.versions))
	for i, f := range l.fates {
		row := l.header + 1 + i
		if f == fateBlank || f == fateUnreadable || l.shape == ShapeNone || f == fateUnused && l.repeatsHeader(row) {
			continue
		}
		if l.has(FieldAPI) {
			count(&apis[l.fact(l.header+1+i).api], FieldAPI, l, row, l.api)
		}
		if l.has(FieldServerVersion) && l.says(row) {
			count(&versions[l.fact(l.header+1+i).version], FieldServerVersion, l, row, l.serverVersion)
		}
	}
	return slices.DeleteFunc(append(apis, versions...), func(v VersionText) bool { return v.Rows == 0 })
}

// count counts a row that says a text; the first gives the position.
func count[V API | ServerVersion](v *VersionText, f Field, l *layout, row int, read func(int) Reading[V]) {
	if v.Rows == 0 {
		*v = versionText(f, read(row))
		return
	}
	v.Rows++
}

func versionText[V API | ServerVersion](f Field, r Reading[V]) VersionText {
	return VersionText{Field: f, Written: r.Written, Key: versionKey(r.Version), Name: versionName(r.Version),
		Certainty: r.Certainty, Cause: r.Cause, Detail: r.Detail, Rows: 1, At: r.At}
}
