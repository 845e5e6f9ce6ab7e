package audit

import "chatcompat/inventory"

// mark is what tallies, checks and views ask of a finding. It is made beside the
// judgement, so that whoever counts need not fetch the whole finding from the
// processor that judged it.
type mark struct {
	application, server int32 // numbers of the estate; 0: none, or known by key alone
	applied, targeted   bool  // the pair has an application, a server
	mixed               bool
	verdict             Verdict
	risk                Risk
	cell                int32 // one more than the place of the cell of the matrix; 0: none
	api                 inventory.API
	version             inventory.ServerVersion
	answers
}

// markOf marks a finding; cells are those of the matrix.
func markOf(f *Finding, cells []Cell) mark {
	m := mark{
		mixed: f.Mixed, verdict: f.Verdict, risk: f.Risk, api: f.API.Version, version: f.ServerVersion.Version, answers: answersOf(f),
	}
	m.see(&f.Pair)
	for i := range cells {
		if cells[i].API == m.api && cells[i].Server == m.version {
			m.cell = int32(i + 1)
			break
		}
	}
	return m
}

// see takes down the application and the server of a pair.
func (m *mark) see(p *inventory.Pair) {
	m.application, m.server, m.applied, m.targeted = p.ApplicationNumber, p.ServerNumber, p.ApplicationKey != "", p.ServerKey != ""
}

// marksOf marks findings that come from elsewhere, without the numbers of an estate.
func marksOf(findings []Finding, cells []Cell) []mark {
	marks := make([]mark, len(findings))
	for i := range findings {
		marks[i] = markOf(&findings[i], cells)
		marks[i].application, marks[i].server = 0, 0
	}
	return marks
}
