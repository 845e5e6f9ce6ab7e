package report

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"reflect"
	"strings"
	"time"

	"chatcompat/audit"
	"chatcompat/inventory"
)

// Result is what a saved JSON result holds: all that a Writer needs to render
// every format as the audit itself would have.
type Result struct {
	Meta     Meta
	Findings []audit.Finding
	Summary  audit.Summary
}

// ReadResult reads a result that was written as JSON. Members that this version
// does not know are kept in Meta and written again. A result is refused whole,
// with what is wrong and where, if it is damaged, foreign, of another schema,
// not the complete record, or if its counts are not those of its findings or a
// finding is not what the rules make of its versions. The data must not change any more.
func ReadResult(data []byte) (*Result, error) {
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	if d := newResultDecoder(data); d.splitLines() {
		if result, err := d.result(); err == nil {
			return result, nil
		}
	}
	d := newResultDecoder(data) // which tells best what is wrong
	if err := d.split(); err != nil {
		return nil, err
	}
	return d.result()
}

// checkSchema refuses what is no result, and results of other schemas.
func (d *resultDecoder) checkSchema() error {
	schema := d.schema()
	switch {
	case schema == "":
		return errForeign(`has no key "schema"`)
	case schema != Schema:
		return fmt.Errorf("schema is %s, this version reads %s", inventory.Quote(schema), inventory.Quote(Schema))
	case !d.isRecord:
		return errors.New(`the result is damaged: it has no list "findings"`)
	}
	var show string
	if err := d.decode("show", &show); err != nil {
		return err
	}
	if show != "all" {
		return fmt.Errorf("the result holds %s findings only, so the record is not complete; audit again with -o json and without --show %s", show, show)
	}
	return nil
}

func (d *resultDecoder) schema() string {
	var schema string
	if json.Unmarshal(d.top["schema"], &schema) != nil {
		return ""
	}
	return schema
}

// result converts the parts and checks that they agree.
func (d *resultDecoder) result() (*Result, error) {
	if err := d.checkSchema(); err != nil {
		return nil, err
	}
	meta, err := d.meta()
	if err != nil {
		return nil, err
	}
	findings, err := d.convertFindings()
	if err != nil {
		return nil, err
	}
	var stored jsonSummary
	if err := d.decode("summary", &stored); err != nil {
		return nil, err
	}
	summary, err := summaryFromJSON(stored)
	if err != nil {
		return nil, err
	}
	if err := d.rules(&meta, &summary); err != nil {
		return nil, err
	}
	if err := checkCounts(meta, findings, summary); err != nil {
		return nil, err
	}
	if err := d.checkFindings(meta, findings, summary); err != nil {
		return nil, err
	}
	meta.unknown = d.unknown(meta, findings, summary)
	return &Result{meta, findings, summary}, nil
}

// meta converts all members but findings and summary.
func (d *resultDecoder) meta() (Meta, error) {
	var tool jsonTool
	var asOf string
	var options jsonOptions
	var inputs []jsonInput
	var problems []jsonProblem
	var meta Meta
	for _, m := range []member{
		{"tool", &tool}, {"asOf", &asOf}, {"title", &meta.Title}, {"preparedFor", &meta.PreparedFor},
		{"options", &options}, {"excluded", &meta.Excluded}, {"inputs", &inputs}, {"problems", &problems},
	} {
		if err := d.decode(m.key, m.value); err != nil {
			return Meta{}, err
		}
	}
	day, err := time.Parse(dayLayout, asOf)
	if err != nil {
		return Meta{}, fmt.Errorf("asOf is %s, want a day such as 2026-11-23", inventory.Quote(asOf))
	}
	meta.Version, meta.AsOf, meta.Options = tool.Version, day, options
	meta.Problems = problemsFromJSON(problems)
	meta.Files, err = inputsFromJSON(inputs)
	return meta, err
}

// rules converts what the rules of the estate found, and the user's own rules.
// Results of the first versions have none of the latter.
func (d *resultDecoder) rules(meta *Meta, s *audit.Summary) error {
	var advisories []jsonAdvisory
	var checks []jsonCheck
	var overrides []jsonOverride
	err := errors.Join(d.decode("advisories", &advisories), d.decode("checks", &checks),
		d.decodeIfAny("overrides", &overrides), d.decodeIfAny("matrixFile", &meta.OwnMatrix))
	if err != nil {
		return err
	}
	if s.Advisories, err = advisoriesFromJSON(advisories); err != nil {
		return err
	}
	if s.Checks, err = checksFromJSON(checks); err != nil {
		return err
	}
	meta.Overrides, err = overridesFromJSON(overrides)
	return err
}

// convertFindings converts the findings, on all processors.
func (d *resultDecoder) convertFindings() ([]audit.Finding, error) {
	findings := make([]audit.Finding, len(d.findings))
	return findings, inParts(len(findings), func(from, to int) error {
		r := newLineReader()
		for i := from; i < to; i++ {
			if err := d.convert(r, &findings[i], i); err != nil {
				return err
			}
		}
		return nil
	})
}

