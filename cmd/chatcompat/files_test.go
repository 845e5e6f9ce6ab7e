package main

import (
	"context"
	"errors"
	"os"
	"slices"
	"testing"
)

// unpublishable is a product whose publishing fails.
type unpublishable struct{ targets }

func (unpublishable) publish(context.Context) error { return errors.New("the disk is full") }

// TestReportsAppearTogether publishes two reports, of which one replaces a
// file, and a third that fails: then nothing has changed.
func TestReportsAppearTogether(t *testing.T) {
	for _, last := range []product{nil, unpublishable{}} {
		t.Chdir(t.TempDir())
		writeTestFile(t, "a.csv", "old")
		var all targets
		for _, path := range []string{"a.csv", "b.csv"} {
			f, err := createFile(t.Context(), path)
			if err != nil {
				t.Fatal(err)
			}
			if _, err := f.WriteString("new"); err != nil {
				t.Fatal(err)
			}
			if err := f.Close(); err != nil {
				t.Fatal(err)
			}
			all = append(all, &target{output: output{path: path}, file: f})
		}
		products, want, names := []product{all}, "new", []string{"a.csv", "b.csv"}
		if last != nil {
			products, want, names = append(products, last), "old", names[:1]
		}
		if err := publish(t.Context(), products); (err != nil) != (last != nil) {
			t.Fatal(err)
		}
		all.discard()
		if got := string(readTestFile(t, "a.csv")); got != want {
			t.Errorf("a.csv holds %q, want %q", got, want)
		}
		if got := namesIn(t, "."); !slices.Equal(got, names) {
			t.Errorf("the folder holds %q, want %q", got, names)
		}
	}
}

// TestNewPackIsTakenBack: a pack that is published before a report that fails.
func TestNewPackIsTakenBack(t *testing.T) {
	t.Chdir(t.TempDir())
	p := &pack{plan: packPlan{folder: "pack"}}
	if err := p.grow(); err != nil {
		t.Fatal(err)
	}
	if err := publish(t.Context(), []product{p, unpublishable{}}); err == nil {
		t.Fatal("published what cannot be")
	}
	p.discard()
	if got := namesIn(t, "."); len(got) > 0 {
		t.Errorf("the folder holds %q", got)
	}
}

func namesIn(t *testing.T, folder string) []string {
	t.Helper()
	entries, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	return names
}
