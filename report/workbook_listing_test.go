package report

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"runtime"
	"strings"
	"testing"

	"chatcompat/audit"
	"chatcompat/inventory"
)

// TestListedWorkbookIsTheSame writes invented estates as they are listed, on any
// number of cores and within any limits: the bytes are those of whole findings, or,
// where texts are forgotten and have several numbers, those of one core.
func TestListedWorkbookIsTheSame(t *testing.T) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(0))
	rows := 0
	for seed, c := range []struct {
		limits limits
		meta   Meta
	}{
		{excelLimits, Meta{}},
		{limits{rows: excelLimits.rows, chars: 300, links: 10, texts: 1 << 14}, Meta{Sort: []string{"server", "key"}}},
		{limits{rows: 70, chars: 2000, links: 5, texts: 1 << 14}, Meta{Show: ShowRisky}},
		{limits{rows: 200, chars: 300, links: 10, texts: 20}, Meta{Show: ShowMixed}},
		{limits{rows: excelLimits.rows, chars: 2000, links: 10, texts: 100}, Meta{}},
	} {
		r := rand.New(rand.NewPCG(uint64(seed), 5))
		for i, texts := range [][]string{{inventedCells(r)}, inventedJoin(r), {contradictoryCells(r)}} {
			estate, read := estateOfTexts(t, texts...)
			rows += read
			c.meta.Files, c.meta.Title = estate.Files, "Audit"
			runtime.GOMAXPROCS(1)
			want := workbookOf(t, c.limits, c.meta, estate, c.limits.texts < 1<<14)
			for _, cores := range []int{1, []int{2, 3, 8}[(seed+i)%3]} {
				runtime.GOMAXPROCS(cores)
				if got := workbookOf(t, c.limits, c.meta, estate, true); !bytes.Equal(got, want) {
					t.Fatalf("limits %+v: listed on %d cores it has other bytes, for\n%s", c.limits, cores, strings.Join(texts, "\n"))
				}
			}
		}
	}
	if rows < 5000 {
		t.Errorf("%d pairs are read from their rows; the test says little", rows)
	}
}

// contradictoryCells are some thousand pairs on few servers, whose versions
// contradict each other.
func contradictoryCells(r *rand.Rand) string {
	text := "Application,API,Server,Server Version,Site\n"
	pick := func(words ...string) string { return words[r.IntN(len(words))] }
	for i := range 1200 {
		text += fmt.Sprintf("app %d,%s,chat%d.contoso.example,%s,%s\n", i, pick("Group Chat 2010", "OCS 2007 R2", "Lync", ""), r.IntN(300),
			pick("Lync Server 2013", "Lync Server 2013", "5.0.8308.0", "Lync Server 2010", "\"old, \"\"very\"\"\"", ""), pick("London", "", "BackCompatSite"))
	}
	return text
}

// estateOfTexts is an inventory of some files, and how many of its pairs rows tell.
func estateOfTexts(t *testing.T, texts ...string) (estate *inventory.Estate, rows int) {
	t.Helper()
	var inputs []inventory.Input
	for i, text := range texts {
		inputs = append(inputs, inventory.Input{Name: fmt.Sprintf("estate%d.csv", i), Size: int64(len(text)), ReaderAt: strings.NewReader(text)})
	}
	estate, err := inventory.Load(context.Background(), inputs, inventory.Options{})
	if err != nil {
		t.Fatal(err)
	}
	outlines := make([]inventory.Outline, estate.Len())
	estate.Outlines().Reader().Read(outlines, 0)
	for _, out := range outlines {
		if out.API > 0 {
			rows++
		}
	}
	return estate, rows
}

// workbookOf is the workbook of an estate within limits.
func workbookOf(t *testing.T, limits limits, meta Meta, estate *inventory.Estate, listed bool) []byte {
	t.Helper()
	format := Format{New: func(out io.Writer, meta Meta) Writer { return newWorkbookWithin(out, meta, limits) }}
	if listed {
		return []byte(listEstate(t, format, meta, estate))
	}
	var out bytes.Buffer
	w := format.New(&out, meta)
	summary, err := audit.Rules{CountOnly: true}.Run(context.Background(), estate, w.Write)
	if err != nil {
		t.Fatal(err)
	}
	if err := w.Close(summary); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}
