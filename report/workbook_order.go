package report

import (
	"cmp"
	"math/bits"
	"slices"

	"chatcompat/audit"
)

// sortKeys are the numbers by which findings are sorted.
type sortKeys struct {
	columns []sortColumn
	numbers []int32 // of each finding, one a column
}

// sortColumn numbers what findings say in a column.
type sortColumn struct {
	Column
	rank  func(audit.Verdict, audit.Risk) int // of what needs no text; nil where a text does
	known map[string]int32                    // indices of texts
	texts []string
}

// orderForPeople is how findings are sorted unless the user wants it otherwise.
var orderForPeople = []string{"risk", "application", "server"}

func newSortColumns(keys []string) []sortColumn {
	if len(keys) == 0 {
		keys = orderForPeople
	}
	var columns []sortColumn
	for _, c := range columnsByKeys(keys) {
		column := sortColumn{Column: c, known: map[string]int32{}}
		switch c.Key {
		case "risk":
			column.rank = func(_ audit.Verdict, r audit.Risk) int { return r.Rank() }
		case "verdict":
			column.rank = func(v audit.Verdict, _ audit.Risk) int { return v.Rank() }
		}
		columns = append(columns, column)
	}
	return columns
}

// index is that of a text.
func (c *sortColumn) index(text string) int32 {
	n, known := c.known[text]
	if !known {
		n = int32(len(c.texts))
		c.known[text] = n
		c.texts = append(c.texts, text)
	}
	return n
}

// number is by what a finding is sorted, once the texts are ranked.
func (c *sortColumn) number(f *audit.Finding) int32 {
	if c.rank != nil {
		return int32(c.rank(f.Verdict, f.Risk))
	}
	return c.index(c.Text(f))
}

// order gives the findings in their order, equal ones as they came.
func (s *sortKeys) order(n int) []int32 {
	width := len(s.columns)
	for i := range s.columns {
		c := &s.columns[i]
		if c.rank != nil {
			continue
		}
		ranks := newNaturalOrder(c.texts).ranks()
		for at := i; at < len(s.numbers); at += width {
			s.numbers[at] = ranks[s.numbers[at]]
		}
	}
	order, packed := s.packed(n)
	if !packed {
		order = s.compared(n)
	}
	s.columns, s.numbers = nil, nil
	return order
}

// packed sorts findings by their numbers in one, where they have room there.
func (s *sortKeys) packed(n int) (order []int32, ok bool) {
	width := len(s.columns)
	sizes, all := make([]int, width), bits.Len(uint(n))
	for i := range sizes {
		most := int32(0)
		for at := i; at < len(s.numbers); at += width {
			most = max(most, s.numbers[at])
		}
		sizes[i] = bits.Len32(uint32(most))
		all += sizes[i]
	}
	if all > 64 {
		return nil, false
	}
	keys := make([]uint64, n)
	for i := range keys {
		for c, number := range s.numbers[i*width:][:width] {
			keys[i] = keys[i]<<sizes[c] | uint64(number)
		}
		keys[i] = keys[i]<<bits.Len(uint(n)) | uint64(i)
	}
	slices.Sort(keys)
	order = make([]int32, n)
	for i, key := range keys {
		order[i] = int32(key & (1<<bits.Len(uint(n)) - 1))
	}
	return order, true
}

// compared sorts findings by their numbers one after the other.
func (s *sortKeys) compared(n int) []int32 {
	width, order := len(s.columns), make([]int32, n)
	for i := range order {
		order[i] = int32(i)
	}
	slices.SortFunc(order, func(i, j int32) int {
		a, b := s.numbers[int(i)*width:][:width], s.numbers[int(j)*width:][:width]
		return cmp.Or(slices.Compare(a, b), cmp.Compare(i, j))
	})
	return order
}

// firstFindings are the first findings of the order, which the Summary shows.
type firstFindings struct {
	compare comparison
	list    []audit.Finding
}

// note keeps a finding if it is among the first so far, and reports whether it
// is; equal ones stay as they came.
func (t *firstFindings) note(f *audit.Finding) bool {
	at := len(t.list)
	for at > 0 && t.compare(f, &t.list[at-1]) < 0 {
		at--
	}
	if at == topRisks {
		return false
	}
	t.list = slices.Insert(t.list, at, keep(*f))
	t.list = t.list[:min(len(t.list), topRisks)]
	return true
}
