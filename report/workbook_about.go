package report

import (
	"strconv"
	"strings"

	"chatcompat/audit"
	"chatcompat/inventory"
	"chatcompat/inventory/sheet"
)

// page is a sheet that is laid out by hand. Its methods keep the first error in
// the workbook.
type page struct {
	*workbook
	name string
	row  int // the row that comes next
}

func (w *workbook) newPage(name, tab string, widths ...float64) *page {
	w.newSheet(name, tab)
	for i, width := range widths {
		letters := sheet.ColumnName(i + 1)
		w.try(w.book.SetColWidth(name, letters, letters, width))
	}
	w.setPrint(name, "")
	w.hideGrid(name)
	return &page{workbook: w, name: name, row: 1}
}

// hideGrid makes a sheet look like paper.
func (w *workbook) hideGrid(name string) {
	show := false
	w.try(w.book.SetSheetView(name, 0, gridOptions(&show)))
}

// put writes a value in the given columns of the current row, merged into one.
func (p *page) put(first, last, style int, value any) { p.putTall(first, last, 1, style, value) }

// putTall is put over several rows.
func (p *page) putTall(first, last, rows, style int, value any) {
	from := sheet.ColumnName(first) + strconv.Itoa(p.row)
	to := sheet.ColumnName(last) + strconv.Itoa(p.row+rows-1)
	switch v := value.(type) {
	case string:
		p.try(p.book.SetCellStr(p.name, from, p.cellText(v)))
	case int:
		p.try(p.book.SetCellInt(p.name, from, int64(v)))
	}
	p.try(p.book.SetCellStyle(p.name, from, to, style))
	if from != to {
		p.try(p.book.MergeCell(p.name, from, to))
	}
}

// cellText is a text as excelize may write it.
func (p *page) cellText(s string) string {
	fitted, _ := fitCell(clean(s), p.limits.chars)
	return escapeOOXML(fitted)
}

// cell is the reference of a column in the current row.
func (p *page) cell(column int) string { return sheet.ColumnName(column) + strconv.Itoa(p.row) }

// linkTo makes a cell of the current row a link to another sheet.
func (p *page) linkTo(column int, to place, tip string) {
	if to.row > 0 {
		p.try(p.book.SetCellHyperLink(p.name, p.cell(column), to.at(1), "Location", tipOption(tip)))
	}
}

// linkOut makes a cell of the current row a link to a page of the web.
func (p *page) linkOut(column int, url string) {
	if url != "" {
		p.try(p.book.SetCellHyperLink(p.name, p.cell(column), url, "External", tipOption(url)))
	}
}

// next goes on to another row, after giving the current one its height.
func (p *page) next(height float64) {
	if height > 0 {
		p.try(p.book.SetRowHeight(p.name, p.row, height))
	}
	p.row++
}

// finish tells how large the sheet is.
func (p *page) finish(columns int) {
	p.try(p.book.SetSheetDimension(p.name, "A1:"+sheet.ColumnName(columns)+strconv.Itoa(p.row-1)))
}

// linesHigh is the height of a row with a text that wraps at a width in characters.
func linesHigh(text string, width float64) float64 {
	return float64(heightOf(linesIn(text, width)))
}

// layOutMatrix shows what the verdicts rest on: the nine cells with their source.
func (w *workbook) layOutMatrix(s audit.Summary) {
	p := w.newPage(sheetMatrix, tabProof, 34, 18, 20, 8, 44, 54, 46, 16)
	p.put(1, 8, w.styles.title, "What the verdicts rest on")
	p.next(30)
	p.put(1, 8, w.styles.noteLink, audit.Page.String())
	p.linkOut(1, audit.Page.URL)
	p.next(18)
	p.put(1, 8, w.styles.note, "The page's four verdicts are kept apart. Reasons and remedies are in this program's own words; "+
		"what the page does not cover is Not assessed and never a pass.")
	p.next(18)
	p.row++
	for i, title := range []string{"API that the application was authored with", "Target server", "Verdict", "Pairs here", "Reason", "Remedy", "Source", "Page"} {
		p.put(i+1, i+1, w.styles.head, title)
	}
	header := p.row
	p.next(32)
	for _, cell := range audit.Matrix() {
		p.addMatrixRow(cell, pairsIn(s, cell.API, cell.Server))
	}
	end := "H" + strconv.Itoa(p.row-1)
	w.try(w.book.AddTable(p.name, tableAt("A"+strconv.Itoa(header)+":"+end, "Matrix")))
	w.freeze(p.name, 0, header)
	w.setPrint(p.name, "$"+strconv.Itoa(header)+":$"+strconv.Itoa(header))
	p.finish(8)
}

