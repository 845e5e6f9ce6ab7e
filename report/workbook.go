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
// workbook_zip.go). A finding passes three stages:
//
//   - A preparer renders the texts that no other finding has, and puts numbers of
//     its own to all others: on every processor, where findings are judged.
//   - The workbook takes the blocks in their order, one at a time. It counts, puts
//     its numbers in the place of the preparers' and keeps those of what a board
//     must look at.
//   - The press renders rows from such numbers and deflates them, on every
//     processor: All pairs as they come, the other lists, which need the last
//     finding first, when the workbook is closed.
//
// Nothing depends on the clock or on how many processors there are: the same
// findings give the same bytes.
type workbook struct {
	out    io.Writer
	meta   Meta
	limits limits
	book   *excelize.File
	styles styles
	err    error // the first error of excelize

	press  *press
	shared *sharedTexts

	sheets    *pairSheets
	rowSheets *rowSheets
	met       map[*preparer]*met // what is known of the numbers of each
	classes   pairClasses
	alone     *preparer  // of findings that nobody prepared
	open      *pairBlock // what is gathered of those; nil: nothing
	taken     *pairBlock // what was, to be used again
	rows      pairRows
	seen      int // see approach

	groups  *groups
	repeats repeats
	kept    keptFindings // what a board decides on
	support support

	risky, pairs, applications, servers, changes, quality, accounting *list

	links links
}

// limits are those of Excel, and of memory; tests set smaller ones.
type limits struct {
	rows  int // of a sheet, its header included
	chars int // of a cell, in UTF-16 units
	links int // of a sheet
	texts int // that are known again
}

var excelLimits = limits{rows: excelize.TotalRows, chars: excelize.TotalCellChars, links: 65529, texts: rememberedTexts}

// newWorkbook is the format xlsx.
func newWorkbook(out io.Writer, meta Meta) Writer {
	w := newWorkbookWithin(out, meta, excelLimits)
	return bookWriter{w.Write, w.Prepare, w.List, w.WritePrepared, w.Close}
}

// bookWriter is a Lister whose type says nothing of excelize.
//
// Note: in a program that calls methods by name, as text/template does, the
// linker keeps every exported method of each type that can be reached from a
// value in an interface. A *workbook there would keep all of excelize.File with
// its engine of formulas, 3 MB of 17.
type bookWriter struct {
	write         func([]audit.Finding) error
	prepare       func() audit.Preparation
	list          func(*inventory.Reader) audit.Listing
	writePrepared func(any) error
	close         func(audit.Summary) error
}

func (b bookWriter) Write(block []audit.Finding) error          { return b.write(block) }
func (b bookWriter) Prepare() audit.Preparation                 { return b.prepare() }
func (b bookWriter) List(pairs *inventory.Reader) audit.Listing { return b.list(pairs) }
func (b bookWriter) WritePrepared(prepared any) error           { return b.writePrepared(prepared) }
func (b bookWriter) Close(s audit.Summary) error                { return b.close(s) }

func newWorkbookWithin(out io.Writer, meta Meta, limits limits) *workbook {
	w := &workbook{out: out, meta: meta, limits: limits, book: excelize.NewFile(), groups: newGroups(meta.Overrides), support: support{}, repeats: repeats{most: bookRepeats}, press: newPress(), met: map[*preparer]*met{}}
	w.shared = newSharedTexts(w.press)
	w.shared.most = limits.texts
	w.styles = w.newStyles()
	w.links = newLinks()
	w.sheets = newPairSheets(meta, limits)
	w.rowSheets = w.newRowSheets()
	w.classes.known = map[classKey]*pairClass{}
	w.pairs = w.newPairsList()
	w.kept.size = w.sheets.noteSize()
	w.kept.keys.columns, w.kept.top.compare = w.sheets.sorted, w.sheets.compare
	return w
}

// Close builds every other sheet and writes the file.
func (w *workbook) Close(s audit.Summary) error {
	w.takeOpen()
	w.pressPairs()
	w.met, w.alone, w.taken = nil, nil, nil
	w.fillLists()
	w.layOut(s)
	if w.err != nil {
		return fmt.Errorf("workbook: %w", w.err)
	}
	return w.pack()
}

// fillLists renders every list but All pairs, of which the press has the rows by
// then. It gets the large ones first, and works on them beside what is done here.
// Data quality comes last, since texts that are cut are reported there.
func (w *workbook) fillLists() {
	w.groups.complete()
	w.kept.applications, w.kept.servers = w.groups.applications.all, w.groups.servers.all
	sorted := beside(func() {
		w.groups.applications.worstFirst()
		w.groups.servers.worstFirst()
	})
	w.sortKept()
	w.risky, w.changes = w.newFindingsList(), w.newChangesList()
	w.pressFindings()
	w.pressKept(w.changes, &w.rowSheets[rowsOfChanges], w.change)
	w.reportCuts()
	sorted()
	w.applications, w.servers = w.newApplicationsList(), w.newServersList()
	w.accounting = w.newAccountingList()
	w.accounting.fill()
	w.links.resolve(w)
	var open []qualityRow
	linked := beside(func() {
		w.linkFindings()
		w.linkChanges()
		open = w.openRows()
	})
	w.applications.fill()
	w.servers.fill()
	linked()
	w.quality = w.newQualityList(append(open, w.cutRows()...))
	w.quality.fill()
}

// beside does something beside what the caller does; a panic goes on where that
// waits for the end.
func beside(work func()) (wait func()) {
	fault := make(chan any, 1)
	go func() {
		defer func() { fault <- recover() }()
		work()
	}()
	return func() {
		if fault := <-fault; fault != nil {
			panic(fault)
		}
	}
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
	for i := range f.Extra {
		n += len(f.Extra[i].Text)
	}
	return 4*n > limit
}