// convert converts a finding. Of one that is just what this version writes, the
// JSON is not kept: it has no members that are unknown.
func (d *resultDecoder) convert(r *lineReader, f *audit.Finding, i int) error {
	read, basis, ok := r.finding(d.findings[i])
	if !ok {
		var err error
		if read, basis, err = decodeFinding(d.findings[i]); err != nil {
			return fmt.Errorf("line %d: finding %d: %w", d.lines[i], i+1, err)
		}
		for _, text := range []*string{&read.Reason, &read.Remedy, &read.Rule, &read.API.Detail, &read.ServerVersion.Detail} {
			*text = r.kept(*text)
		}
	}
	if wrong := wrongBasis(&read, basis); wrong != "" {
		return d.changed(i, &read, wrong)
	}
	if *f = read; ok {
		d.findings[i] = nil
	}
	return nil
}

// decodeFinding decodes any finding.
func decodeFinding(raw []byte) (f audit.Finding, basis string, err error) {
	var j jsonFinding
	if err = json.Unmarshal(raw, &j); err == nil {
		f, err = findingFromJSON(j)
	}
	return f, j.Basis, err
}

// repeatedTextsMax is how many texts of findings are kept once, however often they occur.
const repeatedTextsMax = 1 << 14

// unknown collects the members that writing the result again would lose.
func (d *resultDecoder) unknown(meta Meta, findings []audit.Finding, s audit.Summary) *unknownMembers {
	u := &unknownMembers{known: map[string]json.RawMessage{}, findings: map[string]json.RawMessage{}}
	enc := newJSONEncoder(io.Discard, Meta{})
	ours := map[string]bool{"findings": true}
	for _, m := range append(headMembers(meta), tailMembers(meta, s)...) {
		ours[m.key] = true
		if written := enc.encode(m.value); !bytes.Equal(overlay(written, d.top[m.key]), written) {
			u.known[m.key] = d.top[m.key]
		}
	}
	for _, key := range d.keys {
		if !ours[key] {
			u.top = append(u.top, member{key, d.top[key]})
		}
	}
	sortMembers(u.top)
	for i := range findings {
		if d.findings[i] == nil { // it is what is written
			continue
		}
		written := enc.encode(findingToJSON(&findings[i]))
		if !bytes.Equal(overlay(written, d.findings[i]), written) {
			u.findings[findingID(&findings[i])] = d.findings[i]
		}
	}
	return u
}

// checkCounts refuses a result whose counts are not those of its findings and
// tables: somebody changed it.
func checkCounts(meta Meta, findings []audit.Finding, s audit.Summary) error {
	for _, file := range meta.Files {
		for _, t := range file.Tables {
			if t.Accounting.Total() != t.Rows {
				return fmt.Errorf("the file was changed: of %d rows of %s %s, %d are accounted for",
					t.Rows, file.Path, t.Sheet, t.Accounting.Total())
			}
		}
	}
	tally := audit.NewTally()
	tally.Add(findings)
	counted := tally.Summary()
	if counted.Pairs != s.Pairs {
		return fmt.Errorf("the file was changed: its summary counts %d pairs, its findings are %d", s.Pairs, counted.Pairs)
	}
	counted.Advisories, counted.Checks = s.Advisories, s.Checks
	if len(s.Matrix) > len(counted.Matrix) {
		counted.Matrix = recount(s.Matrix, findings)
	}
	if !reflect.DeepEqual(counted, s) {
		says, counts := differingCounts(s, counted)
		return fmt.Errorf("the file was changed: its summary says %s; its findings say %s", says, counts)
	}
	return nil
}

// recount counts the findings into the given cells, own rules' ones included.
func recount(cells []audit.Cell, findings []audit.Finding) []audit.Cell {
	counted := make([]audit.Cell, len(cells))
	for i, cell := range cells {
		counted[i] = audit.Cell{API: cell.API, Server: cell.Server}
		for j := range findings {
			if findings[j].API.Version == cell.API && findings[j].ServerVersion.Version == cell.Server {
				counted[i].Pairs++
			}
		}
	}
	return counted
}

// differingCounts names the first member of two summaries that differs, with its two values.
func differingCounts(a, b audit.Summary) (inA, inB string) {
	left, right := reflect.ValueOf(summaryToJSON(a)), reflect.ValueOf(summaryToJSON(b))
	for i := range left.NumField() {
		l, errLeft := json.Marshal(left.Field(i).Interface())
		r, errRight := json.Marshal(right.Field(i).Interface())
		if errLeft == nil && errRight == nil && !bytes.Equal(l, r) {
			name, _, _ := strings.Cut(left.Type().Field(i).Tag.Get("json"), ",")
			return name + " " + string(l), name + " " + string(r)
		}
	}
	return "something", "something else"
}
