package inventory

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestCleanServer(t *testing.T) {
	for written, want := range map[string]string{
		"chat01.contoso.example":                        "chat01.contoso.example",
		" Chat01.Contoso.Example.\u00a0":                "Chat01.Contoso.Example",
		"Registrar:pool.contoso.example":                "pool.contoso.example",
		"TrustedApplicationPool:trust.contoso.example":  "trust.contoso.example",
		"PersistentChatServer:pchat.contoso.example":    "pchat.contoso.example",
		"pool.contoso.example/urn:application:helpdesk": "pool.contoso.example",
		"sip:bot@contoso.example":                       "contoso.example",
		"sip:bot@pool.contoso.example;gruu":             "pool.contoso.example;gruu",
		"https://chat01.contoso.example/meet/":          "chat01.contoso.example",
		"https://chat01.contoso.example:8443":           "chat01.contoso.example",
		"chat01.contoso.example:5061":                   "chat01.contoso.example",
		`\\CHAT01`:                                      "CHAT01",
		`CONTOSO\CHAT01`:                                "CHAT01",
		`CHAT01$`:                                       "CHAT01",
		`CONTOSO\CHAT01$`:                               "CHAT01",
		"CN=CHAT01,OU=Servers,DC=contoso,DC=example":    "CHAT01",
		"chat01.contoso.example (primary)":              "chat01.contoso.example",
		"10.0.0.1":                                      "10.0.0.1",
		"10.0.0.1:5061":                                 "10.0.0.1",
		"n/a":                                           "",
		"N/A":                                           "",
		"-":                                             "",
		"–":                                             "",
		"???":                                           "",
		"unknown":                                       "",
		"":                                              "",
		".":                                             "",
		"Pending":                                       "Pending",
		"chat_01":                                       "chat_01",
		"1-Registrar-1":                                 "1-Registrar-1",
		"ApplicationServer:pool01.contoso.example": "pool01.contoso.example",
		"\u200bchat01.contoso.example\ufeff":       "chat01.contoso.example",
		"<chat01.contoso.example>":                 "chat01.contoso.example",
		`"chat01.contoso.example"`:                 "chat01.contoso.example",
		"'chat01.contoso.example'":                 "chat01.contoso.example",
		"“chat01.contoso.example”":                 "chat01.contoso.example",
		"‘chat01’":                                 "chat01",
		"server: chat01.contoso.example":           "chat01.contoso.example",
		"</script><img src=x>":                     "/script><img src=x",
		"/chat01":                                  "/chat01",
		"????":                                     "????", // four letters that an export to ASCII lost
		"****":                                     "****",
	} {
		got := cleanServer(written)
		if got != want {
			t.Errorf("%q: %q, want %q", written, got, want)
		}
		if again := cleanServer(got); again != got {
			t.Errorf("%q: %q becomes %q", written, got, again)
		}
	}
}

func TestSplitTargets(t *testing.T) {
	for written, want := range map[string][]string{
		"":                                       nil,
		"a;b":                                    {"a", "b"},
		"a, b|c\nd\r\ne;":                        {"a", "b", "c", "d", "e"},
		"n/a; a; -":                              {"a", "unreadable: n/a; -"}, // somebody owes two names
		"n/a; -":                                 nil,
		"a; ; b;":                                {"a", "b"},
		"s1 / s2":                                {"s1", "s2"},
		"s1/s2":                                  {"s1", "s2"},
		"a / N/A":                                {"a", "unreadable: N/A"},
		"a / TBD / b":                            {"a", "b", "unreadable: TBD"},
		"a.x.example/urn:application:app":        {"a.x.example"},
		"s1/Lync 2010 / s2 (2013)":               {"s1", "s2"},
		"a / planned":                            {"a"},
		"fe01/02":                                {"fe01", "unreadable: fe01/02"},
		"10.0.0.1/24":                            {"10.0.0.1"},
		"https://a.x.example/b":                  {"a.x.example"},
		"a:5061/b:5061":                          {"a", "b"},
		`s1 \ s2`:                                {"s1", "s2"},
		"s1 & s2 + s3":                           {"s1", "s2", "s3"},
		"s1 und s2, s3 and s4":                   {"s1", "s2", "s3", "s4"},
		"Front and back office":                  {"Front and back office"},
		"a (prod, 2013); b":                      {"a", "b"},
		"a (2010; b":                             {"a", "b"},
		strings.Repeat("a/", longestPart):        {"unreadable: " + strings.Repeat("a/", longestPart)},
		"a\n(Lync 2010)\nb":                      {"a", "b"},
		"fe01 (fe02)":                            {"fe01", "fe02"},
		"Lync 2010 / Lync 2013":                  {"Lync 2010 / Lync 2013"}, // which of them holds is open
		"Lync Server 2010 (planned)":             {"Lync Server 2010 (planned)"},
		"Lync Server 2010 (prod); OCS 2007 R2":   {"Lync Server 2010", "OCS 2007 R2"},
		"fe01 (fe01.x.example, Frankfurt 2)":     {"fe01"},
		"['a', 'b']":                             {"a", "b"},
		`["a","b"]`:                              {"a", "b"},
		"- a\n- b":                               {"a", "b"},
		"1. a\n2) b":                             {"a", "b"},
		"a<br/>b<br>c":                           {"a", "b", "c"},
		"a；b、c\u2028d\te":                        {"a", "b", "c", "d", "e"},
		"CN=A,DC=x;CN=B,DC=x":                    {"A", "B"},
		"a.example\u00a0; b":                     {"a.example", "b"},
		"Registrar:a;Registrar:b":                {"a", "b"},
		"{a, b}":                                 {"a", "b"},
		"s1.x.example:5061;transport=tls;lr":     {"s1.x.example"},
		"sip:bot@a.example;gruu;opaque=app:b, c": {"a.example", "c"},
		"a:5061;lr;b;maddr=10.0.0.1":             {"a", "b"},
		"a;lr;b;user":                            {"a", "lr", "b", "user"},
		"CN=A;CN=B":                              {"A", "B"},
		"a [2010]; b (Lync 2010)":                {"a", "b"},
		"a; #REF!; b; #N/A":                      {"a", "b", "unreadable: #REF!; #N/A"},
		"System.Collections.Generic.Dictionary`2[System.String,System.Int32]": {"unreadable: System.Collections.Generic.Dictionary`2[System.String,System.Int32]"},
		"System.String[]; a":   {"a", "unreadable: System.String[]"},
		"@{Name=a; Version=5}": {"unreadable: @{Name=a; Version=5}"},
		"=VLOOKUP(A2;B:C;2)":   {"unreadable: =VLOOKUP(A2;B:C;2)"},
	} {
		var got []string
		names, unreadable := splitter{}.splitTargets(written)
		for _, one := range names {
			got = append(got, one.name)
		}
		if unreadable != "" {
			got = append(got, "unreadable: "+unreadable)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%q: -want +got:\n%s", written, diff)
		}
	}
}

