package report

import (
	"cmp"
	"iter"
	"slices"

	"chatcompat/audit"
	"chatcompat/inventory"
)

// Rereader is a Writer that lists findings in an order of its own. Where their pairs
// can be read again it keeps no finding. Reread is called before the first block.
type Rereader interface {
	Writer
	Reread(PairReader)
}

// PairReader reads pairs again, each by its place among all that are written, from 0.
// [inventory.Reader] is one.
type PairReader interface {
	Read(into *inventory.Pair, place int)
}

// listing keeps which findings a format for people lists until the last one is
// known: their places where they can be read again, else themselves.
type listing struct {
	show   Show
	seen   int // findings, listed or not
	again  PairReader
	places []int32
	kept   []audit.Finding // without again
	read   audit.Finding   // with again: the last one
	kinds  listedKinds
	kindOf []int32  // of those listed
	keys   sortKeys // without columns where findings stay in the order of the input
	order  []int32  // of those listed; nil: the order of the input
}

// newListing lists what meta asks for, in the order that meta asks for: that of the
// user's keys, else by risk, application and server, and among equals in input order.
// byDefault is the format's own choice of what is listed.
func newListing(meta Meta, byDefault Show) *listing {
	l := newListingAsRead(meta, byDefault)
	l.keys.columns = newSortColumns(meta.Sort)
	return l
}

// newListingAsRead lists findings in the order of the input.
func newListingAsRead(meta Meta, byDefault Show) *listing {
	return &listing{show: cmp.Or(meta.Show, byDefault)}
}

// Reread is for all writers that have a listing.
func (l *listing) Reread(pairs PairReader) { l.again = pairs }

// add keeps the findings of a block that are listed.
func (l *listing) add(block []audit.Finding) {
	for i := range block {
		if l.show.lists(&block[i]) {
			l.addOne(&block[i], l.seen+i)
		}
	}
	l.seen += len(block)
}

func (l *listing) addOne(f *audit.Finding, place int) {
	if l.again != nil {
		l.places = append(l.places, int32(place))
	} else {
		l.kept = append(l.kept, keep(*f))
	}
	l.kindOf = append(l.kindOf, l.kinds.of(f))
	for i := range l.keys.columns {
		l.keys.numbers = append(l.keys.numbers, l.keys.columns[i].number(f))
	}
}

// len is how many findings are listed.
func (l *listing) len() int { return len(l.kindOf) }

// sort is called once, after the last finding.
func (l *listing) sort() { l.order = l.keys.order(l.len()) }

// nth is the place among those listed of the one with a number in the order of the list.
func (l *listing) nth(i int) int {
	if l.order == nil {
		return i
	}
	return int(l.order[i])
}

// at is the finding with a number in the order of the list, valid until the next one
// is asked for.
func (l *listing) at(i int) *audit.Finding {
	i = l.nth(i)
	if l.again == nil {
		return &l.kept[i]
	}
	l.read = l.kinds.all[l.kindOf[i]].judged
	l.again.Read(&l.read.Pair, int(l.places[i]))
	return &l.read
}

// verdict is that of the finding with a number in the order of the list.
func (l *listing) verdict(i int) audit.Verdict { return l.kinds.all[l.kindOf[l.nth(i)]].judged.Verdict }

// all yields the findings from a number to before another, each valid until the next.
func (l *listing) all(from, to int) iter.Seq[*audit.Finding] {
	return func(yield func(*audit.Finding) bool) {
		for i := from; i < to && yield(l.at(i)); i++ {
		}
	}
}

// countedKinds are the kinds of the findings in the order in which the list first has
// them.
func (l *listing) countedKinds() []*listedKind {
	var met []*listedKind
	for i := range l.kindOf {
		kind := &l.kinds.all[l.kindOf[l.nth(i)]]
		if kind.pairs == 0 {
			met = append(met, kind)
		}
		kind.pairs++
	}
	return met
}

// keep copies a finding out of its block.
func keep(f audit.Finding) audit.Finding {
	f.Also = slices.Clone(f.Also)
	f.Fields, f.ServerFields = slices.Clone(f.Fields), slices.Clone(f.ServerFields)
	f.Extra, f.Problems = slices.Clone(f.Extra), slices.Clone(f.Problems)
	f.Advisories = slices.Clone(f.Advisories)
	return f
}

// lists reports whether a finding is among those to be listed; ShowDefault lists all.
func (s Show) lists(f *audit.Finding) bool {
	switch s {
	case ShowRisky:
		return f.Risky()
	case ShowMixed:
		return f.Mixed
	case ShowNone:
		return false
	}
	return true
}

// scope says which pairs are listed, and how many of all; "" where all are.
func (s Show) scope(listed, pairs int) string {
	which := ""
	switch s {
	case ShowRisky:
		which = "those that are incompatible, may be compatible or are not assessed"
	case ShowMixed:
		which = "those that mix generations"
	default:
		return ""
	}
	return count(listed, "pair is", "pairs are") + " listed: " + which + ", of " + thousands(pairs) + " in all."
}
