package sheet

import (
	"slices"
	"strings"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/htmlindex"
)

// The encodings that are decoded here and not by a table of one character a byte.
const (
	utf8Name    = "utf-8"
	utf16Name   = "utf-16"
	utf16LEName = "utf-16le"
	utf16BEName = "utf-16be"
	ansiName    = "windows-1252"
	mixedName   = "utf-8 and windows-1252"
)

// charmaps are the encodings of one byte a character, under their names.
var charmaps = map[string]*charmap.Charmap{
	"cp437": charmap.CodePage437, "cp850": charmap.CodePage850, "cp852": charmap.CodePage852,
	"cp855": charmap.CodePage855, "cp858": charmap.CodePage858, "cp860": charmap.CodePage860,
	"cp862": charmap.CodePage862, "cp863": charmap.CodePage863, "cp865": charmap.CodePage865,
	"cp866": charmap.CodePage866, "macintosh": charmap.Macintosh,
	"iso-8859-2": charmap.ISO8859_2, "iso-8859-5": charmap.ISO8859_5, "iso-8859-7": charmap.ISO8859_7,
	"iso-8859-15": charmap.ISO8859_15, "koi8-r": charmap.KOI8R,
	"windows-1250": charmap.Windows1250, "windows-1251": charmap.Windows1251, ansiName: charmap.Windows1252,
	"windows-1253": charmap.Windows1253, "windows-1254": charmap.Windows1254, "windows-1255": charmap.Windows1255,
	"windows-1256": charmap.Windows1256, "windows-1257": charmap.Windows1257, "windows-1258": charmap.Windows1258,
}

// aliases are other names, without punctuation. ISO 8859-1 and ASCII are read
// as Windows-1252, of which they are the common part, as browsers do.
var aliases = map[string]string{
	"utf8": utf8Name, "utf8bom": utf8Name, "utf8nobom": utf8Name, "cp65001": utf8Name, "65001": utf8Name,
	"utf16": utf16Name, "ucs2": utf16Name, "utf16le": utf16LEName, "unicode": utf16LEName,
	"utf16be": utf16BEName, "bigendianunicode": utf16BEName,
	"latin1": ansiName, "l1": ansiName, "iso88591": ansiName, "ascii": ansiName, "usascii": ansiName, "ansi": ansiName,
	"latin9": "iso-8859-15", "latin2": "iso-8859-2", "mac": "macintosh", "macroman": "macintosh",
}

// Encodings lists the names that Options.Encoding knows, without aliases and
// without the multi-byte encodings of East Asia, which are known as well.
func Encodings() []string {
	names := []string{utf8Name, utf16Name, utf16LEName, utf16BEName}
	for name := range charmaps {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

// KnownEncoding reports whether Options.Encoding may have this value.
func KnownEncoding(name string) bool {
	_, ok := encodingName(name)
	return ok
}

// encodingName turns a name or alias into the name of this package.
func encodingName(name string) (string, bool) {
	lower := strings.ToLower(strings.TrimSpace(name))
	bare := strings.NewReplacer("-", "", "_", "", " ", "").Replace(lower)
	if own, ok := aliases[bare]; ok {
		return own, true
	}
	for own := range charmaps {
		if bare == strings.ReplaceAll(own, "-", "") || bare == "ibm"+strings.TrimPrefix(own, "cp") ||
			bare == strings.TrimPrefix(own, "cp") || bare == "cp"+strings.TrimPrefix(own, "windows-") ||
			bare == strings.TrimPrefix(own, "windows-") {
			return own, true
		}
	}
	if _, err := htmlindex.Get(lower); err == nil {
		return lower, true
	}
	return "", false
}

// multiByte is the decoder of an encoding that charmaps does not hold.
func multiByte(name string) encoding.Encoding {
	enc, err := htmlindex.Get(name)
	if err != nil {
		return encoding.Replacement // encodingName never lets such a name through
	}
	return enc
}
