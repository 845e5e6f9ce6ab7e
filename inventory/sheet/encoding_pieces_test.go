package sheet

import (
	"bytes"
	"math/rand/v2"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

// decodedAs is what decoding gave, an error included, for comparison.
type decodedAs struct {
	text, encoding, warning, before, message string
	at                                       int
}

func decodeOutcome(d decoded, err error) decodedAs {
	out := decodedAs{text: d.text, encoding: d.encoding, warning: d.warning, at: d.at}
	if err != nil {
		out.message = err.Error()
		if e, ok := err.(*decodeError); ok {
			out.before = e.before
		}
	}
	return out
}

// checkPieces decodes bytes in pieces of many lengths, in all ways that have
// pieces; each must give what one piece gives.
func checkPieces(t *testing.T, body []byte) {
	t.Helper()
	facts := factsOf(body)
	ways := map[string]func(piece int) (decoded, error){
		utf16LEName: func(piece int) (decoded, error) { return decodeUTF16(body, utf16LEName, piece) },
		utf16BEName: func(piece int) (decoded, error) { return decodeUTF16(body, utf16BEName, piece) },
		ansiName:    func(piece int) (decoded, error) { return decodeTable(body, ansiName, facts, piece) },
		"cp850":     func(piece int) (decoded, error) { return decodeTable(body, "cp850", facts, piece) },
	}
	if !utf8.Valid(body) {
		ways["stray"] = func(piece int) (decoded, error) { return decodeStray(body, false, facts, piece) }
	}
	for name, decode := range ways {
		want := decodeOutcome(decode(1 << 30))
		for _, piece := range []int{1, 2, 3, 4, 5, 7, 8, 16, 61} {
			if got := decodeOutcome(decode(piece)); got != want {
				t.Fatalf("%s of %q in pieces of %d gives\n%+v\nas one\n%+v", name, body, piece, got, want)
			}
		}
		if !utf8.ValidString(want.text) || !utf8.ValidString(want.before) {
			t.Fatalf("%s of %q gives %q after %q, which is not UTF-8", name, body, want.text, want.before)
		}
	}
}

// TestDecodingInPieces decodes random bytes of the kinds that meet badly at a border.
func TestDecodingInPieces(t *testing.T) {
	r := rand.New(rand.NewPCG(1252, 16))
	for range 2000 {
		var b []byte
		for range r.IntN(40) {
			b = append(b, []string{"a", "abcdefgh", "\n", "\xfc", "\x81", "ü", "€", "😀", "a\x00", "b\x00c\x00d\x00e\x00", "\x00\xd8", "\x00\xdc", "\x3d\xd8\x00\xde", "\xd8\x3d\xde\x00", "\xe2\x82", "\x00"}[r.IntN(16)]...)
		}
		checkPieces(t, b)
	}
}

// FuzzDecodePieces looks for bytes that decode in pieces to something else.
func FuzzDecodePieces(f *testing.F) {
	f.Add([]byte("a\x00,\x00\x3d\xd8\x00\xde\n\x00"))
	f.Add([]byte("M\xfcller,\xc3\xbc\nx"))
	f.Fuzz(checkPieces)
}

// TestDecodeStray says by which bytes a mixed text is told from one of Windows-1252.
func TestDecodeStray(t *testing.T) {
	const guessed, mixed = " is not UTF-8: the file was read as Windows-1252; if letters look wrong, say --encoding",
		" is not UTF-8 although other letters are: two encodings in one file, as after appending to it; from here on "
	const check = " as Windows-1252; check the letters, or save the file in one encoding"
	tests := []struct {
		body   string
		marked bool
		want   decodedAs
	}{
		{"a\xfc\nb\x80", false, decodedAs{text: "aü\nb€", encoding: ansiName, warning: "byte 0xFC" + guessed, at: 1}},
		{"a\xfc\nb", true, decodedAs{text: "aü\nb", encoding: mixedName, warning: "byte 0xFC" + mixed + "1 byte was read" + check, at: 1}},
		{"ä\na\xfc\xe4b", false, decodedAs{text: "ä\naüäb", encoding: mixedName, warning: "byte 0xFC" + mixed + "2 bytes were read" + check, at: 4}},
		{"a\xfc\n\xc3\xa4", false, decodedAs{text: "aü\nä", encoding: mixedName, warning: "byte 0xFC" + mixed + "1 byte was read" + check, at: 1}},
		{"a\xfc\nb\x81", false, decodedAs{before: "aü\nb", message: "byte 0x81 is neither UTF-8 nor Windows-1252; give the encoding the file was saved in, such as --encoding cp850"}},
	}
	for _, test := range tests {
		got := decodeOutcome(decodeStray([]byte(test.body), test.marked, factsOf([]byte(test.body)), 2))
		if got != test.want {
			t.Errorf("%q: %+v, want %+v", test.body, got, test.want)
		}
	}
}

// TestDecodeAgreesWithXText decodes a long text of all planes and compares it
// with what the libraries make of it.
func TestDecodeAgreesWithXText(t *testing.T) {
	text := strings.Repeat("plain ASCII of some length,ü€\r\n東京😀\n", 2000)
	for name, data := range map[string][]byte{utf16LEName: encode(t, utf16LE, text), utf16BEName: encode(t, utf16BE, text)} {
		d, err := decodeUTF16(data, name, 1<<10)
		if err != nil || d.text != text {
			t.Errorf("%s: another text, error %v", name, err)
		}
		if want := factsOf([]byte(text)); d.facts != want {
			t.Errorf("%s: %+v, want %+v", name, d.facts, want)
		}
	}
	latin := strings.Repeat("plain ASCII of some length,ü€\r\n", 2000)
	data := encode(t, charmap.Windows1252, latin)
	for _, marked := range []bool{false, true} {
		d, err := decodeStray(data, marked, factsOf(data), 1<<10)
		if err != nil || d.text != latin {
			t.Errorf("another text, error %v", err)
		}
		facts := d.facts
		facts.notUTF8 = false // it was, in the file
		if want := factsOf([]byte(latin)); facts != want {
			t.Errorf("%+v, want %+v", facts, want)
		}
	}
}

// TestFactsAcrossPieces has characters and their remains where two pieces meet.
func TestFactsAcrossPieces(t *testing.T) {
	tests := []struct {
		border string // its third byte is the first of the second piece
		want   byteFacts
	}{
		{"abcd", byteFacts{}},
		{"aüa", byteFacts{letters: true}},
		{"\xe2\x82\xac ", byteFacts{letters: true}},
		{"😀", byteFacts{letters: true}},
		{"a\xc3a ", byteFacts{letters: true, notUTF8: true}},
		{"aa\xa4a", byteFacts{letters: true, notUTF8: true}},
		{"\xf0\x9f\x98a", byteFacts{letters: true, notUTF8: true}},
		{"\r\x00?\x00", byteFacts{returns: true, questions: true, nuls: 2}},
		{"a\x00\r\x00", byteFacts{returns: true, nuls: 2}},
	}
	for _, test := range tests {
		text := append(bytes.Repeat([]byte("x"), factsPiece-2), test.border...)
		text = append(text, bytes.Repeat([]byte("x"), factsPiece)...)
		if got := factsOf(text); got != test.want {
			t.Errorf("%q: %+v, want %+v", test.border, got, test.want)
		}
	}
	if got := factsOf([]byte(strings.Repeat("x", factsPiece-1) + "\xc3")); !got.notUTF8 {
		t.Error("half a character at the end is taken for UTF-8")
	}
}
