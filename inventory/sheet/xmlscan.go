package sheet

import (
	"bytes"
	"errors"
	"io"
)

// xmlToken is what xmlScanner.next found.
type xmlToken uint8

const (
	xmlNone  xmlToken = iota // nothing for the caller: a comment, white space outside the root
	xmlEOF                   // the part is complete and well-formed
	xmlStart                 // a start tag; its name and attributes are in the scanner
	xmlEnd                   // an end tag, also that of a self-closing element
	xmlText                  // text between tags, decoded
)

// Limits of a part's XML. A part beyond them is refused with the limit named.
const (
	maxToken      = 2 * (MaxCell + 1) // bytes of one tag or one run of text, as it stands in the part
	maxDepth      = 256               // elements inside each other
	maxAttributes = 128               // attributes of one element
	scanBlock     = 256 << 10         // bytes of the buffer to begin with, for a part that large
)

// errShort says that the buffer ends inside a token: read more and scan it again.
var errShort = errors.New("token is cut by the end of the buffer")

// xmlScanner splits an XML part into tokens while it streams through a buffer.
// It accepts only what is well-formed to the last byte: tags that match,
// attributes that are quoted and unique, entities and prefixes that exist,
// legal characters in valid UTF-8, one root element and nothing after it. A
// document type is refused, so no entity can be defined.
//
// Note: encoding/xml checks the same but costs about twenty times as much,
// which a sheet of a million rows cannot afford.
type xmlScanner struct {
	src      io.Reader
	ahead    *readAhead // src, if it hands over its blocks; they are scanned where they lie
	buf      []byte
	pos, end int // buf[pos:end] is not yet scanned
	eof      bool
	taken    uint64 // bytes read from src

	// The token returned last; valid until the next call.
	ns    xmlNS
	name  []byte // of a start tag, without prefix
	attrs []xmlAttr
	text  []byte

	open       []byte       // qualified names of the open elements, end to end
	starts     []int        // where each of them begins in open
	bound      []xmlBinding // namespaces in scope, innermost last
	inherited  xmlNS        // namespace of elements without prefix
	spare      []byte       // decoded text and attribute values
	selfClosed bool         // the end of a self-closing element is still to be returned
	rooted     bool         // the root element was seen
	lent       bool         // buf is a block of src

	began xmlMark // where the child that was read last by child began, blanks included
	moves int     // how often the buffer moved
}

// xmlMark is a place in the part, known for as long as the buffer does not move.
type xmlMark struct{ pos, moves int }

// since is the XML from a place to where scanning goes on; nil if it is no longer whole.
func (x *xmlScanner) since(m xmlMark) []byte {
	if m.moves != x.moves {
		return nil
	}
	return x.buf[m.pos:x.pos]
}

// newXMLScanner prepares to scan a part of UTF-8 without byte-order mark and
// of about the given size.
func newXMLScanner(src io.Reader, size uint64) *xmlScanner {
	if ahead, ok := src.(*readAhead); ok {
		return &xmlScanner{src: src, ahead: ahead}
	}
	return &xmlScanner{src: src, buf: make([]byte, min(size+64, scanBlock))}
}

// next returns the next token. After xmlEOF the part was read to its end,
// checksum included.
func (x *xmlScanner) next() (xmlToken, error) {
	if x.selfClosed {
		x.selfClosed = false
		x.pop()
		return xmlEnd, nil
	}
	for {
		tok, err := x.scan(x.buf[x.pos:x.end])
		if err == nil && tok != xmlNone {
			return tok, nil
		}
		if err == errShort {
			err = x.fill()
		}
		if err != nil {
			return xmlNone, err
		}
	}
}

// scan reads one token from the beginning of b and moves pos behind it.
func (x *xmlScanner) scan(b []byte) (xmlToken, error) {
	switch {
	case len(b) == 0 && x.eof:
		return x.atEnd()
	case len(b) == 0:
		return xmlNone, errShort
	case b[0] != '<':
		return x.scanText(b)
	case len(b) == 1:
		return xmlNone, errShort
	}
	switch b[1] {
	case '/':
		return x.scanEnd(b)
	case '!':
		return x.scanMarkup(b)
	case '?':
		return x.scanInstruction(b)
	}
	return x.scanStart(b)
}

// atEnd judges the end of the part.
func (x *xmlScanner) atEnd() (xmlToken, error) {
	switch {
	case len(x.starts) > 0:
		return xmlNone, x.cutOff()
	case !x.rooted:
		return xmlNone, damagef("the part holds no XML")
	}
	return xmlEOF, nil
}

func (x *xmlScanner) cutOff() error {
	if len(x.starts) == 0 {
		return damagef("the XML ends inside a tag")
	}
	return damagef("the XML ends before </%s>", x.top())
}

