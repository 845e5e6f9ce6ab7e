package inventory

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestOutlinesAgreeWithPairs holds what an outline promises to the pair that a
// reader gives: the two numbers, and that pairs of the same likeness agree.
func TestOutlinesAgreeWithPairs(t *testing.T) {
	alike, rows := 0, 0
	eachInvention(t, func(t *testing.T, r *rand.Rand, tables []table) {
		alike += checkOutlines(t, loadTables(t, tables))
		alike += checkOutlines(t, loadTables(t, sayingMore(r, tables)))
		rows += plainRows(t, loadTables(t, withoutUnknown(tables)))
	})
	if rows < 150 {
		t.Errorf("%d rows say all there is of a pair; the test says little", rows)
	}
	if alike < 500 {
		t.Errorf("%d pairs are like an earlier one; the test says little", alike)
	}
}

// sayingMore adds a column on which judgements rest to some of the tables.
func sayingMore(r *rand.Rand, tables []table) []table {
	more := slices.Clone(tables)
	for i := range more {
		if r.IntN(2) == 0 {
			continue
		}
		more[i].header = append(slices.Clone(more[i].header), "Uses category management")
		more[i].rows = slices.Clone(more[i].rows)
		for n, row := range more[i].rows {
			more[i].rows[n] = append(slices.Clone(row), []string{"yes", "no", "maybe", "", "-"}[r.IntN(5)])
		}
	}
	return more
}

// withoutUnknown takes the last column off the tables whose last one is unknown.
func withoutUnknown(tables []table) []table {
	plain := slices.Clone(tables)
	for i := range plain {
		last := len(plain[i].header) - 1
		if h := plain[i].header[last]; h != "Ticket" && h != "Rack" {
			continue
		}
		plain[i].header = plain[i].header[:last]
		plain[i].rows = slices.Clone(plain[i].rows)
		for n, row := range plain[i].rows {
			plain[i].rows[n] = row[:last]
		}
	}
	return plain
}

// plainRows checks the outlines of an estate and counts the pairs of which their
// own row says all there is.
func plainRows(t *testing.T, e *Estate) (rows int) {
	t.Helper()
	checkOutlines(t, e)
	outlines := make([]Outline, e.Len())
	e.Outlines().Reader().Read(outlines, 0)
	for _, out := range outlines {
		if out.API > 0 {
			rows++
		}
	}
	return rows
}

func loadOne(t *testing.T, text string) *Estate {
	t.Helper()
	e, err := Load(t.Context(), []Input{inputOf("estate.csv", []byte(text))}, Options{})
	if err != nil {
		t.Fatal(err)
	}
	return e
}

// checkOutlines returns how many pairs are like an earlier one.
func checkOutlines(t *testing.T, e *Estate) (alike int) {
	t.Helper()
	outlines, rows := make([]Outline, e.Len()), make([]Row, e.Len())
	e.Outlines().Reader().ReadRows(outlines, rows, 0)
	likes, place := map[int32]string{}, 0
	for block := range e.Pairs() {
		for i := range block {
			p, out := &block[i], outlines[place]
			place++
			want := out
			want.Application, want.Server = p.ApplicationNumber, p.ServerNumber
			if p.ApplicationKey == "" {
				want.Application = 0
			}
			if p.ServerKey == "" {
				want.Server = 0
			}
			if out != want {
				t.Errorf("%s: outline %+v, want %+v", p.At, out, want)
			}
			if out.API > 0 {
				checkRow(t, e.Reader(), rows[place-1], &out, p)
			}
			said := judgedOf(p)
			first, met := likes[out.Like]
			switch {
			case out.Like == 0:
			case !met:
				likes[out.Like] = said
			case first != said:
				t.Errorf("%s is of likeness %d:\n%s\nbut the first of it\n%s", p.At, out.Like, said, first)
			default:
				alike++
			}
		}
	}
	return alike
}

