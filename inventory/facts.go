package inventory

// fact is what a data row says of the things that make a pair, each a place in
// the layout's list of distinct ones: a million rows say few different things.
// Only rows whose fate is neither blank, unused nor unreadable at first sight have one.
type fact struct{ naming, targets, api, version int32 }

// naming is an application as rows of one table name it.
type naming struct {
	row    int32        // the first row that does
	number int32        // of the application's key, see joiner.keys
	entry  *application // of applications tables; nil: none knows it
	many   bool         // several entries bear the name
}

// targetList is what some rows name as their targets: a part of the layout's
// targets, from the first index to behind the last.
type targetList struct {
	from, to int32
	stated   int32 // one more than the place of a version that the servers have noted already
}

// targetsOf are the servers that a row names.
func (l *layout) targetsOf(f fact) []target {
	list := &l.lists[f.targets]
	return l.targets[list.from:list.to]
}

// distinct is a reading of one text, without a position, and two numbers: of
// what identities take it for, see joiner.words, and of the reading, see
// joiner.readings.
type distinct[V API | ServerVersion] struct {
	Reading[V]
	number  int32
	reading int32
	problem string // what is wrong with the text, for people; ""
}

// newDistinct numbers a reading.
func newDistinct[V API | ServerVersion](j *joiner, r Reading[V]) distinct[V] {
	d := distinct[V]{Reading: r, number: j.words.number(understood(r))}
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

// memos are those of one layout; they are needed only while facts are gathered.
type memos struct{ namings, targets, apis, versions *memo }

func (l *layout) newMemos() memos {
	targets := append([]int{l.column(FieldServer), l.column(FieldPool)}, l.fields[FieldTargets]...)
	if l.shape == ShapeServers {
		targets = append([]int{l.column(FieldServer)}, l.fields[FieldTargets]...)
	}
	return memos{
		namings:  newMemo(l.raw, l.column(FieldApplication), l.column(FieldApplicationID)),
		targets:  newMemo(l.raw, targets...),
		apis:     newMemo(l.raw, l.column(FieldAPI), l.column(FieldUCMA), l.column(FieldAPIMembers)),
		versions: newMemo(l.raw, l.column(FieldServerVersion), l.softwareColumn()),
	}
}

// gather takes down what a row says.
func (j *joiner) gather(l *layout, row int, m memos) fact {
	var f fact
	var known bool
	if f.naming, known = m.namings.find(row); !known {
		l.namings = append(l.namings, naming{row: int32(row)})
	}
	if f.targets, known = m.targets.find(row); !known {
		from := len(l.targets)
		l.targets = j.servers.appendTargets(l.targets, l.targetText(row))
		l.lists = append(l.lists, targetList{from: int32(from), to: int32(len(l.targets))})
	}
	if l.shape == ShapeServers {
		if pool := l.pool(row); pool != "" {
			j.servers.named(pool)
		}
	}
	if f.api, known = m.apis.find(row); !known {
		l.apis = append(l.apis, newDistinct(j, l.readAPI(row)))
	}
	if f.version, known = m.versions.find(row); !known {
		l.versions = append(l.versions, newDistinct(j, l.readVersion(row)))
	}
	return f
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

// pool is the name of the pool that a row of a servers table names.
func (l *layout) pool(row int) string { return cleanServer(l.text(row, FieldPool)) }

// fact is that of a row.
func (l *layout) fact(row int) fact { return l.facts[row-l.header-1] }

// numbering gives each distinct text a number, from 0.
type numbering struct {
	ids   map[string]int32
	texts []string
}

func newNumbering() numbering { return numbering{ids: map[string]int32{}} }

func (n *numbering) number(text string) int32 {
	id, ok := n.ids[text]
	if !ok {
		id = int32(len(n.texts))
		n.ids[text] = id
		n.texts = append(n.texts, text)
	}
	return id
}
