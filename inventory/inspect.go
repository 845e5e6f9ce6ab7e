package inventory

import (
	"cmp"
	"slices"

	"chatcompat/inventory/sheet"
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
	found := map[versionTextKey]*VersionText{}
	var all []*VersionText
	for _, l := range e.joiner.layouts {
		if l.shape == ShapeNone {
			continue
		}
		for i, f := range l.fates {
			if f == fateBlank || f == fateUnreadable {
				continue
			}
			for _, v := range l.versionTexts(l.header + 1 + i) {
				key := versionTextKey{v.Field, v.Written, v.Key, v.Detail, l.kindOf(l.header+1+i, v.Field)}
				if have, ok := found[key]; ok {
					have.Rows++
					continue
				}
				found[key] = &v
				all = append(all, &v)
			}
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

type versionTextKey struct {
	field                Field
	written, key, detail string
	kind                 sheet.Kind
}

func (l *layout) kindOf(row int, f Field) sheet.Kind { return l.raw.Kind(row, l.column(f)) }

// versionTexts are the version cells of one row.
func (l *layout) versionTexts(row int) []VersionText {
	var texts []VersionText
	if l.has(FieldAPI) {
		texts = append(texts, versionText(FieldAPI, l.api(row)))
	}
	if l.has(FieldServerVersion) && l.says(row) {
		texts = append(texts, versionText(FieldServerVersion, l.serverVersion(row)))
	}
	return texts
}

func versionText[V API | ServerVersion](f Field, r Reading[V]) VersionText {
	return VersionText{Field: f, Written: r.Written, Key: versionKey(r.Version), Name: versionName(r.Version),
		Certainty: r.Certainty, Cause: r.Cause, Detail: r.Detail, Rows: 1, At: r.At}
}
