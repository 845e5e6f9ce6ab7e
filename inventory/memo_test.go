package inventory

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
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

// TestMemoNumbersCellsLikeTexts numbers the rows of a worksheet by the numbers of
// its texts, in two parts, and compares with numbering what the cells say.
func TestMemoNumbersCellsLikeTexts(t *testing.T) {
	l := oddSheet(t)
	half := len(l.fates) / 2
	for col := range 4 {
		want, wantIDs := newMemo(l.raw, col), newCodes(len(l.fates))
		want.known, want.texts = nil, newTextNumbers(0)
		for from := 0; from < len(l.fates); from += batchRows {
			want.numberBatch(&wantIDs, l.fates, 1, from)
		}
		got, later := newMemo(l.raw, col), newMemo(l.raw, col)
		if got.known == nil {
			t.Fatal("the texts of the sheet are not numbered")
		}
		gotIDs, laterIDs := newCodes(half), newCodes(len(l.fates)-half)
		for from := 0; from < half; from += batchRows {
			got.numberBatch(&gotIDs, l.fates[:half], 1, from)
		}
		for from := 0; from < len(l.fates)-half; from += batchRows {
			later.numberBatch(&laterIDs, l.fates[half:], 1+half, from)
		}
		laterIDs.renumber(got.take(later))
		if !slices.Equal(got.firsts, want.firsts) {
			t.Errorf("column %d: first rows %v, want %v", col, got.firsts, want.firsts)
		}
		for i, f := range l.fates {
			if f != fateOpen {
				continue
			}
			id := gotIDs.at(min(i, half-1))
			if i >= half {
				id = laterIDs.at(i - half)
			}
			if id != wantIDs.at(i) {
				t.Errorf("column %d, row %d: number %d, want %d", col, i+1, id, wantIDs.at(i))
			}
		}
	}
}

// TestSightOfCellsIsThatOfTexts looks at the rows of a worksheet by the numbers of
// its texts, by what the cells say, and one by one.
func TestSightOfCellsIsThatOfTexts(t *testing.T) {
	l := oddSheet(t)
	look := func(numbered bool) []fate {
		s, fates := l.newSight(), make([]fate, len(l.fates))
		if s.told == nil {
			t.Fatal("the texts of the sheet are not numbered")
		}
		if !numbered {
			s.told = nil
		}
		for from := 0; from < len(fates); from += batchRows {
			s.look(fates[from:min(from+batchRows, len(fates))], 1+from)
		}
		return fates
	}
	want, open := make([]fate, len(l.fates)), 0
	for i := range want {
		if want[i] = l.firstFate(1 + i); want[i] == fateOpen {
			open++
		}
	}
	if open < 500 || open > len(want)-20 {
		t.Errorf("%d of %d rows say something; the test says little", open, len(want))
	}
	for _, numbered := range []bool{false, true} {
		for i, got := range look(numbered) {
			if got != want[i] {
				t.Errorf("by numbers: %t, row %d: fate %d, want %d", numbered, i+2, got, want[i])
			}
		}
	}
}

// oddSheet is a worksheet whose rows hold few texts: some in cells of several
// kinds, some that are hardly to be seen, some of the header. Some rows are left out.
func oddSheet(t *testing.T) *layout {
	t.Helper()
	header := []any{"Application", "API Version", "Server", "Server Version"}
	values := []any{"2013", 2013, 2013.5, "Application", "Lync Server 2013", " Lync Server 2013", "\u00a0", "", nil, true, "TRUE", "=1/0", "#DIV/0!",
		"M\u00fcller", "\u6771\u4eac", strings.Repeat("long ", 20), strings.Repeat("long ", 20) + "2", "Application form"}
	r := rand.New(rand.NewPCG(7, 8))
	rows := [][]any{header}
	for range 1000 {
		row := make([]any, r.IntN(len(header)+1))
		for i := range row {
			row[i] = values[r.IntN(len(values))]
		}
		if r.IntN(40) == 0 {
			row = header
		}
		rows = append(rows, row)
	}
	rows = append(rows, []any{"last"})
	in := workbook(t, []string{"Estate"}, map[string][][]any{"Estate": rows})
	book, err := sheet.Read(context.Background(), in, sheet.Options{})
	check(t, err)
	l, err := newLayout(book.Tables[0], Options{HeaderRow: 1})
	check(t, err)
	for i := range l.fates {
		if r.IntN(6) == 0 {
			l.fates[i] = fateBlank
		}
	}
	return l
}
