package main

import (
	"slices"
	"strings"

	"chatcompat/inventory"
)

const neededColumns = "a table needs a column for the application, one for its API and one for the server " +
	"(such as Application, API version, Server, Server version); name others with --map FIELD=HEADER"

// nothingToAudit says which columns were seen and which are needed.
func nothingToAudit(files []inventory.File) string {
	var seen []string
	headers, recognised := false, false
	for _, file := range files {
		if file.Bytes == 0 || len(file.Tables) == 0 {
			seen = append(seen, file.Path+" is empty")
			continue
		}
		for _, t := range file.Tables {
			headers = headers || len(t.Columns) > 0
			recognised = recognised || t.Shape != inventory.ShapeNone
			seen = append(seen, tableSeen(file.Path, t))
		}
	}
	text := "nothing to audit: "
	switch {
	case recognised:
		text += "the tables hold no pair of an application and a server"
	case headers:
		text += neededColumns + delimiterHint(files)
	default:
		text += "no table has a header; " + neededColumns
	}
	return text + "; " + strings.Join(seen, "; ")
}

// tableSeen tells the columns of a table, or that it has none.
func tableSeen(path string, t inventory.Table) string {
	where := path
	if t.Sheet != "" {
		where += " sheet " + t.Sheet
	}
	if len(t.Columns) == 0 {
		return where + " has no header"
	}
	var headers []string
	for _, c := range t.Columns {
		headers = append(headers, inventory.Quote(c.Header))
	}
	if isText(t) {
		where += ", read with " + betweenCells(t.Delimiter) + ","
	}
	text := where + " has " + strings.Join(headers, ", ")
	if t.Rows == 0 {
		text += " and no rows"
	}
	return text
}

// isText reports a table of a text file that is not understood, perhaps since its
// delimiter was not found.
func isText(t inventory.Table) bool { return t.Sheet == "" && t.Shape == inventory.ShapeNone }

// delimiterHint says what to type where cells were divided in the wrong places.
func delimiterHint(files []inventory.File) string {
	for _, file := range files {
		if slices.ContainsFunc(file.Tables, isText) {
			return "; if cells of a text file were divided in the wrong places, say --delimiter"
		}
	}
	return ""
}

// betweenCells says in words what divides the cells of a text.
func betweenCells(delimiter string) string {
	switch delimiter {
	case "":
		return "nothing between cells"
	case "\t":
		return "tabs between cells"
	case " ":
		return "spaces between cells"
	}
	return delimiter + " between cells"
}
