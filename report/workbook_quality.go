package report

import (
	"iter"
	"strconv"
	"strings"

	"chatcompat/audit"
	"chatcompat/inventory"
	"chatcompat/inventory/sheet"
)

// Kinds of rows of Data quality.
const (
	kindProblem = "Problem"   // a cell or row that cannot be read as its column asks
	kindClarify = "Clarify"   // what must be known before a pair can be judged
	kindRepeat  = "Duplicate" // a place that says a pair again
	kindCut     = "Cut"       // a text that this workbook does not hold in full
)

// bookRepeats is how many duplicates have a row of their own; the others are counted.
const bookRepeats = 20_000

func (w *workbook) newQualityList(rows []qualityRow) *list {
	l := &list{name: sheetQuality, table: "DataQuality", tab: tabProof, press: w.press, texts: w.shared, limits: w.limits}
	for _, c := range []struct {
		title string
		width float64
	}{{"Kind", 11}, {"File", 26}, {"Sheet", 18}, {"Cell", 10}, {"Column", 22}, {"Value", 34},
		{"What is wrong and what would be right", 70}, {"Application", 28}, {"Key", 18}} {
		l.columns = append(l.columns, listColumn{c.title, c.width, w.styles.wrapped})
	}
	l.count = len(rows)
	l.add = func(row int) { w.addQuality(&rows[row]) }
	return l
}

// qualityRow is a row of Data quality.
type qualityRow struct {
	kind    string
	problem *inventory.Problem
	finding *openFinding // the first pair that waits for it; nil where none does
	server  bool         // the version to clarify is that of the server, not of the API
	repeat  *repeatedPlace
}

// openRows is a row a problem, a row a version that must be clarified, and a row a
// duplicate.
func (w *workbook) openRows() []qualityRow {
	var rows []qualityRow
	known, troubled := map[inventory.Pos]bool{}, w.troubledRows()
	waiting := w.waiting()
	for i := range w.meta.Problems {
		p := &w.meta.Problems[i]
		known[p.At] = true
		rows = append(rows, qualityRow{kind: kindProblem, problem: p, finding: waiting[p.At]})
	}
	for f := range w.unassessed() {
		for _, server := range []bool{false, true} {
			if v, _ := f.version(server); v.cause != inventory.NoCause && !(troubled[v.at.Row] && known[v.at]) {
				rows = append(rows, qualityRow{kind: kindClarify, finding: f, server: server})
			}
		}
	}
	for i := range w.repeats.kept {
		rows = append(rows, qualityRow{kind: kindRepeat, repeat: &w.repeats.kept[i]})
	}
	if more := w.repeats.left(bookRepeats); more > 0 {
		rows = append(rows, qualityRow{kind: kindRepeat, problem: &inventory.Problem{
			Message: "and " + grouped(more) + " more places that say a pair again; the formats json and jsonl have them all"}})
	}
	return rows
}

// cutRows is a row a text that was cut.
func (w *workbook) cutRows() []qualityRow {
	var rows []qualityRow
	for _, l := range []*list{w.risky, w.pairs, w.applications, w.servers, w.changes} {
		for i := range l.cuts {
			rows = append(rows, qualityRow{kind: kindCut, problem: &l.cuts[i]})
		}
	}
	return rows
}

// version is one of the versions of a finding, and the name of its column.
func (f *openFinding) version(server bool) (v *openVersion, column string) {
	if server {
		return &f.server, inventory.FieldServerVersion.Label()
	}
	return &f.api, inventory.FieldAPI.Label()
}

// written is what stands in the inventory for one of the versions.
func (f *openFinding) written(server bool) string {
	if server {
		return f.class.serverWritten
	}
	return f.class.apiWritten
}

// whatIsMissing tells what would make the findings of a class assessable.
func (c *pairClass) whatIsMissing() string {
	if c.advice == "" {
		c.advice = c.reason + ". " + c.remedy
	}
	return c.advice
}

// says is the problem that a row tells of; that a version must be clarified is one.
func (r *qualityRow) says() inventory.Problem {
	switch {
	case r.problem != nil:
		return *r.problem
	case r.repeat != nil:
		return inventory.Problem{At: r.repeat.at, Message: "says what " + r.repeat.first.String() + " says already, and is counted once; leave it out if it is no other pair"}
	}
	v, column := r.finding.version(r.server)
	return inventory.Problem{At: v.at, Column: column, Value: r.finding.written(r.server), Message: r.finding.class.whatIsMissing()}
}

// unassessed yields the findings that are not assessed, in order.
func (w *workbook) unassessed() iter.Seq[*openFinding] {
	return func(yield func(*openFinding) bool) {
		for place := range w.kept.order {
			note := w.kept.at(place)
			if w.classes.all[note[noteClass]].verdict == audit.NotAssessed && !yield(w.kept.open.at(int(note[noteMore]-1))) {
				return
			}
		}
	}
}

