package inventory

import (
	"cmp"
	"crypto/sha256"
	"encoding/base32"
	"fmt"
	"iter"
	"slices"
	"strings"
)

// identity is what makes two rows say the same: application, API, server and
// server version as understood, each a number for its text.
type identity [4]int32

// identityTexts are the four texts of an identity. A version that is not
// understood is its folded text behind a question mark.
type identityTexts struct{ application, api, server, version string }

func (j *joiner) identity(r record) identity {
	t := j.texts(r)
	return identity{j.number(t.application), j.number(t.api), j.number(t.server), j.number(t.version)}
}

func (j *joiner) number(text string) int32 {
	n, ok := j.names[text]
	if !ok {
		n = int32(len(j.names))
		j.names[strings.Clone(text)] = n
	}
	return n
}

func (j *joiner) texts(r record) identityTexts {
	t := identityTexts{application: j.applicationKey(r)}
	t.api = understood(j.ownAPI(r))
	t.version = understood(j.ownVersion(r))
	if r.target.server != nil {
		t.server = r.target.server.key
	}
	return t
}

// applicationKey is the identity of the application: its id if it has one, else its name.
func (j *joiner) applicationKey(r record) string {
	if r.application != nil {
		return r.application.key
	}
	name, id := j.layout(r.rowRef).application(int(r.row))
	return foldName(cmp.Or(id, name))
}

func understood[V API | ServerVersion](r Reading[V]) string {
	if key := versionKey(r.Version); key != "" {
		return key
	}
	return "?" + foldName(r.Written)
}

// ownAPI is the API as the row states it, or what fills its blank cell.
func (j *joiner) ownAPI(r record) Reading[API] {
	l, row := j.layout(r.rowRef), int(r.row)
	own := l.api(row)
	if own.Cause != Missing {
		return own
	}
	if r.application == nil {
		own.Detail = j.whyNoAPI(l, row)
		return own
	}
	filled := r.application.api()
	if filled.At.IsZero() {
		filled.At = own.At
	}
	return filled
}

func (j *joiner) whyNoAPI(l *layout, row int) string {
	name, id := l.application(row)
	_, many := j.applications.find(name, id)
	switch {
	case many:
		return "several applications bear the name " + Quote(name) + "; give the application's id"
	case name == "":
		return "the row names no application"
	case l.has(FieldAPI):
		return "the cell is blank and no applications table states the API of " + Quote(name)
	}
	return "no applications table knows " + Quote(name)
}

// apiOf is what the inventory says of the API of a pair: the row's own
// statement unless applications tables contradict each other.
func (j *joiner) apiOf(r record) Reading[API] {
	own := j.ownAPI(r)
	if a := r.application; r.fromTable && len(a.stated) > 1 && own.Version.Known() {
		return contradicted(own, contradiction(a.stated))
	}
	return own
}

// ownVersion is the server version as the row states it, or what fills its blank cell.
func (j *joiner) ownVersion(r record) Reading[ServerVersion] {
	l, row := j.layout(r.rowRef), int(r.row)
	own := l.serverVersion(row)
	if own.Cause != Missing {
		return own
	}
	if r.target.server == nil {
		own.Detail = "the row names no server"
		if r.fromTable {
			own.Detail = "no table names a server for the application"
		}
		return own
	}
	filled := r.target.server.version()
	if filled.At.IsZero() {
		filled.At = own.At
	}
	return filled
}

// versionOf is what the inventory says of the server version of a pair: the
// row's own statement unless others contradict it.
func (j *joiner) versionOf(r record) Reading[ServerVersion] {
	own := j.ownVersion(r)
	if r.target.server == nil || !own.Version.Known() {
		return own
	}
	if all := r.target.server.statements(); len(all) > 1 {
		return contradicted(own, contradiction(all))
	}
	return own
}

// contradicted is a statement that others contradict: its own text and place, no version.
func contradicted[V API | ServerVersion](own, all Reading[V]) Reading[V] {
	all.Written, all.At = own.Written, own.At
	return all
}

// compareDuplicate reports what a duplicate says beside that the first row says otherwise.
func (j *joiner) compareDuplicate(first, later record) {
	lf, ll := j.layout(first.rowRef), j.layout(later.rowRef)
	have := lf.addValues(nil, int(first.row))
	for _, v := range ll.addValues(nil, int(later.row)) {
		j.differs(first, later, ll.column(v.Field), have.Get(v.Field))
	}
	extras := lf.addExtras(nil, int(first.row))
	for _, col := range ll.extras {
		for _, x := range extras {
			if x.Header == ll.columns[col].Header {
				j.differs(first, later, col, x.Text)
			}
		}
	}
}

// differs reports a cell of a duplicate that does not say what the first row says.
func (j *joiner) differs(first, later record, col int, have string) {
	l, row := j.layout(later.rowRef), int(later.row)
	text := cleanText(l.raw.Text(row, col))
	if have == "" || text == "" || have == text {
		return
	}
	j.problem(later.rowRef, Problem{At: l.raw.Pos(row, col), Column: l.columns[col].Header, Value: text,
		Message: fmt.Sprintf("the row repeats %s, which says %s here; the first row's value is used",
			j.layout(first.rowRef).raw.Pos(int(first.row), -1), Quote(have))})
}

