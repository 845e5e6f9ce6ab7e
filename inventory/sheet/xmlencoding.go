package sheet

import (
	"bytes"
	"encoding/binary"
	"io"
	"strings"
	"unicode/utf16"

	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"
)

// openXML prepares to scan a part: it finds out the encoding from the
// byte-order mark or the first character, which is always <, and reads the XML
// declaration. Parts are UTF-8 or UTF-16 (ECMA-376 part 2); any other encoding
// is refused rather than misread.
func openXML(src io.Reader, size uint64) (*xmlScanner, error) {
	x := newXMLScanner(src, size)
	if err := x.fillTo(4); err != nil {
		return nil, err
	}
	wide, endian, order := false, unicode.LittleEndian, binary.ByteOrder(binary.LittleEndian)
	switch head := x.buf[x.pos:x.end]; {
	case bytes.HasPrefix(head, []byte("\xef\xbb\xbf")):
		x.pos += 3
	case bytes.HasPrefix(head, []byte("\xff\xfe")), bytes.HasPrefix(head, []byte("<\x00")):
		wide = true
	case bytes.HasPrefix(head, []byte("\xfe\xff")), bytes.HasPrefix(head, []byte("\x00<")):
		wide, endian, order = true, unicode.BigEndian, binary.BigEndian
	}
	if wide {
		raw := io.MultiReader(bytes.NewReader(x.buf[x.pos:x.end]), src)
		decoder := unicode.UTF16(endian, unicode.UseBOM).NewDecoder()
		x = newXMLScanner(transform.NewReader(&pairedUnits{src: raw, order: order}, decoder), size)
	}
	return x, x.declaration(wide)
}

// pairedUnits reads UTF-16 and refuses surrogates without their partner, which
// the decoder would replace in silence.
type pairedUnits struct {
	src   io.Reader
	order binary.ByteOrder
	rest  []byte // of a unit, of which the other byte is still to come
	high  bool   // the first half of a pair was read last
}

func (p *pairedUnits) Read(b []byte) (int, error) {
	n, err := p.src.Read(b)
	p.rest = append(p.rest, b[:n]...)
	for ; len(p.rest) > 1; p.rest = p.rest[2:] {
		unit := rune(p.order.Uint16(p.rest))
		low := utf16.IsSurrogate(unit) && unit >= 0xDC00
		if low != p.high {
			return 0, halfPair()
		}
		p.high = utf16.IsSurrogate(unit) && !low
	}
	if err == io.EOF && p.high {
		return 0, halfPair()
	}
	return n, err
}

func halfPair() error { return damagef("half of a surrogate pair stands in the UTF-16 of the part") }

// fillTo reads until n bytes or the whole part are in the buffer.
func (x *xmlScanner) fillTo(n int) error {
	for x.end-x.pos < n && !x.eof {
		if err := x.fill(); err != nil {
			return err
		}
	}
	return nil
}

// declaration reads the XML declaration, if there is one.
func (x *xmlScanner) declaration(wide bool) error {
	const longest = 512
	if err := x.fillTo(longest); err != nil {
		return err
	}
	b := x.buf[x.pos:min(x.end, x.pos+longest)]
	if !bytes.HasPrefix(b, []byte("<?xml")) || len(b) < 6 || xmlClass[b[5]]&classSpace == 0 {
		return nil
	}
	n := bytes.Index(b, []byte("?>"))
	if n < 0 {
		return damagef("the XML declaration %q does not end", shorten(b))
	}
	if err := checkDeclaration(string(b[len("<?xml"):n]), wide); err != nil {
		return err
	}
	x.pos += n + len("?>")
	return nil
}

// checkDeclaration checks version and encoding of an XML declaration.
func checkDeclaration(fields string, wide bool) error {
	for _, field := range strings.Fields(fields) {
		name, value, _ := strings.Cut(field, "=")
		if len(value) < 2 || value[0] != '"' && value[0] != '\'' || value[len(value)-1] != value[0] {
			return damagef("%q in the XML declaration is no attribute", shorten([]byte(field)))
		}
		value = strings.ToLower(value[1 : len(value)-1])
		utf16 := strings.HasPrefix(value, "utf-16")
		switch {
		case name == "version" && value == "1.0", name == "standalone":
		case name == "encoding" && (utf16 && wide || !wide && (value == "utf-8" || value == "us-ascii")):
		default:
			return damagef("the XML declaration says %s %q, want XML 1.0 in UTF-8 or UTF-16", name, shorten([]byte(value)))
		}
	}
	return nil
}
