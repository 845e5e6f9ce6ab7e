package main

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"
)

// written is the date in the properties of the workbooks, fixed so that the
// bytes are.
const written = "2014-07-24T08:00:00Z"

// sheet describes one worksheet.
type sheet struct {
	name   string
	title  []string // lines above the header; "" leaves a row free
	header []string // nil for a sheet of text alone
	widths []float64
	rows   []row
	table  string // name of the Excel table; "" gives the header an autofilter instead
	hidden bool
}

// row is one row of values: strings, ints and the types below. A blank string
// leaves its cell out of the file.
type row []any

// What a cell can be besides text and whole numbers.
type (
	rich    []string                        // text in runs, every second one bold
	decimal float64                         // a number shown with one decimal: 4 as 4.0
	day     struct{ year, month, date int } // a date
	formula string                          // a formula without a value
	failed  struct {                        // a formula whose value is an error
		formula string
		error   int // a key of errorTexts
	}
	marker uint8
)

// Markers stand in a row and are no cell.
const (
	hideRow  marker = iota + 1 // hides the row
	emptyRow                   // the row is formatted and holds nothing
)

// styles are the formats that cells use, by the number excelize gave them.
type styles struct{ title, header, wrapped, decimal, day int }

// workbook makes the bytes of an .xlsx file.
func workbook(title string, sheets []sheet) (data []byte, err error) {
	f := excelize.NewFile()
	defer func() { err = errors.Join(err, f.Close()) }()
	st, err := newStyles(f)
	if err != nil {
		return nil, err
	}
	for i, s := range sheets {
		if err := addSheet(f, i, s, st); err != nil {
			return nil, fmt.Errorf("sheet %q: %w", s.name, err)
		}
	}
	err = f.SetDocProps(&excelize.DocProperties{
		Title: title, Creator: "chatcompat samples", LastModifiedBy: "chatcompat samples",
		Description: "Invented data", Created: written, Modified: written,
	})
	if err != nil {
		return nil, err
	}
	b, err := f.WriteToBuffer()
	if err != nil {
		return nil, err
	}
	return finish(b.Bytes())
}

func newStyles(f *excelize.File) (styles, error) {
	var st styles
	oneDecimal := "0.0"
	for _, s := range []struct {
		id    *int
		style excelize.Style
	}{
		{&st.title, excelize.Style{Font: &excelize.Font{Bold: true, Size: 14, Family: "Calibri"}}},
		{&st.header, excelize.Style{
			Font:      &excelize.Font{Bold: true, Size: 11, Family: "Calibri", Color: "FFFFFF"},
			Fill:      excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"1F4E79"}},
			Alignment: &excelize.Alignment{Vertical: "center", WrapText: true},
		}},
		{&st.wrapped, excelize.Style{Alignment: &excelize.Alignment{Vertical: "top", WrapText: true}}},
		{&st.decimal, excelize.Style{CustomNumFmt: &oneDecimal}},
		{&st.day, excelize.Style{NumFmt: 14}},
	} {
		id, err := f.NewStyle(&s.style)
		if err != nil {
			return st, err
		}
		*s.id = id
	}
	return st, nil
}

// addSheet writes one sheet; the workbook's own first sheet becomes the first.
func addSheet(f *excelize.File, index int, s sheet, st styles) error {
	if index == 0 {
		if err := f.SetSheetName(f.GetSheetName(0), s.name); err != nil {
			return err
		}
	} else if _, err := f.NewSheet(s.name); err != nil {
		return err
	}
	for i, line := range s.title {
		if err := setCell(f, s.name, 1, i+1, line, st); err != nil {
			return err
		}
	}
	headerRow := len(s.title) + 1
	for i, h := range s.header {
		if err := setCell(f, s.name, i+1, headerRow, h, st); err != nil {
			return err
		}
	}
	for i, r := range s.rows {
		if err := addRow(f, s.name, headerRow+1+i, r, st); err != nil {
			return err
		}
	}
	if err := errors.Join(dress(f, s, headerRow, st), layOut(f, s)); err != nil {
		return err
	}
	if s.hidden {
		return f.SetSheetVisible(s.name, false)
	}
	return nil
}

