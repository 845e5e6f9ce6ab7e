package inventory

import (
	"encoding/binary"

	"chatcompat/inventory/sheet"
)

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

// span is a part of a list: from its first index to behind its last.
type span struct{ from, to int32 }

// targetsOf are the servers that a row names.
func (l *layout) targetsOf(f fact) []target {
	list := l.lists[f.targets]
	return l.targets[list.from:list.to]
}

// distinct is a reading of one text, without a position, and the number of
// what identities take it for, see joiner.words.
type distinct[V API | ServerVersion] struct {
	Reading[V]
	number  int32
	problem string // what is wrong with the text, for people; ""
}

// newDistinct numbers a reading.
func newDistinct[V API | ServerVersion](words *numbering, r Reading[V]) distinct[V] {
	d := distinct[V]{Reading: r, number: words.number(understood(r))}
	if r.unclear() {
		d.problem = r.Cause.Key() + ": " + r.Detail
	}
	return d
}

// unclear reports a reading that a person should look at.
func (r *Reading[V]) unclear() bool {
	return r.Cause != NoCause && r.Cause != OutsideMatrix && r.Cause != Missing
}

// memo finds rows that say the same in some columns.
type memo struct {
	raw  *sheet.Table
	cols []int
	ids  map[string]int32
	key  []byte
}

func newMemo(raw *sheet.Table, cols ...int) *memo {
	m := &memo{raw: raw, ids: map[string]int32{}}
	for _, col := range cols {
		if col >= 0 {
			m.cols = append(m.cols, col)
		}
	}
	return m
}

// find gives the number of what a row says; next becomes that number where no
// row said it before.
func (m *memo) find(row int, next int) (id int32, known bool) {
	if len(m.cols) == 1 && m.raw.Sheet == "" {
		text := m.raw.Text(row, m.cols[0])
		id, known = m.ids[text]
		if !known {
			id = int32(next)
			m.ids[text] = id
		}
		return id, known
	}
	m.key = m.key[:0]
	for _, col := range m.cols {
		text := m.raw.Text(row, col)
		m.key = append(m.key, byte(m.raw.Kind(row, col)))
		m.key = binary.AppendUvarint(m.key, uint64(len(text)))
		m.key = append(m.key, text...)
	}
	id, known = m.ids[string(m.key)]
	if !known {
		id = int32(next)
		m.ids[string(m.key)] = id
	}
	return id, known
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
	if f.naming, known = m.namings.find(row, len(l.namings)); !known {
		l.namings = append(l.namings, naming{row: int32(row)})
	}
	if f.targets, known = m.targets.find(row, len(l.lists)); !known {
		from := len(l.targets)
		l.targets = j.servers.appendTargets(l.targets, l.targetText(row))
		l.lists = append(l.lists, span{int32(from), int32(len(l.targets))})
	}
	if l.shape == ShapeServers {
		if pool := l.pool(row); pool != "" {
			j.servers.named(pool)
		}
	}
	if f.api, known = m.apis.find(row, len(l.apis)); !known {
		l.apis = append(l.apis, newDistinct(&j.words, l.readAPI(row)))
	}
	if f.version, known = m.versions.find(row, len(l.versions)); !known {
		l.versions = append(l.versions, newDistinct(&j.words, l.readVersion(row)))
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
