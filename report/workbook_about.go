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

// layOutAbout says what the answer was made from and how.
func (w *workbook) layOutAbout() {
	p := w.newPage(sheetAbout, tabProof, 26, 24, 14, 12, 14, 74)
	p.put(1, 6, w.styles.title, "About this report")
	p.next(30)
	for _, fact := range []Option{
		{"Title", w.meta.Title}, {"As of", w.meta.AsOf.Format("2006-01-02")}, {"Prepared for", w.meta.PreparedFor},
		{"Made by", "chatcompat " + w.meta.Version}, {"Judged by", audit.Page.String()},
		{"Own rules", ownRulesFact(w.meta)},
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

// ownRulesFact says by which rules beside the page was judged; "" where there are none.
func ownRulesFact(meta Meta) string {
	if meta.OwnMatrix == nil {
		return ""
	}
	return ownMatrixLine(meta.OwnMatrix) + "; " + count(len(meta.Overrides), "row", "rows") + " in force, on sheet " + sheetMatrix
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
