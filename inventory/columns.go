package inventory

import (
	"fmt"
	"slices"
	"strings"
)

// candidate is a column that could be a field.
type candidate struct {
	col int
	headerMatch
	forced bool // by the user or by a known export
}

// mapColumns gives every column its field.
func (l *layout) mapColumns(mappings []Mapping) error {
	headers := make([]string, len(l.columns))
	for i, c := range l.columns {
		headers[i] = c.Header
	}
	l.export = findExport(headers)
	var candidates [fieldCount][]candidate
	for col, header := range headers {
		c := l.candidate(col, header, mappings)
		candidates[c.field] = append(candidates[c.field], c)
	}
	if len(candidates[FieldAPI]) == 0 || len(candidates[FieldApplicationID]) > 0 || len(candidates[FieldApplication]) > 1 {
		candidates[FieldApplication] = withoutVague(candidates[FieldApplication])
	}
	var products []int
	candidates[FieldApplication], products = l.withoutProducts(candidates[FieldApplication])
	for field := NoField + 1; field < fieldCount; field++ {
		if err := l.choose(field, candidates[field]); err != nil {
			return err
		}
	}
	l.takeOnlyNames()
	l.nameServersOnce()
	products = l.placeProducts(append(products, l.refineByValues(mappings)...))
	l.placeVersionColumn()
	l.leaveFurtherServers()
	l.findWitnesses(products)
	l.dropServersID(mappings)
	return nil
}

// dropServersID leaves an id without a name of its own to the server beside
// it: the sys_id or Identity of a list of servers is no application's.
func (l *layout) dropServersID(mappings []Mapping) {
	if l.export != nil || !l.has(FieldApplicationID) || l.has(FieldApplication) || l.has(FieldAPI) || !l.hasTarget() {
		return
	}
	header := l.columns[l.column(FieldApplicationID)].Header
	if recogniseHeader(header).rank == weak && mappedField(header, mappings) == NoField {
		l.clearField(FieldApplicationID)
	}
}

// withoutVague leaves out the columns whose headers name an application only where
// nothing else does, and rows have an API.
func withoutVague(candidates []candidate) []candidate {
	return slices.DeleteFunc(candidates, func(c candidate) bool { return c.rank == vague })
}

// nameServersOnce makes the only column of servers that of the server in a table of
// servers: the number alone behind its header, Server (12), is a count.
func (l *layout) nameServersOnce() {
	targets := l.fields[FieldTargets]
	if len(targets) == 1 && l.ofServers() && !l.has(FieldServer) && bracketedNumber(l.columns[targets[0]].Header) {
		l.clearField(FieldTargets)
		l.setField(targets[0], FieldServer)
	}
}

// leaveFurtherServers leaves out the columns of further servers where what a row says
// is said of the one in another column, such as its version.
func (l *layout) leaveFurtherServers() {
	if !l.has(FieldServer) && !l.has(FieldPool) || !l.has(FieldServerVersion) && (!l.ofServers() || l.has(FieldAPI)) {
		return
	}
	l.fields[FieldTargets] = slices.DeleteFunc(l.fields[FieldTargets], func(col int) bool {
		c := &l.columns[col]
		further := namesFurther(c.Header) && mappedField(c.Header, l.mappings) == NoField
		if further {
			c.Field = NoField
		}
		return further
	})
}

func (l *layout) candidate(col int, header string, mappings []Mapping) candidate {
	if f := mappedField(header, mappings); f != NoField {
		return candidate{col: col, headerMatch: headerMatch{field: f, rank: -2}, forced: true}
	}
	if f, ok := l.export.column(header); ok {
		return candidate{col: col, headerMatch: headerMatch{field: f, rank: -1}, forced: true}
	}
	return candidate{col: col, headerMatch: recogniseHeader(header)}
}

// choose gives a field its column: the best rank; a tie in a field that decides
// verdicts is the user's to break.
func (l *layout) choose(field Field, candidates []candidate) error {
	if len(candidates) == 0 {
		return nil
	}
	slices.SortStableFunc(candidates, func(a, b candidate) int {
		if a.rank != b.rank || field.decisive() {
			return a.rank - b.rank
		}
		return a.order - b.order
	})
	best := candidates[0]
	for _, other := range candidates[1:] {
		if field == FieldTargets && other.rank == best.rank {
			l.setField(other.col, field)
			continue
		}
		if field.decisive() && other.rank == best.rank && best.rank > -1 {
			switch {
			case l.isEmptyColumn(other.col):
				continue
			case l.isEmptyColumn(best.col):
				best = other
				continue
			}
			return l.tie(field, best.col, other.col)
		}
		if best.rank == -2 && other.rank == -2 && field.decisive() {
			return l.tie(field, best.col, other.col)
		}
	}
	l.setField(best.col, field)
	return nil
}

// isEmptyColumn reports a column without a value: it is no rival of one that has some.
func (l *layout) isEmptyColumn(col int) bool {
	for row := l.header + 1; row < l.raw.Rows(); row++ {
		if cleanText(l.raw.Text(row, col)) != "" {
			return false
		}
	}
	return true
}

