package sheet

import (
	"fmt"
	"strings"
	"testing"
)

// TestColumnTellsKindsApart has cells of every kind with texts of every length up
// to beyond a head: heads are the same where text and kind are.
func TestColumnTellsKindsApart(t *testing.T) {
	table := &Table{Sheet: "S"}
	var data strings.Builder
	type cell struct {
		text string
		kind Kind
	}
	var cells []cell
	for range 2 { // each text stands twice
		for length := range HeadLength + 5 {
			for kind := Text; kind <= NoValue; kind++ {
				if kind == Escaped {
					continue // of text files
				}
				one := cell{strings.Repeat("x", length), kind}
				table.addRow(len(cells) + 1)
				table.addCell(data.Len(), length, kind)
				data.WriteString(one.text)
				cells = append(cells, one)
			}
		}
	}
	table.data = data.String()
	heads := make([]TextHead, len(cells))
	table.Column(heads, 0, 0)
	seen := map[string]cell{}
	for i, head := range heads {
		key := fmt.Sprint(head)
		if first, known := seen[key]; known && first != cells[i] {
			t.Errorf("%+v has the head of %+v", cells[i], first)
		}
		seen[key] = cells[i]
	}
	kinds := int(NoValue) // but for that of text files
	if want := (HeadLength + 5) * kinds; len(seen) != want {
		t.Errorf("%d different heads, want %d", len(seen), want)
	}
}
