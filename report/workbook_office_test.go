package report

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
)

// office finds a program of others that reads workbooks. Where it is missing, the
// test fails if CHATCOMPAT_NEED_OFFICE=1 says that it must not be.
func office(t *testing.T, names ...string) string {
	t.Helper()
	for _, name := range names {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	if os.Getenv("CHATCOMPAT_NEED_OFFICE") == "1" {
		t.Fatalf("none of %s is installed: apt-get install libreoffice-calc python3-openpyxl", strings.Join(names, ", "))
	}
	t.Logf("none of %s is installed: the workbook is not read back by it", strings.Join(names, ", "))
	return ""
}

func TestLibreOfficeReadsBackTheWorkbook(t *testing.T) {
	soffice := office(t, "soffice", "libreoffice")
	if soffice == "" {
		return
	}
	meta, findings, s := fixture()
	data := writeWorkbook(t, meta, findings, s)
	dir := t.TempDir()
	file := filepath.Join(dir, "board.xlsx")
	if err := os.WriteFile(file, data, 0o600); err != nil {
		t.Fatal(err)
	}
	profile := url.URL{Scheme: "file", Path: filepath.ToSlash(filepath.Join(dir, "profile"))}
	convert := exec.Command(soffice, "-env:UserInstallation="+profile.String(), "--headless",
		"--convert-to", "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1", "--outdir", dir, file)
	if out, err := convert.CombinedOutput(); err != nil {
		t.Fatalf("soffice: %v\n%s", err, out)
	}
	book := openWorkbook(t, data)
	for _, sheet := range []string{"Findings", "All pairs", "By application", "By server", "Change requests", "Data quality", "Accounting"} {
		text, err := os.ReadFile(filepath.Join(dir, "board-"+sheet+".csv"))
		if err != nil {
			t.Fatal(err)
		}
		r := csv.NewReader(bytes.NewReader(text))
		r.FieldsPerRecord = -1
		got, err := r.ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		if want := rowsOf(t, book, sheet); !reflect.DeepEqual(trimmed(got), trimmed(want)) {
			t.Errorf("LibreOffice reads %s as\n%q, want\n%q", sheet, trimmed(got), trimmed(want))
		}
	}
}

// trimmed is rows without their trailing empty cells.
func trimmed(rows [][]string) [][]string {
	var kept [][]string
	for _, row := range rows {
		for len(row) > 0 && row[len(row)-1] == "" {
			row = row[:len(row)-1]
		}
		kept = append(kept, row)
	}
	return kept
}

// readBack prints what openpyxl sees of a workbook.
const readBack = `
import json, sys, warnings
import openpyxl
warnings.simplefilter("ignore")
book = openpyxl.load_workbook(sys.argv[1])
seen = {"active": book.active.title, "title": book.properties.title, "sheets": {}}
for sheet in book:
    seen["sheets"][sheet.title] = {
        "size": sheet.dimensions,
        "freeze": sheet.freeze_panes or "",
        "tables": {name: ref for name, ref in sheet.tables.items()},
        "lists": [d.formula1 for d in sheet.data_validations.dataValidation if d.type == "list"],
        "charts": len(sheet._charts),
        "landscape": sheet.page_setup.orientation,
        "repeat": sheet.print_title_rows or "",
        "keys": [c.value for c in sheet["A"]][1:] if sheet.title in ("Findings", "All pairs") else [],
        "fill": sheet["C2"].fill.fgColor.rgb if sheet.title == "Findings" else "",
    }
json.dump(seen, sys.stdout)
`

type seenSheet struct {
	Size, Freeze, Landscape, Repeat, Fill string
	Tables                                map[string]string
	Lists, Keys                           []string
	Charts                                int
}

func TestOpenpyxlReadsBackTheWorkbook(t *testing.T) {
	python := office(t, "/usr/bin/python3", "python3")
	if python == "" {
		return
	}
	meta, findings, s := largeEstate(60)
	file := filepath.Join(t.TempDir(), "board.xlsx")
	if err := os.WriteFile(file, writeWorkbook(t, meta, findings, s), 0o600); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command(python, "-c", readBack, file).Output()
	if err != nil && os.Getenv("CHATCOMPAT_NEED_OFFICE") != "1" {
		t.Logf("openpyxl is missing: the workbook is not read back by it (%v)", err)
		return
	}
	if err != nil {
		t.Fatalf("openpyxl: %v: apt-get install python3-openpyxl", err)
	}
	var seen struct {
		Active, Title string
		Sheets        map[string]seenSheet
	}
	if err := json.Unmarshal(out, &seen); err != nil {
		t.Fatal(err)
	}
	if seen.Active != "Summary" || seen.Title != meta.Title || len(seen.Sheets) != 10 {
		t.Errorf("opens on %q with title %q and %d sheets", seen.Active, seen.Title, len(seen.Sheets))
	}
	if got := seen.Sheets["Summary"].Charts; got != 3 {
		t.Errorf("%d charts on Summary, want 3", got)
	}
	for _, test := range []struct {
		sheet string
		want  seenSheet
	}{
		{"Findings", seenSheet{Size: "A1:X29", Freeze: "E2", Landscape: "landscape", Repeat: "$1:$1", Fill: "FF9B2C1A",
			Tables: map[string]string{"Findings": "A1:X29"}, Lists: []string{`"` + strings.Join(decisions, ",") + `"`}}},
		{"All pairs", seenSheet{Size: "A1:V61", Freeze: "B2", Landscape: "landscape", Repeat: "$1:$1",
			Tables: map[string]string{"AllPairs": "A1:V61"}, Lists: []string{}, Keys: keysOf(findings)}},
	} {
		got := seen.Sheets[test.sheet]
		if test.want.Keys == nil {
			got.Keys = nil
		}
		if !reflect.DeepEqual(got, test.want) {
			t.Errorf("openpyxl sees %s as %+v, want %+v", test.sheet, got, test.want)
		}
	}
}
