package report

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"chatcompat/audit"
	"chatcompat/inventory"
)

// Outcome is the answer of the audit in one sentence, followed by a sentence
// each for what own rules decided and for what was left out or could not be read:
// the same words in every format.
func Outcome(meta Meta, s audit.Summary) string {
	text := sentence(meta, s) + ownSentence(meta, s)
	if meta.Excluded > 0 {
		text += " " + count(meta.Excluded, "pair was", "pairs were") + " left out by filters" + filters(meta.Options) + "."
	}
	if rows := inventory.UnreadableRows(meta.Files); rows > 0 {
		text += " " + count(rows, "row", "rows") + " could not be read."
	}
	return text
}

// ownSentence says how many verdicts are not the vendor's; "" where all are. Where
// results of other rules were merged, the page may have decided some of them.
func ownSentence(meta Meta, s audit.Summary) string {
	own := ownPairs(meta.Overrides, s)
	const rules = " Own rules, not the vendor's page, decide "
	switch {
	case own == 0:
		return ""
	case judgedByOtherRules(meta.Problems):
		return rules + fmt.Sprintf("at most %d of %d pairs.", own, s.Pairs)
	case s.Pairs == 1:
		return " An own rule, not the vendor's page, decides it."
	case own == s.Pairs:
		return rules + "all of them."
	}
	return rules + fmt.Sprintf("%d of %d pairs.", own, s.Pairs)
}

// ownPairs counts the pairs on cells of own rules.
func ownPairs(own []audit.Override, s audit.Summary) int {
	pairs := 0
	for _, cell := range s.Matrix {
		if slices.ContainsFunc(own, func(o audit.Override) bool { return o.API == cell.API && o.Server == cell.Server }) {
			pairs += cell.Pairs
		}
	}
	return pairs
}

// limitedClauses tell of the pairs that may be compatible: what the vendor's page
// says that they lose; of those that own rules hold to be so no more than that.
func limitedClauses(meta Meta, s audit.Summary) []string {
	limited := s.Verdicts[audit.MayBeCompatible]
	own := ownPairs(slices.DeleteFunc(slices.Clone(meta.Overrides), func(o audit.Override) bool { return o.Verdict != audit.MayBeCompatible }), s)
	var clauses []string
	switch {
	case limited == 0:
	case own > 0 && judgedByOtherRules(meta.Problems):
		clauses = append(clauses, count(limited, "may be compatible", "may be compatible"))
	case own > 0:
		if limited > own {
			clauses = append(clauses, count(limited-own, "may lose category or user management", "may lose category or user management"))
		}
		clauses = append(clauses, count(own, "may be compatible by an own rule", "may be compatible by own rules"))
	default:
		clauses = append(clauses, count(limited, "may lose category or user management", "may lose category or user management"))
	}
	return clauses
}

// filters names the filters of a run: " (--exclude status=Retired)".
func filters(options []Option) string {
	var given []string
	for _, o := range options {
		if o.Name == "where" || o.Name == "exclude" {
			given = append(given, "--"+o.Name+" "+o.Value)
		}
	}
	if len(given) == 0 {
		return ""
	}
	return " (" + strings.Join(given, ", ") + ")"
}

func sentence(meta Meta, s audit.Summary) string {
	compatible := s.Verdicts[audit.Compatible] + s.Verdicts[audit.CompatibleByDesign]
	switch {
	case s.Pairs == 0:
		return "There is no pair to judge."
	case compatible == s.Pairs && s.Pairs > 1:
		return fmt.Sprintf("All %d pairs are compatible.", s.Pairs)
	}
	clauses := limitedClauses(meta, s)
	add := func(n int, one, many string) {
		if n > 0 {
			clauses = append(clauses, count(n, one, many))
		}
	}
	add(s.Verdicts[audit.NotAssessed], "cannot be judged yet", "cannot be judged yet")
	add(compatible, "is compatible", "are compatible")
	if s.Pairs == 1 && len(clauses) == 1 {
		return "The only pair" + strings.TrimPrefix(clauses[0], "1") + "."
	}
	return strings.Join(slices.Insert(clauses, 0, deployClause(s)), "; ") + "."
}

