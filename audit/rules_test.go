package audit_test

import (
	"context"
	"errors"
	"reflect"
	"strings"
	"testing"

	"chatcompat/audit"
	"chatcompat/inventory"
)

const ownHead = "api,server,verdict,reason,remedy,source,approver,reference,justification\n"

// rulesOf makes rules of the text of an own matrix.
func rulesOf(t testing.TB, text string) (audit.Rules, *inventory.OwnMatrix, error) {
	t.Helper()
	in := inventory.Input{Name: "own.csv", Size: int64(len(text)), ReaderAt: strings.NewReader(text)}
	m, err := inventory.ReadOwnMatrix(context.Background(), in)
	if err != nil {
		return audit.Rules{}, nil, err
	}
	r, err := audit.NewRules(m)
	return r, m, err
}

func TestOwnRulesJudge(t *testing.T) {
	for _, c := range []struct {
		name, row, pair          string
		verdict, cause, risk     string
		ruleHas, reasonHas, page string
	}{
		{"adds a version that the page does not cover", api13 + ",Skype for Business Server 2015,compatible,,,Lab report 12,,,", "a," + api13 + ",s.contoso.example,SfB Server 2015",
			"compatible", "", "low", "own rule own.csv:2:1: row Lync Server 2013 Persistent Chat API, column Skype for Business Server 2015; source Lab report 12", "An own rule says Compatible of this pairing (own rule, own.csv:2:1, where the vendor's page has no cell)", ""},
		{"adds a version of one's own", "Contoso Bridge 2,Lync Server 2013,may be compatible,Rooms only,Test rooms,,,,", "a,contoso  bridge 2" + on13,
			"may-be-compatible", "", "medium", "own rule own.csv:2:1", "Rooms only (own rule, own.csv:2:1, where the vendor's page has no cell)", ""},
		{"says nothing of its own", "Contoso Bridge 2,Lync Server 2013,may be compatible,,,,,,", "a,Contoso Bridge 2" + on13,
			"may-be-compatible", "", "medium", "own rule own.csv:2:1", "An own rule says May be compatible of this pairing (own rule, own.csv:2:1, where the vendor's page has no cell)", ""},
		{"has no cell for another server", "Contoso Bridge 2,Lync Server 2013,compatible,,,,,,", "a,Contoso Bridge 2" + on10,
			"not-assessed", "outside-matrix", "unknown", "", "The vendor's page has no answer", ""},
		{"tightens", apiR2 + ",Lync Server 2010,Incompatible,It crashed,,,,,", "a," + apiR2 + on10,
			"incompatible", "", "high", "own rule own.csv:2:1", "It crashed (own rule, own.csv:2:1, stricter than the vendor's Compatible)", ""},
		{"tightens to not assessed", api10 + ",OCS 2007 R2,not-assessed,,,,,,", "a," + api10 + onR2,
			"not-assessed", "outside-matrix", "unknown", "own rule own.csv:2:1", "stricter than the vendor's Compatible", ""},
		{"loosens on somebody's word", api13 + ",Lync Server 2010,compatible,,,,Change Board,CHG-7,Certified in the lab", "a," + api13 + on10,
			"compatible", "", "low", "approved by Change Board; reference CHG-7; because Certified in the lab", "looser than the vendor's Incompatible", ""},
		{"repeats the page", api10 + ",Lync Server 2010,compatible-by-design,,,,,,", "a," + api10 + on10,
			"compatible-by-design", "", "none", "Dn465897", "The API was made for this server version", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			r, m, err := rulesOf(t, ownHead+c.row)
			if err != nil {
				t.Fatal(err)
			}
			findings, _ := run(t, r, load(t, headShort+c.pair, m.Versions))
			f := findings[0]
			if f.Verdict.Key() != c.verdict || f.Cause.Key() != c.cause || f.Risk.Key() != c.risk {
				t.Errorf("%s, cause %q, risk %s; want %s, %q, %s", f.Verdict.Key(), f.Cause.Key(), f.Risk.Key(), c.verdict, c.cause, c.risk)
			}
			if !strings.Contains(f.Rule, c.ruleHas) || !strings.Contains(f.Reason, c.reasonHas) || f.Remedy == "" {
				t.Errorf("rule %q, reason %q, remedy %q", f.Rule, f.Reason, f.Remedy)
			}
		})
	}
}

