package inventory

import (
	"context"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"chatcompat/inventory/sheet"
)

// TestMemoNumbersLikeAMap numbers rows of few and of many different texts, some
// of them left out, in one column and in two, and compares with a map.
func TestMemoNumbersLikeAMap(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for _, different := range []int{1, 7, 250, 260, 5000} {
		var text strings.Builder
		text.WriteString("a,b\n")
		for range 9000 {
			fmt.Fprintf(&text, "%s%d,%d\n", strings.Repeat("x", r.IntN(3)), r.IntN(different), r.IntN(3))
		}
		raw := textTable(t, text.String())
		fates := make([]fate, raw.Rows()-1)
		for i := range fates {
			if r.IntN(5) == 0 {
				fates[i] = fateBlank
			}
		}
		for _, cols := range [][]int{{0}, {0, 1}, {-1}} {
			m, ids := newMemo(raw, cols...), newCodes(len(fates))
			for from := 0; from < len(fates); from += batchRows {
				m.numberBatch(&ids, fates, 1, from)
			}
			checkMemo(t, m, &ids, fates)
		}
	}
}

func checkMemo(t *testing.T, m *memo, ids *codes, fates []fate) {
	t.Helper()
	known := map[string]int32{}
	for i, f := range fates {
		if f != fateOpen {
			continue
		}
		said := ""
		for _, col := range m.cols {
			said += m.raw.Text(i+1, col) + "\x00"
		}
		want, ok := known[said]
		if !ok {
			want = int32(len(known))
			known[said] = want
			if m.firsts[want] != int32(i+1) {
				t.Fatalf("columns %v: text %d is said first in row %d, want %d", m.cols, want, m.firsts[want], i+1)
			}
		}
		if got := ids.at(i); got != want {
			t.Fatalf("columns %v, row %d: number %d, want %d", m.cols, i+1, got, want)
		}
	}
	if len(m.firsts) != len(known) {
		t.Errorf("columns %v: %d texts, want %d", m.cols, len(m.firsts), len(known))
	}
}

func textTable(t *testing.T, text string) *sheet.Table {
	t.Helper()
	book, err := sheet.Read(context.Background(), sheet.Input{Name: "t.csv", Size: int64(len(text)), ReaderAt: strings.NewReader(text)}, sheet.Options{})
	if err != nil || len(book.Tables) != 1 {
		t.Fatalf("%d tables: %v", len(book.Tables), err)
	}
	return book.Tables[0]
}
