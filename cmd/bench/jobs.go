package main

import "chatcompat/cmd/bench/dataset"

// job is something that is measured: chatcompat, rivals that do the same or
// less, and what must hold. Command lines are words, in which {in}, {out} and
// the other names of lab.words stand for what is theirs.
type job struct {
	name   string // {rows} stands for the number of rows
	size   size
	large  bool     // only with -large
	in     []string // files of package dataset
	ours   string
	says   says   // what is in {out}
	proof  string // run first, not measured: what it writes is checked by eachPair
	rivals []rival
	peak   peak    // of memory
	within float64 // milliseconds of chatcompat, 0 for any
	times  int     // rounds in place of each one, 0 for 1
	ext    string  // of {out}, "" for .csv
}

// rival is somebody whom chatcompat is compared with.
type rival struct {
	name   string
	args   string // "> {out}" at the end sends standard output there
	script string // a file of peers that {script} stands for, with the words filled in
	needs  string // a folder of node_modules, or python: and a module; a program that is not found is missing, too
	says   says
	goal   goal
	memory float64 // peak of chatcompat at most this many times the rival's, 0 for any
	rounds int     // at most, 0 for all
}

// goal is a ratio of times; the zero goal tells the ratio and judges nothing.
type goal struct {
	atMost  float64 // chatcompat takes at most so many times the rival's time
	atLeast float64 // the rival takes at least so many times chatcompat's
}

// peak is the most memory that chatcompat may use; zero for any.
type peak struct{ mib, ofInput float64 }

// size is the number of rows as a share of -rows.
type size struct{ times, parts int }

// says is how an output is checked before its figures count.
type says uint8

const (
	unchecked says = iota
	eachPair       // a row for each pair, with the verdict that it must have
	eachRow        // a row for each input row; verdicts as in every other such output of the job
	noOther        // a row for each input row; no verdict more often than it must be, but not-assessed
	sheetRows      // a workbook, one sheet of which has a row for each pair or more
)

var (
	whole   = size{1, 1}
	fifth   = size{1, 5}
	tiny    = size{1, 100}
	tenfold = size{10, 1}
)

const (
	summaryOnly = "{chatcompat} audit -q --fail-on never --show none"
	// The columns of the input and what was found, as the rivals write them.
	withVerdict = "{chatcompat} audit -q --fail-on never --force -o csv={out} --columns " +
		"application,owner,api-written,server,server-version-written,site,environment,criticality,verdict,risk,reason"
	allColumns = "{chatcompat} audit -q --fail-on never --force -o csv={out}"
	board      = "{chatcompat} audit -q --fail-on never --force -o xlsx={out}"
)