// TestReasonsOfOwnRulesAreTheirs: what the inventory says of category and user
// management weighs the risk; the vendor's words on them are not the rule's.
func TestReasonsOfOwnRulesAreTheirs(t *testing.T) {
	for _, c := range []struct{ row, pair, uses, risk, reason string }{
		{api10 + ",OCS 2007 R2,may-be-compatible,History is slow,,,,,", "a," + api10 + onR2, ",", "medium",
			"History is slow (own rule, own.csv:2:1, stricter than the vendor's Compatible)"},
		{api10 + ",OCS 2007 R2,may-be-compatible,History is slow,,,,,", "a," + api10 + onR2, "no,no", "low",
			"History is slow (own rule, own.csv:2:1, stricter than the vendor's Compatible); the application uses neither category nor user management"},
		{api10 + ",OCS 2007 R2,may-be-compatible,History is slow,,,,,", "a," + api10 + onR2, "yes,", "high",
			"History is slow (own rule, own.csv:2:1, stricter than the vendor's Compatible); the application uses category management"},
		{api10 + ",Lync Server 2013,may-be-compatible,Posting only,,,,,", "a," + api10 + on13, ",", "medium",
			"Posting only (own rule, own.csv:2:1); nobody says whether the application uses category or user management"},
	} {
		r, m, err := rulesOf(t, ownHead+c.row)
		if err != nil {
			t.Fatal(err)
		}
		findings, _ := run(t, r, load(t, strings.TrimSuffix(headShort, "\n")+",Uses category management,Uses user management\n"+c.pair+","+c.uses, m.Versions))
		if f := findings[0]; f.Risk.Key() != c.risk || f.Reason != c.reason {
			t.Errorf("%s with uses %q: risk %s, reason %q; want %s, %q", c.row, c.uses, f.Risk.Key(), f.Reason, c.risk, c.reason)
		}
	}
}

