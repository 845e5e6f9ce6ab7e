package report

import (
	"fmt"
	"strings"

	"chatcompat/audit"
	"chatcompat/inventory"
)

// record is the layout of one record of CSV: columns for every finding, then
// one for each header of the inventory that is not known.
type record struct {
	headers []string
	columns []Column
	lacks   []bool         // by field: it would have a column, and has none
	extras  map[string]int // from the header as written to its place among the unknown ones
	partial bool           // the user chose the columns; others are left out on purpose
}

// newRecord lays out the columns that the user asks for, else all that occur.
func newRecord(meta Meta) record {
	r := record{lacks: lackingFields(meta.Files), extras: map[string]int{}}
	taken := map[string]bool{}
	for _, c := range recordFor(meta) {
		r.columns = append(r.columns, c)
		r.headers = append(r.headers, c.Record)
		taken[strings.ToLower(c.Record)] = true
	}
	if len(meta.Columns) > 0 {
		r.partial = true
		return r
	}
	for _, header := range unknownHeaders(meta.Files) {
		r.extras[header] = len(r.extras)
		r.headers = append(r.headers, uniqueHeader(header, taken))
	}
	return r
}

// recordFor lists the known columns of a record.
func recordFor(meta Meta) []Column {
	if len(meta.Columns) > 0 {
		return meta.columns(meta.Columns)
	}
	columns := append([]Column(nil), recordColumns...)
	mapped := mappedFields(meta.Files)
	for _, c := range fieldColumns {
		if mapped[c.Key] {
			columns = append(columns, c)
		}
	}
	return columns
}

// mappedFields are the keys of the fields that any recognised table has.
func mappedFields(files []inventory.File) map[string]bool {
	mapped := map[string]bool{}
	for t := range recognised(files) {
		for _, c := range t.Columns {
			mapped[c.Field.Key()] = true
		}
	}
	return mapped
}

// lackingFields tells of each field whether its values would be lost.
func lackingFields(files []inventory.File) []bool {
	mapped := mappedFields(files)
	lacks := make([]bool, len(inventory.Fields())+1)
	for f := range lacks {
		field := inventory.Field(f)
		lacks[f] = !mapped[field.Key()] && isFieldColumn(field)
	}
	return lacks
}

// unknownHeaders lists the headers of recognised tables that stand for no known
// field, each once, in input order.
func unknownHeaders(files []inventory.File) []string {
	var headers []string
	seen := map[string]bool{}
	for t := range recognised(files) {
		for i, c := range t.Columns {
			if header := t.HeaderAt(i); c.Field == inventory.NoField && !seen[header] {
				seen[header] = true
				headers = append(headers, header)
			}
		}
	}
	return headers
}

// recognised yields the tables whose rows can reach a finding.
func recognised(files []inventory.File) func(func(inventory.Table) bool) {
	return func(yield func(inventory.Table) bool) {
		for _, file := range files {
			for _, t := range file.Tables {
				if t.Shape != inventory.ShapeNone && !yield(t) {
					return
				}
			}
		}
	}
}

// uniqueHeader gives a header of the inventory a name that no column before it has.
func uniqueHeader(header string, taken map[string]bool) string {
	name := header
	for n := 1; taken[strings.ToLower(name)]; n++ {
		name = header + " (inventory)"
		if n > 1 {
			name = fmt.Sprintf("%s (inventory %d)", header, n)
		}
	}
	taken[strings.ToLower(name)] = true
	return name
}

// fillExtras sets the cells of the unknown columns of one finding. Cells under the
// same header come together in one. A value that no column is for would be lost,
// and is an error.
func (r record) fillExtras(cells []string, f *audit.Finding) error {
	clear(cells)
	for _, extra := range f.Extra {
		i, ok := r.extras[extra.Header]
		if !ok {
			return fmt.Errorf("%s: column %s is not among the columns of the tables read", f.At, inventory.Quote(extra.Header))
		}
		if cells[i] != "" {
			cells[i] += "; "
		}
		cells[i] += extra.Text
	}
	return nil
}

// lost is the error that a field of the finding has a value and no column.
func (r record) lost(f *audit.Finding) error {
	for _, values := range [...]inventory.Values{f.Fields, f.ServerFields} {
		for _, v := range values {
			if r.lacks[v.Field] {
				return fmt.Errorf("%s: field %s is not among the columns of the tables read", f.At, v.Field.Key())
			}
		}
	}
	return nil
}
