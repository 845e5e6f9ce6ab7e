package inventory

import (
	"strings"
	"testing"
)

func TestParseKnowsItsOwnNamesAndKeys(t *testing.T) {
	for _, a := range APIs() {
		for _, text := range []string{a.String(), a.Key()} {
			if r := ParseAPI(text); r.Version != a || r.Certainty != Exact {
				t.Errorf("ParseAPI(%q) = %v %s %s", text, r.Version, r.Certainty.Key(), r.Cause.Key())
			}
		}
	}
	for _, s := range ServerVersions() {
		for _, text := range []string{s.String(), s.Key()} {
			if r := ParseServerVersion(text); r.Version != s || r.Certainty != Exact {
				t.Errorf("ParseServerVersion(%q) = %v %s %s", text, r.Version, r.Certainty.Key(), r.Cause.Key())
			}
		}
	}
}

func TestParseKeepsTextAsWritten(t *testing.T) {
	for _, text := range []string{"", " Lync Server 2013\u00a0", "#REF!", "hello"} {
		if got := ParseAPI(text).Written; got != text {
			t.Errorf("ParseAPI(%q).Written = %q", text, got)
		}
		if got := ParseServerVersion(text).Written; got != text {
			t.Errorf("ParseServerVersion(%q).Written = %q", text, got)
		}
	}
}

// dressings change how a text looks and nothing that it means.
var dressings = map[string]func(string) string{
	"upper case":      strings.ToUpper,
	"lower case":      strings.ToLower,
	"spaces around":   func(s string) string { return " \t" + s + "\u00a0\r\n" },
	"spaces doubled":  func(s string) string { return strings.ReplaceAll(s, " ", " \u2009 ") },
	"no-break spaces": func(s string) string { return strings.ReplaceAll(s, " ", "\u00a0") },
	"underscores":     func(s string) string { return strings.ReplaceAll(s, " ", "_") },
	"trade marks":     func(s string) string { return strings.ReplaceAll(s, "Server ", "Server® ") },
	"a soft hyphen":   func(s string) string { return strings.ReplaceAll(s, "ser", "s\u00ader") },
	"quotes":          func(s string) string { return `"` + s + `"` },
	"brackets":        func(s string) string { return "[" + s + "]" },
	"a final dot":     func(s string) string { return s + "." },
}

func TestParseDoesNotDependOnLooks(t *testing.T) {
	for name, dress := range dressings {
		for _, c := range readCorpus(t, "api.tsv") {
			if skipDressing(c) {
				continue
			}
			if got := ParseAPI(dress(c.text)); taken(got) != c.want {
				t.Errorf("%s: ParseAPI(%q) = %s (%s), want %s", name, dress(c.text), taken(got), got.Detail, c.want)
			}
		}
		for _, c := range readCorpus(t, "server.tsv") {
			if skipDressing(c) {
				continue
			}
			if got := ParseServerVersion(dress(c.text)); taken(got) != c.want {
				t.Errorf("%s: ParseServerVersion(%q) = %s (%s), want %s", name, dress(c.text), taken(got), got.Detail, c.want)
			}
		}
	}
}

// skipDressing leaves out texts whose very signs are the point: error values,
// formulas and types of other programs.
func skipDressing(c labelled) bool {
	return c.want == Unreadable.Key() || strings.HasPrefix(c.text, "=")
}

func TestParseWithTheMakersName(t *testing.T) {
	for _, c := range readCorpus(t, "server.tsv") {
		if skipDressing(c) || c.want == Missing.Key() {
			continue
		}
		if got := ParseServerVersion("Microsoft " + c.text); taken(got) != c.want {
			t.Errorf("ParseServerVersion(%q) = %s (%s), want %s", "Microsoft "+c.text, taken(got), got.Detail, c.want)
		}
	}
	for _, c := range readCorpus(t, "api.tsv") {
		if skipDressing(c) || c.want == Missing.Key() {
			continue
		}
		if got := ParseAPI("Microsoft " + c.text); taken(got) != c.want {
			t.Errorf("ParseAPI(%q) = %s (%s), want %s", "Microsoft "+c.text, taken(got), got.Detail, c.want)
		}
	}
}

// TestTwoVersionsAreNone joins what the corpus takes for two different versions.
func TestTwoVersionsAreNone(t *testing.T) {
	joints := []string{" / ", ", ", " and ", "; ", "\n", " | ", " + "}
	check := func(t *testing.T, corpus []labelled, parse func(string) string) {
		var exact []labelled
		for _, c := range corpus {
			// Persistent Chat without a year is a part of Skype for Business Server 2015 too.
			open := !strings.ContainsAny(c.text, "0123456789") && !strings.Contains(strings.ToLower(c.text), "rtc")
			if c.certainty == "exact" && !open && !strings.HasPrefix(c.text, "=") {
				exact = append(exact, c)
			}
		}
		for i, a := range exact {
			for j, b := range exact {
				text := a.text + joints[(i+j)%len(joints)] + b.text
				got := parse(text)
				if a.want != b.want && got != Ambiguous.Key() && got != Contradictory.Key() {
					t.Errorf("%q = %s, want no version", text, got)
				}
			}
		}
	}
	check(t, readCorpus(t, "api.tsv"), func(s string) string { return taken(ParseAPI(s)) })
	check(t, readCorpus(t, "server.tsv"), func(s string) string { return taken(ParseServerVersion(s)) })
}

