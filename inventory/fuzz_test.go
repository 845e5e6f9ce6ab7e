package inventory

import (
	"context"
	"errors"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
)

// FuzzLoad loads two files of any content: what is read is accounted for, pairs
// are whole, and a second reading says the same.
func FuzzLoad(f *testing.F) {
	paths, err := filepath.Glob(filepath.Join("testdata", "estate", "*", "*.txtar"))
	if err != nil {
		f.Fatal(err)
	}
	for _, path := range paths {
		data, err := os.ReadFile(path)
		if err != nil {
			f.Fatal(err)
		}
		files, _ := splitWant(txtar.Parse(data))
		f.Add(files[0].Data, files[len(files)-1].Data)
	}
	for seed := range uint64(20) {
		tables := invent(rand.New(rand.NewPCG(seed, 2)))
		f.Add(tables[0].csv(), tables[len(tables)-1].csv())
	}
	f.Fuzz(func(t *testing.T, a, b []byte) {
		load := func() (*Estate, error) {
			return Load(context.Background(), []Input{inputOf("a.csv", a), inputOf("b.csv", b)}, Options{})
		}
		e, err := load()
		if err != nil {
			var usage *UsageError
			if errors.As(err, &usage) && usage.Message == "" {
				t.Error("an empty message")
			}
			return
		}
		checkAccounting(t, e)
		e.Versions()
		again, err := load()
		if err != nil {
			t.Fatal(err)
		}
		if dump(e) != dump(again) {
			t.Errorf("two readings differ:\n%s\n%s", dump(e), dump(again))
		}
	})
}
