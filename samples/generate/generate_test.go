package main

import (
	"bytes"
	"testing"

	"chatcompat/samples"
)

// TestSamplesAreWhatTheGeneratorWrites finds data that was changed without
// running go generate, and bytes that differ between runs.
func TestSamplesAreWhatTheGeneratorWrites(t *testing.T) {
	embedded := samples.Files()
	if len(embedded) != len(allSamples()) {
		t.Fatalf("%d samples are embedded, %d are generated", len(embedded), len(allSamples()))
	}
	for i, s := range allSamples() {
		data, err := s.build()
		if err != nil {
			t.Fatalf("%s: %v", s.name, err)
		}
		if s.name != embedded[i].Name || !bytes.Equal(data, embedded[i].Data) {
			t.Errorf("%s is not what the generator writes; run go generate ./samples", s.name)
		}
	}
}
