package report

import (
	"slices"
	"strconv"
	"strings"
)

// pairColumn is a column of a sheet of pairs.
type pairColumn struct {
	Column
	width float64
	kind  columnKind
}

// columnKind tells how often a text of a column comes again.
type columnKind uint8

const (
	perhapsShared columnKind = iota
	sharedByClass            // the same in all findings of a class
	notShared                // no other finding has it
)

var columnKinds = map[string]columnKind{
	"verdict": sharedByClass, "risk": sharedByClass, "api": sharedByClass, "api-written": sharedByClass, "server-version": sharedByClass,
	"server-version-written": sharedByClass, "mixed": sharedByClass, "cause": sharedByClass, "reason": sharedByClass, "remedy": sharedByClass,
	"advisories": sharedByClass, "lifecycle": sharedByClass,
	"key": notShared, "basis": notShared, "position": notShared,
}

// cellText is the text of a cell by its number.
type cellText struct {
	number uint32
	lines  uint8
}

func (w *workbook) newPairsList() *list {
	l := &list{name: sheetPairs, table: "AllPairs", tab: tabDetail, press: w.press, texts: w.shared, limits: w.limits, frozen: 1}
	for _, i := range w.sheets.pairs {
		l.columns = append(l.columns, listColumn{w.sheets.columns[i].Title, w.sheets.columns[i].width, w.styles.text})
	}
	for _, title := range w.sheets.unknownTitles {
		l.columns = append(l.columns, listColumn{title, defaultWidth, w.styles.text})
	}
	return l
}

// uniqueTitle makes a header one that a table of Excel can have: not empty, not
// longer than 255 characters and, without case, unlike all others.
func uniqueTitle(titles []string, header string) string {
	header = strings.TrimSpace(visible(header))
	if header == "" {
		header = "(no header)"
	}
	header = header[:utf16Prefix(header, 240)]
	title := header
	for n := 2; hasTitle(titles, title); n++ {
		title = header + " (" + strconv.Itoa(n) + ")"
	}
	return title
}

func hasTitle(titles []string, title string) bool {
	return slices.ContainsFunc(titles, func(other string) bool { return strings.EqualFold(other, title) })
}

// fewLines are the lines that make a difference to the height of a row.
func fewLines(n int) uint8 { return uint8(min(n, 255)) }