func TestParseIsBoundedByLength(t *testing.T) {
	for _, text := range []string{
		strings.Repeat("Lync Server ", 1_000_000),
		strings.Repeat("lync", 2_500_000),
		strings.Repeat("5.", 5_000_000),
		strings.Repeat("?", 10_000_000),
	} {
		if got := ParseServerVersion(text).Cause; got != Unrecognised {
			t.Errorf("%.20q of %d bytes: cause %q, want unrecognised", text, len(text), got.Key())
		}
	}
	if got := functionsUsed(strings.Repeat("GroupChatServices.BeginMoveFederatedUser*; ", 200_000)); len(got) != 1 {
		t.Errorf("one member many times is %d uses", len(got))
	}
	if got := ParseServerVersion(strings.Repeat(" ", 10_000_000) + "Lync Server 2013"); got.Version != LyncServer2013 {
		t.Errorf("Lync Server 2013 after many spaces: %s %s", got.Version.Key(), got.Cause.Key())
	}
}

func TestDetailNamesEvidenceOrCandidates(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"4.0.7577.183", "build 4.0.7577.183 of Lync Server 2010"},
		{"Lync", "names no generation: Lync Server 2013 or Lync Server 2010, write which"},
		{"Lync 2013", `"lync 2013" stands for Lync Server 2013`},
		{"Lync Server 2013 4.0.7577.0", `"lync server 2013" does not go with build 4.0.7577.0 of Lync Server 2010`},
		{"OCS 2007", "the vendor's page does not cover OCS 2007"},
		{"Lnyc Server 2013", "names no version that is known, did you mean Lync Server 2013"},
		{"Windows Server 2012 R2", `"windows server" is no chat server, Lync Server 2013, Lync Server 2010 or OCS 2007 R2 would be right`},
		{"2013 R2", `there is no "2013 r2", Lync Server 2013, Lync Server 2010 or OCS 2007 R2 would be right`},
		{"LYNC2013-FE01", "is the name of a host, which tells no version for sure: Lync Server 2013, Lync Server 2010 or OCS 2007 R2 would be right"},
		{"Dell PC 2013", `"pc 2013" beside "dell" may be anything: write Lync Server 2013 if that is meant`},
		{"Ticket 8308", `"8308" may be a build or any other number: write the product beside it, Lync Server 2013`},
	} {
		if got := ParseServerVersion(c.text).Detail; got != c.want {
			t.Errorf("detail of %q:\n got %s\nwant %s", c.text, got, c.want)
		}
	}
	for _, c := range []struct{ text, want string }{
		{"Lync Server 2013 SDN API", `"sdn api" is an API for network controllers, not a chat API: ` + example(apiSide) + " would be right"},
		{"Lync 2013 Frobnicate API", `"frobnicate" may name another API or a part of the server: write Lync Server 2013 Persistent Chat API if that is meant`},
	} {
		if got := ParseAPI(c.text).Detail; got != c.want {
			t.Errorf("detail of %q:\n got %s\nwant %s", c.text, got, c.want)
		}
	}
	want := "names no generation: Lync Server 2010 Group Chat API or OCS 2007 R2 Group Chat API, write which"
	if got := ParseAPI("Group Chat API").Detail; got != want {
		t.Errorf("detail of Group Chat API:\n got %s\nwant %s", got, want)
	}
}

// FuzzNames holds the promises of Reading, whatever the text.
func FuzzNames(f *testing.F) {
	for _, name := range []string{"api.tsv", "server.tsv"} {
		for _, c := range readCorpus(f, name) {
			f.Add(c.text)
		}
	}
	f.Fuzz(func(t *testing.T, text string) {
		api, server := ParseAPI(text), ParseServerVersion(text)
		checkReading(t, text, api)
		checkReading(t, text, server)
		if api.Written != text || server.Written != text {
			t.Errorf("%q is not kept as written", text)
		}
		again := ParseServerVersion(" " + text + " ")
		if again.Version != server.Version || again.Cause != server.Cause {
			t.Errorf("%q: %s %s with spaces around, %s %s without", text, again.Version.Key(), again.Cause.Key(), server.Version.Key(), server.Cause.Key())
		}
		checkReading(t, text, refineAPI(api, text, text))
		installed, kit := parseInstalledSoftware(text, text)
		checkReading(t, text, installed)
		checkReading(t, text, kit)
		functionsUsed(text)
		if yes, known := parseYesNo(text); yes && !known {
			t.Errorf("parseYesNo(%q) is an unknown yes", text)
		}
	})
}

func TestDetailQuotesSignsAsWritten(t *testing.T) {
	for text, want := range map[string]string{
		"2010 → 2013":                       `"→" leaves open which version holds`,
		"☐ Lync 2013":                       `"☐" leaves open which version holds`,
		"[ ] Lync 2013":                     `"[ ]" leaves open which version holds`,
		"!= 2013":                           `"!" leaves open which version holds`,
		"Lync 2013؟":                        `"؟" leaves open which version holds`,
		"Lync 2010 -> 2013":                 `">" leaves open which version holds`,
		"Lync 2010 (upgrade to 2013 soon)":  `"upgrade", "to", "soon" leave open which version holds`,
		"Lync 2010 (not 2013, not at all!)": `"not" leaves open which version holds`,
	} {
		if got := ParseServerVersion(text).Detail; !strings.HasPrefix(got, want) {
			t.Errorf("ParseServerVersion(%q).Detail = %q, want it to begin with %q", text, got, want)
		}
	}
}
