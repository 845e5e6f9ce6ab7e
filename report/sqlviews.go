package report

import (
	"strconv"
	"strings"
)

// sqlSpaces are what folding makes a space of: ASCII signs by themselves, others by number.
var sqlSpaces = []rune{'-', '_', '(', ')', '\t', '\u00a0', '®', '™'}

// sqlRuns are how often folding halves runs of spaces: runs of up to 16 become one.
const sqlRuns = 4

// sqlComma is made a space before the signs are.
const sqlComma = ", "

// sqlFold folds a text as the expression of foldSQL does.
func sqlFold(text string) string {
	text = strings.ReplaceAll(strings.ToLower(text), sqlComma, " ")
	for _, r := range sqlSpaces {
		text = strings.ReplaceAll(text, string(r), " ")
	}
	for range sqlRuns {
		text = strings.ReplaceAll(text, "  ", " ")
	}
	return strings.Trim(text, " ")
}

// foldSQL is the expression that folds a column: lower case, commas and some
// signs are spaces, runs of spaces are one, none at the ends.
func (d sqlDialect) foldSQL(column string) string {
	text := "REPLACE(LOWER(" + column + "), " + sqlQuote(sqlComma) + ", ' ')"
	for _, r := range sqlSpaces {
		sign := sqlQuote(string(r))
		if r < ' ' || r >= 0x7f {
			sign = d.char(int(r))
		}
		text = "REPLACE(" + text + ", " + sign + ", ' ')"
	}
	for range sqlRuns {
		text = "REPLACE(" + text + ", '  ', ' ')"
	}
	return "TRIM(" + text + ")"
}

// Characters of plain host names and of revisions.
const (
	hostCharacters = "abcdefghijklmnopqrstuvwxyz0123456789._-"
	digits         = "0123456789"
)

// ownCharacters are ASCII without braces and the letters of Latin-1: a name of these is the same
// as another only if it looks so. Any other character may be an odd writing of one
// of these, which the audit knows and SQL does not.
const ownCharacters = " !\"#$%&'()*+,-./0123456789:;<=>?@[\\]^_`abcdefghijklmnopqrstuvwxyz|~" +
	"ßàáâãäåæçèéêëìíîïðñòóôõöøùúûüýþÿÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖØÙÚÛÜÝÞ"

// What word processors make of a hyphen, and what they put between characters unseen.
var (
	sqlHyphens   = []rune{'\u2010', '\u2011', '\u2012', '\u2013', '\u2014', '\u2015', '\u2212'}
	sqlInvisible = []rune{'\u00ad', '\u200b', '\u200c', '\u200d', '\u2060', '\ufeff'}
)

// hostSQL is the expression that folds the name of a server.
func (d sqlDialect) hostSQL(column string) string {
	text := "LOWER(COALESCE(" + column + ", ''))"
	for _, r := range sqlHyphens {
		text = "REPLACE(" + text + ", " + d.char(int(r)) + ", '-')"
	}
	for _, r := range sqlInvisible {
		text = "REPLACE(" + text + ", " + d.char(int(r)) + ", '')"
	}
	return "TRIM(" + text + ")"
}

// sqlBare folds the name of a server and leaves out its spaces and dots, as the
// expression of bareSQL does.
func sqlBare(name string) string {
	return strings.NewReplacer(".", "", " ", "").Replace(sqlFold(name))
}

func (d sqlDialect) bareSQL(column string) string {
	return "REPLACE(REPLACE(" + d.foldSQL(column) + ", '.', ''), ' ', '')"
}

