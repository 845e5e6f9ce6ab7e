package report

import (
	"bytes"
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"

	"chatcompat/audit"
	"chatcompat/inventory"
)

// sqlDialect is what differs between engines.
type sqlDialect struct {
	name     string
	drops    bool                                // DROP … IF EXISTS is known
	char     func(code int) string               // a character by its number
	length   string                              // the function that counts characters
	part     func(text, from, n string) string   // n characters of a text from a place on
	position func(part, text string) string      // where a part begins in a text, 0 for nowhere
	revision func(text, beginning string) string // the condition that a text is a beginning, a dot and digits
	without  func(text, chars string) string     // '' exactly where a text has no other characters
}

// sqlDialects is every dialect; ansi needs no function but those of the
// standard and REPLACE.
var sqlDialects = []sqlDialect{
	{"ansi", false, func(code int) string { return fmt.Sprintf(`U&'\%04X'`, code) },
		"CHAR_LENGTH", sqlSubstring, sqlPosition, likeRevision, sqlReplaceAll},
	{"duckdb", true, sqlChr, "LENGTH", sqlSubstr, sqlPosition, trimmedRevision, sqlTrimAll},
	{"postgres", true, sqlChr, "LENGTH", sqlSubstr, sqlPosition, trimmedRevision, sqlTrimAll},
	{"sqlite", true, func(code int) string { return fmt.Sprintf("CHAR(%d)", code) },
		"LENGTH", sqlSubstr, sqlInstr, trimmedRevision, sqlTrimAll},
}

func sqlChr(code int) string { return fmt.Sprintf("CHR(%d)", code) }

func sqlSubstr(text, from, n string) string {
	return "SUBSTR(" + text + ", " + from + ", " + n + ")"
}

func sqlSubstring(text, from, n string) string {
	return "SUBSTRING(" + text + " FROM " + from + " FOR " + n + ")"
}

func sqlInstr(part, text string) string { return "INSTR(" + text + ", " + part + ")" }

func sqlPosition(part, text string) string { return "POSITION(" + part + " IN " + text + ")" }

func sqlTrimAll(text, chars string) string { return "LTRIM(" + text + ", " + sqlQuote(chars) + ")" }

func sqlReplaceAll(text, chars string) string {
	for _, c := range chars {
		text = "REPLACE(" + text + ", " + sqlQuote(string(c)) + ", '')"
	}
	return text
}

// SQLDialects lists the names that writeMatrixSQL knows.
func SQLDialects() []string {
	return each(sqlDialects, func(d sqlDialect) string { return d.name })
}

// writeMatrixSQL writes the recognition of versions, the matrix and views that
// judge a table inventory(application, api, server, server_version) as SQL of
// a dialect. For each row the last view says what an audit of the same rows says, or
// not-assessed: it knows a list of spellings where the audit reads texts, and
// where another row might contradict, it does not judge.
func writeMatrixSQL(out io.Writer, dialect string) error {
	i := slices.IndexFunc(sqlDialects, func(d sqlDialect) bool { return d.name == dialect })
	if i < 0 {
		return fmt.Errorf("unknown SQL dialect %s", inventory.Quote(dialect))
	}
	w := sqlWriter{dialect: sqlDialects[i]}
	w.head()
	w.spellings()
	w.builds()
	w.matrix()
	w.reasons()
	w.places()
	w.text.WriteString(w.views())
	_, err := out.Write(w.text.Bytes())
	return err
}

// sqlWriter collects the statements.
type sqlWriter struct {
	dialect sqlDialect
	text    bytes.Buffer
}

// Tables and views, each before those that rest on it.
var (
	sqlTables = []string{"chatcompat_spelling", "chatcompat_build", "chatcompat_matrix", "chatcompat_reason", "chatcompat_place"}
	sqlViews  = []string{"chatcompat_api", "chatcompat_version", "chatcompat_server", "chatcompat_read", "chatcompat_host", "chatcompat_odd", "chatcompat_part", "chatcompat_label", "chatcompat_judged", "chatcompat_verdict"}
)

