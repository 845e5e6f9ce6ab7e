package report

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"chatcompat/audit"
	"chatcompat/inventory"
)

// TestPreparedIsTheSame writes an estate of several blocks with and without
// preparation: the bytes are the same in every format that prepares.
func TestPreparedIsTheSame(t *testing.T) {
	estate := loadedEstate(t, preparedEstate())
	for _, c := range []struct {
		format string
		meta   Meta
	}{
		{"csv", Meta{}}, {"csv", Meta{File: true, Show: ShowRisky}}, {"csv", Meta{Columns: []string{"key", "reason", "position", "verdict", "owner", "basis"}}},
		{"csv", Meta{Sort: []string{"application"}}}, {"table", Meta{}},
	} {
		format, _ := FormatByName(c.format)
		c.meta.Files, c.meta.Title = estate.Files, "Audit"
		whole, prepared := writeEstate(t, format, c.meta, estate, false), writeEstate(t, format, c.meta, estate, true)
		if whole != prepared || len(whole) < 500 {
			t.Errorf("%s %+v: %d bytes without preparation, %d others with it", c.format, c.meta.Show, len(whole), len(prepared))
		}
	}
}

// preparedEstate is an inventory of some 3,000 pairs that say little and much.
func preparedEstate() string {
	var text strings.Builder
	text.WriteString("Application,API,Server,Server Version,Owner,Site,Rack\n")
	versions := []string{"Lync Server 2013", "Lync Server 2010", "OCS 2007 R2", "", "old"}
	apis := []string{"Group Chat 2010", "Persistent Chat 2013", "OCS 2007 R2", "", "?", "Lync"}
	owners := []string{"Payments team", "\"Desk, north\"", "=1+1", ""}
	for i := range 3000 {
		fmt.Fprintf(&text, "Ticker %d,%s,chat%02d.contoso.example,%s,%s,%s,%s\n",
			i%900, apis[i/7%len(apis)], i%50, versions[i%50%len(versions)], owners[i%len(owners)], []string{"", "London"}[i/3%2], []string{"", "R1"}[i/5%2])
	}
	return text.String()
}

func loadedEstate(t *testing.T, text string) *inventory.Estate {
	t.Helper()
	estate, err := inventory.Load(context.Background(), []inventory.Input{{Name: "estate.csv", Size: int64(len(text)), ReaderAt: strings.NewReader(text)}}, inventory.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return estate
}

// writeEstate is the report of an estate, with its parts prepared where the format can.
func writeEstate(t *testing.T, format Format, meta Meta, estate *inventory.Estate, prepared bool) string {
	t.Helper()
	var out bytes.Buffer
	w := format.New(&out, meta)
	prepare := func() audit.Preparation { return func([]audit.Finding, any) any { return nil } }
	emit := func(block []audit.Finding, _ any) error { return w.Write(block) }
	if p, ok := w.(Preparer); ok && prepared {
		prepare, emit = p.Prepare, func(_ []audit.Finding, part any) error { return p.WritePrepared(part) }
	}
	summary, err := audit.Rules{}.RunPrepared(context.Background(), estate, prepare, emit)
	if err != nil {
		t.Fatal(err)
	}
	if err := w.Close(summary); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

// TestPreparedTellsErrors: a full destination, and a value that no column is
// for, end a prepared report like any other.
func TestPreparedTellsErrors(t *testing.T) {
	estate := loadedEstate(t, preparedEstate())
	full := errors.New("disk full")
	for _, c := range []struct {
		meta Meta
		out  func([]byte) (int, error)
		want string
	}{
		{Meta{Files: estate.Files}, func([]byte) (int, error) { return 0, full }, "disk full"},
		{Meta{}, func(b []byte) (int, error) { return len(b), nil }, "is not among the columns of the tables read"},
	} {
		w := newCSV(writerFunc(c.out), c.meta).(Preparer)
		_, err := audit.Rules{}.RunPrepared(context.Background(), estate, w.Prepare, func(_ []audit.Finding, part any) error { return w.WritePrepared(part) })
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("error %v, want %q", err, c.want)
		}
	}
}

type writerFunc func([]byte) (int, error)

func (f writerFunc) Write(b []byte) (int, error) { return f(b) }
