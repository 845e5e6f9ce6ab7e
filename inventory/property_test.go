package inventory

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// table is an inventory that tests write: a header and rows.
type table struct {
	name   string
	header []string
	rows   [][]string
}

func (t table) csv() []byte {
	var b strings.Builder
	for _, row := range append([][]string{t.header}, t.rows...) {
		for i, cell := range row {
			if i > 0 {
				b.WriteByte(',')
			}
			b.WriteString(`"` + strings.ReplaceAll(cell, `"`, `""`) + `"`)
		}
		b.WriteByte('\n')
	}
	return []byte(b.String())
}

func loadTables(t testing.TB, tables []table) *Estate {
	t.Helper()
	var inputs []Input
	for _, one := range tables {
		inputs = append(inputs, inputOf(one.name, one.csv()))
	}
	e, err := Load(context.Background(), inputs, Options{})
	if err != nil {
		t.Fatal(err)
	}
	return e
}

// invent makes an estate of few names, so that rows meet: all four shapes,
// blanks, placeholders, contradictions, pools, short names, duplicates.
func invent(r *rand.Rand) []table {
	pick := func(words ...string) string { return words[r.IntN(len(words))] }
	application := func() string { return pick("Payroll", "payroll", "Alerts", "Feed", "Bot  7", "", "A1", "#N/A") }
	id := func() string { return pick("", "", "A1", "a2", "A3") }
	api := func() string {
		return pick("Lync Server 2010 Group Chat API", "Lync Server 2013 Persistent Chat API", "2013", "Lync", "", "n/a", "OCS 2007 R2 Group Chat API", "#REF!", "rubbish")
	}
	server := func() string {
		return pick("fe01.contoso.example", "FE01", "fe02.contoso.example.", "fe02.fabrikam.example", "fe02", "pool.contoso.example", "pool2.contoso.example", "fe03", "", "-", "#REF!", "System.String[]", "fe01 (Lync Server 2010)", "fe02.contoso.example/2013")
	}
	version := func() string {
		return pick("Lync Server 2013", "5.0.8308.0", "Lync Server 2010", "", "", "Skype for Business Server 2015", "4.0", "what?", "N/A")
	}
	answer := func() string { return pick("yes", "no", "", "maybe") }
	rows := func(cells ...func() string) [][]string {
		all := make([][]string, r.IntN(8))
		for i := range all {
			for _, cell := range cells {
				all[i] = append(all[i], cell())
			}
		}
		return all
	}
	owner := func() string { return pick("HR", "Ops", "") }
	tables := []table{
		{"pairs.csv", []string{"Application", "Application ID", "API", "Server", "Server Version", "Uses user management", "Ticket"},
			rows(application, id, api, server, version, answer, owner)},
		{"apps.csv", []string{"Application", "Application ID", "API", "Owner", "Targets"},
			rows(application, id, api, owner, func() string { return pick("", server()+";"+server()) })},
		{"servers.csv", []string{"Server", "Pool", "Server Version", "Site"},
			rows(server, func() string {
				return pick("", "pool.contoso.example", "pool2.contoso.example", "pool2.contoso.example;pool.contoso.example")
			}, version, owner)},
		{"targets.csv", []string{"Application", "Server", "Rack"}, rows(application, server, owner)},
	}
	r.Shuffle(len(tables), func(i, k int) { tables[i], tables[k] = tables[k], tables[i] })
	return tables[:1+r.IntN(len(tables))]
}

// outcome is what must not depend on where rows stand.
func outcomes(e *Estate) []string {
	var all []string
	for block := range e.Pairs() {
		for i := range block {
			p := &block[i]
			category, user := p.Uses()
			all = append(all, fmt.Sprintln(p.Key, p.PairKey, p.ApplicationKey, p.ServerKey,
				p.API.Version, p.API.Cause.Key(), p.ServerVersion.Version, p.ServerVersion.Cause.Key(), category, user))
		}
	}
	slices.Sort(all)
	return all
}