func (w *sqlWriter) head() {
	w.text.WriteString(strings.ReplaceAll(sqlHead, "DIALECT", w.dialect.name))
	fmt.Fprintf(&w.text, "-- Source of the matrix: %s, SHA-256 %s\n\n", audit.Page, audit.MatrixSHA256())
	if !w.dialect.drops {
		return
	}
	for _, view := range slices.Backward(sqlViews) {
		fmt.Fprintf(&w.text, "DROP VIEW IF EXISTS %s;\n", view)
	}
	for _, table := range slices.Backward(sqlTables) {
		fmt.Fprintf(&w.text, "DROP TABLE IF EXISTS %s;\n", table)
	}
	w.text.WriteString("\n")
}

const sqlHead = `-- Compatibility of Persistent Chat and Group Chat applications, as SQL (DIALECT).
--
-- Before: a table or view inventory(application, api, server, server_version)
-- of texts, a row for every pair of an application and a server, for instance
--   CREATE VIEW inventory AS SELECT app_name AS application, ... FROM cmdb;
-- After:
--   SELECT * FROM chatcompat_verdict;
--   SELECT verdict, risk, COUNT(*) FROM chatcompat_verdict GROUP BY verdict, risk;
-- How many rows hold a text that SQL does not recognise, and which texts:
--   SELECT COUNT(*) FROM chatcompat_verdict WHERE cause = 'unrecognised';
--   SELECT api, server_version, COUNT(*) FROM chatcompat_verdict
--     WHERE cause = 'unrecognised' GROUP BY api, server_version ORDER BY 3 DESC;
-- Such rows are not-assessed; chatcompat audit recognises more of them.
`

// sqlWidth bounds the rows of one INSERT.
const sqlWidth = 200

// insert writes rows of values, which are quoted; NULL for "".
func (w *sqlWriter) insert(table string, rows [][]string) {
	for chunk := range slices.Chunk(rows, sqlWidth) {
		fmt.Fprintf(&w.text, "INSERT INTO %s VALUES\n", table)
		for i, row := range chunk {
			end := ",\n"
			if i == len(chunk)-1 {
				end = ";\n"
			}
			w.text.WriteString("  (" + strings.Join(each(row, sqlValue), ", ") + ")" + end)
		}
	}
	w.text.WriteString("\n")
}

func sqlValue(s string) string {
	if s == "" {
		return "NULL"
	}
	return sqlQuote(s)
}

func sqlQuote(s string) string { return "'" + strings.ReplaceAll(s, "'", "''") + "'" }

func (w *sqlWriter) spellings() {
	w.text.WriteString(`-- What a folded text means: a version, or why it names none; and names that are none.
CREATE TABLE chatcompat_spelling (
  side VARCHAR(10) NOT NULL,
  spelling VARCHAR(200) NOT NULL,
  version VARCHAR(60),
  cause VARCHAR(20),
  PRIMARY KEY (side, spelling)
);
`)
	w.insert("chatcompat_spelling", sqlSpellings())
	w.insert("chatcompat_spelling", sqlNoNames())
}

// sqlNoNames are the rows of texts that stand where a server has no name.
func sqlNoNames() [][]string {
	var rows [][]string
	for _, word := range inventory.NoNames() {
		rows = append(rows, []string{"name", sqlBare(word), "", inventory.Missing.Key()})
	}
	slices.SortFunc(rows, slices.Compare)
	return slices.CompactFunc(rows, slices.Equal)
}

// sqlSpellings are the rows of the table of spellings, ordered.
func sqlSpellings() [][]string {
	folded := map[[2]string][]string{}
	for s := range inventory.APISpellings() {
		addSpelling(folded, "api", s.Text, s.Reading.Version.Key(), s.Reading.Cause)
	}
	for s := range inventory.ServerSpellings() {
		addSpelling(folded, "server", s.Text, s.Reading.Version.Key(), s.Reading.Cause)
	}
	var rows [][]string
	for _, row := range folded {
		if row != nil {
			rows = append(rows, row)
		}
	}
	slices.SortFunc(rows, func(a, b []string) int { return cmp.Or(strings.Compare(a[0], b[0]), strings.Compare(a[1], b[1])) })
	return rows
}

