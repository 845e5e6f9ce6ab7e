package sheet

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"io"
	"math/rand/v2"
	"path"
	"path/filepath"
	"strings"
	"testing"
)

// mutant is a damaged copy of a workbook.
type mutant struct {
	data []byte
	how  string
	// valid says that the damage was packed with a right checksum, so that it
	// may be XML that says something else.
	valid bool
}

// mutate damages a workbook in one of the ways that files meet: bytes flipped,
// the file cut, a sheet cut, flipped or shortened before it was packed.
func mutate(tb testing.TB, r *rand.Rand, data []byte) mutant {
	tb.Helper()
	switch r.IntN(5) {
	case 0, 1:
		out := bytes.Clone(data)
		for range 1 + r.IntN(3) {
			out[r.IntN(len(out))] ^= byte(1 + r.IntN(255))
		}
		return mutant{out, "bytes flipped", false}
	case 2:
		return mutant{data[:r.IntN(len(data))], "file cut", false}
	case 3:
		return mutant{repack(tb, data, func(xml []byte) []byte { return xml[:r.IntN(len(xml))] }), "sheet cut", false}
	}
	return mutant{repack(tb, data, func(xml []byte) []byte {
		out := bytes.Clone(xml)
		at := r.IntN(len(out))
		if r.IntN(2) == 0 {
			return append(out[:at], out[at+r.IntN(len(out)-at):]...)
		}
		out[at] ^= byte(1 + r.IntN(255))
		return out
	}), "sheet XML changed", true}
}

// repack changes the sheets of a workbook and packs it with right checksums.
func repack(tb testing.TB, data []byte, change func([]byte) []byte) []byte {
	tb.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for name, content := range unzip(tb, data) {
		if isSheet(name) {
			content = change(content)
		}
		f, err := w.Create(name)
		if err == nil {
			_, err = f.Write(content)
		}
		if err != nil {
			tb.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		tb.Fatal(err)
	}
	return b.Bytes()
}

// unzip yields the files of a sound archive.
func unzip(tb testing.TB, data []byte) func(func(string, []byte) bool) {
	tb.Helper()
	r, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		tb.Fatal(err)
	}
	return func(yield func(string, []byte) bool) {
		for _, f := range r.File {
			content, err := r.Open(f.Name)
			if err != nil {
				tb.Fatal(err)
			}
			all, err := io.ReadAll(content)
			if err != nil {
				tb.Fatal(err)
			}
			if !yield(f.Name, all) {
				return
			}
		}
	}
}

// isSheet tells the worksheets of the corpus by their names.
func isSheet(name string) bool {
	return strings.HasPrefix(path.Base(name), "sheet") && path.Ext(name) == ".xml"
}

// content is what a workbook says according to a reader: rows and cells that
// hold something.
type content struct{ rows, cells int }

func contentOf(tables []*Table) (c content) {
	for _, t := range tables {
		for row := range t.Rows() {
			before := c.cells
			for col := range t.Width(row) {
				if t.Text(row, col) != "" {
					c.cells++
				}
			}
			if c.cells > before {
				c.rows++
			}
		}
	}
	return c
}

// referenceContent counts with encoding/xml, knowing nothing of our scanner;
// ok is false if a sheet is not well-formed. The corpus has no shared string
// and no formula text that is empty but where it is told here.
func referenceContent(tb testing.TB, data []byte) (c content, ok bool) {
	tb.Helper()
	for name, part := range unzip(tb, data) {
		if !isSheet(name) {
			continue
		}
		var sheet struct {
			Rows []struct {
				Cells []struct {
					Type  string  `xml:"t,attr"`
					Value *string `xml:"v"`
					Func  *string `xml:"f"`
					Inner struct {
						Text string   `xml:"t"`
						Runs []string `xml:"r>t"`
					} `xml:"is"`
				} `xml:"c"`
			} `xml:"sheetData>row"`
		}
		d := xml.NewDecoder(bytes.NewReader(part))
		if err := d.Decode(&sheet); err != nil {
			return c, false
		}
		for tok, err := d.Token(); err != io.EOF; tok, err = d.Token() {
			if _, isStart := tok.(xml.StartElement); err != nil || isStart {
				return c, false
			}
		}
		for _, row := range sheet.Rows {
			before := c.cells
			for _, cell := range row.Cells {
				if cell.Inner.Text+strings.Join(cell.Inner.Runs, "") != "" || cell.Value != nil && *cell.Value != "" ||
					cell.Func != nil && (cell.Value == nil || cell.Type != "str") {
					c.cells++
				}
			}
			if c.cells > before {
				c.rows++
			}
		}
	}
	return c, true
}

// checkMutant fails if a damaged workbook was read differently in silence: the
// damage must be refused, leave everything as it was, or – packed with a right
// checksum – be XML that an independent decoder understands alike.
func checkMutant(t *testing.T, file string, want string, m mutant) (refused bool) {
	t.Helper()
	tables, err := readWorkbookBytes("estate.xlsx", m.data, Options{})
	if err != nil {
		return true
	}
	if dumpWorkbook(tables) == want {
		return false
	}
	if !m.valid {
		t.Errorf("%s, %s: read differently in silence:\n%s", file, m.how, dumpWorkbook(tables))
		return false
	}
	if c, ok := referenceContent(t, m.data); !ok || contentOf(tables) != c {
		t.Errorf("%s, %s: read as %+v, the XML (well-formed: %t) says %+v:\n%s", file, m.how, contentOf(tables), ok, c, dumpWorkbook(tables))
	}
	return false
}

// mutationCorpus are workbooks of different writers and shapes.
var mutationCorpus = []string{"libreoffice.xlsx", "gnumeric.xlsx", "openpyxl.xlsx", "sheetjs-shared.xlsx", "excel-values.txtar"}

// TestMutantsAreNeverReadDifferently damages workbooks at random, the same way every run.
func TestMutantsAreNeverReadDifferently(t *testing.T) {
	const each = 150
	r := rand.New(rand.NewPCG(2013, 2010))
	refused, same := 0, 0
	for _, name := range mutationCorpus {
		data := loadCorpus(t, filepath.Join("testdata", "workbooks", name))
		tables, err := readWorkbookBytes("estate.xlsx", data, Options{})
		if err != nil {
			t.Fatal(err)
		}
		if c, ok := referenceContent(t, data); !ok || c != contentOf(tables) {
			t.Fatalf("%s undamaged: read as %+v, the XML says %+v", name, contentOf(tables), c)
		}
		want := dumpWorkbook(tables)
		for range each {
			if checkMutant(t, name, want, mutate(t, r, data)) {
				refused++
			} else {
				same++
			}
		}
	}
	t.Logf("%d mutants refused, %d read as they are", refused, same)
}