func TestFoldHost(t *testing.T) {
	for written, want := range map[string]string{
		"CHAT01.Contoso.Example.": "chat01.contoso.example", "chat01": "chat01", " chat01 ": "chat01", "": "", "FÜR.example": "für.example",
		"chat–01": "chat-01", "ｃｈａｔ01": "chat01", "chat\u00ad01": "chat01",
	} {
		if got := foldHost(written); got != want {
			t.Errorf("%q: %q, want %q", written, got, want)
		}
	}
}

func TestFoldNameFoldsASCIILikeEverythingElse(t *testing.T) {
	for _, s := range []string{"", "a", "Payroll Bot", " Payroll", "Payroll ", "Payroll  Bot", "\tPayroll", "pay\x7froll", "ＰＡＹ", "Zürich", "A\u00a0B", "a\u200bb"} {
		got := foldName(s)
		if folded, ok := foldASCII(s); ok && folded != got {
			t.Errorf("%q: %q and %q", s, folded, got)
		}
		if again := foldName(got); again != got {
			t.Errorf("%q: %q becomes %q", s, got, again)
		}
	}
	if a, b := foldName("Ｐayroll\u00a0 BOT "), foldName("payroll bot"); a != b {
		t.Errorf("%q and %q differ", a, b)
	}
}

func TestMatchPattern(t *testing.T) {
	for _, c := range []struct {
		pattern, text string
		want          bool
	}{
		{"London", "london", true}, {"london", " London ", true}, {"lon*", "London", true}, {"*don", "London", true},
		{"l*n*n", "London", true}, {"l?ndon", "London", true}, {"l??don", "London", true}, {"lon", "London", false},
		{"*", "", true}, {"", "", true}, {"?", "", false}, {"**", "x", true}, {"*test*", "Pre-TEST 2", true},
		{"k?ln", "Köln", true}, {"prod*", "Pre-production", false}, {"a*b*c", "a1b2d", false}, {"*a", "aab", false},
	} {
		if got := matchPattern(c.pattern, c.text); got != c.want {
			t.Errorf("%q on %q: %v", c.pattern, c.text, got)
		}
	}
	long := strings.Repeat("a", 20_000)
	if matchPattern(strings.Repeat("*a", 20)+"b", long) {
		t.Error("a long text fits a pattern that it does not fit")
	}
}

func TestIsPlaceholderSparesNames(t *testing.T) {
	for _, name := range []string{"Pending", "ToDo", "Offen", "Payroll", "A", "7", "💬", "Nanny", "NoneSuch"} {
		if isPlaceholder(name) {
			t.Errorf("%q is a name", name)
		}
	}
}

func TestVersionBeside(t *testing.T) {
	for written, want := range map[string]ServerVersion{
		"s1": {}, "s1.x.example": {}, "https://s1.x.example/2010": {}, "(2013)": {}, "/2013": {}, "Registrar:s1": {},
		"s1 (Lync Server 2010)": LyncServer2010, "s1 [2010]": LyncServer2010, "s1/Lync 2010": LyncServer2010,
		// Whatever casts doubt counts wherever it stands.
		"s1 (2013) (planned)": {}, "s1 (2013)?": {}, "s1 (2013) (TBC)": {}, "s1 [Lync 2013] not yet migrated": {},
		"s1 (2010 until migrated) (2013)": {}, "s1 (2010?) (2013)": {}, "s1 (2010) (2013)": {},
		"s1/s2 (2013)": {}, // it may be that of the second alone
	} {
		got := ServerVersion{}
		if text := besideText(written); text != "" {
			got = ParseServerVersion(text).Version
		}
		if got != want {
			t.Errorf("%q: %v, want %v", written, got, want)
		}
	}
}
