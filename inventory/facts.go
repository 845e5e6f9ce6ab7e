package inventory

// fact is what a data row says of the things that make a pair, each a place in
// the layout's list of distinct ones: a million rows say few different things.
// Only rows whose fate is neither blank, unused nor unreadable at first sight have one.
type fact struct{ naming, targets, api, version int32 }

// facts are those of all data rows, by row.
type facts struct{ namings, targets, apis, versions, said codes }

// naming is an application as rows of one table name it.
type naming struct {
	number   int32        // of the application's key: of its id, if it has one
	place    int32        // of entry among all of them
	many     bool         // several entries bear the name
	written  bool         // cells have the name as it is
	ids      bool         // cells have the id as it is
	entry    *application // of applications tables; nil: none knows it
	key      string       // the identity: its id if it has one, else its name, folded
	name, id string       // as the first row that does has them

	nameNumber int32 // of the folded name, see applications
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

// newDistinct is a reading with its numbers.
func newDistinct[V API | ServerVersion](j *joiner, r Reading[V]) *distinct[V] {
	d := &distinct[V]{Reading: r}
	number(j, d)
	return d
}

// number gives a reading its numbers.
func number[V API | ServerVersion](j *joiner, d *distinct[V]) {
	r := d.Reading
	d.number = j.words.number(understood(r))
	r.At = Pos{}
	d.reading = j.readings[r]
	if d.reading == 0 {
		d.reading = int32(len(j.readings) + 1)
		j.readings[r] = d.reading
	}
	if r.unclear() {
		d.problem = r.Cause.Key() + ": " + r.Detail
	}
}

// unclear reports a reading that a person should look at.
func (r *Reading[V]) unclear() bool {
	return r.Cause != NoCause && r.Cause != OutsideMatrix && r.Cause != Missing
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