// views are the statements that read, compare and judge the inventory.
func (w *sqlWriter) views() string {
	d := w.dialect
	dot := d.position("'.'", "host")
	return strings.NewReplacer(
		"{folded}", d.foldSQL("written"),
		"{folded host}", d.foldSQL("t.host"),
		"{bare host}", d.bareSQL("t.host"),
		"{revision of host}", d.revision("t.host", "b.beginning"),
		"{strange}", d.without("host", ownCharacters),
		"{host}", d.hostSQL("server"),
		"{undotted}", d.part("host", "1", d.length+"(host) - 1"),
		"{unplain}", d.without("t.host", hostCharacters),
		"{revision of build}", d.revision("t.folded", "b.beginning"),
		"{dot}", dot,
		"{label}", d.part("host", "1", dot+" - 1"),
		"{length}", d.length,
		"{places}", strconv.Itoa(sqlPlaces),
		"{part of odd}", d.part("o.host", "p.n", "s.n"),
	).Replace(sqlViewText)
}

// trimmedRevision compares what is left of a text without its last digits, which
// engines join fast.
func trimmedRevision(text, beginning string) string {
	return "RTRIM(" + text + ", " + sqlQuote(digits) + ") = " + beginning + " || '.' AND " + text + " <> " + beginning + " || '.'"
}

// likeRevision does the same with functions of the standard.
func likeRevision(text, beginning string) string {
	rest := sqlSubstring(text, "CHAR_LENGTH("+beginning+") + 2", "CHAR_LENGTH("+text+")")
	return text + " LIKE " + beginning + " || '.%' AND " + rest + " <> '' AND " + sqlReplaceAll(rest, digits) + " = ''"
}

