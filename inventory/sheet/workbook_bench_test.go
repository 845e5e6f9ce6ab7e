package sheet

import (
	"archive/zip"
	"bytes"
	"fmt"
	"strconv"
	"testing"

	"github.com/xuri/excelize/v2"
)

// largeWorkbook is a workbook of n rows and eight columns, most of them shared
// strings or, with inline set, inline ones.
func largeWorkbook(tb testing.TB, n int, inline bool) []byte {
	tb.Helper()
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
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for name, content := range p {
		f, err := w.Create(name)
		if err == nil {
			_, err = f.Write([]byte(content))
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

// BenchmarkReadWorkbook reads 200,000 rows of eight columns.
func BenchmarkReadWorkbook(b *testing.B) {
	for _, inline := range []bool{false, true} {
		data := largeWorkbook(b, 200_000, inline)
		b.Run(fmt.Sprintf("inline=%t", inline), func(b *testing.B) {
			b.ReportAllocs()
			b.SetBytes(int64(len(data)))
			for b.Loop() {
				if _, err := readWorkbookBytes("estate.xlsx", data, Options{}); err != nil {
					b.Fatal(err)
				}
			}
		})
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
