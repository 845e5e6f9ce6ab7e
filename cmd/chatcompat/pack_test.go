package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"chatcompat/audit"
	"chatcompat/inventory"
	"chatcompat/report"

	"github.com/xuri/excelize/v2"
)

// hostileOwners are names that a file system, a browser or Excel could trip over.
var hostileOwners = []string{
	`..\evil`, "../evil", "CON", "nul.txt", strings.Repeat("long ", 60), strings.Repeat("long ", 60) + "too", "🚀🚀", "a\u0301",
	"\u00e1", "\u202egpj", "<script>alert(1)</script>", "=1+1", "index", "WHOLE", "whole", "C:\\x", "trailing.", "trailing", "?*|", `"quoted"`,
}

// manyOwners is an estate of 42 spellings of 39 owners, and rows without one.
func manyOwners() string {
	var b strings.Builder
	b.WriteString("Application,API version,Server,Server version,Owner\n")
	apis := []string{"Lync Server 2013 Persistent Chat API", "Lync Server 2010 Group Chat API", "OCS 2007 R2 Group Chat API", "Lync"}
	versions := []string{"Lync Server 2013", "Lync Server 2010", "OCS 2007 R2"}
	for i := range 200 {
		owner := fmt.Sprintf("Team %02d", i%42)
		if n := i % 42; n < len(hostileOwners) {
			owner = hostileOwners[n]
		} else if n == 41 {
			owner = ""
		}
		fmt.Fprintf(&b, "App %d,%s,chat%02d.example,%s,\"%s\"\n", i, apis[i%4], i%3, versions[i%3], strings.ReplaceAll(owner, `"`, `""`))
	}
	return b.String()
}

