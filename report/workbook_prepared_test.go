package report

import (
	"bytes"
	"context"
	"io"
	"math/rand/v2"
	"reflect"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"testing"

	"chatcompat/audit"
	"chatcompat/inventory"
)

// writeEstateWithin is the workbook of an estate within limits, prepared where
// the pairs are judged or not.
func writeEstateWithin(t *testing.T, limits limits, meta Meta, estate *inventory.Estate, prepared bool) []byte {
	t.Helper()
	return []byte(writeEstate(t, Format{New: func(out io.Writer, meta Meta) Writer { return newWorkbookWithin(out, meta, limits) }}, meta, estate, prepared))
}

// TestPreparedWorkbookIsTheSameOnAnyNumberOfCores holds for texts that are not
// remembered, sheets that continue, and lists that leave pairs out, too.
func TestPreparedWorkbookIsTheSameOnAnyNumberOfCores(t *testing.T) {
	estate := loadedEstate(t, preparedEstate())
	before := runtime.GOMAXPROCS(0)
	defer runtime.GOMAXPROCS(before)
	for name, c := range map[string]struct {
		limits limits
		meta   Meta
	}{
		"as Excel":  {excelLimits, Meta{}},
		"forgetful": {limits{rows: excelLimits.rows, chars: excelLimits.chars, links: 10, texts: 20}, Meta{Sort: []string{"server", "key"}}},
		"short":     {limits{rows: 100, chars: 2000, links: 5, texts: 100}, Meta{Show: ShowMixed}},
	} {
		c.meta.Files, c.meta.Title = estate.Files, "Audit"
		runtime.GOMAXPROCS(2)
		want := writeEstateWithin(t, c.limits, c.meta, estate, false)
		for _, cores := range []int{1, 3, 8} {
			runtime.GOMAXPROCS(cores)
			if got := writeEstateWithin(t, c.limits, c.meta, estate, true); !bytes.Equal(got, want) {
				t.Errorf("%s: prepared on %d cores it has other bytes than unprepared", name, cores)
			}
		}
	}
}

func TestWorkbookThatForgetsTextsSaysTheSame(t *testing.T) {
	meta, findings, s := largeEstate(700)
	whole := openWorkbook(t, writeWorkbook(t, meta, findings, s))
	forgetful := excelLimits
	forgetful.texts = 3
	data := writeWorkbookWithin(t, forgetful, meta, findings, s)
	checkParts(t, data)
	book := openWorkbook(t, data)
	for _, sheet := range whole.GetSheetList() {
		if got, want := rowsOf(t, book, sheet), rowsOf(t, whole, sheet); !reflect.DeepEqual(got, want) {
			t.Errorf("%s has other texts", sheet)
		}
	}
}

func TestPreparedWorkbookTellsErrors(t *testing.T) {
	estate := loadedEstate(t, preparedEstate())
	w := newWorkbook(io.Discard, Meta{}).(Preparer)
	_, err := audit.Rules{}.RunPrepared(context.Background(), estate, w.Prepare, func(_ []audit.Finding, part any) error { return w.WritePrepared(part) })
	if err == nil || !strings.Contains(err.Error(), "is not among the columns of the tables read") {
		t.Errorf("error %v for a value without a column", err)
	}
}

func TestDictionaryKnowsTextsAgain(t *testing.T) {
	d := newDictionary(2)
	words := []string{"", "Leeds", "Lyon", strings.Clone("Leeds"), "Oslo", "Lyon", "Oslo"}
	var got []uint32
	for _, word := range words {
		got = append(got, d.of(word))
	}
	if want := []uint32{0, 1, 2, 1, rareWord, 2, rareWord + 1}; !slices.Equal(got, want) {
		t.Errorf("numbers %d, want %d", got, want)
	}
	if fresh, rare := d.takeFresh(), d.rare; !slices.Equal(fresh, []string{"Leeds", "Lyon"}) || !slices.Equal(rare, []string{"Oslo", "Oslo"}) {
		t.Errorf("new texts %q and rare ones %q", fresh, rare)
	}
}

// TestSortKeysAreComparedAsTheyArePacked sorts in both ways.
func TestSortKeysAreComparedAsTheyArePacked(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for _, width := range []int{1, 2, 3} {
		s := sortKeys{columns: make([]sortColumn, width)}
		for range 500 * width {
			s.numbers = append(s.numbers, r.Int32N(7))
		}
		packed, ok := s.packed(500)
		if compared := s.compared(500); !ok || !slices.Equal(packed, compared) {
			t.Errorf("%d columns: %v, packed %v, compared %v", width, ok, packed, compared)
		}
		s.numbers[0] = 1 << 30
		s.columns, s.numbers = make([]sortColumn, 3*width), slices.Repeat(s.numbers, 3)
		if _, ok := s.packed(500); ok {
			t.Errorf("%d columns of large numbers have room in one", 3*width)
		}
	}
}

// TestWorkbookCountsWhatItDoesNotShow: which columns are listed changes nothing
// on the Summary.
func TestWorkbookCountsWhatItDoesNotShow(t *testing.T) {
	meta, findings, s := largeEstate(300)
	want := rowsOf(t, openWorkbook(t, writeWorkbook(t, meta, findings, s)), "Summary")
	for _, columns := range [][]string{{"verdict"}, {"site", "notes"}} {
		meta.Columns = columns
		for _, sort := range [][]string{nil, {"risk", "application", "server", "owner", "position"}} {
			meta.Sort = sort
			if got := rowsOf(t, openWorkbook(t, writeWorkbook(t, meta, findings, s)), "Summary"); !reflect.DeepEqual(got, want) {
				t.Errorf("columns %q sorted by %q: Summary\n%q, want\n%q", columns, sort, got, want)
			}
		}
	}
}

// TestWorkbookLinksLeadToTheSameKey follows the keys of Findings to Change
// requests and back, on sheets that continue and do not hold every link.
func TestWorkbookLinksLeadToTheSameKey(t *testing.T) {
	meta, findings, s := largeEstate(120)
	book := openWorkbook(t, writeWorkbookWithin(t, limits{rows: 9, chars: excelLimits.chars, links: 7}, meta, findings, s))
	links := 0
	for _, sheet := range book.GetSheetList() {
		if !strings.HasPrefix(sheet, sheetFindings) && !strings.HasPrefix(sheet, sheetChanges) {
			continue
		}
		for row := range 10 {
			cell := "A" + strconv.Itoa(row+2)
			linked, target, err := book.GetCellHyperLink(sheet, cell)
			if err != nil || !linked {
				continue
			}
			links++
			to, at, _ := strings.Cut(strings.ReplaceAll(target, "'", ""), "!")
			got, _ := book.GetCellValue(to, at)
			if want, _ := book.GetCellValue(sheet, cell); got != want || got == "" {
				t.Errorf("%s!%s has the key %q and leads to %s with %q", sheet, cell, want, target, got)
			}
		}
	}
	if links < 20 {
		t.Errorf("%d links, want 20 or more", links)
	}
}
