package main

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"testing"

	"chatcompat/cmd/bench/dataset"
)

// rowCosts bound what a row may cost in a full audit with CSV or other output: heap
// allocations and their bytes, a bit above what it costs. These depend on no
// machine. Lower them when it costs less: cmd/bench measures times, and these
// keep them from creeping up. With the race detector pools keep less: a fifth more
// bytes are needed there.
var rowCosts = []struct {
	name        string
	allocations float64
	bytes       float64
	output      string
	files       []string
}{
	{"pairs", 1.5, 900, "csv", []string{"pairs.csv"}},
	{"join", 1.5, 900, "csv", []string{"applications.csv", "servers.csv", "targets.csv"}},
	{"workbook", 2.5, 1000, "csv", []string{"pairs-shared.xlsx"}},
	{"table", 5.5, 1100, "table", []string{"pairs.csv"}},
	{"vertical", 20, 2300, "vertical", []string{"pairs.csv"}},
	{"page", 12, 2500, "html", []string{"pairs.csv"}},
	{"test cases", 13, 2200, "junit", []string{"pairs.csv"}},
}

// TestRowCostsNoMoreThanBefore audits an estate and one of twice the rows: the
// difference is what the added rows cost, without what a run costs once. Two
// processors, since each has blocks of its own in hand.
func TestRowCostsNoMoreThanBefore(t *testing.T) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(2))
	const rows = 5_000
	once, twice := writeEstate(t, rows), writeEstate(t, 2*rows)
	for _, c := range rowCosts {
		t.Run(c.name, func(t *testing.T) {
			few, fewBytes := costOfAudit(t, once, c.output, c.files)
			many, manyBytes := costOfAudit(t, twice, c.output, c.files)
			allocations := float64(many-few) / rows
			bytes := float64(manyBytes-fewBytes) / rows
			t.Logf("%.2f allocations and %.0f bytes a row", allocations, bytes)
			if allocations > c.allocations || bytes > c.bytes {
				t.Errorf("%.2f allocations and %.0f bytes a row, want %g and %g at most", allocations, bytes, c.allocations, c.bytes)
			}
		})
	}
}

func writeEstate(t *testing.T, rows int) (dir string) {
	t.Helper()
	e, err := dataset.New(rows)
	if err != nil {
		t.Fatal(err)
	}
	dir = t.TempDir()
	var names []string
	for _, c := range rowCosts {
		names = append(names, c.files...)
	}
	if err := e.Write(dir, names...); err != nil {
		t.Fatal(err)
	}
	return dir
}

// costOfAudit counts the allocations of a run and their bytes: the least of two
// runs, since pools are emptied when garbage is collected.
func costOfAudit(t *testing.T, dir, output string, files []string) (allocations, size uint64) {
	t.Helper()
	args := []string{"audit", "-q", "--fail-on", "never", "-o", output + "=" + os.DevNull}
	for _, name := range files {
		args = append(args, filepath.Join(dir, name))
	}
	for range 2 {
		var before, after runtime.MemStats
		var stderr bytes.Buffer
		runtime.ReadMemStats(&before)
		code := run(t.Context(), args, streams{in: bytes.NewReader(nil), out: io.Discard, err: &stderr})
		runtime.ReadMemStats(&after)
		if code != 0 {
			t.Fatalf("exit code %d: %s", code, stderr.String())
		}
		if n := after.Mallocs - before.Mallocs; allocations == 0 || n < allocations {
			allocations = n
		}
		if n := after.TotalAlloc - before.TotalAlloc; size == 0 || n < size {
			size = n
		}
	}
	return allocations, size
}
