package dataset_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"os"
	"path/filepath"
	"testing"

	"chatcompat/audit"
	"chatcompat/cmd/bench/dataset"
	"chatcompat/inventory"

	"github.com/google/go-cmp/cmp"
)

const testRows = 2000

func TestSameRowsGiveTheSameBytes(t *testing.T) {
	first, second, larger := write(t, testRows), write(t, testRows), write(t, testRows+100)
	for _, f := range dataset.Files {
		a, b := read(t, first, f.Name), read(t, second, f.Name)
		if sha256.Sum256(a) != sha256.Sum256(b) {
			t.Errorf("%s differs from run to run", f.Name)
		}
		if len(read(t, larger, f.Name)) <= len(a) {
			t.Errorf("%s does not depend on the number of rows", f.Name)
		}
	}
}

func TestAuditFindsTheFacts(t *testing.T) {
	want := estate(t, testRows).Facts()
	if want.Duplicates == 0 || want.Contradicting == 0 || len(want.Pairs) != 9+4 {
		t.Fatalf("an estate without the faults that it is for: %+v", want)
	}
	dir := write(t, testRows)
	for _, name := range []string{"pairs.csv", "pairs-utf16le.csv", "pairs-cp1252.csv", "pairs-shared.xlsx", "pairs-inline.xlsx"} {
		if diff := cmp.Diff(want, audited(t, want, dir, name)); diff != "" {
			t.Errorf("%s (-said +found):\n%s", name, diff)
		}
	}
}

func TestAuditOfTheJoinFindsTheFacts(t *testing.T) {
	want := estate(t, testRows).JoinedFacts()
	got := audited(t, want, write(t, testRows), "applications.csv", "servers.csv", "targets.csv")
	got.Rows -= testRows/10 + testRows/20 // of applications and servers
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-said +found):\n%s", diff)
	}
}

func TestSizeIsThatOfTheIssue(t *testing.T) {
	const want, slack = 154, 8
	if got := len(read(t, write(t, testRows), "pairs.csv")) / testRows; got < want-slack || got > want+slack {
		t.Errorf("%d bytes a row, want about %d", got, want)
	}
}

func TestTooSmallAnEstateIsRefused(t *testing.T) {
	if _, err := dataset.New(dataset.MinRows - 1); err == nil {
		t.Error("an estate in which shares are none was made")
	}
}

func estate(t *testing.T, rows int) *dataset.Estate {
	t.Helper()
	e, err := dataset.New(rows)
	if err != nil {
		t.Fatal(err)
	}
	return e
}

func write(t *testing.T, rows int) string {
	t.Helper()
	dir := t.TempDir()
	if err := estate(t, rows).Write(dir); err != nil {
		t.Fatal(err)
	}
	return dir
}

func read(t *testing.T, dir, name string) []byte {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(dir, name))
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// audited are the facts as an audit of files finds them. Which rows contradict
// and what each row says is in no report; they are taken from what was said.
func audited(t *testing.T, said dataset.Facts, dir string, names ...string) dataset.Facts {
	t.Helper()
	var inputs []inventory.Input
	for _, name := range names {
		data := read(t, dir, name)
		inputs = append(inputs, inventory.Input{Name: name, Size: int64(len(data)), ReaderAt: bytes.NewReader(data)})
	}
	estate, err := inventory.Load(context.Background(), inputs, inventory.Options{})
	if err != nil {
		t.Fatal(err)
	}
	f := dataset.Facts{Contradicting: said.Contradicting, Pairs: map[string]int{}, EachRow: said.EachRow}
	for _, file := range estate.Files {
		for _, table := range file.Tables {
			f.Rows += table.Rows
			f.Duplicates += table.Accounting.Duplicate
		}
	}
	_, err = audit.Rules{}.Run(context.Background(), estate, func(block []audit.Finding) error {
		for _, found := range block {
			says := found.API.Version.Key() + dataset.Separator + found.ServerVersion.Version.Key()
			if found.Verdict == audit.NotAssessed {
				says = found.Cause.Key()
			}
			f.Pairs[says]++
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return f
}
