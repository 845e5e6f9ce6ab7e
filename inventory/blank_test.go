package inventory

import (
	"math/rand/v2"
	"strings"
	"testing"
)

// TestCheapLookTakesNoBlankForAText composes texts of what stands for a blank and of
// what does not.
func TestCheapLookTakesNoBlankForAText(t *testing.T) {
	parts := []string{" ", "-", "/", ".", "_", "?", "<", ">", "(", ")", "(r)", "x", "7", "2013", "2k7", "lync", "r2", "é", "@", ":", "publickeytoken=a", "app1.contoso.example", "12345678-abcd-abcd-abcd-123456789012"}
	for word := range blankWords {
		parts = append(parts, word, strings.ToUpper(word), word)
	}
	random := rand.New(rand.NewPCG(1, 2))
	blanks := 0
	for range 20000 {
		var text strings.Builder
		for range 1 + random.IntN(4) {
			text.WriteString(parts[random.IntN(len(parts))])
		}
		if standsForBlank(text.String()) {
			if blanks++; !StandsForBlank(text.String()) {
				t.Errorf("%q", text.String())
			}
		}
	}
	if blanks < 1000 {
		t.Errorf("%d blanks", blanks)
	}
}