func addRow(f *excelize.File, name string, number int, r row, st styles) error {
	for i, value := range r {
		var err error
		switch value {
		case hideRow:
			err = f.SetRowVisible(name, number, false)
		case emptyRow:
			err = f.SetCellStyle(name, fmt.Sprint("A", number), fmt.Sprint("G", number), st.wrapped)
		default:
			err = setCell(f, name, i+1, number, value, st)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func setCell(f *excelize.File, name string, col, number int, value any, st styles) error {
	at, err := excelize.CoordinatesToCellName(col, number)
	if err != nil || value == "" {
		return err
	}
	switch v := value.(type) {
	case decimal:
		return errors.Join(f.SetCellValue(name, at, float64(v)), f.SetCellStyle(name, at, at, st.decimal))
	case day:
		date := time.Date(v.year, time.Month(v.month), v.date, 0, 0, 0, 0, time.UTC)
		return errors.Join(f.SetCellValue(name, at, date), f.SetCellStyle(name, at, at, st.day))
	case formula:
		return f.SetCellFormula(name, at, string(v))
	case failed:
		return errors.Join(f.SetCellValue(name, at, v.error), f.SetCellFormula(name, at, v.formula))
	case rich:
		return f.SetCellRichText(name, at, runs(v))
	case string:
		return setText(f, name, at, v, st)
	default:
		return f.SetCellValue(name, at, v)
	}
}

// setText writes text, and shows all of it where it has several lines.
func setText(f *excelize.File, name, at, text string, st styles) error {
	if !strings.Contains(text, "\n") {
		return f.SetCellValue(name, at, text)
	}
	_, number, err := excelize.CellNameToCoordinates(at)
	if err != nil {
		return err
	}
	const lineHeight = 15
	return errors.Join(
		f.SetCellValue(name, at, text),
		f.SetCellStyle(name, at, at, st.wrapped),
		f.SetRowHeight(name, number, float64(lineHeight*(1+strings.Count(text, "\n")))),
	)
}

func runs(parts rich) []excelize.RichTextRun {
	all := make([]excelize.RichTextRun, len(parts))
	for i, text := range parts {
		all[i] = excelize.RichTextRun{Text: text, Font: &excelize.Font{Bold: i%2 == 1, Size: 11, Family: "Calibri"}}
	}
	return all
}

// layOut sets widths, the printed page and the block that the sheet says it uses.
func layOut(f *excelize.File, s sheet) error {
	for i, width := range s.widths {
		col, err := excelize.ColumnNumberToName(i + 1)
		if err != nil {
			return err
		}
		if err := f.SetColWidth(s.name, col, col, width); err != nil {
			return err
		}
	}
	_, last, err := corners(1, s.width(), len(s.title)+min(len(s.header), 1)+len(s.rows))
	if err != nil {
		return err
	}
	landscape, onePage, anyHeight, fit := "landscape", 1, 0, true
	return errors.Join(
		f.SetPageLayout(s.name, &excelize.PageLayoutOptions{Orientation: &landscape, FitToWidth: &onePage, FitToHeight: &anyHeight}),
		f.SetSheetProps(s.name, &excelize.SheetPropsOptions{FitToPage: &fit}),
		f.SetSheetDimension(s.name, "A1:"+last),
	)
}

// width is the number of columns that the widest row fills.
func (s sheet) width() int {
	widest := max(len(s.header), 1)
	for _, r := range s.rows {
		cells := slices.DeleteFunc(slices.Clone(r), func(v any) bool { _, ok := v.(marker); return ok })
		widest = max(widest, len(cells))
	}
	return widest
}

// dress makes title and header stand out, keeps them in view and lets Excel filter below them.
func dress(f *excelize.File, s sheet, headerRow int, st styles) error {
	if len(s.title) > 0 {
		if err := f.SetCellStyle(s.name, "A1", "A1", st.title); err != nil {
			return err
		}
	}
	if len(s.header) == 0 {
		return nil
	}
	first, last, err := corners(headerRow, len(s.header), headerRow)
	if err != nil {
		return err
	}
	below := fmt.Sprint("A", headerRow+1)
	err = errors.Join(
		f.SetCellStyle(s.name, first, last, st.header),
		f.SetRowHeight(s.name, headerRow, 32),
		f.SetPanes(s.name, &excelize.Panes{Freeze: true, YSplit: headerRow, TopLeftCell: below, ActivePane: "bottomLeft"}),
	)
	if err != nil {
		return err
	}
	first, last, err = corners(headerRow, len(s.header), headerRow+len(s.rows))
	if err != nil {
		return err
	}
	if s.table == "" {
		return f.AutoFilter(s.name, first+":"+last, nil)
	}
	return f.AddTable(s.name, &excelize.Table{Range: first + ":" + last, Name: s.table, StyleName: "TableStyleLight9"})
}

// corners names the first and the last cell of a block that starts in column A.
func corners(top, width, bottom int) (first, last string, err error) {
	last, err = excelize.CoordinatesToCellName(width, bottom)
	return fmt.Sprint("A", top), last, err
}
