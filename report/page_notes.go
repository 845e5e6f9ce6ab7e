package report

import (
	"strconv"

	"chatcompat/audit"
)

// pageNote is a text that many findings share: it is printed once, under a
// number by which the rows refer to it.
type pageNote struct {
	ID    string // "R1", and the anchor on the page
	Text  string
	Pairs int           // listed findings that refer to it
	Worst audit.Verdict // of these
}

// pageNotes are the shared texts of the listed findings, numbered in the order
// of first use: worst first.
type pageNotes struct {
	Remedies, Rules noteList
}

type noteList struct {
	prefix string
	List   []*pageNote
	byText map[string]*pageNote
}

func newPageNotes(kinds []*listedKind, overrides []audit.Override) *pageNotes {
	notes := &pageNotes{
		Remedies: noteList{prefix: "R", byText: map[string]*pageNote{}},
		Rules:    noteList{prefix: "B", byText: map[string]*pageNote{}},
	}
	for _, cell := range cellsInForce(overrides) {
		notes.Rules.use(cell.Rule, cell.Verdict, 0)
	}
	for _, k := range kinds {
		f := &k.judged
		notes.Remedies.use(f.Remedy, f.Verdict, k.pairs)
		if f.Rule != "" {
			notes.Rules.use(f.Rule, f.Verdict, k.pairs)
		}
	}
	return notes
}

func (n *noteList) use(text string, verdict audit.Verdict, pairs int) {
	note := n.byText[text]
	if note == nil {
		note = &pageNote{ID: n.prefix + strconv.Itoa(len(n.List)+1), Text: text, Worst: verdict}
		n.List = append(n.List, note)
		n.byText[text] = note
	}
	note.Pairs += pairs
	if verdict.Rank() < note.Worst.Rank() {
		note.Worst = verdict
	}
}

func (n *noteList) id(text string) string { return n.byText[text].ID }
