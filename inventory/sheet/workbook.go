package sheet

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
)

// workbook is what the worksheets of a file have in common.
type workbook struct {
	zip      *archive
	part     string // of the workbook itself
	sheets   []sheetEntry
	strings  *sharedStrings // nil if the file has none
	formats  []numberFormat // by style
	date1904 bool           // days count from 1904-01-01
	cells    int            // cells read so far
}

// sheetEntry is a sheet as the workbook lists it.
type sheetEntry struct {
	name, id string
	hidden   bool
	kind     string // worksheet, chartsheet …
	part     string
}

// readWorkbook reads the worksheets of an Excel workbook in their order, one
// table each; with opt.Sheets only those named, so perhaps none. The file is
// refused if any byte of a part that matters cannot be trusted.
func readWorkbook(ctx context.Context, in Input, opt Options) ([]*Table, error) {
	wb, err := openWorkbook(ctx, in)
	if err != nil {
		return nil, err
	}
	wanted, notes := wb.choose(opt.Sheets)
	if err := wb.readCommon(ctx); err != nil {
		return nil, err
	}
	var tables []*Table
	for _, s := range wanted {
		t, err := wb.readSheet(ctx, s)
		if err != nil {
			return nil, err
		}
		tables = append(tables, t)
	}
	if len(tables) > 0 {
		tables[0].Notes = append(notes, tables[0].Notes...)
	}
	return tables, nil
}

// Names lists the worksheets of a workbook in their order; a text file has none.
func Names(ctx context.Context, in Input) ([]string, error) {
	head := make([]byte, min(in.Size, sniffLength))
	if err := readChunk(in, head, 0); err != nil || !isZip(head) {
		return nil, err
	}
	wb, err := openWorkbook(ctx, in)
	if err != nil {
		return nil, err
	}
	var names []string
	for _, s := range wb.sheets {
		if s.kind == worksheet {
			names = append(names, s.name)
		}
	}
	return names, nil
}

// openWorkbook reads the list of sheets, or says what the ZIP file is instead.
func openWorkbook(ctx context.Context, in Input) (*workbook, error) {
	z, err := openArchive(in)
	if err != nil {
		return nil, err
	}
	if err := z.refuseOthers(ctx); err != nil {
		return nil, err
	}
	rels, err := z.relationships(ctx, "")
	if err != nil {
		return nil, err
	}
	main, ok, err := only(rels, "officeDocument")
	if err == nil && !ok {
		err = damagef("it names no workbook")
	}
	if err != nil {
		return nil, z.fail("_rels/.rels", 0, err)
	}
	wb := &workbook{zip: z, part: main.target}
	return wb, wb.readSheetList(ctx)
}

// readSheetList reads the names of the sheets and finds their parts.
func (wb *workbook) readSheetList(ctx context.Context) error {
	err := wb.zip.readXML(ctx, wb.part, maxSmallPart, wb.parse)
	if errors.Is(err, errWrongRoot) {
		return wb.zip.wrongDocument(err)
	}
	if err != nil {
		return err
	}
	rels, err := wb.zip.relationships(ctx, wb.part)
	if err != nil {
		return err
	}
	return wb.zip.fail(wb.part, 0, wb.locate(rels))
}

// parse reads the workbook part.
func (wb *workbook) parse(x *xmlScanner) error {
	if err := x.root(nsMain, "workbook"); err != nil {
		return err
	}
	return x.children(func() (err error) {
		switch {
		case x.ns == nsMain && string(x.name) == "workbookPr":
			if wb.date1904, err = x.truth("date1904"); err != nil {
				return err
			}
		case x.ns == nsMain && string(x.name) == "sheets":
			return x.children(func() error { return wb.parseSheet(x) })
		}
		return x.skip()
	})
}

