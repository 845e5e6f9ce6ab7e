package sheet

import (
	"bytes"
	"strconv"
	"time"
)

// appendNumber appends what a person sees of a number: its digits without
// exponent, filled up to the digits and decimals that its format always shows.
// Digits that the format would round away are kept, and no thousands are
// grouped: a version must not lose a part on the screen of whoever saved it.
func appendNumber(dst, value []byte, f numberFormat) ([]byte, error) {
	start := len(dst)
	if plainInteger(value) {
		dst = append(dst, value...)
	} else {
		v, err := parseNumber(value)
		if err != nil {
			return dst, err
		}
		dst = strconv.AppendFloat(dst, v, 'f', -1, 64)
	}
	if f.digits <= 1 && f.decimals == 0 {
		return dst, nil
	}
	return pad(dst, start, f), nil
}

// pad fills the number at dst[start:] with zeros at both ends.
func pad(dst []byte, start int, f numberFormat) []byte {
	if dst[start] == '-' {
		start++
	}
	whole := len(dst) - start
	decimals := 0
	if point := bytes.IndexByte(dst[start:], '.'); point >= 0 {
		whole, decimals = point, len(dst)-start-point-1
	} else if f.decimals > 0 {
		dst = append(dst, '.')
	}
	for ; decimals < int(f.decimals); decimals++ {
		dst = append(dst, '0')
	}
	if missing := int(f.digits) - whole; missing > 0 {
		zeros := bytes.Repeat([]byte("0"), missing)
		dst = append(dst[:start], append(zeros, dst[start:]...)...)
	}
	return dst
}

// plainInteger reports digits that need no parsing: -12, 0, 2013.
func plainInteger(value []byte) bool {
	digits := bytes.TrimPrefix(value, []byte("-"))
	if len(digits) == 0 || digits[0] == '0' && len(value) > 1 {
		return false
	}
	for _, c := range digits {
		if c < '0' || c > '9' {
			return false
		}
	}
	return true
}

// parseNumber parses a number as XML schema writes it; words such as INF and
// the hexadecimal and underscored forms of Go are no numbers of a sheet.
func parseNumber(value []byte) (float64, error) {
	for _, c := range value {
		if (c < '0' || c > '9') && c != '.' && c != '-' && c != '+' && c != 'e' && c != 'E' {
			return 0, damagef("the value %q of a number cell is no number", shorten(value))
		}
	}
	v, err := strconv.ParseFloat(string(value), 64)
	if err != nil {
		return 0, damagef("the value %q of a number cell is no number", shorten(value))
	}
	return v + 0, nil // + 0 makes minus zero plain
}

const (
	secondsADay = 24 * 60 * 60
	millisADay  = secondsADay * 1000
	lastSerial  = 2958466 // the day after 9999-12-31 in the 1900 system
)

// calendarDay is the day from which serial numbers count from March 1900 on.
var calendarDay = time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)

// appendDate appends a serial number of days as ISO 8601: a date, a date and a
// time if it has one, a time alone below one day. ok is false for numbers that
// are no date, which Excel shows as #####.
func appendDate(dst []byte, serial float64, date1904 bool) (out []byte, ok bool) {
	if !(serial >= 0 && serial < lastSerial) {
		return dst, false
	}
	millis := int64(serial*millisADay + 0.5)
	day, ms := millis/millisADay, millis%millisADay
	if day == 0 && ms > 0 {
		return appendClock(dst, ms), true
	}
	if date1904 {
		day += 1462
	}
	switch {
	case day == 0, day >= lastSerial: // Excel shows 1900-01-00 and #####
		return dst, false
	case day < 60: // before the day that never was
		dst = calendarDay.AddDate(0, 0, int(day)+1).AppendFormat(dst, time.DateOnly)
	case day == 60:
		dst = append(dst, "1900-02-29"...) // the day that only Excel's calendar has
	default:
		dst = calendarDay.AddDate(0, 0, int(day)).AppendFormat(dst, time.DateOnly)
	}
	if ms > 0 {
		dst = appendClock(append(dst, 'T'), ms)
	}
	return dst, true
}

// appendDuration appends elapsed days as hours, minutes and seconds.
func appendDuration(dst []byte, serial float64) (out []byte, ok bool) {
	if !(serial >= 0 && serial < lastSerial) {
		return dst, false
	}
	return appendClock(dst, int64(serial*millisADay+0.5)), true
}

// appendClock appends milliseconds as hh:mm:ss, with a fraction if there is one.
func appendClock(dst []byte, ms int64) []byte {
	two := func(v int64) {
		if v < 10 {
			dst = append(dst, '0')
		}
		dst = strconv.AppendInt(dst, v, 10)
	}
	two(ms / 3_600_000)
	dst = append(dst, ':')
	two(ms / 60_000 % 60)
	dst = append(dst, ':')
	two(ms / 1000 % 60)
	if f := ms % 1000; f != 0 {
		dst = append(dst, '.', byte('0'+f/100), byte('0'+f/10%10), byte('0'+f%10))
	}
	return dst
}

// checkISO checks the text of a cell that holds a date as text (t="d").
func checkISO(value []byte) error {
	text := string(bytes.TrimSuffix(value, []byte("Z")))
	for _, layout := range []string{"2006-01-02", "2006-01-02T15:04:05", "2006-01-02T15:04", "15:04:05", "T15:04:05"} {
		if _, err := time.Parse(layout, text); err == nil {
			return nil
		}
	}
	return damagef("the value %q of a date cell is no ISO 8601 date", shorten(value))
}
