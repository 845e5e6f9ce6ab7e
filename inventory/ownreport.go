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
