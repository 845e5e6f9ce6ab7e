package inventory

import (
	"fmt"
	"slices"
)

// checkCells reports the cells of a row that cannot be read as their columns ask.
func (j *joiner) checkCells(ref rowRef, l *layout, row int) {
	j.checkSurplus(ref, l, row)
	j.checkNames(ref, l, row)
	if l.mayBreak {
		j.checkBroken(ref, l, row)
	}
	f := l.fact(row)
	if l.has(FieldAPI) && l.apis[f.api].problem != "" && l.shape != ShapeServers {
		j.cellProblem(ref, l, FieldAPI, l.apis[f.api].Written, l.apis[f.api].problem)
	}
	if l.has(FieldServerVersion) && l.versions[f.version].problem != "" && !l.export.hints() {
		j.cellProblem(ref, l, FieldServerVersion, l.versions[f.version].Written, l.versions[f.version].problem)
	}
	for _, c := range closedColumns {
		if text := l.text(row, c.field); text != "" && !l.understands(c, text) {
			j.cellProblem(ref, l, c.field, text, c.problem)
		}
	}
}

// suspicious reports a row of which checkCells may have anything to report.
func (l *layout) suspicious(row int) bool {
	f := l.fact(row)
	if l.raw.Width(row) > len(l.columns) || l.apis[f.api].problem != "" || l.versions[f.version].problem != "" ||
		l.misnames && l.misnamed(row) {
		return true
	}
	for _, c := range closedColumns {
		if l.has(c.field) && l.text(row, c.field) != "" {
			return true
		}
	}
	if !l.mayBreak {
		return false
	}
	for col := range l.columns {
		if l.broken(row, col) {
			return true
		}
	}
	return false
}

// closedColumn is a column whose cells say one of a few things.
type closedColumn struct {
	field   Field
	means   func(text string) bool
	problem string // of a cell that says nothing of it
}

const neitherYesNorNo = "is neither yes nor no, so that nobody says whether the application uses the function; write yes or no"

var closedColumns = []closedColumn{
	{FieldCategoryManagement, isYesOrNo, neitherYesNorNo},
	{FieldUserManagement, isYesOrNo, neitherYesNorNo},
	{FieldUCMA, func(text string) bool { return !UnclearUCMA(text) },
		"names no generation of UCMA, so that nobody says which one the application stands on; write UCMA 2.0, 3.0 or 4.0"},
	{FieldEndpointType, func(text string) bool { return ParseEndpoint(text) != NoEndpoint },
		"names no kind of endpoint, so that nobody says which one the application has; write UserEndpoint, ApplicationEndpoint or contact object"},
}

func isYesOrNo(text string) bool {
	_, known := parseYesNo(text)
	return known
}

// checkSurplus reports cells to the right of the header; the row is still judged.
func (j *joiner) checkSurplus(ref rowRef, l *layout, row int) {
	for col := len(l.columns); col < l.raw.Width(row); col++ {
		if text := cleanText(l.raw.Text(row, col)); text != "" {
			j.problem(ref, Problem{At: l.raw.Pos(row, col), Value: text,
				Message: "the cell stands to the right of the last header and is not used; move it, or give the column a header"})
		}
	}
}

// checkBroken reports error values and formulas without a value in known
// columns; versions have a cause of their own for them, names are checkNames's.
func (j *joiner) checkBroken(ref rowRef, l *layout, row int) {
	for col, c := range l.columns {
		if c.Field == NoField || c.Field == FieldAPI || c.Field == FieldServerVersion || c.Field.isName() || !l.broken(row, col) {
			continue
		}
		j.problem(ref, Problem{At: l.raw.Pos(row, col), Column: c.Header, Value: l.raw.Text(row, col),
			Message: "the cell holds no value but an error or a formula that was not calculated, and is taken for blank; repair it"})
	}
}

func (j *joiner) cellProblem(ref rowRef, l *layout, f Field, value, message string) {
	j.problem(ref, Problem{At: l.at(int(ref.row), f), Column: l.columns[l.column(f)].Header, Value: value, Message: message})
}

// closedText is the text of a cell in a column of the field.
type closedText struct {
	field Field
	text  string
}

// understands reports a text that the column may hold: one that it means
// something by, or a word for not known.
func (l *layout) understands(c closedColumn, text string) bool {
	cell := closedText{c.field, text}
	good, known := l.understood[cell]
	if !known {
		good = c.means(text) || ParseServerVersion(text).Cause == Missing // unknown, n/a, tbd
		l.understood[cell] = good
	}
	return good
}

