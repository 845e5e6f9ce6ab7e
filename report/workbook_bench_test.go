package report

import (
	"io"
	"slices"
	"testing"

	"chatcompat/audit"
)

// benchmarkRows is how many findings the benchmarks of the workbook take.
const benchmarkRows = 10_000

// classified numbers the classes of findings, as an audit does.
func classified(findings []audit.Finding) {
	numbers := map[classKey]int32{}
	for i := range findings {
		key := classKeyOf(&findings[i])
		if numbers[key] == 0 {
			numbers[key] = int32(len(numbers) + 1)
		}
		findings[i].Class = numbers[key]
	}
}

func BenchmarkWorkbook(b *testing.B) {
	meta, findings, s := largeEstate(benchmarkRows)
	classified(findings)
	b.ReportAllocs()
	for b.Loop() {
		b.SetBytes(int64(len(writeWorkbook(b, meta, findings, s))))
	}
	perRow(b)
}

// BenchmarkWorkbookWrite renders All pairs and numbers what the other sheets show.
func BenchmarkWorkbookWrite(b *testing.B) {
	meta, findings, _ := largeEstate(benchmarkRows)
	classified(findings)
	b.ReportAllocs()
	for b.Loop() {
		if err := newWorkbook(io.Discard, meta).Write(findings); err != nil {
			b.Fatal(err)
		}
	}
	perRow(b)
}

// BenchmarkWorkbookPrepare is what is done where findings are judged.
func BenchmarkWorkbookPrepare(b *testing.B) {
	meta, findings, _ := largeEstate(benchmarkRows)
	classified(findings)
	w := newWorkbookWithin(io.Discard, meta, excelLimits)
	b.ReportAllocs()
	for b.Loop() {
		prepare, used := w.Prepare(), any(nil)
		for block := range slices.Chunk(findings, blockSize) {
			used = prepare(block, used)
		}
	}
	perRow(b)
}

// BenchmarkWorkbookClose sorts, renders the other sheets and writes the file.
func BenchmarkWorkbookClose(b *testing.B) {
	meta, findings, s := largeEstate(benchmarkRows)
	classified(findings)
	b.ReportAllocs()
	for b.Loop() {
		b.StopTimer()
		w := newWorkbook(io.Discard, meta)
		if err := w.Write(findings); err != nil {
			b.Fatal(err)
		}
		b.StartTimer()
		if err := w.Close(s); err != nil {
			b.Fatal(err)
		}
	}
	perRow(b)
}

// BenchmarkWorkbookOfNothing is what a workbook costs before its first row.
func BenchmarkWorkbookOfNothing(b *testing.B) {
	meta, findings, s := largeEstate(0)
	b.ReportAllocs()
	for b.Loop() {
		b.SetBytes(int64(len(writeWorkbook(b, meta, findings, s))))
	}
}

// perRow reports the time that a finding takes.
func perRow(b *testing.B) {
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/benchmarkRows, "ns/finding")
}

func BenchmarkFlow(b *testing.B) {
	row := []byte(`<row r="17"><c s="2" t="s"><v>123</v></c><c s="2" t="s"><v>45678</v></c><c s="2"/></row>`)
	press := newPress()
	b.ReportAllocs()
	b.SetBytes(int64(4 * pieceSize / len(row) * len(row)))
	for b.Loop() {
		f := &flow{press: press, out: io.Discard}
		for range 4 * pieceSize / len(row) {
			f.raw = append(f.raw, row...)
			f.cut()
		}
		if err := f.end(); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkSharedTexts(b *testing.B) {
	_, findings, _ := largeEstate(benchmarkRows)
	b.ReportAllocs()
	for b.Loop() {
		texts := newSharedTexts(newPress())
		for i := range findings {
			f := &findings[i]
			for _, text := range [...]string{f.Application, f.Server, f.Reason, f.Remedy, f.API.Written} {
				texts.of(text)
			}
		}
	}
	perRow(b)
}

func BenchmarkNaturalOrder(b *testing.B) {
	_, findings, _ := largeEstate(benchmarkRows)
	names := each(findings, func(f audit.Finding) string { return f.Application })
	b.ReportAllocs()
	for b.Loop() {
		newNaturalOrder(names).ranks()
	}
	perRow(b)
}
