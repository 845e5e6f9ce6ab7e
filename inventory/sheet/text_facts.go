package sheet

import (
	"strings"
	"unicode/utf8"
)

// byteFacts is what one look at all bytes of a text tells, so that nobody has
// to look for what does not occur.
type byteFacts struct {
	valid     bool // it is UTF-8
	ascii     bool // it is ASCII
	returns   bool // it has carriage returns
	questions bool // it has question marks
	nuls      int  // its NUL characters
}

func factsOf(text string) byteFacts {
	return byteFacts{
		valid:     utf8.ValidString(text),
		ascii:     strings.IndexFunc(text, func(r rune) bool { return r >= utf8.RuneSelf }) < 0,
		returns:   strings.IndexByte(text, '\r') >= 0,
		questions: strings.IndexByte(text, '?') >= 0,
		nuls:      strings.Count(text, "\x00"),
	}
}
