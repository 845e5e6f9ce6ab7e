package inventory

import (
	"cmp"
	"slices"
	"strings"
)

// statement is a version that a row states of a server or an application.
type statement[V API | ServerVersion] struct {
	*distinct[V]
	rowRef
	table bool // a servers or applications table states it, not only a pairs row
}

// column is that of its cell, or -1.
func (s statement[V]) column(j *joiner, f Field) int {
	if s.beside > 0 {
		return int(s.beside) - 1
	}
	return j.layout(s.rowRef).column(f)
}

// at is the reading with the position of its cell.
func (s statement[V]) at(j *joiner, f Field) Reading[V] {
	r := s.Reading
	r.At = j.layout(s.rowRef).raw.Pos(int(s.row), s.column(j, f))
	return r
}

// cell is where it is stated.
func (s statement[V]) cell(j *joiner, f Field) cell {
	at := s.at(j, f).At
	return cell{table: s.rowRef.table, row: uint32(at.Row), col: int32(at.Col)}
}

// cell is a position in a table of the estate; without a row it is none.
type cell struct {
	table, col int32
	row        uint32
}

func (c cell) at(j *joiner) Pos {
	if c.row == 0 {
		return Pos{}
	}
	raw := j.layouts[c.table].raw
	return Pos{File: raw.File, Sheet: raw.Sheet, Row: int(c.row), Col: int(c.col)}
}

// addStatement adds a version, or keeps the better of two statements of it:
// that of a table, the exact one, the first by its text, that of the first row.
// What is kept depends neither on the order in which statements come nor, its
// position aside, on that of the rows.
func addStatement[V API | ServerVersion](all []statement[V], s statement[V]) []statement[V] {
	for i := range all {
		if all[i].Version == s.Version {
			if s.compare(all[i]) < 0 {
				all[i] = s
			}
			return all
		}
	}
	return append(all, s)
}

// addUnclear keeps the first by its text of the statements that name no version.
func addUnclear[V API | ServerVersion](all []statement[V], s statement[V]) []statement[V] {
	if len(all) == 0 {
		return append(all, s)
	}
	if s.compare(all[0]) < 0 {
		all[0] = s
	}
	return all
}

// compare orders statements of one version, the better first.
func (s statement[V]) compare(other statement[V]) int {
	if s.table != other.table {
		if s.table {
			return -1
		}
		return 1
	}
	if s.distinct == other.distinct {
		return compareRefs(s.rowRef, other.rowRef)
	}
	return cmp.Or(cmp.Compare(s.Certainty, other.Certainty), strings.Compare(s.Written, other.Written), compareRefs(s.rowRef, other.rowRef))
}

// contradiction is the reading of two or more versions that the inventory
// states of one thing. Written and Detail are in the order of the versions'
// keys, so that they do not depend on the order of rows.
func contradiction[V API | ServerVersion](j *joiner, f Field, all []statement[V]) Reading[V] {
	all = sortedStatements(all)
	var written, said []string
	for _, st := range all {
		written = append(written, st.Written)
		said = append(said, st.at(j, f).At.String()+" says "+versionName(st.Version))
	}
	return Reading[V]{Cause: Contradictory, At: all[0].at(j, f).At,
		Written: strings.Join(written, " / "), Detail: strings.Join(said, ", ")}
}

func sortedStatements[V API | ServerVersion](all []statement[V]) []statement[V] {
	return slices.SortedFunc(slices.Values(all), func(a, b statement[V]) int {
		return strings.Compare(versionKey(a.Version), versionKey(b.Version))
	})
}

func versionKey[V API | ServerVersion](v V) string {
	switch v := any(v).(type) {
	case API:
		return v.Key()
	case ServerVersion:
		return v.Key()
	}
	return ""
}

func versionName[V API | ServerVersion](v V) string {
	switch v := any(v).(type) {
	case API:
		return v.String()
	case ServerVersion:
		return v.String()
	}
	return ""
}
