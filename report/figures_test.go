package report

import (
	"bytes"
	"testing"

	"chatcompat/audit"
)

// TestFiguresAreThoseOfTheFindings writes reports without findings, once from all
// findings and once from the figures that were counted: the bytes are the same.
func TestFiguresAreThoseOfTheFindings(t *testing.T) {
	text := preparedEstate() + "Two builds,Group Chat 2010,chat00.contoso.example,Lync Server 2013,,,\nTwo builds,Group Chat 2010,chat00.contoso.example,OCS 2007 R2,,,\n"
	estate := loadedEstate(t, text)
	for _, name := range []string{"table", "vertical"} {
		format, _ := FormatByName(name)
		meta := Meta{Files: estate.Files, Title: "Audit", Show: ShowNone}
		if !format.NeedsOf(meta).Figures {
			t.Errorf("%s needs findings that it does not list", name)
		}
		var out bytes.Buffer
		w := format.New(&out, meta)
		summary, figures, err := audit.Rules{}.Count(t.Context(), estate, func(int) {})
		if err != nil {
			t.Fatal(err)
		}
		w.(FiguresWriter).WriteFigures(figures)
		if err := w.Close(summary); err != nil {
			t.Fatal(err)
		}
		if want := writeEstate(t, format, meta, estate, false); out.String() != want || len(want) < 500 {
			t.Errorf("%s from figures:\n%s\nfrom findings:\n%s", name, out.String(), want)
		}
	}
}
