package report

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"runtime"
	"slices"
	"unicode/utf8"

	"chatcompat/inventory"
)

// resultDecoder takes a saved result apart.
type resultDecoder struct {
	data     []byte
	keys     []string // top-level keys in their order
	top      map[string]json.RawMessage
	findings []json.RawMessage
	lines    []int // of the findings
	isRecord bool  // there is a list of findings
	counted  int64 // the offset up to which lineOf has counted
	newlines int   // before it
	opened   int64 // the offset behind the bracket that opens the list of findings
}

func newResultDecoder(data []byte) *resultDecoder {
	return &resultDecoder{data: data, top: map[string]json.RawMessage{}}
}

// findingsBegin is what this program writes before the line of the first finding.
const findingsBegin = "\n\"findings\":[\n"

// splitLines takes apart a result as this program writes it: findings one a line,
// which are not looked into. What is around them is split as any result is. It
// reports false for other results, and those that are damaged.
func (d *resultDecoder) splitLines() bool {
	head, rest, found := bytes.Cut(d.data, []byte(findingsBegin))
	line := bytes.Count(head, []byte("\n")) + 2
	for more := found; more; line++ {
		finding, behind, ended := bytes.Cut(rest, []byte("\n"))
		if finding, more = bytes.CutSuffix(finding, []byte(",")); !ended || !isObject(finding) {
			return false
		}
		d.findings, d.lines, rest = append(d.findings, finding), append(d.lines, line+1), behind
	}
	around := newResultDecoder(slices.Concat(head, []byte(findingsBegin), rest))
	if !found || around.split() != nil || len(around.findings) > 0 || around.opened != int64(len(head)+len(findingsBegin)-1) {
		return false
	}
	d.keys, d.top, d.isRecord = around.keys, around.top, true
	return true
}

// isObject reports what looks like an object from outside.
func isObject(data []byte) bool {
	return len(data) >= 2 && data[0] == '{' && data[len(data)-1] == '}'
}

// split reads the top-level object, and the findings one by one so that each
// has its line.
func (d *resultDecoder) split() error {
	decoder := json.NewDecoder(bytes.NewReader(d.data))
	open, err := decoder.Token()
	if err != nil {
		if what := foreignStart(d.data); what != "" {
			return errForeign(what)
		}
		return d.damaged(decoder, err)
	}
	if open != json.Delim('{') {
		return errForeign(foreignStart(d.data))
	}
	for decoder.More() {
		if err := d.member(decoder); err != nil {
			return err
		}
	}
	if _, err := decoder.Token(); err != nil {
		return d.damaged(decoder, err)
	}
	if d.schema() == "" && d.top["type"] != nil {
		return errForeign("holds one object a line as -o jsonl writes them")
	}
	if _, err := decoder.Token(); !errors.Is(err, io.EOF) {
		return fmt.Errorf("%s: text after the end of the result", d.at(decoder))
	}
	return nil
}

// member reads one top-level member.
func (d *resultDecoder) member(decoder *json.Decoder) error {
	token, err := decoder.Token()
	if err != nil {
		return d.damaged(decoder, err)
	}
	key := token.(string)
	if _, ok := d.top[key]; ok {
		return fmt.Errorf("%s: key %s occurs twice", d.at(decoder), inventory.Quote(key))
	}
	d.keys = append(d.keys, key)
	if key == "findings" {
		d.top[key] = nil
		return d.readFindings(decoder)
	}
	var value json.RawMessage
	if err := decoder.Decode(&value); err != nil {
		return d.damaged(decoder, err)
	}
	d.top[key] = value
	return nil
}

