package report

import (
	"bytes"
	"os"
	"testing"
)

func TestDump(t *testing.T) {
	meta, findings, summary := fixture()
	var b bytes.Buffer
	w := newPage(&b, meta)
	w.Write(findings)
	if err := w.Close(summary); err != nil {
		t.Fatal(err)
	}
	os.WriteFile("/tmp/page-fixture.html", b.Bytes(), 0o644)
}