// eachInvention runs a property over many small estates; a failure names the seed.
func eachInvention(t *testing.T, property func(t *testing.T, r *rand.Rand, tables []table)) {
	t.Helper()
	for seed := range uint64(400) {
		r := rand.New(rand.NewPCG(seed, 1))
		tables := invent(r)
		if ok := t.Run(fmt.Sprint(seed), func(t *testing.T) { property(t, r, tables) }); !ok {
			for _, one := range tables {
				t.Logf("%s\n%s", one.name, one.csv())
			}
			return
		}
	}
}

func TestLoadAccountsForEveryRow(t *testing.T) {
	eachInvention(t, func(t *testing.T, _ *rand.Rand, tables []table) {
		e := loadTables(t, tables)
		checkAccounting(t, e)
		for i, f := range e.Files {
			if f.Tables[0].Rows != len(tables[i].rows) {
				t.Errorf("%s: %d rows, want %d", f.Path, f.Tables[0].Rows, len(tables[i].rows))
			}
		}
	})
}

// checkAccounting holds what is true of every estate: rows add up, pairs stand
// where a row was paired, keys tell pairs apart.
func checkAccounting(t *testing.T, e *Estate) {
	t.Helper()
	paired := map[string]int{}
	for _, f := range e.Files {
		for _, table := range f.Tables {
			if table.Accounting.Total() != table.Rows {
				t.Errorf("%s: rows %d, accounting %+v", f.Path, table.Rows, table.Accounting)
			}
			paired[f.Path+"\x00"+table.Sheet] = table.Accounting.Paired
		}
	}
	keys, rows := map[string]bool{}, map[Pos]bool{}
	n := 0
	for block := range e.Pairs() {
		for i := range block {
			p := &block[i]
			n++
			checkPair(t, p)
			if keys[p.Key] {
				t.Errorf("two pairs of key %s", p.Key)
			}
			keys[p.Key] = true
			if !rows[p.At] {
				rows[p.At] = true
				paired[p.At.File+"\x00"+p.At.Sheet]--
			}
		}
	}
	if n != e.Len() {
		t.Errorf("%d pairs, Len says %d", n, e.Len())
	}
	for table, left := range paired {
		if left != 0 {
			t.Errorf("%q: %d paired rows without a pair", table, left)
		}
	}
}

// checkPair holds what is true of every pair.
func checkPair(t *testing.T, p *Pair) {
	t.Helper()
	for _, at := range append([]Pos{p.At, p.API.At, p.ServerVersion.At}, p.Also...) {
		if at.File == "" || at.Row < 1 || at.Col < 1 {
			t.Errorf("a position %+v in %+v", at, p)
		}
	}
	if p.API.Version.Known() != (p.API.Cause == NoCause || p.API.Cause == OutsideMatrix) {
		t.Errorf("%s: API %+v", p.At, p.API)
	}
	if p.ServerVersion.Version.Known() != (p.ServerVersion.Cause == NoCause || p.ServerVersion.Cause == OutsideMatrix) {
		t.Errorf("%s: server version %+v", p.At, p.ServerVersion)
	}
	if p.ApplicationKey == "" && p.ServerKey == "" && p.ServerVersion.Cause != Unreadable {
		t.Errorf("%s: a pair without names", p.At)
	}
}

func TestLoadFindsTheSameInAnyOrderOfRows(t *testing.T) {
	eachInvention(t, func(t *testing.T, r *rand.Rand, tables []table) {
		want := outcomes(loadTables(t, tables))
		for i := range tables {
			rows := slices.Clone(tables[i].rows)
			r.Shuffle(len(rows), func(i, k int) { rows[i], rows[k] = rows[k], rows[i] })
			tables[i].rows = rows
		}
		r.Shuffle(len(tables), func(i, k int) { tables[i], tables[k] = tables[k], tables[i] })
		if diff := cmp.Diff(want, outcomes(loadTables(t, tables))); diff != "" {
			t.Errorf("-before +after:\n%s", diff)
		}
	})
}

