package report

import (
	"strings"
	"testing"
)

// TestPlainCells puts every byte at every place of texts of up to 20 bytes and
// compares the quick answer with the rules, one by one.
func TestPlainCells(t *testing.T) {
	for length := 1; length <= 20; length++ {
		for at := range length {
			for c := range 256 {
				text := []byte(strings.Repeat("a", length))
				text[at] = byte(c)
				s := string(text)
				plain := guardFormula(s) == s && string(appendCSVCell(nil, s)) == s
				if isPlainCell(s) && !plain {
					t.Fatalf("%q is taken for plain; it is written as %q", s, appendCSVCell(nil, guardFormula(s)))
				}
				if !isPlainCell(s) && plain && c >= '0' && c < 0x7f && at > 0 {
					t.Fatalf("%q is not taken for plain", s)
				}
			}
		}
	}
}

// FuzzPlainCells holds the quick answer to the rules on any text.
func FuzzPlainCells(f *testing.F) {
	for _, seed := range []string{"a", "=1", "lync-fe01.contoso.example", "a,b", "Zürich", "x\u00a0", "R&D \"team\"", "line\nline", "0123456\r"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if want := string(appendCSVCell(nil, guardFormula(s))); string(appendCSVText(nil, s)) != want {
			t.Errorf("%q is written as %q, want %q", s, appendCSVText(nil, s), want)
		}
	})
}
