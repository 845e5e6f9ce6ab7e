package report

import (
	"testing"

	"chatcompat/inventory"
)

// TestOnlyReportsWithoutChecksumsLeaveThemOut writes every format with and without
// the checksum of the input.
func TestOnlyReportsWithoutChecksumsLeaveThemOut(t *testing.T) {
	meta, findings, summary := fixture()
	for _, format := range Formats {
		if format.New == nil {
			continue // a template may show anything
		}
		for _, show := range []Show{ShowDefault, ShowAll} {
			meta.Show = show
			without := meta
			without.Files = append([]inventory.File(nil), meta.Files...)
			without.Files[0].SHA256 = ""
			same := render(t, format, meta, findings, summary) == render(t, format, without, findings, summary)
			if needs := format.NeedsOf(meta); needs.Unhashed && !same {
				t.Errorf("%s shows a checksum and does without", format.Name)
			}
		}
	}
	if both := (Needs{Unhashed: true}).And(Needs{}); both.Unhashed {
		t.Error("two reports do without checksums that one needs")
	}
	if (Format{}).NeedsOf(meta).Unhashed {
		t.Error("a format that does not say does without checksums")
	}
}
