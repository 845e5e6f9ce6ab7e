package sheet

import "unicode/utf8"

// xmlNS is a namespace that the reader tells apart.
type xmlNS uint8

const (
	nsNone  xmlNS = iota // no namespace
	nsMain               // SpreadsheetML
	nsDoc                // relationship ids inside a document
	nsPack               // the relationships parts of a package
	nsMC                 // markup compatibility: alternatives
	nsOther              // any other
)

// xmlNamespaces holds the names of ECMA-376: the transitional ones, and those
// of its strict variant (purl.oclc.org).
var xmlNamespaces = map[string]xmlNS{
	"": nsNone,
	"http://schemas.openxmlformats.org/spreadsheetml/2006/main":           nsMain,
	"http://purl.oclc.org/ooxml/spreadsheetml/main":                       nsMain,
	"http://schemas.openxmlformats.org/officeDocument/2006/relationships": nsDoc,
	"http://purl.oclc.org/ooxml/officeDocument/relationships":             nsDoc,
	"http://schemas.openxmlformats.org/package/2006/relationships":        nsPack,
	"http://schemas.openxmlformats.org/markup-compatibility/2006":         nsMC,
}

// xmlAttr is an attribute of the start tag read last, its value decoded.
type xmlAttr struct {
	ns                  xmlNS // nsNone without a prefix
	prefix, name, value []byte
}

// xmlBinding is a namespace declaration in scope.
type xmlBinding struct {
	depth  int // of the element that declares it, from 1
	prefix string
	ns     xmlNS
}

// scanStart reads a start tag.
func (x *xmlScanner) scanStart(b []byte) (xmlToken, error) {
	prefix, name, i, err := scanName(b, 1)
	if err != nil {
		return xmlNone, err
	}
	qualified := b[1:i]
	x.attrs, x.spare = x.attrs[:0], x.spare[:0]
	declares, closed := false, false
	for {
		before := i
		for i < len(b) && xmlClass[b[i]]&classSpace != 0 {
			i++
		}
		if i+1 >= len(b) && (i >= len(b) || b[i] == '/') {
			return xmlNone, errShort
		}
		if b[i] == '>' {
			i++
			break
		}
		if b[i] == '/' && b[i+1] == '>' {
			i += 2
			closed = true
			break
		}
		if i == before {
			return xmlNone, damagef("%q is no tag", shorten(b))
		}
		if i, err = x.scanAttr(b, i); err != nil {
			return xmlNone, err
		}
		a := &x.attrs[len(x.attrs)-1]
		declares = declares || string(a.prefix) == "xmlns" || string(a.name) == "xmlns"
	}
	if err := x.push(qualified); err != nil {
		return xmlNone, err
	}
	x.pos += i
	x.name, x.selfClosed = name, closed
	return xmlStart, x.resolve(prefix, declares)
}

// scanName reads a name at b[i:], split at its colon. Its end is in the buffer.
func scanName(b []byte, i int) (prefix, name []byte, end int, err error) {
	start := i
	var seen uint8
	for ; i < len(b) && xmlClass[b[i]]&className != 0; i++ {
		seen |= xmlClass[b[i]]
	}
	if i < len(b) && b[i] == ':' {
		prefix = b[start:i]
		start = i + 1
		for i++; i < len(b) && xmlClass[b[i]]&className != 0; i++ {
			seen |= xmlClass[b[i]]
		}
	}
	if i == len(b) {
		return nil, nil, 0, errShort
	}
	name = b[start:i]
	if len(name) == 0 || xmlClass[name[0]]&classNameStart == 0 ||
		prefix != nil && (len(prefix) == 0 || xmlClass[prefix[0]]&classNameStart == 0) {
		return nil, nil, 0, damagef("%q is no tag", shorten(b))
	}
	if seen&classWide != 0 && (!utf8.Valid(prefix) || !utf8.Valid(name)) {
		return nil, nil, 0, damagef("the name %q is not valid UTF-8", shorten(name))
	}
	return prefix, name, i, nil
}