// checkTarget reports what is odd about the target of a pair.
func (j *joiner) checkTarget(v *view) {
	s := v.server()
	switch {
	case !j.servers.tables:
	case s == nil && v.fromTable():
		j.problem(v.rowRef, Problem{At: v.l.raw.Pos(int(v.row), -1), Message: "no table names a server for the application; add its target"})
	case s != nil && !s.known() && !s.reported:
		s.reported = true
		j.problem(v.rowRef, Problem{At: v.targetAt(), Column: v.targetHeader(), Value: v.target.name, Message: j.whyUnknown(s)})
	}
}

func (v *view) targetAt() Pos { return v.l.raw.Pos(int(v.row), int(v.target.col)) }

func (v *view) targetHeader() string { return v.l.columns[v.target.col].Header }

// reportOther reports a pairs row that gives an application another API than an
// earlier pairs row, or than the applications tables, do. Both are judged: they
// may be two builds.
func (j *joiner) reportOther(one repetition) {
	v := j.view(j.records.at(int(one.place)))
	if one.first < 0 {
		j.reportBuild(&v, v.naming.entry.stated[0].at(j, FieldAPI))
		return
	}
	first := j.records.at(int(one.first))
	j.reportBuild(&v, j.layout(first.rowRef).api(int(first.row)))
}

func (j *joiner) reportBuild(v *view, other Reading[API]) {
	own := v.l.apis[v.fact.api].Reading
	j.cellProblem(v.rowRef, v.l, FieldAPI, own.Written, fmt.Sprintf("%s gives the application another API, %s; each is judged as a build of its own, correct the wrong one if there are no two",
		other.At, other.Version))
}

// compareDuplicate reports what a duplicate says beside that the first row says otherwise.
func (j *joiner) compareDuplicate(first, later record) {
	lf, ll := j.layout(first.rowRef), j.layout(later.rowRef)
	name, id := lf.application(int(first.row))
	if again, _ := ll.application(int(later.row)); name != id && ll.has(FieldApplication) && again != "" && foldName(again) != foldName(name) && foldName(again) != foldName(id) {
		j.differs(first, later, ll.column(FieldApplication), again, name, name)
	}
	for _, f := range ll.described {
		col := ll.column(f)
		have, text := lf.text(int(first.row), f), ll.text(int(later.row), f)
		if isPlaceholder(have) || isPlaceholder(text) || have == text || f == FieldAPIMembers {
			continue
		}
		j.differs(first, later, col, text, have, merged(f, have, text))
	}
	if len(ll.extras) == 0 || len(lf.extras) == 0 {
		return
	}
	extras := lf.addExtras(nil, int(first.row))
	for _, col := range ll.extras {
		text := cleanText(ll.raw.Text(int(later.row), col))
		header := headerOrPlace(ll.columns[col].Header, col)
		if text != "" && slices.ContainsFunc(extras, func(x Extra) bool { return x.Header == header }) &&
			!slices.Contains(extras, Extra{header, text}) {
			have := extras[slices.IndexFunc(extras, func(x Extra) bool { return x.Header == header })].Text
			j.differs(first, later, col, text, have, have+" and "+text)
		}
	}
}

// differs reports a cell of a duplicate that does not say what the first row says.
func (j *joiner) differs(first, later record, col int, text, have, used string) {
	l := j.layout(later.rowRef)
	what := Quote(used) + " is used"
	if used != have && used != text {
		what = "both are kept"
	}
	j.problem(later.rowRef, Problem{At: l.raw.Pos(int(later.row), col), Column: l.columns[col].Header, Value: text,
		Message: fmt.Sprintf("the row repeats %s, which says %s here; %s", j.layout(first.rowRef).raw.Pos(int(first.row), -1), Quote(have), what)})
}

// reportContradictions adds one problem for each server and application that
// the inventory gives two versions, at the row of the first.
func (j *joiner) reportContradictions() {
	for _, s := range j.servers.all {
		if all := s.statements(); len(all) > 1 && !slices.ContainsFunc(s.members, func(m *server) bool { return len(m.stated) == len(all) }) {
			reportContradiction(j, FieldServerVersion, all, "server "+Quote(s.name)+" has two versions: ")
		}
	}
	for _, a := range j.applications.all {
		if len(a.stated) > 1 {
			reportContradiction(j, FieldAPI, a.stated, "application "+Quote(a.name)+" has two APIs: ")
		}
	}
}

func reportContradiction[V API | ServerVersion](j *joiner, f Field, all []statement[V], what string) {
	r := contradiction(j, f, all)
	first := sortedStatements(all)[0]
	header := ""
	if col := first.column(j, f); col >= 0 {
		header = j.layout(first.rowRef).columns[col].Header
	}
	j.problem(first.rowRef, Problem{At: r.At, Column: header, Value: r.Written, Message: what + r.Detail + "; correct the wrong one"})
}
