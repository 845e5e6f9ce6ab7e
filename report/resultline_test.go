package report

import (
	"bytes"
	"encoding/json"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"

	"chatcompat/audit"
)

// TestLineReaderReadsWhatIsWritten reads lines back, and holds on to none of them.
func TestLineReaderReadsWhatIsWritten(t *testing.T) {
	_, findings, _ := fixture()
	plain := len(findings)
	random := rand.New(rand.NewPCG(5, 6))
	for range 500 {
		findings = append(findings, randomFinding(random, nil))
	}
	r, read := newLineReader(), 0
	for i := range findings {
		want := findings[i]
		var line jsonLine
		line.finding(&want)
		got, basis, ok := r.finding(line)
		if !ok {
			if i < plain {
				t.Errorf("not read: %s", line)
			}
			continue // a position that is an object
		}
		read++
		if basis != want.Basis() {
			t.Errorf("basis %q, want %q", basis, want.Basis())
		}
		clear(line)
		if want.Class = 0; !reflect.DeepEqual(got, want) {
			t.Fatalf("read back:\n%+v\nwant:\n%+v", got, want)
		}
	}
	if read < len(findings)/4 {
		t.Errorf("%d of %d lines were read", read, len(findings))
	}
}

// TestTextsAreNotTakenForOthers: what stands between the quotes of one text may be all
// of another one.
func TestTextsAreNotTakenForOthers(t *testing.T) {
	_, findings, _ := fixture()
	one, other := findings[0], findings[0]
	one.Reason, other.Reason = `Lync\2013`, `Lync\\2013`
	var first, second jsonLine
	first.finding(&one)
	second.finding(&other)
	d := newResultDecoder(nil)
	d.findings = []json.RawMessage{json.RawMessage(first), json.RawMessage(" " + string(second))}
	read, err := d.convertFindings()
	if err != nil || read[0].Reason != one.Reason || read[1].Reason != other.Reason {
		t.Errorf("reasons %s and %s, want %s and %s; error %v", read[0].Reason, read[1].Reason, one.Reason, other.Reason, err)
	}
}

// TestLineReaderLeavesToOthers has lines with something in them that writing the
// finding again would change.
func TestLineReaderLeavesToOthers(t *testing.T) {
	_, findings, _ := fixture()
	var line jsonLine
	line.finding(&findings[1])
	whole := string(line)
	for _, change := range []struct{ old, new string }{
		{`{"key"`, `{ "key"`},
		{`{"key"`, `{"future":1,"key"`},
		{`"mixed":`, `"mixed": `},
		{`"risk":"`, `"risk":"x`},
		{`"endOfSupport":"`, `"endOfSupport":"1`},
		{`"api":{"written":"`, `"api":{"written":"\u0041`},
		{`"problems":[`, `"problems":[,`},
		{`"basis":"`, `"basis":"so `},
		{`}`, ``},
		{`"`, ``},
	} {
		changed := strings.Replace(whole, change.old, change.new, 1)
		if changed == whole {
			t.Fatalf("%s does not occur in %s", change.old, whole)
		}
		if _, _, ok := newLineReader().finding([]byte(changed)); ok {
			t.Errorf("read: %s", changed)
		}
	}
	for end := range whole {
		if _, _, ok := newLineReader().finding([]byte(whole[:end])); ok {
			t.Errorf("read: %s", whole[:end])
		}
	}
}

// FuzzLineReader holds what is read of a line against encoding/json.
func FuzzLineReader(f *testing.F) {
	_, findings, _ := fixture()
	random := rand.New(rand.NewPCG(7, 8))
	for range 20 {
		findings = append(findings, randomFinding(random, nil))
	}
	for i := range findings {
		var line jsonLine
		line.finding(&findings[i])
		f.Add([]byte(line))
	}
	f.Fuzz(func(t *testing.T, line []byte) {
		r := newLineReader()
		for range 2 { // the second time what is known of the first is used
			got, basis, ok := r.finding(line)
			if !ok {
				continue
			}
			want, wantBasis, err := decodeFinding(line)
			if err != nil || basis != wantBasis || !reflect.DeepEqual(got, want) {
				t.Fatalf("read:\n%+v\n%s\nwant:\n%+v\n%s, error %v", got, basis, want, wantBasis, err)
			}
		}
	})
}

// TestLinesAreSplitAsObjectsAre splits a result by its lines and by its JSON.
func TestLinesAreSplitAsObjectsAre(t *testing.T) {
	meta, findings, summary := fixture()
	text := render(t, jsonFormat(t), meta, findings, summary)
	lines, objects := newResultDecoder([]byte(text)), newResultDecoder([]byte(text))
	if !lines.splitLines() {
		t.Fatal("what is written is not split by lines")
	}
	if err := objects.split(); err != nil {
		t.Fatal(err)
	}
	for _, d := range []*resultDecoder{lines, objects} {
		d.data, d.opened, d.counted, d.newlines = nil, 0, 0, 0
	}
	if !reflect.DeepEqual(lines, objects) {
		t.Errorf("by lines:\n%s\nas objects:\n%s", lines.findings, objects.findings)
	}
	decoy := strings.Replace(text, `"summary"`, `"note":{`+"\n\"findings\":[\n{}\n]},\n\"summary\"", 1)
	for name, other := range map[string]string{
		"empty":         render(t, jsonFormat(t), meta, nil, summarise(nil)),
		"cut":           text[:len(text)*2/3],
		"other lines":   strings.ReplaceAll(text, "\n", "\r\n"),
		"indented":      strings.ReplaceAll(text, "\n{\"key\"", "\n  {\"key\""),
		"another order": strings.Replace(decoy, findingsBegin, "\n\"findings\": [\n", 1),
		"twice":         strings.Replace(text, `"summary"`, `"findings":[],`+"\n"+`"summary"`, 1),
	} {
		if newResultDecoder([]byte(other)).splitLines() {
			t.Errorf("%s: split by lines", name)
		}
	}
	if result, err := ReadResult([]byte(decoy)); err != nil || len(result.Findings) != len(findings) {
		t.Errorf("a list of that name elsewhere: %d findings, error %v", len(result.Findings), err)
	}
}

// readSlowly reads a result as ReadResult does without looking for lines.
func readSlowly(data []byte) (*Result, error) {
	d := newResultDecoder(bytes.TrimPrefix(data, []byte("\ufeff")))
	if err := d.split(); err != nil {
		return nil, err
	}
	return d.result()
}

// TestLargeResults reads one that is divided among processors, whole and changed
// near its end.
func TestLargeResults(t *testing.T) {
	meta, fixed, _ := fixture()
	var findings []audit.Finding
	for len(findings) < 5*leastPart {
		findings = append(findings, fixed...)
	}
	text := render(t, jsonFormat(t), meta, findings, summarise(findings))
	result, err := ReadResult([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	if again := render(t, jsonFormat(t), result.Meta, result.Findings, result.Summary); again != text {
		t.Error("written again, the result differs")
	}
	at := strings.LastIndex(text, `"verdict":"compatible"`)
	changed := text[:at] + strings.Replace(text[at:], `"risk":"low"`, `"risk":"high"`, 1)
	_, err = ReadResult([]byte(changed))
	_, want := readSlowly([]byte(changed))
	if err == nil || want == nil || err.Error() != want.Error() {
		t.Errorf("error %v, want %v", err, want)
	}
}
