package sheet

import (
	"errors"
	"strings"
	"testing"
)

// FuzzReadWorkbook holds for any bytes: reading ends in an error that begins
// with the name of the file, or in tables whose cells all have a text and a
// position inside a worksheet, whose rows ascend, and which read again alike.
func FuzzReadWorkbook(f *testing.F) {
	for _, file := range corpusFiles(f) {
		f.Add(loadCorpus(f, file))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		tables, err := readWorkbookBytes("estate.xlsx", data, Options{})
		if err != nil {
			checkMessage(t, err)
			return
		}
		for _, table := range tables {
			checkTable(t, table)
		}
		again, err := readWorkbookBytes("estate.xlsx", data, Options{})
		if err != nil || dumpWorkbook(again) != dumpWorkbook(tables) {
			t.Errorf("read differently the second time: %v", err)
		}
	})
}

// FuzzReadSheet does the same for the XML of a sheet, which the fuzzer would
// not reach through the checksums of an archive.
func FuzzReadSheet(f *testing.F) {
	p := plainParts()
	f.Add([]byte(p[sheetPart]))
	for _, file := range corpusFiles(f) {
		for name, content := range unzip(f, loadCorpus(f, file)) {
			if isSheet(name) {
				f.Add(content)
			}
		}
	}
	f.Fuzz(func(t *testing.T, sheet []byte) {
		data := p.with(sheetPart, string(sheet)+" ").zip(t)
		tables, err := readWorkbookBytes("estate.xlsx", data, Options{})
		if err != nil {
			checkMessage(t, err)
			return
		}
		checkTable(t, tables[0])
		if _, ok := referenceContent(t, data); !ok && !strings.Contains(string(sheet[:min(4, len(sheet))]), "\x00") &&
			strings.HasPrefix(string(sheet), "<w") {
			t.Errorf("read a sheet that encoding/xml finds broken: %q", sheet)
		}
	})
}

func checkMessage(t *testing.T, err error) {
	t.Helper()
	var known *workbookError
	if !errors.As(err, &known) || !strings.HasPrefix(err.Error(), "estate.xlsx: ") {
		t.Errorf("the message does not name the file: %v", err)
	}
}

func checkTable(t *testing.T, table *Table) {
	t.Helper()
	last := 0
	for row := range table.Rows() {
		line := table.Line(row)
		if line <= last || line > maxRows || table.Width(row) > maxColumns {
			t.Errorf("row %d after %d with %d cells", line, last, table.Width(row))
		}
		last = line
		for col := range table.Width(row) {
			_ = table.Text(row, col)
			if p := table.Pos(row, col); p.Row != line || p.Col != col+1 {
				t.Errorf("cell %d of row %d has the position %v", col, line, p)
			}
		}
		if w := table.Width(row); w > 0 && table.Text(row, w-1) == "" {
			t.Errorf("row %d ends with an empty cell", line)
		}
	}
	if n := table.Rows(); n > 0 && table.Width(n-1) == 0 {
		t.Errorf("the table ends with the blank row %d", last)
	}
}
