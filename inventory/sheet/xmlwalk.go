package sheet

import "fmt"

// skip reads to the end of the element whose start tag was returned last.
func (x *xmlScanner) skip() error {
	for depth := len(x.starts); ; {
		tok, err := x.next()
		if err != nil {
			return err
		}
		if tok == xmlEnd && len(x.starts) < depth {
			return nil
		}
	}
}

// children calls visit at the start tag of every child of the element whose
// start tag was returned last; visit reads the child to its end. Text between
// the children is an error.
func (x *xmlScanner) children(visit func() error) error {
	for {
		if more, err := x.child(visit); err != nil || !more {
			return err
		}
	}
}

// child does what children does for the next child; more is false if there is
// none and the end tag of the element was read instead.
func (x *xmlScanner) child(visit func() error) (more bool, err error) {
	x.began = xmlMark{x.pos, x.moves}
	for {
		tok, err := x.next()
		switch {
		case err != nil:
			return false, err
		case tok == xmlEnd:
			return false, nil
		case tok == xmlStart:
			return true, visit()
		}
		if err := x.noText(); err != nil {
			return false, err
		}
	}
}

// noText checks that the text returned last is only white space.
func (x *xmlScanner) noText() error {
	if isBlank(x.text) {
		return nil
	}
	return damagef("text %q stands between the tags of <%s>", shorten(x.text), x.top())
}

// appendText appends the whole text of the element whose start tag was
// returned last and reads to its end. Elements inside are an error.
func (x *xmlScanner) appendText(dst []byte) ([]byte, error) {
	for start := len(dst); ; {
		tok, err := x.next()
		switch {
		case err != nil:
			return dst, err
		case tok == xmlEnd:
			return dst, nil
		case tok == xmlStart:
			return dst, damagef("<%s> stands where only text belongs", shorten(x.name))
		}
		if len(dst)-start+len(x.text) > maxToken {
			return dst, limitf("the text of <%s> is longer than the limit of %d bytes", x.top(), maxToken)
		}
		dst = append(dst, x.text...)
	}
}

// root reads to the root element, which must be the named one of SpreadsheetML
// or of the package's relationships.
func (x *xmlScanner) root(ns xmlNS, name string) error {
	tok, err := x.next()
	if err != nil {
		return err
	}
	if tok != xmlStart || x.ns != ns || string(x.name) != name {
		return fmt.Errorf("%w: the root element is <%s>, want <%s> in its namespace", errWrongRoot, x.top(), name)
	}
	return nil
}

// finish reads what follows the root element to the end of the part.
func (x *xmlScanner) finish() error {
	_, err := x.next()
	return err
}

// unknown deals with an element that the reader has no use for: only an extension
// list is passed over. Anything else might be data that readers who look at names
// alone take for rows or cells, or alternatives, of which the reader would have to
// choose.
func (x *xmlScanner) unknown(parent string) error {
	if x.ns == nsMain && string(x.name) == "extLst" {
		return x.skip()
	}
	if x.ns == nsOther {
		return damagef("<%s> of another namespace is not known inside <%s>", shorten(x.name), parent)
	}
	return damagef("<%s> is not known inside <%s>", shorten(x.name), parent)
}
