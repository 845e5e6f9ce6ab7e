package main

import (
	"archive/zip"
	"bytes"
	"path"
	"testing"

	"chatcompat/samples"

	"github.com/google/go-cmp/cmp"
)

// TestSamplesAreWhatTheGeneratorWrites finds data that was changed without
// running go generate. Workbooks are compared part by part, since another
// version of Go may compress the same parts to other bytes.
func TestSamplesAreWhatTheGeneratorWrites(t *testing.T) {
	embedded := samples.Files()
	if len(embedded) != len(allSamples()) {
		t.Fatalf("%d samples are embedded, %d are generated", len(embedded), len(allSamples()))
	}
	for i, s := range allSamples() {
		want := parts(t, s.name, build(t, s))
		if diff := cmp.Diff(want, parts(t, embedded[i].Name, embedded[i].Data)); diff != "" {
			t.Errorf("%s is not what the generator writes; run go generate ./samples (-generated +embedded):\n%s", s.name, diff)
		}
	}
}

func TestGeneratorWritesTheSameBytesTwice(t *testing.T) {
	for _, s := range allSamples() {
		if !bytes.Equal(build(t, s), build(t, s)) {
			t.Errorf("%s: two runs differ", s.name)
		}
	}
}

func TestSamplesAreSmall(t *testing.T) {
	const limit = 40 << 10
	for _, s := range allSamples() {
		if size := len(build(t, s)); size == 0 || size > limit {
			t.Errorf("%s has %d bytes, want 1 to %d", s.name, size, limit)
		}
	}
}

func build(t *testing.T, s sample) []byte {
	t.Helper()
	data, err := s.build()
	if err != nil {
		t.Fatalf("%s: %v", s.name, err)
	}
	return data
}

// part is one file of a workbook; a file that is no workbook is one part.
type part struct{ Name, Content string }

// parts unpacks a sample in the order of its parts.
func parts(t *testing.T, name string, data []byte) []part {
	t.Helper()
	if path.Ext(name) != ".xlsx" {
		return []part{{name, string(data)}}
	}
	r, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	var all []part
	for _, f := range r.File {
		content, err := readPart(f)
		if err != nil {
			t.Fatalf("%s: %s: %v", name, f.Name, err)
		}
		all = append(all, part{name + "/" + f.Name, string(content)})
	}
	return all
}
