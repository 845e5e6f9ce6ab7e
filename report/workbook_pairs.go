package report

import (
	"slices"
	"strconv"
	"strings"

	"chatcompat/audit"
)

// pairTexts numbers the texts that sheets show of a pair: All pairs has the key,
// what every record of CSV has, and the unknown columns of the inventory;
// Findings has a choice of its own.
type pairTexts struct {
	columns  []pairColumn // of both sheets, each once
	pairs    []int        // those of All pairs: indices of columns
	findings []int        // those of Findings
	record   record
	extras   []string // texts of the unknown columns of one pair

	runs []pairRun // of pairs

	row     []cellText // of the pair asked for last, by column
	cut     bool       // a text of it is too long for a cell
	class   *pairClass // of the pair; nil: a text of it is too long
	classes pairClasses
	buf     []byte
}

// pairColumn is a column of a sheet of pairs.
type pairColumn struct {
	Column
	width float64
	kind  columnKind
}

// columnKind tells how often a text of a column comes again.
type columnKind uint8

const (
	perhapsShared columnKind = iota
	sharedByClass            // the same in all findings of a class
	notShared                // no other finding has it
)

var columnKinds = map[string]columnKind{
	"verdict": sharedByClass, "risk": sharedByClass, "api": sharedByClass, "api-written": sharedByClass, "server-version": sharedByClass,
	"server-version-written": sharedByClass, "mixed": sharedByClass, "cause": sharedByClass, "reason": sharedByClass, "remedy": sharedByClass,
	"advisories": sharedByClass, "lifecycle": sharedByClass,
	"key": notShared, "basis": notShared, "position": notShared,
}

// cellText is the text of a cell by its number.
type cellText struct {
	number uint32
	lines  uint8
	cut    int32 // the characters of a text that no cell can hold; else 0
}

func (w *workbook) newPairsList() *list {
	l := &list{name: sheetPairs, table: "AllPairs", tab: tabDetail, press: w.press, texts: w.shared, limits: w.limits, frozen: 1}
	t := &w.texts
	t.record, t.classes = newRecord(w.meta), newPairClasses()
	t.pairs = t.places(columnsOf(w.meta, append(keysOfColumns(t.record.columns), "lifecycle")))
	t.findings = t.places(columnsOf(w.meta, findingColumns))
	t.row = make([]cellText, len(t.columns))
	for _, i := range t.pairs {
		class := t.columns[i].kind == sharedByClass
		if n := len(t.runs); n > 0 && t.runs[n-1].class && class {
			t.runs[n-1].columns = append(t.runs[n-1].columns, i)
			continue
		}
		t.runs = append(t.runs, pairRun{[]int{i}, class})
	}
	for _, i := range t.pairs {
		l.columns = append(l.columns, listColumn{t.columns[i].Title, t.columns[i].width, w.styles.text})
	}
	if t.record.partial {
		return l
	}
	headers := unknownHeaders(w.meta.Files)
	t.extras = make([]string, len(headers))
	for _, header := range headers {
		l.columns = append(l.columns, listColumn{uniqueTitle(l.columns, header), defaultWidth, w.styles.text})
	}
	return l
}

// places are the indices of columns, which are added where they are new.
func (t *pairTexts) places(columns []Column) []int {
	var places []int
	for _, c := range columns {
		i := slices.IndexFunc(t.columns, func(known pairColumn) bool { return known.Key == c.Key })
		if i < 0 {
			i = len(t.columns)
			t.columns = append(t.columns, pairColumn{c, widthOf(c.Key), columnKinds[c.Key]})
		}
		places = append(places, i)
	}
	return places
}

func keysOfColumns(columns []Column) []string {
	keys := []string{"key"}
	for _, c := range columns {
		keys = append(keys, c.Key)
	}
	return keys
}

// uniqueTitle makes a header one that a table of Excel can have: not empty, not
// longer than 255 characters and, without case, unlike all others.
func uniqueTitle(columns []listColumn, header string) string {
	header = strings.TrimSpace(visible(header))
	if header == "" {
		header = "(no header)"
	}
	header = header[:utf16Prefix(header, 240)]
	title := header
	for n := 2; hasTitle(columns, title); n++ {
		title = header + " (" + strconv.Itoa(n) + ")"
	}
	return title
}

func hasTitle(columns []listColumn, title string) bool {
	for _, c := range columns {
		if strings.EqualFold(c.title, title) {
			return true
		}
	}
	return false
}

