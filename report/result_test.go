package report

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"

	"chatcompat/audit"
	"chatcompat/inventory"
)

// render gives what a format writes, fed in blocks of three findings that are
// overwritten after each call, as their owner may.
func render(t testing.TB, format Format, meta Meta, findings []audit.Finding, s audit.Summary) string {
	t.Helper()
	var out bytes.Buffer
	if err := feed(format.New(&out, meta), findings, s); err != nil {
		t.Fatalf("%s: %v", format.Name, err)
	}
	return out.String()
}

func feed(w Writer, findings []audit.Finding, s audit.Summary) error {
	block := make([]audit.Finding, 3)
	for len(findings) > 0 {
		n := copy(block, findings)
		findings = findings[n:]
		if err := w.Write(block[:n]); err != nil {
			return err
		}
		clear(block)
	}
	return w.Close(s)
}

func jsonFormat(t testing.TB) Format {
	f, ok := FormatByName("json")
	if !ok {
		t.Fatal("there is no format json")
	}
	return f
}

func summarise(findings []audit.Finding) audit.Summary {
	tally := audit.NewTally()
	tally.Add(findings)
	return tally.Summary()
}

func TestResultIsTheCompleteRecord(t *testing.T) {
	meta, fixed, _ := fixture()
	random := rand.New(rand.NewPCG(3, 4))
	for round := range 50 {
		findings := append([]audit.Finding(nil), fixed...)
		meta.Options = []Option{{"exclude", "a=b"}, {"exclude", "c"}, {"map", randomText(random)}}
		meta.Excluded, meta.PreparedFor = round, randomText(random)
		meta.OwnMatrix = &OwnMatrixFile{"own" + randomText(random), "e3b0"}
		meta.Overrides = nil
		for range random.IntN(4) {
			meta.Overrides = append(meta.Overrides, randomOverride(random))
		}
		for i := range findings {
			findings[i] = judgedBy(meta.Overrides, findings[i])
		}
		for range 20 {
			findings = append(findings, randomFinding(random, meta.Overrides))
		}
		summary := summarise(findings)
		for range random.IntN(4) {
			summary.Matrix = append(summary.Matrix, audit.Cell{API: randomAPI(random), Server: randomServer(random)})
			summary.Advisories = append(summary.Advisories, randomAdvisory(random))
			summary.Checks = append(summary.Checks, audit.CheckStatus{ID: randomText(random), Status: pick(random, audit.Statuses()), Needs: randomText(random)})
		}
		summary.Matrix = recount(summary.Matrix, findings)
		first := render(t, jsonFormat(t), meta, findings, summary)
		result, err := ReadResult([]byte(first))
		if err != nil {
			t.Fatal(err)
		}
		if second := render(t, jsonFormat(t), result.Meta, result.Findings, result.Summary); second != first {
			t.Fatalf("written again, the result differs:\n%s\n%s", first, second)
		}
		result.Meta.unknown = nil
		if !reflect.DeepEqual(result, &Result{meta, findings, summary}) {
			t.Fatalf("read back:\n%+v\nwant:\n%+v", result, &Result{meta, findings, summary})
		}
	}
}

// pick chooses an element.
func pick[T any](random *rand.Rand, list []T) T { return list[random.IntN(len(list))] }

