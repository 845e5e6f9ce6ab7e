package inventory

import (
	"context"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
)

// largeEstate is a pairs file as big companies have them: a third as many
// applications as rows, a twentieth as many servers, each of one version.
func largeEstate(rows int) []byte {
	r := rand.New(rand.NewPCG(1, 1))
	apis := [...]string{"Lync Server 2013 Persistent Chat API", "Lync Server 2010 Group Chat API", "OCS 2007 R2 Group Chat API", "UCMA 4.0", ""}
	versions := [...]string{"Lync Server 2013", "Lync Server 2010", "OCS 2007 R2", "5.0.8308.0", ""}
	sites := [...]string{"London", "Paris", "Köln", "Madrid", "New York"}
	environments := [...]string{"Production", "Test", "Development"}
	criticalities := [...]string{"High", "Medium", "Low"}
	var b strings.Builder
	b.WriteString("Application,Owner,API Version,Server,Server Version,Site,Environment,Criticality\n")
	for range rows {
		application, server := r.IntN(rows/3), r.IntN(rows/20)
		fmt.Fprintf(&b, "Application %06d,Team %03d,%s,chat%05d.contoso.example,%s,%s,%s,%s\n", application, application%500,
			apis[application%len(apis)], server, versions[server%len(versions)], sites[server%len(sites)],
			environments[server%len(environments)], criticalities[application%len(criticalities)])
	}
	return []byte(b.String())
}

const benchRows = 100_000

func BenchmarkLoad(b *testing.B) {
	data := largeEstate(benchRows)
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Load(context.Background(), []Input{inputOf("estate.csv", data)}, Options{}); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkPairs(b *testing.B) {
	data := largeEstate(benchRows)
	e, err := Load(context.Background(), []Input{inputOf("estate.csv", data)}, Options{})
	if err != nil {
		b.Fatal(err)
	}
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		n := 0
		for block := range e.Pairs() {
			n += len(block)
		}
		if n != e.Len() {
			b.Fatalf("%d pairs of %d", n, e.Len())
		}
	}
}
