package samples_test

import (
	"bytes"
	"context"
	"testing"

	"chatcompat/audit"
	"chatcompat/inventory"
	"chatcompat/samples"

	"github.com/google/go-cmp/cmp"
)

// outcome is what an audit finds in one sample.
type outcome struct {
	Pairs, Mixed int
	Grid         [3][3]int // as on the vendor's page: rows are APIs, columns servers
	API, Server  causes    // why pairs cannot be assessed, by side
}

type causes map[string]int

// TestSamplesShowWhatTheyPromise reads the samples with the real readers: the
// package comment promises nine cells in small.csv and estate.xlsx, and every
// cause on both sides in messy.xlsx.
func TestSamplesShowWhatTheyPromise(t *testing.T) {
	want := map[string]outcome{
		"small.csv": {
			Pairs: 13, Mixed: 7,
			Grid:   [3][3]int{{2, 1, 1}, {2, 2, 1}, {1, 1, 1}},
			Server: causes{"ambiguous": 1},
		},
		"estate.xlsx": {
			Pairs: 66, Mixed: 25,
			Grid:   [3][3]int{{22, 3, 2}, {8, 11, 3}, {4, 3, 5}},
			API:    causes{"missing": 2},
			Server: causes{"missing": 1, "outside-matrix": 2},
		},
		"messy.xlsx": {
			Pairs: 49, Mixed: 12,
			Grid:   [3][3]int{{4, 2, 1}, {3, 6, 0}, {1, 0, 2}},
			API:    causes{"missing": 2, "unrecognised": 1, "ambiguous": 3, "outside-matrix": 2, "contradictory": 1, "unreadable": 3},
			Server: causes{"missing": 6, "unrecognised": 1, "ambiguous": 2, "outside-matrix": 3, "contradictory": 3, "unreadable": 3},
		},
	}
	for _, file := range samples.Files() {
		got := auditOf(t, file)
		if diff := cmp.Diff(want[file.Name], got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", file.Name, diff)
		}
	}
}

// TestMessySampleLosesNoRow compares the accounting of the hardest sample with
// what was put into it.
func TestMessySampleLosesNoRow(t *testing.T) {
	want := map[string]inventory.Accounting{
		"Read me":      {Unused: 2},
		"Deployments":  {Paired: 34, Duplicate: 2, Blank: 1, Unreadable: 1},
		"Applications": {Paired: 3, Joined: 6},
		"Servers":      {Joined: 11, Unused: 3},
		"Targets":      {Paired: 7},
		"Old list":     {Paired: 2},
	}
	got := map[string]inventory.Accounting{}
	for _, file := range samples.Files() {
		if file.Name != "messy.xlsx" {
			continue
		}
		for _, table := range load(t, file).Files[0].Tables {
			got[table.Sheet] = table.Accounting
			if table.Hidden != (table.Sheet == "Old list") {
				t.Errorf("sheet %s: hidden is %t", table.Sheet, table.Hidden)
			}
		}
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("messy.xlsx (-want +got):\n%s", diff)
	}
}

func auditOf(t *testing.T, file samples.File) outcome {
	t.Helper()
	var got outcome
	summary, err := audit.Rules{}.Run(context.Background(), load(t, file), func(block []audit.Finding) error {
		for i := range block {
			got.API = got.API.add(block[i].API.Cause)
			got.Server = got.Server.add(block[i].ServerVersion.Cause)
		}
		return nil
	})
	if err != nil {
		t.Fatalf("%s: %v", file.Name, err)
	}
	got.Pairs, got.Mixed = summary.Pairs, summary.Mixed
	for i, cell := range summary.Matrix {
		got.Grid[i/3][i%3] = cell.Pairs
	}
	return got
}

func (c causes) add(cause inventory.Cause) causes {
	if cause == inventory.NoCause {
		return c
	}
	if c == nil {
		c = causes{}
	}
	c[cause.Key()]++
	return c
}

func load(t *testing.T, file samples.File) *inventory.Estate {
	t.Helper()
	input := inventory.Input{Name: file.Name, Size: int64(len(file.Data)), ReaderAt: bytes.NewReader(file.Data)}
	estate, err := inventory.Load(context.Background(), []inventory.Input{input}, inventory.Options{})
	if err != nil {
		t.Fatalf("%s: %v", file.Name, err)
	}
	return estate
}
