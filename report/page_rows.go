package report

import (
	"io"
	"iter"
	"slices"
	"strings"

	"chatcompat/audit"
	"chatcompat/inventory"
)

// pageCell is one column of the page's table: up to three columns of the report
// on top of each other.
type pageCell struct {
	Lines []Column
	Why   bool // the cell that also holds the expandable details
}

// pageLayout is the table's layout unless the user chose columns.
var pageLayout = [][]string{
	{"verdict", "risk"},
	{"application", "api", "api-written"},
	{"server", "server-version", "server-version-written"},
	{"site", "environment"},
	{"owner", "criticality"},
	{"reason"},
}

// pageCells lays the table out: as designed, or one column for each that the user chose.
func pageCells(meta Meta) []pageCell {
	layout := pageLayout
	if len(meta.Columns) > 0 {
		layout = nil
		for _, key := range meta.Columns {
			layout = append(layout, []string{key})
		}
	}
	var cells []pageCell
	for _, keys := range layout {
		cells = append(cells, pageCell{Lines: meta.columns(keys)})
	}
	cells[len(cells)-1].Why = true
	return cells
}

// pageRows appends findings as rows of the page's table. End tags that HTML
// lets out are left out: at ten thousand rows they are a megabyte.
type pageRows struct {
	cells []pageCell
	rest  []Column // those that stand in the details
	notes *pageNotes
	ids   map[string]bool // of the advisories that the page lists
}

func newPageRows(meta Meta, notes *pageNotes, checks []checkRow) *pageRows {
	rows := &pageRows{cells: pageCells(meta), notes: notes, ids: map[string]bool{}}
	for _, c := range checks {
		if _, known := audit.AdvisoryByID(c.ID); known {
			rows.ids[c.ID] = true
		}
	}
	for _, c := range pageColumns(meta) {
		if !slices.ContainsFunc(rows.cells, func(cell pageCell) bool { return cell.has(c.Key) }) {
			rows.rest = append(rows.rest, c)
		}
	}
	return rows
}

// pageColumns are the columns that a row shows or has in its details. What
// follows from another column alone is shown where the user asks for it.
func pageColumns(meta Meta) []Column {
	return slices.DeleteFunc(Columns(), func(c Column) bool {
		return c.Key == "lifecycle" && !slices.Contains(meta.Columns, c.Key)
	})
}

func (c pageCell) has(key string) bool {
	return slices.ContainsFunc(c.Lines, func(l Column) bool { return l.Key == key })
}

// rowBuffer is how many bytes of rows are collected before they are written.
const rowBuffer = 1 << 16

func (r *pageRows) write(out io.Writer, findings iter.Seq[*audit.Finding]) error {
	buffer := make([]byte, 0, rowBuffer+rowBuffer/4)
	for f := range findings {
		buffer = r.append(buffer, f)
		if len(buffer) < rowBuffer {
			continue
		}
		if _, err := out.Write(buffer); err != nil {
			return err
		}
		buffer = buffer[:0]
	}
	_, err := out.Write(buffer)
	return err
}

func (r *pageRows) append(dst []byte, f *audit.Finding) []byte {
	dst = append(dst, "<tr>"...)
	for _, cell := range r.cells {
		dst = append(dst, "<td>"...)
		for _, c := range cell.Lines {
			dst = appendLine(dst, c, f)
		}
		if cell.Why {
			dst = r.appendDetails(dst, f)
		}
	}
	return append(dst, '\n')
}

// appendLine appends one value of a cell. A version as written says nothing new
// where it is the name understood, and is left empty.
func appendLine(dst []byte, c Column, f *audit.Finding) []byte {
	text := c.Text(f)
	switch c.Key {
	case "verdict":
		dst = append(append(append(dst, "<bdi class=v-"...), f.Verdict.Key()...), '>')
	case "risk":
		dst = append(append(append(dst, "<bdi class=k-"...), f.Risk.Key()...), '>')
	case "api-written", "server-version-written":
		if text == f.API.Version.String() && c.Key == "api-written" || text == f.ServerVersion.Version.String() {
			text = ""
		}
		dst = append(dst, "<bdi class=w>"...)
	default:
		dst = append(dst, "<bdi>"...)
	}
	return append(appendHTML(dst, text), "</bdi>"...)
}

