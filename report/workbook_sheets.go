package report

import (
	"strconv"
	"strings"

	"chatcompat/inventory/sheet"

	"github.com/xuri/excelize/v2"
)

// The sheets, in their order.
const (
	sheetSummary      = "Summary"
	sheetFindings     = "Findings"
	sheetPairs        = "All pairs"
	sheetApplications = "By application"
	sheetServers      = "By server"
	sheetChanges      = "Change requests"
	sheetQuality      = "Data quality"
	sheetAccounting   = "Accounting"
	sheetMatrix       = "Matrix"
	sheetAbout        = "About"
)

// Colours of tabs: what a board reads, what proves it.
const (
	tabAnswer = "9B2C1A"
	tabAct    = "F2C14E"
	tabDetail = "1F6391"
	tabProof  = "596270"
)

// listEmpty stands below the header of a list without rows.
var listEmpty = map[string]string{
	sheetFindings:     "No pair needs a decision.",
	sheetPairs:        "There is no pair to list.",
	sheetApplications: "No application occurs in a pair.",
	sheetServers:      "No server occurs in a pair.",
	sheetChanges:      "No change is proposed: no pair is Incompatible or May be compatible.",
	sheetQuality:      "Every cell could be read as its column asks, and no pair is said twice.",
	sheetAccounting:   "No table was read.",
}

// layOutList makes the sheets of a list, without their rows.
func (w *workbook) layOutList(l *list) {
	for i := range l.sheets() {
		w.layOutListSheet(l, l.sheetName(i), l.rowsOn(i), i)
	}
}

func (w *workbook) layOutListSheet(l *list, name string, rows, index int) {
	w.newSheet(name, l.tab)
	for i, column := range l.columns {
		letters := sheet.ColumnName(i + 1)
		w.try(w.book.SetColWidth(name, letters, letters, column.width))
		w.try(w.book.SetCellStr(name, letters+"1", escapeOOXML(column.title)))
	}
	last := sheet.ColumnName(len(l.columns))
	w.try(w.book.SetCellStyle(name, "A1", last+"1", w.styles.head))
	w.try(w.book.SetRowHeight(name, 1, 32))
	w.freeze(name, l.frozen, 1)
	w.setPrint(name, w.repeated(l))
	wide := l.pagesWide()
	w.try(w.book.SetPageLayout(name, &excelize.PageLayoutOptions{FitToWidth: &wide}))
	w.try(w.book.SetSheetDimension(name, "A1:"+last+strconv.Itoa(rows+1)))
	if rows == 0 {
		w.try(w.book.SetCellStr(name, "A2", listEmpty[l.name]))
		w.try(w.book.SetCellStyle(name, "A2", "A2", w.styles.quiet))
		w.try(w.book.SetSheetDimension(name, "A1:"+last+"2"))
		return
	}
	data := "A2:" + last + strconv.Itoa(rows+1)
	w.try(w.book.AddIgnoredErrors(name, data, excelize.IgnoredErrorsNumberStoredAsText))
	footer := 0
	if index == l.sheets()-1 {
		footer = l.footer
	}
	if rows > footer {
		w.addTable(l, name, last+strconv.Itoa(rows+1-footer), index)
	}
	if l.extra != nil {
		l.extra(name, rows+1)
	}
}

// repeated are the columns and the row that every printed page of a list repeats.
func (w *workbook) repeated(l *list) string {
	if l.frozen == 0 || l.pagesWide() == 1 {
		return "$1:$1"
	}
	return "$A:$" + sheet.ColumnName(l.frozen) + ",$1:$1"
}

// printedWidth is how many characters side by side can be read on landscape A4.
const printedWidth = 260

// pagesWide is how many sheets of paper the columns need side by side: a list of
// thirty columns on one sheet could not be read.
func (l *list) pagesWide() int {
	width := 0.0
	for _, c := range l.columns {
		width += c.width
	}
	return max(1, int(width+printedWidth/2)/printedWidth)
}

// addTable makes rows a table of Excel, with filters.
func (w *workbook) addTable(l *list, name, end string, index int) {
	table := l.table
	if index > 0 {
		table += strconv.Itoa(index + 1)
	}
	stripes := false
	w.try(w.book.AddTable(name, &excelize.Table{Range: "A1:" + end, Name: table,
		StyleName: "TableStyleLight1", ShowRowStripes: &stripes}))
}

// newSheet makes a sheet with the colour of its tab.
func (w *workbook) newSheet(name, tab string) {
	if name != sheetSummary {
		_, err := w.book.NewSheet(name)
		w.try(err)
	}
	fit := true
	w.try(w.book.SetSheetProps(name, &excelize.SheetPropsOptions{TabColorRGB: &tab, FitToPage: &fit}))
}

// freeze keeps the first columns and rows in sight.
func (w *workbook) freeze(name string, columns, rows int) {
	pane := "bottomLeft"
	if columns > 0 {
		pane = "bottomRight"
	}
	corner := sheet.ColumnName(columns+1) + strconv.Itoa(rows+1)
	w.try(w.book.SetPanes(name, &excelize.Panes{Freeze: true, XSplit: columns, YSplit: rows, TopLeftCell: corner,
		ActivePane: pane, Selection: []excelize.Selection{{SQRef: corner, ActiveCell: corner, Pane: pane}}}))
}

// setPrint sets a sheet up for paper: landscape A4, one page wide, the rows
// given repeated on every page, sheet and page number below.
func (w *workbook) setPrint(name, repeated string) {
	size, landscape, wide, tall := 9, "landscape", 1, 0
	w.try(w.book.SetPageLayout(name, &excelize.PageLayoutOptions{
		Size: &size, Orientation: &landscape, FitToWidth: &wide, FitToHeight: &tall}))
	side, top, edge := 0.4, 0.6, 0.3
	w.try(w.book.SetPageMargins(name, &excelize.PageLayoutMarginsOptions{
		Left: &side, Right: &side, Top: &top, Bottom: &top, Header: &edge, Footer: &edge}))
	w.try(w.book.SetHeaderFooter(name, &excelize.HeaderFooterOptions{
		OddFooter: "&L&8&A&C&8" + " " + footerText(w.meta.Title) + "&R&8Page &P of &N"}))
	if repeated != "" {
		w.try(w.book.SetDefinedName(&excelize.DefinedName{Name: "_xlnm.Print_Titles",
			RefersTo: "'" + name + "'!" + strings.ReplaceAll(repeated, ",", ",'"+name+"'!"), Scope: name}))
	}
}

// footerText keeps a text from being read as codes of a footer, and from being
// longer than a footer may be; an ampersand of two signs is not cut into one, which
// would begin a code.
func footerText(s string) string {
	text := strings.ReplaceAll(visible(s), "&", "&&")
	text = text[:utf16Prefix(text, 180)]
	if signs := len(text) - len(strings.TrimRight(text, "&")); signs%2 != 0 {
		text = text[:len(text)-1]
	}
	return text
}
