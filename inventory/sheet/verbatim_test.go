package sheet

import (
	"slices"
	"strings"
	"testing"
)

func TestVerbatim(t *testing.T) {
	const head = "a,b,c\n"
	for _, c := range []struct {
		row  string
		col  int
		want string // "!": to be put together
	}{
		{"x,y,z\n", 0, "x,y"}, {"x,y,z\n", 1, "y,z"}, {"x,,z\n", 0, "x,"}, {",,\n", 1, ","},
		{`"x, 1",y,z` + "\r\n", 0, `"x, 1",y`}, {`"x",y,z` + "\n", 0, "!"}, {`"x""1,",y,z` + "\n", 0, "!"}, {`x,5" disk,z` + "\n", 0, "!"},
		{" x,y,z\n", 0, "!"}, {"x ,y,z\n", 0, "!"}, {"=x,y,z\n", 0, "!"}, {"x,é1,z\n", 0, "!"}, {"x,né,z\n", 0, "!"}, {"x,caféx,z\n", 0, "x,caféx"},
		{"\"x,\n1\",y,z\n", 0, "!"}, {"x,\"y,\r1\",z\n", 0, "!"}, {"x\n", 0, "!"}, {"x,y,-1\n", 1, "!"}, {`x,"y,",z` + "\n", 0, `x,"y,"`},
	} {
		table, err := readBytes(t, "t.csv", []byte(head+c.row+head), Options{})
		if err != nil {
			t.Fatal(err)
		}
		got, ok := table.Verbatim(1, c.col, 2)
		if !ok {
			got = "!"
		}
		if got != c.want {
			t.Errorf("%q from column %d: %q, want %q", c.row, c.col, got, c.want)
		}
	}
	table, err := readBytes(t, "t.csv", []byte("a;b\nx;y\n"), Options{})
	if err != nil {
		t.Fatal(err)
	}
	if got, ok := table.Verbatim(1, 0, 2); ok {
		t.Errorf("%q in a text of semicolons", got)
	}
}

// TestOneLine compares the columns of cells on a line with their positions.
func TestOneLine(t *testing.T) {
	const text = "a,b,c\nx,y,z\n\"x, \"\"1\",é,\r\nx\n\n\"x\n1\",y,z\n\"x\"y,\"z\n,,é,\n"
	for _, text := range []string{text, strings.ReplaceAll(text, ",", ";")} {
		table, err := readBytes(t, "t.csv", []byte(text), Options{})
		if err != nil {
			t.Fatal(err)
		}
		var got []int
		for row := range table.Rows() {
			line, ok := table.OneLine(row)
			if !ok {
				got = append(got, -1)
				continue
			}
			cells := 0
			for col, ok := line.Column(0); ok; col, ok = line.Column(cells) {
				if at := (Pos{File: "t.csv", Row: line.Number, Col: col}); at != table.Pos(row, cells) {
					t.Errorf("cell %d of row %d is at %s, want %s", cells, row, at, table.Pos(row, cells))
				}
				cells++
			}
			if _, ok := line.Column(-1); ok || cells != table.Width(row) {
				t.Errorf("row %d has columns of %d cells, want %d and none before", row, cells, table.Width(row))
			}
			got = append(got, cells)
		}
		if want := []int{3, 3, 3, 1, 0, -1, -1, 4}; !slices.Equal(got, want) { // -1: not one line
			t.Errorf("cells on lines %v, want %v", got, want)
		}
	}
}
