package report

import (
	"path/filepath"
	"slices"
	"strings"
)

// Formats is every format there is, in the order of the help.
var Formats = []Format{
	{Name: "table", Extensions: []string{".txt"}, Help: "a table for people on a terminal", New: newTable, Needs: needsOfTable},
	{Name: "vertical", Help: "one block a pair, for narrow terminals", New: newVertical, Needs: needsOfVertical},
	{Name: "markdown", Alias: "md", Extensions: []string{".md", ".markdown"}, Help: "a page for tickets and wikis, under 60 KB", New: newMarkdown, Needs: needsOfMarkdown},
	{Name: "csv", Extensions: []string{".csv"}, Help: "every pair as a row, safe to open in a spreadsheet", New: newCSV, Needs: needsOfCSV},
	{Name: "json", Extensions: []string{".json"}, Help: "the complete record as one object", New: newJSON},
	{Name: "jsonl", Extensions: []string{".jsonl", ".ndjson"}, Help: "the record as a stream, one object a line", New: newJSONLines},
	{Name: "xlsx", Extensions: []string{".xlsx"}, Help: "workbook for a change board: findings to decide on, change requests, proof", Binary: true, New: newWorkbook, Needs: needsOfWorkbook},
	{Name: "html", Extensions: []string{".html", ".htm"}, Help: "a page for people, in one file: figures, grid, charts, findings to filter", New: newPage, Needs: needsOfDocument},
	{Name: "junit", Extensions: []string{".xml"}, Help: "test results for a pipeline, a case for every pair", New: newJUnit, Needs: needsOfDocument},
	{Name: "sarif", Extensions: []string{".sarif"}, Help: "results for code scanning, with the places in the inventory", New: newSARIF},
	{Name: "template", Help: "a template of your own over the keys of json: template=FILE[=PATH]", Parse: parseTemplate},
}

// FormatByName finds a format by its name or alias, without case.
func FormatByName(name string) (Format, bool) {
	name = strings.ToLower(name)
	return findFormat(func(f Format) bool { return f.Name == name || f.Alias != "" && f.Alias == name })
}

// FormatByExtension finds the format that the extension of a path asks for.
func FormatByExtension(path string) (Format, bool) {
	ext := strings.ToLower(filepath.Ext(path))
	return findFormat(func(f Format) bool { return slices.Contains(f.Extensions, ext) })
}

func findFormat(fits func(Format) bool) (Format, bool) {
	if i := slices.IndexFunc(Formats, fits); i >= 0 {
		return Formats[i], true
	}
	return Format{}, false
}
