package report

import (
	"fmt"
	"io"
	"slices"
	"strconv"

	"chatcompat/audit"
	"chatcompat/inventory"

	"github.com/xuri/excelize/v2"
)

// workbook renders the board's pack as an XLSX file: the answer first, then
// the findings with columns to decide in, then everything that proves it.
//
// Sheets that grow with the inventory are lists: their rows are rendered and
// deflated here, everything around them is built by excelize (see
// workbook_zip.go). All pairs keeps input order and is rendered by Write; the
// other lists need the last finding first and are rendered when the file is
// written. Nothing depends on the clock: the same findings give the same bytes.
type workbook struct {
	out    io.Writer
	meta   Meta
	limits limits
	book   *excelize.File
	styles styles
	err    error // the first error of excelize

	press  *press
	shared *sharedTexts

	pairs *list
	texts pairTexts

	again    map[changeKey]cellText // texts of changes
	changing []int32                // places of the findings that a change is proposed for

	groups  *groups
	kept    keptFindings // what a board decides on
	support support

	risky, applications, servers, changes, quality, accounting *list

	links links
	long  bool // a text may be too long for a cell
}

// limits are those of Excel; tests set smaller ones.
type limits struct {
	rows  int // of a sheet, its header included
	chars int // of a cell, in UTF-16 units
	links int // of a sheet
}

var excelLimits = limits{rows: excelize.TotalRows, chars: excelize.TotalCellChars, links: 65529}

// newWorkbook is the format xlsx.
func newWorkbook(out io.Writer, meta Meta) Writer {
	w := newWorkbookWithin(out, meta, excelLimits)
	return bookWriter{w.Write, w.Close}
}

// bookWriter is a Writer whose type says nothing of excelize.
//
// Note: in a program that calls methods by name, as text/template does, the
// linker keeps every exported method of each type that can be reached from a
// value in an interface. A *workbook there would keep all of excelize.File with
// its engine of formulas, 3 MB of 17.
type bookWriter struct {
	write func([]audit.Finding) error
	close func(audit.Summary) error
}

func (b bookWriter) Write(block []audit.Finding) error { return b.write(block) }
func (b bookWriter) Close(s audit.Summary) error       { return b.close(s) }

func newWorkbookWithin(out io.Writer, meta Meta, limits limits) *workbook {
	w := &workbook{out: out, meta: meta, limits: limits, book: excelize.NewFile(), groups: newGroups(meta.Overrides), support: support{}, press: newPress(), again: map[changeKey]cellText{}}
	w.shared = newSharedTexts(w.press)
	w.styles = w.newStyles()
	w.links = newLinks()
	w.pairs = w.newPairsList()
	w.kept.width = len(w.texts.findings) + len(changeColumns)
	w.kept.keys, w.kept.top.compare = newSortKeys(meta.Sort, w.texts.columns), comparisonFor(meta.Sort)
	return w
}

// Write renders the rows of All pairs and keeps what the other sheets need.
func (w *workbook) Write(block []audit.Finding) error {
	w.support.add(block)
	for i := range block {
		f := &block[i]
		application, server := w.groups.addOne(f)
		if !w.meta.Show.lists(f) {
			continue
		}
		w.long = w.long || isLong(f, w.limits.chars)
		w.numberTexts(f, application, server)
		w.links.note(f, w.writePair(f))
		if f.Risky() {
			w.keep(f, application, server)
		}
	}
	return w.err
}

// Close builds every other sheet and writes the file.
func (w *workbook) Close(s audit.Summary) error {
	w.fillLists()
	w.layOut(s)
	if w.err != nil {
		return fmt.Errorf("workbook: %w", w.err)
	}
	return w.pack()
}

// fillLists says what stands on every list but All pairs. Data quality comes
// last, since texts that are cut are reported there: only where a text is long
// are the lists rendered beforehand to find those.
func (w *workbook) fillLists() {
	w.groups.complete()
	w.sortKept()
	w.risky, w.changes = w.newFindingsList(), w.newChangesList()
	w.reportCuts()
	w.applications, w.servers = w.newApplicationsList(), w.newServersList()
	w.accounting = w.newAccountingList()
	w.links.resolve(w)
	if w.long {
		for _, l := range []*list{w.applications, w.servers} {
			for i := range l.sheets() {
				l.render(i, &flow{press: w.press, out: io.Discard})
			}
		}
	}
	w.quality = w.newQualityList()
}

// layOut makes the sheets in their order and what stands on them besides rows.
func (w *workbook) layOut(s audit.Summary) {
	w.try(w.book.SetSheetName("Sheet1", sheetSummary))
	for _, l := range []*list{w.risky, w.pairs, w.applications, w.servers, w.changes, w.quality, w.accounting} {
		w.layOutList(l)
	}
	w.layOutMatrix(s)
	w.layOutAbout()
	w.layOutSummary(s)
	w.setProperties()
}

// setProperties describes the file; the only date is that of the report.
func (w *workbook) setProperties() {
	day := w.meta.AsOf.Format("2006-01-02") + "T00:00:00Z"
	tool := "chatcompat " + w.meta.Version
	w.try(w.book.SetDocProps(&excelize.DocProperties{
		Title: clean(w.meta.Title), Subject: "Persistent Chat and Group Chat API compatibility",
		Creator: tool, LastModifiedBy: tool, Created: day, Modified: day,
		Category: "Change board", Keywords: "compatibility, change board",
	}))
	w.try(w.book.SetAppProps(&excelize.AppProperties{Application: "chatcompat"}))
	always := true
	w.try(w.book.SetCalcProps(&excelize.CalcPropsOptions{FullCalcOnLoad: &always}))
	w.book.SetActiveSheet(0)
}

// pack writes the file with the rows of the lists in their sheets.
func (w *workbook) pack() error {
	bodies := map[string]rows{}
	for _, l := range []*list{w.risky, w.pairs, w.applications, w.servers, w.changes, w.quality, w.accounting} {
		for i := range l.sheets() {
			if l.count > 0 {
				bodies[w.partOf(l.sheetName(i))] = func(out *flow) *flow { return l.render(i, out) }
			}
		}
	}
	return pack(w.book, w.out, w.shared, bodies)
}

// partOf names the part of the file that holds a sheet: they are numbered in order.
func (w *workbook) partOf(sheet string) string {
	index, err := w.book.GetSheetIndex(sheet)
	w.try(err)
	return "xl/worksheets/sheet" + strconv.Itoa(index+1) + ".xml"
}

// try keeps the first error, so that building a sheet reads as a list of its parts.
func (w *workbook) try(err error) {
	if w.err == nil {
		w.err = err
	}
}

// fieldsOf copies the fields of a finding, those of its own rows first.
func fieldsOf(f *audit.Finding) inventory.Values {
	return slices.Concat(f.Fields, f.ServerFields)
}

// isLong reports whether a text made of the finding might be too long for a
// cell: none repeats a value more often than four times.
func isLong(f *audit.Finding, limit int) bool {
	n := 1000 + len(f.Application) + len(f.ApplicationID) + len(f.Server) + len(f.API.Written) + len(f.ServerVersion.Written) +
		len(f.Reason) + len(f.Remedy) + len(f.Rule) + len(f.At.File) + len(f.API.At.File) + len(f.ServerVersion.At.File)
	for _, values := range [...]inventory.Values{f.Fields, f.ServerFields} {
		for _, v := range values {
			n += len(v.Text)
		}
	}
	return 4*n > limit
}
