package inventory

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"chatcompat/inventory/sheet"
)

// layout is a raw table with its columns understood.
type layout struct {
	raw        *sheet.Table
	own        OwnVersions
	export     *export // the program that wrote it, where the headers tell; or nil
	header     int     // row of the header; -1 where there is none
	doubled    bool    // the header has every delimiter twice, see hasDoubledHeader
	columns    []Column
	fields     [fieldCount][]int // columns by field; only FieldTargets may have several
	extras     []int             // columns of no field
	witnesses  []int             // those of them that say the server's version, too
	shape      Shape
	dictionary bool // it describes the columns of an inventory
	notes      []string
	fates      []fate // of the data rows: rows after the header
	strays     strays
	doubts     []Problem // columns that were not understood
	mappings   []Mapping
	known      func() map[string]bool // servers that tables of the estate name, folded; nil: nobody looks

	mayBreak bool // there may be broken cells

	facts      facts // of the data rows
	namings    []naming
	lists      []targetList
	misnames   bool     // cells that should name something are unreadable
	listRows   []int32  // of lists: the first row that names it
	targets    []target // of all lists, one list behind the other
	besides    []beside // by list
	said       []int32  // of what rows say in judged fields: the first row that does
	apis       []distinct[API]
	versions   []distinct[ServerVersion]
	understood map[closedText]bool // of closed columns: whether the text may stand there
	described  []Field             // the fields of the table that say more than its names and versions
	judged     []Field             // those of them that do not merely describe
}

// fate says where a data row went; the zero fate is not decided yet.
type fate uint8

const (
	fateOpen fate = iota
	fatePaired
	fateJoined
	fateUnused
	fateDuplicate
	fateExcluded
	fateBlank
	fateUnreadable
)

// headerSearch is how many rows are looked at for a header.
const headerSearch = 60

// newLayout finds the header and what the columns mean.
func newLayout(raw *sheet.Table, opt Options) (*layout, error) {
	l := &layout{raw: raw, own: opt.Own, mappings: opt.Map, header: -1, understood: map[closedText]bool{},
		mayBreak: raw.Has(sheet.Error) || raw.Has(sheet.NoValue)}
	l.header = l.findHeader(opt)
	if l.header < 0 {
		l.fates = make([]fate, raw.Rows())
		if opt.HeaderRow > 0 && raw.Rows() > 0 {
			l.missHeader(opt.HeaderRow)
		}
		return l, nil
	}
	raw.FillMerges(l.header+1, l.headerWidth())
	l.doubled = l.hasDoubledHeader()
	for col := 0; l.headerCell(col) < l.headerWidth(); col++ {
		l.columns = append(l.columns, Column{Header: cleanText(raw.Text(l.header, l.headerCell(col)))})
	}
	l.fates = make([]fate, raw.Rows()-l.header-1)
	if err := l.mapColumns(opt.Map); err != nil {
		return nil, err
	}
	l.dictionary = l.isDictionary()
	l.shape = l.findShape()
	for _, f := range describing {
		if l.has(f) {
			l.described = append(l.described, f)
			if !f.Describes() {
				l.judged = append(l.judged, f)
			}
		}
	}
	for col, c := range l.columns {
		if c.Field == NoField {
			l.extras = append(l.extras, col)
		}
	}
	l.findAbove(opt.HeaderRow > 0)
	return l, nil
}

// findHeader is the row that has most of the known headers; the first row with
// text where no row has one. A single one may be a cell of data (computer): it makes
// a header only of a row that fills more cells than the rows above it.
func (l *layout) findHeader(opt Options) int {
	best, bestScore, filled := -1, 0, 0
	for row := range min(l.raw.Rows(), headerSearch) {
		if opt.HeaderRow > 0 {
			if l.raw.Line(row) == opt.HeaderRow {
				return row
			}
			continue
		}
		score, known := l.headerScore(row, opt.Map)
		if best < 0 && !l.isBlank(row) {
			best = row
		}
		n := l.filled(row)
		if score > bestScore && (known > 1 || n > filled) {
			best, bestScore = row, score
		}
		filled = max(filled, n)
	}
	return best
}

// missHeader says that the row chosen for the header is not there.
func (l *layout) missHeader(row int) {
	last := l.raw.Rows() - 1
	p := Problem{At: l.raw.Pos(last, -1), Message: fmt.Sprintf("--header-row %d: the table has no such row, its last one is %d, and none is used; read it without the option", row, l.raw.Line(last))}
	l.doubts = append(l.doubts, p)
	l.notes = append(l.notes, p.String())
}

// headerScore weighs how many fields a row would name if it were the header, and
// counts the cells that would.
func (l *layout) headerScore(row int, mappings []Mapping) (score, known int) {
	var seen [fieldCount]bool
	for col := range l.raw.Width(row) {
		text := l.raw.Text(row, col)
		if text == "" || len(text) > 200 {
			continue
		}
		m := recogniseHeader(text)
		switch {
		case mappedField(text, mappings) != NoField:
			score += 4
			known += 2 // the user says so
		case m.field != NoField && !seen[m.field]:
			seen[m.field] = true
			score++
			known++
			if m.rank == strong {
				score++
			}
		case isVersionHeader(text):
			score++
			known++
		}
	}
	return score, known
}

func (l *layout) headerWidth() int {
	width := l.raw.Width(l.header)
	for width > 0 && strings.TrimSpace(l.raw.Text(l.header, width-1)) == "" {
		width--
	}
	return width
}

