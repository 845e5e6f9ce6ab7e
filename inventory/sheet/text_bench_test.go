package sheet

import (
	"bytes"
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"

	"golang.org/x/text/encoding/charmap"
)

// inventoryOf makes a plain inventory of the given number of rows.
func inventoryOf(rows int) []byte {
	var b bytes.Buffer
	b.WriteString("Application,Owner,API Version,Server,Server Version,Site,Environment,Criticality\n")
	for i := range rows {
		owner := fmt.Sprintf("Owner %d", i%997)
		if i%3 == 0 {
			owner = fmt.Sprintf(`"Owner, ""%d"" of a team"`, i%997)
		}
		fmt.Fprintf(&b, "Application %07d,%s,Lync Server 2010 Group Chat API,chat%05d.contoso.example,Lync Server 2013,Zürich,Production,high\n",
			i, owner, i%50000)
	}
	return b.Bytes()
}

// BenchmarkReadText reads 100,000 rows in three encodings; BenchmarkEncodingCSV
// is the same text split by the standard library, which keeps nothing of it.
func BenchmarkReadText(b *testing.B) {
	data := inventoryOf(100_000)
	files := []struct {
		name string
		data []byte
	}{
		{"utf-8", data},
		{"utf-16le", encode(b, utf16LEMark, string(data))},
		{"windows-1252", encode(b, charmap.Windows1252, string(data))},
	}
	for _, file := range files {
		b.Run(file.name, func(b *testing.B) {
			in := Input{Name: "a.csv", Size: int64(len(file.data)), ReaderAt: bytes.NewReader(file.data)}
			b.SetBytes(in.Size)
			b.ReportAllocs()
			for b.Loop() {
				if _, err := Read(context.Background(), in, Options{}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkScanText splits decoded text alone, plain and with oddities everywhere.
func BenchmarkScanText(b *testing.B) {
	plain := string(inventoryOf(100_000))
	texts := []struct{ name, text string }{
		{"plain", plain},
		{"CRLF", strings.ReplaceAll(plain, "\n", "\r\n")},
		{"CR", strings.ReplaceAll(plain, "\n", "\r")},
		{"several lines", strings.ReplaceAll(plain, " of a team", "\nof a team")},
		{"text behind quotes", strings.ReplaceAll(plain, `team",`, `team" x,`)},
		{"never closed", strings.ReplaceAll(plain, `team",`, "team,")},
	}
	for _, text := range texts {
		dec := decoded{text: text.text, encoding: utf8Name, facts: factsOf([]byte(text.text))}
		for _, how := range []blocking{{1 << 22, 1}, inBlocks()} {
			b.Run(fmt.Sprintf("%s/%d", text.name, how.workers), func(b *testing.B) {
				b.SetBytes(int64(len(dec.text)))
				b.ReportAllocs()
				for b.Loop() {
					if _, err := scanText(context.Background(), "a.csv", dec, Options{}, how); err != nil {
						b.Fatal(err)
					}
				}
			})
		}
	}
}

// BenchmarkTableText asks for all cells of 100,000 rows, as an audit does, and for one position each.
func BenchmarkTableText(b *testing.B) {
	table, err := readBytes(b, "a.csv", inventoryOf(100_000), Options{})
	if err != nil {
		b.Fatal(err)
	}
	b.Run("Text", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			for row := range table.Rows() {
				for col := range table.Width(row) {
					_ = table.Text(row, col)
				}
			}
		}
	})
	b.Run("Pos", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			for row := range table.Rows() {
				_ = table.Pos(row, 4)
			}
		}
	})
}

func BenchmarkEncodingCSV(b *testing.B) {
	data := inventoryOf(100_000)
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		r := csv.NewReader(bytes.NewReader(data))
		r.ReuseRecord = true
		for {
			if _, err := r.Read(); errors.Is(err, io.EOF) {
				break
			} else if err != nil {
				b.Fatal(err)
			}
		}
	}
}
