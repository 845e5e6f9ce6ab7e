package inventory

import (
	"context"
	"testing"
)

// TestInventoriesAreNoDictionaries loads inventories whose cells happen to be
// words that head columns elsewhere, and descriptions of columns.
func TestInventoriesAreNoDictionaries(t *testing.T) {
	for _, c := range []struct {
		name, text string
		want       Shape
	}{
		{"applications", "Application,API,Server,Server Version\nService,2013,s1,2010\nContact,2013,s1,2010\nTeam,2013,s2,2010\n", ShapePairs},
		{"apis", "Application,API,Server,Server Version\nA,UCMA,s1,2010\nB,SDK,s1,2010\nC,API,s2,2010\n", ShapePairs},
		{"owners", "Application,API,Server,Server Version,Owner\nA,2013,s1,2010,Team\nB,2013,s1,2010,Service\nC,2013,s2,2010,Location\n", ShapePairs},
		{"notes", "Application,API,Server,Server Version,Notes\nA,2013,s1,2010,Pool\nB,2013,s1,2010,Server\nC,2013,s2,2010,Cluster\nD,2013,s2,2010,\nE,2013,s2,2010,API\n", ShapePairs},
		{"servers", "Application,API,Server,Server Version\nA,2013,Pool,2010\nB,2013,Server,2010\nC,2013,Host,2010\n", ShapePairs},
		{"notes of servers", "Server,Server Version,Pool,Notes\ns1,2010,p,Location\ns2,2010,p,Team\ns3,2010,p,Host\n", ShapeServers},
		{"unknown versions", "Application,API,Server,Owner\nService,?,s1,Team\nContact,?,s2,Contact\nTeam,?,s3,Owner\nStatus,?,s4,Site\n", ShapePairs},
		{"applications without APIs", "Application,Owner\nService,HR\nContact,Ops\nTeam,HR\nNotes,HR\n", ShapeApplications},

		{"a dictionary", "On sheet,Heading,What to enter\nApplications,Application,a name\nApplications,API,what it was written with\nServers,Server,a name\nServers,Server version,a product\nServers,Notes,anything\n", ShapeNone},
		{"a dictionary with a title row", "Heading,Meaning\nApplication,a name\nOwner,a team\nServer,a name\nServer version,a product\n", ShapeNone},
	} {
		t.Run(c.name, func(t *testing.T) {
			e, err := Load(context.Background(), []Input{inputOf("a.csv", []byte(c.text))}, Options{})
			if err != nil {
				t.Fatal(err)
			}
			if got := e.Files[0].Tables[0].Shape; got != c.want {
				t.Errorf("%s is %q, want %q", c.text, got.Key(), c.want.Key())
			}
		})
	}
}
