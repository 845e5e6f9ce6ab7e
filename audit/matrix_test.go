package audit

import (
	"testing"

	"chatcompat/inventory"
)

// TestMatrixIsTheVendorsPage compares the matrix with the page, transcribed by
// hand a second time: rows and columns as printed there.
func TestMatrixIsTheVendorsPage(t *testing.T) {
	columns := []string{"Lync Server 2013", "Lync Server 2010", "OCS 2007 R2"}
	page := []struct {
		api      string
		verdicts [3]string
	}{
		{"Lync Server 2013 Persistent Chat API", [3]string{"Compatible by design", "Incompatible", "Incompatible"}},
		{"Lync Server 2010 Group Chat API", [3]string{"May be compatible", "Compatible by design", "Compatible"}},
		{"OCS 2007 R2 Group Chat API", [3]string{"May be compatible", "Compatible", "Compatible by design"}},
	}
	i := 0
	for _, row := range page {
		for c, want := range row.verdicts {
			cell := Matrix()[i]
			i++
			if cell.API.String() != row.api || cell.Server.String() != columns[c] || cell.Verdict.String() != want {
				t.Errorf("cell %d is %s × %s: %s, the page says %s × %s: %s", i, cell.API, cell.Server, cell.Verdict, row.api, columns[c], want)
			}
			if cell.Reason == "" || cell.Remedy == "" {
				t.Errorf("%s × %s: reason or remedy is missing", row.api, columns[c])
			}
		}
	}
	if i != len(Matrix()) {
		t.Errorf("the matrix has %d cells, the page %d", len(Matrix()), i)
	}
}

// TestJudgeNeverPassesTheUnknown tries every pair of versions and causes: a
// pass needs two recognised versions and the page's word for it.
func TestJudgeNeverPassesTheUnknown(t *testing.T) {
	apis := append([]inventory.API{{}}, inventory.APIs()...)
	servers := append([]inventory.ServerVersion{{}}, inventory.ServerVersions()...)
	causes := append([]inventory.Cause{inventory.NoCause}, inventory.Causes()...)
	for _, api := range apis {
		for _, server := range servers {
			for _, apiCause := range causes {
				for _, serverCause := range causes {
					f := Rules{}.Judge(inventory.Pair{
						API:           inventory.Reading[inventory.API]{Version: api, Cause: apiCause},
						ServerVersion: inventory.Reading[inventory.ServerVersion]{Version: server, Cause: serverCause},
					})
					known := api.Covered() && server.Covered() && apiCause == inventory.NoCause && serverCause == inventory.NoCause
					if known != (f.Verdict != NotAssessed) {
						t.Errorf("%q %q × %q %q: %s", api, apiCause.Key(), server, serverCause.Key(), f.Verdict)
					}
					if (f.Verdict == NotAssessed) != (f.Cause != inventory.NoCause) || (f.Verdict == NotAssessed) != (f.Risk == UnknownRisk) {
						t.Errorf("%q × %q: %s with cause %q and risk %s", api, server, f.Verdict, f.Cause.Key(), f.Risk.Key())
					}
					if f.Reason == "" || f.Remedy == "" || f.Basis() == "" {
						t.Errorf("%q × %q: no reason, remedy or basis", api, server)
					}
				}
			}
		}
	}
}
