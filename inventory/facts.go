package inventory

import (
	"context"

	"chatcompat/inventory/internal/parallel"
)

// fact is what a data row says of the things that make a pair, each a place in
// the layout's list of distinct ones: a million rows say few different things.
// Only rows whose fate is neither blank, unused nor unreadable at first sight have one.
type fact struct{ naming, targets, api, version int32 }

// facts are those of all data rows, by row.
type facts struct{ namings, targets, apis, versions, said codes }

// naming is an application as rows of one table name it.
type naming struct {
	number   int32        // of the application's key
	many     bool         // several entries bear the name
	written  bool         // cells have the name as it is
	ids      bool         // cells have the id as it is
	entry    *application // of applications tables; nil: none knows it
	key      string       // the identity: its id if it has one, else its name, folded
	name, id string       // as the first row that does has them

	nameNumber, idNumber int32 // of the folded texts, see applications
}

// targetList is what some rows name as their targets: a part of the layout's
// targets, from the first index to behind the last.
type targetList struct {
	from, to int32
}

// targetsOf are the servers that a row names.
func (l *layout) targetsOf(f fact) []target {
	list := &l.lists[f.targets]
	return l.targets[list.from:list.to]
}

// longestList is how many targets a row names at most.
func (l *layout) longestList() int {
	longest := 0
	for _, list := range l.lists {
		longest = max(longest, int(list.to-list.from))
	}
	return longest
}

// distinct is a reading of one text, without a position, and two numbers: of
// what identities take it for, see joiner.words, and of the reading, see
// joiner.readings.
type distinct[V API | ServerVersion] struct {
	Reading[V]
	number  int32
	reading int32
	written bool   // cells have the text as it is
	problem string // what is wrong with the text, for people; ""
	beside  int16  // one more than the column where it stands beside the name of a server; 0: it has a column of its own
}

// newDistinct numbers a reading.
func newDistinct[V API | ServerVersion](j *joiner, r Reading[V]) *distinct[V] {
	d := &distinct[V]{Reading: r, number: j.words.number(understood(r))}
	r.At = Pos{}
	d.reading = j.readings[r]
	if d.reading == 0 {
		d.reading = int32(len(j.readings) + 1)
		j.readings[r] = d.reading
	}
	if r.unclear() {
		d.problem = r.Cause.Key() + ": " + r.Detail
	}
	return d
}

// unclear reports a reading that a person should look at.
func (r *Reading[V]) unclear() bool {
	return r.Cause != NoCause && r.Cause != OutsideMatrix && r.Cause != Missing
}

// gather takes down what the open rows say: first which of them say the same,
// column by column, then what each different thing means.
func (j *joiner) gather(ctx context.Context, l *layout) {
	targets := append([]int{l.column(FieldServer), l.column(FieldPool)}, l.fields[FieldTargets]...)
	if l.shape == ShapeServers {
		targets = append([]int{l.column(FieldServer)}, l.fields[FieldTargets]...)
	}
	all := []rowNumbers{
		{ids: &l.facts.namings, cols: l.columnsOf(FieldApplication, FieldApplicationID)},
		{ids: &l.facts.targets, cols: targets},
		{ids: &l.facts.apis, cols: l.columnsOf(FieldAPI, FieldUCMA, FieldAPIMembers)},
		{ids: &l.facts.versions, cols: []int{l.column(FieldServerVersion), l.softwareColumn()}},
	}
	if len(l.judged) > 0 && l.shape != ShapeServers {
		all = append(all, rowNumbers{ids: &l.facts.said, cols: l.columnsOf(l.judged...)})
	}
	l.numberRows(ctx, all)
	if ctx.Err() != nil {
		return
	}
	l.findBelow(all)
	if len(all) > 4 {
		l.said = all[4].firsts
	}
	parallel.Jobs(len(l.fates), 2, func(i int) {
		if i == 0 {
			j.gatherTargets(l, all[1].firsts)
			return
		}
		l.namings = make([]naming, len(all[0].firsts))
		for i, row := range all[0].firsts {
			n := &l.namings[i]
			n.name, n.id = l.application(int(row))
			n.written = l.writes(int(row), FieldApplication, n.name)
			n.ids = l.writes(int(row), FieldApplicationID, n.id)
		}
	})
	for _, row := range all[0].firsts {
		l.misnames = l.misnames || l.hasUnreadable(int(row), FieldApplication, FieldApplicationID)
	}
	for _, row := range all[2].firsts {
		d := newDistinct(j, l.readAPI(int(row)))
		d.written = l.writes(int(row), FieldAPI, d.Written)
		l.apis = append(l.apis, *d)
	}
	for _, row := range all[3].firsts {
		d := newDistinct(j, l.readVersion(int(row)))
		d.written = l.writes(int(row), FieldServerVersion, d.Written)
		l.versions = append(l.versions, *d)
	}
}