// sqlViewText is the views; names in braces are expressions of the dialect.
const sqlViewText = `-- What each text of an API means. A cause says why a version is not known or not covered.
CREATE VIEW chatcompat_api AS
SELECT t.written, a.version,
  CASE WHEN t.folded = '' THEN 'missing' WHEN a.spelling IS NULL THEN 'unrecognised' ELSE a.cause END AS cause
FROM (
  SELECT written, {folded} AS folded
  FROM (SELECT DISTINCT COALESCE(api, '') AS written FROM inventory) texts
) t
LEFT JOIN chatcompat_spelling a ON a.side = 'api' AND a.spelling = t.folded;

-- What each text of a server's version means.
CREATE VIEW chatcompat_version AS
SELECT t.written, COALESCE(v.version, b.version) AS version,
  CASE WHEN t.folded = '' THEN 'missing'
    WHEN v.spelling IS NOT NULL THEN v.cause
    WHEN b.version IS NOT NULL THEN b.cause
    ELSE 'unrecognised' END AS cause
FROM (
  SELECT written, {folded} AS folded
  FROM (SELECT DISTINCT COALESCE(server_version, '') AS written FROM inventory) texts
) t
LEFT JOIN chatcompat_spelling v ON v.side = 'server' AND v.spelling = t.folded
LEFT JOIN chatcompat_build b ON {revision of build};

-- The host that each text of a server names; an odd one is not named by a plain host
-- name, or by what may be a version or, however it is punctuated, stand for a blank.
CREATE VIEW chatcompat_server AS
SELECT t.written, t.host,
  CASE WHEN {bare host} <> '' AND {unplain} = '' AND t.host NOT LIKE '%.'
    AND v.spelling IS NULL AND n.spelling IS NULL AND b.beginning IS NULL THEN 0 ELSE 1 END AS odd
FROM (
  SELECT written, CASE WHEN host LIKE '%.' THEN {undotted} ELSE host END AS host
  FROM (SELECT DISTINCT COALESCE(server, '') AS written, {host} AS host FROM inventory) texts
) t
LEFT JOIN chatcompat_spelling v ON v.side = 'server' AND v.spelling = {folded host}
LEFT JOIN chatcompat_spelling n ON n.side = 'name' AND n.spelling = {bare host}
LEFT JOIN chatcompat_build b ON t.host = b.beginning OR {revision of host};

-- The inventory, read.
CREATE VIEW chatcompat_read AS
SELECT i.application, i.api, i.server, i.server_version,
  a.version AS api_version, a.cause AS api_cause,
  v.version AS host_version, v.cause AS host_cause,
  s.host, s.odd
FROM inventory i
JOIN chatcompat_api a ON a.written = COALESCE(i.api, '')
JOIN chatcompat_version v ON v.written = COALESCE(i.server_version, '')
JOIN chatcompat_server s ON s.written = COALESCE(i.server, '');

-- What rows state of each server: the least and the greatest version, and
-- whether one of them states what is not recognised.
CREATE VIEW chatcompat_host AS
SELECT host,
  CASE WHEN {dot} > 0 THEN {label} ELSE host END AS label,
  CASE WHEN {dot} > 0 THEN 0 ELSE 1 END AS short,
  MIN(host_version) AS low, MAX(host_version) AS high,
  MAX(CASE WHEN host_cause = 'unrecognised' THEN 1 ELSE 0 END) AS unread
FROM chatcompat_read
WHERE odd = 0
GROUP BY host;

-- Servers that are not named by a plain host name: their text may state a version, too.
CREATE VIEW chatcompat_odd AS
SELECT DISTINCT host
FROM chatcompat_server
WHERE odd = 1 AND host <> '';

-- Every part of them that is as long as the first label of some server.
CREATE VIEW chatcompat_part AS
SELECT DISTINCT {part of odd} AS part
FROM chatcompat_odd o
JOIN chatcompat_place p ON p.n <= {length}(o.host)
JOIN (SELECT DISTINCT {length}(label) AS n FROM chatcompat_host) s ON p.n + s.n <= {length}(o.host) + 1;

-- What rows state of all servers of one first label, since a short name may stand for
-- a full one, and a name that is not plain may hold any; one that is very long, or has
-- strange characters, does.
CREATE VIEW chatcompat_label AS
SELECT l.label, MAX(l.short) AS short, MIN(l.low) AS low, MAX(l.high) AS high,
  MAX(l.unread) AS unread,
  MAX(CASE WHEN p.part IS NULL AND vague.n = 0 THEN 0 ELSE 1 END) AS beside
FROM chatcompat_host l
CROSS JOIN (SELECT COUNT(*) AS n FROM chatcompat_odd WHERE {length}(host) > {places} OR {strange} <> '') vague
LEFT JOIN chatcompat_part p ON p.part = l.label
GROUP BY l.label;

-- Why a row is not assessed; NULL where the matrix decides.
CREATE VIEW chatcompat_judged AS
SELECT r.application, r.api, r.server, r.server_version, r.api_version, r.host_version,
  CASE
    WHEN r.host = '' THEN 'no-server'
    WHEN r.odd = 1 THEN 'odd-server'
    WHEN r.api_cause IS NOT NULL THEN r.api_cause
    WHEN r.host_cause IS NOT NULL THEN r.host_cause
    WHEN h.low <> h.high THEN 'contradictory'
    WHEN l.short = 1 AND l.low <> l.high THEN 'contradictory'
    WHEN h.unread = 1 THEN 'unread-server'
    WHEN l.short = 1 AND l.unread = 1 THEN 'unread-server'
    WHEN l.beside = 1 THEN 'beside-server'
  END AS code
FROM chatcompat_read r
LEFT JOIN chatcompat_host h ON h.host = r.host
LEFT JOIN chatcompat_label l ON l.label = h.label;

-- The answer.
CREATE VIEW chatcompat_verdict AS
SELECT j.application, j.api, j.server, j.server_version,
  COALESCE(m.verdict, 'not-assessed') AS verdict,
  COALESCE(m.risk, 'unknown') AS risk,
  CASE WHEN m.verdict IS NULL THEN COALESCE(c.cause, 'outside-matrix') END AS cause,
  COALESCE(m.reason, c.reason, 'The vendor''s page has no answer for this API and server version') AS reason,
  m.remedy AS remedy
FROM chatcompat_judged j
LEFT JOIN chatcompat_matrix m ON m.api = CASE WHEN j.code IS NULL THEN j.api_version END AND m.server = j.host_version
LEFT JOIN chatcompat_reason c ON c.code = j.code;
`
