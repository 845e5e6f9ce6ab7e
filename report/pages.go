package report

// pages is a list that grows without being copied.
type pages[T any] struct {
	full [][]T
	n    int
}

// pageSize is how many elements a page has at most.
const pageSize = 1 << 12

// add appends an element.
func (p *pages[T]) add(one T) { p.more(1)[0] = one }

// more appends zero elements side by side; all calls for one list ask for the
// same number of them.
func (p *pages[T]) more(n int) []T {
	at := p.n % p.size(n)
	if at == 0 {
		p.full = append(p.full, make([]T, p.size(n)))
	}
	p.n += n
	return p.full[len(p.full)-1][at : at+n]
}

// size is how many elements a page has whose spans have n of them.
func (p *pages[T]) size(n int) int { return pageSize / n * n }

// span is the elements that a call of more appended.
func (p *pages[T]) span(at, n int) []T {
	size := p.size(n)
	return p.full[at/size][at%size:][:n]
}

func (p *pages[T]) at(i int) *T { return &p.full[i/pageSize][i%pageSize] }

func (p *pages[T]) len() int { return p.n }