// writes reports that the cell of a field has a text as it is.
func (l *layout) writes(row int, f Field, text string) bool {
	col := l.column(f)
	return col >= 0 && l.raw.Text(row, col) == text
}

// gatherTargets makes the servers that rows name, in the order of the rows:
// the rows that are the first to name their targets, and those that name pools.
func (j *joiner) gatherTargets(l *layout, firsts []int32) {
	l.lists = make([]targetList, 0, len(firsts))
	l.targets = make([]target, 0, len(firsts))
	j.servers.makeRoom(len(firsts))
	if l.shape != ShapeServers {
		for _, row := range firsts {
			j.addList(l, int(row))
		}
		return
	}
	var pools []targetName
	for i, f := range l.fates {
		row := l.header + 1 + i
		if len(l.lists) < len(firsts) && int(firsts[len(l.lists)]) == row {
			j.addList(l, row) // of the second row of a header, too: every number has its list
		}
		if f != fateOpen {
			continue
		}
		pools = l.appendPools(pools[:0], row)
		for _, pool := range pools {
			j.servers.named(pool.name)
		}
		l.misnames = l.misnames || !isHostName(l.text(row, FieldPool)) && l.hasUnreadable(row, FieldPool)
	}
}

// addList takes down what servers a row targets: its pool where it names none.
func (j *joiner) addList(l *layout, row int) {
	from := len(l.targets)
	for _, f := range [...]Field{FieldServer, FieldTargets} {
		for _, col := range l.fields[f] {
			j.addTargets(l, row, col)
		}
	}
	if pool := l.column(FieldPool); pool >= 0 && from == len(l.targets) && l.shape != ShapeServers {
		j.addTargets(l, row, pool)
	}
	if len(l.targets) == from+1 {
		l.targets[from].written = l.writes(row, FieldServer, l.targets[from].name)
	}
	l.lists = append(l.lists, targetList{from: int32(from), to: int32(len(l.targets))})
	l.misnames = l.misnames || l.hasUnreadable(row, FieldServer, FieldTargets, FieldPool)
}

// understood is what identities take a reading for: the key of the version, or
// the folded text behind a question mark. What is missing is all the same.
func understood[V API | ServerVersion](r Reading[V]) string {
	if key := versionKey(r.Version); key != "" {
		return key
	}
	if r.Cause == Missing {
		return "?"
	}
	return "?" + foldName(r.Written)
}

// appendPools appends the pools that a row of a servers table names, nearly always one.
func (l *layout) appendPools(pools []targetName, row int) []targetName {
	text := l.text(row, FieldPool)
	if isHostName(text) {
		if !isNoName(text) && noServer(text) == "" {
			pools = append(pools, targetName{text, text})
		}
		return pools
	}
	if text == "" {
		return pools
	}
	names, _ := l.splitter().splitTargets(text)
	return append(pools, names...)
}

// fact is that of a row.
func (l *layout) fact(row int) fact { return l.factAt(row - l.header - 1) }

// factAt is that of a data row.
func (l *layout) factAt(i int) fact {
	return fact{l.facts.namings.at(i), l.facts.targets.at(i), l.facts.apis.at(i), l.facts.versions.at(i)}
}

// numbering gives each distinct text a number, from 0.
type numbering struct {
	ids   map[string]int32
	texts []string
}

// newNumbering expects about so many texts.
func newNumbering(about int) numbering {
	return numbering{ids: make(map[string]int32, about), texts: make([]string, 0, about)}
}

func (n *numbering) number(text string) int32 {
	id, ok := n.ids[text]
	if !ok {
		id = int32(len(n.texts))
		n.ids[text] = id
		n.texts = append(n.texts, text)
	}
	return id
}