func TestOwnRulesAreRefusedWithEveryFault(t *testing.T) {
	for _, c := range []struct {
		name, text string
		want       []string // all of these are in the error
	}{
		{"loosens without a word", ownHead + api13 + ",OCS 2007 R2,compatible,,,,Board,,", []string{
			`own.csv:2:50: verdict "compatible": loosens the vendor's Incompatible for Lync Server 2013 Persistent Chat API on OCS 2007 R2, which takes reference, justification`}},
		{"opens what the page shuts", ownHead + api13 + ",OCS 2007 R2,not-assessed,,,,,,", []string{"loosens the vendor's Incompatible"}},
		{"repeats a pairing", ownHead + apiR2 + ",Lync Server 2010,incompatible,,,,,,\nocs-2007-r2,lync-server-2010,incompatible,,,,,,", []string{"own.csv:3:1: repeats the pairing of own.csv:2:1"}},
		{"has no such verdict", ownHead + "X Bridge,Lync Server 2013,fine,,,,,,", []string{`verdict "fine": is no verdict; want incompatible, may-be-compatible`}},
		{"names nothing clear", ownHead + "Group Chat API,Lync,compatible,,,,,,\n,Lync Server 2013,compatible,,,,,,", []string{
			`own.csv:2:1: api "Group Chat API": ambiguous`, `own.csv:2:16: server "Lync": ambiguous`, "own.csv:3:1: api: missing: states no version; every row needs one"}},
		{"is shifted by a comma", ownHead + api13 + ",Skype for Business Server 2015,compatible,,,,Board,7,yes, we did", []string{`"we did": the cell stands to the right of the last header`}},
		{"slips", ownHead + "X Bridge,Lnyc Server 2013,compatible,,,,,,", []string{`server "Lnyc Server 2013": unrecognised: looks like a slip of Lync Server 2013`}},
		{"has no such columns", "a,b\n1,2", []string{"own.csv: no table has the columns api, server and verdict"}},
		{"has a column twice", "api,server,verdict,verdict\nX Bridge,Lync Server 2013,compatible,incompatible", []string{"two columns bear this header"}},
		{"takes a placeholder for a word", ownHead + api13 + ",OCS 2007 R2,compatible,,,,Board,-,n/a", []string{"which takes reference, justification"}},
		{"takes silence for a version", ownHead + "not stated,not stated,compatible,,,,,,\nmissing,any,compatible,,,,,,", []string{
			`own.csv:2:1: api "not stated": unrecognised: "not" leaves open which version holds; want the name of one product, as in Contoso Chat 7`,
			`own.csv:2:12: server "not stated"`, `own.csv:3:1: api "missing": unrecognised: names no product`, `own.csv:3:9: server "any"`}},
		{"is broken in several rows", ownHead + "X Bridge,Lync Server 2013,good,,,,,,\nX Bridge,Lync Server 2010,bad,,,,,,", []string{"own.csv:2:27", "own.csv:3:27"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, _, err := rulesOf(t, c.text)
			var usage *inventory.UsageError
			if !errors.As(err, &usage) {
				t.Fatalf("error is %v, want a *UsageError", err)
			}
			for _, want := range c.want {
				if !strings.Contains(err.Error(), want) {
					t.Errorf("%s\nwant %s", err, want)
				}
			}
		})
	}
}

func TestOverridesAreListed(t *testing.T) {
	r, m, err := rulesOf(t, ownHead+api13+",Skype for Business Server 2015,compatible,,,,,,\n"+api13+",Lync Server 2010,compatible,,,Lab,Change Board,CHG-7,Certified\n"+api10+",Lync Server 2010,compatible-by-design,,,,,,")
	if err != nil {
		t.Fatal(err)
	}
	want := []audit.Override{
		{At: inventory.Pos{File: "own.csv", Row: 2, Col: 1}, API: inventory.PersistentChat2013API, Server: inventory.SkypeBusinessServer2015, Verdict: audit.Compatible,
			Reason: "An own rule says Compatible of this pairing (own rule, own.csv:2:1, where the vendor's page has no cell)",
			Remedy: "No change needed; run the application's functional tests once on this server and record the result"},
		{At: inventory.Pos{File: "own.csv", Row: 3, Col: 1}, API: inventory.PersistentChat2013API, Server: inventory.LyncServer2010, Verdict: audit.Compatible,
			Reason: "An own rule says Compatible of this pairing (own rule, own.csv:3:1, looser than the vendor's Incompatible)",
			Remedy: "No change needed; run the application's functional tests once on this server and record the result",
			Vendor: audit.Incompatible, Covered: true, Source: "Lab", Approver: "Change Board", Reference: "CHG-7", Justification: "Certified"},
	}
	if got := r.Overrides(); !reflect.DeepEqual(got, want) {
		t.Errorf("%v\nwant %v", got, want)
	}
	if again := audit.RulesOf(r.Overrides()); !reflect.DeepEqual(again, r) {
		t.Errorf("made again from their list, the rules are %v\nwant %v", again, r)
	}
	if len(m.SHA256) != 64 || m.Path != "own.csv" {
		t.Errorf("file %q, SHA-256 %q", m.Path, m.SHA256)
	}
	_, summary := run(t, r, load(t, headShort+"a,"+api13+",s.contoso.example,Skype for Business Server 2015", m.Versions))
	added := audit.Cell{API: inventory.PersistentChat2013API, Server: inventory.SkypeBusinessServer2015, Pairs: 1}
	if len(summary.Matrix) != 10 || summary.Matrix[9] != added {
		t.Errorf("the summary's matrix is %v, want the page and %v", summary.Matrix, added)
	}
}