// testPack writes a pack of the estate in the formats named, whatever formats
// packs have otherwise.
func testPack(ctx context.Context, t *testing.T, folder string, force bool, formats ...string) error {
	t.Helper()
	plan := packPlan{field: inventory.FieldOwner, folder: folder, force: force}
	for _, name := range formats {
		format, ok := report.FormatByName(name)
		if !ok {
			t.Fatalf("there is no format %s", name)
		}
		plan.formats = append(plan.formats, format)
	}
	text := manyOwners()
	estate, err := inventory.Load(context.Background(), []inventory.Input{{Name: "estate.csv", Size: int64(len(text)), ReaderAt: strings.NewReader(text)}}, inventory.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if err := plan.check(nil); err != nil {
		return err
	}
	return writePack(ctx, plan, estate, func() report.PairReader { return estate.Reader() })
}

func writePack(ctx context.Context, plan packPlan, estate *inventory.Estate, again func() report.PairReader) error {
	j := &reportJob{pack: plan, meta: report.Meta{Title: "Audit", Version: version, AsOf: time.Date(2026, 11, 23, 0, 0, 0, 0, time.UTC)}, again: again}
	j.describe(estate, ruleSet{}, nil)
	_, err := j.report(ctx, estateSource(estate, audit.Rules{}, startProgress(nil, false)), streams{})
	return err
}

// TestPagesOfAPackReadPairsAgain writes pages that keep findings and pages that read
// their pairs again: they are the same.
func TestPagesOfAPackReadPairsAgain(t *testing.T) {
	t.Chdir(t.TempDir())
	if err := testPack(t.Context(), t, "again", false, "html"); err != nil {
		t.Fatal(err)
	}
	text := manyOwners()
	estate, err := inventory.Load(t.Context(), []inventory.Input{{Name: "estate.csv", Size: int64(len(text)), ReaderAt: strings.NewReader(text)}}, inventory.Options{})
	if err != nil {
		t.Fatal(err)
	}
	html, _ := report.FormatByName("html")
	plan := packPlan{field: inventory.FieldOwner, folder: "kept", formats: []report.Format{html}}
	if err := writePack(t.Context(), plan, estate, nil); err != nil {
		t.Fatal(err)
	}
	again, kept := readFolder(t, "again"), readFolder(t, "kept")
	if len(again) < 40 || !maps.Equal(again, kept) {
		t.Errorf("%d pages that read pairs again are not the %d that keep them", len(again), len(kept))
	}
}

// TestFirstGroupWithAnErrorTells: all groups are done, and a fault of our own goes on
// where they were begun.
func TestFirstGroupWithAnErrorTells(t *testing.T) {
	groups := []*group{{key: "a"}, {key: "b"}, {key: "c"}}
	var done atomic.Int32
	err := together(groups, func(g *group) error {
		defer done.Add(1)
		if g.key != "a" {
			return errors.New(g.key)
		}
		return nil
	})
	if fmt.Sprint(err) != "b" || done.Load() != 3 {
		t.Errorf("error %v of %d groups", err, done.Load())
	}
	defer func() {
		if f, ok := recover().(fault); !ok || f.value != "out of range" || done.Load() != 5 {
			t.Errorf("recovered %+v, %d groups done", f, done.Load())
		}
	}()
	t.Error(together(groups, func(g *group) error {
		if g.key == "b" {
			panic("out of range")
		}
		done.Add(1)
		return nil
	}))
}

func TestGroupsOfAPackAddUpToTheWhole(t *testing.T) {
	t.Chdir(t.TempDir())
	if err := testPack(context.Background(), t, "pack", false, "json", "csv"); err != nil {
		t.Fatal(err)
	}
	whole := readTestResult(t, filepath.Join("pack", "whole.json"))
	files, err := filepath.Glob(filepath.Join("pack", "*.json"))
	if err != nil {
		t.Fatal(err)
	}
	if len(files) != 41 {
		t.Errorf("%d files, want those of 40 groups and the whole: %q", len(files), files)
	}
	var sum audit.Summary
	owners, keys := map[string]bool{}, map[string]bool{}
	for _, file := range files {
		if filepath.Base(file) == "whole.json" {
			continue
		}
		part := readTestResult(t, file)
		sum.Pairs += part.Summary.Pairs
		sum.Mixed += part.Summary.Mixed
		for v := range sum.Verdicts {
			sum.Verdicts[v] += part.Summary.Verdicts[v]
		}
		owner := part.Findings[0].Field(inventory.FieldOwner)
		if want := "Audit – owner " + cmpOr(owner, "(none)"); part.Meta.Title != want {
			t.Errorf("%s: title %q, want %q", file, part.Meta.Title, want)
		}
		owners[groupKey(owner)] = true
		for _, f := range part.Findings {
			keys[f.Key] = true
			if groupKey(f.Field(inventory.FieldOwner)) != groupKey(owner) {
				t.Errorf("%s: a finding of %q beside one of %q", file, f.Field(inventory.FieldOwner), owner)
			}
		}
	}
	if sum.Pairs != whole.Summary.Pairs || sum.Mixed != whole.Summary.Mixed || sum.Verdicts != whole.Summary.Verdicts || len(keys) != len(whole.Findings) {
		t.Errorf("groups add up to %+v, the whole is %+v", sum, whole.Summary)
	}
	if len(owners) != 40 || !owners[""] {
		t.Errorf("owners %q", slices.Collect(maps.Keys(owners)))
	}
}

func cmpOr(a, b string) string {
	if a == "" {
		return b
	}
	return a
}

// TestIndexOfAPackListsEveryGroup reads the index workbook back and follows its
// links, and those of the page.
func TestIndexOfAPackListsEveryGroup(t *testing.T) {
	t.Chdir(t.TempDir())
	if err := testPack(context.Background(), t, "pack", false, "csv"); err != nil {
		t.Fatal(err)
	}
	book, err := excelize.OpenFile(filepath.Join("pack", "index.xlsx"))
	if err != nil {
		t.Fatal(err)
	}
	defer book.Close()
	rows, err := book.GetRows("Index")
	if err != nil || len(rows) != 42 {
		t.Fatalf("%d rows, want a header, 40 groups and the whole: %v", len(rows), err)
	}
	if want := []string{"Owner", "Pairs", "Incompatible", "May be compatible", "Not assessed", "Compatible", "Compatible by design", "Mixed", "Report"}; !slices.Equal(rows[0], want) {
		t.Errorf("header %q, want %q", rows[0], want)
	}
	page := string(readTestFile(t, filepath.Join("pack", "index.html")))
	sums := make([]int, 8)
	for i, row := range rows[1:] {
		file := row[8]
		if _, err := os.Stat(filepath.Join("pack", file)); err != nil {
			t.Errorf("%s: %v", row[0], err)
		}
		if linked, target, err := book.GetCellHyperLink("Index", fmt.Sprintf("I%d", i+2)); !linked || err != nil || !strings.Contains(page, `href="`+strings.ReplaceAll(target, "+", "&#43;")+`"`) {
			t.Errorf("%s: link %q is not on the page (%v)", row[0], target, err)
		}
		for c := 1; c < 8; c++ {
			var n int
			fmt.Sscan(row[c], &n)
			if i == 40 {
				n = -n
			}
			sums[c] += n
		}
	}
	if slices.ContainsFunc(sums, func(n int) bool { return n != 0 }) || rows[41][0] != "Whole estate" || rows[41][1] != "200" || rows[40][0] != "(no owner)" {
		t.Errorf("groups less the whole are %v; last rows %q", sums, rows[40:])
	}
	if strings.Contains(page, "<script") {
		t.Error("an owner's name became markup")
	}
}

func TestPackIsTheSameEachTime(t *testing.T) {
	t.Chdir(t.TempDir())
	for _, folder := range []string{"a", "b"} {
		if err := testPack(context.Background(), t, folder, false, "csv", "json"); err != nil {
			t.Fatal(err)
		}
	}
	entries, err := os.ReadDir("a")
	if err != nil || len(entries) != 2*41+2 {
		t.Fatalf("%d files: %v", len(entries), err)
	}
	for _, e := range entries {
		if !bytes.Equal(readTestFile(t, filepath.Join("a", e.Name())), readTestFile(t, filepath.Join("b", e.Name()))) {
			t.Errorf("%s differs", e.Name())
		}
	}
}

func TestPackLeavesNothingWhenItFails(t *testing.T) {
	t.Chdir(t.TempDir())
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if err := testPack(ctx, t, "pack", false, "csv"); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v", err)
	}
	if entries, _ := os.ReadDir("."); len(entries) > 0 {
		t.Errorf("left: %v", entries)
	}
}

