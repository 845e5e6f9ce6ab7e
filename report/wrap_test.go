package report

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// wrapPlainly wraps a text by putting its words together: the same without any short
// cut.
func wrapPlainly(s string, width int) []string {
	if width <= 0 || cellWidth(s) <= width {
		return []string{s}
	}
	var lines []string
	line, used := "", 0
	for _, word := range strings.Fields(s) {
		n := cellWidth(word)
		if used > 0 && used+1+n <= width {
			line, used = line+" "+word, used+1+n
			continue
		}
		if used > 0 {
			lines = append(lines, line)
		}
		for n > width {
			head, rest := breakWord(word, width)
			lines = append(lines, head)
			word, n = rest, n-cellWidth(head)
		}
		line, used = word, n
	}
	if used > 0 || len(lines) == 0 {
		lines = append(lines, line)
	}
	return lines
}

func TestWrapIsThatOfWords(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 1))
	for range 20000 {
		var words []string
		for range r.IntN(8) {
			words = append(words, pieces[r.IntN(len(pieces))])
		}
		text, width := visible(strings.Join(words, []string{" ", "  "}[r.IntN(2)])), 1+r.IntN(40)
		if got, want := wrap(text, width), wrapPlainly(text, width); !slices.Equal(got, want) {
			t.Fatalf("%q at %d is wrapped as %q, want %q", text, width, got, want)
		}
	}
}

func TestPlainTextIsCutAsAnyOther(t *testing.T) {
	for _, text := range []string{"", "a", "estate.csv:5:27", "日本語", "e\u0301e\u0301"} {
		for width := range 20 {
			long := text + "\u00e9" // with a character that is not plain
			if got, want := prefix(text, width), prefix(long, width); isPlain(text) && text != "" && got != strings.TrimSuffix(want, "\u00e9") {
				t.Errorf("prefix(%q, %d) = %q, want %q", text, width, got, want)
			}
			long = "\u00e9" + text
			if got, want := suffix(text, width), suffix(long, width); isPlain(text) && got != strings.TrimPrefix(want, "\u00e9") {
				t.Errorf("suffix(%q, %d) = %q, want %q", text, width, got, want)
			}
		}
	}
}

func TestNoTextIsWiderThanItHasBytes(t *testing.T) {
	for r := rune(0); r <= 0x10ffff; r++ {
		for _, text := range []string{string(r), string(r) + "\ufe0f"} {
			if cellWidth(text) > len(text) {
				t.Fatalf("%q is %d wide", text, cellWidth(text))
			}
		}
	}
}