// checkRow compares what a row says with the whole pair.
func checkRow(t *testing.T, r *Reader, row Row, out *Outline, whole *Pair) {
	t.Helper()
	for _, f := range describing {
		if got, want := row.Text(f), whole.Field(f); got != want {
			t.Errorf("%s: field %s of the row is %q, want %q", whole.At, f.Key(), got, want)
		}
	}
	name, id := row.Application()
	api, version := r.Written(row)
	apiAt, versionAt := r.StatedAt(row)
	got := Pair{Application: name, ApplicationID: id, Server: row.Server(), At: row.At(), Key: string(r.AppendKey(nil, row)),
		API: Reading[API]{Written: api, At: apiAt}, ServerVersion: Reading[ServerVersion]{Written: version, At: versionAt}, APINumber: out.API, ServerVersionNumber: out.ServerVersion}
	want := Pair{Application: whole.Application, ApplicationID: whole.ApplicationID, Server: whole.Server, At: whole.At, Key: whole.Key,
		API: Reading[API]{Written: whole.API.Written, At: whole.API.At}, ServerVersion: Reading[ServerVersion]{Written: whole.ServerVersion.Written, At: whole.ServerVersion.At},
		APINumber: whole.APINumber, ServerVersionNumber: whole.ServerVersionNumber}
	if out.Contradicted {
		got.ServerVersionNumber, got.ServerVersion.Cause, got.ServerVersion.Detail = 0, Contradictory, row.Contradiction()
		want.ServerVersion.Cause, want.ServerVersion.Detail = whole.ServerVersion.Cause, whole.ServerVersion.Detail
	}
	if diff := cmp.Diff(want, got, cmp.Comparer(func(a, b API) bool { return a == b }), cmp.Comparer(func(a, b ServerVersion) bool { return a == b })); diff != "" {
		t.Errorf("%s: the whole pair (-) and that of the row (+):\n%s", whole.At, diff)
	}
	checkVerbatim(t, row, whole)
	if line, api, version, ok := row.StatedOn(); ok {
		got := [...]Pos{{File: row.File(), Row: line, Col: 1}, {File: row.File(), Row: line, Col: api}, {File: row.File(), Row: line, Col: version}}
		if want := [...]Pos{whole.At, whole.API.At, whole.ServerVersion.At}; got != want {
			t.Errorf("%s: begins and is stated on %v, want %v", whole.At, got, want)
		}
	}
}

// checkVerbatim compares what a row has of names and versions as they are.
func checkVerbatim(t *testing.T, row Row, whole *Pair) {
	t.Helper()
	for f, want := range map[Field]string{FieldApplication: whole.Application, FieldAPI: whole.API.Written, FieldServer: whole.Server,
		FieldServerVersion: whole.ServerVersion.Written, FieldSite: whole.Field(FieldSite)} {
		if got, ok := row.Verbatim(f, 1); ok && strings.Trim(got, `"`) != want {
			t.Errorf("%s: %s is written %q, want %q", whole.At, f.Key(), got, want)
		}
	}
}

// judgedOf is what pairs of one likeness must agree in.
func judgedOf(p *Pair) string {
	category, user := p.Uses()
	said := []any{p.API.Version, p.API.Cause.Key(), p.ServerVersion.Version, p.ServerVersion.Cause.Key(), category, user}
	for _, f := range describing {
		if !f.Describes() {
			said = append(said, f.Key(), p.Field(f))
		}
	}
	return fmt.Sprintln(said...)
}

// TestOutlinesOfManyTexts has more different texts in a column than are
// numbered: those beyond are of no likeness, and none is of a wrong one.
func TestOutlinesOfManyTexts(t *testing.T) {
	var text strings.Builder
	text.WriteString("Application,API,Server,Server Version,API Members\n")
	const rows = mostLikes + 100
	for i := range rows {
		fmt.Fprintf(&text, "app %d,Group Chat 2010,chat.contoso.example,Lync Server 2013,Member%d\n", i, i)
	}
	e := loadOne(t, text.String())
	outlines := make([]Outline, e.Len())
	e.Outlines().Reader().Read(outlines, 0)
	unknown := 0
	seen := map[int32]bool{}
	for i, out := range outlines {
		switch {
		case out.Like == 0:
			unknown++
		case seen[out.Like]:
			t.Fatalf("pair %d is like an earlier one, which no pair is", i)
		}
		seen[out.Like] = true
	}
	if unknown < 50 || unknown > 500 {
		t.Errorf("%d of %d pairs are of no likeness", unknown, rows)
	}
}

// TestOutlinesOfEachBlock outlines an estate of several blocks beside what is done
// with them, and with a reader alone.
func TestOutlinesOfEachBlock(t *testing.T) {
	var text strings.Builder
	text.WriteString("Application,API,Server,Server Version,Site,UCMA\n")
	for i := range 2*outlinedPairs + 1000 {
		fmt.Fprintf(&text, "app %d,%s,chat%d.contoso.example,%s,Site %d,%s\n", i/3, []string{"Group Chat 2010", "OCS 2007 R2", ""}[i%3], i%50,
			[]string{"Lync Server 2013", "Lync Server 2010", "", "5.0"}[i%4], i%7, []string{"", "3.0"}[i%2])
	}
	e := loadOne(t, text.String())
	checkOutlines(t, e)
	o, each := e.Outlines(), []Outline(nil)
	err := o.Each(func(block []Outline, first int) error {
		if first != len(each) || len(block) > outlinedPairs {
			t.Errorf("a block of %d at %d, after %d", len(block), first, len(each))
		}
		each = append(each, block...)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	alone := make([]Outline, e.Len())
	o.Reader().Read(alone, 0)
	if !slices.Equal(alone, each) {
		t.Error("the blocks have other outlines than a reader")
	}
	full := errors.New("full")
	if err := o.Each(func([]Outline, int) error { return full }); err != full {
		t.Errorf("error %v", err)
	}
	if err := loadOne(t, "Application,API,Server\n").Outlines().Each(func([]Outline, int) error { return full }); err != nil {
		t.Errorf("an estate without pairs: %v", err)
	}
}
