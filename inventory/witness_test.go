package inventory

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestWitnesses reads the version of a server from two columns of one row.
func TestWitnesses(t *testing.T) {
	own := ownMatrixOf(t, "Lync Server 2010 Group Chat API,Contoso Chat 7").Versions
	for _, c := range []struct {
		name, header, row string
		opt               Options
		want              string // key of the version or cause, and what is taken as written
	}{
		{"a build settles the product", "Server,Product,Build", "s1,Lync Server,5.0.8308.0", Options{}, "lync-server-2013: Lync Server"},
		{"a year does", "Server,Product,Version", "s1,OCS,2007 R2", Options{}, "ocs-2007-r2: OCS"},
		{"a product settles a number", "Server,Server version,Product", "s1,4.0,Lync Server 2010", Options{}, "lync-server-2010: 4.0"},
		{"they agree", "Server,Product,Version", "s1,Lync Server 2013,5.0.8308.420", Options{}, "lync-server-2013: Lync Server 2013"},
		{"they differ", "Server,Product,Version", "s1,Lync Server 2013,4.0.7577.0", Options{}, "contradictory: Lync Server 2013"},
		{"one is outside the matrix", "Server,Server version,Build", "s1,Lync Server 2013,6.0.9319.0", Options{}, "contradictory: Lync Server 2013"},
		{"both are", "Server,Server version,Build", "s1,SfB 2019,7.0.2046.900", Options{}, "skype-for-business-server-2019: SfB 2019"},
		{"a witness that says nothing", "Server,Product,Version", "s1,Lync Server 2013,CU5", Options{}, "lync-server-2013: Lync Server 2013"},
		{"a doubt stays", "Server,Server version,Build", "s1,Lync 2010?,4.0.7577.0", Options{}, "ambiguous: Lync 2010?"},
		{"another product stays", "Server,Server version,Version", "s1,Exchange Server,2013", Options{}, "unrecognised: Exchange Server"},
		{"a witness fills nothing", "Server,Server version,Build", "s1,,4.0.7577.0", Options{}, "missing: "},
		{"the user knows better", "Server,Product,Version", "s1,Lync Server 2013,4.0.7577.0",
			Options{Map: []Mapping{{FieldServerVersion, "Product"}}}, "lync-server-2013: Lync Server 2013"},
		{"a version of one's own goes with any build", "Server,Server version,Build", "s1,Contoso Chat 7,5.0.8308.0", Options{Own: own}, "own:Contoso Chat 7: Contoso Chat 7"},
		{"names and products", "Name,Software,Version", "s1.contoso.example,Lync,5.0.8308.0", Options{}, "lync-server-2013: Lync"},
	} {
		t.Run(c.name, func(t *testing.T) {
			text := c.header + "\n" + c.row + "\n"
			e, err := Load(t.Context(), []Input{inputOf("servers.csv", []byte(text))}, c.opt)
			if err != nil {
				t.Fatal(err)
			}
			l := e.joiner.layouts[0]
			if l.shape != ShapeServers {
				t.Fatalf("shape %v, want that of servers", l.shape)
			}
			r := l.serverVersion(l.header + 1)
			got := r.Version.Key()
			if !r.Version.Known() {
				got = r.Cause.Key()
			}
			if diff := cmp.Diff(c.want, got+": "+r.Written); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
		})
	}
}
