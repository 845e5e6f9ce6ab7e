package inventory

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// namedBy is what a splitter takes out of a cell: the names of servers, with the
// keys of the versions beside them, then what cannot be read.
func namedBy(s splitter, cell string) []string {
	l := &layout{own: s.own}
	names, unreadable := s.splitTargets(cell)
	var got []string
	for _, one := range names {
		text := one.name
		switch r := l.versionIn(one.part); {
		case r.Version.Known():
			text += " = " + versionKey(r.Version)
		case r.unclear() && castsDoubt(r.Written):
			text += " = ?"
		}
		got = append(got, text)
	}
	if unreadable != "" {
		got = append(got, "unreadable: "+unreadable)
	}
	return got
}

func checkNamed(t *testing.T, s splitter, cells map[string][]string) {
	t.Helper()
	for cell, want := range cells {
		if diff := cmp.Diff(want, namedBy(s, cell)); diff != "" {
			t.Errorf("%q: -want +got:\n%s", cell, diff)
		}
	}
}

func TestSplitTargetsTakesNoRemarkForAServer(t *testing.T) {
	checkNamed(t, splitter{}, map[string][]string{
		"fe05 (not fe06)":        {"fe05"},
		"fe03 (formerly fe04)":   {"fe03"},
		"fe01 (replaces fe02)":   {"fe01"},
		"pool03 (backup: pool2)": {"pool03"},
		"fe01 (was fe09)":        {"fe01"},
		"fe01 (ticket fe123)":    {"fe01"},
		"fe01 (fe02?)":           {"fe01"},
		"fe01 (fe02) retired":    {"fe01"},
		"fe01 ((fe02))":          {"fe01"},
		// Nothing but names, however they are divided.
		"fe01 (fe02 & fe03, fe04/fe05 and fe06)": {"fe01", "fe02", "fe03", "fe04", "fe05", "fe06"},
		"fe01 (fe01.x.example, fe02)":            {"fe01", "fe02"},
		"fe01 (fe02) (2013)":                     {"fe01 = lync-server-2013", "fe02"},
		"fe01 (fe02: Lync 2013)":                 {"fe01"},
		"lync10 (lync11)":                        {"lync10", "lync11"},
		"lync2010 (lync2013)":                    {"lync2010", "lync2013"},
	})
}

func TestSplitTargetsLeavesVersionsWithTheirServer(t *testing.T) {
	checkNamed(t, splitter{}, map[string][]string{
		"chat01\nLync Server 2013":                              {"chat01 = lync-server-2013"},
		"chat01, Lync Server 2013":                              {"chat01 = lync-server-2013"},
		"chat01, 2013; chat02; OCS 2007 R2 (prod)":              {"chat01 = lync-server-2013", "chat02 = ocs-2007-r2"},
		"chat01, 5.0.8308.420":                                  {"chat01 = lync-server-2013"},
		"chat01, Lync 2010, Lync 2013":                          {"chat01 = ?"},
		"chat01, Lync Server, (2013)":                           {"chat01 = lync-server-2013"},
		"chat01, Lync (2013)":                                   {"chat01 = lync-server-2013"},
		"chat01, planned Lync 2013":                             {"chat01 = ?"},
		"chat01, was Lync 2010":                                 {"chat01"},
		"Lync Server 2013, Persistent Chat Server":              {"Lync Server 2013 = lync-server-2013"},
		"Lync Server 2013, 4.0.7577.0":                          {"Lync Server 2013 (4.0.7577.0) = ?"},
		"Lync Server 2013; OCS 2007 R2":                         {"Lync Server 2013 = lync-server-2013", "OCS 2007 R2 = ocs-2007-r2"},
		"chat01, chat02 Lync Server 2013":                       {"chat01", "chat02 Lync Server 2013 = lync-server-2013"},
		"chat01, chat02 (2013)":                                 {"chat01", "chat02 = lync-server-2013"},
		"chat01, Berlin Lync 2013":                              {"chat01", "Berlin Lync 2013 = lync-server-2013"},
		"chat01, Group Chat 02":                                 {"chat01", "Group Chat 02"},
		"chat01, Lync2013":                                      {"chat01", "Lync2013"},
		"chat01, prod":                                          {"chat01", "prod"},
		"chat01, 10.0.0.1":                                      {"chat01", "10.0.0.1"},
		"chat01 (Lync); chat02/Lync FE; chat03 (was Lync 2010)": {"chat01", "chat02", "chat03"},
	})
}

