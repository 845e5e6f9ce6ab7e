package sheet

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

// TestReadRefusesOtherFiles checks that what is no table is named for what it
// is, whatever the name of the file says.
func TestReadRefusesOtherFiles(t *testing.T) {
	var locked bytes.Buffer
	f := excelize.NewFile()
	if err := errors.Join(f.Write(&locked, excelize.Options{Password: "secret"}), f.Close()); err != nil {
		t.Fatal(err)
	}
	const tail = "\x00\x01\x02 and more"
	tests := []struct{ name, data, want string }{
		{"password", locked.String(), "is a password-protected workbook; open it in Excel"},
		{"compound file cut", locked.String()[:600], "is a damaged file of an old Office format"},
		{"gzip", "\x1f\x8b\x08" + tail, "is a gzip archive, not a table; unpack it"},
		{"7z", "7z\xbc\xaf\x27\x1c" + tail, "is a 7-Zip archive"},
		{"rar", "Rar!\x1a\x07\x01\x00" + tail, "is a RAR archive"},
		{"bzip2", "BZh91AY&SY" + tail, "is a bzip2 archive"},
		{"png", "\x89PNG\r\n\x1a\n" + tail, "is a PNG image"},
		{"jpeg", "\xff\xd8\xff\xe0" + tail, "is a JPEG image"},
		{"program", "MZ\x90\x00\x03" + tail, "is a Windows program"},
		{"sqlite", "SQLite format 3\x00" + tail, "is an SQLite database"},
		{"access", "\x00\x01\x00\x00Standard ACE DB\x00", "is an Access database"},
		{"binary", strings.Repeat("a\x00\x00b\x01\x02", 100), "is a binary file"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			_, err := readBytes(t, "estate.csv", []byte(test.data), Options{})
			if err == nil || !strings.HasPrefix(err.Error(), "estate.csv: "+test.want) {
				t.Errorf("error %v, want %s …", err, test.want)
			}
		})
	}
}

// TestReadBelievesLetters has text that begins like the signature of another kind of file.
func TestReadBelievesLetters(t *testing.T) {
	for _, text := range []string{"MZ,Server\na,b\n", "BZh,Server\na,b\n", "PAR1,x\na,b\n", "[App];[Server]\na;b\n", "{App},Server\na,b\n", "PK,x\na,b\n", "<App>,<Server>\na,b\n"} {
		table, err := readBytes(t, "a.csv", []byte(text), Options{})
		if err != nil || table.Rows() != 2 || table.Width(1) != 2 {
			t.Errorf("%q: %v", text, err)
		}
	}
}

func TestReadSumsWhatItRead(t *testing.T) {
	data := []byte("\xef\xbb\xbfApp,Server\na,b\n")
	book, err := Read(context.Background(), Input{"a.csv", int64(len(data)), bytes.NewReader(data)}, Options{})
	if err != nil {
		t.Fatal(err)
	}
	sum := sha256.Sum256(data)
	if book.SHA256 != hex.EncodeToString(sum[:]) || book.Bytes != int64(len(data)) {
		t.Errorf("sum %s of %d bytes", book.SHA256, book.Bytes)
	}
}

// TestReadWithoutChecksum reads the same where nobody asks for the checksum.
func TestReadWithoutChecksum(t *testing.T) {
	var workbook bytes.Buffer
	f := excelize.NewFile()
	if err := errors.Join(f.SetCellStr("Sheet1", "A1", strings.Repeat("Lync", 20)), f.Write(&workbook), f.Close()); err != nil {
		t.Fatal(err)
	}
	for _, data := range [][]byte{[]byte("App,Server\na,b\n"), []byte("App,Server\n" + strings.Repeat("a,b\n", hashedAtOnce)), workbook.Bytes()} {
		in := Input{"a.csv", int64(len(data)), bytes.NewReader(data)}
		want, err := Read(t.Context(), in, Options{})
		if err != nil {
			t.Fatal(err)
		}
		got, err := Read(t.Context(), in, Options{Unhashed: true})
		if err != nil {
			t.Fatal(err)
		}
		if want.SHA256 == "" || got.SHA256 != "" || got.Bytes != want.Bytes || got.Tables[0].Rows() != want.Tables[0].Rows() ||
			got.Tables[0].Text(0, 0) != want.Tables[0].Text(0, 0) {
			t.Errorf("%d bytes: %+v, with checksum %+v", len(data), got, want)
		}
	}
}

// TestReadReadsWorkbooksByContent has a workbook under the name of a text.
func TestReadReadsWorkbooksByContent(t *testing.T) {
	f := excelize.NewFile()
	var b bytes.Buffer
	if err := errors.Join(f.SetCellStr("Sheet1", "B2", "Lync"), f.Write(&b), f.Close()); err != nil {
		t.Fatal(err)
	}
	book, err := Read(context.Background(), Input{"a.csv", int64(b.Len()), bytes.NewReader(b.Bytes())}, Options{})
	if err != nil {
		t.Fatal(err)
	}
	sum := sha256.Sum256(b.Bytes())
	if book.SHA256 != hex.EncodeToString(sum[:]) || len(book.Tables) != 1 || book.Tables[0].Sheet != "Sheet1" {
		t.Errorf("read %+v", book)
	}
}

type brokenReader struct{ err error }

func (r brokenReader) ReadAt([]byte, int64) (int, error) { return 0, r.err }

func TestReadNoticesChangesAndFaults(t *testing.T) {
	broken := errors.New("the disk is gone")
	tests := []struct {
		name string
		in   Input
		want string
	}{
		{"shortened", Input{"a.csv", 9, strings.NewReader("a,b\nc")}, "a.csv: ends after 5 of 9 bytes: the file was shortened"},
		{"grown", Input{"a.csv", 4, strings.NewReader("a,b\nc,d\n")}, "a.csv: grew beyond its 4 bytes"},
		{"silent reader", Input{"a.csv", 4, brokenReader{nil}}, "a.csv: ends after 0 of 4 bytes"},
		{"broken", Input{"a.csv", 4, brokenReader{broken}}, "a.csv: reading byte 0: the disk is gone"},
		{"shortened archive", Input{"a.csv", 9, strings.NewReader("PK\x03\x04")}, "a.csv: ends after 4 of 9 bytes"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if _, err := Read(context.Background(), test.in, Options{}); err == nil || !strings.HasPrefix(err.Error(), test.want) {
				t.Errorf("error %v, want %s …", err, test.want)
			}
		})
	}
	if _, err := Read(context.Background(), Input{"a.csv", 4, brokenReader{broken}}, Options{}); !errors.Is(err, broken) {
		t.Errorf("%v does not wrap the reader's error", err)
	}
}

func TestReadStopsWithItsContext(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	for _, text := range []string{"a,b\nc,d\n", "PK\x03\x04"} {
		_, err := Read(ctx, Input{"a.csv", int64(len(text)), strings.NewReader(text)}, Options{})
		if !errors.Is(err, context.Canceled) {
			t.Errorf("%q: %v", text, err)
		}
	}
}

func TestReadRefusesDelimiter(t *testing.T) {
	for _, r := range []rune{'"', '\n', '\r'} {
		if _, err := Read(context.Background(), Input{"a.csv", 1, io.NewSectionReader(strings.NewReader("a"), 0, 1)}, Options{Delimiter: r}); err == nil {
			t.Errorf("%q was taken", r)
		}
	}
}