// parseSheet reads an entry of the list of sheets.
func (wb *workbook) parseSheet(x *xmlScanner) error {
	if x.ns != nsMain || string(x.name) != "sheet" {
		return x.unknown("sheets")
	}
	name, _ := x.attr("name")
	state, _ := x.attr("state")
	s := sheetEntry{name: string(name)}
	for _, a := range x.attrs {
		if a.ns == nsDoc && string(a.name) == "id" {
			s.id = string(a.value)
		}
	}
	switch string(state) {
	case "", "visible":
	case "hidden", "veryHidden":
		s.hidden = true
	default:
		return damagef("sheet %q has the unknown state %q", s.name, shorten(state))
	}
	for _, other := range wb.sheets {
		if strings.EqualFold(other.name, s.name) {
			return damagef("two sheets are named %q", s.name)
		}
	}
	if s.name == "" || s.id == "" {
		return damagef("sheet %d has no name or no relationship", len(wb.sheets)+1)
	}
	wb.sheets = append(wb.sheets, s)
	return x.skip()
}

// locate finds the part of each sheet among the workbook's relationships.
func (wb *workbook) locate(rels map[string]relationship) error {
	if len(wb.sheets) == 0 {
		return damagef("the workbook lists no sheet")
	}
	taken := map[string]string{}
	for i := range wb.sheets {
		s := &wb.sheets[i]
		r, ok := rels[s.id]
		key := partKey(r.target)
		switch {
		case !ok:
			return damagef("sheet %q refers to %q, which the workbook's relationships do not list", s.name, s.id)
		case sheetKinds[r.kind] == "" || r.external:
			return damagef("sheet %q is no kind of sheet that workbooks have", s.name)
		case taken[key] != "":
			return damagef("sheets %q and %q are the same part %s", taken[key], s.name, r.target)
		}
		taken[key] = s.name
		s.kind, s.part = r.kind, r.target
	}
	return nil
}

const worksheet = "worksheet"

// sheetKinds are the relationships that lead to a sheet, and what Excel calls it.
var sheetKinds = map[string]string{
	worksheet:          "worksheet",
	"chartsheet":       "chart sheet",
	"dialogsheet":      "dialog sheet",
	"xlMacrosheet":     "macro sheet",
	"xlIntlMacrosheet": "macro sheet",
}

// choose selects the worksheets to be read and notes what is passed over.
func (wb *workbook) choose(names []string) (wanted []sheetEntry, notes []Note) {
	for _, s := range wb.sheets {
		at := Pos{File: wb.zip.name, Sheet: s.name}
		switch {
		case s.kind != worksheet:
			notes = append(notes, Note{at, fmt.Sprintf("not read: it is a %s, not a worksheet", sheetKinds[s.kind])})
		case len(names) > 0 && !slices.ContainsFunc(names, func(n string) bool { return strings.EqualFold(n, s.name) }):
			notes = append(notes, Note{at, "not read: it is not among the sheets asked for"})
		default:
			wanted = append(wanted, s)
		}
	}
	return wanted, notes
}

// readCommon reads what the cells of all sheets refer to.
func (wb *workbook) readCommon(ctx context.Context) error {
	rels, err := wb.zip.relationships(ctx, wb.part)
	if err != nil {
		return err
	}
	shared, hasShared, err := only(rels, "sharedStrings")
	if err != nil {
		return wb.zip.fail(wb.part, 0, err)
	}
	styles, hasStyles, err := only(rels, "styles")
	if err != nil {
		return wb.zip.fail(wb.part, 0, err)
	}
	if hasShared {
		if wb.strings, err = wb.zip.readShared(ctx, shared.target); err != nil {
			return err
		}
	}
	wb.formats = make([]numberFormat, 1) // without styles there is one: General
	if hasStyles {
		wb.formats, err = wb.zip.readStyles(ctx, styles.target)
	}
	return err
}

// truth is the value of an attribute that holds true or false; false if it is missing.
func (x *xmlScanner) truth(name string) (bool, error) {
	value, ok := x.attr(name)
	switch string(value) {
	case "1", "true", "on":
		return true, nil
	case "0", "false", "off":
		return false, nil
	}
	if ok {
		return false, damagef("%s=%q of <%s> is neither true nor false", name, shorten(value), x.name)
	}
	return false, nil
}
