package main

import (
	"errors"
	"strconv"

	"github.com/xuri/excelize/v2"
)

// rowsPeer reads a workbook with excelize's Rows and does nothing with it.
func rowsPeer(path string) error {
	return eachRowOf(path, func([]string) error { return nil })
}

// eachRowOf yields the rows of the first sheet.
func eachRowOf(path string, yield func([]string) error) (err error) {
	f, err := excelize.OpenFile(path)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	rows, err := f.Rows(f.GetSheetName(0))
	if err != nil {
		return err
	}
	for rows.Next() {
		cells, err := rows.Columns()
		if err != nil {
			return err
		}
		if err := yield(cells); err != nil {
			return err
		}
	}
	return errors.Join(rows.Error(), rows.Close())
}

// boardPeer writes the pairs sheet of a board workbook, twelve columns with the
// verdict in colour, with excelize's Rows and StreamWriter.
func boardPeer(plain, in, out string) (err error) {
	table, err := readPlain(plain)
	if err != nil {
		return err
	}
	f := excelize.NewFile()
	defer func() { err = errors.Join(err, f.Close()) }()
	w, err := f.NewStreamWriter("Sheet1")
	if err != nil {
		return err
	}
	styles, err := verdictStyles(f)
	if err != nil {
		return err
	}
	number := 0
	err = eachRowOf(in, func(cells []string) error {
		number++
		return w.SetRow("A"+strconv.Itoa(number), boardRow(number, cells, table, styles))
	})
	if err != nil {
		return err
	}
	if err := w.Flush(); err != nil {
		return err
	}
	return f.SaveAs(out)
}

// boardRow is a row of the input with its number, verdict, risk and reason.
func boardRow(number int, cells []string, table answers, styles map[string]int) []any {
	row := make([]any, 0, 12)
	for _, cell := range cells {
		row = append(row, cell)
	}
	for len(row) < 8 {
		row = append(row, "")
	}
	if number == 1 {
		return append(row, "verdict", "risk", "reason", "row")
	}
	at := func(i int) string { return row[i].(string) }
	answer := table[generationOf(at(2))][generationOf(at(4))]
	return append(row, excelize.Cell{Value: answer[0], StyleID: styles[answer[0]]}, answer[1], answer[2], number)
}

// verdictStyles gives each verdict a colour.
func verdictStyles(f *excelize.File) (map[string]int, error) {
	colours := map[string]string{
		"incompatible": "F4B6B6", "may-be-compatible": "FCE4B0", "not-assessed": "D9D9D9",
		"compatible": "D5EBCB", "compatible-by-design": "B7DDA5",
	}
	styles := map[string]int{}
	for verdict, colour := range colours {
		id, err := f.NewStyle(&excelize.Style{Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{colour}}})
		if err != nil {
			return nil, err
		}
		styles[verdict] = id
	}
	return styles, nil
}