// scanAttr reads an attribute at b[i:] into attrs and returns where the next
// thing begins.
func (x *xmlScanner) scanAttr(b []byte, i int) (next int, err error) {
	n := len(x.attrs)
	if n >= maxAttributes {
		return 0, limitf("an element has more than the limit of %d attributes", maxAttributes)
	}
	x.attrs = append(x.attrs, xmlAttr{})
	a := &x.attrs[n]
	if i, err = a.scanName(b, i); err != nil {
		return 0, err
	}
	quote := b[i]
	i++
	start := i
	var seen uint8
	for ; i < len(b) && b[i] != quote; i++ {
		seen |= xmlClass[b[i]]
	}
	if i == len(b) {
		return 0, errShort
	}
	a.value = b[start:i]
	if seen&(classIllegal|classDecode|classWide|classMarkup) != 0 {
		if a.value, err = x.decode(a.value, true); err != nil {
			return 0, err
		}
	}
	for j := range n {
		if o := &x.attrs[j]; string(o.name) == string(a.name) && string(o.prefix) == string(a.prefix) {
			return 0, damagef("attribute %s stands twice in %q", a.name, shorten(b))
		}
	}
	return i + 1, nil
}

// scanName reads name and equals sign of an attribute and returns where the
// quote of its value stands, which is in the buffer.
func (a *xmlAttr) scanName(b []byte, i int) (quote int, err error) {
	if rest := b[i:]; len(rest) > 2 && rest[1] == '=' && rest[2] == '"' && 'a' <= rest[0] && rest[0] <= 'z' {
		a.name = rest[:1] // as most attributes of cells are
		return i + 2, nil
	}
	a.prefix, a.name, i, err = scanName(b, i)
	if err != nil {
		return 0, err
	}
	for i < len(b) && xmlClass[b[i]]&classSpace != 0 {
		i++
	}
	if i < len(b) && b[i] != '=' {
		return 0, damagef("attribute %s of %q has no value", a.name, shorten(b))
	}
	for i++; i < len(b) && xmlClass[b[i]]&classSpace != 0; i++ {
	}
	if i >= len(b) {
		return 0, errShort
	}
	if b[i] != '"' && b[i] != '\'' {
		return 0, damagef("the value of attribute %s of %q is not quoted", a.name, shorten(b))
	}
	return i, nil
}

// resolve finds the namespaces of the start tag read last.
func (x *xmlScanner) resolve(prefix []byte, declares bool) error {
	if declares {
		x.bind()
	}
	x.ns = x.inherited
	if prefix != nil {
		ns, ok := x.namespace(prefix)
		if !ok {
			return damagef("the prefix of <%s> is not declared", x.top())
		}
		x.ns = ns
	}
	for i := range x.attrs {
		a := &x.attrs[i]
		if a.prefix == nil {
			continue
		}
		ns, ok := x.namespace(a.prefix)
		if !ok {
			return damagef("the prefix of attribute %s:%s of <%s> is not declared", a.prefix, a.name, x.top())
		}
		a.ns = ns
	}
	return nil
}

// bind takes up the namespaces that the start tag read last declares.
func (x *xmlScanner) bind() {
	for _, a := range x.attrs {
		b := xmlBinding{depth: len(x.starts), ns: nsOther}
		switch {
		case string(a.prefix) == "xmlns":
			b.prefix = string(a.name)
		case a.prefix != nil || string(a.name) != "xmlns":
			continue
		}
		if ns, ok := xmlNamespaces[string(a.value)]; ok {
			b.ns = ns
		}
		x.bound = append(x.bound, b)
	}
	x.inherited, _ = x.namespace(nil)
}

// unbind forgets the declarations of elements deeper than depth.
func (x *xmlScanner) unbind(depth int) {
	for len(x.bound) > 0 && x.bound[len(x.bound)-1].depth > depth {
		x.bound = x.bound[:len(x.bound)-1]
	}
	x.inherited, _ = x.namespace(nil)
}

// namespace finds what a prefix stands for; no prefix is the default namespace.
func (x *xmlScanner) namespace(prefix []byte) (xmlNS, bool) {
	for i := len(x.bound) - 1; i >= 0; i-- {
		if x.bound[i].prefix == string(prefix) {
			return x.bound[i].ns, true
		}
	}
	if s := string(prefix); s == "xml" || s == "xmlns" {
		return nsOther, true
	}
	return nsNone, prefix == nil
}

// attr is the value of an attribute without prefix of the start tag read last.
func (x *xmlScanner) attr(name string) ([]byte, bool) {
	for i := range x.attrs {
		if a := &x.attrs[i]; a.prefix == nil && string(a.name) == name {
			return a.value, true
		}
	}
	return nil, false
}

// onlyAttrs checks that the start tag read last has no other attributes
// without prefix than the named ones. A declaration of the namespace is none.
func (x *xmlScanner) onlyAttrs(known func(name []byte) bool) error {
	for i := range x.attrs {
		if a := &x.attrs[i]; a.prefix == nil && string(a.name) != "xmlns" && !known(a.name) {
			return damagef("attribute %q is not known on <%s>", shorten(a.name), x.name)
		}
	}
	return nil
}
