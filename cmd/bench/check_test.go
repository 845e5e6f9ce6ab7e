package main

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"
)

func TestVerdictsOfWhatIsKnown(t *testing.T) {
	got := byVerdict(map[string]int{
		"persistent-chat-2013 on lync-server-2010": 1,
		"persistent-chat-2013 on ocs-2007-r2":      2,
		"group-chat-2010 on lync-server-2013":      4,
		"ocs-2007-r2 on ocs-2007-r2":               8,
		"ocs-2007-r2 on lync-server-2010":          16,
		"contradictory":                            32,
		"missing":                                  64,
	})
	want := map[string]int{"incompatible": 3, "may-be-compatible": 4, "compatible-by-design": 8, "compatible": 16, "not-assessed": 96}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestOutputsAreChecked(t *testing.T) {
	c := checker{
		count:   func(_ context.Context, path string) (map[string]int, error) { return countOutput(path) },
		rows:    3,
		pairs:   map[string]int{"compatible": 1, "incompatible": 1},
		eachRow: map[string]int{"compatible": 2, "incompatible": 1},
	}
	for _, test := range []struct {
		name     string
		says     says
		verdicts string
		earlier  map[string]int
		note     string
		err      string
	}{
		{"anything", unchecked, "", nil, "", ""},
		{"a pair a row", eachPair, "compatible incompatible", nil, "", ""},
		{"a pair lost", eachPair, "compatible", nil, "", "want map[compatible:1 incompatible:1]"},
		{"another verdict", eachPair, "compatible compatible", nil, "", "want map[compatible:1 incompatible:1]"},
		{"the first of many", eachRow, "compatible compatible not-assessed", nil, "", ""},
		{"as the first", eachRow, "compatible not-assessed compatible", map[string]int{"compatible": 2, "not-assessed": 1}, "", ""},
		{"unlike the first", eachRow, "compatible not-assessed compatible", map[string]int{"compatible": 3}, "", "as others say"},
		{"a row lost", eachRow, "compatible compatible", nil, "", "2 rows"},
		{"less judged", noOther, "compatible not-assessed not-assessed", nil, "2 rows more than the audit are not assessed", ""},
		{"judged otherwise", noOther, "incompatible incompatible compatible", nil, "", "2 rows are incompatible, want 1 at most"},
		{"rows added", noOther, "compatible compatible incompatible not-assessed", nil, "", "4 rows, want 3"},
	} {
		path := filepath.Join(t.TempDir(), "out.csv")
		text := "application,verdict\n"
		for i, verdict := range strings.Fields(test.verdicts) {
			text += fmt.Sprintf("\"app, %d\",%s\n", i, verdict)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		c.plain = map[string]int{}
		for verdict, n := range test.earlier {
			c.plain[verdict] = n
		}
		note, err := c.check(t.Context(), path, test.says)
		if note != test.note || (err == nil) != (test.err == "") || err != nil && !strings.Contains(err.Error(), test.err) {
			t.Errorf("%s: %q, %v; want %q, %q", test.name, note, err, test.note, test.err)
		}
	}
}

func TestTheLargestSheetCounts(t *testing.T) {
	f := excelize.NewFile()
	defer f.Close()
	if _, err := f.NewSheet("Large"); err != nil {
		t.Fatal(err)
	}
	for row := range 300 {
		if err := f.SetSheetRow("Large", fmt.Sprintf("A%d", row+1), &[]any{"<row ", row}); err != nil {
			t.Fatal(err)
		}
	}
	path := filepath.Join(t.TempDir(), "book.xlsx")
	if err := f.SaveAs(path); err != nil {
		t.Fatal(err)
	}
	got, err := countOutput(path)
	if diff := cmp.Diff(map[string]int{"": 299}, got); err != nil || diff != "" {
		t.Errorf("%v (-want +got):\n%s", err, diff)
	}
}

func TestAnOutputWithoutVerdictsIsNotCounted(t *testing.T) {
	path := filepath.Join(t.TempDir(), "out.csv")
	if err := os.WriteFile(path, []byte("a,b\n1,2\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if err := runPeer([]string{"count", path}, &out); err == nil || !strings.Contains(err.Error(), "no column verdict") {
		t.Errorf("%v: %s", err, out.String())
	}
}
