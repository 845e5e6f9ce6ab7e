package report

import (
	"io"
	"testing"

	"chatcompat/audit"
	"chatcompat/inventory"
)

// FuzzJSONLine holds the JSON of a finding against that of encoding/json.
func FuzzJSONLine(f *testing.F) {
	for _, text := range []string{"", "Ticker", `a "quoted" \ text`, "Köln\t\x01\x7f", "\xff\u2028\u2029<&>", "line\r\nline", "a:1:2", "C:\\x y:5"} {
		f.Add(text, "Owner", 7, 3, uint8(5), true)
		f.Add("estate.csv", text, 0, 0, uint8(2), false)
	}
	f.Fuzz(func(t *testing.T, text, other string, row, col int, n uint8, sheet bool) {
		at := inventory.Pos{File: text, Row: row, Col: col}
		if sheet {
			at.Sheet = other
		}
		fields := inventory.Fields()
		field := func(i int) inventory.Field { return fields[(int(n)+i*7)%len(fields)] }
		versions, apis := inventory.ServerVersions(), inventory.APIs()
		p := inventory.Pair{
			Application: text, ApplicationID: other, ApplicationKey: text + other, Server: other, ServerKey: text, Key: text, PairKey: other,
			API:           inventory.Reading[inventory.API]{Written: text, Version: apis[int(n)%len(apis)], Certainty: inventory.Inferred, Detail: other, At: at},
			ServerVersion: inventory.Reading[inventory.ServerVersion]{Written: other, Version: versions[int(n)%len(versions)], At: at},
			At:            at, Also: make([]inventory.Pos, n%3),
			Fields:       inventory.Values{{Field: field(0), Text: text}, {Field: field(1), Text: other}, {Field: field(0), Text: other}},
			ServerFields: inventory.Values{{Field: field(2), Text: other}},
			Extra:        []inventory.Extra{{Header: text, Text: other}, {Header: other, Text: text}}[:n%3],
			Problems:     []inventory.Problem{{At: at, Column: other, Value: text, Message: text + other}}[:n%2],
		}
		finding := audit.Rules{}.Judge(p)
		enc := newJSONEncoder(io.Discard, Meta{})
		want := string(enc.encode(findingToJSON(&finding)))
		if got := string(enc.finding(&finding)); got != want || enc.err != nil {
			t.Errorf("%s\nwant %s (%v)", got, want, enc.err)
		}
	})
}