func TestSplitTargetsCountsServersNamedAfterTheProduct(t *testing.T) {
	checkNamed(t, splitter{}, map[string][]string{
		"lync01/lync02":         {"lync01", "lync02"},
		"ocs01 / ocs02":         {"ocs01", "ocs02"},
		"pchat01/pchat02":       {"pchat01", "pchat02"},
		"gc10/gc13":             {"gc10", "gc13"},
		"ls01/ls02":             {"ls01", "ls02"},
		"sfb01/sfb02":           {"sfb01", "sfb02"},
		"lync-east/lync-west":   {"lync-east", "lync-west"},
		"chat-prod/chat-test":   {"chat-prod", "chat-test"},
		"chat01/lync02":         {"chat01", "lync02"},
		"lync2010 / lync2013":   {"lync2010", "lync2013"},
		"lync2010a/lync2013b":   {"lync2010a", "lync2013b"},
		"Pool 1 / Pool 2":       {"Pool 1", "Pool 2"},
		"Server A / Server B":   {"Server A", "Server B"},
		"5.0.8308.0/chat01":     {"5.0.8308.0 = lync-server-2013", "chat01"},
		"chat01/chat02 backup":  {"chat01", "chat02 backup"},
		"chat01/Lync2013":       {"chat01 = lync-server-2013"},
		"chat01/Lync 2013, CU5": {"chat01 = lync-server-2013", "CU5"},
	})
}

func TestSplitTargetsTakesNoWordBesideAServerForAnother(t *testing.T) {
	checkNamed(t, splitter{}, map[string][]string{
		"chat01:5061/TLS":          {"chat01"},
		"chat01/tcp":               {"chat01"},
		"chat01/TLS1.2":            {"chat01"},
		"chat01 / 10.0.0.1":        {"chat01"},
		"10.0.0.1 / chat01":        {"10.0.0.1"},
		"10.0.0.1 / 10.0.0.2":      {"10.0.0.1", "10.0.0.2"},
		"chat01/Berlin":            {"chat01"},
		"chat01 / Room 5":          {"chat01"},
		"chat01/CU5/R2/x64":        {"chat01"},
		"chat01/front-end":         {"chat01"},
		"pool/EwsUrl":              {"pool"},
		"R & D":                    {"R & D"},
		"Sales and Marketing":      {"Sales and Marketing"},
		"x e z":                    {"x e z"},
		"A/V Edge":                 {"A"},
		"<div>chat01</div>":        {"chat01"},
		"<p>s1</p><p><b>s2</b>":    {"s1", "s2"},
		"<chat01.x.example>":       {"chat01.x.example"},
		"</script><img src=x>":     {"/script><img src=x"},
		"s1 <2013":                 {"s1 <2013"},
		"s1.x.example/Ex/auto.svc": {"s1.x.example"},
		// Placeholders with a slash.
		"s1 / s/o":       {"s1", "unreadable: s/o"},
		"s1/n/a/s2":      {"s1", "s2", "unreadable: n/a"},
		"n/a / s1":       {"s1", "unreadable: n/a"},
		"s1; brak; geen": {"s1", "unreadable: brak; geen"},
		"//s1":           {"//s1"},
	})
}

