package inventory

import "testing"

// TestSpellingsAreKnown holds the list to what it promises: every name and key
// is in it, and every cause that a text may have and still be understood.
func TestSpellingsAreKnown(t *testing.T) {
	apis, causes := map[string]bool{}, map[Cause]int{}
	n := 0
	for s := range APISpellings() {
		n++
		apis[s.Reading.Version.Key()] = true
		causes[s.Reading.Cause]++
		if got := ParseAPI(s.Text); got != s.Reading {
			t.Fatalf("ParseAPI(%q) = %+v, listed as %+v", s.Text, got, s.Reading)
		}
	}
	for _, api := range APIs() {
		if !apis[api.Key()] {
			t.Errorf("no spelling of %s", api)
		}
	}
	servers := map[string]bool{}
	m := 0
	for s := range ServerSpellings() {
		m++
		servers[s.Reading.Version.Key()] = true
		causes[s.Reading.Cause]++
	}
	for _, server := range ServerVersions() {
		if !servers[server.Key()] {
			t.Errorf("no spelling of %s", server)
		}
	}
	for _, cause := range []Cause{NoCause, Missing, Ambiguous, OutsideMatrix} {
		if causes[cause] == 0 {
			t.Errorf("no spelling has cause %q", cause.Key())
		}
	}
	if n < 500 || m < 500 {
		t.Errorf("%d spellings of APIs and %d of servers, want some hundreds each", n, m)
	}
}

func TestServerBuilds(t *testing.T) {
	got := map[string]string{}
	for _, b := range ServerBuilds() {
		got[b.Beginning] = b.Version.Key()
	}
	for beginning, want := range map[string]string{
		"5.0.8308": "lync-server-2013", "8308": "lync-server-2013", "4.0.7577": "lync-server-2010", "3.5.6907": "ocs-2007-r2",
		"7.0.2046": "", "2046": "",
	} {
		if got[beginning] != want {
			t.Errorf("builds that begin with %s are of %q, want %q", beginning, got[beginning], want)
		}
	}
}
