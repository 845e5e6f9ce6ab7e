package sheet

import (
	"bytes"
	"strconv"
	"unicode/utf8"
)

// Classes of bytes.
const (
	classIllegal   uint8 = 1 << iota // never in XML
	classDecode                      // text with it is not what it looks like: & CR ]
	classWide                        // part of a character beyond ASCII
	classMarkup                      // < or the white space that a value must not keep
	className                        // may stand in a name
	classNameStart                   // may begin a name
	classSpace
)

var xmlClass = func() (class [256]uint8) {
	for c := range 256 {
		switch {
		case c == ' ' || c == '\t' || c == '\n' || c == '\r':
			class[c] = classSpace
		case c < ' ':
			class[c] = classIllegal
		case c >= utf8.RuneSelf:
			class[c] = classWide | className | classNameStart
		case 'a' <= c|0x20 && c|0x20 <= 'z', c == '_':
			class[c] = className | classNameStart
		case '0' <= c && c <= '9', c == '.', c == '-':
			class[c] = className
		}
	}
	class['&'] |= classDecode
	class['\r'] |= classDecode
	class[']'] |= classDecode
	for _, c := range "<\t\n\r" {
		class[c] |= classMarkup
	}
	return class
}()

// decode resolves entities and line ends of text or, with value set, of an
// attribute's value, and checks the characters. The result is b itself or lies
// in spare.
func (x *xmlScanner) decode(b []byte, value bool) ([]byte, error) {
	var seen uint8
	for _, c := range b {
		seen |= xmlClass[c]
	}
	if seen&classIllegal != 0 || seen&classWide != 0 && !legalUTF8(b) {
		return nil, damagef("%q holds a character that XML does not allow", shorten(b))
	}
	if value && seen&classMarkup != 0 && bytes.IndexByte(b, '<') >= 0 {
		return nil, damagef("the attribute value %q holds a raw <", shorten(b))
	}
	if seen&classDecode == 0 && (!value || seen&classMarkup == 0) {
		return b, nil
	}
	if !value && bytes.Contains(b, []byte("]]>")) {
		return nil, damagef("the text %q holds a raw ]]>", shorten(b))
	}
	start := len(x.spare)
	for i := 0; i < len(b); i++ {
		switch c := b[i]; {
		case c == '&':
			r, n := entity(b[i:])
			if n == 0 {
				return nil, damagef("%q is no entity of XML", shorten(b[i:]))
			}
			x.spare = utf8.AppendRune(x.spare, r)
			i += n - 1
		case c == '\r' && i+1 < len(b) && b[i+1] == '\n':
		case value && xmlClass[c]&classMarkup != 0:
			x.spare = append(x.spare, ' ')
		case c == '\r':
			x.spare = append(x.spare, '\n')
		default:
			x.spare = append(x.spare, c)
		}
	}
	return x.spare[start:], nil
}

// decodeVerbatim does for CDATA and comments what decode does for text; & is just a character.
func (x *xmlScanner) decodeVerbatim(b []byte) ([]byte, error) {
	for _, c := range b {
		if xmlClass[c]&classIllegal != 0 {
			return nil, damagef("%q holds a character that XML does not allow", shorten(b))
		}
	}
	if !legalUTF8(b) {
		return nil, damagef("%q is not valid UTF-8", shorten(b))
	}
	if bytes.IndexByte(b, '\r') < 0 {
		return b, nil
	}
	b = bytes.ReplaceAll(b, []byte("\r\n"), []byte("\n"))
	return bytes.ReplaceAll(b, []byte("\r"), []byte("\n")), nil
}

// entity decodes the entity at the beginning of b; n is its length, 0 if it is none.
func entity(b []byte) (r rune, n int) {
	end := bytes.IndexByte(b[:min(len(b), 16)], ';')
	if end < 2 {
		return 0, 0
	}
	switch name := string(b[1:end]); {
	case name == "amp":
		r = '&'
	case name == "lt":
		r = '<'
	case name == "gt":
		r = '>'
	case name == "quot":
		r = '"'
	case name == "apos":
		r = '\''
	case name[0] == '#':
		r = characterReference(name[1:])
	}
	if r == 0 {
		return 0, 0
	}
	return r, end + 1
}

// characterReference is the character with a number such as 10 or xA, 0 if XML allows none such.
func characterReference(digits string) rune {
	base := 10
	if len(digits) > 1 && digits[0] == 'x' {
		digits, base = digits[1:], 16
	}
	v, err := strconv.ParseUint(digits, base, 32)
	r := rune(v)
	if err != nil || v > utf8.MaxRune || !utf8.ValidRune(r) ||
		r < ' ' && r != '\t' && r != '\n' && r != '\r' || r == 0xFFFE || r == 0xFFFF {
		return 0
	}
	return r
}

// legalUTF8 reports valid UTF-8 without U+FFFE and U+FFFF, which XML excludes.
func legalUTF8(b []byte) bool {
	return utf8.Valid(b) && !bytes.Contains(b, []byte("\uFFFE")) && !bytes.Contains(b, []byte("\uFFFF"))
}

// isBlank reports text that is only white space of XML.
func isBlank(b []byte) bool {
	for _, c := range b {
		if xmlClass[c]&classSpace == 0 {
			return false
		}
	}
	return true
}

// trimBlank cuts white space of XML from both ends.
func trimBlank(b []byte) []byte {
	for len(b) > 0 && xmlClass[b[0]]&classSpace != 0 {
		b = b[1:]
	}
	for len(b) > 0 && xmlClass[b[len(b)-1]]&classSpace != 0 {
		b = b[:len(b)-1]
	}
	return b
}

// shorten cuts what is quoted in a message.
func shorten(b []byte) []byte {
	const most = 40
	if len(b) <= most {
		return b
	}
	n := most
	for n > most-utf8.UTFMax && !utf8.RuneStart(b[n]) {
		n--
	}
	return append(bytes.Clone(b[:n]), "…"...)
}