// addSpelling adds a row, unless a text that folds alike is read otherwise:
// then neither is known, which nil keeps.
func addSpelling(folded map[[2]string][]string, side, text, version string, cause inventory.Cause) {
	id := [2]string{side, sqlFold(text)}
	row := []string{side, id[1], version, cause.Key()}
	have, ok := folded[id]
	if id[1] == "" || ok && !slices.Equal(have, row) {
		row = nil
	}
	folded[id] = row
}

func (w *sqlWriter) builds() {
	w.text.WriteString(`-- Builds of servers: the beginning, to which a dot and a revision are added.
CREATE TABLE chatcompat_build (
  beginning VARCHAR(20) NOT NULL PRIMARY KEY,
  version VARCHAR(60) NOT NULL,
  cause VARCHAR(20)
);
`)
	w.insert("chatcompat_build", each(inventory.ServerBuilds(), func(b inventory.Build) []string {
		cause := inventory.NoCause
		if !b.Version.Covered() {
			cause = inventory.OutsideMatrix
		}
		return []string{b.Beginning, b.Version.Key(), cause.Key()}
	}))
}

func (w *sqlWriter) matrix() {
	w.text.WriteString(`-- The vendor's matrix. The risk of may-be-compatible is that of an inventory
-- that does not say whether the application manages categories or users.
CREATE TABLE chatcompat_matrix (
  api VARCHAR(60) NOT NULL,
  server VARCHAR(60) NOT NULL,
  verdict VARCHAR(30) NOT NULL,
  risk VARCHAR(10) NOT NULL,
  reason VARCHAR(1000) NOT NULL,
  remedy VARCHAR(1000) NOT NULL,
  PRIMARY KEY (api, server)
);
`)
	w.insert("chatcompat_matrix", each(audit.Matrix(), func(c audit.MatrixCell) []string {
		f := audit.Rules{}.Judge(inventory.Pair{
			API:           inventory.Reading[inventory.API]{Version: c.API},
			ServerVersion: inventory.Reading[inventory.ServerVersion]{Version: c.Server},
		})
		return []string{c.API.Key(), c.Server.Key(), f.Verdict.Key(), f.Risk.Key(), f.Reason, f.Remedy}
	}))
}

// sqlReasons is why a row is not assessed: a code, the cause as in other
// formats, and the reason.
var sqlReasons = [][]string{
	{"no-server", "missing", "The row names no server"},
	{"odd-server", "unrecognised", "The server is not named by a plain host name"},
	{"missing", "missing", "A version is missing"},
	{"ambiguous", "ambiguous", "A version fits more than one product"},
	{"outside-matrix", "outside-matrix", "The vendor's page does not cover a version"},
	{"unrecognised", "unrecognised", "SQL does not recognise a version; chatcompat audit may"},
	{"contradictory", "contradictory", "Rows state different versions of the server"},
	{"unread-server", "unrecognised", "Another row states a version of the server that SQL does not recognise"},
	{"beside-server", "unrecognised", "Another row may speak of this server: its server is not named by a plain host name"},
}

func (w *sqlWriter) reasons() {
	w.text.WriteString(`-- Why a row is not assessed.
CREATE TABLE chatcompat_reason (
  code VARCHAR(20) NOT NULL PRIMARY KEY,
  cause VARCHAR(20) NOT NULL,
  reason VARCHAR(200) NOT NULL
);
`)
	w.insert("chatcompat_reason", sqlReasons)
}

// sqlPlaces is how many characters of an odd name of a server are looked through.
const sqlPlaces = 1000

func (w *sqlWriter) places() {
	w.text.WriteString(`-- Places in a text.
CREATE TABLE chatcompat_place (
  n INTEGER NOT NULL PRIMARY KEY
);
`)
	for from := 1; from <= sqlPlaces; from += sqlWidth {
		w.text.WriteString("INSERT INTO chatcompat_place VALUES\n")
		for n := from; n < from+sqlWidth; n++ {
			end := ", "
			if n == from+sqlWidth-1 {
				end = ";\n"
			}
			fmt.Fprintf(&w.text, "(%d)%s", n, end)
		}
	}
	w.text.WriteString("\n")
}
