package audit_test

import (
	"cmp"
	"reflect"
	"testing"

	"chatcompat/audit"
)

// TestSitesOfAllServersAreSeen: a pool that is left in the topology has no application
// any more, or one that names another site; a server without a site clears nothing.
func TestSitesOfAllServersAreSeen(t *testing.T) {
	const pairs, servers = "Application,API,Server,Server Version\na," + api10 + ",s1,\n", "Server,Version,Site\ns1,Lync Server 2013,Leeds\n"
	const siting = "Application,API,Server,Server Version,Site\na," + api10 + ",s1,,Leeds\n"
	const homed = "Server,Version,Site\ns1,OCS 2007 R2,Site:BackCompatSite\n"
	fired := audit.CheckStatus{Status: audit.Fired}
	for _, test := range []struct {
		name, pairs, servers string
		want                 audit.CheckStatus
		subjects             []string
	}{
		{"elsewhere", pairs, servers + "old,OCS 2007 R2,York\n", audit.CheckStatus{Status: audit.Clear}, nil},
		{"a server without a pair", pairs, servers + "old,OCS 2007 R2,Site:BackCompatSite\n", fired, []string{"BackCompatSite"}},
		{"a server of no site", pairs, servers + "old,OCS 2007 R2,\n", audit.CheckStatus{Needs: "a value in site for 1 server"}, nil},
		{"placeholders", pairs, servers + "old,OCS 2007 R2,n/a\nolder,,tbd\n", audit.CheckStatus{Needs: "a value in site for 2 servers"}, nil},
		{"an application elsewhere", siting, homed, fired, []string{"BackCompatSite"}},
		{"both", siting, homed + "old,OCS 2007 R2,BackCompatSite\nnew,Lync Server 2013,\n",
			audit.CheckStatus{Status: audit.Fired, Needs: "a value in site for 1 server"}, []string{"BackCompatSite"}},
		{"servers alone, told twice", "", homed, fired, []string{"BackCompatSite"}},
	} {
		estate := loadAll(t, cmp.Or(test.pairs, test.servers), test.servers)
		_, summary := run(t, audit.Rules{}, estate)
		test.want.ID = "CC305"
		if got := status(summary, "CC305"); got != test.want {
			t.Errorf("%s: %+v, want %+v", test.name, got, test.want)
		}
		var subjects []string
		for _, a := range summary.Advisories {
			if a.ID == "CC305" {
				subjects = a.Subjects
			}
		}
		if !reflect.DeepEqual(subjects, test.subjects) {
			t.Errorf("%s: sites %q, want %q", test.name, subjects, test.subjects)
		}
		checkCount(t, test.name, audit.Rules{}, estate)
	}
}