// numberTexts numbers the texts of a finding, for both sheets.
func (w *workbook) numberTexts(f *audit.Finding, application, server *group) {
	t := &w.texts
	t.cut, t.class = false, t.classes.find(f)
	for i := range t.columns {
		c := &t.columns[i]
		switch {
		case c.kind == sharedByClass && t.class != nil:
			t.row[i] = t.class.texts[i]
		case c.Key == "application":
			t.row[i] = w.numberName(f.Application, application, c.width)
		case c.Key == "server":
			t.row[i] = w.numberName(f.Server, server, c.width)
		default:
			t.row[i] = w.numberText(c, f)
		}
		t.cut = t.cut || t.row[i].cut > 0
	}
	if t.class == nil && !t.cut && t.classes.worth(f) {
		t.class = w.newPairClass(f)
		t.classes.remember(f, t.class)
	}
}

// keyText is the key of the finding of which the texts are numbered.
func (w *workbook) keyText() cellText { return w.texts.row[w.texts.pairs[0]] }

// numberName numbers the name of a group as it is written in a pair, which is
// mostly how it was written first.
func (w *workbook) numberName(name string, g *group, width float64) cellText {
	if name != g.Name {
		return w.numberAny(name, width)
	}
	if g.text.number == 0 {
		g.text = w.numberAny(name, width)
	}
	return g.text
}

// numberText numbers one text.
func (w *workbook) numberText(c *pairColumn, f *audit.Finding) cellText {
	t := &w.texts
	if c.kind != notShared {
		return w.numberAny(c.Text(f), c.width)
	}
	switch c.Key {
	case "basis":
		return w.numberBasis(f, c.width)
	case "position":
		t.buf = f.At.Append(t.buf[:0])
	default:
		t.buf = append(t.buf[:0], c.Text(f)...)
	}
	return w.numberOwn(t.buf, c.width)
}

// numberBasis numbers the basis of a finding.
func (w *workbook) numberBasis(f *audit.Finding, width float64) cellText {
	t := &w.texts
	if t.class == nil || t.class.rule == nil {
		t.buf = f.AppendBasis(t.buf[:0])
		return w.numberOwn(t.buf, width)
	}
	t.buf = f.AppendStatements(t.buf[:0])
	if n := len(t.class.rule) + len(t.buf); isPlainXML(t.buf) && n < w.limits.chars/cleanGrowth {
		return cellText{number: w.shared.addPlain(t.class.rule, t.buf), lines: fewLines(linesOf(n, width))}
	}
	return w.numberAny(f.Basis(), width)
}

// numberOwn numbers a text of one line that hardly comes again.
func (w *workbook) numberOwn(text []byte, width float64) cellText {
	if len(text) > w.limits.chars/cleanGrowth {
		return w.numberAny(string(text), width)
	}
	return cellText{number: w.shared.add(text), lines: fewLines(linesOf(len(text), width))}
}

// numberAny numbers a text that may come again, and shortens it if it must be.
func (w *workbook) numberAny(s string, width float64) cellText {
	var cut int32
	if len(s) > w.limits.chars/cleanGrowth {
		fitted, long := fitCell(clean(s), w.limits.chars)
		if long {
			cut = int32(utf16Len(s))
		}
		s = fitted
	}
	return cellText{number: w.shared.of(s), lines: fewLines(linesIn(s, width)), cut: cut}
}

// fewLines are the lines that make a difference to the height of a row.
func fewLines(n int) uint8 { return uint8(min(n, 255)) }

// writePair adds the row of a pair, of which the texts are numbered, and tells
// where it stands. A value that no column is for would be lost, and is an error.
func (w *workbook) writePair(f *audit.Finding) place {
	t, l := &w.texts, w.pairs
	w.try(t.fill(f))
	l.count++
	l.begin(f.At)
	for n, run := range t.runs {
		if run.class && t.class != nil {
			l.run(t.class.runs[n], len(run.columns), t.class.used[n])
			continue
		}
		for _, i := range run.columns {
			w.addPairCell(l, t.columns[i].Key, t.row[i], f.Verdict, f.Risk)
		}
	}
	for _, text := range t.extras {
		l.text(text)
	}
	return l.end()
}

// addPairCell adds a cell of a sheet of pairs.
func (w *workbook) addPairCell(l *list, key string, text cellText, v audit.Verdict, r audit.Risk) {
	if text.cut > 0 {
		l.cuts = append(l.cuts, l.cutProblem(int(text.cut)))
	}
	l.shared(w.pairStyle(key, l.columns[l.col].style, v, r), text.number)
}

// pairStyle is the style of a column, or the colours of what verdict and risk say.
func (w *workbook) pairStyle(key string, otherwise int, v audit.Verdict, r audit.Risk) int {
	switch key {
	case "verdict":
		return w.styles.verdict[v]
	case "risk":
		return w.styles.risk[r]
	}
	return otherwise
}

// fill takes the texts of the unknown columns.
func (t *pairTexts) fill(f *audit.Finding) error {
	if t.record.partial {
		return nil
	}
	if err := t.record.fillExtras(t.extras, f); err != nil {
		return err
	}
	return t.record.lost(f)
}