// hasDoubledHeader reports the markup of a wiki that writes headers between other
// marks than cells: ||Application||API|| above |Bot A|2013|.
func (l *layout) hasDoubledHeader() bool {
	width := l.headerWidth()
	if l.raw.Delimiter != '|' || width < 5 {
		return false
	}
	for col := range width {
		if blank := cleanText(l.raw.Text(l.header, col)) == ""; blank != (col%2 == 1 || col == 0) {
			return false
		}
	}
	return l.header+1 < l.raw.Rows() && l.raw.Width(l.header+1) <= width/2+2
}

// headerCell is the cell of the header's row that heads a column.
func (l *layout) headerCell(col int) int {
	if l.doubled && col > 0 {
		return 2 * col
	}
	return col
}

func mappedField(header string, mappings []Mapping) Field {
	for _, m := range mappings {
		if foldName(m.Header) == foldName(header) {
			return m.Field
		}
	}
	return NoField
}

// findShape tells what a row names.
func (l *layout) findShape() Shape {
	application := l.has(FieldApplication) || l.has(FieldApplicationID)
	switch {
	case l.dictionary:
		return ShapeNone
	case l.export != nil && l.export.shape != ShapeNone:
		if l.hasTarget() {
			return l.export.shape
		}
		return ShapeNone
	case application && l.has(FieldAPI) && l.has(FieldServer) && !l.has(FieldTargets):
		return ShapePairs
	case application && l.has(FieldAPI) && l.has(FieldPool) && !l.has(FieldTargets):
		return ShapePairs
	case application && l.has(FieldAPI):
		return ShapeApplications
	case application && l.hasTarget():
		return ShapeTargets
	case application && l.namesApplications():
		return ShapeApplications
	case !application && l.saysAPIs() && l.has(FieldTargets):
		return ShapeApplications
	case !application && l.saysAPIs() && l.hasTarget():
		return ShapePairs
	case !application && l.has(FieldServer) && l.describesServers(), !application && l.has(FieldPool) && l.has(FieldServerVersion):
		return ShapeServers
	}
	return ShapeNone
}

// saysAPIs reports a column of APIs that holds them. Rows that say which one runs
// against which server are judged although no column is known to name the application.
func (l *layout) saysAPIs() bool { return l.has(FieldAPI) && l.vote(l.column(FieldAPI), l.isAPI) }

// findServersTables finds out what tables are whose rows name an API, a server and its
// version, and no application. Where the applications stand in other tables, and no
// table would say the versions of their servers, such a table does.
func findServersTables(layouts []*layout) {
	says := func(l *layout) bool { return l.shape == ShapeServers && l.has(FieldServerVersion) }
	if slices.ContainsFunc(layouts, says) || !slices.ContainsFunc(layouts, (*layout).lacksVersions) {
		return
	}
	for _, l := range layouts {
		if l.shape == ShapePairs && l.export == nil && l.ofServers() && l.has(FieldServerVersion) {
			l.shape = ShapeServers
		}
	}
}

// lacksVersions reports a table that names applications and their servers, of which it
// says no versions.
func (l *layout) lacksVersions() bool {
	return l.shape != ShapeNone && l.hasTarget() && !l.has(FieldServerVersion) && !l.ofServers()
}

// namesApplications reports a table of applications without their API: the
// name must be plain, and something must be said of them.
func (l *layout) namesApplications() bool {
	if !l.has(FieldApplication) {
		return false
	}
	col := l.fields[FieldApplication][0]
	if recogniseHeader(l.columns[col].Header).rank == weak {
		return l.has(FieldUCMA) || l.has(FieldAPIMembers)
	}
	return l.knownColumns() > 1
}

// describesServers reports a table that says more of a server than its name.
func (l *layout) describesServers() bool { return l.knownColumns() > 1 }

func (l *layout) knownColumns() int {
	n := 0
	for _, c := range l.columns {
		if c.Field != NoField {
			n++
		}
	}
	return n
}

func (l *layout) isBlank(row int) bool {
	if _, bad := l.raw.Fault(row); bad {
		return false
	}
	for col := range l.raw.Width(row) {
		if cleanText(l.raw.Text(row, col)) != "" || l.raw.Kind(row, col) == sheet.NoValue {
			return false
		}
	}
	return true
}

// isRule reports a row that is a line drawn below a header or between rows: of
// dashes, equals signs and the like alone, as in |---|:---:| and +----+----+.
func (l *layout) isRule(row int) bool {
	drawn := false
	for col := range l.raw.Width(row) {
		text := cleanText(l.raw.Text(row, col))
		if text == "" {
			continue
		}
		if strings.IndexFunc(text, func(r rune) bool { return !isLine(r) }) >= 0 {
			return false
		}
		drawn = drawn || utf8.RuneCountInString(text) >= len("---")
	}
	return drawn
}

// isLine reports a character that lines are drawn with.
func isLine(r rune) bool {
	return strings.ContainsRune("-=+:_", r) || '─' <= r && r <= '╿' || r > 0x7f && unicode.Is(unicode.Pd, r)
}

// repeatsHeader reports a row that is the header again, as appended exports have it.
func (l *layout) repeatsHeader(row int) bool {
	if l.raw.Width(row) < len(l.columns) || l.raw.Text(row, 0) != l.raw.Text(l.header, 0) {
		return false
	}
	for col, c := range l.columns {
		if cleanText(l.raw.Text(row, col)) != cleanText(c.Header) {
			return false
		}
	}
	return true
}

// rowText shows a whole row in a message.
func (l *layout) rowText(row int) string {
	var cells []string
	for col := range l.raw.Width(row) {
		if text := cleanText(l.raw.Text(row, col)); text != "" {
			cells = append(cells, text)
		}
	}
	return strings.Join(cells, ", ")
}
