package audit_test

import (
	"strings"
	"testing"

	"chatcompat/audit"
	"chatcompat/inventory"
)

// halfKnown has, of three pairs, one without a server version and two without an
// API; all manage categories.
const halfKnown = "Application,Authored with,Server,Server version,Uses category management\n" +
	"A,Lync Server 2010 Group Chat API,s1,,yes\n" +
	"B,,s2,Lync Server 2013,yes\n" +
	"C,Group Chat API,s3,Lync Server 2013,yes\n"

// TestSilenceOnVersionsIsNoPass: a check is clear only where no version that
// nobody knows could make it fire, and says which are missing.
func TestSilenceOnVersionsIsNoPass(t *testing.T) {
	pairs := func(needs string) audit.CheckStatus { return audit.CheckStatus{Needs: needs} }
	for _, test := range []struct {
		name, text string
		want       map[string]audit.CheckStatus
	}{
		{"half of the versions", halfKnown, map[string]audit.CheckStatus{
			"CC101": pairs("a value in api for 2 pairs, a value in server-version for 1 pair"),
			"CC104": pairs("a value in server-version for 1 pair"),
			"CC107": pairs("a value in api for 2 pairs, a value in server-version for 1 pair"),
			"CC108": pairs("a value in api for 2 pairs"),
			"CC109": pairs("a value in api for 2 pairs"),
			"CC110": {Status: audit.Clear}, // its UCMA 3.0 or its Lync Server 2013 rules it out
			"CC111": pairs("a value in server-version for 1 pair"),
			"CC201": pairs("a value in server-version for 1 application"),
			"CC402": {Status: audit.Clear}, // one server cannot be of two generations
			"CC403": pairs("a value in server-version for 1 server"),
			"CC404": pairs("a value in server-version for 1 server"),
		}},
		{"one that fires beside one that may", halfKnown + "D," + api10 + on13 + ",yes\n", map[string]audit.CheckStatus{
			"CC101": {Status: audit.Fired, Needs: "a value in api for 2 pairs, a value in server-version for 1 pair"},
		}},
		{"what is not used is not lost", headLong + "a,,,,no,no,,\n", map[string]audit.CheckStatus{
			"CC101": {Status: audit.Clear}, "CC102": {Status: audit.Clear},
		}},
		{"a product outside the matrix is known", headShort + "a," + api10 + ",s,Skype for Business Server 2015\n", map[string]audit.CheckStatus{
			"CC104": {Status: audit.Clear}, "CC107": {Status: audit.Clear}, "CC109": {Status: audit.Clear}, "CC111": {Status: audit.Clear}, "CC404": {Status: audit.Clear},
			"CC201": {Status: audit.Clear},
		}},
		{"a generation of UCMA that is stated", "Application,API,Server,Server Version,UCMA\na,," + "s,Lync Server 2013,3.0\n", map[string]audit.CheckStatus{
			"CC104": {Status: audit.Clear}, "CC107": {Status: audit.Fired}, "CC108": {Status: audit.Clear},
			"CC109": pairs("a value in api for 1 pair"),
		}},
		{"a target that the matrix has no column for", headLong + "a," + api10 + ",s,Skype for Business Server 2015,yes,,,\n", map[string]audit.CheckStatus{
			"CC202": pairs("a column of the matrix for 1 application"),
		}},
		{"no row", headShort, map[string]audit.CheckStatus{
			"CC104": pairs("a pair of an application and a server"), "CC111": pairs("a pair of an application and a server"),
			"CC201": pairs("a pair of an application and a server"), "CC401": pairs("a server with its version"), "CC404": pairs("a server with its version"),
		}},
		{"servers alone", "Server,Server Version,Next hop\nhop,Lync Server 2010,\ntrust,Lync Server 2010,hop\nother,,\n", map[string]audit.CheckStatus{
			"CC104": pairs("a pair of an application and a server"),
			"CC302": pairs("a value in server-version for 1 server"), // the other may be of Lync Server 2013
			"CC402": pairs("a value in server-version for 1 server"),
			"CC401": {Status: audit.Clear},
		}},
		{"applications without a server", headShort + "a," + api13 + ",,\nb," + api10 + ",,\nc," + api10 + on10 + "\nd," + api10 + ",,Lync Server 2013\n", map[string]audit.CheckStatus{
			"CC111": pairs("a value in server-version for 2 pairs"),
			"CC401": pairs("a server for 2 pairs"), "CC402": pairs("a server for 2 pairs"), "CC403": {Status: audit.Fired}, "CC404": pairs("a server for 2 pairs"),
		}},
		{"an application of unknown runtime", "Application,API,Server,Server Version,Runs on\na," + api13 + on13 + ",app1\nb," + on10 + ",app1\n", map[string]audit.CheckStatus{
			"CC303": pairs("a value in api for 1 pair"),
		}},
		{"a runtime that names no generation", "Application,API,Server,Server Version,Runs on,UCMA,Endpoint type\na," + api13 + onR2 + ",app1,odd,ApplicationEndpoint\nb," + api10 + onR2 + ",,,\n", map[string]audit.CheckStatus{
			"CC103": pairs("a value in endpoint-type or SipAddress for 1 pair, a value in ucma for 1 pair"),
			"CC104": {Status: audit.Fired, Needs: "a value in ucma for 1 pair"},
			"CC303": pairs("a value in Runs on or Installed on or Registrar for 1 pair, a value in ucma for 1 pair"),
		}},
	} {
		_, summary := judge(t, audit.Rules{}, test.text)
		for id, want := range test.want {
			want.ID = id
			if got := status(summary, id); got != want {
				t.Errorf("%s: %+v, want %+v", test.name, got, want)
			}
		}
		checkCount(t, test.name, audit.Rules{}, load(t, test.text, inventory.OwnVersions{}))
	}
}