// scanText reads the text before the next tag.
func (x *xmlScanner) scanText(b []byte) (xmlToken, error) {
	n := bytes.IndexByte(b, '<')
	if n < 0 {
		if !x.eof {
			return xmlNone, errShort
		}
		n = len(b)
	}
	x.spare = x.spare[:0]
	text, err := x.decode(b[:n], false)
	if err != nil {
		return xmlNone, err
	}
	if len(x.starts) == 0 {
		if !isBlank(text) {
			return xmlNone, damagef("text %q stands outside the root element", shorten(text))
		}
		x.pos += n
		return xmlNone, nil
	}
	x.pos += n
	x.text = text
	return xmlText, nil
}

// scanEnd reads an end tag and checks that it closes the innermost element.
func (x *xmlScanner) scanEnd(b []byte) (xmlToken, error) {
	top := x.top()
	n := 2 + len(top)
	if len(top) > 0 && len(b) > n && b[n] == '>' && string(b[2:n]) == string(top) {
		x.pos += n + 1
		x.pop()
		return xmlEnd, nil
	}
	gt := bytes.IndexByte(b, '>')
	if gt < 0 {
		return xmlNone, errShort
	}
	name := bytes.TrimRight(b[2:gt], " \t\r\n")
	switch {
	case len(x.starts) == 0:
		return xmlNone, damagef("</%s> closes nothing", shorten(name))
	case string(name) != string(top):
		return xmlNone, damagef("</%s> stands where </%s> must", shorten(name), top)
	}
	x.pos += gt + 1
	x.pop()
	return xmlEnd, nil
}

// scanMarkup reads what begins with <!: a comment, a CDATA section; a document
// type is refused.
func (x *xmlScanner) scanMarkup(b []byte) (xmlToken, error) {
	const cdata, comment = "<![CDATA[", "<!--"
	switch {
	case bytes.HasPrefix(b, []byte(cdata)):
		return x.scanCDATA(b, len(cdata))
	case bytes.HasPrefix(b, []byte(comment)):
		return xmlNone, x.passOver(b, len(comment), "--", "-->")
	case len(b) < len(cdata) && !x.eof:
		return xmlNone, errShort
	case bytes.HasPrefix(b, []byte("<!DOCTYPE")):
		return xmlNone, damagef("a document type is declared, which a workbook must not")
	}
	return xmlNone, damagef("%q is no XML", shorten(b))
}

func (x *xmlScanner) scanCDATA(b []byte, start int) (xmlToken, error) {
	n := bytes.Index(b[start:], []byte("]]>"))
	switch {
	case n < 0:
		return xmlNone, errShort
	case len(x.starts) == 0:
		return xmlNone, damagef("text stands outside the root element")
	}
	x.spare = x.spare[:0]
	text, err := x.decodeVerbatim(b[start : start+n])
	if err != nil {
		return xmlNone, err
	}
	x.pos += start + n + len("]]>")
	x.text = text
	return xmlText, nil
}

// scanInstruction passes over a processing instruction. The XML declaration is
// read when the part is opened; anywhere else it is an error.
func (x *xmlScanner) scanInstruction(b []byte) (xmlToken, error) {
	if len(b) < len("<?xml?") && !x.eof {
		return xmlNone, errShort
	}
	if bytes.HasPrefix(b, []byte("<?xml")) && len(b) > 5 && xmlClass[b[5]]&className == 0 {
		return xmlNone, damagef("an XML declaration stands in the middle of the part")
	}
	if len(b) > 2 && xmlClass[b[2]]&classNameStart == 0 {
		return xmlNone, damagef("%q is no XML", shorten(b))
	}
	return xmlNone, x.passOver(b, 2, "?>", "?>")
}

// passOver skips markup that ends in closing; the text stop must not come before that.
func (x *xmlScanner) passOver(b []byte, start int, stop, closing string) error {
	n := bytes.Index(b[start:], []byte(stop))
	if n < 0 || start+n+len(closing) > len(b) {
		return errShort
	}
	if !bytes.HasPrefix(b[start+n:], []byte(closing)) {
		return damagef("%q is no XML", shorten(b))
	}
	x.spare = x.spare[:0]
	if _, err := x.decodeVerbatim(b[start : start+n]); err != nil {
		return err
	}
	x.pos += start + n + len(closing)
	return nil
}

// push opens the element whose qualified name is given.
func (x *xmlScanner) push(name []byte) error {
	if len(x.starts) == 0 && x.rooted {
		return damagef("a second root element <%s> follows the first", shorten(name))
	}
	if len(x.starts) >= maxDepth {
		return limitf("elements are nested deeper than the limit of %d", maxDepth)
	}
	x.rooted = true
	x.starts = append(x.starts, len(x.open))
	x.open = append(x.open, name...)
	return nil
}

// pop closes the innermost element and what its tag declared.
func (x *xmlScanner) pop() {
	last := len(x.starts) - 1
	x.open = x.open[:x.starts[last]]
	x.starts = x.starts[:last]
	if n := len(x.bound); n > 0 && x.bound[n-1].depth > last {
		x.unbind(last)
	}
}

// top is the qualified name of the innermost open element.
func (x *xmlScanner) top() []byte {
	if len(x.starts) == 0 {
		return nil
	}
	return x.open[x.starts[len(x.starts)-1]:]
}