// deployClause says what must not be deployed. That nothing is incompatible nobody
// knows as long as a pair is not judged.
func deployClause(s audit.Summary) string {
	incompatible := s.Verdicts[audit.Incompatible]
	switch {
	case incompatible == 0 && s.Verdicts[audit.NotAssessed] > 0:
		return fmt.Sprintf("None of %d pairs is known to be incompatible", s.Pairs)
	case incompatible == 0:
		return fmt.Sprintf("None of %d pairs is incompatible", s.Pairs)
	case s.Pairs == 1:
		return "Do not deploy the only pair"
	case incompatible == s.Pairs:
		return fmt.Sprintf("Do not deploy any of %d pairs", s.Pairs)
	}
	return fmt.Sprintf("Do not deploy %d of %d pairs", incompatible, s.Pairs)
}

// countsLine says how large the estate is: "96 pairs, 40 applications, 25 servers, 12 mixed".
func countsLine(s audit.Summary) string {
	return strings.Join([]string{
		count(s.Pairs, "pair", "pairs"),
		count(s.Applications, "application", "applications"),
		count(s.Servers, "server", "servers"),
		count(s.Mixed, "mixed", "mixed")}, ", ")
}

// tableName is the file and the sheet of a table.
func tableName(path string, t inventory.Table) string {
	if t.Sheet == "" {
		return path
	}
	return path + " " + t.Sheet
}

// accountingLine says where the rows of one table went:
// "estate.xlsx Applications: 40 rows = 38 paired + 2 joined".
func accountingLine(path string, t inventory.Table) string {
	name := tableName(path, t)
	if t.Shape == inventory.ShapeNone {
		name += " (no inventory table)"
	}
	line := name + ": " + count(t.Rows, "row", "rows")
	if parts := accountingParts(t.Accounting); len(parts) > 0 {
		line += " = " + strings.Join(parts, " + ")
	}
	return line
}

// tableNotes are what readers should know of the tables although no row is
// wrong, each with the table that it speaks of.
func tableNotes(files []inventory.File) []string {
	var notes []string
	for _, file := range files {
		for _, t := range file.Tables {
			name := tableName(file.Path, t)
			if t.Hidden {
				notes = append(notes, name+": hidden sheet, read like the others")
			}
			for _, note := range t.Notes {
				if !strings.HasPrefix(note, file.Path+":") {
					note = name + ": " + note
				}
				notes = append(notes, note)
			}
		}
	}
	return notes
}

func accountingParts(a inventory.Accounting) []string {
	var parts []string
	for _, part := range accountingWays(a) {
		if part.Rows > 0 {
			parts = append(parts, strconv.Itoa(part.Rows)+" "+part.Way)
		}
	}
	return parts
}

// accountedRows are the rows of a table that ended in one way.
type accountedRows struct {
	Way  string
	Rows int
}

// accountingWays lists the seven ways in which rows end, in the order of every output.
func accountingWays(a inventory.Accounting) []accountedRows {
	return []accountedRows{
		{"paired", a.Paired},
		{"joined", a.Joined},
		{"unused", a.Unused},
		{"duplicate", a.Duplicate},
		{"excluded", a.Excluded},
		{"blank", a.Blank},
		{"unreadable", a.Unreadable},
	}
}

// tallies count what formats of text say of all findings, listed or not.
type tallies struct {
	causes  causeCounts
	support support
	repeats *repeats
}

func newTallies() tallies { return tallies{causeCounts{}, support{}, &repeats{most: mostRepeats}} }

func (t tallies) add(block []audit.Finding) {
	t.causes.add(block)
	t.support.add(block)
	t.repeats.add(block)
}

// causeCounts counts findings that are not assessed by their cause.
type causeCounts map[inventory.Cause]int

// add counts the findings of a block.
func (c causeCounts) add(block []audit.Finding) {
	for i := range block {
		c.count(block[i].Verdict, block[i].Cause)
	}
}

func (c causeCounts) count(verdict audit.Verdict, cause inventory.Cause) {
	if verdict == audit.NotAssessed {
		c[cause]++
	}
}

// line lists the causes that occur: "5 missing, 1 unrecognised"; "" where none does.
func (c causeCounts) line() string {
	var parts []string
	for _, cause := range inventory.Causes() {
		if c[cause] > 0 {
			parts = append(parts, strconv.Itoa(c[cause])+" "+cause.Key())
		}
	}
	return strings.Join(parts, ", ")
}

// verdictLine lists all five verdicts with their counts, worst first.
func verdictLine(s audit.Summary) string {
	var parts []string
	for _, v := range audit.Verdicts() {
		parts = append(parts, strconv.Itoa(s.Verdicts[v])+" "+v.String())
	}
	return strings.Join(parts, ", ")
}

// count gives a number with the word that fits it.
func count(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return strconv.Itoa(n) + " " + many
}
