package inventory

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// ParseAPI reads the text of an API column. At of the result is zero.
func ParseAPI(text string) Reading[API] {
	return apiReading(text, recognise(text, apiSide))
}

// ParseServerVersion reads the text of a column that holds the version of a
// server; a bare build counts, for the column says whose it is. At of the
// result is zero.
func ParseServerVersion(text string) Reading[ServerVersion] {
	return serverReading(text, recognise(text, serverSide))
}

// side is the column that a text stands in.
type side uint8

const (
	apiSide side = iota
	serverSide
)

// outcome is a Reading before it is known whether of an API or a server.
type outcome struct {
	set       generations // one generation, or the candidates of an ambiguous text
	certainty Certainty
	cause     Cause
	detail    string
}

func fail(cause Cause, format string, args ...any) outcome {
	return outcome{cause: cause, detail: fmt.Sprintf(format, args...)}
}

func apiReading(written string, o outcome) Reading[API] {
	r := Reading[API]{Written: written, Cause: o.cause, Detail: o.detail}
	if o.cause != NoCause {
		return r
	}
	r.Version, r.Certainty = apiOf(o.set), o.certainty
	switch {
	case !r.Version.Known():
		r.Cause, r.Certainty = Unrecognised, NotRecognised
		r.Detail = nameOf(o.set, serverSide) + " has no chat API of its own"
	case !r.Version.Covered():
		r.Cause, r.Detail = OutsideMatrix, outsideDetail(r.Version.String(), o.detail)
	}
	return r
}

func serverReading(written string, o outcome) Reading[ServerVersion] {
	r := Reading[ServerVersion]{Written: written, Cause: o.cause, Detail: o.detail}
	if o.cause != NoCause {
		return r
	}
	r.Version, r.Certainty = serverOf(o.set), o.certainty
	if !r.Version.Covered() {
		r.Cause, r.Detail = OutsideMatrix, outsideDetail(r.Version.String(), o.detail)
	}
	return r
}

func outsideDetail(name, evidence string) string {
	detail := "the vendor's page does not cover " + name
	if evidence != "" {
		detail += " (" + evidence + ")"
	}
	return detail
}

// recognise tells the story of a text: is it readable, what does it state, and
// which generation follows.
func recognise(text string, side side) outcome {
	text = unquoteFormula(strings.TrimFunc(text, isBlankRune))
	if what := unreadable(text); what != "" {
		return fail(Unreadable, "holds %s, %s would be right", what, example(side))
	}
	if len(text) > foldMax {
		return fail(Unrecognised, "is too long for a version, %s would be right", example(side))
	}
	if o, ok := byKey(text, side); ok {
		return o
	}
	tokens := fold(text)
	if blankWords[strings.Join(withoutMarks(tokens), " ")] || text == noneOfDumps {
		return fail(Missing, "states no version")
	}
	s := survey(tokens)
	s.doubts = asWritten(s.doubts, text)
	return s.decide(side, tokens)
}

// asWritten puts the signs that a text has in the place of the marks that they
// were folded to: an arrow for ">".
func asWritten(doubts []string, text string) []string {
	for i, d := range doubts {
		if !strings.Contains(doubtMarks, d) || strings.Contains(text, d) {
			continue
		}
		for _, r := range text {
			if d == "~" && (r == '!' || r == '[') || r >= utf8.RuneSelf && strings.TrimSpace(plainLetters(string(r))) == d {
				if doubts[i] = string(r); r == '[' {
					doubts[i] = "[ ]"
				}
				break
			}
		}
	}
	return doubts
}

// noneOfDumps is what MySQL and PostgreSQL write for no value.
const noneOfDumps = `\N`

// withoutMarks leaves the words and numbers: "???" and "<null>" say nothing.
func withoutMarks(tokens []string) []string {
	return slices.DeleteFunc(slices.Clone(tokens), func(token string) bool { return strings.Contains(doubtMarks, token) })
}

