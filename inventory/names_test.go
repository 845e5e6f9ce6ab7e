package inventory

import (
	"bufio"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// labelled is a line of the corpus: a text and what it must be taken for.
type labelled struct {
	line                  int
	text, want, certainty string
}

func readCorpus(t testing.TB, name string) []labelled {
	t.Helper()
	file, err := os.Open(filepath.Join("testdata", "names", name))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	var corpus []labelled
	lines := bufio.NewScanner(file)
	for n := 1; lines.Scan(); n++ {
		cells := strings.Split(strings.TrimSuffix(lines.Text(), "\r"), "\t")
		if strings.HasPrefix(cells[0], "//") {
			continue
		}
		if len(cells) != 3 {
			t.Fatalf("%s:%d: %d cells, want text, key or cause, certainty", name, n, len(cells))
		}
		text, err := strconv.Unquote(`"` + strings.ReplaceAll(cells[0], `"`, `\"`) + `"`)
		if err != nil {
			t.Fatalf("%s:%d: %v", name, n, err)
		}
		corpus = append(corpus, labelled{n, text, cells[1], cells[2]})
	}
	if err := lines.Err(); err != nil {
		t.Fatal(err)
	}
	if len(corpus) < 250 {
		t.Fatalf("%s has %d cases, want 250 at least", name, len(corpus))
	}
	return corpus
}

// taken is what a corpus line calls a reading: the key of the version, else the cause.
func taken[V interface {
	API | ServerVersion
	Key() string
	Known() bool
}](r Reading[V]) string {
	if r.Version.Known() {
		return r.Version.Key()
	}
	return r.Cause.Key()
}

func TestParseAPICorpus(t *testing.T) {
	for _, c := range readCorpus(t, "api.tsv") {
		r := ParseAPI(c.text)
		checkReading(t, c.text, r)
		if got := taken(r); got != c.want || r.Certainty.Key() != c.certainty {
			t.Errorf("api.tsv:%d: %q = %s %s (%s), want %s %s", c.line, c.text, got, r.Certainty.Key(), r.Detail, c.want, c.certainty)
		}
	}
}

func TestParseServerVersionCorpus(t *testing.T) {
	for _, c := range readCorpus(t, "server.tsv") {
		r := ParseServerVersion(c.text)
		checkReading(t, c.text, r)
		if got := taken(r); got != c.want || r.Certainty.Key() != c.certainty {
			t.Errorf("server.tsv:%d: %q = %s %s (%s), want %s %s", c.line, c.text, got, r.Certainty.Key(), r.Detail, c.want, c.certainty)
		}
	}
}

// TestTermTableHasNoDeadSpelling catches a spelling that another line of the
// table, a number or the folding hides, and one that stands there twice.
func TestTermTableHasNoDeadSpelling(t *testing.T) {
	all := slices.Clone(termTable)
	for _, other := range otherAPITable {
		all = append(all, term{other.spellings, otherAPI, noGeneration, other.source})
	}
	taken := map[string]bool{}
	for _, want := range all {
		for spelling := range strings.SplitSeq(want.spellings, "|") {
			if taken[spelling] {
				t.Errorf("%q stands in the table twice", spelling)
			}
			taken[spelling] = true
			tokens := fold(spelling)
			if got, n := lexicon().match(tokens); n != len(tokens) || got.kind != want.kind || got.generations != want.generations {
				t.Errorf("%q is taken for kind %d, set %b, %d of %d words, want kind %d, set %b", spelling, got.kind, got.generations, n, len(tokens), want.kind, want.generations)
			}
		}
	}
}

// checkReading holds the promises of every Reading.
func checkReading[V interface {
	API | ServerVersion
	Known() bool
	Covered() bool
}](t testing.TB, text string, r Reading[V]) {
	t.Helper()
	known := r.Cause == NoCause || r.Cause == OutsideMatrix
	if r.Version.Known() != known {
		t.Errorf("%q: version known is %v beside cause %q", text, r.Version.Known(), r.Cause.Key())
	}
	if known && r.Version.Covered() != (r.Cause == NoCause) {
		t.Errorf("%q: covered is %v beside cause %q", text, r.Version.Covered(), r.Cause.Key())
	}
	if (r.Certainty != NotRecognised) != known {
		t.Errorf("%q: certainty %q beside cause %q", text, r.Certainty.Key(), r.Cause.Key())
	}
	if r.Detail == "" && (r.Cause != NoCause || r.Certainty == Inferred) {
		t.Errorf("%q: %s %s without a detail", text, r.Cause.Key(), r.Certainty.Key())
	}
}
