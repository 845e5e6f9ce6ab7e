package audit

import "chatcompat/inventory"

// Whole is the finding one by one: itself if it is whole, else what its row tells,
// which into takes until the reader reads the next row. It is of no class.
func (l *Listed) Whole(pairs *inventory.Reader, into *Finding) *Finding {
	if l.Row.IsZero() {
		return l.Finding
	}
	pairs.ReadRow(&into.Pair, l.Row)
	into.judgeLike(l.Finding)
	into.answers, into.Class = l.answers, 0
	if l.Contradiction != "" {
		into.Reason += l.Contradiction
	}
	return into
}
