package sheet

import (
	"context"
	"strconv"
	"strings"
)

// numberFormat is what a cell's style says about showing its number.
type numberFormat struct {
	shows    shown
	digits   uint8 // at least so many before the point
	decimals uint8 // so many after the point
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
	codes := map[int]string{}
	err := z.readXML(ctx, part, maxSmallPart, func(x *xmlScanner) error {
		if err := x.root(nsMain, "styleSheet"); err != nil {
			return err
		}
		return x.children(func() error {
			switch {
			case x.ns == nsMain && string(x.name) == "numFmts":
				return x.children(func() error { return readFormatCode(x, codes) })
			case x.ns == nsMain && string(x.name) == "cellXfs":
				return x.children(func() (err error) {
					formats, err = appendFormat(x, formats, codes)
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

// appendFormat reads one cell style.
func appendFormat(x *xmlScanner, formats []numberFormat, codes map[int]string) ([]numberFormat, error) {
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
	return append(formats, parseFormat(code)), x.skip()
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

// parseFormat classifies a number format by its first section. Letters in
// quotes, brackets and behind \ _ * stand for nothing, and a bracket around
// h, m or s alone makes an elapsed time.
func parseFormat(code string) numberFormat {
	var bare strings.Builder // what is left without quotes, brackets and escapes
	for i := 0; i < len(code) && code[i] != ';'; i++ {
		switch c := code[i]; c {
		case '"':
			i = skipTo(code, i, '"')
		case '\\', '_', '*':
			i++
		case '[':
			end := skipTo(code, i, ']')
			if strings.Trim(strings.ToLower(code[i+1:min(end, len(code))]), "hms") == "" && end > i+1 {
				return numberFormat{shows: showsDuration}
			}
			i = end
		default:
			bare.WriteByte(c)
		}
	}
	return classify(strings.ToLower(bare.String()))
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
