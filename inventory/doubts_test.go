package inventory

import (
	"context"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestDoubts tells what of tables was not understood, in sentences.
func TestDoubts(t *testing.T) {
	const (
		noAPI     = ": no pair of the table has an API: no table says any; name the column with --map api=HEADER, or add a table of applications"
		noVersion = ": no pair of the table has a server version: no table says any; name the column with --map server-version=HEADER, or add a table of servers"
		unused    = ": the rows of the table are not used: of all that it needs it has only "
	)
	for _, c := range []struct {
		name, text string
		opt        Options
		want       []string
	}{
		{"nothing", "Application,API,Server,Server Version,Year,Owner\nA,2013,s1,2010,2013,x\nB,,s1,,,\n", Options{}, nil},
		{"version of whom", "Application,API,Server,Version\nA,2013,s1,2013\n", Options{}, []string{
			"a.csv:1:24: Version: could be the API's, the server's or the application's version and is not used; say which with --map api=Version or --map server-version=Version",
			`a.csv:1:1: "Application, API, Server, Version"` + noVersion}},
		{"chosen version", "Application,API,Server,Version\nA,2013,s1,2013\n", Options{Map: []Mapping{{FieldServerVersion, "Version"}}}, nil},
		{"several versions", "Application,API,Server 1,Server 2,Server Version 1\nA,2013,s1,s2,2013\n", Options{}, []string{
			"a.csv:1:35: Server Version 1: is one of several and is not used: a row has one server version; write a row for each server",
			`a.csv:1:1: "Application, API, Server 1, Server 2, Server Version 1"` + noVersion}},
		{"unknown columns with versions", "Application,Werkzeug,Server,Was läuft da\nA,Group Chat 2010 API,s1,Lync Server 2010\nB,,s1,\n", Options{}, []string{
			"a.csv:1:13: Werkzeug: is not known and not used, and its cells read as APIs; if they are, say --map api=Werkzeug",
			`a.csv:1:29: Was läuft da: is not known and not used, and its cells read as versions; say of what with --map api="Was läuft da" or --map server-version="Was läuft da"`,
			`a.csv:1:1: "Application, Werkzeug, Server, Was läuft da"` + noAPI, `a.csv:1:1: "Application, Werkzeug, Server, Was läuft da"` + noVersion}},
		{"an unknown column of APIs", "Application,Werkzeug,Server\nA,Group Chat 2010 API,s1\nB,,s1\n", Options{}, []string{
			"a.csv:1:13: Werkzeug: is not known and not used, and its cells read as APIs; if they are, say --map api=Werkzeug",
			`a.csv:1:1: "Application, Werkzeug, Server"` + noAPI, `a.csv:1:1: "Application, Werkzeug, Server"` + noVersion}},
		{"an unknown column of versions", "Application,API,Server,\"\",Notes\nA,2013,s1,Lync Server 2010,\n", Options{}, []string{
			"a.csv:1:24: is not known and not used, and its cells read as server versions; if they are, give the column a header",
			`a.csv:1:1: "Application, API, Server, Notes"` + noVersion}},
		{"years are no versions", "Application,API,Server,Year\nA,2010,s1,2013\n", Options{}, []string{`a.csv:1:1: "Application, API, Server, Year"` + noVersion}},
		{"no column of applications", "Werkzeug,API,Server,Server Version\nA,2013,s1,2010\n", Options{}, []string{
			"a.csv:1:10: API: stands beside no column for the application, and pairs without a name are judged; name it with --map application=HEADER"}},
		{"no column of applications, and no API in that of APIs", "Werkzeug,API,Server,Server Version\nA,yes,s1,2010\n", Options{}, []string{
			"a.csv:1:10: API: is of no use without a column for the application; name it with --map application=HEADER"}},
		{"a table of nothing", "Application,Colour\nA,red\n", Options{}, []string{`a.csv:1:1: "Application, Colour"` + unused + "application; name other columns with --map FIELD=HEADER"}},
		{"a table of nothing without rows", "Application,Colour\n", Options{}, nil},
		{"notes", "Date,Name,Comment\n1,2,3\n", Options{}, nil},
		{"a title", "Applications\nare many\n", Options{}, nil},
		{"a dictionary", "Heading,Meaning\nApplication,a name\nOwner,a team\nServer,a name\nServer version,a product\n", Options{}, nil},
		{"a header row that is not there", "x\ny\n", Options{HeaderRow: 3}, []string{
			"a.csv:2:1: --header-row 3: the table has no such row, its last one is 2, and none is used; read it without the option"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			inputs := []Input{inputOf("a.csv", []byte(c.text)), inputOf("good.csv", []byte("\nx\nApplication,API,Server,Server Version\nZ,2013,s9,2013\n"))}
			if c.opt.Map != nil {
				inputs = inputs[:1]
			}
			e, err := Load(context.Background(), inputs, c.opt)
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, p := range e.Doubts() {
				got = append(got, p.String())
			}
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
		})
	}
}
