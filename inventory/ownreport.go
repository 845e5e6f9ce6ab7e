package inventory

import (
	"fmt"
	"slices"

	"chatcompat/inventory/sheet"
)

// reportSheets are sheets that a workbook for the board has, and no inventory has
// all of. Its lists of pairs, applications and servers would read as tables that
// repeat and contradict each other, its sentences as names of servers.
var reportSheets = []string{"Summary", "Findings", "All pairs", "By application", "By server", "Data quality", "Accounting", "About"}

// reportColumns are columns that a list of pairs in a report has, as CSV and as the
// workbook head them, and no inventory has all of.
var reportColumns = [][2]string{{"verdict", "Verdict"}, {"api written", "API as written"},
	{"server version written", "Server version as written"}, {"basis", "Basis"}, {"key", "Key"}}

// noteReport says of a list of pairs from a report what it no longer holds.
func (l *layout) noteReport() {
	for _, names := range reportColumns {
		if !slices.ContainsFunc(l.columns, func(c Column) bool { return c.Header == names[0] || c.Header == names[1] }) {
			return
		}
	}
	l.notes = append(l.notes, "a list of pairs that chatcompat wrote: versions that were not understood are blank in it, and pairs that differ in them alone read as duplicates; better audit the inventory that it was made from")
}

// refuseReport refuses a workbook for the board where an inventory is asked for.
// A sheet of it that the user asks for by name is read like any other.
func refuseReport(name string, book *sheet.Book, asked []string) error {
	if len(asked) > 0 || len(book.Tables) < len(reportSheets) {
		return nil
	}
	for _, title := range reportSheets {
		if !slices.ContainsFunc(book.Tables, func(t *sheet.Table) bool { return t.Sheet == title }) {
			return nil
		}
	}
	return &UsageError{fmt.Sprintf("%s: is a report that chatcompat wrote, not an inventory; name the inventory that it was made from, or read one sheet of it: --sheet \"All pairs\"", name)}
}
