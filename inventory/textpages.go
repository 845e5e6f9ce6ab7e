package inventory

import (
	"strings"

	"chatcompat/inventory/sheet"
)

// textPages are texts by number, in pages of the same length: where there are
// more and more of them, those that are there stay where they are.
type textPages struct {
	n     int
	heads [][]sheet.Head // by page
	rests [][]string     // likewise, as far as the page has texts longer than a head
}

const (
	pageBits   = 12
	pageLength = 1 << pageBits
)

// add takes in a text. The first page grows with the texts, since most tables
// never fill it.
func (p *textPages) add(t *sheet.TextHead) {
	page, line := p.n>>pageBits, p.n&(pageLength-1)
	if line == 0 {
		p.heads, p.rests = append(p.heads, nil), append(p.rests, nil)
		if page > 0 {
			p.heads[page] = make([]sheet.Head, 0, pageLength)
		}
	}
	p.heads[page] = append(p.heads[page], t.Head)
	p.n++
	if t.Rest == "" {
		return
	}
	if page > 0 && p.rests[page] == nil {
		p.rests[page] = touched[string](pageLength)[:0]
	}
	p.rests[page] = append(p.rests[page], make([]string, line+1-len(p.rests[page]))...)
	p.rests[page][line] = strings.Clone(t.Rest)
}

// at is the text of a number.
func (p *textPages) at(number int) sheet.TextHead {
	page, line := number>>pageBits, number&(pageLength-1)
	t := sheet.TextHead{Head: p.heads[page][line]}
	if line < len(p.rests[page]) {
		t.Rest = p.rests[page][line]
	}
	return t
}

// holds reports whether a number is that of a text.
func (p *textPages) holds(number int32, t *sheet.TextHead) bool {
	page, line := number>>pageBits, number&(pageLength-1)
	has, h := &p.heads[page][line], &t.Head
	differ := has[0] ^ h[0] | has[1] ^ h[1] | has[2] ^ h[2] | has[3] ^ h[3]
	return differ == 0 && (t.Rest == "" || p.rests[page][line] == t.Rest)
}
