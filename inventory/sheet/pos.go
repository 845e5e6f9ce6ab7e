package sheet

import (
	"strconv"
	"strings"
)

// Pos is a place in an input file. Row is the physical line of a text file or
// the row of a worksheet; Col is the byte column of the decoded line or the
// column of the worksheet. Both count from 1; zero means "no particular row"
// or "no particular column". The zero Pos is nowhere and prints as "".
type Pos struct {
	File, Sheet string
	Row, Col    int
}

// IsZero reports whether the position is nowhere.
func (p Pos) IsZero() bool { return p == Pos{} }

// String formats the position the one way that all outputs use:
// estate.csv:5:27 for text, estate.xlsx:'Chat servers'!C12 for a worksheet.
func (p Pos) String() string {
	var buf [96]byte // most positions fit
	return string(p.Append(buf[:0]))
}

// Append appends the position as String formats it.
func (p Pos) Append(b []byte) []byte {
	b = append(b, p.File...)
	if p.Sheet == "" {
		if p.Row > 0 {
			b = strconv.AppendInt(append(b, ':'), int64(p.Row), 10)
		}
		if p.Row > 0 && p.Col > 0 {
			b = AppendColumn(b, p.Col)
		}
		return b
	}
	b = append(append(b, ':'), QuoteSheet(p.Sheet)...)
	if p.Row > 0 || p.Col > 0 {
		b = append(b, '!')
	}
	if p.Col > 0 {
		b = append(b, ColumnName(p.Col)...)
	}
	if p.Row > 0 {
		b = strconv.AppendInt(b, int64(p.Row), 10)
	}
	return b
}

// AppendColumn makes the position of a line of a text that of a column in it.
func AppendColumn(b []byte, col int) []byte {
	return strconv.AppendInt(append(b, ':'), int64(col), 10)
}

// ColumnName is the letter name of a worksheet column counted from 1: A, Z, AA.
func ColumnName(col int) string {
	var name [8]byte
	i := len(name)
	for ; col > 0; col = (col - 1) / 26 {
		i--
		name[i] = byte('A' + (col-1)%26)
	}
	return string(name[i:])
}

// QuoteSheet quotes a sheet name the way Excel does in a reference: only when
// the bare name could be read as something else.
func QuoteSheet(name string) string {
	if plainSheetName(name) {
		return name
	}
	return "'" + strings.ReplaceAll(name, "'", "''") + "'"
}

func plainSheetName(name string) bool {
	for i, r := range name {
		switch {
		case r == '_', r >= 'A' && r <= 'Z', r >= 'a' && r <= 'z', r >= 0x80 && r != 0xa0:
		case i > 0 && (r == '.' || r >= '0' && r <= '9'):
		default:
			return false
		}
	}
	return name != "" && !looksLikeReference(name)
}

// looksLikeReference reports names such as AB12, R1C1, R or C, which Excel quotes.
func looksLikeReference(name string) bool {
	if len(name) > 3 && isWord(name[:4]) {
		return false // four letters are no column
	}
	upper := strings.ToUpper(name)
	letters := strings.TrimRight(upper, "0123456789")
	if letters != upper && len(letters) <= 3 && strings.Trim(letters, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == "" {
		return true
	}
	return strings.HasPrefix(upper, "R") && strings.Trim(upper, "RC0123456789") == "" ||
		strings.HasPrefix(upper, "C") && strings.Trim(upper, "C0123456789") == ""
}

// isWord reports letters of ASCII, others than R and C among them.
func isWord(s string) bool {
	other := false
	for i := range len(s) {
		c := s[i] | 0x20
		if c < 'a' || c > 'z' {
			return false
		}
		other = other || c != 'r' && c != 'c'
	}
	return other
}
