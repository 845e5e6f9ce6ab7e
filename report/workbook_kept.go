package report

import (
	"cmp"
	"slices"

	"chatcompat/audit"
	"chatcompat/inventory"
)

// keptFindings are the risky findings until the last one is known. What is kept
// of one is numbers: of its texts, of its groups and of its place in the order.
type keptFindings struct {
	all   pages[keptFinding]
	order []int32       // once sorted
	texts pages[uint32] // numbers of texts, width of them a finding
	width int
	open  pages[openFinding]
	keys  sortKeys
	top   firstFindings
	cuts  []keptCut
}

// keptFinding is a finding without its texts.
type keptFinding struct {
	cell                gridKey
	application, server *group
	verdict             audit.Verdict
	risk                audit.Risk
	lines, changeLines  uint8 // of its rows on Findings and Change requests
	change              int32 // its row there, from 1; 0: none
	open                int32 // of open, from 1; 0: it is assessed
}

// openFinding is what must be known of a finding that is not assessed.
type openFinding struct {
	api, server    openVersion
	reason, remedy string
	application    string
	key            uint32 // its text
	group          *group // of the application
}

type openVersion struct {
	cause   inventory.Cause
	at      inventory.Pos
	written string
}

// keptCut is a text of a finding that no cell can hold.
type keptCut struct {
	finding int32
	change  bool // on Change requests, else on Findings
	problem inventory.Problem
}

// keep keeps a finding of which the texts are numbered.
func (w *workbook) keep(f *audit.Finding, application, server *group) {
	k := &w.kept
	one := keptFinding{cell: cellOf(f), application: application, server: server, verdict: f.Verdict, risk: f.Risk}
	texts := k.texts.more(k.width)
	for i, column := range w.texts.findings {
		text := w.texts.row[column]
		texts[i], one.lines = text.number, max(one.lines, text.lines)
		w.keepCut(false, f, w.texts.columns[column].Title, text)
	}
	if needsChange(f.Verdict) {
		one.changeLines = w.numberChange(f, texts[len(w.texts.findings):])
	}
	if f.Verdict == audit.NotAssessed {
		k.open.add(openFinding{
			openVersion{f.API.Cause, f.API.At, f.API.Written}, openVersion{f.ServerVersion.Cause, f.ServerVersion.At, f.ServerVersion.Written},
			f.Reason, f.Remedy, f.Application, w.keyText().number, application})
		one.open = int32(k.open.len())
	}
	k.keys.note(f, w.texts.row)
	k.top.note(f)
	k.all.add(one)
}

// keepCut keeps that a text is too long, if it is.
func (w *workbook) keepCut(change bool, f *audit.Finding, title string, text cellText) {
	if text.cut > 0 {
		name := sheetFindings
		if change {
			name = sheetChanges
		}
		w.kept.cuts = append(w.kept.cuts, keptCut{int32(w.kept.all.len()), change, cutProblem(f.At, title, name, int(text.cut), w.limits)})
	}
}

// numbers are those of the texts of a finding.
func (k *keptFindings) numbers(i int32) []uint32 { return k.texts.span(int(i)*k.width, k.width) }

// at is the finding at a place of the order.
func (k *keptFindings) at(place int) *keptFinding { return k.all.at(int(k.order[place])) }

// sortKept orders the findings, and the changes that are proposed for them.
func (w *workbook) sortKept() {
	k := &w.kept
	k.order = k.keys.order(k.all.len())
	for place := range k.order {
		if one := k.at(place); needsChange(one.verdict) {
			w.changing = append(w.changing, int32(place))
			one.change = int32(len(w.changing))
		}
	}
}

// reportCuts reports the texts that are too long, in the order of the findings.
func (w *workbook) reportCuts() {
	k := &w.kept
	if len(k.cuts) == 0 {
		return
	}
	places := make([]int32, k.all.len())
	for place, i := range k.order {
		places[i] = int32(place)
	}
	slices.SortStableFunc(k.cuts, func(a, b keptCut) int { return cmp.Compare(places[a.finding], places[b.finding]) })
	for _, cut := range k.cuts {
		l := w.risky
		if cut.change {
			l = w.changes
		}
		l.cuts = append(l.cuts, cut.problem)
	}
}