func TestSplitTargetsKeepsTheNameBeforeANumber(t *testing.T) {
	checkNamed(t, splitter{}, map[string][]string{
		"fe01/02 (prod)":        {"fe01", "unreadable: fe01/02 (prod)"},
		"fe01 & 02":             {"fe01", "unreadable: fe01/02"},
		"fe01/02 and fe05":      {"fe01", "fe05", "unreadable: fe01/02"},
		"fe01/02:5061":          {"fe01", "unreadable: fe01/02:5061"},
		"lync2010/2013":         {"lync2010", "unreadable: lync2010/2013"},
		"fe01/2013":             {"fe01 = lync-server-2013"},
		"fe01 & 2013":           {"fe01 & 2013"},
		"s1:5041/5042":          {"s1"},
		"chat01 port 5041/5061": {"chat01 port 5041"},
		"s1/443":                {"s1"},
		"2001:db8::1/64":        {"2001:db8::1"},
		"VIP 10.0.0.1/32":       {"VIP 10.0.0.1"},
	})
}

// TestSplitTargetsKnowsTheNamesOfTables: what has no digit is a server where a
// servers table names it.
func TestSplitTargetsKnowsTheNamesOfTables(t *testing.T) {
	s := splitter{known: func() map[string]bool { return map[string]bool{"alpha": true, "beta": true} }}
	checkNamed(t, s, map[string][]string{
		"Alpha/beta":    {"Alpha", "beta"},
		"alpha & BETA":  {"alpha", "BETA"},
		"alpha/gamma":   {"alpha"},
		"chat01/beta":   {"chat01", "beta"},
		"alpha & gamma": {"alpha & gamma"},
	})
	checkNamed(t, splitter{}, map[string][]string{"alpha/beta": {"alpha"}})
}

func TestSplitTargetsKnowsOwnVersions(t *testing.T) {
	matrix := "api,server,verdict\n2010,Gold,compatible\n2010,Contoso-Chat 9,compatible\n2010,Silver-2,compatible\n"
	own, err := ReadOwnMatrix(context.Background(), inputOf("own.csv", []byte(matrix)))
	if err != nil {
		t.Fatal(err)
	}
	checkNamed(t, splitter{own: own.Versions}, map[string][]string{
		"chat01/Gold":             {"chat01 = own:Gold"},
		"chat01 (Gold)":           {"chat01 = own:Gold"},
		"chat03/Contoso-Chat 9":   {"chat03 = own:Contoso-Chat 9"},
		"chat03, Contoso-Chat 9":  {"chat03 = own:Contoso-Chat 9"},
		"chat04/Silver-2 / chat5": {"chat04 = own:Silver-2", "chat5"},
		"silver-1/Silver-2":       {"silver-1 = own:Silver-2"},
		"silver-1 (Silver-2)":     {"silver-1 = own:Silver-2"},
	})
}

// TestSplitTargetsOfLongCells holds the work in bounds: what is square in the length
// of these cells takes a minute and more.
func TestSplitTargetsOfLongCells(t *testing.T) {
	const size = 1_000_000
	var numbered strings.Builder
	for i := 0; numbered.Len() < size; i++ {
		fmt.Fprintf(&numbered, " fe%d", i)
	}
	for what, cell := range map[string]string{
		"remarks":         "fe0" + strings.Repeat("\n(a)", size/4),
		"open brackets":   "fe0 " + strings.Repeat("(,", size/2),
		"names":           "fe0 (" + numbered.String() + ")",
		"versions":        "fe0" + strings.Repeat(",2013", size/5),
		"behind a long":   "fe0 " + strings.Repeat("x", size/2) + strings.Repeat(",2013", size/10),
		"tags":            "fe0" + strings.Repeat("<br>", size/4),
		"tags never shut": "fe0" + strings.Repeat("<", size),
	} {
		names, _ := splitter{}.splitTargets(cell)
		if len(names) == 0 || !strings.HasPrefix(names[0].name, "fe0") {
			t.Errorf("%s: the first server is lost", what)
		}
	}
}

func TestNamePartsOfLongTexts(t *testing.T) {
	fits, long := strings.Repeat("s1/", longestPart/3), strings.Repeat("s1/", longestPart/3+1)
	if got := len(splitter{}.nameParts(fits)); got != longestPart/3 {
		t.Errorf("%d parts of a text that is short enough, want %d", got, longestPart/3)
	}
	if got := len(splitter{}.nameParts(long)); got != 1 {
		t.Errorf("%d parts of a text that is too long, want 1", got)
	}
}