func TestPackReplacesAFolderOnlyWithForce(t *testing.T) {
	t.Chdir(t.TempDir())
	if err := os.Mkdir("pack", 0o700); err != nil {
		t.Fatal(err)
	}
	if err := testPack(context.Background(), t, "pack", false, "csv"); err != nil {
		t.Fatalf("an empty folder: %v", err)
	}
	writeTestFile(t, filepath.Join("pack", "mine.txt"), "mine")
	writeTestFile(t, filepath.Join("pack", "whole.csv"), "old")
	if err := testPack(context.Background(), t, "pack", false, "csv"); err == nil || !strings.Contains(err.Error(), "pack: the folder is not empty; replace its files with --force") {
		t.Errorf("error %v", err)
	}
	if err := testPack(context.Background(), t, "pack", true, "csv"); err != nil {
		t.Fatal(err)
	}
	if string(readTestFile(t, filepath.Join("pack", "mine.txt"))) != "mine" || string(readTestFile(t, filepath.Join("pack", "whole.csv"))) == "old" {
		t.Error("a file of the user is gone, or one of the pack is old")
	}
	entries, err := os.ReadDir(".")
	if err != nil || len(entries) != 1 {
		t.Errorf("left: %v, %v", entries, err)
	}
}

// TestPackReplacesAllOrNothing: the last file of the pack cannot be moved.
func TestPackReplacesAllOrNothing(t *testing.T) {
	t.Chdir(t.TempDir())
	for _, folder := range []string{"pack", "new"} {
		if err := os.Mkdir(folder, 0o700); err != nil {
			t.Fatal(err)
		}
	}
	writeTestFile(t, filepath.Join("pack", "a.csv"), "old a")
	writeTestFile(t, filepath.Join("new", "a.csv"), "new a")
	writeTestFile(t, filepath.Join("new", "b.csv"), "new b")
	p := &pack{plan: packPlan{folder: "pack"}, temporary: "new", names: []string{"a.csv", "b.csv", "gone.csv"}}
	if err := publish(context.Background(), []product{p}); err == nil {
		t.Fatal("a file that is not there was moved")
	}
	p.discard()
	if string(readTestFile(t, filepath.Join("pack", "a.csv"))) != "old a" {
		t.Error("a.csv was replaced")
	}
	entries, err := os.ReadDir("pack")
	if err != nil || len(entries) != 1 {
		t.Errorf("the folder holds %v, %v", entries, err)
	}
}

// readFolder is what the files of a folder hold, by their names.
func readFolder(t *testing.T, folder string) map[string]string {
	t.Helper()
	entries, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	files := map[string]string{}
	for _, entry := range entries {
		files[entry.Name()] = string(readTestFile(t, filepath.Join(folder, entry.Name())))
	}
	return files
}
