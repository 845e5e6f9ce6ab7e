package report

import (
	"strconv"
	"strings"

	"chatcompat/audit"
	"chatcompat/inventory"
	"chatcompat/inventory/sheet"
)

// Kinds of rows of Data quality.
const (
	kindProblem = "Problem" // a cell or row that cannot be read as its column asks
	kindClarify = "Clarify" // what must be known before a pair can be judged
	kindCut     = "Cut"     // a text that this workbook does not hold in full
)

func (w *workbook) newQualityList() *list {
	l := &list{name: sheetQuality, table: "DataQuality", tab: tabProof, wraps: true, deflater: w.deflater, limits: w.limits}
	for _, c := range []struct {
		title string
		width float64
	}{{"Kind", 10}, {"File", 26}, {"Sheet", 18}, {"Cell", 10}, {"Column", 22}, {"Value", 34},
		{"What is wrong and what would be right", 70}, {"Application", 28}, {"Key", 18}} {
		l.columns = append(l.columns, listColumn{c.title, c.width, w.styles.wrapped})
	}
	return l
}

// fillQuality adds a row a problem, a row a version that must be clarified, and
// a row a text that was cut.
func (w *workbook) fillQuality() {
	known := map[inventory.Pos]bool{}
	for _, p := range w.meta.Problems {
		known[p.At] = true
		w.addQuality(kindProblem, p, nil)
	}
	for i := range w.findings {
		if f := w.findings[i]; f.Verdict == audit.NotAssessed {
			w.addClarifications(f, known)
		}
	}
	for _, l := range []*list{w.risky, w.pairs, w.applications, w.servers, w.changes} {
		for _, p := range l.cuts {
			w.addQuality(kindCut, p, nil)
		}
	}
}

// addClarifications asks for the versions that a pair lacks, unless a problem
// stands at the same cell.
func (w *workbook) addClarifications(f *audit.Finding, known map[inventory.Pos]bool) {
	ask := func(cause inventory.Cause, at inventory.Pos, column, written string) {
		if cause != inventory.NoCause && !known[at] {
			w.addQuality(kindClarify, inventory.Problem{At: at, Column: column, Value: written,
				Message: f.Reason + ": " + f.Remedy}, f)
		}
	}
	ask(f.API.Cause, f.API.At, inventory.FieldAPI.Label(), f.API.Written)
	ask(f.ServerVersion.Cause, f.ServerVersion.At, inventory.FieldServerVersion.Label(), f.ServerVersion.Written)
}

func (w *workbook) addQuality(kind string, p inventory.Problem, f *audit.Finding) {
	l := w.quality
	l.begin(p.At)
	l.text(kind)
	l.text(p.At.File)
	l.text(p.At.Sheet)
	l.text(cellName(p.At))
	l.text(p.Column)
	l.text(p.Value)
	l.text(p.Message)
	if f != nil {
		l.text(f.Application)
		w.addLinked(l, f.Key, w.links.findingOfApplication[f.ApplicationKey], "Go to the findings of the application")
	} else {
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
	l := &list{name: sheetAccounting, table: "Accounting", tab: tabProof, wraps: true, deflater: w.deflater, limits: w.limits, footer: 1}
	l.columns = []listColumn{{"File", 34, w.styles.wrapped}, {"Sheet", 24, w.styles.wrapped}, {"Shape", 14, w.styles.text}, {"Rows read", 11, w.styles.number}}
	for _, way := range accountingWays(inventory.Accounting{}) {
		l.columns = append(l.columns, listColumn{strings.ToUpper(way.Way[:1]) + way.Way[1:], 11, w.styles.number})
	}
	l.columns = append(l.columns, listColumn{"Accounted for", 11, w.styles.number}, listColumn{"Notes", 50, w.styles.wrapped})
	return l
}

// fillAccounting adds a row a table and one that sums what the filter shows.
func (w *workbook) fillAccounting() {
	var sums []int
	for _, file := range w.meta.Files {
		for _, table := range file.Tables {
			counts := accountingCounts(table)
			for i, n := range counts {
				if len(sums) == i {
					sums = append(sums, 0)
				}
				sums[i] += n
			}
			w.addAccounting(file.Path, table, counts)
		}
	}
	if len(sums) > 0 {
		w.addAccountingSum(sums)
	}
}

// accountingCounts are rows read, the seven ways, and their total.
func accountingCounts(t inventory.Table) []int {
	counts := []int{t.Rows}
	for _, way := range accountingWays(t.Accounting) {
		counts = append(counts, way.Rows)
	}
	return append(counts, t.Accounting.Total())
}

func (w *workbook) addAccounting(path string, t inventory.Table, counts []int) {
	l := w.accounting
	l.begin(inventory.Pos{File: path, Sheet: t.Sheet})
	l.text(path)
	l.text(t.Sheet)
	l.text(t.Shape.Key())
	for _, n := range counts {
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
	last := strconv.Itoa(l.last().rows + 1)
	l.begin(inventory.Pos{})
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
