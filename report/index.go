package report

import (
	"io"
	"net/url"

	"chatcompat/audit"
)

// Index lists the groups of a pack with their counts and their files. Pairs,
// verdicts and mixed pairs of the groups add up to those of the whole.
type Index struct {
	Meta   Meta
	By     string // label of the field that the pack is split by: "Owner"
	Groups []IndexEntry
	Whole  IndexEntry
}

// IndexEntry is one group, or the whole.
type IndexEntry struct {
	Name    string
	Files   []string // names of its files, beside the index
	Summary audit.Summary
}

// IndexFormat is one entry of the list of formats of an index.
type IndexFormat struct {
	Extension string
	Write     func(io.Writer, Index) error
}

// IndexFormats is every format of an index.
var IndexFormats = []IndexFormat{
	{".html", writeIndexPage},
	{".xlsx", writeIndexBook},
}

// indexColumn is a count that an index shows for each group.
type indexColumn struct {
	title string
	count func(audit.Summary) int
}

// indexColumns are the counts, which all add up.
func indexColumns() []indexColumn {
	columns := []indexColumn{{"Pairs", func(s audit.Summary) int { return s.Pairs }}}
	for _, v := range audit.Verdicts() {
		columns = append(columns, indexColumn{v.String(), func(s audit.Summary) int { return s.Verdicts[v] }})
	}
	return append(columns, indexColumn{"Mixed", func(s audit.Summary) int { return s.Mixed }})
}

// entries are the groups and, last, the whole under a name for people.
func (x *Index) entries() []IndexEntry {
	whole := x.Whole
	whole.Name = "Whole estate"
	return append(append([]IndexEntry(nil), x.Groups...), whole)
}

// indexLink is the link to a file beside the index.
func indexLink(name string) string { return "./" + url.PathEscape(name) }
