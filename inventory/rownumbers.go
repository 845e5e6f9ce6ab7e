package inventory

import (
	"context"
	"sync"

	"chatcompat/inventory/internal/parallel"
	"chatcompat/inventory/sheet"
)

// rowNumbers are the numbers of what rows say in some columns, see memo.
type rowNumbers struct {
	ids    *codes // by data row; those of rows that are not open mean nothing
	cols   []int
	firsts []int32        // by number: the first row that says it
	wide   func() []int32 // room for ids that do not fit in a byte
}

// rowsPart is a part of the data rows: its memos and its numbers.
type rowsPart struct {
	l        *layout
	from, to int
	memos    []*memo
	ids      []codes
}

// numberRows finds the fate of each row at first sight and numbers what the open
// ones say. Each processor numbers a part of the rows by itself; what a part says
// then gets the numbers that the parts before have for it.
func (l *layout) numberRows(ctx context.Context, all []rowNumbers) {
	n := max(1, parallel.Parts(len(l.fates)))
	parts := make([]rowsPart, n)
	for i := range parts {
		from, to := parallel.Part(len(l.fates), i, n)
		parts[i] = rowsPart{l: l, from: from, to: to}
	}
	for k := range all {
		*all[k].ids = newCodes(len(l.fates))
		wide := sync.OnceValue(func() []int32 { return make([]int32, len(l.fates)) })
		all[k].wide = wide
		for i := range parts {
			p := &parts[i]
			p.memos = append(p.memos, newMemo(l.raw, all[k].cols...))
			p.ids = append(p.ids, codes{narrow: all[k].ids.narrow[p.from:p.to], room: func() []int32 { return wide()[p.from:p.to] }})
		}
	}
	parallel.Do(n, func(i int) { parts[i].number(ctx) })
	if ctx.Err() != nil {
		return
	}
	parallel.Jobs(len(l.fates), len(all), func(k int) { all[k].join(parts, k) })
}

// number numbers the rows of the part, batch by batch, so that a row is near
// the processor until all is numbered that it says.
func (p *rowsPart) number(ctx context.Context) {
	fates, first := p.l.fates[p.from:p.to], p.l.header+1+p.from
	sight := p.l.newSight()
	for from := 0; from < len(fates) && (from%1024 != 0 || ctx.Err() == nil); from += batchRows {
		sight.look(fates[from:min(from+batchRows, len(fates))], first+from)
		for k, m := range p.memos {
			m.numberBatch(&p.ids[k], fates, first, from)
		}
	}
}

// join makes the numbers of all parts those of one list.
func (r *rowNumbers) join(parts []rowsPart, k int) {
	m := parts[0].memos[k]
	renumbered := make([][]int32, len(parts))
	for i := 1; i < len(parts); i++ {
		renumbered[i] = m.take(parts[i].memos[k])
	}
	r.firsts = m.firsts
	wide := len(r.firsts) > maxNarrow+1
	for i := range parts {
		ids := &parts[i].ids[k]
		if wide && ids.wide == nil {
			ids.widen()
		}
		if len(renumbered[i]) > 0 {
			ids.renumber(renumbered[i])
		}
	}
	if wide {
		*r.ids = codes{wide: r.wide()}
	}
}

// sight tells what a row is worth at first sight. Mostly the first letters of
// one cell tell that a row says something.
type sight struct {
	l            *layout
	col          int
	header, mask uint64 // how the header of the column begins
	told         []told // by the table's numbers of texts; nil: none are kept
}

// told is what tells says of a text.
type told uint8

const (
	notAsked told = iota
	saysSomething
	saysNothing // perhaps
)

func (l *layout) newSight() sight {
	for f := FieldApplication; f < fieldCount; f++ {
		if col := l.column(f); col >= 0 && !l.raw.Faulty() {
			header := cleanText(l.columns[col].Header)
			s := sight{l: l, col: col, header: sheet.HeadOf(header).Head[0], mask: 1<<(8*min(len(header), 8)) - 1}
			if texts := usefulTexts(l.raw); texts > 0 {
				s.told = make([]told, texts)
			}
			return s
		}
	}
	return sight{l: l, col: -1}
}

// look finds the fates of a batch of rows.
func (s *sight) look(fates []fate, row int) {
	if s.told != nil {
		s.lookNumbered(fates, row)
		return
	}
	var texts [batchRows]sheet.TextHead
	if s.col >= 0 {
		s.l.raw.Column(texts[:len(fates)], row, s.col)
	}
	for i := range fates {
		if !s.tells(texts[i].Head[0]) {
			fates[i] = s.l.firstFate(row + i)
		}
	}
}

// lookNumbered does what look does, by the table's numbers.
func (s *sight) lookNumbered(fates []fate, row int) {
	var numbers [batchRows]uint32
	s.l.raw.Numbers(numbers[:len(fates)], row, s.col)
	for i := range fates {
		t := &s.told[numbers[i]]
		if *t == notAsked {
			*t = saysNothing
			if s.tells(s.l.raw.Numbered(numbers[i]).Head[0]) {
				*t = saysSomething
			}
		}
		if *t == saysNothing {
			fates[i] = s.l.firstFate(row + i)
		}
	}
}

// tells reports a beginning that can be seen and draws no line, so that the row
// says something, and that is not the header's.
func (s *sight) tells(text uint64) bool {
	first := byte(text)
	return first >= '0' && first < 0x7f && first != ':' && first != '=' && first != '_' && (text^s.header)&s.mask != 0
}
