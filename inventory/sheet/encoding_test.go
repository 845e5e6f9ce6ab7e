package sheet

import (
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/unicode"
)

var (
	utf16LE     = unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM)
	utf16LEMark = unicode.UTF16(unicode.LittleEndian, unicode.UseBOM)
	utf16BE     = unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM)
	utf16BEMark = unicode.UTF16(unicode.BigEndian, unicode.UseBOM)
)

func encode(t testing.TB, enc encoding.Encoding, text string) []byte {
	t.Helper()
	data, err := enc.NewEncoder().Bytes([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// TestReadDecodes writes one table in many encodings; each must read the same.
func TestReadDecodes(t *testing.T) {
	const latin = "Anwendung;Besitzer\r\nBüro-Bot;\"Jörg \"\"J\"\" Öl\"\r\n"
	const wide = "アプリ,サーバー\n掲示板😀,チャット\n中文中文,中文\n"
	const cyrillic = "Приложение;Сервер\r\nБот;чат\r\n"
	tests := []struct {
		name, text string
		enc        encoding.Encoding
		option     string
		want       string // name of the encoding used
		notes      int
	}{
		{"utf-8", latin, unicode.UTF8, "", "utf-8", 0},
		{"utf-8 with mark", latin, unicode.UTF8BOM, "", "utf-8", 0},
		{"utf-8 with mark, named", latin, unicode.UTF8BOM, "UTF8", "utf-8", 0},
		{"utf-16le with mark", latin, utf16LEMark, "", "utf-16le", 0},
		{"utf-16be with mark", latin, utf16BEMark, "", "utf-16be", 0},
		{"utf-16 with mark, named", latin, utf16BEMark, "utf-16", "utf-16be", 0},
		{"utf-16le", latin, utf16LE, "", "utf-16le", 0},
		{"utf-16be", latin, utf16BE, "", "utf-16be", 0},
		{"utf-16le without ASCII letters", cyrillic, utf16LE, "", "utf-16le", 0},
		{"utf-16le wide", wide, utf16LEMark, "", "utf-16le", 0},
		{"utf-16be wide, named", wide, utf16BE, "utf-16be", "utf-16be", 0},
		{"Unicode as PowerShell says", wide, utf16LE, "Unicode", "utf-16le", 0},
		{"windows-1252 guessed", latin, charmap.Windows1252, "", "windows-1252", 1},
		{"windows-1252", latin, charmap.Windows1252, "cp1252", "windows-1252", 0},
		{"latin1", latin, charmap.ISO8859_1, "latin1", "windows-1252", 0},
		{"iso-8859-1", latin, charmap.ISO8859_1, "ISO-8859-1", "windows-1252", 0},
		{"iso-8859-15", latin, charmap.ISO8859_15, "iso-8859-15", "iso-8859-15", 0},
		{"windows-1250", latin, charmap.Windows1250, "1250", "windows-1250", 0},
		{"windows-1251", cyrillic, charmap.Windows1251, "windows-1251", "windows-1251", 0},
		{"macintosh", latin, charmap.Macintosh, "macintosh", "macintosh", 0},
		{"cp850", latin, charmap.CodePage850, "850", "cp850", 0},
		{"cp437", latin, charmap.CodePage437, "IBM437", "cp437", 0},
		{"shift_jis", strings.ReplaceAll(wide, "😀", ""), japanese.ShiftJIS, "shift_jis", "shift_jis", 0},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			table, err := readBytes(t, "a.csv", encode(t, test.enc, test.text), Options{Encoding: test.option})
			if err != nil {
				t.Fatal(err)
			}
			if table.data != strings.TrimPrefix(test.text, "\ufeff") || table.Encoding != test.want || len(table.Notes) != test.notes {
				t.Errorf("read %q in %s with notes %v, want %q in %s with %d", table.data, table.Encoding, table.Notes,
					test.text, test.want, test.notes)
			}
		})
	}
}

// TestReadRefusesBytesOfAnotherEncoding checks that garbage is never read in
// silence, and that the message says where it begins.
func TestReadRefusesBytesOfAnotherEncoding(t *testing.T) {
	const head = "App,Owner\r\nBot,Jörg\r\n"
	le := encode(t, utf16LEMark, head)
	tests := []struct {
		name, option string
		data         []byte
		want         string
	}{
		{"not utf-8", "utf-8", encode(t, charmap.Windows1252, head), "a.csv:2:6: byte 0xF6 is not UTF-8"},
		{"half a character", "", append(slices.Clone(le), 'x'), "a.csv:3:1: ends in half a character"},
		{"ASCII behind UTF-16", "", append(slices.Clone(le), "News,Zo\r\n"...), "a.csv:3:1: from here on the bytes are not utf-16le"},
		{"an even number of it", "", append(slices.Clone(le), "News,Zoe\r\nOld,Bob\r\n"...), "a.csv:3:1: from here on the bytes are not utf-16le"},
		{"behind big-endian", "", append(encode(t, utf16BEMark, head), "News,Zoe\n"...), "a.csv:3:1: from here on the bytes are not utf-16be"},
		{"UTF-16 behind ASCII", "", append([]byte("App,Owner\r\nBot,Joe\r\n"), le[2:]...), "a.csv:3:1: from here on the text is UTF-16"},
		{"lone surrogate", "", append(slices.Clone(le), 'N', 0, 0x00, 0xd8, 'e', 0), "a.csv:3:2: half of a surrogate pair"},
		{"lone surrogate at the end", "", append(slices.Clone(le), 'N', 0, 0x00, 0xdc), "a.csv:3:2: half of a surrogate pair"},
		{"unused byte", "windows-1252", []byte("a,b\nc\x81,d"), "a.csv:2:2: byte 0x81 has no character in windows-1252"},
		{"mark against option", "windows-1252", []byte("\xef\xbb\xbfa,b\n"), "a.csv: begins with the byte-order mark of utf-8"},
		{"not Shift_JIS", "shift_jis", []byte("a,b\nc,\xff\xff\n"), "a.csv:2:3: bytes that are not shift_jis"},
		{"utf-32", "", []byte("\xff\xfe\x00\x00a\x00\x00\x00"), "a.csv: is text in UTF-32"},
		{"unknown name", "utf-9", []byte("a,b"), `encoding "utf-9" is not known, want one of cp437, `},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			table, err := readBytes(t, "a.csv", test.data, Options{Encoding: test.option})
			if err == nil {
				t.Fatalf("read as\n%s", dump(table))
			}
			if !strings.HasPrefix(err.Error(), test.want) {
				t.Errorf("error %q, want %q …", err, test.want)
			}
		})
	}
}

func TestKnownEncoding(t *testing.T) {
	for _, name := range append(Encodings(), "UTF8", "Latin1", "CP1252", "x-sjis", "ISO_8859-15", " utf-16LE ") {
		if !KnownEncoding(name) {
			t.Errorf("%q is not known", name)
		}
	}
	for _, name := range []string{"", "utf-9", "none", "1"} {
		if KnownEncoding(name) {
			t.Errorf("%q is known", name)
		}
	}
}