func TestOwnVersionsSurviveTheirKeys(t *testing.T) {
	api, server := inventory.OwnAPI("Contoso Bridge 2"), inventory.OwnServerVersion("Contoso Hub")
	if again, ok := inventory.APIByKey(api.Key()); !ok || again != api {
		t.Errorf("APIByKey(%q) = %v, %v", api.Key(), again, ok)
	}
	if again, ok := inventory.ServerVersionByKey(server.Key()); !ok || again != server {
		t.Errorf("ServerVersionByKey(%q) = %v, %v", server.Key(), again, ok)
	}
}

// FuzzOwnMatrixNeverLoosensSilently holds every accepted matrix to the promise
// that a cell of the page is loosened only by a row with all three words.
func FuzzOwnMatrixNeverLoosensSilently(f *testing.F) {
	f.Add(ownHead + api13 + ",OCS 2007 R2,compatible,,,,Board,7,Tested")
	f.Add(ownHead + api13 + ",OCS 2007 R2,compatible,,,,Board,,Tested")
	f.Add("verdict,server,api\nnot assessed,3.5.6907.0,2013")
	f.Fuzz(func(t *testing.T, text string) {
		r, _, err := rulesOf(t, text)
		if err != nil {
			return
		}
		for _, cell := range audit.Matrix() {
			got := r.Judge(pairOf(cell.API, cell.Server)).Verdict
			if got == cell.Verdict || stricter(got, cell.Verdict) {
				continue
			}
			word := false
			for _, o := range r.Overrides() {
				word = word || o.API == cell.API && o.Server == cell.Server && o.Approver != "" && o.Reference != "" && o.Justification != ""
			}
			if !word {
				t.Errorf("%s on %s became %s by\n%s", cell.API, cell.Server, got, text)
			}
		}
	})
}

// stricter is the order of tightening, written down a second time.
func stricter(a, b audit.Verdict) bool {
	order := []audit.Verdict{audit.CompatibleByDesign, audit.Compatible, audit.MayBeCompatible, audit.NotAssessed, audit.Incompatible}
	rank := map[audit.Verdict]int{}
	for i, v := range order {
		rank[v] = i
	}
	return rank[a] > rank[b]
}

func pairOf(api inventory.API, server inventory.ServerVersion) inventory.Pair {
	return inventory.Pair{
		API:           inventory.Reading[inventory.API]{Version: api, Certainty: inventory.Exact},
		ServerVersion: inventory.Reading[inventory.ServerVersion]{Version: server, Certainty: inventory.Exact},
	}
}

// TestThePageAsAnOwnMatrixChangesNothing feeds the matrix as the matrix command writes it.
func TestThePageAsAnOwnMatrixChangesNothing(t *testing.T) {
	var b strings.Builder
	b.WriteString(ownHead)
	for _, c := range audit.Matrix() {
		quoted := func(s string) string { return `"` + strings.ReplaceAll(s, `"`, `""`) + `"` }
		b.WriteString(strings.Join([]string{quoted(c.API.String()), quoted(c.Server.String()), c.Verdict.Key(), quoted(c.Reason), quoted(c.Remedy), quoted(c.Rule()), "", "", ""}, ",") + "\r\n")
	}
	r, m, err := rulesOf(t, b.String())
	if err != nil {
		t.Fatal(err)
	}
	if len(m.Rows) != 9 || len(r.Overrides()) != 0 {
		t.Errorf("%d rows, overrides %v", len(m.Rows), r.Overrides())
	}
	for _, c := range audit.Matrix() {
		if own, page := r.Judge(pairOf(c.API, c.Server)), (audit.Rules{}).Judge(pairOf(c.API, c.Server)); !reflect.DeepEqual(own, page) {
			t.Errorf("%v, by the page alone %v", own, page)
		}
	}
}
