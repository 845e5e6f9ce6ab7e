package main

import (
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"chatcompat/inventory"
	"chatcompat/inventory/sheet"
	"chatcompat/report"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// readingFlags are the flags that tell how inventories are to be understood.
type readingFlags struct {
	mapping   []string
	sheets    []string
	headerRow int
	delimiter string
	encoding  string
	where     []string
	exclude   []string
	flags     *pflag.FlagSet
}

func (f *readingFlags) add(cmd *cobra.Command) {
	flags := cmd.Flags()
	f.flags = flags
	flags.StringArrayVar(&f.mapping, "map", nil, "take the column with this header for a field: `FIELD=HEADER` (repeatable)")
	flags.StringArrayVar(&f.sheets, "sheet", nil, "read only this `SHEET` of workbooks (repeatable)")
	flags.IntVar(&f.headerRow, "header-row", 0, "the headers stand in this `ROW` of every table")
	flags.StringVar(&f.delimiter, "delimiter", "", "delimiter of text files: one `CHARACTER`, or comma, semicolon, tab, pipe")
	flags.StringVar(&f.encoding, "encoding", "", "encoding of text files, such as utf-8, utf-16le, windows-1252: `NAME`")
	flags.StringArrayVar(&f.where, "where", nil, "audit only pairs that fit: `FIELD=PATTERN` with * and ? (repeatable)")
	flags.StringArrayVar(&f.exclude, "exclude", nil, "leave out pairs that fit: `FIELD=PATTERN` with * and ? (repeatable)")
	complete(cmd, "encoding", sheet.Encodings())
	completeFields(cmd, "map")
	completeFields(cmd, "where")
	completeFields(cmd, "exclude")
}

// options checks the flags and turns them into what Load wants.
func (f *readingFlags) options() (inventory.Options, error) {
	opt := inventory.Options{Sheets: f.sheets, HeaderRow: f.headerRow, Encoding: f.encoding}
	if f.headerRow < 1 && f.flags.Changed("header-row") {
		return opt, usagef("--header-row %d: rows count from 1", f.headerRow)
	}
	if f.encoding != "" && !sheet.KnownEncoding(f.encoding) {
		return opt, notOneOf("encoding", f.encoding, sheet.Encodings())
	}
	var err error
	if opt.Delimiter, err = parseDelimiter(f.delimiter); err != nil {
		return opt, err
	}
	for _, value := range f.mapping {
		field, header, err := parseAssignment("--map", "HEADER", value)
		if err != nil {
			return opt, err
		}
		opt.Map = append(opt.Map, inventory.Mapping{Field: field, Header: header})
	}
	if opt.Where, err = parseFilters("--where", f.where); err != nil {
		return opt, err
	}
	opt.Exclude, err = parseFilters("--exclude", f.exclude)
	return opt, err
}

func parseFilters(flag string, values []string) ([]inventory.Filter, error) {
	var filters []inventory.Filter
	for _, value := range values {
		field, pattern, err := parseAssignment(flag, "PATTERN", value)
		if err != nil {
			return nil, err
		}
		filters = append(filters, inventory.Filter{Field: field, Pattern: pattern})
	}
	return filters, nil
}

// parseAssignment reads FIELD=VALUE.
func parseAssignment(flag, what, value string) (inventory.Field, string, error) {
	key, text, ok := strings.Cut(value, "=")
	if !ok || strings.TrimSpace(text) == "" {
		return 0, "", usagef("%s %q: want FIELD=%s", flag, value, what)
	}
	field, ok := inventory.ParseField(key)
	if !ok {
		var keys []string
		for _, f := range inventory.Fields() {
			keys = append(keys, f.Key())
		}
		return 0, "", notOneOf("field", key, keys)
	}
	return field, strings.TrimSpace(text), nil
}

var delimiterNames = map[string]rune{"comma": ',', "semicolon": ';', "tab": '\t', `\t`: '\t', "pipe": '|', "space": ' '}

func parseDelimiter(value string) (rune, error) {
	if value == "" {
		return 0, nil
	}
	if r, ok := delimiterNames[strings.ToLower(value)]; ok {
		return r, nil
	}
	r, size := utf8.DecodeRuneInString(value)
	if size != len(value) || r >= utf8.RuneSelf || strings.ContainsRune("\"\r\n\x00", r) || r == utf8.RuneError {
		return 0, usagef("--delimiter %q: want one ASCII character that is no quote and no line end, or comma, semicolon, tab, pipe", value)
	}
	return r, nil
}

// reportFlags are the flags that tell what a report shows.
type reportFlags struct {
	output      []string
	force       bool
	show        string
	columns     string
	sort        string
	color       string
	width       int
	asOf        string
	title       string
	preparedFor string
	quiet       bool
	noProgress  bool
	failOn      string
	splitBy     string
	outDir      string
	manifest    string
}

var showValues = map[string]report.Show{"risky": report.ShowRisky, "mixed": report.ShowMixed, "all": report.ShowAll, "none": report.ShowNone}

var (
	showNames  = []string{"risky", "mixed", "all", "none"}
	colorNames = []string{"auto", "always", "never"}
)

func (f *reportFlags) add(cmd *cobra.Command) {
	flags := cmd.Flags()
	flags.StringArrayVarP(&f.output, "output", "o", nil, "write a report: `FORMAT[=PATH]` or a path whose extension picks the format (repeatable);\nformats: "+strings.Join(formatNames(), ", ")+" (template=FILE[=PATH])")
	flags.BoolVar(&f.force, "force", false, "replace files that exist")
	flags.StringVar(&f.show, "show", "", "list these pairs: `risky|mixed|all|none` (default risky in table and vertical, all elsewhere)")
	flags.StringVar(&f.columns, "columns", "", "show these columns, in this order: `A,B,...`")
	flags.StringVar(&f.sort, "sort", "", "sort by these columns: `A,B,...`")
	flags.StringVar(&f.color, "color", "auto", "colour on a terminal: `auto|always|never`")
	flags.IntVar(&f.width, "width", 0, "print no line wider than this many `COLUMNS` (default: the terminal)")
	flags.StringVar(&f.asOf, "as-of", "", "the day the report speaks of: `YYYY-MM-DD` (default today)")
	flags.StringVar(&f.title, "title", defaultTitle, "`TITLE` of the report")
	flags.StringVar(&f.preparedFor, "prepared-for", "", "`WHOM` the report is prepared for")
	flags.BoolVarP(&f.quiet, "quiet", "q", false, "print nothing but reports and errors")
	flags.BoolVar(&f.noProgress, "no-progress", false, "show no progress")
	flags.StringVar(&f.failOn, "fail-on", string(failOnIncompatible), "the verdict that makes the exit code non-zero: `incompatible|limited|never`")
	flags.StringVar(&f.splitBy, "split-by", "", "write a pack, a report for each value of this field: `"+strings.Join(splitFields, "|")+"`")
	flags.StringVar(&f.outDir, "out-dir", "", "the `FOLDER` of the pack; it is created")
	flags.StringVar(&f.manifest, "manifest", "", "write a `FILE` with the hashes of inputs, matrix and reports, for verify")
	complete(cmd, "fail-on", failOnValues)
	complete(cmd, "split-by", splitFields)
	complete(cmd, "output", formatNames())
	complete(cmd, "show", showNames)
	complete(cmd, "color", colorNames)
	completeColumns(cmd, "columns")
	completeColumns(cmd, "sort")
}

const defaultTitle = "Persistent Chat and Group Chat compatibility audit"

// meta checks the flags and turns them into what reports want.
func (f *reportFlags) meta(s streams) (report.Meta, error) {
	meta := report.Meta{Version: version, Title: f.title, PreparedFor: f.preparedFor}
	var err error
	if meta.AsOf, err = parseDay(f.asOf); err != nil {
		return meta, err
	}
	if f.show != "" {
		if err := choose("show", f.show, showNames); err != nil {
			return meta, err
		}
	}
	meta.Show = showValues[f.show]
	if err := choose("color", f.color, colorNames); err != nil {
		return meta, err
	}
	if strings.TrimSpace(f.title) == "" {
		return meta, usagef("--title: the title is empty")
	}
	if meta.Columns, err = parseColumns(f.columns); err != nil {
		return meta, err
	}
	if meta.Sort, err = parseColumns(f.sort); err != nil {
		return meta, err
	}
	meta.Terminal, err = f.terminal(s)
	return meta, err
}

func parseDay(value string) (time.Time, error) {
	if value == "" {
		now := time.Now()
		return time.Date(now.Year(), now.Month(), now.Day(), 0, 0, 0, 0, time.UTC), nil
	}
	day, err := time.Parse(time.DateOnly, value)
	if err != nil {
		return day, usagef("--as-of %q: want a date such as 2026-11-23", value)
	}
	return day, nil
}

func parseColumns(value string) ([]string, error) {
	if value == "" {
		return nil, nil
	}
	var allowed, keys []string
	for _, c := range report.Columns() {
		allowed = append(allowed, c.Key)
	}
	for _, key := range strings.Split(value, ",") {
		key = strings.ToLower(strings.TrimSpace(key))
		if !slices.Contains(allowed, key) {
			return nil, notOneOf("column", key, allowed)
		}
		if slices.Contains(keys, key) { // Import-Csv, for one, reads no table of two columns of one name
			return nil, usagef("column %s is named twice; leave one of them out", key)
		}
		keys = append(keys, key)
	}
	return keys, nil
}

// choose checks a flag that has a few values.
func choose(flag, value string, allowed []string) error {
	if !slices.Contains(allowed, value) {
		return notOneOf(fmt.Sprintf("value of --%s", flag), value, allowed)
	}
	return nil
}

// mayBeEmpty are the flags that an empty value resets: who a report is for, and
// what a saved result was given for its looks.
var mayBeEmpty = map[string][]string{"audit": {"prepared-for"}, "report": {"prepared-for", "columns", "sort"}}

// refuseEmptyValues finds flags whose value is empty, and names of files that are,
// as a variable that a script has not set leaves them. Taken for flags that were not
// given they would change the answer in silence: own rules would not count, a
// manifest not be written. Of a version, explain says that it is missing; a shell that
// completes a line asks what may follow an empty word.
func refuseEmptyValues(cmd *cobra.Command, args []string) (err error) {
	if cmd.Name() == cobra.ShellCompRequestCmd {
		return nil
	}
	if cmd.Name() != "explain" && slices.Contains(args, "") {
		return usagef("%s: the name of a file or folder is empty; is a variable of a script not set?", cmd.Name())
	}
	cmd.Flags().Visit(func(f *pflag.Flag) {
		empty := f.Value.String() == ""
		if list, ok := f.Value.(pflag.SliceValue); ok {
			empty = len(list.GetSlice()) == 0 || slices.Contains(list.GetSlice(), "")
		}
		if empty && err == nil && !slices.Contains(mayBeEmpty[cmd.Name()], f.Name) {
			what, _ := pflag.UnquoteUsage(f)
			err = usagef("--%s: its value is empty; want --%s %s, or leave it out", f.Name, f.Name, what)
		}
	})
	return err
}