// TestForgettingAVersionClearsNoCheck takes, from inventories in which a check
// fires, one version after the other, in all the ways in which one can be unknown.
func TestForgettingAVersionClearsNoCheck(t *testing.T) {
	for id, c := range checkCases {
		for _, version := range []string{api13, api10, apiR2, "OCS 2007 API", "Lync Server 2013\n", "Lync Server 2013,", "Lync Server 2010\n", "Lync Server 2010,",
			"OCS 2007 R2\n", "OCS 2007 R2,", "OCS 2007\n", "Skype for Business Server 2019\n"} {
			for _, unknown := range []string{"", "Lync", "no idea", "#REF!"} {
				fires := c.fires + "\n"
				bare := strings.TrimRight(version, ",\n")
				text := strings.Replace(fires, version, strings.Replace(version, bare, unknown, 1), 1)
				if text == fires {
					continue
				}
				estate := load(t, text, inventory.OwnVersions{})
				_, summary := run(t, audit.Rules{}, estate)
				if got := status(summary, id); got.Status == audit.Clear || got.Status == audit.NotChecked && !strings.Contains(got.Needs, "api for") && !strings.Contains(got.Needs, "server-version for") {
					t.Errorf("%s is %s, needs %q, for\n%s", id, got.Status.Key(), got.Needs, text)
				}
				if unknown == "" {
					checkCount(t, id, audit.Rules{}, estate)
				}
			}
		}
	}
}

// TestMergedAuditsLeaveOpenWhatTheyContradict: each of two audits is sure of a
// server's version; together they are not.
func TestMergedAuditsLeaveOpenWhatTheyContradict(t *testing.T) {
	one, first := judge(t, audit.Rules{}, headShort+"a,"+api10+",s,Lync Server 2010\n")
	two, second := judge(t, audit.Rules{}, headShort+"b,"+api10+",s,OCS 2007\n")
	_, empty := judge(t, audit.Rules{}, headShort)
	merged := audit.Merge([][]audit.Finding{one, two, nil})
	estate := load(t, headShort, inventory.OwnVersions{})
	summary := audit.Rules{}.MergeSummaries([]audit.Summary{first, second, empty}, merged.Findings, estate.Headers())
	for id, want := range map[string]audit.CheckStatus{
		"CC104": {Needs: "a value in server-version for 2 pairs"}, "CC111": {Needs: "a value in server-version for 2 pairs"},
		"CC110": {Status: audit.Clear}, // both stand on UCMA 3.0
	} {
		want.ID = id
		if got := status(summary, id); got != want {
			t.Errorf("%+v, want %+v", got, want)
		}
	}
}
