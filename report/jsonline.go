package report

import (
	"bytes"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"chatcompat/audit"
	"chatcompat/inventory"
)

// jsonLine is the JSON of one finding as it is written. It gives the bytes that
// encoding/json gives for findingToJSON, which a test compares, in a fraction of
// the time: a large estate has millions of findings.
type jsonLine []byte

// finding replaces the line by the object of a finding.
func (l *jsonLine) finding(f *audit.Finding) {
	*l = (*l)[:0]
	l.text(`{"key":`, f.Key)
	l.text(`,"pair":`, f.PairKey)
	l.text(`,"application":`, f.Application)
	l.text(`,"applicationId":`, f.ApplicationID)
	l.text(`,"applicationKey":`, f.ApplicationKey)
	l.pos(`,"at":`, f.At)
	jsonList(l, `,"also":`, f.Also, func(p inventory.Pos) { l.pos("", p) })
	jsonReadingOf(l, `,"api":{`, f.API, f.API.Version.Key())
	l.text(`},"server":{"name":`, f.Server)
	l.text(`,"key":`, f.ServerKey)
	jsonReadingOf(l, ",", f.ServerVersion, f.ServerVersion.Version.Key())
	l.text(`,"endOfSupport":`, endOfSupport(f.ServerVersion.Version))
	l.values(f.ServerFields)
	l.text(`},"verdict":`, f.Verdict.Key())
	l.text(`,"cause":`, f.Cause.Key())
	l.text(`,"risk":`, f.Risk.Key())
	*l = strconv.AppendBool(append(*l, `,"mixed":`...), f.Mixed)
	l.text(`,"reason":`, f.Reason)
	l.text(`,"remedy":`, f.Remedy)
	l.text(`,"rule":`, f.Rule)
	l.text(`,"basis":`, f.Basis())
	jsonList(l, `,"advisories":`, f.Advisories, func(id string) { l.text("", id) })
	l.values(f.Fields)
	l.extra(f.Extra)
	jsonList(l, `,"problems":`, f.Problems, l.problem)
	*l = append(*l, '}')
}

// text appends what stands before a text, and the text in quotes.
func (l *jsonLine) text(before, s string) {
	b := append(*l, before...)
	if !plainJSON(s) {
		*l = append(b, encodeJSON(s)...)
		return
	}
	b = append(b, '"')
	for {
		i := strings.IndexByte(s, '"')
		if i < 0 {
			break
		}
		b = append(append(b, s[:i]...), `\"`...)
		s = s[i+1:]
	}
	*l = append(append(b, s...), '"')
}

// plainJSON reports a text of which nothing but quotes is escaped.
func plainJSON(s string) bool {
	var high byte
	for i := range len(s) {
		if s[i] < ' ' || s[i] == '\\' {
			return false
		}
		high |= s[i]
	}
	return high < utf8.RuneSelf || utf8.ValidString(s) && !strings.Contains(s, "\u2028") && !strings.Contains(s, "\u2029")
}

// encodeJSON leaves a value to encoding/json.
func encodeJSON(v any) []byte {
	var data bytes.Buffer
	if err := plainEncoder(&data).Encode(v); err != nil {
		panic(err) // texts and lists of them can always be encoded
	}
	return bytes.TrimSuffix(data.Bytes(), []byte("\n"))
}

func (l *jsonLine) pos(before string, p inventory.Pos) {
	text := p.String()
	if inventory.ParsePos(text) != p {
		*l = append(append(*l, before...), encodeJSON(jsonPos(p))...)
		return
	}
	l.text(before, text)
}

// jsonReadingOf appends the members of a reading.
func jsonReadingOf[V inventory.API | inventory.ServerVersion](l *jsonLine, before string, r inventory.Reading[V], key string) {
	*l = append(*l, before...)
	l.text(`"written":`, r.Written)
	l.text(`,"version":`, key)
	l.text(`,"recognised":`, r.Certainty.Key())
	l.text(`,"cause":`, r.Cause.Key())
	l.text(`,"detail":`, r.Detail)
	l.pos(`,"at":`, r.At)
}

func jsonList[T any](l *jsonLine, before string, list []T, add func(T)) {
	*l = append(append(*l, before...), '[')
	for i, one := range list {
		if i > 0 {
			*l = append(*l, ',')
		}
		add(one)
	}
	*l = append(*l, ']')
}

// values appends the fields, ordered by key.
func (l *jsonLine) values(values inventory.Values) {
	var buf [16]inventory.Value
	sorted := append(buf[:0], values...)
	slices.SortStableFunc(sorted, func(a, b inventory.Value) int { return strings.Compare(a.Field.Key(), b.Field.Key()) })
	*l = append(*l, `,"fields":{`...)
	comma := ""
	for i, v := range sorted {
		if i+1 < len(sorted) && sorted[i+1].Field == v.Field {
			continue // the last one counts
		}
		l.text(comma, v.Field.Key())
		l.text(":", v.Text)
		comma = ","
	}
	*l = append(*l, '}')
}

func (l *jsonLine) extra(extra []inventory.Extra) {
	*l = append(*l, `,"extra":`...)
	for i, x := range extra {
		if slices.ContainsFunc(extra[:i], func(e inventory.Extra) bool { return e.Header == x.Header }) {
			*l = append(*l, encodeJSON(jsonExtra(extra))...)
			return
		}
	}
	*l = append(*l, '{')
	for i, x := range extra {
		if i > 0 {
			*l = append(*l, ',')
		}
		l.text("", x.Header)
		l.text(":", x.Text)
	}
	*l = append(*l, '}')
}

func (l *jsonLine) problem(p inventory.Problem) {
	l.pos(`{"at":`, p.At)
	l.text(`,"column":`, p.Column)
	l.text(`,"value":`, p.Value)
	l.text(`,"message":`, p.Message)
	*l = append(*l, '}')
}
