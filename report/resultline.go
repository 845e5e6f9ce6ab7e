package report

import (
	"bytes"
	"slices"
	"strconv"
	"strings"
	"unsafe"

	"chatcompat/audit"
	"chatcompat/inventory"
)

// lineReader reads findings from lines that are what jsonLine writes, in a fraction
// of the time that encoding/json takes. It takes no risk: a finding counts as read if
// jsonLine makes the same bytes of it.
type lineReader struct {
	rest  string // of the line
	ok    bool   // all of it so far was as expected
	again jsonLine
	file  string // of the last position in a text

	apis        map[string]inventory.API
	versions    map[string]inventory.ServerVersion
	certainties map[string]inventory.Certainty
	causes      map[string]inventory.Cause
	verdicts    map[string]audit.Verdict
	risks       map[string]audit.Risk
	fields      map[string]inventory.Field

	texts  map[string]string   // texts that findings share, by what stands between the quotes
	plain  map[string]string   // such texts by themselves
	ids    map[string][]string // lists of advisories, likewise between the brackets
	values inventory.Values    // of one object
}

func newLineReader() *lineReader {
	return &lineReader{
		apis: map[string]inventory.API{"": {}}, versions: map[string]inventory.ServerVersion{"": {}},
		certainties: byKey(everyCertainty()), causes: byKey(everyCause()),
		verdicts: byKey(audit.Verdicts()), risks: byKey(audit.Risks()), fields: byKey(inventory.Fields()),
		texts: map[string]string{}, plain: map[string]string{}, ids: map[string][]string{},
	}
}

// byKey finds values by their fixed keys.
func byKey[T interface{ Key() string }](values []T) map[string]T {
	found := make(map[string]T, len(values))
	for _, v := range values {
		found[v.Key()] = v
	}
	return found
}

// finding reads a line; not ok where it is not, byte for byte, what this version
// writes for the finding. The finding does not hold on to the line, the basis does.
func (r *lineReader) finding(line []byte) (f audit.Finding, basis string, ok bool) {
	r.rest, r.ok = unsafe.String(unsafe.SliceData(line), len(line)), true
	f.Key = r.text(`{"key":`)
	f.PairKey = r.text(`,"pair":`)
	f.Application = r.text(`,"application":`)
	f.ApplicationID = r.text(`,"applicationId":`)
	f.ApplicationKey = r.text(`,"applicationKey":`)
	f.At = r.pos(`,"at":`)
	f.Also = listOnLine(r, `,"also":[`, func() inventory.Pos { return r.pos("") })
	f.API = readingOnLine(r, `,"api":{`, r.apis, inventory.APIByKey)
	f.Server = r.text(`},"server":{"name":`)
	f.ServerKey = r.text(`,"key":`)
	f.ServerVersion = readingOnLine(r, ",", r.versions, inventory.ServerVersionByKey)
	r.text(`,"endOfSupport":`)
	f.ServerFields = r.fieldValues()
	f.Verdict = keyOnLine(r, `},"verdict":`, r.verdicts)
	f.Cause = keyOnLine(r, `,"cause":`, r.causes)
	f.Risk = keyOnLine(r, `,"risk":`, r.risks)
	f.Mixed = r.truth(`,"mixed":`)
	f.Reason = r.shared(`,"reason":`)
	f.Remedy = r.shared(`,"remedy":`)
	f.Rule = r.shared(`,"rule":`)
	basis = r.text(`,"basis":`)
	f.Advisories = r.advisories()
	f.Fields = r.fieldValues()
	f.Extra = r.extra()
	f.Problems = listOnLine(r, `,"problems":[`, r.problem)
	if r.skip("}"); !r.ok || r.rest != "" {
		return audit.Finding{}, "", false
	}
	if r.again.finding(&f); !bytes.Equal(r.again, line) {
		return audit.Finding{}, "", false
	}
	copyTogether(&f.Key, &f.PairKey, &f.Application, &f.ApplicationID, &f.ApplicationKey, &f.Server, &f.ServerKey)
	return f, basis, true
}

// readingOnLine is the inverse of jsonReadingOf; known are the versions met so far.
func readingOnLine[V inventory.API | inventory.ServerVersion](
	r *lineReader, before string, known map[string]V, byKey func(string) (V, bool),
) (reading inventory.Reading[V]) {
	r.skip(before)
	reading.Written = r.shared(`"written":`)
	key := r.text(`,"version":`)
	version, ok := known[key]
	if !ok {
		if version, ok = byKey(key); ok {
			known[strings.Clone(key)] = version
		}
		r.ok = r.ok && ok
	}
	reading.Version = version
	reading.Certainty = keyOnLine(r, `,"recognised":`, r.certainties)
	reading.Cause = keyOnLine(r, `,"cause":`, r.causes)
	reading.Detail = r.shared(`,"detail":`)
	reading.At = r.pos(`,"at":`)
	return reading
}

// pos reads a position. Most are lines of the file that the last one was in.
func (r *lineReader) pos(before string) inventory.Pos {
	text := r.text(before)
	if rest, ok := strings.CutPrefix(text, r.file+":"); ok && r.file != "" {
		row, col, _ := strings.Cut(rest, ":")
		if p := (inventory.Pos{File: r.file, Row: number(row), Col: number(col)}); p.Row > 0 && p.Col > 0 {
			return p
		}
	}
	p := inventory.ParsePos(text)
	p.File, p.Sheet = r.kept(p.File), r.kept(p.Sheet)
	if p.Sheet == "" && p.Col > 0 {
		r.file = p.File
	}
	return p
}

// number is a number as positions have it; 0 for anything else.
func number(text string) int {
	n, err := strconv.Atoi(text)
	if err != nil {
		return 0
	}
	return n
}

func (r *lineReader) advisories() []string {
	r.skip(`,"advisories":[`)
	inside, behind, _ := strings.Cut(r.rest, "]")
	if known, ok := r.ids[inside]; ok && r.ok {
		r.rest = behind
		return known
	}
	whole := r.rest
	list := listOnLine(r, "", func() string { return r.shared("") })
	if r.ok && len(r.ids) < repeatedTextsMax {
		r.ids[strings.Clone(whole[:len(whole)-len(r.rest)-1])] = list
	}
	return list
}

// fieldValues reads fields, and orders them as inventory does.
func (r *lineReader) fieldValues() inventory.Values {
	if r.skip(`,"fields":{`); r.next("}") {
		return nil
	}
	r.values = r.values[:0]
	for r.ok {
		field := keyOnLine(r, "", r.fields)
		if r.values = append(r.values, inventory.Value{Field: field, Text: r.shared(":")}); r.next("}") {
			break
		}
		r.skip(",")
	}
	slices.SortStableFunc(r.values, func(a, b inventory.Value) int { return int(a.Field) - int(b.Field) })
	return slices.Clone(r.values)
}

// extra reads cells under unknown headers, none of which occurs twice.
func (r *lineReader) extra() (list []inventory.Extra) {
	if r.skip(`,"extra":{`); r.next("}") {
		return nil
	}
	for r.ok {
		header := r.shared("")
		if list = append(list, inventory.Extra{Header: header, Text: r.shared(":")}); r.next("}") {
			break
		}
		r.skip(",")
	}
	return list
}

func (r *lineReader) problem() inventory.Problem {
	p := inventory.Problem{
		At: r.pos(`{"at":`), Column: r.shared(`,"column":`), Value: r.shared(`,"value":`), Message: r.shared(`,"message":`),
	}
	r.skip("}")
	return p
}
