package sheet

import (
	"bytes"
	"context"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// numberFormat is what a cell's style says about showing its number.
type numberFormat struct {
	shows    shown
	digits   uint8 // at least so many before the point
	decimals uint8 // so many after the point

	before, after string // words around a whole number: "OCS "0" R2"
	wordsAlone    bool   // instead of the number
	struck        bool   // the font crosses the text out

	below, zero *numberFormat // of numbers below zero and of zero, where words tell them from others; nil: the same
}

// shown is the class of a number format.
type shown uint8

const (
	showsNumber   shown = iota // a plain number
	showsDate                  // date, time or both
	showsDuration              // elapsed time, which may exceed a day
)

// builtinFormats are the number formats that have a number but no code in the
// file: ECMA-376 part 1, 18.8.30. Those not listed show a number as it is;
// 27 to 36 and 50 to 58 are dates in the East Asian versions of Excel.
var builtinFormats = map[int]string{
	1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00",
	14: "mm-dd-yy", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy",
	18: "h:mm AM/PM", 19: "h:mm:ss AM/PM", 20: "h:mm", 21: "h:mm:ss", 22: "m/d/yy h:mm",
	27: "m/d/yy", 28: "m/d/yy", 29: "m/d/yy", 30: "m/d/yy", 31: "m/d/yy",
	32: "h:mm", 33: "h:mm:ss", 34: "h:mm", 35: "h:mm:ss", 36: "m/d/yy",
	45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss.0",
	50: "m/d/yy", 51: "m/d/yy", 52: "m/d/yy", 53: "m/d/yy", 54: "m/d/yy",
	55: "m/d/yy", 56: "m/d/yy", 57: "m/d/yy", 58: "m/d/yy",
}

// readStyles reads the number format of every cell style, in the order that
// cells refer to them by.
func (z *archive) readStyles(ctx context.Context, part string) ([]numberFormat, error) {
	var formats []numberFormat
	var struck []bool // by font; fonts stand before the styles
	codes := map[int]string{}
	err := z.readXML(ctx, part, maxSmallPart, func(x *xmlScanner) error {
		if err := x.root(nsMain, "styleSheet"); err != nil {
			return err
		}
		return x.children(func() error {
			switch {
			case x.ns == nsMain && string(x.name) == "numFmts":
				return x.children(func() error { return readFormatCode(x, codes) })
			case x.ns == nsMain && string(x.name) == "fonts":
				return x.children(func() error {
					one, err := readFont(x)
					struck = append(struck, one)
					return err
				})
			case x.ns == nsMain && string(x.name) == "cellXfs":
				return x.children(func() (err error) {
					formats, err = appendFormat(x, formats, codes, struck)
					return err
				})
			}
			return x.skip()
		})
	})
	return formats, err
}

// readFormatCode reads a number format that the file defines.
func readFormatCode(x *xmlScanner, codes map[int]string) error {
	if x.ns != nsMain || string(x.name) != "numFmt" {
		return x.unknown("numFmts")
	}
	id, err := x.number("numFmtId")
	if err != nil {
		return err
	}
	code, _ := x.attr("formatCode")
	codes[id] = string(code)
	return x.skip()
}

// readFont tells whether a font crosses text out.
func readFont(x *xmlScanner) (struck bool, err error) {
	err = x.children(func() error {
		if x.ns == nsMain && string(x.name) == "strike" {
			value, ok := x.attr("val")
			struck = !ok || string(value) != "0" && string(value) != "false"
		}
		return x.skip()
	})
	return struck, err
}

// appendFormat reads one cell style.
func appendFormat(x *xmlScanner, formats []numberFormat, codes map[int]string, struck []bool) ([]numberFormat, error) {
	if x.ns != nsMain || string(x.name) != "xf" {
		return formats, x.unknown("cellXfs")
	}
	id, err := x.number("numFmtId")
	if err != nil {
		return formats, err
	}
	code, ok := codes[id]
	if !ok {
		code = builtinFormats[id]
	}
	font, err := x.number("fontId")
	if err != nil {
		return formats, err
	}
	f := parseFormat(code)
	f.struck = font < len(struck) && struck[font]
	return append(formats, f), x.skip()
}

// number is the value of an attribute that holds a whole number; 0 if it is missing.
func (x *xmlScanner) number(name string) (int, error) {
	value, ok := x.attr(name)
	if !ok {
		return 0, nil
	}
	n, err := strconv.ParseUint(string(value), 10, 31)
	if err != nil {
		return 0, damagef("%s=%q of <%s> is no whole number", name, shorten(value), x.name)
	}
	return int(n), nil
}

// parseFormat classifies a number format by its first section; where words are
// shown, the second is of numbers below zero and the third of zero ("Yes";"Yes";"No").
func parseFormat(code string) numberFormat {
	first, rest := parseSection(code)
	if first.shows != showsNumber || rest == "" {
		return first
	}
	below, rest := parseSection(rest)
	zero := first
	if rest != "" {
		zero, _ = parseSection(rest)
	}
	if first.worded() || below.worded() || zero.worded() {
		first.below, first.zero = &below, &zero
	}
	return first
}

// of is what the format says about a number.
func (f numberFormat) of(value []byte) numberFormat {
	switch {
	case f.zero != nil && len(bytes.Trim(value, "-0.")) == 0:
		return *f.zero
	case f.below != nil && value[0] == '-':
		return *f.below
	}
	return f
}

// worded reports a format that shows words beside or instead of a number.
func (f numberFormat) worded() bool { return f.before+f.after != "" }

// parseSection classifies the first section of a format, and gives the others.
// Letters in brackets and behind _ and * stand for nothing, a bracket around h, m or
// s alone makes an elapsed time, and what is quoted stands before or after a whole
// number. Decimals are measured in something, which is no part of a version.
func parseSection(code string) (f numberFormat, rest string) {
	var bare strings.Builder // what is left without quotes, brackets and escapes
	var words [2]string      // before what is left, and after
	literal := func(text string) {
		side := &words[min(bare.Len(), 1)]
		*side += text
	}
	conditional := false
	i := 0
	for ; i < len(code) && code[i] != ';'; i++ {
		switch c := code[i]; c {
		case '"':
			end := skipTo(code, i, '"')
			literal(code[i+1 : min(end, len(code))])
			i = end
		case '\\':
			_, n := utf8.DecodeRuneInString(code[i+1:])
			literal(code[i+1 : i+1+n])
			i += n
		case ' ':
			literal(" ")
		case '_', '*':
			i++
		case '[':
			end := skipTo(code, i, ']')
			inside := strings.ToLower(code[i+1 : min(end, len(code))])
			if strings.Trim(inside, "hms") == "" && end > i+1 {
				return numberFormat{shows: showsDuration}, ""
			}
			conditional = conditional || strings.ContainsAny(inside, "<>=")
			i = end
		default:
			if words[1] != "" {
				conditional = true // words among the digits: a pattern of its own
			}
			bare.WriteByte(c)
		}
	}
	f = classify(strings.ToLower(bare.String()))
	if f.shows == showsNumber && f.decimals == 0 && !conditional && tellsWords(words[0]+words[1]) {
		f.before, f.after, f.wordsAlone = words[0], words[1], bare.Len() == 0
	}
	return f, code[min(i+1, len(code)):]
}

// tellsWords reports words that say something of a number: units of one letter
// and signs of currencies do not.
func tellsWords(s string) bool {
	letters := strings.Count(strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return 'x'
		}
		return -1
	}, s), "x")
	return letters > 1 || strings.ContainsAny(s, "?~<>")
}

// skipTo is the index of the next c behind i, or that of the end.
func skipTo(code string, i int, c byte) int {
	if n := strings.IndexByte(code[i+1:], c); n >= 0 {
		return i + 1 + n
	}
	return len(code)
}

// classify judges a format code without its literals.
func classify(bare string) numberFormat {
	if bare != "general" && strings.ContainsAny(bare, "ymdhs") {
		return numberFormat{shows: showsDate}
	}
	whole, decimals, _ := strings.Cut(strings.TrimPrefix(bare, "#,##"), ".")
	if whole == "" || strings.Trim(whole, "0") != "" || strings.Trim(decimals, "0") != "" ||
		len(whole) > 30 || len(decimals) > 30 {
		return numberFormat{}
	}
	return numberFormat{digits: uint8(len(whole)), decimals: uint8(len(decimals))}
}