func (l *layout) tie(field Field, a, b int) error {
	ha, hb := l.columns[a].Header, l.columns[b].Header
	if foldName(ha) == foldName(hb) {
		return &UsageError{fmt.Sprintf("%s: two columns are headed %s, and both could be the %s; rename one of them",
			l.raw.Pos(l.header, l.headerCell(b)), Quote(ha), field.Key())}
	}
	return &UsageError{fmt.Sprintf("%s: columns %s and %s are equally good for %s; choose with --map %s=%s or --map %s=%s",
		l.raw.Pos(l.header, l.headerCell(b)), Quote(ha), Quote(hb), field.Key(),
		field.Key(), shellWord(ha), field.Key(), shellWord(hb))}
}

// shellWord quotes a word that a shell would split.
func shellWord(s string) string {
	if strings.ContainsAny(s, " ()&;|'$*?<>") {
		return `"` + s + `"`
	}
	return s
}

func (l *layout) setField(col int, field Field) {
	l.columns[col].Field = field
	l.fields[field] = append(l.fields[field], col)
	slices.Sort(l.fields[field])
}

func (l *layout) clearField(field Field) {
	for _, col := range l.fields[field] {
		l.columns[col].Field = NoField
	}
	l.fields[field] = nil
}

func (l *layout) has(field Field) bool { return len(l.fields[field]) > 0 }

func (l *layout) hasTarget() bool {
	return l.has(FieldServer) || l.has(FieldTargets) || l.has(FieldPool)
}

// refineByValues settles by its values what a general header such as Name or
// Product means: a host name, the server's product, or an application. It gives the
// column if it holds products of the servers beside it.
func (l *layout) refineByValues(mappings []Mapping) (products []int) {
	if l.export != nil || !l.has(FieldApplication) {
		return nil
	}
	col := l.fields[FieldApplication][0]
	header := l.columns[col].Header
	if recogniseHeader(header).rank != weak || mappedField(header, mappings) != NoField {
		return nil
	}
	switch {
	case l.has(FieldServer) && !l.has(FieldServerVersion) && l.vote(col, l.isServerVersion):
		l.clearField(FieldApplication)
		l.setField(col, FieldServerVersion)
	case l.has(FieldServer) && !l.has(FieldAPI) && l.holdsServerProducts(col):
		l.clearField(FieldApplication)
		return []int{col}
	case l.has(FieldServer) && !l.has(FieldAPI) && l.namesItsServer(col):
		l.clearField(FieldApplication)
	case !l.has(FieldServer) && !l.has(FieldAPI) && l.vote(col, looksLikeFQDN):
		l.clearField(FieldApplication)
		l.setField(col, FieldServer)
	}
	return nil
}

// namesItsServer reports whether a column holds the short names of the server column.
func (l *layout) namesItsServer(col int) bool {
	server := l.fields[FieldServer][0]
	same, all := 0, 0
	for row := l.header + 1; row < min(l.raw.Rows(), l.header+1+voteRows); row++ {
		name, host := l.raw.Text(row, col), l.raw.Text(row, server)
		if name == "" || host == "" {
			continue
		}
		all++
		if firstLabel(foldHost(name)) == firstLabel(foldHost(host)) {
			same++
		}
	}
	return all > 0 && same*2 > all
}

// voteRows is how many rows are asked what a column holds.
const voteRows = 200

// vote reports whether most of the values of a column fit.
func (l *layout) vote(col int, fits func(string) bool) bool {
	yes, all := 0, 0
	for row := l.header + 1; row < min(l.raw.Rows(), l.header+1+voteRows); row++ {
		text := strings.TrimSpace(l.raw.Text(row, col))
		if text == "" {
			continue
		}
		all++
		if fits(text) {
			yes++
		}
	}
	return all > 0 && yes*2 > all
}

func (l *layout) isServerVersion(text string) bool {
	return l.own.ParseServerVersion(text).Version.Known()
}

func (l *layout) isAPI(text string) bool { return l.own.ParseAPI(text).Version.Known() }

// placeVersionColumn finds out whose version a column is that just says Version.
func (l *layout) placeVersionColumn() {
	for col, c := range l.columns {
		if c.Field != NoField || !isVersionHeader(c.Header) {
			continue
		}
		if _, known := l.export.column(c.Header); known {
			continue
		}
		application := l.has(FieldApplication) || l.has(FieldApplicationID)
		switch {
		case application && l.hasTarget():
			if !l.has(FieldAPI) || !l.has(FieldServerVersion) {
				l.doubt(col, "could be the API's, the server's or the application's version and is not used; "+
					"say which with --map api=%[1]s or --map server-version=%[1]s", shellWord(c.Header))
			}
		case application && !l.has(FieldAPI) && l.vote(col, l.isAPI):
			l.setField(col, FieldAPI)
		case !application && l.hasTarget() && !l.has(FieldServerVersion):
			l.setField(col, FieldServerVersion)
		}
	}
}
