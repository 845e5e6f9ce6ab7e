package sheet

import "testing"

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