// appendDetails appends what the row does not show: remedy, basis, positions, further fields.
func (r *pageRows) appendDetails(dst []byte, f *audit.Finding) []byte {
	remedy := r.notes.Remedies.id(f.Remedy)
	dst = append(append(append(dst, "<details><summary>Remedy "...), remedy...), ", basis, positions</summary><dl>"...)
	for _, c := range r.rest {
		switch c.Key {
		case "remedy":
			dst = appendNote(dst, c.Title, remedy, "")
		case "basis":
			dst = r.appendBasis(dst, c.Title, f)
		case "advisories":
			dst = r.appendAdvisories(dst, c.Title, f.Advisories)
		case "mixed":
			if f.Mixed {
				dst = appendField(dst, c.Title, "yes")
			}
		default:
			dst = appendField(dst, c.Title, c.Text(f))
		}
	}
	dst = append(dst, "</dl>"...)
	if start := len(dst); len(appendEvidence(dst, f)) > start {
		dst = append(dst, "<dl class=e>"...)
		dst = append(appendEvidence(dst, f), "</dl>"...)
	}
	if len(f.Extra) > 0 {
		dst = append(dst, "<dl class=x>"...)
		for _, x := range f.Extra {
			dst = appendField(dst, x.Header, x.Text)
		}
		dst = append(dst, "</dl>"...)
	}
	return append(dst, "</details>"...)
}

// appendEvidence appends what is known beyond the columns: how versions were
// recognised, rows that say the same, problems of the row's cells.
func appendEvidence(dst []byte, f *audit.Finding) []byte {
	dst = appendField(dst, "API recognised", recognition(f.API.Certainty, f.API.Detail))
	dst = appendField(dst, "Server version recognised", recognition(f.ServerVersion.Certainty, f.ServerVersion.Detail))
	for _, at := range f.Also[:min(len(f.Also), fewPlaces)] {
		dst = appendField(dst, "Also at", at.String())
	}
	if more := len(f.Also) - fewPlaces; more > 0 {
		dst = appendField(dst, "Also at", count(more, "place", "places")+" more"+allPlaces)
	}
	for _, p := range f.Problems {
		dst = appendField(dst, "Problem", p.String())
	}
	return dst
}

// recognition tells how a version was recognised where that is more than its name.
func recognition(c inventory.Certainty, detail string) string {
	if c == inventory.Exact && detail == "" {
		return ""
	}
	return strings.Trim(c.Key()+": "+detail, ": ")
}

// appendBasis appends the basis with the cell of the matrix as a number of the list of rules.
func (r *pageRows) appendBasis(dst []byte, title string, f *audit.Finding) []byte {
	if f.Rule == "" {
		return appendField(dst, title, f.Basis())
	}
	return appendNote(dst, title, r.notes.Rules.id(f.Rule), strings.TrimPrefix(f.Basis(), f.Rule))
}

// appendAdvisories appends ids, each a link to what it says.
func (r *pageRows) appendAdvisories(dst []byte, title string, ids []string) []byte {
	if len(ids) == 0 {
		return dst
	}
	dst = append(append(append(dst, "<dt>"...), title...), "<dd>"...)
	for i, id := range ids {
		if i > 0 {
			dst = append(dst, ' ')
		}
		if !r.ids[id] {
			dst = appendHTML(dst, id)
			continue
		}
		dst = append(append(append(append(append(dst, "<a href=#"...), id...), '>'), id...), "</a>"...)
	}
	return dst
}

func appendNote(dst []byte, title, id, rest string) []byte {
	dst = append(append(append(dst, "<dt>"...), title...), "<dd><a href=#"...)
	dst = append(append(append(append(dst, id...), '>'), id...), "</a>"...)
	return appendHTML(dst, rest)
}

// appendField appends a labelled value; an empty one is left out.
func appendField(dst []byte, label, text string) []byte {
	if text == "" {
		return dst
	}
	dst = append(appendHTML(append(dst, "<dt>"...), label), "<dd>"...)
	return appendHTML(dst, text)
}
