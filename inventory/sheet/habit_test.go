package sheet

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"strconv"
	"testing"
)

// TestHabitsReadLikeTokens reads sheets whose columns look the same in every row,
// but for a few cells and, in half of them, for one byte.
func TestHabitsReadLikeTokens(t *testing.T) {
	r := rand.New(rand.NewPCG(21, 22))
	for _, w := range writerStyles {
		for round := range 60 {
			xml := regularSheet(r, w, 40)
			if round%2 == 1 {
				begin := bytes.Index(xml, []byte("<"+w.root+"row"))
				xml[begin+r.IntN(len(xml)-begin)] = "<>/\" 0A9v&\x01"[r.IntN(11)]
			}
			checkQuick(t, fmt.Sprintf("%s, round %d", w.name, round), plainParts().with(sheetPart, string(xml)).zip(t))
			if t.Failed() {
				t.Fatalf("%s", xml)
			}
		}
	}
}

// regularSheet is a sheet of one style whose columns each have cells of one kind
// and number format. Now and then a cell is any other, or missing.
func regularSheet(r *rand.Rand, w writerStyle, rows int) []byte {
	var b bytes.Buffer
	colon := ""
	if w.root != "" {
		colon = ":" + w.root[:len(w.root)-1]
	}
	fmt.Fprintf(&b, `<%sworksheet xmlns%s="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:x14ac="urn:ac"><%ssheetData>`, w.root, colon, w.root)
	patterns := []string{w.shared, w.shared, w.inline, w.text, w.number, w.empty}
	var kinds, styles [7]int
	for i := range kinds {
		kinds[i], styles[i] = r.IntN(len(patterns)), r.IntN(3)
	}
	first := 1 + r.IntN(60) // column
	for row := 1; row <= rows; row++ {
		fmt.Fprintf(&b, w.row, row)
		for i, kind := range kinds {
			at := ColumnName(first+i) + strconv.Itoa(row)
			switch r.IntN(60) {
			case 0:
				continue
			case 1:
				writeRandomCell(r, &b, w, at)
				continue
			}
			value := []string{strconv.Itoa(r.IntN(3)), randomTexts[r.IntN(5)], randomNumbers[r.IntN(3)]}[[]int{0, 0, 1, 1, 2, 0}[kind]]
			style := []string{"", ` s="0"`, ` s="1"`}[styles[i]]
			if kind == len(patterns)-1 {
				fmt.Fprintf(&b, patterns[kind], at, style)
			} else {
				fmt.Fprintf(&b, patterns[kind], at, style, value)
			}
		}
		b.WriteString(w.rowEnd)
	}
	fmt.Fprintf(&b, `</%ssheetData></%sworksheet>`, w.root, w.root)
	return roomy(b.Bytes())
}

// TestHabitHoldsShortShapesOnly has shapes as long as the words of a habit, and longer ones.
func TestHabitHoldsShortShapesOnly(t *testing.T) {
	long := func(n int) pattern { return newPattern(bytes.Repeat([]byte{'x'}, n)) }
	cases := []struct {
		before, after, end int
		empty, fits        bool
	}{
		{15, 24, 16, false, true}, // with the letter A: 16
		{16, 24, 16, false, false},
		{15, 25, 16, false, false},
		{15, 24, 17, false, false},
		{15, 24, 0, true, false},
		{6, 11, 8, false, true},
	}
	for _, c := range cases {
		s := &shapes{before: long(c.before)}
		cell := &shape{after: long(c.after), end: long(c.end), empty: c.empty}
		s.setHabit(cell, 1)
		h := s.habits[0]
		if h.fits != c.fits || h.cell != cell || h.beforeN != c.before+1 || h.afterN != c.after || h.endN != c.end {
			t.Errorf("%+v: %+v", c, h)
		}
		s.setHabit(cell, len(s.habits)+1) // there is none; nothing happens
	}
}
