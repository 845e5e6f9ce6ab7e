package report

import (
	"cmp"
	"fmt"
	"io"

	"github.com/xuri/excelize/v2"
)

const (
	sheetIndex = "Index"
	indexFont  = "Calibri" // that of cells without a style
)

// writeIndexBook writes the index as a workbook of one sheet.
func writeIndexBook(out io.Writer, x Index) error {
	book := excelize.NewFile()
	if err := cmp.Or(book.SetSheetName("Sheet1", sheetIndex), fillIndexBook(book, x)); err != nil {
		return err
	}
	return cmp.Or(book.Write(out), book.Close())
}

func fillIndexBook(book *excelize.File, x Index) error {
	columns, entries := indexColumns(), x.entries()
	head := []any{x.By}
	for _, c := range columns {
		head = append(head, c.title)
	}
	files := 0
	for _, e := range entries {
		files = max(files, len(e.Files))
	}
	for range files {
		head = append(head, "Report")
	}
	if err := book.SetSheetRow(sheetIndex, "A1", &head); err != nil {
		return err
	}
	for i, e := range entries {
		if err := fillIndexRow(book, i+2, e, columns); err != nil {
			return err
		}
	}
	return layOutIndexBook(book, len(head), len(head)-files, len(entries)+1)
}

func fillIndexRow(book *excelize.File, row int, e IndexEntry, columns []indexColumn) error {
	cells := []any{visible(e.Name)}
	for _, c := range columns {
		cells = append(cells, c.count(e.Summary))
	}
	links := len(cells)
	for _, name := range e.Files {
		cells = append(cells, name)
	}
	if err := book.SetSheetRow(sheetIndex, fmt.Sprintf("A%d", row), &cells); err != nil {
		return err
	}
	for i, name := range e.Files {
		cell, err := excelize.CoordinatesToCellName(links+i+1, row)
		if err != nil {
			return err
		}
		if err := book.SetCellHyperLink(sheetIndex, cell, indexLink(name), "External"); err != nil {
			return err
		}
	}
	return nil
}

// layOutIndexBook makes header and last row bold and files look like links.
func layOutIndexBook(book *excelize.File, columns, counts, rows int) error {
	bold, err := book.NewStyle(&excelize.Style{Font: &excelize.Font{Family: indexFont, Size: 11, Bold: true}, Alignment: &excelize.Alignment{Vertical: "top", WrapText: true}})
	if err != nil {
		return err
	}
	link, err := book.NewStyle(&excelize.Style{Font: &excelize.Font{Family: indexFont, Size: 11, Color: "0B57A4", Underline: "single"}})
	if err != nil {
		return err
	}
	end, err := excelize.ColumnNumberToName(columns)
	if err != nil {
		return err
	}
	firstFile, err := excelize.ColumnNumberToName(counts + 1)
	if err != nil {
		return err
	}
	landscape, pageWide, pagesHigh, fit := "landscape", 1, 0, true
	err = cmp.Or(
		book.SetPageLayout(sheetIndex, &excelize.PageLayoutOptions{Orientation: &landscape, FitToWidth: &pageWide, FitToHeight: &pagesHigh}),
		book.SetSheetProps(sheetIndex, &excelize.SheetPropsOptions{FitToPage: &fit}),
		book.SetColWidth(sheetIndex, "A", "A", 36),
		book.SetColWidth(sheetIndex, "B", end, 14),
		book.SetCellStyle(sheetIndex, "A1", end+"1", bold),
		book.SetCellStyle(sheetIndex, fmt.Sprintf("A%d", rows), fmt.Sprintf("%s%d", end, rows), bold),
		book.SetPanes(sheetIndex, &excelize.Panes{Freeze: true, XSplit: 1, YSplit: 1, TopLeftCell: "B2", ActivePane: "bottomRight"}),
		book.AutoFilter(sheetIndex, fmt.Sprintf("A1:%s%d", end, rows-1), nil))
	if err != nil || counts == columns {
		return err
	}
	return cmp.Or(
		book.SetColWidth(sheetIndex, firstFile, end, 32),
		book.SetCellStyle(sheetIndex, firstFile+"2", fmt.Sprintf("%s%d", end, rows), link))
}