// jobs are the rows of the table. Rivals named with "contains" recognise a
// version by what a text contains, and check nothing: see plain.go. Small jobs
// come first: what is measured in milliseconds suffers from the gigabytes that
// the others leave to be written back.
var jobs = []job{
	{
		name: "audit of {rows} rows to a page", size: tiny, in: []string{"pairs.csv"},
		ours: "{chatcompat} audit -q --fail-on never --force -o html={out} {in}", within: 300, ext: ".html",
	},
	{name: "`version`", size: tiny, in: []string{"ten.csv"}, ours: "{chatcompat} version", within: 6, times: 8},
	{name: "ten-row audit", size: tiny, in: []string{"ten.csv"}, ours: "{chatcompat} audit -q --fail-on never {in}", within: 10, times: 8},
	{
		name: "{rows}-row CSV, full audit, summary only", size: whole, in: []string{"pairs.csv"},
		ours: summaryOnly + " {in}", proof: withVerdict + " {in}", peak: peak{ofInput: 1.75},
		rivals: []rival{
			{name: "`wc -l`", args: "wc -l {in}", goal: goal{atMost: 20}},
		},
	},
	{
		name: "{rows}-row CSV → CSV with verdict, risk, reason", size: whole, in: []string{"pairs.csv"},
		ours: withVerdict + " {in}", says: eachPair, peak: peak{ofInput: 2},
		rivals: []rival{
			{name: "`cp` of the output", args: "cp {ours} {out}", goal: goal{atMost: 5}},
			{name: "DuckDB, contains", args: duckdb, script: "pairs.duckdb.sql", needs: "@duckdb/node-api", says: eachRow, goal: goal{atLeast: 2}},
			{name: "Go encoding/csv, contains", args: "{self} peer csv {plain} {in} {out}", says: eachRow, goal: goal{atLeast: 1.5}},
			{name: "DuckDB, `matrix -o sql`", args: duckdb, script: "matrix.duckdb.sql", needs: "@duckdb/node-api", says: noOther, rounds: 1},
			{name: "Miller, contains", args: miller, script: "pairs.mlr", says: eachRow, rounds: 2},
			{name: "SQLite, contains", args: sqlite, script: "pairs.sqlite.sql", says: eachRow, rounds: 2},
			{name: "pandas, contains", args: "{python} {peers}/pairs.py {plain} {in} {out}", needs: "python:pandas", says: eachRow, rounds: 2},
		},
	},
	{
		name: "{rows}-row CSV → CSV, all 20 columns", size: whole, in: []string{"pairs.csv"},
		ours: allColumns + " {in}", says: eachPair, peak: peak{ofInput: 2},
		rivals: []rival{
			{name: "`cp` of the output", args: "cp {ours} {out}", goal: goal{atMost: 5}},
		},
	},
	{
		name: "{rows}-row CSV → CSV with verdict, risk, reason", size: tenfold, large: true, in: []string{"pairs.csv"},
		ours: withVerdict + " {in}", says: eachPair, rivals: []rival{
			{name: "a tenth of the rows", args: withVerdict + " {whole}/pairs.csv", goal: goal{atMost: 10.5}, memory: 10.5},
		},
	},
	{
		name: "applications + servers + {rows} targets joined → CSV", size: whole,
		in:   []string{"applications.csv", "servers.csv", "targets.csv"},
		ours: withVerdict + " {in}", says: eachPair, peak: peak{mib: 320},
		rivals: []rival{
			{name: "DuckDB, contains", args: duckdb, script: "join.duckdb.sql", needs: "@duckdb/node-api", says: eachRow, goal: goal{atLeast: 2}},
			{name: "Go encoding/csv with maps, contains", args: "{self} peer join {plain} {in} {out}", says: eachRow, goal: goal{atLeast: 2}},
			{name: "SQLite, contains", args: sqlite, script: "join.sqlite.sql", says: eachRow, rounds: 2},
			{name: "pandas, contains", args: "{python} {peers}/join.py {plain} {in} {out}", needs: "python:pandas", says: eachRow, rounds: 2},
		},
	},
	{
		name: "UTF-16LE CSV, {rows} rows, summary only", size: whole, in: []string{"pairs-utf16le.csv"},
		ours: summaryOnly + " {in}", proof: withVerdict + " {in}", rivals: inUTF8,
	},
	{
		name: "Windows-1252 CSV, {rows} rows, summary only", size: whole, in: []string{"pairs-cp1252.csv"},
		ours: summaryOnly + " {in}", proof: withVerdict + " {in}", rivals: inUTF8,
	},
	{
		name: "{rows}-row XLSX (shared strings), full audit, summary only", size: whole, in: []string{"pairs-shared.xlsx"},
		ours: summaryOnly + " {in}", proof: withVerdict + " {in}", peak: peak{mib: 320}, rivals: readers,
	},
	{
		name: "{rows}-row XLSX (inline strings), full audit, summary only", size: whole, in: []string{"pairs-inline.xlsx"},
		ours: summaryOnly + " {in}", proof: withVerdict + " {in}", peak: peak{mib: 320}, rivals: readers,
	},
	{
		name: "{rows}-row XLSX → full board workbook", size: fifth, in: []string{"pairs-shared.xlsx"},
		ours: board + " {in}", says: sheetRows, peak: peak{mib: 250}, ext: ".xlsx",
		rivals: []rival{
			{name: streamed, args: "{self} peer board {plain} {in} {out}", says: sheetRows, goal: goal{atLeast: 8}},
			{name: "SheetJS, pairs sheet", args: "node {peers}/sheetjs.cjs {plain} {in} {out}", needs: "xlsx", says: sheetRows, rounds: 1},
			{name: "exceljs, streaming, pairs sheet", args: "node {peers}/exceljs.cjs {plain} {in} {out}", needs: "exceljs", says: sheetRows, rounds: 1},
		},
	},
	{
		name: "{rows}-row XLSX → full board workbook", size: whole, in: []string{"pairs-shared.xlsx"},
		ours: board + " {in}", says: sheetRows, ext: ".xlsx",
		rivals: []rival{
			{name: streamed, args: "{self} peer board {plain} {in} {out}", says: sheetRows, goal: goal{atLeast: 5}, rounds: 2},
		},
	},
}

const (
	duckdb   = "node {peers}/duckdb.mjs {script}"
	sqlite   = "sqlite3 -batch -init {script} :memory:"
	miller   = "mlr -S --csv --from {in} put -f {script} then join -j a,s -f {plain} then cut -x -f a,s > {out}"
	streamed = "excelize Rows + StreamWriter, pairs sheet"
)

var inUTF8 = []rival{
	{name: "the same in UTF-8", args: summaryOnly + " {data}/pairs.csv", goal: goal{atMost: 1.6}},
}

var readers = []rival{
	{name: "`unzip -p` of the sheet", args: "unzip -p {in} " + dataset.SheetPart, goal: goal{atMost: 0.7}},
	{name: "excelize Rows", args: "{self} peer rows {in}", goal: goal{atLeast: 18}, rounds: 2},
}