// waiting finds the first pair that is not assessed for what a cell says, where
// there is a problem.
func (w *workbook) waiting() map[inventory.Pos]*openFinding {
	waiting := map[inventory.Pos]*openFinding{}
	if len(w.meta.Problems) == 0 {
		return waiting
	}
	rows := w.troubledRows()
	for f := range w.unassessed() {
		for _, v := range [...]*openVersion{&f.api, &f.server} {
			if v.cause == inventory.NoCause || !rows[v.at.Row] {
				continue
			}
			if _, ok := waiting[v.at]; !ok {
				waiting[v.at] = f
			}
		}
	}
	return waiting
}

// troubledRows are the rows of problems, in whatever table they are: few places
// need be looked for among those of the problems.
func (w *workbook) troubledRows() map[int]bool {
	rows := map[int]bool{}
	for i := range w.meta.Problems {
		rows[w.meta.Problems[i].At.Row] = true
	}
	return rows
}

func (w *workbook) addQuality(r *qualityRow) {
	l, p := w.quality, r.says()
	l.begin(p.At)
	for _, text := range []string{r.kind, p.At.File, p.At.Sheet, cellName(p.At), p.Column, p.Value, p.Message} {
		l.text(text)
	}
	switch f := r.finding; {
	case f != nil:
		l.text(f.application)
		l.linkedNumber(w.styles.wrapLink, f.key, w.risky.numbered(f.group.finding), "Go to the findings of the application")
	case r.repeat != nil:
		l.text(r.repeat.application)
		l.text(r.repeat.key)
	default:
		l.text("")
		l.text("")
	}
	l.end()
}

// cellName is the cell of a worksheet, or line and column of a text file.
func cellName(at inventory.Pos) string {
	switch {
	case at.Row == 0:
		return ""
	case at.Sheet == "" && at.Col == 0:
		return strconv.Itoa(at.Row)
	case at.Sheet == "":
		return strconv.Itoa(at.Row) + ":" + strconv.Itoa(at.Col)
	}
	return sheet.ColumnName(at.Col) + strconv.Itoa(at.Row)
}

func (w *workbook) newAccountingList() *list {
	l := &list{name: sheetAccounting, table: "Accounting", tab: tabProof, press: w.press, texts: w.shared, limits: w.limits, footer: 1}
	l.columns = []listColumn{{"File", 34, w.styles.wrapped}, {"Sheet", 24, w.styles.wrapped}, {"Shape", 14, w.styles.text}, {"Rows read", 11, w.styles.number}}
	for _, way := range accountingWays(inventory.Accounting{}) {
		l.columns = append(l.columns, listColumn{strings.ToUpper(way.Way[:1]) + way.Way[1:], 11, w.styles.number})
	}
	l.columns = append(l.columns, listColumn{"Accounted for", 11, w.styles.number}, listColumn{"Notes", 50, w.styles.wrapped})
	all, sums := accounts(w.meta.Files)
	if len(all) == 0 {
		return l
	}
	l.count = len(all) + 1
	l.add = func(row int) {
		if row == len(all) {
			w.addAccountingSum(sums)
			return
		}
		w.addAccounting(all[row])
	}
	return l
}

// account is a row of Accounting: what became of the rows of a table.
type account struct {
	path   string
	table  inventory.Table
	counts []int
}

// accounts lists all tables in input order, and their sums.
func accounts(files []inventory.File) (all []account, sums []int) {
	for _, file := range files {
		for _, table := range file.Tables {
			counts := accountingCounts(table)
			all = append(all, account{file.Path, table, counts})
			sums = append(sums, make([]int, len(counts)-len(sums))...)
			for i, n := range counts {
				sums[i] += n
			}
		}
	}
	return all, sums
}

// accountingCounts are rows read, the seven ways, and their total.
func accountingCounts(t inventory.Table) []int {
	counts := []int{t.Rows}
	for _, way := range accountingWays(t.Accounting) {
		counts = append(counts, way.Rows)
	}
	return append(counts, t.Accounting.Total())
}

func (w *workbook) addAccounting(a account) {
	l, t := w.accounting, a.table
	l.begin(inventory.Pos{File: a.path, Sheet: t.Sheet})
	l.text(a.path)
	l.text(t.Sheet)
	l.text(t.Shape.Key())
	for _, n := range a.counts {
		l.number(n)
	}
	notes := t.Notes
	if t.Hidden {
		notes = append([]string{"hidden worksheet"}, notes...)
	}
	l.text(lines(notes...))
	l.end()
}

func (w *workbook) addAccountingSum(sums []int) {
	l := w.accounting
	l.begin(inventory.Pos{})
	last := strconv.Itoa(l.last().rows)
	l.styled(w.styles.sumText, "Total of the rows shown")
	l.styled(w.styles.sumText, "")
	l.styled(w.styles.sumText, "")
	for i, n := range sums {
		letters := sheet.ColumnName(i + 4)
		l.formula(w.styles.sum, "SUBTOTAL(109,"+letters+"2:"+letters+last+")", n)
	}
	l.styled(w.styles.sumText, "")
	l.end()
}
