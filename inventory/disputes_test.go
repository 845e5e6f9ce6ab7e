package inventory

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestPoolsDisputeAMachineInAnyOrder lets the pools of a machine say one version in
// several ways, or none in several ways: keys do not tell which row comes first.
func TestPoolsDisputeAMachineInAnyOrder(t *testing.T) {
	for name, rows := range map[string][][]string{
		"versions": {
			{"fe01", "Lync Server 2010", "pool01"}, {"fe01", "Lync Server 2010", "pool02"},
			{"pool01", "5.0.8308.0", ""}, {"pool02", "Lync Server 2013", ""}, {"pool02", "2013", ""},
		},
		"no versions": {{"fe01", "", "pool01"}, {"fe01", "", "pool02"}, {"pool01", "Lync", ""}, {"pool02", "4.0", ""}},
		"several versions": {
			{"fe01", "", "pool01"}, {"fe01", "", "pool02"}, {"pool01", "2010", ""}, {"pool02", "2013", ""},
		},
	} {
		t.Run(name, func(t *testing.T) {
			var want []string
			inOrders(rows, 0, func(rows [][]string) {
				got := outcomes(loadTables(t, []table{
					{"pairs.csv", []string{"Application", "API", "Server"}, [][]string{{"Bot", "2013", "fe01"}}},
					{"servers.csv", []string{"Server", "Server Version", "Pool"}, rows},
				}))
				if want == nil {
					want = got
				}
				if diff := cmp.Diff(want, got); diff != "" {
					t.Errorf("%v: -before +after:\n%s", rows, diff)
				}
			})
		})
	}
}

// inOrders calls f with the rows in each order of those from a place on.
func inOrders(rows [][]string, from int, f func([][]string)) {
	if from == len(rows) {
		f(slices.Clone(rows))
	}
	for i := from; i < len(rows); i++ {
		rows[from], rows[i] = rows[i], rows[from]
		inOrders(rows, from+1, f)
		rows[from], rows[i] = rows[i], rows[from]
	}
}