// sortKeys are the numbers by which findings are sorted.
type sortKeys struct {
	columns []sortColumn
	numbers []int32 // of each finding, one a column
}

// sortColumn numbers what findings say in a column.
type sortColumn struct {
	Column
	rank     func(*audit.Finding) int // of what needs no text; may be nil
	place    int                      // of the column on the sheets of pairs; -1: it is on none
	byNumber []int32                  // indices of texts, from 1, by the number of the text
	known    map[string]int32         // indices of texts, where the column is on no sheet
	texts    []string
}

// orderForPeople is how findings are sorted unless the user wants it otherwise.
var orderForPeople = []string{"risk", "application", "server"}

func newSortKeys(keys []string, shown []pairColumn) sortKeys {
	if len(keys) == 0 {
		keys = orderForPeople
	}
	var s sortKeys
	for _, c := range columnsByKeys(keys) {
		column := sortColumn{Column: c, known: map[string]int32{}}
		column.place = slices.IndexFunc(shown, func(p pairColumn) bool { return p.Key == c.Key })
		switch c.Key {
		case "risk":
			column.rank = func(f *audit.Finding) int { return f.Risk.Rank() }
		case "verdict":
			column.rank = func(f *audit.Finding) int { return f.Verdict.Rank() }
		case "lifecycle": // the text of the sheet is that of another day
			column.place = -1
		}
		s.columns = append(s.columns, column)
	}
	return s
}

// note numbers the next finding, which has the given texts on the sheets.
func (s *sortKeys) note(f *audit.Finding, row []cellText) {
	for i := range s.columns {
		c := &s.columns[i]
		switch {
		case c.rank != nil:
			s.numbers = append(s.numbers, int32(c.rank(f)))
		case c.place >= 0 && row[c.place].cut == 0:
			s.numbers = append(s.numbers, c.numbered(row[c.place].number, f))
		default:
			s.numbers = append(s.numbers, c.index(c.Text(f)))
		}
	}
}

// numbered is the index of the text with a number. A text with two numbers has
// two indices, and one rank.
func (c *sortColumn) numbered(number uint32, f *audit.Finding) int32 {
	if missing := int(number) + 1 - len(c.byNumber); missing > 0 {
		c.byNumber = append(c.byNumber, make([]int32, missing)...)
	}
	if c.byNumber[number] == 0 {
		c.texts = append(c.texts, c.Text(f))
		c.byNumber[number] = int32(len(c.texts))
	}
	return c.byNumber[number] - 1
}

// index is that of a text.
func (c *sortColumn) index(text string) int32 {
	n, known := c.known[text]
	if !known {
		n = int32(len(c.texts))
		c.known[text] = n
		c.texts = append(c.texts, text)
	}
	return n
}

// order gives the findings in their order, equal ones as they came.
func (s *sortKeys) order(n int) []int32 {
	width := len(s.columns)
	for i := range s.columns {
		c := &s.columns[i]
		if c.rank != nil {
			continue
		}
		ranks := newNaturalOrder(c.texts).ranks()
		for at := i; at < len(s.numbers); at += width {
			s.numbers[at] = ranks[s.numbers[at]]
		}
	}
	order := make([]int32, n)
	for i := range order {
		order[i] = int32(i)
	}
	slices.SortFunc(order, func(i, j int32) int {
		a, b := s.numbers[int(i)*width:][:width], s.numbers[int(j)*width:][:width]
		return cmp.Or(slices.Compare(a, b), cmp.Compare(i, j))
	})
	s.columns, s.numbers = nil, nil
	return order
}

// firstFindings are the first findings of the order, which the Summary shows.
type firstFindings struct {
	compare comparison
	list    []audit.Finding
}

// note keeps a finding if it is among the first; equal ones stay as they came.
func (t *firstFindings) note(f *audit.Finding) {
	at := len(t.list)
	for at > 0 && t.compare(f, &t.list[at-1]) < 0 {
		at--
	}
	if at == topRisks {
		return
	}
	t.list = slices.Insert(t.list, at, keep(*f))
	t.list = t.list[:min(len(t.list), topRisks)]
}
