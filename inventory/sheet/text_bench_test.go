package sheet

import (
	"bytes"
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"testing"
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

// BenchmarkReadText reads 100,000 rows; BenchmarkEncodingCSV is the same text
// split by the standard library, which keeps nothing of it.
func BenchmarkReadText(b *testing.B) {
	data := inventoryOf(100_000)
	in := Input{Name: "a.csv", Size: int64(len(data)), ReaderAt: bytes.NewReader(data)}
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Read(context.Background(), in, Options{}); err != nil {
			b.Fatal(err)
		}
	}
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
