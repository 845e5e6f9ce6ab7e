package sheet

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
)

// TestNumbersAreThoseOfTexts holds of all workbooks of the corpus and of random
// ones that cells have the same number if and only if text and kind are the same.
func TestNumbersAreThoseOfTexts(t *testing.T) {
	numbered := 0
	for _, file := range corpusFiles(t) {
		tables, err := readTokens(loadCorpus(t, file), false)
		if err != nil {
			continue // held by other tests
		}
		for _, table := range tables {
			numbered += checkNumbers(t, file, table)
		}
	}
	r := rand.New(rand.NewPCG(5, 6))
	for _, w := range writerStyles {
		data := plainParts().with(sheetPart, string(randomSheet(r, w, 200, false))).zip(t)
		tables, err := readTokens(data, false)
		if err != nil {
			t.Fatal(err)
		}
		numbered += checkNumbers(t, w.name, tables[0])
	}
	if numbered < 1000 {
		t.Errorf("%d cells have numbers; the test says little", numbered)
	}
}

func checkNumbers(t *testing.T, what string, table *Table) (cells int) {
	t.Helper()
	if table.Texts() == 0 {
		t.Errorf("%s: the texts of a small sheet are not numbered", what)
		return 0
	}
	type cell struct {
		text string
		kind Kind
	}
	byNumber, byCell := map[uint32]cell{}, map[cell]uint32{}
	var number [1]uint32
	var head [1]TextHead
	for row := range table.Rows() {
		for col := range table.Width(row) + 1 {
			table.Numbers(number[:], row, col)
			table.Column(head[:], row, col)
			n, here := number[0], cell{table.Text(row, col), table.Kind(row, col)}
			if first, known := byNumber[n]; known && first != here {
				t.Fatalf("%s: number %d is that of %+v and of %+v", what, n, first, here)
			}
			if first, known := byCell[here]; known && first != n {
				t.Fatalf("%s: %+v has the numbers %d and %d", what, here, first, n)
			}
			if int(n) >= table.Texts() || table.Numbered(n) != head[0] || !table.Has(here.kind) {
				t.Fatalf("%s: number %d of %d, head %v, want %v; has kind %d: %t", what, n, table.Texts(), table.Numbered(n), head[0], here.kind, table.Has(here.kind))
			}
			byNumber[n], byCell[here] = here, n
			cells++
		}
	}
	return cells
}

// TestTextsThatMayRepeatHaveNoNumbers fills an arena beyond what it can know.
func TestTextsThatMayRepeatHaveNoNumbers(t *testing.T) {
	for _, c := range []struct {
		texts   int
		repeats bool
	}{{500, false}, {20_000, true}} {
		a := newArena(128 * 1023) // 1024 known texts
		for round := range 3 {
			for i := range c.texts {
				text := fmt.Sprintf("text %d %s", i, strings.Repeat("x", i%40))
				number, err := a.intern([]byte(text), Kind(i%2*int(Number)))
				if s := a.texts[number]; err != nil || s.text(asString(a.text)) != text || s.kind() != Kind(i%2*int(Number)) {
					t.Fatalf("round %d: %q became %q of kind %d, %v", round, text, s.text(asString(a.text)), s.kind(), err)
				}
			}
		}
		if a.repeats != c.repeats || !c.repeats && len(a.texts) != c.texts+1 {
			t.Errorf("%d texts: %d are kept, and they may repeat: %t", c.texts, len(a.texts), a.repeats)
		}
	}
	if n := (&Table{texts: make([]span, 3)}).Texts(); n != 0 {
		t.Errorf("a table whose texts may repeat numbers %d of them", n)
	}
}
