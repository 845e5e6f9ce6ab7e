package report

import (
	"slices"
	"strconv"
	"strings"

	"chatcompat/audit"
	"chatcompat/inventory/sheet"

	"github.com/xuri/excelize/v2"
)

// findingColumns are the columns of Findings unless the user names others.
var findingColumns = []string{"key", "risk", "verdict", "application", "api-written", "api", "server",
	"server-version", "lifecycle", "site", "environment", "owner", "criticality", "reason", "remedy", "basis", "advisories", "position"}

// columnWidths are the widths of columns on every sheet of pairs, in characters.
var columnWidths = map[string]float64{
	"key": 18, "risk": 9, "verdict": 16, "application": 23, "api-written": 20, "api": 22, "server": 23,
	"server-version": 17, "server-version-written": 20, "site": 12, "environment": 13, "owner": 17, "criticality": 11,
	"reason": 42, "remedy": 48, "basis": 48, "advisories": 12, "position": 20, "mixed": 8, "cause": 14, "lifecycle": 11,
	"application-id": 14, "notes": 30, "api-members": 30,
}

const defaultWidth = 18

// decisions are what a reviewer can choose; the first is what everything starts with.
var decisions = []string{"Not reviewed", "Accept risk", "Remediate", "Retire", "Defer", "Reject"}

// Titles of the columns that reviewers fill in.
const (
	titleDecision = "Decision"
	titleDue      = "Due"
	titleExpires  = "Expires"
)

var reviewColumns = []struct {
	title string
	width float64
	day   bool
}{
	{titleDecision, 15, false},
	{"Decided by", 18, false},
	{"Change ref", 15, false},
	{titleDue, 12, true},
	{titleExpires, 12, true},
	{"Comment", 36, false},
}

// columnsOf are the columns of a sheet of pairs: those that the user named, with
// the key in front where it is missing, or else the sheet's own.
func columnsOf(meta Meta, own []string) []Column {
	keys := own
	if len(meta.Columns) > 0 {
		keys = append([]string{"key"}, meta.Columns...)
	}
	seen := map[string]bool{}
	return slices.DeleteFunc(meta.columns(keys), func(c Column) bool {
		twice := seen[c.Key]
		seen[c.Key] = true
		return twice
	})
}

func (w *workbook) newFindingsList() *list {
	l := &list{name: sheetFindings, table: "Findings", tab: tabAnswer, press: w.press, texts: w.shared, limits: w.limits}
	columns := each(w.sheets.findings, func(i int) pairColumn { return w.sheets.columns[i] })
	l.frozen = min(4, len(columns))
	for _, c := range columns {
		l.columns = append(l.columns, listColumn{c.Title, c.width, w.styles.wrapped})
	}
	for _, c := range reviewColumns {
		style := w.styles.input
		if c.day {
			style = w.styles.inputDay
		}
		l.columns = append(l.columns, listColumn{c.title, c.width, style})
	}
	l.extra = func(sheet string, lastRow int) { w.addReview(sheet, len(columns)+1, lastRow) }
	l.count = w.kept.len()
	return l
}

func widthOf(key string) float64 {
	if width, ok := columnWidths[key]; ok {
		return width
	}
	return defaultWidth
}

// pressFindings gives the rows of Findings to the press, with empty columns to
// decide in.
func (w *workbook) pressFindings() {
	l, sheet := w.risky, &w.rowSheets[rowsOfFindings]
	if l.count == 0 {
		return
	}
	for i, c := range l.columns[len(w.sheets.findings):] {
		if i > 0 {
			sheet.fixed = append(sheet.fixed, emptyCell(c.style)...)
			continue
		}
		sheet.fixed = appendDigits(append(sheet.fixed, openingOf(c.style)...), w.shared.of(decisions[0])-1)
		sheet.fixed = append(sheet.fixed, "</v></c>"...)
	}
	w.pressKept(l, sheet, w.kept.at)
}