func (d *resultDecoder) readFindings(decoder *json.Decoder) error {
	open, err := decoder.Token()
	if err != nil {
		if what := foreignStart(d.data); what != "" {
			return errForeign(what)
		}
		return d.damaged(decoder, err)
	}
	if open != json.Delim('[') {
		return fmt.Errorf("%s: findings is no list", d.at(decoder))
	}
	d.opened = decoder.InputOffset()
	var value json.RawMessage // the decoder copies; what is kept is the original
	for decoder.More() {
		if err := decoder.Decode(&value); err != nil {
			return d.damaged(decoder, err)
		}
		end := decoder.InputOffset()
		d.findings = append(d.findings, d.data[end-int64(len(value)):end])
		d.lines = append(d.lines, d.lineOf(end))
	}
	d.isRecord = true
	if _, err := decoder.Token(); err != nil {
		return d.damaged(decoder, err)
	}
	return nil
}

// leastPart is from how many findings on it is worth dividing them.
const leastPart = 256

// inParts does n things in parts, beside each other. The error is that of the first
// part that has one.
func inParts(n int, do func(from, to int) error) error {
	parts := max(1, min(runtime.GOMAXPROCS(0), n/leastPart))
	errs, waits := make([]error, parts), make([]func(), parts)
	for i := range parts {
		waits[i] = beside(func() { errs[i] = do(n*i/parts, n*(i+1)/parts) })
	}
	for _, wait := range waits {
		wait()
	}
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

// decodeIfAny decodes a top-level member that may be missing.
func (d *resultDecoder) decodeIfAny(key string, into any) error {
	if _, ok := d.top[key]; !ok {
		return nil
	}
	return d.decode(key, into)
}

// decode decodes a top-level member that must be there.
func (d *resultDecoder) decode(key string, into any) error {
	value, ok := d.top[key]
	if !ok {
		return fmt.Errorf("the result is damaged: key %q is missing", key)
	}
	if err := json.Unmarshal(value, into); err != nil {
		return fmt.Errorf("the result is damaged: %s: %w", key, err)
	}
	return nil
}

// foreignStart says how data begins that is no object from its first byte on; ""
// for other data.
func foreignStart(data []byte) string {
	switch data = bytes.TrimSpace(data); {
	case bytes.HasPrefix(data, []byte("\xff\xfe")), bytes.HasPrefix(data, []byte("\xfe\xff")):
		return "is in UTF-16, as > of Windows PowerShell writes text"
	case bytes.HasPrefix(data, []byte("PK")):
		return "is a ZIP file or workbook"
	case bytes.HasPrefix(data, []byte("\x1f\x8b")):
		return "is a gzip archive"
	case len(data) > 0 && data[0] != '{':
		r, size := utf8.DecodeRune(data)
		if r == utf8.RuneError && size == 1 {
			return "is no text"
		}
		return "starts with " + inventory.Quote(string(r)) + " instead of an object"
	}
	return ""
}

func errForeign(what string) error {
	return fmt.Errorf("this is no saved result: it %s; want a file written with -o json=FILE", what)
}

// damaged says where the JSON breaks off or goes wrong.
func (d *resultDecoder) damaged(decoder *json.Decoder, err error) error {
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return fmt.Errorf("line %d: the file ends before the result does", d.lineOf(int64(len(d.data))))
	}
	if syntax := new(json.SyntaxError); errors.As(err, &syntax) {
		return fmt.Errorf("line %d: the result is damaged: %w", d.lineOf(syntax.Offset), err)
	}
	return fmt.Errorf("%s: the result is damaged: %w", d.at(decoder), err)
}

func (d *resultDecoder) at(decoder *json.Decoder) string {
	return fmt.Sprintf("line %d", d.lineOf(decoder.InputOffset()))
}

// lineOf is the line of an offset, from 1. It counts on from the last offset
// asked for, since offsets are asked for in order.
func (d *resultDecoder) lineOf(offset int64) int {
	offset = min(offset, int64(len(d.data)))
	if offset < d.counted {
		d.counted, d.newlines = 0, 0
	}
	d.newlines += bytes.Count(d.data[d.counted:offset], []byte("\n"))
	d.counted = offset
	return 1 + d.newlines
}
