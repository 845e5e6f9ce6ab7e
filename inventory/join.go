package inventory

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"sync"
)

// joiner turns tables into pairs. The whole estate is read before the first
// pair is made: a contradiction, a join partner or a duplicate may stand in the
// last row. One pass turns rows into facts; the others see numbers alone.
type joiner struct {
	layouts      []*layout
	filters      filters
	servers      servers
	applications applications
	words        numbering     // what identities take versions for
	readings     map[any]int32 // numbers of readings without their positions, from 1
	problems     []located
	records      records
	also         []again
	excluded     int          // pairs left out by filters
	pools        []targetName // of the row of a servers table at hand

	applicationsNamed int  // how many numbers of namings there are
	pairsTables       bool // there are pairs tables
}

// located is a problem with the row that it stands in.
type located struct {
	rowRef
	Problem
}

// again is a row that says the same as a record.
type again struct {
	record int32
	rowRef
}

func newJoiner(layouts []*layout, opt Options) *joiner {
	known := sync.OnceValue(func() map[string]bool { return serversOfTables(layouts) })
	for _, l := range layouts {
		l.known = known
	}
	return &joiner{
		layouts:  layouts,
		filters:  filters{where: opt.Where, exclude: opt.Exclude},
		servers:  servers{byName: map[string]*server{}},
		words:    newNumbering(0),
		readings: map[any]int32{},
	}
}

// join is the whole of it. What it finds does not depend on how many processors
// there are.
func (j *joiner) join(ctx context.Context) error {
	if err := j.gatherAll(ctx); err != nil {
		return err
	}
	j.takeInAll()
	if err := j.state(ctx); err != nil {
		return err
	}
	if err := j.pair(ctx); err != nil {
		return err
	}
	slices.SortStableFunc(j.also, func(a, b again) int { return cmp.Compare(a.record, b.record) })
	j.settle()
	j.reportContradictions()
	return nil
}

// release lets go of what only joining needs.
func (j *joiner) release() {
	j.problems, j.readings = nil, nil
}

// firstFate finds rows that say nothing.
func (l *layout) firstFate(row int) fate {
	if _, bad := l.raw.Fault(row); bad {
		return fateUnreadable
	}
	switch {
	case l.isBlank(row), l.isRule(row):
		return fateBlank
	case l.shape == ShapeNone || l.repeatsHeader(row):
		return fateUnused
	}
	return fateOpen
}

// reportFaults reports the rows whose cells cannot be told apart.
func (j *joiner) reportFaults(table int32, l *layout) {
	for i, f := range l.fates {
		if f != fateUnreadable {
			continue
		}
		row := l.header + 1 + i
		fault, bad := l.raw.Fault(row)
		if !bad {
			continue // of a second table
		}
		j.problem(rowRef{table, int32(row)}, Problem{At: fault.At, Value: fault.Value, Message: fault.Message})
	}
}

// reportNameless reports the rows that name too little.
func (j *joiner) reportNameless(table int32, l *layout) {
	if !l.misnames && !slices.ContainsFunc(l.lists, func(list targetList) bool { return list.from == list.to }) {
		return // every row names a server
	}
	for i, f := range l.fates {
		row := l.header + 1 + i
		if f != fateOpen {
			continue
		}
		if message := j.nameless(l, row); message != "" {
			l.fates[i] = fateUnreadable
			j.problem(rowRef{table, int32(row)}, l.namelessProblem(row, message))
		}
	}
}

// namelessProblem is the problem of a row that names too little, at the first
// cell that should name something and is unreadable, else at the row.
func (l *layout) namelessProblem(row int, message string) Problem {
	found := Problem{At: l.raw.Pos(row, -1), Value: l.rowText(row), Message: message}
	if !l.misnames {
		return found
	}
	l.unreadableNames(row, func(_ Field, _ int, p Problem) {
		if found.Column == "" {
			what, _, _ := strings.Cut(message, ";")
			found = p
			found.Message += ", and " + what + repairName
		}
	})
	return found
}

// nameless says what a row fails to name; "" where it names enough.
func (j *joiner) nameless(l *layout, row int) string {
	if slices.ContainsFunc(l.targetsOf(l.fact(row)), func(t target) bool { return !t.unreadable }) {
		return ""
	}
	if l.shape == ShapeServers {
		if len(l.appendPools(nil, row)) == 0 {
			return "the row names no server and no pool; fill in the name or delete the row"
		}
		return ""
	}
	if name, _ := l.application(row); name == "" {
		return "the row names neither an application nor a server; fill in the names or delete the row"
	}
	return ""
}

// pair makes the pairs.
func (j *joiner) pair(ctx context.Context) error {
	j.fillPlain()
	p := pairing{j: j, filtered: !j.filters.none()}
	for table, l := range j.layouts {
		if l.shape == ShapeServers || l.shape == ShapeNone {
			continue
		}
		j.pairsTables = j.pairsTables || l.shape == ShapePairs
		if err := p.pairsOf(ctx, int32(table), l); err != nil {
			return err
		}
	}
	p.finish(ctx)
	return ctx.Err()
}

// pairsExpected is how many pairs the rows of a table make, mostly.
func (l *layout) pairsExpected() int {
	if l.shape == ShapePairs || l.shape == ShapeTargets {
		return len(l.fates)
	}
	return 0
}

// rows is how many data rows there are.
func (j *joiner) rows() (n int) {
	for _, l := range j.layouts {
		n += len(l.fates)
	}
	return n
}

// eachRow calls visit with every data row of a table that says something.
func (j *joiner) eachRow(ctx context.Context, table int, visit func(rowRef, *layout, int)) {
	l := j.layouts[table]
	for i := range l.fates {
		if i&1023 == 0 && ctx.Err() != nil {
			return
		}
		if l.fates[i] == fateOpen {
			row := l.header + 1 + i
			visit(rowRef{int32(table), int32(row)}, l, row)
		}
	}
}

func (j *joiner) layout(ref rowRef) *layout { return j.layouts[ref.table] }

func (j *joiner) fate(ref rowRef) *fate {
	l := j.layouts[ref.table]
	return &l.fates[int(ref.row)-l.header-1]
}

func (j *joiner) problem(ref rowRef, p Problem) {
	j.problems = append(j.problems, located{ref, p})
}
