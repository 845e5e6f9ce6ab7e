package report

import (
	"strings"

	"chatcompat/audit"
	"chatcompat/inventory"
)

// repeats are the places of an inventory that say again what an earlier row says.
// The first ones are kept, in the order of the findings; all are counted.
type repeats struct {
	most  int // that are kept
	kept  []repeatedPlace
	count int
}

// repeatedPlace is a place that says again what the row at first says.
type repeatedPlace struct {
	at, first        inventory.Pos
	application, key string
}

// add takes down what repeats the findings of a block.
func (r *repeats) add(block []audit.Finding) {
	for i := range block {
		r.addOne(&block[i])
	}
}

func (r *repeats) addOne(f *audit.Finding) {
	r.count += len(f.Also)
	for _, at := range f.Also[:min(len(f.Also), r.most-len(r.kept))] {
		r.kept = append(r.kept, repeatedPlace{at, f.At, strings.Clone(f.Application), strings.Clone(f.Key)})
	}
}

// join takes over what comes behind.
func (r *repeats) join(more repeats) {
	r.count += more.count
	r.kept = append(r.kept, more.kept[:min(len(more.kept), r.most-len(r.kept))]...)
}

// left is how many are not among the first n.
func (r *repeats) left(n int) int { return r.count - min(n, len(r.kept)) }

// placesColumn tells where else the inventory says a pair.
var placesColumn = Column{"also", "also at", "Also at", func(f *audit.Finding) string { return alsoAt(f, fewPlaces) }, func(f *audit.Finding) string { return alsoAt(f, len(f.Also)) }}

// fewPlaces is how many places of a pair people are shown.
const fewPlaces = 20

// placesLine is what a line for people says of a pair's other places, and where all are.
func placesLine(f *audit.Finding) string {
	text := alsoAt(f, fewPlaces)
	if len(f.Also) > fewPlaces {
		text += allPlaces
	}
	return text
}

// allPlaces follows the number of places that are left out.
const allPlaces = "; -o json has them all"

// alsoAt names the first places, and how many more there are.
func alsoAt(f *audit.Finding, most int) string {
	if len(f.Also) == 0 {
		return ""
	}
	text := strings.Join(each(f.Also[:min(most, len(f.Also))], inventory.Pos.String), "; ")
	if more := len(f.Also) - most; more > 0 {
		text += "; and " + count(more, "more", "more")
	}
	return text
}
