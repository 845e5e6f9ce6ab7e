package sheet

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/richardlehane/mscfb"
)

// sniffLength is how much of a file's beginning is looked at for its kind.
const sniffLength = 4096

// signature is the beginning of files that are neither text nor a workbook.
type signature struct {
	magic string
	is    string // what the file is
	fix   string // what to do instead
}

const (
	unpack   = "unpack it and give the file inside"
	saveText = "open it in the program that wrote it and save the table as .xlsx or .csv"
	noTable  = "give the table that it was made from, as .xlsx or .csv"
)

// signatures are tried in order. The values are the published magic numbers of
// each format; letters alone are followed by what no text has.
var signatures = []signature{
	{"\x1f\x8b", "a gzip archive", unpack},
	{"BZh", "a bzip2 archive", unpack},
	{"\xfd7zXZ\x00", "an xz archive", unpack},
	{"\x28\xb5\x2f\xfd", "a Zstandard archive", unpack},
	{"7z\xbc\xaf\x27\x1c", "a 7-Zip archive", unpack},
	{"Rar!\x1a\x07", "a RAR archive", unpack},
	{"MSCF\x00", "a cabinet archive", unpack},
	{"%PDF-", "a PDF document", noTable},
	{`{\rtf`, "an RTF document", saveText},
	{"\x89PNG\r\n\x1a\n", "a PNG image", noTable},
	{"\xff\xd8\xff", "a JPEG image", noTable},
	{"GIF87a", "a GIF image", noTable},
	{"GIF89a", "a GIF image", noTable},
	{"II*\x00", "a TIFF image", noTable},
	{"MM\x00*", "a TIFF image", noTable},
	{"\x7fELF", "a program", noTable},
	{"SQLite format 3\x00", "an SQLite database", "export the table as .csv"},
	{"\x00\x01\x00\x00Standard ACE DB", "an Access database", "export the table as .xlsx or .csv"},
	{"\x00\x01\x00\x00Standard Jet DB", "an Access database", "export the table as .xlsx or .csv"},
	{"PAR1", "a Parquet file", "export the table as .csv"},
	{"ElfFile\x00", "a Windows event log", "export the table as .csv"},
	{"\xff\xfe\x00\x00", "text in UTF-32", "save it as UTF-8"},
	{"\x00\x00\xfe\xff", "text in UTF-32", "save it as UTF-8"},
}

const cfbMagic = "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

// isZip recognises a ZIP archive, as which workbooks come.
func isZip(head []byte) bool {
	for _, magic := range []string{"PK\x03\x04", "PK\x05\x06", "PK\x07\x08"} {
		if bytes.HasPrefix(head, []byte(magic)) {
			return true
		}
	}
	return false
}

// refuseBinary names what a file is that is neither text nor a workbook, and what to do.
func refuseBinary(in Input, head []byte) error {
	if bytes.HasPrefix(head, []byte(cfbMagic)) {
		return refuseCompound(in)
	}
	if bytes.HasPrefix(head, []byte("MZ")) && bytes.IndexByte(head[:min(len(head), 64)], 0) >= 0 {
		return fmt.Errorf("%s: is a Windows program or library, not a table; %s", in.Name, noTable)
	}
	for _, s := range signatures {
		if bytes.HasPrefix(head, []byte(s.magic)) && (s.magic != "BZh" && s.magic != "PAR1" || hasControls(head)) {
			return fmt.Errorf("%s: is %s, not a table; %s", in.Name, s.is, s.fix)
		}
	}
	return nil
}

// hasControls reports bytes that no text has, for signatures made of letters only.
func hasControls(head []byte) bool {
	return bytes.ContainsFunc(head, func(r rune) bool { return r < ' ' && !strings.ContainsRune("\t\r\n\f\x1a", r) })
}

// compound maps a stream of a compound file to what such a file is and what to
// do; an empty fix stands for converting it.
var compound = []struct{ stream, is, fix string }{
	{"EncryptedPackage", "a password-protected workbook",
		"open it in Excel and remove the password: File, Info, Protect Workbook, Encrypt with Password, empty the box; then save"},
	{"Workbook", "a workbook in the old .xls format", ""},
	{"Book", "a workbook in the old .xls format", ""},
	{"WordDocument", "an old Word document", saveText},
	{"PowerPoint Document", "an old PowerPoint presentation", saveText},
	{"__properties_version1.0", "an Outlook message", "save its attachment and give that"},
}

// refuseCompound tells the kinds of compound files apart by the streams they hold.
func refuseCompound(in Input) error {
	streams := map[string]bool{}
	doc, err := mscfb.New(io.NewSectionReader(in, 0, in.Size))
	for err == nil {
		var entry *mscfb.File
		if entry, err = doc.Next(); err == nil {
			streams[entry.Name] = true
		}
	}
	for _, c := range compound {
		if streams[c.stream] {
			if c.fix == "" {
				return fmt.Errorf("%s: is %s%s", in.Name, c.is, convert+in.Name)
			}
			return fmt.Errorf("%s: is %s; %s", in.Name, c.is, c.fix)
		}
	}
	if !errors.Is(err, io.EOF) {
		return fmt.Errorf("%s: is a damaged file of an old Office format: %w%s", in.Name, err, convert+in.Name)
	}
	return fmt.Errorf("%s: is a compound file that holds no workbook; %s", in.Name, saveText)
}
