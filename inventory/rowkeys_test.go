package inventory

import (
	"strings"
	"testing"
)

// TestLowered lowers every character of ASCII at every place of eight bytes, and
// compares with what the library makes of it.
func TestLowered(t *testing.T) {
	for c := range byte(0x80) {
		for at := range 20 {
			text := strings.Repeat("Zz@[`{", 4)[:at] + string(rune(c)) + "Aa"
			want := strings.ToLower(text)
			if got := string(appendLower([]byte("Kept"), text)); got != "Kept"+want {
				t.Fatalf("%q is %q in lower case, want %q", text, got, "Kept"+want)
			}
			if !isLowered(want, text) || want != text && isLowered(text, text) {
				t.Fatalf("%q: lowered by itself %t, by %q %t", text, isLowered(text, text), want, isLowered(want, text))
			}
		}
	}
	for _, c := range []struct{ text, of string }{{"a", "ab"}, {"ab", "a"}, {"é", "é"}, {"é", "É"}, {"k", "\u212a"}, {"", "A"}, {"app 1", "App  1"}} {
		if isLowered(c.text, c.of) {
			t.Errorf("%q is %q in lower case of ASCII", c.text, c.of)
		}
	}
}
