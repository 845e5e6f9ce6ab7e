package report

import (
	"bytes"
	"context"
	"testing"

	"chatcompat/audit"
	"chatcompat/inventory"
)

// TestRereadIsTheSame writes an estate with its pairs read again and with its
// findings kept: the bytes are the same in every format that can do both, and
// nothing is kept where it can be read again.
func TestRereadIsTheSame(t *testing.T) {
	estate := loadedEstate(t, preparedEstate())
	formats := map[string]bool{}
	for _, format := range Formats {
		if format.New == nil {
			continue
		}
		for _, meta := range []Meta{{}, {Show: ShowAll}, {Show: ShowMixed, Sort: []string{"server", "position"}}, {Terminal: Terminal{Width: 160, Color: true}},
			{Terminal: Terminal{Width: 40}}, {Columns: []string{"verdict", "key", "advisories", "owner", "cause", "basis"}, Show: ShowAll}} {
			meta.Files, meta.Title = estate.Files, "Audit"
			if _, ok := format.New(&bytes.Buffer{}, meta).(Rereader); !ok {
				continue
			}
			formats[format.Name] = true
			kept, read := writeListed(t, format, meta, estate, false), writeListed(t, format, meta, estate, true)
			if kept != read || len(kept) < 500 {
				t.Errorf("%s %+v: %d bytes of findings that are kept, %d others of those that are read again", format.Name, meta.Show, len(kept), len(read))
			}
		}
	}
	if len(formats) != 6 {
		t.Errorf("%v read findings again; want csv, as it is sorted, and the five for people", formats)
	}
}

// writeListed is the report of an estate by Write alone, without what the format needs
// not. With reread it has the findings for the time of the call only.
func writeListed(t *testing.T, format Format, meta Meta, estate *inventory.Estate, reread bool) string {
	t.Helper()
	var out bytes.Buffer
	w := format.New(&out, meta)
	lean := estate.Without(format.NeedsOf(meta).Without)
	if reread {
		w.(Rereader).Reread(lean.Reader())
	}
	summary, err := audit.Rules{}.Run(context.Background(), lean, func(block []audit.Finding) error {
		err := w.Write(block)
		if reread {
			clear(block)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := w.Close(summary); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

// TestListsLeaveNothingOut: what a format does without is nothing that it shows.
func TestListsLeaveNothingOut(t *testing.T) {
	estate := loadedEstate(t, preparedEstate())
	for _, name := range []string{"table", "vertical", "markdown", "html", "junit"} {
		format, _ := FormatByName(name)
		whole := format
		whole.Needs = nil
		for _, meta := range []Meta{{}, {Terminal: Terminal{Width: 40}}, {Terminal: Terminal{Width: 250}}, {Sort: []string{"owner", "key"}},
			{Columns: []string{"owner", "also", "verdict"}}, {Columns: []string{"basis"}, Sort: []string{"key"}}, {Columns: []string{"key", "site"}}} {
			meta.Files, meta.Title = estate.Files, "Audit"
			if all, lean := writeListed(t, whole, meta, estate, false), writeListed(t, format, meta, estate, true); all != lean {
				t.Errorf("%s %+v: differs at byte %d", name, meta.Columns, commonPrefix(all, lean))
			}
		}
	}
}
