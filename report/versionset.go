package report

import (
	"cmp"
	"slices"
	"strings"

	"chatcompat/inventory"
)

// generation is an API or a server version.
type generation interface {
	comparable
	Known() bool
	Generation() int
	String() string
}

func addKnown[V generation](versions *[]V, version V) {
	if version.Known() && !slices.Contains(*versions, version) {
		*versions = append(*versions, version)
	}
}

// versionSet is a set of known versions in the order in which they came. There
// are few, and groups share them. The zero set is the empty one.
type versionSet[V generation] struct {
	list    []V
	names   string // of the list, newest first, one a line
	grown   map[V]*versionSet[V]
	fitting *fitting // of the servers of an application
}

// fitting are the APIs that fit all servers of a set.
type fitting struct {
	apis    []inventory.API
	covered bool   // the matrix has a column for each server
	names   string // of the APIs, newest first, one a line
}

// with is the set that has one more version, if it lacks it and the version is known.
func (s *versionSet[V]) with(version V) *versionSet[V] {
	if !version.Known() || slices.Contains(s.list, version) {
		return s
	}
	grown := s.grown[version]
	if grown == nil {
		list := append(slices.Clone(s.list), version)
		grown = &versionSet[V]{list: list, names: newestFirst(list)}
		if s.grown == nil {
			s.grown = map[V]*versionSet[V]{}
		}
		s.grown[version] = grown
	}
	return grown
}

// newestFirst lists the names of versions, one a line.
func newestFirst[V generation](versions []V) string {
	versions = slices.Clone(versions)
	slices.SortFunc(versions, func(a, b V) int {
		return cmp.Or(cmp.Compare(b.Generation(), a.Generation()), strings.Compare(a.String(), b.String()))
	})
	return strings.Join(each(versions, V.String), "\n")
}

// generationsOf lists the product generations that APIs are of, newest first;
// APIs of an own matrix are of none and stand for themselves.
func generationsOf(apis []inventory.API) string {
	var products []inventory.ServerVersion
	for _, a := range apis {
		product := inventory.OwnServerVersion(a.String())
		for _, s := range inventory.ServerVersions() {
			if s.Generation() == a.Generation() {
				product = s
			}
		}
		addKnown(&products, product)
	}
	return newestFirst(products)
}