func randomText(random *rand.Rand) string {
	parts := []string{"a", "B", " ", `"`, `\`, "\n", "\x00", "\x1b[31m", "é", "日本", "\u202e", "\u2028", "<b>&", ":", "!", "'", "5", "|", "𝄞", "=", "\t"}
	var s string
	for range random.IntN(8) {
		s += pick(random, parts)
	}
	return s
}

func randomPos(random *rand.Rand) inventory.Pos {
	p := inventory.Pos{File: "f" + randomText(random), Row: random.IntN(4), Col: random.IntN(4)}
	if random.IntN(2) == 0 {
		p.Sheet = "s" + randomText(random)
	}
	return p
}

// randomAPI is a built-in one, an own one or none.
func randomAPI(random *rand.Rand) inventory.API {
	return pick(random, append(inventory.APIs(), inventory.API{}, inventory.OwnAPI("API "+randomText(random))))
}

func randomServer(random *rand.Rand) inventory.ServerVersion {
	return pick(random, append(inventory.ServerVersions(), inventory.ServerVersion{}, inventory.OwnServerVersion("Server "+randomText(random))))
}

func randomAdvisory(random *rand.Rand) audit.FiredAdvisory {
	text := func() string { return randomText(random) }
	a := audit.FiredAdvisory{Advisory: pick(random, audit.Advisories())}
	if random.IntN(2) == 0 {
		a.Advisory = audit.Advisory{ID: text(), Scope: pick(random, audit.Scopes()), Title: text(), Text: text(), When: text(),
			Source: audit.Source{Title: text(), ID: text(), Date: text(), URL: text()}, Since: text(), Needs: text()}
	}
	for range random.IntN(3) {
		a.Subjects, a.Applies = append(a.Subjects, text()), append(a.Applies, text())
	}
	return a
}

func randomOverride(random *rand.Rand) audit.Override {
	text := func() string { return randomText(random) }
	o := audit.Override{At: randomPos(random), API: inventory.OwnAPI("API " + text()), Server: randomServer(random), Verdict: pick(random, audit.Verdicts()),
		Reason: text(), Remedy: text(), Source: text(), Approver: "a" + text(), Reference: "r" + text(), Justification: "j" + text()}
	if !o.Server.Known() {
		o.Server = inventory.SkypeBusinessServerSE
	}
	if o.Covered = random.IntN(2) == 0; o.Covered {
		cell := pick(random, audit.Matrix())
		o.API, o.Server, o.Vendor = cell.API, cell.Server, cell.Verdict
	}
	return o
}

// randomFinding is a judged one in random words.
func randomFinding(random *rand.Rand, overrides []audit.Override) audit.Finding {
	text := func() string { return randomText(random) }
	cause := func(known bool) inventory.Cause {
		if known {
			return pick(random, []inventory.Cause{inventory.NoCause, inventory.OutsideMatrix})
		}
		return pick(random, inventory.Causes())
	}
	p := inventory.Pair{
		Application: text(), ApplicationID: text(), Server: text(), At: randomPos(random),
		API: inventory.Reading[inventory.API]{Written: text(), Version: randomAPI(random),
			Certainty: pick(random, everyCertainty()), Detail: text(), At: randomPos(random)},
		ServerVersion: inventory.Reading[inventory.ServerVersion]{Written: text(), Version: randomServer(random),
			Certainty: pick(random, everyCertainty()), Detail: text(), At: randomPos(random)},
		ApplicationKey: text(), ServerKey: text(),
	}
	p.API.Cause, p.ServerVersion.Cause = cause(p.API.Version.Known()), cause(p.ServerVersion.Version.Known())
	p.Key, p.PairKey = p.Keys()
	var advisories []string
	for i := range random.IntN(3) {
		advisories = append(advisories, []string{"CC104", "CC107"}[i])
		p.Also = append(p.Also, randomPos(random))
		p.Extra = append(p.Extra, inventory.Extra{Header: fmt.Sprint(i) + text(), Text: text()})
		p.Problems = append(p.Problems, inventory.Problem{At: randomPos(random), Column: text(), Value: text(), Message: text()})
	}
	for _, field := range inventory.Fields() {
		if random.IntN(5) == 0 {
			p.Fields = append(p.Fields, inventory.Value{Field: field, Text: text()})
		}
		if random.IntN(5) == 0 {
			p.ServerFields = append(p.ServerFields, inventory.Value{Field: field, Text: text()})
		}
	}
	f := judgedBy(overrides, audit.Finding{Pair: p})
	f.Reason, f.Remedy, f.Rule, f.Advisories = text(), text(), "r"+text(), advisories
	return f
}

func TestReadResultKeepsWhatANewerVersionAdds(t *testing.T) {
	meta, findings, summary := fixture()
	text := render(t, jsonFormat(t), meta, findings, summary)
	for _, change := range []struct{ old, new string }{
		{`{"schema"`, `{"future":{"b":1, "a":[2]},"schema"`},
		{`"verdict":"incompatible",`, `"verdict":"incompatible","weight":0.50,`},
		{`"recognised":"inferred",`, `"recognised":"inferred","confidence":{"of":1},`},
		{`"shape":"pairs",`, `"shape":"pairs","colour":"red",`},
		{`"advisories":[],` + "\n", `"advisories":[{"id":"CC999","scope":"estate","title":"","text":"","when":"","source":" ()","page":{"title":"","id":"","date":"","url":""},"since":"","needs":"","subjects":[],"applies":[],"until":"2030"}],` + "\n"},
		{`"overrides":[],`, `"overrides":[],"matrixFile":{"path":"own.csv","sha256":"e3b0","signedBy":"x"},`},
		{`"pairs":16,`, `"pairs":16,"pools":3,`},
		{`"fields":{`, `"fields":{"future-field":"x",`},
	} {
		newer := strings.Replace(text, change.old, change.new, 1)
		if newer == text {
			t.Fatalf("%q does not occur", change.old)
		}
		result, err := ReadResult([]byte(newer))
		if err != nil {
			t.Errorf("%q: %v", change.new, err)
			continue
		}
		again := render(t, jsonFormat(t), result.Meta, result.Findings, result.Summary)
		if !equalJSON(t, again, newer) {
			t.Errorf("%q is lost:\n%s", change.new, again)
		}
		if second, err := ReadResult([]byte(again)); err != nil ||
			render(t, jsonFormat(t), second.Meta, second.Findings, second.Summary) != again {
			t.Errorf("%q: written a second time, the result differs (%v)", change.new, err)
		}
	}
}

// TestReadResultReadsTheFirstShape reads a result that was written before there
// were own rules and days on which support ends.
func TestReadResultReadsTheFirstShape(t *testing.T) {
	meta, findings, summary := fixture()
	text := render(t, jsonFormat(t), meta, findings, summary)
	old := strings.Replace(text, ",\n\"overrides\":[]", "", 1)
	for _, day := range []string{"", "2018-01-09", "2021-04-13", "2023-04-11"} {
		old = strings.ReplaceAll(old, `"endOfSupport":"`+day+`",`, "")
	}
	if strings.Contains(old, "overrides") || strings.Contains(old, "endOfSupport") {
		t.Fatalf("not the first shape:\n%s", old)
	}
	result, err := ReadResult([]byte(old))
	if err != nil {
		t.Fatal(err)
	}
	if again := render(t, jsonFormat(t), result.Meta, result.Findings, result.Summary); again != text {
		t.Errorf("read and written again:\n%s\nwant\n%s", again, text)
	}
}

func TestReadResultRefuses(t *testing.T) {
	meta, findings, summary := fixture()
	whole := render(t, jsonFormat(t), meta, findings, summary)
	lines, _ := FormatByName("jsonl")
	risky := meta
	risky.Show = ShowRisky
	replace := func(old, new string) string {
		if !strings.Contains(whole, old) {
			t.Fatalf("%q does not occur", old)
		}
		return strings.Replace(whole, old, new, 1)
	}
	for _, test := range []struct{ name, text, want string }{
		{"empty", "", "line 1: the file ends before the result does"},
		{"cut", whole[:len(whole)/2], "the file ends before the result does"},
		{"damaged", replace(`"verdict"`, `"ver`+"\n"+`dict"`), "line 13: the result is damaged: invalid character"},
		{"a list", "[1]", `this is no saved result: it starts with "[" instead of an object; want a file written with -o json`},
		{"foreign", `{"resourceType":"Bundle"}`, `this is no saved result: it has no key "schema"; want a file written with -o json`},
		{"lines", render(t, lines, meta, findings, summary), "holds one object a line as -o jsonl writes them"},
		{"schema", replace(Schema, "chatcompat/audit/2"), `schema is "chatcompat/audit/2", this version reads "chatcompat/audit/1"`},
		{"no findings", `{"schema":"` + Schema + `"}`, `it has no list "findings"`},
		{"partial", render(t, jsonFormat(t), risky, findings, summary), "holds risky findings only"},
		{"verdict", replace(`"verdict":"incompatible"`, `"verdict":"fine"`), `line 14: finding 2: verdict "fine" is not known`},
		{"changed verdict", replace(`"verdict":"incompatible"`, `"verdict":"compatible"`), `the file was changed: its summary says verdicts {"compatible":`},
		{"of PowerShell", "\xff\xfe{\x00", "it is in UTF-16, as > of Windows PowerShell writes text; want a file written with -o json=FILE"},
		{"packed", "\x1f\x8b\x08", "this is no saved result: it is a gzip archive; want a file written with -o json"},
		{"no object", "null", `this is no saved result: it starts with "n" instead of an object; want a file written with -o json`},
		{"no letter of UTF-8", "\x80abc", "this is no saved result: it is no text; want a file written with -o json"},
		{"a workbook", "PK\x03\x04", "this is no saved result: it is a ZIP file or workbook; want a file written with -o json"},
		{"plain text", "hello", `this is no saved result: it starts with "h" instead of an object; want a file written with -o json`},
		{"a finding less", whole[:strings.Index(whole, "\n{\"key\"")] + whole[strings.Index(whole, ",\n{\"key\"")+1:],
			"the file was changed: its summary counts 16 pairs, its findings are 15"},
		{"accounting", replace(`"rows":18`, `"rows":19`), "the file was changed: of 19 rows of estate.csv"},
		{"twice", replace(`{"schema"`, `{"title":"x","schema"`), `key "title" occurs twice`},
		{"missing", replace(`"title"`, `"titel"`), `key "title" is missing`},
		{"scope", replace(`"advisories":[],`+"\n", `"advisories":[{"id":"CC999","scope":"galaxy"}],`+"\n"), `advisory CC999: scope "galaxy" is not known`},
		{"status", replace(`"checks":[]`, `"checks":[{"id":"CC999","status":"fine"}]`), `check CC999: status "fine" is not known`},
		{"own rule", replace(`"overrides":[]`, `"overrides":[{"api":"own:In-house","server":"own:","verdict":"compatible"}]`), `override: server version "own:" is not known`},
		{"day", replace("2026-11-23", "23.11.2026"), `asOf is "23.11.2026", want a day such as 2026-11-23`},
		{"more", whole + "{}", "text after the end of the result"},
		{"type", replace(`"pairs":16`, `"pairs":"16"`), "the result is damaged: summary: json: cannot unmarshal string"},
	} {
		_, err := ReadResult([]byte(test.text))
		if err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s: error %v, want %q", test.name, err, test.want)
		}
	}
}

func FuzzReadResult(f *testing.F) {
	meta, findings, summary := fixture()
	f.Add([]byte(render(f, jsonFormat(f), meta, findings[:2], summarise(findings[:2]))))
	f.Add([]byte(`{"schema":"` + Schema + `","findings":[]}`))
	_ = summary
	f.Fuzz(func(t *testing.T, data []byte) {
		first, err := ReadResult(data)
		slow, slowErr := readSlowly(data)
		if fmt.Sprint(err) != fmt.Sprint(slowErr) || !reflect.DeepEqual(first, slow) {
			t.Fatalf("read:\n%+v, error %v\nwithout lines:\n%+v, error %v", first, err, slow, slowErr)
		}
		if err != nil {
			return
		}
		text := render(t, jsonFormat(t), first.Meta, first.Findings, first.Summary)
		second, err := ReadResult([]byte(text))
		if err != nil {
			t.Fatalf("what was written cannot be read: %v\n%s", err, text)
		}
		if again := render(t, jsonFormat(t), second.Meta, second.Findings, second.Summary); again != text {
			t.Fatalf("written again, the result differs:\n%s\n%s", text, again)
		}
	})
}