// linkFindings links cells of Findings to where more is said about what they name.
func (w *workbook) linkFindings() {
	w.linkKept(w.risky, &w.rowSheets[rowsOfFindings], w.kept.at, func(row int, link *rowLink) (place, string) {
		note := w.kept.at(row)
		switch link.cell.kind {
		case nameOfApplication:
			return w.applications.numbered(w.kept.applications[note[noteApplication]].row), "Go to the application"
		case nameOfServer:
			return w.servers.numbered(w.kept.servers[note[noteServer]].row), "Go to the server"
		}
		return w.changes.numbered(int32(note[noteMore])), "Go to its change request"
	})
}

// addReview adds drop-downs and colours to the columns of the reviewer; first
// is the column of the decision.
func (w *workbook) addReview(name string, first, lastRow int) {
	column := func(i int) string { return sheet.ColumnName(first + i) }
	cells := func(i int) string { return column(i) + "2:" + column(i) + strconv.Itoa(lastRow) }
	list := excelize.NewDataValidation(true)
	list.SetSqref(cells(0))
	w.try(list.SetDropList(decisions))
	list.SetError(excelize.DataValidationErrorStyleStop, titleDecision, "Choose one of: "+strings.Join(decisions, ", "))
	w.try(w.book.AddDataValidation(name, list))
	for i := range reviewColumns {
		if reviewColumns[i].day {
			w.addDayValidation(name, cells(i), reviewColumns[i].title)
		}
	}
	w.addReviewColours(name, column, cells)
}

func (w *workbook) addDayValidation(name, cells, title string) {
	days := excelize.NewDataValidation(true)
	days.SetSqref(cells)
	w.try(days.SetRange(36526, 73050, excelize.DataValidationTypeDate, excelize.DataValidationOperatorBetween))
	days.SetError(excelize.DataValidationErrorStyleStop, title, "Enter a date between 2000 and 2099")
	w.try(w.book.AddDataValidation(name, days))
}

// addReviewColours shows what is decided, what is overdue and what has expired.
func (w *workbook) addReviewColours(name string, column func(int) string, cells func(int) string) {
	decision, due, expires := column(0)+"2", column(3)+"2", column(4)+"2"
	rule := func(cells, formula string, p paint) {
		format, err := w.book.NewConditionalStyle(&excelize.Style{Fill: solid(p.fill), Font: &excelize.Font{Color: p.ink}})
		w.try(err)
		w.try(w.book.SetConditionalFormat(name, cells, []excelize.ConditionalFormatOptions{
			{Type: "formula", Criteria: formula, Format: &format}}))
	}
	rule(cells(0), `$`+decision+`="Accept risk"`, verdictPaints[audit.MayBeCompatible])
	rule(cells(0), `OR($`+decision+`="Remediate",$`+decision+`="Retire")`, verdictPaints[audit.Compatible])
	rule(cells(0), `$`+decision+`="Reject"`, verdictPaints[audit.Incompatible])
	rule(cells(0), `$`+decision+`="Defer"`, verdictPaints[audit.NotAssessed])
	rule(cells(3), `AND(ISNUMBER($`+due+`),$`+due+`<TODAY())`, verdictPaints[audit.Incompatible])
	rule(cells(4), `AND(ISNUMBER($`+expires+`),$`+expires+`<TODAY())`, verdictPaints[audit.Incompatible])
	rule(cells(4), `AND(ISNUMBER($`+expires+`),$`+expires+`<TODAY()+30)`, verdictPaints[audit.MayBeCompatible])
}

// addBars shows pairs that are Incompatible, and those that need a look, as
// bars behind their counts; first is the column of the worst verdict's count.
func (w *workbook) addBars(name string, first, lastRow int) {
	for i, v := range audit.Verdicts()[:3] {
		letters := sheet.ColumnName(first + i)
		w.try(w.book.SetConditionalFormat(name, letters+"2:"+letters+strconv.Itoa(lastRow), []excelize.ConditionalFormatOptions{
			{Type: "data_bar", Criteria: "=", MinType: "num", MinValue: "0", MaxType: "max", BarSolid: true,
				BarColor: "#" + barColours[v]}}))
	}
}

// barColours are light enough for a number to be read on them.
var barColours = map[audit.Verdict]string{
	audit.Incompatible: "E8B4A6", audit.MayBeCompatible: "F6DFA2", audit.NotAssessed: "C8CDD4",
}
