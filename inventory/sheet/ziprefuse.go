package sheet

import (
	"context"
	"errors"
	"fmt"
	"io"
	"path"
	"slices"
	"strings"
)

// convert is how a spreadsheet of another format becomes a workbook.
const convert = "; save it as .xlsx in Excel (File, Save As), or run: soffice --headless --convert-to xlsx "

// refuseOthers recognises ZIP files that hold something other than a workbook
// in Office Open XML and says what they are.
func (z *archive) refuseOthers(ctx context.Context) error {
	refuse := func(what string) error { return z.fail("", 0, errors.New(what)) }
	switch {
	case z.find("mimetype") != nil:
		return refuse(z.openDocument(ctx) + convert + z.name)
	case z.find("xl/workbook.bin") != nil:
		return refuse("is an Excel binary workbook (.xlsb)" + convert + z.name)
	case z.find("Index/Document.iwa") != nil, z.find("Index.zip") != nil:
		return refuse("is a document of Apple Numbers; export it as an Excel workbook (.xlsx) in Numbers")
	case z.find("_rels/.rels") != nil:
		return nil
	case z.find("xl/workbook.xml") != nil, z.find("[Content_Types].xml") != nil:
		return z.fail("_rels/.rels", 0, damagef("the part is missing from the archive"))
	}
	return refuse("is a ZIP archive, not a workbook" + z.contents() + "; unpack it and name the files in it")
}

// openDocument names the OpenDocument file that the part mimetype announces.
func (z *archive) openDocument(ctx context.Context) string {
	const prefix = "application/vnd.oasis.opendocument."
	var kind string
	if r, err := z.open(ctx, "mimetype", maxSmallPart); err == nil {
		defer r.Close()
		head, _ := io.ReadAll(io.LimitReader(r, 256)) // unreadable is as good as unknown here
		kind = strings.TrimPrefix(strings.TrimSpace(string(head)), prefix)
	}
	switch kind {
	case "spreadsheet":
		return "is an OpenDocument spreadsheet (.ods)"
	case "spreadsheet-template":
		return "is an OpenDocument spreadsheet template (.ots)"
	}
	return fmt.Sprintf("is an OpenDocument or similar file (%q), not a workbook", shorten([]byte(kind)))
}

// contents names some entries of an archive.
func (z *archive) contents() string {
	var names []string
	for _, f := range z.parts {
		names = append(names, f.Name)
	}
	slices.Sort(names)
	const most = 3
	switch {
	case len(names) == 0:
		return " (it is empty)"
	case len(names) > most:
		return fmt.Sprintf(" (it holds %d files: %s …)", len(names), strings.Join(names[:most], ", "))
	}
	return " (it holds " + strings.Join(names, ", ") + ")"
}

// otherDocuments are the folders that tell the main part of other Office files.
var otherDocuments = map[string]string{
	"word":  "a Word document (.docx)",
	"ppt":   "a PowerPoint presentation (.pptx)",
	"visio": "a Visio drawing (.vsdx)",
}

// wrongDocument words that the main part of a package is no workbook.
func (z *archive) wrongDocument(err error) error {
	var at *workbookError
	if errors.As(err, &at) {
		if what := otherDocuments[strings.ToLower(path.Dir(at.part))]; what != "" {
			return z.fail("", 0, fmt.Errorf("is %s, not a workbook; copy its table into a workbook and save that as .xlsx", what))
		}
	}
	return err
}
