// Package dataset invents the inventories that are measured: the estate of a
// large company, as big as asked, the same for the same number of rows.
//
// An estate of n rows has n/10 applications and n/20 servers. An application
// has one owner and one API version in one spelling; a server has one name, one
// version in one spelling and one site; a row is a pair of the two. Rows stand
// in no order of either, and no pair occurs twice but for the duplicates. What
// is wrong in real inventories is wrong here, in known numbers: see Facts.
//
// Names are those of the fictitious companies Contoso and Fabrikam, hosts end
// in .example, and every text fits Windows-1252, so that one estate can be
// written in each encoding.
package dataset

import (
	"cmp"
	"fmt"
	"math/rand/v2"
)

// MinRows is the smallest estate: below it the shares of Facts would be none.
const MinRows = 1000

// seed makes the estate; another seed would be another estate and the figures
// that were measured could not be compared.
const seed = 20261123

// One application in badShare has an API version that is unrecognisable, one in
// blankShare none at all, one in outsideShare one that the matrix does not
// cover. One row in contradictShare states another version of its server than
// the others do, one in duplicateShare says what an earlier row said.
const (
	badShare        = 50
	blankShare      = 100
	outsideShare    = 100
	contradictShare = 200
	duplicateShare  = 200
)

// Estate is what the files of one size say.
type Estate struct {
	applications []application
	servers      []server
	rows         []row
}

type application struct {
	name, owner, criticality string
	api                      *Spelling
}

type server struct {
	name, site, environment string
	version                 *Spelling
}

// row is a pair by index and the server's version as that row writes it.
type row struct {
	application, server int32
	version             *Spelling
}

// Facts are what an audit of the pairs of an estate must find, or one of its
// applications, servers and targets.
type Facts struct {
	Rows, Duplicates int
	// Contradicting is the number of rows that state another version of their
	// server, duplicates of them not counted.
	Contradicting int
	// Pairs counts pairs, and EachRow rows, by what is known of their versions:
	// "API on server version" by their keys, or the cause why there is no verdict.
	Pairs, EachRow map[string]int
}

// New invents an estate with a number of rows.
func New(rows int) (*Estate, error) {
	if rows < MinRows || rows > 100_000_000 {
		return nil, fmt.Errorf("%d rows: want %d to 100000000", rows, MinRows)
	}
	r := rand.New(rand.NewPCG(seed, uint64(rows)))
	e := &Estate{}
	owners := newOwners()
	for i := range rows / 10 {
		e.applications = append(e.applications, newApplication(r, i, owners))
	}
	for i := range rows / 20 {
		e.servers = append(e.servers, newServer(r, i))
	}
	e.draw(r, rows)
	return e, nil
}

func newApplication(r *rand.Rand, i int, owners []string) application {
	return application{
		name:        fmt.Sprintf("%s %s %06d", *pick(r, departments), *pick(r, purposes), i),
		owner:       *pick(r, owners),
		criticality: *pick(r, criticalities),
		api:         pickAPI(r),
	}
}

func newServer(r *rand.Rand, i int) server {
	return server{
		name:        fmt.Sprintf("%s%05d.%s", *pick(r, roles), i, *pick(r, domains)),
		site:        *pick(r, sites),
		environment: *skewed(r, environments),
		version:     pickVersion(r),
	}
}

// draw makes the rows. The targets of an application are a fixed number of
// servers apart, so that none occurs twice.
func (e *Estate) draw(r *rand.Rand, rows int) {
	e.rows = make([]row, 0, rows)
	start := make([]int, len(e.applications))
	for i := range start {
		start[i] = r.IntN(len(e.servers))
	}
	for round := 0; len(e.rows) < rows; round++ {
		for _, a := range r.Perm(len(e.applications)) {
			if len(e.rows) == rows {
				return
			}
			e.rows = append(e.rows, e.newRow(r, a, (start[a]+round*targetStep)%len(e.servers)))
		}
	}
}

// targetStep is a prime that is too large to divide a number of servers times
// the targets of an application for any size that is round.
const targetStep = 7919

func (e *Estate) newRow(r *rand.Rand, a, s int) row {
	if len(e.rows) > 0 && r.IntN(duplicateShare) == 0 {
		return e.rows[r.IntN(len(e.rows))]
	}
	version := e.servers[s].version
	if r.IntN(contradictShare) == 0 {
		version = otherVersion(r, version)
	}
	return row{application: int32(a), server: int32(s), version: version}
}

// Facts are what an audit of the pairs must find.
func (e *Estate) Facts() Facts {
	contradicted := make([]bool, len(e.servers))
	for _, w := range e.rows {
		if w.version != e.servers[w.server].version {
			contradicted[w.server] = true
		}
	}
	return e.count(func(w row) string {
		if contradicted[w.server] {
			return "contradictory"
		}
		return ""
	})
}

// JoinedFacts are what an audit of applications, servers and targets must find:
// they say everything once, so that nothing is contradictory.
func (e *Estate) JoinedFacts() Facts {
	f := e.count(func(row) string { return "" })
	f.Contradicting = 0
	return f
}

// count counts the rows. Fault is the cause why the server of a row is not
// judged, if there is one.
func (e *Estate) count(fault func(row) string) Facts {
	f := Facts{Rows: len(e.rows), Pairs: map[string]int{}, EachRow: map[string]int{}}
	seen := make(map[[2]int32]struct{}, len(e.rows))
	for _, w := range e.rows {
		says := cmp.Or(e.applications[w.application].api.Cause, fault(w), e.judged(w))
		f.EachRow[says]++
		pair := [2]int32{w.application, w.server}
		if _, ok := seen[pair]; ok {
			f.Duplicates++
			continue
		}
		seen[pair] = struct{}{}
		f.Pairs[says]++
		if w.version != e.servers[w.server].version {
			f.Contradicting++
		}
	}
	return f
}

// judged names the cell of the matrix of a row.
func (e *Estate) judged(w row) string {
	return e.applications[w.application].api.Key + Separator + e.servers[w.server].version.Key
}

// Separator stands between the two keys of a cell in Facts.
const Separator = " on "

func pick[T any](r *rand.Rand, list []T) *T { return &list[r.IntN(len(list))] }

// skewed prefers the head of a list: the first quarter is picked half the time.
func skewed[T any](r *rand.Rand, list []T) *T {
	at := r.Float64()
	return &list[int(at*at*float64(len(list)))]
}
