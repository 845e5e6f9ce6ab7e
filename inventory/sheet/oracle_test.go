package sheet

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"
)

// randomValue is a value that a cell may be given through excelize.
func randomValue(r *rand.Rand) any {
	texts := []string{"Trade Floor", "Lync Server 2013", " spaces ", "Müller & <Söhne>", "東京\n😀", "_x_ no escape", "nbsp\u00a0", "=no formula", "0012"}
	switch r.IntN(8) {
	case 0:
		return r.IntN(3000)
	case 1:
		return float64(r.IntN(1000)) / 8
	case 2:
		return float64(r.IntN(1e12)) / 1000 // excelize writes fifteen digits
	case 3:
		return r.IntN(2) == 0
	case 4:
		return time.Date(1950+r.IntN(150), time.Month(1+r.IntN(12)), 1+r.IntN(28), r.IntN(24), r.IntN(60), r.IntN(60), 0, time.UTC)
	case 5:
		return nil
	}
	return texts[r.IntN(len(texts))]
}

// expected is how the reader shows a value.
func expected(value any) string {
	switch v := value.(type) {
	case int:
		return strconv.Itoa(v)
	case float64:
		return strconv.FormatFloat(v, 'f', -1, 64)
	case bool:
		return strings.ToUpper(strconv.FormatBool(v))
	case time.Time:
		if v.Equal(v.Truncate(24 * time.Hour)) {
			return v.Format(time.DateOnly)
		}
		return v.Format("2006-01-02T15:04:05")
	case string:
		return v
	}
	return ""
}

// TestReadsWhatExcelizeWrites writes random sheets with excelize, through its
// cell by cell and its streaming interface, and compares all cells with what
// was written and, where nothing formats them, with what excelize reads back.
func TestReadsWhatExcelizeWrites(t *testing.T) {
	r := rand.New(rand.NewPCG(7577, 8308))
	for round := range 30 {
		rows := make([][]any, 1+r.IntN(40))
		for i := range rows {
			rows[i] = make([]any, r.IntN(12))
			for j := range rows[i] {
				rows[i][j] = randomValue(r)
			}
		}
		data := writeExcelize(t, rows, round%2 == 0)
		tables, err := readWorkbookBytes("estate.xlsx", data, Options{})
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(expectedCells(rows), cellsOf(tables[0])); diff != "" {
			t.Fatalf("round %d (-written +read):\n%s", round, diff)
		}
		compareWithExcelize(t, data, tables[0])
	}
}

func writeExcelize(t *testing.T, rows [][]any, stream bool) []byte {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	set := func(cell string, row []any) error { return f.SetSheetRow("Sheet1", cell, &row) }
	finish := func() error { return nil }
	if stream {
		w, err := f.NewStreamWriter("Sheet1")
		if err != nil {
			t.Fatal(err)
		}
		set = func(cell string, row []any) error { return w.SetRow(cell, row) }
		finish = w.Flush
	}
	date, err := f.NewStyle(&excelize.Style{NumFmt: 22})
	if err != nil {
		t.Fatal(err)
	}
	for i, row := range rows {
		if stream {
			row = styledDates(row, date)
		}
		if err := set(fmt.Sprint("A", i+1), row); err != nil {
			t.Fatal(err)
		}
	}
	var b bytes.Buffer
	if err := finish(); err != nil {
		t.Fatal(err)
	}
	if _, err := f.WriteTo(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// styledDates gives times the style that the streaming interface does not give them by itself.
func styledDates(row []any, style int) []any {
	out := make([]any, len(row))
	for i, v := range row {
		out[i] = v
		if _, ok := v.(time.Time); ok {
			out[i] = excelize.Cell{StyleID: style, Value: v}
		}
	}
	return out
}

// expectedCells are the cells that are not empty, by name.
func expectedCells(rows [][]any) map[string]string {
	cells := map[string]string{}
	for i, row := range rows {
		for j, v := range row {
			if text := expected(v); text != "" {
				cells[fmt.Sprint(ColumnName(j+1), i+1)] = text
			}
		}
	}
	return cells
}

func cellsOf(t *Table) map[string]string {
	cells := map[string]string{}
	for row := range t.Rows() {
		for col := range t.Width(row) {
			if text := t.Text(row, col); text != "" {
				cells[fmt.Sprint(ColumnName(col+1), t.Line(row))] = text
			}
		}
	}
	return cells
}

// compareWithExcelize compares texts, whole numbers and truth values with
// what excelize reads from the same file.
func compareWithExcelize(t *testing.T, data []byte, table *Table) {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for row := range table.Rows() {
		for col := range table.Width(row) {
			cell := fmt.Sprint(ColumnName(col+1), table.Line(row))
			theirs, err := f.GetCellValue("Sheet1", cell)
			if err != nil {
				t.Fatal(err)
			}
			kind := table.Kind(row, col)
			if ours := table.Text(row, col); (kind == Text || kind == Bool) && ours != theirs {
				t.Errorf("%s: read %q, excelize reads %q", cell, ours, theirs)
			}
		}
	}
}