func TestLoadFindsTheSameInSplitFiles(t *testing.T) {
	eachInvention(t, func(t *testing.T, r *rand.Rand, tables []table) {
		want := outcomes(loadTables(t, tables))
		var split []table
		for _, one := range tables {
			a := r.IntN(len(one.rows) + 1)
			b := a + r.IntN(len(one.rows)-a+1)
			for i, rows := range [][][]string{one.rows[:a], one.rows[a:b], one.rows[b:]} {
				split = append(split, table{fmt.Sprint(i, one.name), one.header, rows})
			}
		}
		if diff := cmp.Diff(want, outcomes(loadTables(t, split))); diff != "" {
			t.Errorf("-whole +split:\n%s", diff)
		}
	})
}

func TestLoadOfFilesTwiceYieldsOnlyDuplicates(t *testing.T) {
	eachInvention(t, func(t *testing.T, _ *rand.Rand, tables []table) {
		once := loadTables(t, tables)
		var twice []table
		for _, one := range tables {
			one.rows = append(slices.Clone(one.rows), one.rows...)
			twice = append(twice, one)
		}
		again := loadTables(t, twice)
		if diff := cmp.Diff(outcomes(once), outcomes(again)); diff != "" {
			t.Errorf("-once +twice:\n%s", diff)
		}
		for i := range once.Files {
			if a, b := once.Files[i].Tables[0].Accounting, again.Files[i].Tables[0].Accounting; a.Paired != b.Paired {
				t.Errorf("%s: paired %d, then %d", once.Files[i].Path, a.Paired, b.Paired)
			}
		}
	})
}

func TestLoadLosesNoCellOfAPairedRow(t *testing.T) {
	eachInvention(t, func(t *testing.T, _ *rand.Rand, tables []table) {
		e := loadTables(t, tables)
		reported := map[Pos]string{}
		for _, problem := range e.Problems {
			reported[Pos{File: problem.At.File, Row: problem.At.Row, Col: 1}] += "|" + strings.ToLower(problem.Value+strings.ReplaceAll(problem.Message, `"`, "|"))
		}
		said, paired := map[Pos]string{}, map[Pos]bool{}
		for block := range e.Pairs() {
			for i := range block {
				p := &block[i]
				paired[p.At] = true
				for _, at := range append(p.Also, p.At) {
					said[p.At] += reported[at]
					said[at] += everything(p)
				}
			}
		}
		for _, one := range tables {
			for i, row := range one.rows {
				at := Pos{File: one.name, Row: i + 2, Col: 1}
				text := said[at]
				for _, cell := range row {
					if paired[at] && !isPlaceholder(cell) && !mentions(text, cell) {
						t.Errorf("%s:%d: %q is lost in %s", one.name, i+2, cell, text)
					}
				}
			}
		}
	})
}

// mentions reports whether a pair shows a cell; one with several targets is
// shown by several pairs.
func mentions(pair, cell string) bool {
	for _, part := range (splitter{}).targetParts(cell) {
		folded := foldHost(part)
		if besideText(part) != "" { // the version is shown where no other cell says the same
			folded = foldHost(cleanServer(part))
		}
		if !isPlaceholder(part) && !strings.Contains(pair, "|"+folded) && !strings.Contains(pair, "; "+folded) {
			return false
		}
	}
	return true
}

// everything is all the text that a pair shows.
func everything(p *Pair) string {
	all := []string{"", p.Application, p.ApplicationID, p.API.Written, p.Server, p.ServerKey, p.ServerVersion.Written}
	for _, v := range slices.Concat(p.Fields, p.ServerFields) {
		all = append(all, v.Text)
	}
	for _, x := range p.Extra {
		all = append(all, x.Text)
	}
	for _, problem := range p.Problems {
		all = append(all, problem.Value)
	}
	return strings.ToLower(strings.Join(all, "|"))
}
