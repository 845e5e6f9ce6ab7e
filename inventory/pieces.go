package inventory

// pieces hands out lists of one thing from larger pieces of memory: most
// lists never get a second.
type pieces[T any] struct{ free []T }

const pieceLength = 128

// one is a list of one thing.
func (p *pieces[T]) one(thing T) []T {
	if len(p.free) == 0 {
		p.free = touched[T](pieceLength)
	}
	list := p.free[:1:1]
	p.free = p.free[1:]
	list[0] = thing
	return list
}

// add appends to a list.
func (p *pieces[T]) add(list []T, thing T) []T {
	if len(list) == 0 {
		return p.one(thing)
	}
	return append(list, thing)
}
