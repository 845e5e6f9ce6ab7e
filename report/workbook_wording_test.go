package report

import (
	"bytes"
	"encoding/xml"
	"strings"
	"testing"

	"chatcompat/audit"
	"chatcompat/inventory"
)

// TestWordingOfAClassSaysTheSame renders every wording both ways, for findings
// with hostile text too.
func TestWordingOfAClassSaysTheSame(t *testing.T) {
	_, findings, _ := fixture()
	for i := range findings {
		f := &findings[i]
		if !needsChange(f.Verdict) {
			continue
		}
		for _, column := range changeColumns {
			if column.say == nil {
				continue
			}
			said := column.say(f.Verdict)
			class := classParts{}.of(said, f)
			texts := newSharedTexts(newPress())
			got := texts.addWording(&class, f, column.width)
			want := clean(string(said.append(nil, f)))
			var read struct {
				Text string `xml:"t"`
			}
			if err := xml.Unmarshal(texts.flow.raw, &read); err != nil {
				t.Fatal(err)
			}
			if text := decodeOOXML(read.Text); text != want {
				t.Errorf("%s of %s is\n%q, want\n%q", column.name, f.Key, text, want)
			}
			if lines := fewLines(linesIn(want, column.width)); got.lines != lines && isPlain(f.Application+f.Server+f.Field(inventory.FieldOwner)) {
				t.Errorf("%s of %s has %d lines, want %d", column.name, f.Key, got.lines, lines)
			}
		}
	}
}

func TestDescriptionOfAChangeGivesTheBasis(t *testing.T) {
	_, findings, _ := fixture()
	for i := range findings {
		if f := &findings[i]; f.Verdict == audit.Incompatible {
			if text := changeDescription.append(nil, f); !bytes.Contains(text, []byte("Basis: "+f.Basis()+".")) {
				t.Errorf("%q lacks the basis %q", text, f.Basis())
			}
		}
	}
}

// TestGridNoteTellsWhoseVerdictsTheCellsShow: own rules change cells of the vendor's page.
func TestGridNoteTellsWhoseVerdictsTheCellsShow(t *testing.T) {
	s := rulesSample()
	for _, test := range []struct {
		own  []audit.Override
		want string
	}{
		{nil, "Pairs of each API and server, with the vendor's verdict. "},
		{s.meta.Overrides[:1], "Pairs of each API and server, with the vendor's verdict. "}, // a cell of its own, below the nine
		{s.meta.Overrides, "Pairs of each API and server, with the verdict in force: an own rule's in 2 cells, elsewhere the vendor's. "},
	} {
		if got := gridNote(test.own, s.summary()); !strings.HasPrefix(got, test.want) {
			t.Errorf("the note is %q, want %q", got, test.want)
		}
	}
}