func isBlankRune(r rune) bool {
	return unicode.IsSpace(r) || unicode.Is(unicode.Cf, r)
}

// unquoteFormula takes the text out of ="5.0.8308.0", which keeps Excel from
// reading a number.
func unquoteFormula(text string) string {
	if inner, ok := strings.CutPrefix(text, `="`); ok && strings.HasSuffix(inner, `"`) && strings.Count(inner, `"`) == 1 {
		return strings.TrimFunc(strings.TrimSuffix(inner, `"`), isBlankRune)
	}
	return text
}

// unreadable names what a text is that no person wrote, or "".
func unreadable(text string) string {
	start := strings.ToLower(text[:min(len(text), 60)])
	for _, u := range unreadableTable {
		if strings.HasPrefix(start, u.prefix) {
			return u.what
		}
	}
	switch {
	case strings.ContainsRune(text, 0):
		return "bytes that are no text"
	case isDitto(text):
		return ditto
	}
	return ""
}

// byKey finds the fixed keys and the words on screen as this program writes them.
func byKey(text string, side side) (outcome, bool) {
	for _, g := range generationTable {
		key, name := g.api.Key(), g.api.String()
		if side == serverSide {
			key, name = g.server.Key(), g.server.String()
		}
		if key != "" && (strings.EqualFold(text, key) || text == name) {
			return outcome{set: g.generation, certainty: Exact}, true
		}
	}
	return outcome{}, false
}

func apiOf(g generations) API {
	for _, row := range generationTable {
		if row.generation == g {
			return row.api
		}
	}
	return API{}
}

func serverOf(g generations) ServerVersion {
	for _, row := range generationTable {
		if row.generation == g {
			return row.server
		}
	}
	return ServerVersion{}
}

// nameOf is the API's or server's name for people; a generation without an API has its server's.
func nameOf(g generations, side side) string {
	if name := apiOf(g).String(); side == apiSide && name != "" {
		return name
	}
	return serverOf(g).String()
}

// candidates names the generations of a set: "A, B or C". Those outside the
// matrix are left out where two inside it remain.
func candidates(set generations, side side) string {
	var inside, all []string
	for _, row := range generationTable {
		if set&row.generation == 0 || side == apiSide && !row.api.Known() {
			continue
		}
		all = append(all, nameOf(row.generation, side))
		if row.server.Covered() {
			inside = append(inside, nameOf(row.generation, side))
		}
	}
	if len(inside) >= 2 {
		all = inside
	}
	return orList(all)
}

func orList(names []string) string {
	if len(names) < 2 {
		return strings.Join(names, "")
	}
	last := len(names) - 1
	return strings.Join(names[:last], ", ") + " or " + names[last]
}

// example is a text that would be right where nothing is known about what was meant.
func example(side side) string {
	return candidates(gen2013|gen2010|genR2, side)
}

// nearest finds a name that a text misses by a slip or two, as a hint only.
func nearest(tokens []string, side side) string {
	text := strings.Join(tokens, " ")
	if len(text) < 6 || len(text) > 60 {
		return ""
	}
	for _, row := range generationTable {
		names := []string{row.server.String(), row.server.Key()}
		if side == apiSide {
			names = []string{row.api.String(), row.api.Key()}
		}
		for _, name := range names {
			if name != "" && distance(text, strings.Join(fold(name), " ")) <= 2 {
				return nameOf(row.generation, side)
			}
		}
	}
	return ""
}

// distance counts the letters to add, drop or change between two short texts.
func distance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0]++
		for j := range len(b) {
			change := diagonal
			if a[i] != b[j] {
				change++
			}
			diagonal = row[j+1]
			row[j+1] = min(change, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(b)]
}

// quoteList shows words in a message, each once and at most three.
func quoteList(words []string) string {
	var shown []string
	for _, word := range words {
		if q := Quote(word); !slices.Contains(shown, q) && len(shown) < 3 {
			shown = append(shown, q)
		}
	}
	return strings.Join(shown, ", ")
}
