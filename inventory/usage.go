package inventory

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"chatcompat/inventory/sheet"
)

// checkUsage finds options that no table answers to.
func checkUsage(layouts []*layout, opt Options) error {
	if opt.HeaderRow > 0 && !slices.ContainsFunc(layouts, func(l *layout) bool { return l.header >= 0 && l.raw.Line(l.header) == opt.HeaderRow }) {
		return &UsageError{fmt.Sprintf("--header-row %d: no table has a row of that number; give the line or worksheet row that holds the headers", opt.HeaderRow)}
	}
	for i, m := range opt.Map {
		for _, other := range opt.Map[:i] {
			if other.Field != m.Field && foldName(other.Header) == foldName(m.Header) {
				return &UsageError{fmt.Sprintf("--map %s=%s and --map %s=%s: one column cannot be two fields; drop one of them",
					other.Field.Key(), other.Header, m.Field.Key(), m.Header)}
			}
		}
		if !slices.ContainsFunc(layouts, func(l *layout) bool { return l.hasHeader(m.Header) }) {
			return &UsageError{fmt.Sprintf("--map %s=%s: no table has a column of that header; the columns are %s",
				m.Field.Key(), m.Header, strings.Join(allHeaders(layouts), ", "))}
		}
	}
	for _, f := range slices.Concat(opt.Where, opt.Exclude) {
		if !slices.ContainsFunc(layouts, func(l *layout) bool { return l.has(f.Field) }) {
			return &UsageError{fmt.Sprintf("filter %s=%s: no table has a column for %s; name it with --map %s=HEADER",
				f.Field.Key(), f.Pattern, f.Field.Key(), f.Field.Key())}
		}
	}
	return nil
}

func (l *layout) hasHeader(header string) bool {
	return slices.ContainsFunc(l.columns, func(c Column) bool { return foldName(c.Header) == foldName(header) })
}

// allHeaders lists the headers of all tables, each once.
func allHeaders(layouts []*layout) []string {
	var all []string
	for _, l := range layouts {
		for _, c := range l.columns {
			if quoted := Quote(c.Header); c.Header != "" && !slices.Contains(all, quoted) {
				all = append(all, quoted)
			}
		}
	}
	return all
}

// checkSheets finds sheets asked for that no workbook has.
func checkSheets(ctx context.Context, inputs []Input, layouts []*layout, asked []string) error {
	missing := slices.DeleteFunc(slices.Clone(asked), func(name string) bool { return hasSheet(layouts, name) })
	if len(missing) == 0 {
		return nil
	}
	var all []string
	for _, in := range inputs {
		names, err := sheet.Names(ctx, in)
		if err != nil {
			return err
		}
		for _, name := range names {
			all = append(all, Quote(name))
		}
	}
	if len(all) == 0 {
		return &UsageError{fmt.Sprintf("--sheet %s: no input is a workbook with worksheets; leave the option out", missing[0])}
	}
	return &UsageError{fmt.Sprintf("--sheet %s: no workbook has a worksheet of that name; the worksheets are %s", missing[0], strings.Join(all, ", "))}
}

func hasSheet(layouts []*layout, name string) bool {
	return slices.ContainsFunc(layouts, func(l *layout) bool { return l.raw.Sheet != "" && strings.EqualFold(l.raw.Sheet, name) })
}
