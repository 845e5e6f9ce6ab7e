package sheet

import (
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// ParsePos reads a position as Pos.String prints it; what has neither line nor
// sheet is the name of a file. File names may hold colons,
// drive letters, quotes and exclamation marks; what follows the name decides:
// numbers make it a place in a text file, a sheet with a cell or a quoted sheet a
// place in a workbook. A bare sheet without a cell is one only after the name of
// a workbook or "-"; otherwise it belongs to the file's name.
//
// A few absurd names cannot be told from a position: the file "a:5" without a
// line prints like line 5 of the file "a", and is read as that. Who must not
// lose them compares the result's String and the original.
func ParsePos(s string) Pos {
	if s == "" {
		return Pos{}
	}
	for _, read := range []func(string) (Pos, bool){parseLine, parsePosCell, parseSheet} {
		if p, ok := read(s); ok && p.File != "" && p.String() == s {
			return p
		}
	}
	return Pos{File: s}
}

// parseLine reads file:row and file:row:col.
func parseLine(s string) (Pos, bool) {
	rest, last, ok := cutNumber(s)
	if !ok {
		return Pos{}, false
	}
	if file, row, ok := cutNumber(rest); ok {
		return Pos{File: file, Row: row, Col: last}, true
	}
	return Pos{File: rest, Row: last}, true
}

// cutNumber cuts a colon and a number from 1 off the end of s.
func cutNumber(s string) (rest string, n int, ok bool) {
	i := strings.LastIndexByte(s, ':')
	if i < 0 {
		return s, 0, false
	}
	n, ok = parsePosNumber(s[i+1:])
	return s[:i], n, ok
}

// parsePosCell reads file:sheet!C12, file:sheet!12 and file:sheet!C.
func parsePosCell(s string) (Pos, bool) {
	i := strings.LastIndexByte(s, '!')
	if i < 0 {
		return Pos{}, false
	}
	file, name, _, ok := cutSheet(s[:i])
	if !ok {
		return Pos{}, false
	}
	col, row, ok := parseReference(s[i+1:])
	return Pos{File: file, Sheet: name, Row: row, Col: col}, ok
}

// parseSheet reads file:sheet without a cell.
func parseSheet(s string) (Pos, bool) {
	file, name, quoted, ok := cutSheet(s)
	return Pos{File: file, Sheet: name}, ok && (quoted || holdsSheets(file))
}

// holdsSheets reports whether a bare sheet name may follow this file name.
func holdsSheets(file string) bool {
	workbooks := []string{".xlsx", ".xlsm", ".xltx", ".xltm"}
	return file == "-" || slices.Contains(workbooks, strings.ToLower(filepath.Ext(file)))
}

// cutSheet cuts a colon and the name of a sheet off the end of s.
func cutSheet(s string) (file, name string, quoted, ok bool) {
	if strings.HasSuffix(s, "'") {
		file, name, ok = cutQuoted(s)
		return file, name, true, ok
	}
	i := strings.LastIndexByte(s, ':')
	if i < 0 || !plainSheetName(s[i+1:]) {
		return "", "", false, false
	}
	return s[:i], s[i+1:], false, true
}

// cutQuoted cuts a colon and a quoted sheet name off the end of s. From the end,
// doubled quotes belong to the name and the first single one opens it.
func cutQuoted(s string) (file, name string, ok bool) {
	end := len(s) - 1
	for i := end - 1; i >= 1; i-- {
		switch {
		case s[i] != '\'':
		case s[i-1] == '\'':
			i--
		case s[i-1] == ':':
			return s[:i-1], strings.ReplaceAll(s[i+1:end], "''", "'"), true
		default:
			return "", "", false
		}
	}
	return "", "", false
}

// parseReference reads a cell reference of which either half may be missing.
func parseReference(s string) (col, row int, ok bool) {
	digits := strings.TrimLeft(s, "ABCDEFGHIJKLMNOPQRSTUVWXYZ")
	letters := s[:len(s)-len(digits)]
	if s == "" || len(letters) > 6 {
		return 0, 0, false
	}
	for _, letter := range letters {
		col = col*26 + int(letter-'A') + 1
	}
	if digits == "" {
		return col, 0, true
	}
	row, ok = parsePosNumber(digits)
	return col, row, ok
}

// parsePosNumber reads a number from 1 as strconv.Itoa prints it.
func parsePosNumber(s string) (int, bool) {
	n, err := strconv.Atoi(s)
	return n, err == nil && n > 0 && strconv.Itoa(n) == s
}
