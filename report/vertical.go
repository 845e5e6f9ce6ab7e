package report

import (
	"io"
	"strconv"
	"strings"
	"sync"

	"chatcompat/audit"
)

// verticalWriter prints one block a finding, for narrow terminals and for
// reading everything about a few pairs.
type verticalWriter struct {
	terminalFindings
}

func newVertical(out io.Writer, meta Meta) Writer {
	return &verticalWriter{newTerminalFindings(out, meta)}
}

// Close prints everything.
func (w *verticalWriter) Close(s audit.Summary) error {
	w.listing.sort()
	w.heading(s)
	w.counts(s, w.tallies.causes)
	if w.listing.len() == 0 {
		w.nothingListed(w.listing.show)
	} else {
		w.scope(w.listing.len())
	}
	w.blocks(w.listing)
	w.estate(s, w.tallies.support)
	w.rows()
	w.repeats()
	w.notes()
	w.problems(mostProblems)
	return w.flush()
}

// blocks prints findings as numbered blocks of labelled lines.
func (w *terminalText) blocks(findings *listing) {
	columns := w.meta.columns(w.meta.Columns)
	for i := 0; i < findings.len() && w.err == nil; i++ {
		f := findings.at(i)
		number := strconv.Itoa(i+1) + ". "
		w.line(number + colored(f.Verdict, f.Verdict.String(), w.meta.Terminal))
		for _, l := range w.labelled(f, columns) {
			w.label(l.label, visible(l.text))
		}
		w.line("")
	}
}

// labelledText is one line of a block.
type labelledText struct{ label, text string }

// labelled lists what a block says of a finding: the user's columns, else
// everything that has a value.
func (w *terminalText) labelled(f *audit.Finding, columns []Column) []labelledText {
	if len(columns) > 0 {
		return each(columns, func(c Column) labelledText { return labelledText{c.Title, c.Text(f)} })
	}
	lines := columnLines(f, blockColumns())
	lines = append(lines, labelledText{"Basis", f.Basis()}, labelledText{"Position", f.At.String()})
	if text := placesLine(f); text != "" {
		lines = append(lines, labelledText{"Same as", text})
	}
	for _, c := range fieldColumns {
		if text := c.Text(f); text != "" {
			lines = append(lines, labelledText{c.Title, text})
		}
	}
	for _, extra := range f.Extra {
		lines = append(lines, labelledText{visible(extra.Header), extra.Text})
	}
	for _, p := range f.Problems {
		lines = append(lines, labelledText{"Problem", p.String()})
	}
	return lines
}

// blockColumns are the columns of a block, where they have a value; what was
// written is left out where it is what was understood.
var blockColumns = sync.OnceValue(func() []Column {
	return columnsByKeys([]string{"risk", "application", "api", "api-written", "server", "server-version",
		"server-version-written", "cause", "reason", "remedy", "advisories"})
})

func columnLines(f *audit.Finding, columns []Column) []labelledText {
	var lines []labelledText
	for _, c := range columns {
		text := c.Text(f)
		same := len(lines) > 0 && text == lines[len(lines)-1].text
		if text != "" && !same {
			lines = append(lines, labelledText{c.Title, text})
		}
	}
	return lines
}

// Widths of blocks: where the terminal has room, texts stand in a column of
// their own beside the labels, else below the start of their label.
const (
	blockIndent  = 3
	labelColumn  = 26
	labelsBeside = 60
)

// blanks are as wide as what stands before a text.
var blanks = strings.Repeat(" ", blockIndent+labelColumn)

// label prints one labelled text.
func (w *terminalText) label(label, text string) {
	if width := w.meta.Terminal.Width; width > 0 && width < labelsBeside || cellWidth(label) > labelColumn-2 {
		w.hanging(strings.Repeat(" ", blockIndent), label+": "+text)
		return
	}
	for i, line := range w.wrapped(text, blockIndent+labelColumn) {
		if i > 0 {
			w.line(blanks, line)
			continue
		}
		w.line(blanks[:blockIndent], label, ":", blanks[:labelColumn-1-cellWidth(label)], line)
	}
}