func (p *page) addMatrixRow(cell audit.MatrixCell, pairs int) {
	p.put(1, 1, p.styles.wrapped, cell.API.String())
	p.put(2, 2, p.styles.wrapped, cell.Server.String())
	p.put(3, 3, p.styles.verdict[cell.Verdict], cell.Verdict.String())
	p.put(4, 4, p.styles.centred, pairs)
	if at := p.links.ofCell(gridKey{cell.API, cell.Server}); pairs > 0 && at.row > 0 {
		p.put(4, 4, p.styles.linkCentred, pairs)
		p.linkTo(4, at, "Go to the first of "+strconv.Itoa(pairs))
	}
	p.put(5, 5, p.styles.wrapped, cell.Reason)
	p.put(6, 6, p.styles.wrapped, cell.Remedy)
	p.put(7, 7, p.styles.wrapped, cell.Rule())
	p.put(8, 8, p.styles.link, audit.Page.ID)
	p.linkOut(8, audit.Page.URL)
	p.next(max(linesHigh(cell.Remedy, 54), linesHigh(cell.Rule(), 46), linesHigh(cell.Reason, 44)))
}

// pairsIn is the count of a cell of the grid.
func pairsIn(s audit.Summary, api inventory.API, server inventory.ServerVersion) int {
	for _, cell := range s.Matrix {
		if cell.API == api && cell.Server == server {
			return cell.Pairs
		}
	}
	return 0
}

// layOutAbout says what the answer was made from and how.
func (w *workbook) layOutAbout() {
	p := w.newPage(sheetAbout, tabProof, 26, 24, 14, 12, 14, 74)
	p.put(1, 6, w.styles.title, "About this report")
	p.next(30)
	for _, fact := range []Option{
		{"Title", w.meta.Title}, {"As of", w.meta.AsOf.Format("2006-01-02")}, {"Prepared for", w.meta.PreparedFor},
		{"Made by", "chatcompat " + w.meta.Version}, {"Judged by", audit.Page.String()},
	} {
		if fact.Value != "" {
			p.put(1, 1, w.styles.head, fact.Name)
			p.put(2, 6, w.styles.wrapped, fact.Value)
			p.next(linesHigh(fact.Value, 130))
		}
	}
	p.row++
	p.addOptions()
	p.addInputs()
	p.finish(6)
}

func (p *page) addOptions() {
	p.put(1, 6, p.styles.section, "Options that shape the answer")
	p.next(22)
	if len(p.meta.Options) == 0 {
		p.put(1, 6, p.styles.note, "None: everything was detected.")
		p.next(0)
	}
	for _, option := range p.meta.Options {
		p.put(1, 1, p.styles.head, option.Name)
		p.put(2, 6, p.styles.wrapped, option.Value)
		p.next(linesHigh(option.Value, 130))
	}
	p.row++
}

// addInputs names each input so that anybody can check that it is the same file.
func (p *page) addInputs() {
	p.put(1, 6, p.styles.section, "Inputs")
	p.next(22)
	for i, title := range []string{"File", "Table", "Shape", "Header row", "Bytes", "SHA-256 of the file; columns of the table and how they were understood"} {
		p.put(i+1, i+1, p.styles.head, title)
	}
	p.next(32)
	for _, file := range p.meta.Files {
		p.put(1, 1, p.styles.wrapped, file.Path)
		p.put(2, 4, p.styles.wrapped, count(len(file.Tables), "table", "tables"))
		p.put(5, 5, p.styles.centred, int(file.Bytes))
		p.put(6, 6, p.styles.wrapped, file.SHA256)
		p.next(linesHigh(file.Path, 26))
		for _, table := range file.Tables {
			p.addInputTable(table)
		}
	}
}

func (p *page) addInputTable(t inventory.Table) {
	name := t.Sheet
	if name == "" {
		name = strings.Join(nonEmpty(t.Encoding, t.Delimiter), ", delimiter ")
	}
	columns := columnMap(t.Columns)
	p.put(1, 1, p.styles.quiet, "")
	p.put(2, 2, p.styles.wrapped, name)
	p.put(3, 3, p.styles.text, t.Shape.Key())
	p.put(4, 4, p.styles.centred, t.HeaderRow)
	p.put(5, 5, p.styles.quiet, "")
	p.put(6, 6, p.styles.wrapped, columns)
	p.next(max(linesHigh(columns, 74), linesHigh(name, 24)))
}

// columnMap lists headers with the field that each was understood as.
func columnMap(columns []inventory.Column) string {
	var parts []string
	for _, c := range columns {
		if c.Field == inventory.NoField {
			parts = append(parts, visible(c.Header)+" (kept as it is)")
			continue
		}
		parts = append(parts, visible(c.Header)+" = "+c.Field.Key())
	}
	return strings.Join(parts, "; ")
}

func nonEmpty(texts ...string) []string {
	var kept []string
	for _, text := range texts {
		if text != "" {
			kept = append(kept, text)
		}
	}
	return kept
}
