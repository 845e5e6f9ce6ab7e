package sheet

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"

	"golang.org/x/text/encoding/charmap"
)

// longText has lines of several lengths and all kinds of letters.
func longText(letters string) string {
	var b strings.Builder
	for i := 0; b.Len() < 6*streamView; i++ {
		fmt.Fprintf(&b, "%d,%s,%s\r\n", i, strings.Repeat("plain ", i%40), letters[:i%2*len(letters)])
	}
	return b.String()
}

// TestStreamingDecodes decodes files while they are read, in pieces of many
// lengths; text, facts and checksum must be those of the whole.
func TestStreamingDecodes(t *testing.T) {
	wide, latin := longText("東京😀ü"), longText("Zürich €")
	tests := []struct {
		name string
		data []byte
		want string // option
	}{
		{"utf-16le", encode(t, utf16LEMark, wide), ""},
		{"utf-16le without mark", encode(t, utf16LE, latin), ""},
		{"utf-16be", encode(t, utf16BEMark, wide), ""},
		{"utf-16be, named", encode(t, utf16BE, wide), "utf-16be"},
		{"windows-1252", encode(t, charmap.Windows1252, latin), ""},
		{"mixed", append([]byte(wide), encode(t, charmap.Windows1252, strings.Repeat(latin, 4))...), ""},
		{"marked and mixed", append([]byte("\ufeff"), encode(t, charmap.Windows1252, latin)...), ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			whole, err := decode(test.data, test.want)
			if err != nil {
				t.Fatal(err)
			}
			in := Input{Name: "a.csv", Size: int64(len(test.data)), ReaderAt: bytes.NewReader(test.data)}
			for _, piece := range []int{16, 90, 1000, 4096, 40_002, 1 << 20} {
				got, sum, ok, err := streamText(context.Background(), in, test.want, piece)
				if err != nil || !ok {
					t.Fatalf("pieces of %d: not decoded, error %v", piece, err)
				}
				if got != whole {
					t.Errorf("pieces of %d: %q, %q, %d, %+v, want %q, %q, %d, %+v or another text", piece,
						got.encoding, got.warning, got.at, got.facts, whole.encoding, whole.warning, whole.at, whole.facts)
				}
				if want := sha256.Sum256(test.data); !bytes.Equal(<-sum, want[:]) {
					t.Errorf("pieces of %d: another checksum", piece)
				}
			}
		})
	}
}

// TestStreamingLeavesToOthers has files that are decoded as a whole, or not at all.
func TestStreamingLeavesToOthers(t *testing.T) {
	latin := longText("Zürich")
	le := encode(t, utf16LEMark, latin)
	ansi := encode(t, charmap.Windows1252, latin)
	spoilt := func(data []byte, at int, with string) []byte {
		return append(append(bytes.Clone(data[:at]), with...), data[at+len(with):]...)
	}
	tests := []struct {
		name string
		data []byte
	}{
		{"utf-8", []byte(latin)},
		{"half a character", append(bytes.Clone(le), 'x')},
		{"ASCII behind UTF-16", append(bytes.Clone(le), "News,Zoe\r\nOld,Bob\r\n"...)},
		{"half a pair", spoilt(le, len(le)/2&^1, "\x00\xd8")},
		{"a byte without character", spoilt(ansi, len(ansi)/3, "\x81")},
		{"NUL bytes", spoilt(ansi, len(ansi)/3, strings.Repeat("\x00", maxNULs+1))},
		{"a line beyond view", append(bytes.Clone(ansi), strings.Repeat("x", 8*streamView)...)},
		{"letters behind ASCII", encode(t, utf16LEMark, strings.Repeat("plain\n", 20_000)+strings.Repeat("東京\n", 10_000))},
	}
	for _, test := range tests {
		in := Input{Name: "a.csv", Size: int64(len(test.data)), ReaderAt: bytes.NewReader(test.data)}
		d, _, ok, err := streamText(context.Background(), in, "", 1<<10)
		if err != nil {
			t.Errorf("%s: error %v", test.name, err)
		}
		if ok {
			if whole, err := decode(test.data, ""); err != nil || whole != d {
				t.Errorf("%s: another text than the whole, error %v", test.name, err)
			}
		}
	}
}

// TestReadOfLargeFilesInOtherEncodings reads the same table from three files,
// two of which are large enough to be decoded while they are read.
func TestReadOfLargeFilesInOtherEncodings(t *testing.T) {
	data := inventoryOf(70_000)
	want, err := readBytes(t, "a.csv", data, Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, other := range [][]byte{encode(t, utf16LEMark, string(data)), encode(t, charmap.Windows1252, string(data))} {
		if len(other) < streamLeast {
			t.Fatalf("%d bytes", len(other))
		}
		got, err := readBytes(t, "a.csv", other, Options{})
		if err != nil {
			t.Fatal(err)
		}
		if got.data != want.data || got.Rows() != want.Rows() || got.Text(70_000, 5) != "Zürich" {
			t.Errorf("%s: another table", got.Encoding)
		}
	}
}

// failing fails from an offset on.
type failing struct {
	io.ReaderAt
	at int64
}

func (f failing) ReadAt(b []byte, off int64) (int, error) {
	if off+int64(len(b)) > f.at && off > 4*streamView {
		return 0, io.ErrClosedPipe
	}
	return f.ReaderAt.ReadAt(b, off)
}

// TestStreamingStops fails and is cancelled in the middle.
func TestStreamingStops(t *testing.T) {
	data := encode(t, utf16LEMark, strings.Repeat(longText("Zürich"), 4))
	in := Input{Name: "a.csv", Size: int64(len(data)), ReaderAt: bytes.NewReader(data)}
	ctx, cancel := context.WithCancel(context.Background())
	in.ReaderAt = cancelling{in.ReaderAt, cancel, 0}
	if _, _, ok, err := streamText(ctx, in, "", 4096); ok || !errors.Is(err, context.Canceled) {
		t.Errorf("decoded %v with error %v", ok, err)
	}
	in.ReaderAt = failing{bytes.NewReader(data), int64(len(data) / 2)}
	if _, ok, err := copying(in).run(context.Background(), len(data)); ok || err != nil {
		t.Errorf("decoded what cannot be read: %v, error %v", ok, err)
	}
	in.ReaderAt = bytes.NewReader(data)
	if _, ok, err := copying(in).run(context.Background(), 100); ok || err != nil {
		t.Errorf("decoded into too little room: %v, error %v", ok, err)
	}
	if text, ok, err := copying(in).run(context.Background(), len(data)); !ok || err != nil || !bytes.Equal(text.text, data) {
		t.Errorf("not decoded: %v, error %v", ok, err)
	}
}

// copying takes bytes for text.
func copying(in Input) *streaming {
	return &streaming{in: in, piece: 4096,
		cut:     func(_ []byte, at int) int { return at },
		measure: func(_ int, b []byte) (int, bool) { return len(b), true },
		decode:  func(out, b []byte) []byte { return append(out, b...) },
	}
}
