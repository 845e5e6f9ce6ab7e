package sheet

import (
	"archive/zip"
	"bytes"
	stdflate "compress/flate"
	"fmt"
	"io"
	"strconv"
	"testing"

	"github.com/klauspost/compress/flate"
	"github.com/xuri/excelize/v2"
)

// largeWorkbook is a workbook of n rows and eight columns, most of them shared
// strings or, with inline set, inline ones.
func largeWorkbook(tb testing.TB, n int, inline bool) []byte {
	tb.Helper()
	return packParts(tb, largeParts(n, inline), zip.Deflate)
}

func largeParts(n int, inline bool) parts {
	p := plainParts()
	shared := []byte(`<sst ` + mainXMLNS + `>`)
	for i := range n/20 + 20 {
		shared = fmt.Appendf(shared, `<si><t>Trading application %d</t></si>`, i)
	}
	p[textPart] = string(append(shared, `</sst>`...))
	sheet := make([]byte, 0, n*400)
	sheet = append(sheet, `<worksheet `+mainXMLNS+`><sheetData>`...)
	for row := 1; row <= n; row++ {
		sheet = appendLargeRow(sheet, row, n, inline)
	}
	p[sheetPart] = string(append(sheet, `</sheetData></worksheet>`...))
	return p
}

// packParts packs the parts of a workbook by a method of package zip.
func packParts(tb testing.TB, p parts, method uint16) []byte {
	tb.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for name, content := range p {
		f, err := w.CreateHeader(&zip.FileHeader{Name: name, Method: method})
		if err == nil {
			_, err = io.WriteString(f, content)
		}
		if err != nil {
			tb.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		tb.Fatal(err)
	}
	return b.Bytes()
}

func appendLargeRow(sheet []byte, row, n int, inline bool) []byte {
	sheet = append(strconv.AppendInt(append(sheet, `<row r="`...), int64(row), 10), `" spans="1:8">`...)
	for col := range 8 {
		text := (row*7919 + col*104729) % (n/20 + 20)
		sheet = append(sheet, `<c r="`...)
		sheet = append(sheet, 'A'+byte(col))
		sheet = strconv.AppendInt(sheet, int64(row), 10)
		switch {
		case col == 7:
			sheet = append(strconv.AppendInt(append(sheet, `"><v>`...), int64(row%5), 10), `</v></c>`...)
		case inline:
			sheet = fmt.Appendf(sheet, `" t="inlineStr"><is><t>Trading application %d</t></is></c>`, text)
		default:
			sheet = append(strconv.AppendInt(append(sheet, `" t="s"><v>`...), int64(text), 10), `</v></c>`...)
		}
	}
	return append(sheet, `</row>`...)
}

// BenchmarkReadWorkbook reads 200,000 rows of eight columns: deflated, and
// stored, which leaves the parsing. The bytes are those of the sheet's XML.
func BenchmarkReadWorkbook(b *testing.B) {
	for _, inline := range []bool{false, true} {
		p := largeParts(200_000, inline)
		for name, method := range map[string]uint16{"deflated": zip.Deflate, "stored": zip.Store} {
			data := packParts(b, p, method)
			b.Run(fmt.Sprintf("inline=%t/%s", inline, name), func(b *testing.B) {
				b.ReportAllocs()
				b.SetBytes(int64(len(p[sheetPart])))
				for b.Loop() {
					if _, err := readWorkbookBytes("estate.xlsx", data, Options{}); err != nil {
						b.Fatal(err)
					}
				}
			})
		}
	}
}

// BenchmarkInflate decompresses a sheet as the reader does, and by the packages
// that it might use instead.
func BenchmarkInflate(b *testing.B) {
	for _, inline := range []bool{false, true} {
		xml := largeParts(200_000, inline)[sheetPart]
		packed := deflated(b, []byte(xml), stdflate.DefaultCompression)
		for name, open := range map[string]func(io.Reader) io.ReadCloser{"ours": newInflater, "compress": stdflate.NewReader, "klauspost": flate.NewReader} {
			b.Run(fmt.Sprintf("inline=%t/%s", inline, name), func(b *testing.B) {
				b.ReportAllocs()
				b.SetBytes(int64(len(xml)))
				block := make([]byte, aheadBlock)
				for b.Loop() {
					for r, err := open(bytes.NewReader(packed)), error(nil); err != io.EOF; _, err = r.Read(block) {
						if err != nil {
							b.Fatal(err)
						}
					}
				}
			})
		}
	}
}

// BenchmarkExcelizeRows is the yardstick: excelize streams the same workbook.
func BenchmarkExcelizeRows(b *testing.B) {
	data := largeWorkbook(b, 200_000, false)
	b.SetBytes(int64(len(data)))
	for b.Loop() {
		f, err := excelize.OpenReader(bytes.NewReader(data))
		if err != nil {
			b.Fatal(err)
		}
		rows, err := f.Rows("Apps")
		if err != nil {
			b.Fatal(err)
		}
		for rows.Next() {
			if _, err := rows.Columns(); err != nil {
				b.Fatal(err)
			}
		}
		if err := f.Close(); err != nil {
			b.Fatal(err)
		}
	}
}
