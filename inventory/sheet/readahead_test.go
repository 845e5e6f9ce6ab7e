package sheet

import (
	"archive/zip"
	"bytes"
	"context"
	"fmt"
	"io"
	"runtime"
	"strings"
	"testing"
	"time"
)

// TestLongTextsLieAcrossBlocks reads a sheet of many blocks whose texts are as
// long as the margin of a block, as a block, and as several.
func TestLongTextsLieAcrossBlocks(t *testing.T) {
	lengths := []int{1, 100, aheadMargin - 40, aheadMargin, aheadMargin + 1, 3 * aheadMargin, aheadBlock - 1, aheadBlock, aheadBlock + aheadMargin, 3 * aheadBlock}
	var xml strings.Builder
	want := map[string]string{}
	for i := range 120 {
		n := lengths[i*7%len(lengths)]
		cell := fmt.Sprintf("A%d", i+1)
		text := strings.Repeat(string(rune('a'+i%26)), n) + cell
		want[cell] = text
		fmt.Fprintf(&xml, `<row r="%d"><c r="%s" t="inlineStr"><is><t>%s</t></is></c></row>`, i+1, cell, text)
	}
	data := packParts(t, plainParts().rows(xml.String()), zip.Deflate)
	tables, err := readWorkbookBytes("estate.xlsx", data, Options{})
	if err != nil {
		t.Fatal(err)
	}
	got := cellsOf(tables[0])
	for cell, text := range want {
		if got[cell] != text {
			t.Errorf("%s: %d bytes %q…, want %d", cell, len(got[cell]), got[cell][:min(9, len(got[cell]))], len(text))
		}
	}
	if len(got) != len(want) {
		t.Errorf("%d cells, want %d", len(got), len(want))
	}
}

// TestReadAheadEndsWithItsReader holds that a sheet refused in its first rows
// does not leave a goroutine that inflates the rest, and nor does one cancelled.
func TestReadAheadEndsWithItsReader(t *testing.T) {
	rows := strings.Repeat(`<row><c t="inlineStr"><is><t>Trade Floor</t></is></c></row>`, 100_000)
	data := packParts(t, plainParts().rows(`<row><c t="s"><v>99</v></c></row>`+rows), zip.Deflate)
	before := runtime.NumGoroutine()
	for range 5 {
		if _, err := readWorkbookBytes("estate.xlsx", data, Options{}); err == nil {
			t.Fatal("read in silence")
		}
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		if _, err := Read(ctx, Input{"estate.xlsx", int64(len(data)), bytes.NewReader(data)}, Options{}); err == nil {
			t.Fatal("read although cancelled")
		}
	}
	for range 3000 {
		if runtime.NumGoroutine() <= before {
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	t.Errorf("%d goroutines, %d before", runtime.NumGoroutine(), before)
}

// TestReadAheadReads mixes its two ways of reading.
func TestReadAheadReads(t *testing.T) {
	data := make([]byte, 5*aheadBlock+77)
	for i := range data {
		data[i] = byte(i * 7919 >> 8)
	}
	a := newReadAhead(bytes.NewReader(data))
	defer a.Close()
	var got []byte
	for i := 0; ; i++ {
		if i%3 == 0 {
			part := make([]byte, 1000*i+1)
			n, err := a.Read(part)
			got = append(got, part[:n]...)
			if err == io.EOF {
				break
			}
			continue
		}
		tail := []byte("tail")
		block, from, err := a.next(tail)
		if err == io.EOF {
			break
		}
		if !bytes.HasPrefix(block[from:], tail) {
			t.Fatalf("block %d begins with %q", i, block[from:from+4])
		}
		got = append(got, block[from+4:]...)
	}
	if !bytes.Equal(got, data) {
		t.Errorf("%d bytes, want %d", len(got), len(data))
	}
}

// panickingReader panics after some bytes.
type panickingReader struct{ left int }

func (r *panickingReader) Read(b []byte) (int, error) {
	n := min(len(b), r.left)
	if r.left -= n; n == 0 {
		panic("broken reader")
	}
	return n, nil
}

// TestPanicsBesideGoOnInTheReader: whoever reads can recover them.
func TestPanicsBesideGoOnInTheReader(t *testing.T) {
	check := func(name, want string, read func()) {
		t.Helper()
		defer func() {
			if fault := fmt.Sprint(recover()); !strings.Contains(fault, want) || !strings.Contains(fault, "goroutine") {
				t.Errorf("%s: recovered %q, want %q with the stack of where it began", name, fault, want)
			}
		}()
		read()
	}
	a := newReadAhead(&panickingReader{3 * aheadBlock})
	defer a.Close()
	check("ahead", "broken reader", func() {
		for range 5 {
			if _, _, err := a.next(nil); err != nil {
				t.Fatal(err)
			}
		}
	})
	check("range", "out of range", func() {
		r := blockReader{s: &scanner{}}
		t.Error(r.join((&scanner{}).safelyReadRange(-5, 0, 10)))
	})
}
