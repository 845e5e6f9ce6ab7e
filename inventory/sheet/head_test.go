package sheet

import (
	"strings"
	"testing"
)

// FuzzHeads: texts have the same head and rest if they are the same, and a column
// has those of its texts.
func FuzzHeads(f *testing.F) {
	long := strings.Repeat("x", HeadLength)
	for _, s := range []string{"", "a", long[1:], long, long + "y", long + "yy", "a\x00", `say "no"`, "a,b\nc"} {
		f.Add(s, s)
		f.Add(s, s+"\x00")
		f.Add(`"`+s+`",`+s+"\n"+s, long)
	}
	f.Fuzz(func(t *testing.T, a, b string) {
		if same := HeadOf(a) == HeadOf(b); same != (a == b) {
			t.Errorf("%q and %q: the heads are the same: %t", a, b, same)
		}
		table, err := readBytes(t, "t.csv", []byte("h,"+b+"\n"+a+"\n"+b+","+a), Options{Delimiter: ','})
		if err != nil {
			return
		}
		heads := make([]TextHead, table.Rows())
		for col := range 3 {
			table.Column(heads, 0, col)
			for row, head := range heads {
				if want := HeadOf(table.Text(row, col)); head != want {
					t.Errorf("row %d, column %d: %+v, want %+v", row, col, head, want)
				}
			}
		}
	})
}
