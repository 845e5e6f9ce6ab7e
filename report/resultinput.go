package report

import (
	"fmt"
	"slices"
	"strings"

	"chatcompat/inventory"
)

// wrongInput says which figure of an input, or of what filters left out, can be of
// no audit.
func (r *Result) wrongInput() string {
	filtered := slices.ContainsFunc(r.Meta.Options, func(o Option) bool { return o.Name == "where" || o.Name == "exclude" })
	for _, file := range r.Meta.Files {
		switch {
		case file.Bytes < 0:
			return fmt.Sprintf("%s has %d bytes", file.Path, file.Bytes)
		case len(file.SHA256) != 64 || strings.Trim(file.SHA256, "0123456789abcdef") != "":
			return fmt.Sprintf("the sha256 of %s is %s, want 64 hexadecimal digits", file.Path, inventory.Quote(file.SHA256))
		}
		for _, t := range file.Tables {
			if wrong := wrongTable(t); wrong != "" {
				return tableName(file.Path, t) + " " + wrong
			}
			filtered = filtered || t.Accounting.Excluded > 0
		}
	}
	switch n := r.Meta.Excluded; {
	case n < 0:
		return fmt.Sprintf("%d pairs are excluded", n)
	case n > 0 && !filtered:
		return count(n, "pair is", "pairs are") + " excluded, and nothing tells a filter"
	}
	return ""
}

// wrongTable says which figure of a table is less than nothing.
func wrongTable(t inventory.Table) string {
	if t.HeaderRow < 0 {
		return fmt.Sprintf("has its header in row %d", t.HeaderRow)
	}
	for _, way := range accountingWays(t.Accounting) {
		if way.Rows < 0 {
			return fmt.Sprintf("has %d rows %s", way.Rows, way.Way)
		}
	}
	return ""
}
