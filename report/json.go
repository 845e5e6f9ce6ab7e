package report

import (
	"bufio"
	"bytes"
	"encoding/json"
	"io"

	"chatcompat/audit"
)

// Schema names the JSON object of a saved result and the version of its keys.
const Schema = "chatcompat/audit/1"

// jsonWriter writes the complete record as one object, findings one a line, in
// input order and as they come. Meta.Sort and Meta.Columns do not concern it.
type jsonWriter struct {
	jsonEncoder
	meta  Meta
	comma string // before the next finding
}

func newJSON(out io.Writer, meta Meta) Writer {
	w := &jsonWriter{jsonEncoder: newJSONEncoder(out, meta), meta: meta}
	w.text("{")
	for i, m := range headMembers(meta) {
		if i > 0 {
			w.text(",\n")
		}
		w.member(m)
	}
	w.text(",\n\"findings\":[")
	return w
}

// Write writes the findings of a block.
func (w *jsonWriter) Write(block []audit.Finding) error {
	for i := range block {
		if w.meta.Show.lists(&block[i]) {
			w.text(w.comma + "\n")
			w.raw(w.finding(&block[i]))
			w.comma = ","
		}
	}
	return w.err
}

// Close ends the object with what is known last.
func (w *jsonWriter) Close(s audit.Summary) error {
	w.text("\n]")
	for _, m := range tailMembers(w.meta, s) {
		w.text(",\n")
		w.member(m)
	}
	w.text("}\n")
	return w.flush()
}

// linesWriter streams findings one object a line and ends with the summary,
// which carries all that is not a finding.
type linesWriter struct {
	jsonEncoder
	meta Meta
}

func newJSONLines(out io.Writer, meta Meta) Writer {
	return &linesWriter{newJSONEncoder(out, meta), meta}
}

// Write writes the findings of a block.
func (w *linesWriter) Write(block []audit.Finding) error {
	for i := range block {
		if w.meta.Show.lists(&block[i]) {
			w.text(`{"type":"finding",`)
			w.raw(w.finding(&block[i])[1:])
			w.text("\n")
		}
	}
	return w.err
}

// Close writes the line of the summary.
func (w *linesWriter) Close(s audit.Summary) error {
	w.text(`{"type":"summary"`)
	for _, m := range append(headMembers(w.meta), tailMembers(w.meta, s)...) {
		w.text(",")
		w.member(m)
	}
	w.text("}\n")
	return w.flush()
}

// member is one key of the object of a saved result.
type member struct {
	key   string
	value any
}

// headMembers are those known before the first finding.
func headMembers(meta Meta) []member {
	members := []member{
		{"schema", Schema},
		{"tool", jsonTool{Name: "chatcompat", Version: meta.Version}},
		{"asOf", meta.AsOf.Format(dayLayout)},
		{"title", meta.Title},
		{"preparedFor", meta.PreparedFor},
		{"options", jsonOptions(meta.Options)},
		{"excluded", meta.Excluded},
		{"show", meta.Show.recordKey()},
		{"inputs", inputsToJSON(meta.Files)},
		{"problems", problemsToJSON(meta.Problems)},
		{"overrides", each(meta.Overrides, overrideToJSON)},
	}
	if meta.OwnMatrix != nil {
		members = append(members, member{"matrixFile", meta.OwnMatrix})
	}
	return members
}

// tailMembers are those known after the last finding.
func tailMembers(meta Meta, s audit.Summary) []member {
	members := []member{
		{"summary", summaryToJSON(s)},
		{"advisories", each(s.Advisories, advisoryToJSON)},
		{"checks", each(s.Checks, checkToJSON)},
	}
	return append(members, meta.unknown.further()...)
}

// dayLayout is how days are written.
const dayLayout = "2006-01-02"

// recordKey names what a record lists.
func (s Show) recordKey() string {
	return [...]string{ShowDefault: "all", ShowRisky: "risky", ShowMixed: "mixed", ShowAll: "all"}[s]
}

// jsonEncoder writes values without escaping what only HTML minds. The first
// error sticks.
type jsonEncoder struct {
	out     *bufio.Writer
	buf     *bytes.Buffer
	enc     *json.Encoder
	line    jsonLine
	unknown *unknownMembers
	err     error
}

func newJSONEncoder(out io.Writer, meta Meta) jsonEncoder {
	e := jsonEncoder{out: bufio.NewWriterSize(out, 1<<16), buf: new(bytes.Buffer), unknown: meta.unknown}
	e.enc = plainEncoder(e.buf)
	return e
}

// encode gives the JSON of a value, valid until the next call.
func (e *jsonEncoder) encode(v any) []byte {
	e.buf.Reset()
	if err := e.enc.Encode(v); err != nil && e.err == nil {
		e.err = err
	}
	return bytes.TrimSuffix(e.buf.Bytes(), []byte("\n"))
}

// finding gives the JSON of a finding with the members that this version does
// not know but its saved form had, valid until the next call.
func (e *jsonEncoder) finding(f *audit.Finding) []byte {
	e.line.finding(f)
	return e.unknown.addToFinding(f, e.line)
}

func (e *jsonEncoder) member(m member) {
	e.raw(e.encode(m.key))
	e.text(":")
	e.raw(e.unknown.addToMember(m.key, e.encode(m.value)))
}

func (e *jsonEncoder) text(s string) {
	if _, err := e.out.WriteString(s); err != nil && e.err == nil {
		e.err = err
	}
}

func (e *jsonEncoder) raw(data []byte) {
	if _, err := e.out.Write(data); err != nil && e.err == nil {
		e.err = err
	}
}

func (e *jsonEncoder) flush() error {
	if err := e.out.Flush(); err != nil && e.err == nil {
		e.err = err
	}
	return e.err
}
