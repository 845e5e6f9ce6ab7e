package inventory

import (
	"slices"
	"strings"
)

// filters are the patterns of --where and --exclude.
type filters struct{ where, exclude []Filter }

func (f filters) none() bool { return len(f.where) == 0 && len(f.exclude) == 0 }

// keep reports whether a row passes the filters for which its table has a
// column; others do not concern it.
func (f filters) keep(l *layout, row int) bool {
	for _, x := range f.exclude {
		if l.has(x.Field) && l.fits(x, row) {
			return false
		}
	}
	for _, x := range f.where {
		if l.has(x.Field) && !f.anyFits(x.Field, l, row) {
			return false
		}
	}
	return true
}

// anyFits reports whether one of the alternatives of a field fits.
func (f filters) anyFits(field Field, l *layout, row int) bool {
	for _, x := range f.where {
		if x.Field == field && l.fits(x, row) {
			return true
		}
	}
	return false
}

func (l *layout) fits(x Filter, row int) bool {
	if x.Field == FieldTargets {
		return matchPattern(x.Pattern, l.targetText(row))
	}
	return matchPattern(x.Pattern, l.text(row, x.Field))
}

// covered reports whether for every field of --where one of the tables has a
// column: what nobody says of a pair does not fit.
func (f filters) covered(j *joiner, tables []int32) bool {
	for _, x := range f.where {
		if !slices.ContainsFunc(tables, func(table int32) bool { return j.layouts[table].has(x.Field) }) {
			return false
		}
	}
	return true
}

// matchPattern compares a whole text with a pattern, without case; * stands
// for any text, ? for one character.
func matchPattern(pattern, text string) bool {
	p, t := []rune(foldName(pattern)), []rune(foldName(text))
	i, k, star, mark := 0, 0, -1, 0
	for k < len(t) {
		switch {
		case i < len(p) && p[i] == '*':
			star, mark = i, k
			i++
		case i < len(p) && (p[i] == '?' || p[i] == t[k]):
			i, k = i+1, k+1
		case star >= 0:
			mark++
			i, k = star+1, mark
		default:
			return false
		}
	}
	return strings.Trim(string(p[i:]), "*") == ""
}