// reportContradictions adds one problem for each server and application that
// the inventory gives two versions.
func (j *joiner) reportContradictions() {
	for _, s := range j.servers.all {
		if all := s.statements(); len(all) > 1 {
			r := contradiction(all)
			j.contradictionProblem(r.At, r.Written, "server "+Quote(s.name)+" has two versions: "+r.Detail)
		}
	}
	seen := map[*application]bool{}
	for _, rec := range j.records {
		if a := rec.application; a != nil && len(a.stated) > 1 && !seen[a] {
			seen[a] = true
			r := contradiction(a.stated)
			j.contradictionProblem(r.At, r.Written, "application "+Quote(a.name)+" has two APIs: "+r.Detail)
		}
	}
}

func (j *joiner) contradictionProblem(at Pos, written, message string) {
	table := slices.IndexFunc(j.layouts, func(l *layout) bool { return l.raw.File == at.File && l.raw.Sheet == at.Sheet })
	j.problem(rowRef{int32(max(table, 0)), int32(at.Row)}, Problem{At: at, Value: written, Message: message + "; correct the wrong one"})
}

// Len is the number of pairs.
func (e *Estate) Len() int { return len(e.joiner.records) }

// blockPairs is how many pairs a block holds.
const blockPairs = 1024

// Pairs yields the pairs in blocks, in stable order: input, sheet, row. A block
// is valid until the next one is asked for.
func (e *Estate) Pairs() iter.Seq[[]Pair] {
	return func(yield func([]Pair) bool) {
		block := make([]Pair, 0, min(blockPairs, len(e.joiner.records)))
		for i := range e.joiner.records {
			block = append(block, e.joiner.pair(int32(i)))
			if len(block) == cap(block) {
				if !yield(block) {
					return
				}
				block = block[:0]
			}
		}
		if len(block) > 0 {
			yield(block)
		}
	}
}

// pair is a record in full.
func (j *joiner) pair(i int32) Pair {
	r := j.records[i]
	l, row := j.layout(r.rowRef), int(r.row)
	p := Pair{
		API:           j.apiOf(r),
		Server:        r.target.name,
		ServerVersion: j.versionOf(r),
		At:            l.raw.Pos(row, -1),
		Fields:        l.addValues(nil, row),
		Extra:         l.addExtras(nil, row),
		Problems:      j.problemsOf(r.rowRef),
	}
	p.Application, p.ApplicationID = l.application(row)
	j.describe(&p, r)
	for _, ref := range j.also[i] {
		p.Also = append(p.Also, j.layout(ref).raw.Pos(int(ref.row), -1))
	}
	t := j.texts(r)
	p.ApplicationKey, p.ServerKey = t.application, t.server
	p.Key = "k" + hash(t.application, t.api, t.server, t.version)
	p.PairKey = "p" + hash(t.application, t.server)
	return p
}

// describe adds what applications and servers tables say beside the versions.
func (j *joiner) describe(p *Pair, r record) {
	if a := r.application; a != nil {
		if p.Application == "" || p.Application == p.ApplicationID {
			p.Application = a.name
		}
		p.ApplicationID = cmp.Or(p.ApplicationID, a.id)
		for _, ref := range a.rows {
			if ref == r.rowRef {
				continue
			}
			l := j.layout(ref)
			p.Fields = l.addValues(p.Fields, int(ref.row))
			p.Extra = l.addExtras(p.Extra, int(ref.row))
		}
	}
	if s := r.target.server; s != nil {
		for _, ref := range s.describing() {
			l := j.layout(ref)
			p.ServerFields = l.addValues(p.ServerFields, int(ref.row))
			p.Extra = l.addExtras(p.Extra, int(ref.row))
		}
	}
}

// problemsOf are the problems of one row; j.problems is sorted by row.
func (j *joiner) problemsOf(ref rowRef) []Problem {
	i, _ := slices.BinarySearchFunc(j.problems, ref, func(p located, ref rowRef) int { return compareRefs(p.rowRef, ref) })
	var found []Problem
	for ; i < len(j.problems) && j.problems[i].rowRef == ref; i++ {
		found = append(found, j.problems[i].Problem)
	}
	return found
}

func compareRefs(a, b rowRef) int {
	return cmp.Or(cmp.Compare(a.table, b.table), cmp.Compare(a.row, b.row))
}

var lowerBase32 = base32.NewEncoding("abcdefghijklmnopqrstuvwxyz234567").WithPadding(base32.NoPadding)

// hash names texts in 15 characters that no spreadsheet takes for a number.
func hash(texts ...string) string {
	var buf [256]byte
	b := buf[:0]
	for _, t := range texts {
		b = append(append(b, t...), 0)
	}
	sum := sha256.Sum256(b)
	return lowerBase32.EncodeToString(sum[:10])[:15]
}
