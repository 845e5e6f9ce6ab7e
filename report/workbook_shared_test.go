package report

import (
	"encoding/xml"
	"strconv"
	"testing"
)

// FuzzSharedText holds a shared text against what a cell is to say.
func FuzzSharedText(f *testing.F) {
	for _, seed := range []string{"", "a", " a", "a  b", "a ", "_x0041_", "<&>\"'", "\x00", "a\r\nb", "\u202e", "\xff", "日本語"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		texts := newSharedTexts(newPress())
		number := texts.of(text)
		if again := texts.of(text); again != number || (number == 0) != (text == "") {
			t.Fatalf("%q has the numbers %d and %d", text, number, again)
		}
		if text == "" {
			return
		}
		var read struct {
			Text struct {
				Text  string `xml:",chardata"`
				Space string `xml:"space,attr"`
			} `xml:"t"`
		}
		if err := xml.Unmarshal(texts.flow.raw, &read); err != nil {
			t.Fatalf("%q: %v", text, err)
		}
		want := clean(text)
		if got := decodeOOXML(read.Text.Text); got != want {
			t.Errorf("%q reads back as %q, want %q", text, got, want)
		}
		if got := read.Text.Space == "preserve"; got != needsPreserve(want) {
			t.Errorf("%q: white space is preserved: %v, want %v", text, got, !got)
		}
	})
}

func TestAppendDigits(t *testing.T) {
	for _, n := range []uint32{0, 1, 9, 10, 11, 99, 100, 101, 999, 1000, 65535, 999999, 1000000, 4294967295} {
		if got, want := string(appendDigits(nil, n)), strconv.FormatUint(uint64(n), 10); got != want {
			t.Errorf("%d is written %q", n, got)
		}
	}
}
